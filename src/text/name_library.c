#include "claimd/name_library.h"

enum { LOOKS = 16 }; /* entities of one name that are looked at: of so many hardly one is meant for sure */

/* The entities that a name may mean. */
struct candidates {
    uint32_t first, second; /* ANALYSIS_NONE: none */
};

static void add(struct candidates *candidates, uint32_t entity)
{
    if (candidates->first == ANALYSIS_NONE) {
        candidates->first = entity;
    } else if (candidates->first != entity && candidates->second == ANALYSIS_NONE) {
        candidates->second = entity;
    }
}

/* A name of a place that stands for something else, while it is a place here. */
static bool is_unmeant(const struct library_entity *entity, struct str words, const struct name *guess)
{
    return guess != NULL && guess->kind == ENTITY_PLACE && entity->kind != ENTITY_PLACE && !guess->is_metonym &&
           !guess->is_plain && !str_equal_nocase(entity->name, words);
}

/* Of the senses of the term at `at`: two of the wanted kind, or any two where it is ENTITY_KIND_COUNT. */
static struct candidates candidates_of(const struct library *library, const struct tokens *tokens, uint32_t at,
                                       const struct sense *sense, const struct name *guess, unsigned kind)
{
    struct candidates candidates = {ANALYSIS_NONE, ANALYSIS_NONE};
    struct str words = token_words(tokens, at, at + sense->words);

    for (unsigned looks = 0; sense != NULL && candidates.second == ANALYSIS_NONE && looks < LOOKS;
         sense = sense_next(sense, tokens, at), looks++) {
        if (sense->list != LIBRARY_ENTITIES)
            continue;
        const struct library_entity *entity = &library->entities[sense->line->number];
        if ((kind == ENTITY_KIND_COUNT || entity->kind == kind) && !is_unmeant(entity, words, guess))
            add(&candidates, sense->line->number);
    }
    return candidates;
}

static bool needs_article(const struct tokens *tokens, uint32_t at, const struct sense *sense)
{
    return sense->words == 1 && tokens->items[at].shape == SHAPE_LOWER;
}

struct name name_from_library(const struct library *library, const struct run *run, uint32_t at,
                              const struct name *guess)
{
    struct name name = {.rule = NAME_NONE, .from = at, .to = at, .library = ANALYSIS_NONE, .rival = ANALYSIS_NONE};
    const struct sense *sense = lexicon_match(library->names, run->tokens, at, LIBRARY_ENTITIES);

    if (sense == NULL || at + sense->words > run->end)
        return name;
    if (needs_article(run->tokens, at, sense) && (at == run->begin || !word_is(run->tokens, at - 1, STR("the"))))
        return name;
    bool is_same = guess != NULL && guess->from == at && guess->to == at + sense->words;
    const struct name *same = is_same ? guess : NULL;
    struct candidates candidates = {ANALYSIS_NONE, ANALYSIS_NONE};
    if (same != NULL && !same->is_plain)
        candidates = candidates_of(library, run->tokens, at, sense, same, same->kind);
    if (candidates.first == ANALYSIS_NONE && (same == NULL || !same->is_metonym))
        candidates = candidates_of(library, run->tokens, at, sense, same, ENTITY_KIND_COUNT);
    if (candidates.first == ANALYSIS_NONE)
        return name;
    if (same != NULL)
        name = *same;
    name.to = at + sense->words;
    name.kind = (uint8_t)library->entities[candidates.first].kind;
    name.rule = NAME_LIBRARY;
    name.sense = sense;
    name.library = candidates.first;
    name.rival = candidates.second;
    name.ordinary = library->entities[candidates.first].name;
    name.is_plain = name.is_short = name.is_bearable = false;
    return name;
}

void name_link_ordinary(struct arena *arena, const struct library *library, struct name *name)
{
    if (name->library != ANALYSIS_NONE || name->ordinary.size == 0)
        return;
    struct tokens words = tokens_of(arena, name->ordinary);
    const struct sense *sense = lexicon_match(library->names, &words, 0, LIBRARY_ENTITIES);
    if (sense == NULL || sense->words != words.count)
        return;
    struct candidates candidates = candidates_of(library, &words, 0, sense, NULL, name->kind);
    name->library = candidates.first;
    name->rival = candidates.second;
    if (candidates.first != ANALYSIS_NONE)
        name->ordinary = library->entities[candidates.first].name;
}
