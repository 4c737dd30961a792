/* Names are found run by run, in order of position; what stands in lower case between runs is looked at for blocs and for
 * names of the library. Then names that mean one thing are joined. */
#include <string.h>

#include "claimd/analysis.h"
#include "claimd/metonym.h"
#include "claimd/name_bloc.h"
#include "claimd/name_confidence.h"
#include "claimd/name_join.h"
#include "claimd/name_library.h"

static const char *const rule_words[] = {
#define X(id, word) [NAME_##id] = (word),
    NAME_RULES(X)
#undef X
};

const char *name_rule_word(enum name_rule rule)
{
    return rule_words[rule];
}

struct finder {
    struct arena *arena;
    const struct library *library; /* NULL: empty */
    struct name *items;
    size_t count, capacity;
};

static void add(struct finder *finder, const struct name *name)
{
    if (finder->count == finder->capacity) {
        size_t capacity = finder->capacity * 2 + 256;
        struct name *items = arena_alloc(finder->arena, capacity * sizeof *items);
        if (finder->count > 0)
            memcpy(items, finder->items, finder->count * sizeof *items);
        finder->items = items;
        finder->capacity = capacity;
    }
    finder->items[finder->count++] = *name;
}

/* The tokens [from, to) of run's sentence, which are in no run. */
static void find_between(struct finder *finder, const struct run *run, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to;) {
        if (finder->library == NULL && !name_bloc_may_begin(run, at)) {
            at++;
            continue;
        }
        struct name name = {.rule = NAME_NONE};
        if (name_bloc_may_begin(run, at))
            name = name_bloc(run, at);
        if (name.rule == NAME_NONE && finder->library != NULL)
            name = name_from_library(finder->library, run, at, NULL);
        if (name.rule != NAME_NONE && name.to <= to)
            add(finder, &name);
        at = name.to > at && name.to <= to ? name.to : at + 1;
    }
}

/* A name of the library wins where it covers what the rules found there, or where they only guess. */
static struct name prefer_library(const struct finder *finder, const struct run *run, const struct name *guess,
                                  uint32_t at)
{
    bool is_longer = guess->rule != NAME_NONE && guess->from < at; /* by particles before the run */
    uint32_t from = is_longer ? guess->from : at;
    struct name name = name_from_library(finder->library, run, from, guess->rule == NAME_NONE ? NULL : guess);
    if (name.rule == NAME_NONE && guess->rule != NAME_NONE && guess->from > at)
        name = name_from_library(finder->library, run, guess->from, guess);
    bool is_better = name.rule != NAME_NONE && (guess->rule == NAME_NONE || name.to >= guess->to || guess->is_plain);
    return is_better && name.to > at ? name : *guess;
}

/* Particles that a name took from before its run may belong to one that was found there. */
static void give_back(const struct finder *finder, struct name *name)
{
    if (finder->count == 0 || finder->items[finder->count - 1].to <= name->from)
        return;
    name->from += name->head;
    name->head = 0;
}

static void find_in_run(struct finder *finder, const struct run *run)
{
    for (uint32_t i = 0; i < run->count;) {
        if (!run_has(run, i, WORD_CAPITAL)) {
            i++;
            continue;
        }
        struct name name = name_bloc(run, run->from + i);
        if (name.rule == NAME_NONE)
            name = name_make(run, i);
        if (name.rule != NAME_NONE) {
            give_back(finder, &name);
            name_look_around(run, &name);
            metonym_find(run, &name);
        }
        if (finder->library != NULL) {
            name = prefer_library(finder, run, &name, run->from + i);
            name_link_ordinary(finder->arena, finder->library, &name);
        }
        if (name.rule != NAME_NONE)
            add(finder, &name);
        assert(name.to > run->from + i);
        i = name.to - run->from;
    }
}

static void find_in_sentence(struct finder *finder, struct run *run)
{
    bool is_shouted = run_is_shouted(run->lexicon, run->tokens, run->begin, run->end);
    uint32_t at = run->begin;

    while (run_next(run, at, is_shouted)) {
        find_between(finder, run, at, run->from);
        find_in_run(finder, run);
        at = run->from + run->count;
    }
    find_between(finder, run, at, run->end);
}

/* Reasons past the first are left as they are: most of a mention is room for them. */
static void fill(struct found_mention *mention, const struct tokens *tokens, const struct name *name)
{
    struct why *why = &mention->why.items[0];

    mention->span = token_span(tokens, name->from, name->to);
    mention->from = name->from;
    mention->to = name->to;
    mention->referent = name->referent;
    mention->is_metonym = name->is_metonym;
    mention->is_demonym = name->is_demonym;
    mention->confidence = name_confidence(name);
    mention->why.count = 1;
    why->rule = name_rule_word((enum name_rule)name->rule);
    why->term = name->sense != NULL ? name->sense->line->term : (struct str){0};
    why->span = name->cue_from < name->cue_to ? token_span(tokens, name->cue_from, name->cue_to) : mention->span;
}

/* A referent is as sure as the surest of its mentions. */
static void add_mentions(struct analysis *analysis, struct arena *arena, const struct finder *finder)
{
    analysis->mentions = arena_alloc(arena, finder->count * sizeof analysis->mentions[0]);
    analysis->mention_count = 0;
    for (size_t i = 0; i < finder->count; i++) {
        const struct name *name = &finder->items[i];
        if (name->referent == ANALYSIS_NONE)
            continue;
        struct found_mention *mention = &analysis->mentions[analysis->mention_count++];
        struct referent *referent = &analysis->referents[name->referent];
        fill(mention, &analysis->tokens, name);
        if (mention->confidence > referent->confidence)
            referent->confidence = mention->confidence;
    }
}

void mentions_find(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options,
                   struct analysis *analysis)
{
    struct finder finder = {.arena = arena};
    struct run run = {.tokens = &analysis->tokens, .lexicon = options->lexicon};

    (void)blocks;
    if (options->library != NULL && options->library->entity_count > 0)
        finder.library = options->library;
    for (size_t i = 0; i < analysis->sentence_count; i++) {
        run.begin = analysis->sentences[i].from;
        run.end = analysis->sentences[i].to;
        find_in_sentence(&finder, &run);
    }
    names_join(arena, options->lexicon, finder.items, finder.count, analysis);
    add_mentions(analysis, arena, &finder);
}
