/* What stands around a name. */
#include "claimd/name.h"

/* The token so many places before or behind the name, inside its sentence; NULL. */
static const struct token *token_at(const struct run *run, const struct name *name, int places, uint32_t *at)
{
    int64_t wanted = places < 0 ? (int64_t)name->from + places : (int64_t)name->to + places - 1;
    if (wanted < run->begin || wanted >= run->end)
        return NULL;
    *at = (uint32_t)wanted;
    return &run->tokens->items[wanted];
}

static const struct sense *sense_at(const struct run *run, uint32_t at, enum lexicon_list list)
{
    const struct sense *sense = lexicon_match(run->lexicon, run->tokens, at, list);
    return sense != NULL && sense->words == 1 ? sense : NULL;
}

static void decide(struct name *name, enum entity_kind kind, enum name_rule rule, const struct sense *sense,
                   uint32_t cue)
{
    name->kind = (uint8_t)kind;
    name->rule = (uint8_t)rule;
    name->sense = sense;
    name->cue_from = cue;
    name->cue_to = cue + 1;
    name->is_plain = false;
}

/* "spokesman Peskov", "oil firm Rosneft". */
static bool by_word_before(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *before = token_at(run, name, -1, &at);

    if (before == NULL || before->shape != SHAPE_LOWER)
        return false;
    const struct sense *noun = sense_at(run, at, LEXICON_NOUNS);
    if (noun != NULL) {
        decide(name, (enum entity_kind)noun->value, NAME_NOUN_BEFORE, noun, at);
        return true;
    }
    const struct sense *title = sense_at(run, at, LEXICON_TITLES);
    if (title != NULL && name->rule != NAME_ACRONYM) {
        decide(name, ENTITY_PERSON, NAME_ROLE, title, at);
        return true;
    }
    return false;
}

/* "Flick company". */
static bool by_word_behind(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *behind = token_at(run, name, 1, &at);
    const struct sense *noun = behind != NULL && behind->shape == SHAPE_LOWER ? sense_at(run, at, LEXICON_NOUNS) : NULL;

    if (noun == NULL)
        return false;
    decide(name, (enum entity_kind)noun->value, NAME_NOUN_AFTER, noun, at);
    return true;
}

/* "Jane Doe, 45," */
static bool by_age(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *comma = token_at(run, name, 1, &at);
    const struct token *age = token_at(run, name, 2, &at);
    const struct token *end = token_at(run, name, 3, &at);

    if (comma == NULL || age == NULL || end == NULL || comma->mark != ',' || age->kind != TOKEN_NUMBER ||
        age->end - age->start != 2 || (end->mark != ',' && end->mark != '.'))
        return false;
    decide(name, ENTITY_PERSON, NAME_AGE, NULL, at - 1);
    return true;
}

static bool by_speech(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    if (token_at(run, name, 1, &at) != NULL && run->tokens->items[at].shape == SHAPE_LOWER) {
        const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_SPEECH);
        if (sense == NULL)
            sense = word_beside(run->lexicon, run->tokens, at, BESIDE_BORN);
        if (sense != NULL) {
            decide(name, ENTITY_PERSON, NAME_SPEAKER, sense, at);
            return true;
        }
    }
    if (token_at(run, name, -1, &at) == NULL || run->tokens->items[at].shape != SHAPE_LOWER)
        return false;
    const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_SPEECH);
    if (sense == NULL)
        return false;
    decide(name, ENTITY_PERSON, NAME_SPEAKER, sense, at);
    return true;
}

static bool by_preposition(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    if (name->rule != NAME_ONE_WORD || token_at(run, name, -1, &at) == NULL)
        return false;
    const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_INSIDE);
    if (sense == NULL)
        return false;
    decide(name, ENTITY_PLACE, NAME_INSIDE, sense, at);
    name->is_plain = true; /* until it is seen how the others stand: names_join */
    return true;
}

static bool (*const rules[])(const struct run *run, struct name *name) = {by_word_before, by_word_behind, by_age,
                                                                          by_speech, by_preposition};

void name_look_around(const struct run *run, struct name *name)
{
    for (size_t i = 0; i < COUNT(rules) && name->is_plain; i++) {
        if (rules[i](run, name))
            return;
    }
}
