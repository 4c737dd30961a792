#include "claimd/name_bloc.h"

static bool is_used(const struct run *run, uint32_t at, enum beside_use use)
{
    return at >= run->begin && at < run->end && word_beside(run->lexicon, run->tokens, at, use) != NULL;
}

/* "the west coast", "the east of the town", "the West Bank": part of something longer. */
static bool goes_on(const struct run *run, uint32_t at)
{
    if (at >= run->end || run->tokens->items[at].kind == TOKEN_MARK)
        return at < run->end && run->tokens->items[at].mark == '-';
    if (is_used(run, at, BESIDE_AUXILIARY) || is_used(run, at, BESIDE_ACT) || is_used(run, at, BESIDE_AND) ||
        is_used(run, at, BESIDE_TOWARD))
        return false;
    return run->tokens->items[at].shape != SHAPE_LOWER || is_used(run, at, BESIDE_OF) ||
           lexicon_match(run->lexicon, run->tokens, at, LEXICON_DICTIONARY) != NULL;
}

struct name name_bloc(const struct run *run, uint32_t at)
{
    struct name name = {.rule = NAME_NONE, .from = at, .to = at, .library = ANALYSIS_NONE, .rival = ANALYSIS_NONE};
    const struct token *items = run->tokens->items;

    if (!name_bloc_may_begin(run, at) || !word_is(run->tokens, at - 1, STR("the")))
        return name;
    const struct sense *sense = lexicon_match(run->lexicon, run->tokens, at, LEXICON_BLOCS);
    if (sense == NULL || goes_on(run, at + sense->words))
        return name;
    bool is_dealt_with =
        at >= run->begin + 2 && is_used(run, at - 2, BESIDE_TOWARD) && !word_is(run->tokens, at - 2, STR("to"));
    bool is_acting =
        at < run->begin + 2 || items[at - 2].kind == TOKEN_MARK || word_is(run->tokens, at - 2, STR("that"));
    is_acting &= is_used(run, at + sense->words, BESIDE_AUXILIARY) || is_used(run, at + sense->words, BESIDE_ACT);
    if (items[at].shape == SHAPE_LOWER && !is_dealt_with && !is_acting)
        return name;
    name.to = at + sense->words;
    name.kind = ENTITY_GROUP;
    name.rule = NAME_BLOC;
    name.sense = sense;
    name.ordinary = sense->line->text;
    return name;
}
