/* Names that stand in full are entered first, those that lean on them are looked up afterwards; so a heading that says "Doe" is
 * the Jane Doe of the first paragraph. */
#include "claimd/name_join.h"

#include "claimd/key_table.h"
#include "claimd/name_alias.h"
#include "claimd/name_short.h"
#include "claimd/name_weigh.h"

struct join {
    struct name_keys keys;
    struct analysis *analysis;
    struct name *names;
    size_t count;
    bool *is_guess;         /* of referents: persons that only two words together tell */
    struct key_table exact; /* of a whole name and its kind */
    struct key_table any;   /* of a whole name: the first referent of whatever kind */
    struct key_table ends;  /* first and last words of persons */
    struct name_shorts shorts;
};

/* A name without its title; particles in front ("van der Berg") belong to it. */
static struct str proper_words(const struct join *join, const struct name *name)
{
    const struct tokens *tokens = join->keys.tokens;
    bool has_particle = tokens->items[name->from].shape == SHAPE_LOWER;
    return token_words(tokens, has_particle ? name->from : name->from + name->head, name->to);
}

static uint32_t add_referent(struct join *join, const struct name *name)
{
    uint32_t number = (uint32_t)join->analysis->referent_count++;
    bool is_known = name->ordinary.data != NULL;

    join->analysis->referents[number] = (struct referent){
        .name = is_known ? name->ordinary : proper_words(join, name),
        .kind = (enum entity_kind)name->kind,
        .library = name->library,
        .rival = name->rival,
    };
    return number;
}

/* "Jane Q. Doe" and "Jane Doe" are one, "Bob Doe" and "Robert Doe" too, and "Higuchi Natsu" is "Natsu Higuchi". */
static uint32_t person_referent(struct join *join, const struct name *name)
{
    const struct token *items = join->keys.tokens->items;
    uint32_t begin = name->from + name->head;
    uint32_t end = name_last_word(&join->keys, name);
    uint64_t key = name_key_longer(name_key_of_given(&join->keys, begin), items[end].key);
    const uint32_t *there = key_table_find(&join->ends, key);
    if (there == NULL && name_words(&join->keys, name) == 2)
        there = key_table_find(&join->ends, name_key_longer(name_key_of_given(&join->keys, end), items[begin].key));
    uint32_t referent = there != NULL ? *there : add_referent(join, name);

    key_table_add(&join->ends, key, referent);
    return referent;
}

/* The referent of a name by all its words; a new one when there is none. */
static uint32_t whole_referent(struct join *join, const struct name *name)
{
    uint64_t key = name_key_with_kind(&join->keys, name);
    const uint32_t *there = key_table_find(&join->exact, key);
    bool is_full = name->kind == ENTITY_PERSON && name->library == ANALYSIS_NONE && name_words(&join->keys, name) > 1;
    uint32_t referent = there != NULL ? *there : is_full ? person_referent(join, name) : add_referent(join, name);

    key_table_add(&join->exact, key, referent);
    key_table_add(&join->any, name_key(&join->keys, name), referent);
    return referent;
}

static void count_in_full(struct join *join, const struct name *name)
{
    join->analysis->referents[name->referent].mention_count++;
}

/* Letters of an acronym, one after the other, among the first letters of a name's words. */
static bool is_acronym_of(const struct tokens *tokens, const struct name *acronym, const struct name *name)
{
    enum { LETTERS = 2 };
    struct str letters = token_words(tokens, acronym->from, acronym->to);
    uint32_t word = name->from + name->head;
    size_t matched = 0;

    for (size_t i = 0; i < letters.size; i++) {
        if (letters.data[i] < 'A' || letters.data[i] > 'Z')
            continue;
        while (word < name->to && (tokens->body.data[tokens->items[word].byte] & ~0x20) != letters.data[i])
            word++;
        if (word == name->to)
            return false;
        word++;
        matched++;
    }
    return matched >= LETTERS;
}

/* Whether the second name stands in brackets directly behind the first. */
static bool is_bracketed(const struct tokens *tokens, const struct name *before, const struct name *inside)
{
    return inside->from == before->to + 1 && tokens->items[before->to].mark == '(' && inside->to < tokens->count &&
           tokens->items[inside->to].mark == ')';
}

static void define(struct join *join, struct name *acronym, struct name *name)
{
    if (name->is_plain) {
        name->kind = ENTITY_ORGANIZATION;
        name->is_plain = false;
        name->rule = NAME_ACRONYM_DEFINED;
    }
    name->referent = whole_referent(join, name);
    count_in_full(join, name);
    acronym->kind = name->kind;
    acronym->rule = NAME_ACRONYM_DEFINED;
    acronym->is_plain = false;
    acronym->referent = name->referent;
    *key_table_add(&join->any, name_key(&join->keys, acronym), name->referent) = name->referent;
    *key_table_add(&join->exact, name_key_with_kind(&join->keys, acronym), name->referent) = name->referent;
}

/* "North Atlantic Treaty Organization (NATO)", or the other way round. */
static void define_acronyms(struct join *join)
{
    for (size_t i = 0; i + 1 < join->count; i++) {
        struct name *before = &join->names[i];
        struct name *inside = &join->names[i + 1];
        if (!is_bracketed(join->keys.tokens, before, inside))
            continue;
        struct name *acronym = inside->is_acronym ? inside : before;
        struct name *name = acronym == inside ? before : inside;
        if (!acronym->is_acronym || name->is_acronym || name_words(&join->keys, name) < 2 || name->is_demonym)
            continue;
        bool is_new = acronym->ordinary.data == NULL; /* not "in the U.S. (Zubrow Center)" */
        if (is_acronym_of(join->keys.tokens, acronym, name) ||
            (is_new && (name->rule == NAME_HEAD_LAST || name->rule == NAME_HEAD_OF)))
            define(join, acronym, name);
    }
}

/* Whether the text may say of both that they are one: of a kind, or of an open one. */
static bool is_alike(const struct name *first, const struct name *second)
{
    return first->kind == second->kind || (first->is_plain && second->kind != ENTITY_OTHER) ||
           (second->is_plain && first->kind != ENTITY_OTHER);
}

/* "Natsu Higuchi, also known as Natsuko Higuchi". */
static void define_aliases(struct join *join)
{
    for (size_t i = 0; i + 1 < join->count; i++) {
        struct name *first = &join->names[i];
        struct name *second = &join->names[i + 1];
        if (first->is_short || first->is_demonym || second->referent != ANALYSIS_NONE || second->is_demonym ||
            !is_alike(first, second) || !name_is_alias(join->keys.tokens, first, second) ||
            (first->kind == ENTITY_PERSON && name_words(&join->keys, first) == 1))
            continue;
        uint8_t kind = first->is_plain ? second->kind : first->kind;
        first->kind = kind;
        second->kind = kind;
        first->is_plain = false;
        second->is_plain = false;
        if (first->referent == ANALYSIS_NONE) {
            first->referent = whole_referent(join, first);
            count_in_full(join, first);
        }
        second->referent = first->referent;
        count_in_full(join, second);
        *key_table_add(&join->any, name_key(&join->keys, second), second->referent) = second->referent;
        *key_table_add(&join->exact, name_key_with_kind(&join->keys, second), second->referent) = second->referent;
    }
}

/* Names that stand by themselves. */
static void enter_sure(struct join *join, struct name *name)
{
    bool is_one = name_words(&join->keys, name) == 1;

    if (name->referent != ANALYSIS_NONE || name->is_plain || name->is_short ||
        (is_one && (name->is_bearable || name->kind == ENTITY_PERSON)))
        return;
    name->referent = whole_referent(join, name);
    count_in_full(join, name);
}

static bool lean(struct join *join, struct name *name, uint32_t referent, enum name_rule rule)
{
    if (referent == ANALYSIS_NONE)
        return false;
    name->referent = referent;
    name->kind = (uint8_t)join->analysis->referents[referent].kind;
    name->rule = (uint8_t)rule;
    name->is_plain = false;
    return true;
}

static bool lean_on_whole(struct join *join, struct name *name)
{
    const uint32_t *referent = key_table_find(&join->any, name_key(&join->keys, name));
    return referent != NULL && lean(join, name, *referent, NAME_SEEN);
}

/* Persons that only two words together tell. */
static void enter_guessed(struct join *join, struct name *name)
{
    if (name->referent != ANALYSIS_NONE || !name->is_plain || name->kind != ENTITY_PERSON ||
        name_words(&join->keys, name) < 2)
        return;
    if (!lean_on_whole(join, name) && !lean(join, name, name_shorts_organization(&join->shorts, name), NAME_SHORT) &&
        !lean(join, name, name_shorts_person(&join->shorts, name), NAME_FAMILY)) {
        name->referent = whole_referent(join, name);
        join->is_guess[name->referent] = true;
    }
    count_in_full(join, name);
    name_shorts_enter(&join->shorts, name);
}

static void enter_short_forms(struct join *join)
{
    for (size_t i = 0; i < join->count; i++) {
        if (join->names[i].referent != ANALYSIS_NONE)
            name_shorts_enter_tail(&join->shorts, &join->names[i]);
    }
    for (size_t i = 0; i < join->count; i++) {
        struct name *name = &join->names[i];
        if (!lean(join, name, name_shorts_tail(&join->shorts, name), NAME_SHORT) && name->referent != ANALYSIS_NONE)
            name_shorts_enter(&join->shorts, name);
    }
}

enum { SURE = 2 }; /* times that two words together are named until they are taken for a person without doubt */

/* Somebody known by the last name, or the first one, alone. A place is one only for somebody who is sure to be a person. */
static bool lean_on_person(struct join *join, struct name *name)
{
    uint32_t referent = name_shorts_person(&join->shorts, name);

    if (referent == ANALYSIS_NONE || (name->rule == NAME_PLACE && join->is_guess[referent] &&
                                      join->analysis->referents[referent].mention_count < SURE))
        return false;
    name->is_metonym = false;
    name->ordinary = (struct str){0};
    return lean(join, name, referent, NAME_FAMILY);
}

static void enter_leaning(struct join *join, struct name *name)
{
    if (name->referent != ANALYSIS_NONE ||
        (name->is_acronym && name->ordinary.data == NULL && lean_on_whole(join, name)) || lean_on_person(join, name))
        return;
    if ((name->is_plain || name->is_short || name->rule == NAME_INSIDE) &&
        (lean_on_whole(join, name) ||
         lean(join, name, name_shorts_initials(&join->shorts, name), NAME_ACRONYM_DEFINED) ||
         lean(join, name, name_shorts_organization(&join->shorts, name), NAME_SHORT)))
        return;
    if (!name->is_short)
        name->referent = whole_referent(join, name);
}

/* The fullest form, and how often. */
static void describe(struct join *join)
{
    for (size_t i = 0; i < join->analysis->referent_count; i++)
        join->analysis->referents[i].mention_count = 0;
    for (size_t i = 0; i < join->count; i++) {
        const struct name *name = &join->names[i];
        if (name->referent == ANALYSIS_NONE)
            continue;
        struct referent *referent = &join->analysis->referents[name->referent];
        struct str words = proper_words(join, name);
        referent->mention_count++;
        if (name->ordinary.data == NULL && referent->library == ANALYSIS_NONE && words.size > referent->name.size)
            referent->name = words;
    }
}

void names_join(struct arena *arena, const struct lexicon *lexicon, struct name *names, size_t count,
                struct analysis *analysis)
{
    struct name_keys keys = {&analysis->tokens, lexicon};

    analysis->referents = arena_array(arena, struct referent, count);
    analysis->referent_count = 0;
    struct join join = {
        .keys = keys,
        .analysis = analysis,
        .names = names,
        .count = count,
        .is_guess = arena_array(arena, bool, count),
        .exact = key_table_make(arena, count / 4),
        .any = key_table_make(arena, count / 4),
        .ends = key_table_make(arena, count / 8),
        .shorts = name_shorts_make(arena, &keys, analysis->referents, count),
    };

    for (size_t i = 0; i < count; i++)
        names[i].referent = ANALYSIS_NONE;
    name_weigh_persons(arena, &keys, names, count);
    define_acronyms(&join);
    define_aliases(&join);
    name_weigh_lists(&keys, names, count);
    name_weigh_kinds(arena, &keys, names, count);
    name_weigh_places(arena, &keys, names, count);
    name_weigh_capitals(arena, &keys, names, count);
    for (size_t i = 0; i < count; i++)
        enter_sure(&join, &names[i]);
    enter_short_forms(&join);
    for (size_t i = 0; i < count; i++)
        enter_guessed(&join, &names[i]);
    for (size_t i = 0; i < count; i++) {
        if (!names[i].is_plain && !names[i].is_short)
            enter_leaning(&join, &names[i]);
    }
    for (size_t i = 0; i < count; i++)
        enter_leaning(&join, &names[i]);
    describe(&join);
}
