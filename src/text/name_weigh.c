#include "claimd/name_weigh.h"

#include "claimd/key_table.h"
#include "claimd/metonym.h"

enum {
    INSIDE_OF = 5, /* one mention in so many behind "in" makes a place */
    CLEAR = 2,     /* clear cases that are needed, and how many times as many as against it */
};

static uint32_t number_of(const struct key_table *table, uint64_t key)
{
    const uint32_t *number = key_table_find(table, key);
    return number == NULL ? 0 : *number;
}

void name_weigh_places(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count)
{
    struct key_table all = key_table_make(arena, count / 16);
    struct key_table inside = key_table_make(arena, count / 16);

    for (size_t i = 0; i < count; i++) {
        if (!names[i].is_plain)
            continue;
        uint64_t key = name_key(keys, &names[i]);
        ++*key_table_add(&all, key, 0);
        if (names[i].rule == NAME_INSIDE)
            ++*key_table_add(&inside, key, 0);
    }
    for (size_t i = 0; i < count; i++) {
        if (!names[i].is_plain || names[i].rule != NAME_INSIDE)
            continue;
        uint64_t key = name_key(keys, &names[i]);
        if (number_of(&inside, key) * INSIDE_OF >= number_of(&all, key)) {
            names[i].is_plain = false;
        } else {
            names[i].kind = ENTITY_OTHER;
            names[i].rule = NAME_ONE_WORD;
        }
    }
}

/* Whether only what stands beside a name tells its kind. */
static bool is_told_by_neighbours(const struct name *name)
{
    return name->rule == NAME_NOUN_BEFORE || name->rule == NAME_NOUN_AFTER || name->rule == NAME_NOUN_APPOSED ||
           name->rule == NAME_ROLE || name->rule == NAME_ROLE_BEHIND || name->rule == NAME_SPEAKER;
}

void name_weigh_kinds(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count)
{
    struct key_table table = key_table_make(arena, count / 16);

    for (size_t i = 0; i < count; i++) {
        if (is_told_by_neighbours(&names[i]) && name_words(keys, &names[i]) == 1)
            ++*key_table_add(&table, name_key_longer(name_key(keys, &names[i]), names[i].kind), 0);
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_told_by_neighbours(&names[i]) || name_words(keys, &names[i]) != 1)
            continue;
        uint64_t key = name_key(keys, &names[i]);
        uint8_t best = names[i].kind;
        for (unsigned kind = 0; kind < ENTITY_KIND_COUNT; kind++) {
            if (number_of(&table, name_key_longer(key, kind)) > number_of(&table, name_key_longer(key, best)))
                best = (uint8_t)kind;
        }
        names[i].kind = best;
    }
}

void name_weigh_capitals(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count)
{
    struct key_table acting = key_table_make(arena, 0);
    struct key_table lying = key_table_make(arena, 0);

    for (size_t i = 0; i < count; i++) {
        if (names[i].seat != NULL && names[i].metonym == METONYM_NO) {
            ++*key_table_add(names[i].is_metonym ? &acting : &lying,
                             name_key_of_tokens(keys, names[i].from, names[i].to), 0);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (names[i].seat == NULL || names[i].metonym != METONYM_MAYBE)
            continue;
        uint64_t key = name_key_of_tokens(keys, names[i].from, names[i].to);
        uint32_t acts = number_of(&acting, key);
        if (acts >= CLEAR && number_of(&lying, key) * CLEAR <= acts)
            metonym_take(&names[i], NAME_CAPITAL_PRIOR);
    }
}

/* Whether the second of two names goes on a list that the first is in: a comma, "and", or both stand between. */
static bool goes_on_list(const struct name_keys *keys, const struct name *first, const struct name *second)
{
    const struct token *between = &keys->tokens->items[first->to];
    bool is_comma = second->from > first->to && between[0].mark == ',';

    if (second->from == first->to + 1)
        return is_comma || word_is(keys->tokens, first->to, STR("and"));
    return second->from == first->to + 2 && is_comma && word_is(keys->tokens, first->to + 1, STR("and"));
}

/* The kind of names[at + step] where it is sure and both are in one list; ENTITY_KIND_COUNT else. */
static unsigned listed_kind(const struct name_keys *keys, const struct name *names, size_t count, size_t at, int step)
{
    if ((step < 0 && at < (size_t)-step) || (step > 0 && at + (size_t)step >= count))
        return ENTITY_KIND_COUNT;
    size_t other = step < 0 ? at - (size_t)-step : at + (size_t)step;
    size_t from = other < at ? other : at;
    size_t to = other < at ? at : other;
    for (size_t i = from; i < to; i++) {
        if (!goes_on_list(keys, &names[i], &names[i + 1]))
            return ENTITY_KIND_COUNT;
    }
    bool is_sure = !names[other].is_plain && !names[other].is_short && !names[other].is_demonym;
    return is_sure ? names[other].kind : ENTITY_KIND_COUNT;
}

void name_weigh_lists(const struct name_keys *keys, struct name *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!names[i].is_plain || names[i].rule == NAME_ACRONYM || names[i].is_short)
            continue;
        unsigned before = listed_kind(keys, names, count, i, -1);
        unsigned behind = listed_kind(keys, names, count, i, 1);
        if (before == ENTITY_KIND_COUNT)
            before = listed_kind(keys, names, count, i, 2);
        if (behind == ENTITY_KIND_COUNT)
            behind = listed_kind(keys, names, count, i, -2);
        if (before != behind || before > ENTITY_PLACE)
            continue;
        names[i].kind = (uint8_t)before;
        names[i].rule = NAME_LISTED;
        names[i].is_plain = false;
    }
}

/* A person in full, as a rule tells it by itself. */
static bool is_sure_person(const struct name *name)
{
    return name->kind == ENTITY_PERSON && (name->rule == NAME_GIVEN_NAME || name->rule == NAME_TITLE) &&
           name->to - name->from > name->head + 1;
}

static bool is_in_list(const struct name_keys *keys, uint32_t token, enum lexicon_list list)
{
    return lexicon_has_word(keys->lexicon, keys->tokens->items[token].key, list);
}

/* The token of the last word before `last`; `last` where there is none. */
static uint32_t word_before(const struct name_keys *keys, const struct name *name, uint32_t last)
{
    for (uint32_t at = last; at-- > name->from + name->head;) {
        if (name_is_word(keys, at))
            return at;
    }
    return last;
}

/* "George Floyd Justice", where George Floyd is somebody, is none. */
static void weigh_longer(const struct name_keys *keys, const struct key_table *persons, struct name *name)
{
    if (name->rule != NAME_GIVEN_NAME || name->to - name->from < 3)
        return;
    uint32_t last = name_last_word(keys, name);
    uint32_t before = word_before(keys, name, last);
    if (!word_is_ordinary(keys->lexicon, keys->tokens, last) ||
        number_of(persons, name_key_of_tokens(keys, name->from + name->head, before + 1)) == 0)
        return;
    name->kind = ENTITY_OTHER;
    name->rule = NAME_JOINED;
    name->is_plain = true;
}

/* "Warhol Polaroids", where Warhol is somebody, names him and no Mr Polaroids. */
static void weigh_guess(const struct name_keys *keys, const struct key_table *surnames, struct name *name)
{
    if (name->rule != NAME_TWO_WORDS)
        return;
    uint32_t last = name_last_word(keys, name);
    if (name_words(keys, name) != 2 || keys->tokens->items[last].shape == SHAPE_UPPER || /* "Norton I" */
        is_in_list(keys, last, LEXICON_SURNAMES) || is_in_list(keys, last, LEXICON_GIVEN_NAMES) ||
        number_of(surnames, keys->tokens->items[name->from].key) == 0)
        return;
    name->to = name->from + 1;
    name->is_bearable = true;
}

void name_weigh_persons(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count)
{
    struct key_table persons = key_table_make(arena, count / 16);
    struct key_table surnames = key_table_make(arena, count / 16);
    bool is_asked = false;

    for (size_t i = 0; i < count && !is_asked; i++) {
        is_asked =
            names[i].rule == NAME_TWO_WORDS || (names[i].rule == NAME_GIVEN_NAME && names[i].to - names[i].from > 2);
    }
    if (!is_asked)
        return;
    for (size_t i = 0; i < count; i++) {
        if (!is_sure_person(&names[i]))
            continue;
        ++*key_table_add(&persons, name_key_of_tokens(keys, names[i].from + names[i].head, names[i].to), 0);
        ++*key_table_add(&surnames, keys->tokens->items[name_last_word(keys, &names[i])].key, 0);
    }
    for (size_t i = 0; i < count; i++) {
        weigh_longer(keys, &persons, &names[i]);
        weigh_guess(keys, &surnames, &names[i]);
    }
}
