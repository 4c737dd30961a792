#include "claimd/name_short.h"

#include <string.h>

enum {
    DOMINANCE = 2,  /* one of several is meant when it is named so many times as often as the next */
    INITIALS = 3,   /* letters that an acronym has at least when nothing says whose it is */
    BEGINNINGS = 6, /* words of an organisation's beginning that may stand for it */
};

struct name_shorts name_shorts_make(struct arena *arena, const struct name_keys *keys, const struct referent *referents,
                                    size_t names)
{
    size_t room = names / 8;
    return (struct name_shorts){
        .arena = arena,
        .keys = *keys,
        .referents = referents,
        .surname = key_table_make(arena, room),
        .given = key_table_make(arena, room),
        .beginning = key_table_make(arena, room),
        .head = key_table_make(arena, room),
        .initials = key_table_make(arena, room),
        .tail = key_table_make(arena, room),
    };
}

static uint32_t times_named(const struct name_shorts *shorts, uint32_t referent)
{
    return referent == ANALYSIS_NONE ? 0 : shorts->referents[referent].mention_count;
}

static void make_room(struct name_shorts *shorts)
{
    if (shorts->bearer_count < shorts->bearer_room)
        return;
    uint32_t room = shorts->bearer_room * 2 + 64;
    struct bearers *bearers = arena_alloc(shorts->arena, room * sizeof *bearers);
    if (shorts->bearer_count > 0)
        memcpy(bearers, shorts->bearers, shorts->bearer_count * sizeof *bearers);
    shorts->bearers = bearers;
    shorts->bearer_room = room;
}

static void enter(struct name_shorts *shorts, struct key_table *table, uint64_t key, uint32_t referent)
{
    make_room(shorts);
    uint32_t *number = key_table_add(table, key, shorts->bearer_count);
    struct bearers *bearers = &shorts->bearers[*number];

    if (*number == shorts->bearer_count) {
        *bearers = (struct bearers){referent, ANALYSIS_NONE};
        shorts->bearer_count++;
    } else if (bearers->first == referent || bearers->second == referent) {
        return;
    } else if (times_named(shorts, referent) > times_named(shorts, bearers->first)) {
        *bearers = (struct bearers){referent, bearers->first};
    } else if (times_named(shorts, referent) > times_named(shorts, bearers->second)) {
        bearers->second = referent;
    }
}

static uint32_t look_up(const struct name_shorts *shorts, const struct key_table *table, uint64_t key)
{
    const uint32_t *number = key_table_find(table, key);
    if (number == NULL)
        return ANALYSIS_NONE;
    const struct bearers *bearers = &shorts->bearers[*number];
    uint32_t next = times_named(shorts, bearers->second) * DOMINANCE;
    return times_named(shorts, bearers->first) >= next ? bearers->first : ANALYSIS_NONE;
}

/* A word that may stand for a whole name it begins: no ordinary one, no people's and no place's. */
static bool is_telling(const struct name_keys *keys, uint32_t at)
{
    return !word_is_ordinary(keys->lexicon, keys->tokens, at) &&
           lexicon_match(keys->lexicon, keys->tokens, at, LEXICON_DEMONYMS) == NULL &&
           lexicon_match(keys->lexicon, keys->tokens, at, LEXICON_TERRITORIES) == NULL &&
           lexicon_match(keys->lexicon, keys->tokens, at, LEXICON_CITIES) == NULL;
}

/* "Goldman Sachs" of "Goldman Sachs Group". */
static void enter_beginnings(struct name_shorts *shorts, const struct name *name)
{
    const struct name_keys *keys = &shorts->keys;
    uint64_t key = 0;
    uint32_t words = 0;

    for (uint32_t i = name->from; i + 1 < name->to && words < BEGINNINGS; i++) {
        const struct token *token = &keys->tokens->items[i];
        if (!name_is_word(keys, i))
            continue;
        key = name_key_longer(key, token->key);
        words++;
        if (token->shape != SHAPE_LOWER && (words > 1 || is_telling(keys, i)))
            enter(shorts, &shorts->beginning, key, name->referent);
    }
}

/* Words that only say what a place is, so that people leave them out: "Socotra" of "Socotra Island", not "Chatham" of "Chatham Bay". */
static bool is_left_out(const struct name_keys *keys, uint32_t at)
{
    static const char *const heads[] = {"Archipelago",  "Desert",  "Island",    "Islands",    "Isle",
                                        "Municipality", "Oblast",  "Peninsula", "Prefecture", "Province",
                                        "River",        "Village", "Volcano"};
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (word_is(keys->tokens, at, str_of(heads[i])))
            return true;
    }
    return false;
}

static void enter_place(struct name_shorts *shorts, const struct name *name)
{
    uint32_t last = name_last_word(&shorts->keys, name);
    if (name->rule == NAME_HEAD_LAST && last > name->from && is_left_out(&shorts->keys, last))
        enter(shorts, &shorts->beginning, name_key_of_tokens(&shorts->keys, name->from, last), name->referent);
}

/* "the Party" of "Labour Party", "the University" of "University of Leeds". */
static void enter_head(struct name_shorts *shorts, const struct name *name)
{
    const struct token *items = shorts->keys.tokens->items;
    uint32_t last = name_last_word(&shorts->keys, name);

    if ((name->rule == NAME_HEAD_LAST || name->rule == NAME_KNOWN) && last > name->from)
        enter(shorts, &shorts->head, items[last].key, name->referent);
    if (name->rule == NAME_HEAD_OF && name->cue_to > name->cue_from)
        enter(shorts, &shorts->head, items[name->cue_from].key, name->referent);
}

/* "USI" of "University of Southern Indiana". */
static void enter_initials(struct name_shorts *shorts, const struct name *name)
{
    const struct tokens *tokens = shorts->keys.tokens;
    uint64_t key = 0;
    uint32_t count = 0;

    for (uint32_t i = name->from; i < name->to; i++) {
        const struct token *token = &tokens->items[i];
        if (token->kind != TOKEN_WORD || token->shape == SHAPE_LOWER)
            continue;
        key = name_key_longer(key, (unsigned char)tokens->body.data[token->byte]);
        count++;
    }
    if (count >= INITIALS)
        enter(shorts, &shorts->initials, key, name->referent);
}

static void enter_person(struct name_shorts *shorts, const struct name *name)
{
    enum { ROMAN = 4 }; /* bytes of a number behind a name: "VIII" */
    const struct token *items = shorts->keys.tokens->items;
    uint32_t first = name->from + name->head;
    uint32_t last = name_last_word(&shorts->keys, name);

    if (last == first)
        return;
    if (items[last].shape == SHAPE_UPPER && items[last].size <= ROMAN && last > first + 1 &&
        name_is_word(&shorts->keys, last - 1))
        last--; /* "Henry Ford II" */
    enter(shorts, &shorts->surname, items[last].key, name->referent);
    if (name->rule == NAME_TITLE)
        enter(shorts, &shorts->surname, name_key_longer(items[name->cue_from].key, items[last].key), name->referent);
    enter(shorts, &shorts->given, name_key_of_given(&shorts->keys, first), name->referent);
}

void name_shorts_enter(struct name_shorts *shorts, const struct name *name)
{
    if (name->kind == ENTITY_PERSON)
        enter_person(shorts, name);
    if (name->kind == ENTITY_PLACE)
        enter_place(shorts, name);
    if (name->kind != ENTITY_ORGANIZATION || name->is_metonym)
        return;
    enter_beginnings(shorts, name);
    enter_head(shorts, name);
    enter_initials(shorts, name);
}

static bool has_tail(const struct name *name)
{
    return name->rule == NAME_HEAD_LAST || name->rule == NAME_KNOWN || name->rule == NAME_TEAM;
}

/* "Lloyd Webber" of "Andrew Lloyd Webber": a person's last two words, of three and more. */
static uint32_t tail_of_person(const struct name_keys *keys, const struct name *name)
{
    enum { WORDS = 3 };
    if (name->kind != ENTITY_PERSON || name->library != ANALYSIS_NONE || name->ordinary.data != NULL ||
        name_words(keys, name) < WORDS)
        return name->to;
    uint32_t last = name_last_word(keys, name);
    uint32_t at = last - 1;
    while (at > name->from && !name_is_word(keys, at))
        at--;
    return keys->tokens->items[at].shape == SHAPE_LOWER || keys->tokens->items[at].size <= 2 ? name->to : at;
}

void name_shorts_enter_tail(struct name_shorts *shorts, const struct name *name)
{
    static const enum lexicon_list lists[] = {LEXICON_PLACES, LEXICON_TERRITORIES, LEXICON_DEMONYMS, LEXICON_CITIES};
    const struct name_keys *keys = &shorts->keys;
    const struct sense *place = NULL;
    uint32_t tail = tail_of_person(keys, name);

    if (tail < name->to)
        enter(shorts, &shorts->tail, name_key_of_tokens(keys, tail, name->to), name->referent);
    if (name->rule == NAME_HEAD_OF && word_is(keys->tokens, name->cue_to, STR("for")) && name->cue_to > name->from + 1)
        enter(shorts, &shorts->tail, name_key_of_tokens(keys, name->from, name->cue_to), name->referent);
    for (size_t i = 0; i < COUNT(lists) && place == NULL && has_tail(name); i++)
        place = lexicon_match(keys->lexicon, keys->tokens, name->from, lists[i]);
    if (place != NULL && name->from + place->words < name->to)
        enter(shorts, &shorts->tail, name_key_of_tokens(keys, name->from + place->words, name->to), name->referent);
}

/* "Norton I", whose name in full is "Joshua Norton". */
static bool is_numbered(const struct name_keys *keys, const struct name *name)
{
    enum { LONGEST = 5 };
    uint32_t last = name->to - 1;
    if (name->kind != ENTITY_PERSON || last != name->from + name->head + 1 || !name_is_word(keys, last))
        return false;
    struct str number = token_words(keys->tokens, last, last + 1);
    if (number.size > LONGEST)
        return false;
    for (size_t i = 0; i < number.size; i++) {
        if (number.data[i] != 'I' && number.data[i] != 'V' && number.data[i] != 'X')
            return false;
    }
    return true;
}

uint32_t name_shorts_person(const struct name_shorts *shorts, const struct name *name)
{
    const struct token *items = shorts->keys.tokens->items;
    uint64_t key = items[name_last_word(&shorts->keys, name)].key;
    uint32_t referent = ANALYSIS_NONE;

    if (is_numbered(&shorts->keys, name))
        return look_up(shorts, &shorts->surname, items[name->from + name->head].key);
    if (name_words(&shorts->keys, name) != 1 || !name->is_bearable)
        return ANALYSIS_NONE;
    if (name->rule == NAME_TITLE)
        referent = look_up(shorts, &shorts->surname, name_key_longer(items[name->cue_from].key, key));
    if (referent == ANALYSIS_NONE)
        referent = look_up(shorts, &shorts->surname, key);
    if (referent != ANALYSIS_NONE || key_table_find(&shorts->surname, key) != NULL)
        return referent;
    uint64_t given = name_key_of_given(&shorts->keys, name_last_word(&shorts->keys, name));
    return look_up(shorts, &shorts->given, given);
}

uint32_t name_shorts_organization(const struct name_shorts *shorts, const struct name *name)
{
    const struct name_keys *keys = &shorts->keys;
    uint64_t key = name_key_of_tokens(keys, name->from, name->to);
    uint32_t referent = ANALYSIS_NONE;

    if (!name->is_short)
        return look_up(shorts, &shorts->beginning, key);
    if (name->kind == ENTITY_ORGANIZATION)
        referent = look_up(shorts, &shorts->head, keys->tokens->items[name->from].key);
    if (referent == ANALYSIS_NONE && str_ends(token_words(keys->tokens, name->from, name->to), STR("s")))
        referent = look_up(shorts, &shorts->tail, key); /* "the Pirates" of "Pittsburgh Pirates" */
    return referent;
}

uint32_t name_shorts_initials(const struct name_shorts *shorts, const struct name *name)
{
    struct str letters = token_words(shorts->keys.tokens, name->from, name->to);
    uint64_t key = 0;
    uint32_t count = 0;

    for (size_t i = 0; i < letters.size && name->is_acronym; i++) {
        if (letters.data[i] == '.')
            continue;
        key = name_key_longer(key, (unsigned char)letters.data[i]);
        count++;
    }
    return count < INITIALS ? ANALYSIS_NONE : look_up(shorts, &shorts->initials, key);
}

uint32_t name_shorts_tail(const struct name_shorts *shorts, const struct name *name)
{
    bool is_person = name->kind == ENTITY_PERSON && name_words(&shorts->keys, name) == 2;
    if (!has_tail(name) && !is_person)
        return ANALYSIS_NONE;
    uint32_t referent =
        look_up(shorts, &shorts->tail, name_key_of_tokens(&shorts->keys, name->from + name->head, name->to));
    return referent == name->referent ? ANALYSIS_NONE : referent;
}
