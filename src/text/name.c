/* Rules in the order in which they are tried at each word; the first that makes a name wins. What they are worth was measured:
 * docs/analysis.md. */
#include "claimd/name.h"

#include "claimd/name_parts.h"
#include "claimd/name_person.h"

/* Behind a word that months follow, and persons seldom. */
static bool is_behind_time(const struct run *run, uint32_t at)
{
    static const struct str words[] = {STR("in"),    STR("since"), STR("until"), STR("till"), STR("during"),
                                       STR("early"), STR("late"),  STR("mid"),   STR("last"), STR("next"),
                                       STR("this"),  STR("every"), STR("each")};
    uint32_t place = run->from + at;
    for (size_t i = 0; i < COUNT(words) && place > run->begin; i++) {
        if (word_is(run->tokens, place - 1, words[i]))
            return true;
    }
    return false;
}

static bool make_nameless(const struct run *run, uint32_t at, struct name *name)
{
    if (!run_has(run, at, WORD_NAMELESS | WORD_LEADING))
        return false;
    if (run_has(run, at, WORD_GIVEN) && run_has(run, at + 1, WORD_SURNAME) && !run_has(run, at + 1, WORD_ORDINARY) &&
        !is_behind_time(run, at))
        return false; /* "April Jones"; not "in June Jones left" */
    if (run_has(run, at, WORD_LEADING) && run->words[at].term != NULL && run->words[at].term_words > 1)
        return false; /* "The Hague" */
    *name = name_nothing(run, at + 1);
    return true;
}

/* What only looks like the beginning of a name: the letter of a list ("A. Aardvark"), a preposition with a capital. */
static bool make_opening_word(const struct run *run, uint32_t at, struct name *name)
{
    const struct token *token = &run->tokens->items[run->from + at];
    bool is_letter =
        token->is_line && token->size == 1 && run_has(run, at + 1, WORD_GLUE) && !run_has(run, at + 2, WORD_INITIAL);
    bool is_small = run_has(run, at, WORD_OF | WORD_AND) ||
                    (run_has(run, at, WORD_STARTER) && run_has(run, at, WORD_ORDINARY) &&
                     word_beside(run->lexicon, run->tokens, run->from + at, BESIDE_TOWARD) != NULL) ||
                    (run_has(run, at, WORD_ORDINARY) &&
                     word_beside(run->lexicon, run->tokens, run->from + at, BESIDE_INSIDE) != NULL);

    if ((!is_letter && !is_small) || run->words[at].term_words > 1 || run_has(run, at, WORD_ACRONYM))
        return false;
    *name = name_nothing(run, is_letter ? at + 2 : at + 1);
    return true;
}

/* Behind "y" and another name, or a hyphen and a word that names nothing: "Coahuila y Texas", "Pyrénées-Atlantiques" are one place in
 * another tongue, "Moscow-Beijing" are two; `end` without. */
static uint32_t foreign_end(const struct run *run, uint32_t end)
{
    bool is_hyphen = run_has(run, end, WORD_GLUE) && run->tokens->items[run->from + end].mark == '-';
    if (is_hyphen && run_has(run, end + 1, WORD_CAPITAL) && run->words[end + 1].term == NULL &&
        run->words[end + 1].demonym == NULL && run->words[end + 1].head == NULL &&
        !run_has(run, end + 1, WORD_SURNAME | WORD_GIVEN | WORD_ORDINARY | WORD_ACRONYM) &&
        run_tight_end(run, end + 1) == end + 2)
        return end + 2;
    bool is_joined = run_has(run, end, WORD_PARTICLE) && word_is(run->tokens, run->from + end, STR("y"));
    return is_joined && run_has(run, end + 1, WORD_CAPITAL) ? end + 2 : end;
}

static bool is_country(const struct word *word)
{
    return word->term != NULL && word->term->value == 0 &&
           (word->term->list == LEXICON_TERRITORIES || word->term->list == LEXICON_PLACES);
}

/* Behind the country of a firm's branch: "Airtel Kenya"; `end` without. */
static uint32_t branch_end(const struct run *run, uint32_t end)
{
    if (!run_has(run, end, WORD_CAPITAL) || !is_country(&run->words[end]))
        return end;
    uint32_t to = end + run->words[end].term_words;
    return run_tight_end(run, end) == to ? to : end;
}

static struct name known(const struct run *run, uint32_t at)
{
    static const uint8_t order[] = {ENTITY_PLACE, ENTITY_PERSON, ENTITY_ORGANIZATION};
    const struct word *word = &run->words[at];
    unsigned kind = word->term->list == LEXICON_NAMES ? word->term->value : ENTITY_KIND_COUNT;

    for (size_t i = 0; i < COUNT(order) && kind == ENTITY_KIND_COUNT; i++)
        kind = (word->kinds & WORD_KIND(order[i])) != 0 ? order[i] : kind;
    if (kind == ENTITY_KIND_COUNT)
        kind = ENTITY_OTHER;
    uint32_t end = at + word->term_words;
    uint32_t to = kind == ENTITY_PLACE          ? foreign_end(run, end)
                  : kind == ENTITY_ORGANIZATION ? branch_end(run, end)
                                                : end;
    struct name name = name_of(run, at, to, (enum entity_kind)kind, kind == ENTITY_PLACE ? NAME_PLACE : NAME_KNOWN);
    name.sense = word->term;
    if (to > end)
        return name;
    name.ordinary = word->term->list == LEXICON_SEATS ? (struct str){0} : word->term->line->text;
    name.kinds = word->kinds;
    if (word->seat != NULL && word->seat->words == word->term_words)
        name.seat = word->seat;
    return name;
}

/* Names of several words that a lexicon has. */
static bool make_known_words(const struct run *run, uint32_t at, struct name *name)
{
    const struct word *word = &run->words[at];

    if (word->demonym != NULL && word->demonym->words > 1 && word->demonym->words >= word->term_words) {
        *name = name_of(run, at, at + word->demonym->words, ENTITY_PLACE, NAME_DEMONYM);
        name->sense = word->demonym;
        name->ordinary = word->demonym->line->text;
        name->is_demonym = true;
        return true;
    }
    if (word->term_words < 2)
        return false;
    *name = known(run, at);
    return true;
}

static bool is_used_at(const struct run *run, uint32_t token, enum beside_use use)
{
    return token >= run->begin && token < run->end && word_beside(run->lexicon, run->tokens, token, use) != NULL;
}

/* Whether what follows item `at` shows that it does or has something: "Labour's plan", "Apple said". */
static bool is_followed_by_act(const struct run *run, uint32_t at)
{
    uint32_t behind = run->from + at + 1;
    return run_has(run, at + 1, WORD_POSSESSIVE) || is_used_at(run, behind, BESIDE_SPEECH) ||
           is_used_at(run, behind, BESIDE_ACT) || is_used_at(run, behind, BESIDE_AUXILIARY) ||
           (behind < run->end && word_is_possessive(run->tokens, behind));
}

enum { LISTED_TEAM = 1 }; /* organizations.txt: organization or team */

/* A name of one word that a lexicon has. An ordinary word must have been put there by hand, or stand behind "in"; where its
 * capital is doubtful, it must be one that acts. Teams are words by custom ("the Mets"). */
static bool make_known_word(const struct run *run, uint32_t at, struct name *name)
{
    const struct word *word = &run->words[at];

    if (word->term == NULL)
        return false;
    bool is_ours = word->term->list == LEXICON_NAMES || word->term->list == LEXICON_PLACES ||
                   word->term->list == LEXICON_TERRITORIES || word->term->list == LEXICON_SEATS;
    if (run_has(run, at, WORD_DOUBTFUL) && (!is_ours || run_has(run, at, WORD_STARTER) || !is_followed_by_act(run, at)))
        return false;
    bool is_team = word->term->list == LEXICON_ORGANIZATIONS && word->term->value == LISTED_TEAM;
    if (run_has(run, at, WORD_ORDINARY) && !is_ours && !is_team &&
        (run->from + at == run->begin || (!is_used_at(run, run->from + at - 1, BESIDE_INSIDE) &&
                                          !word_is(run->tokens, run->from + at - 1, STR("from")))))
        return false;
    *name = known(run, at);
    return true;
}

static bool make_demonym(const struct run *run, uint32_t at, struct name *name)
{
    const struct word *word = &run->words[at];

    if (word->demonym == NULL || run_has(run, at, WORD_DOUBTFUL))
        return false;
    *name = name_of(run, at, at + word->demonym->words, ENTITY_PLACE, NAME_DEMONYM);
    name->sense = word->demonym;
    name->ordinary = word->demonym->line->text;
    name->is_demonym = true;
    return true;
}

/* "Virginia Beach, VA": the code of a state behind a place and a comma, or behind any name where nothing else could follow it. */
static bool make_state(const struct run *run, uint32_t at, struct name *name)
{
    enum { CODE = 2 };
    uint32_t place = run->from + at - 2;
    const struct token *items = run->tokens->items;

    if (items[run->from + at].size != CODE || items[run->from + at].shape != SHAPE_UPPER ||
        run->from + at < run->begin + 2 || items[place + 1].mark != ',' || !word_is_capital(&items[place]))
        return false;
    const struct sense *state = lexicon_match(run->lexicon, run->tokens, run->from + at, LEXICON_POSTAL);
    bool is_place = (word_look(run->lexicon, run->tokens, place).kinds & WORD_KIND(ENTITY_PLACE)) != 0;
    bool is_last = run->from + at + 1 == run->end || items[run->from + at + 1].kind == TOKEN_MARK ||
                   items[run->from + at + 1].kind == TOKEN_NUMBER;
    if (state == NULL ? !is_place || !run_has(run, at, WORD_ACRONYM) : !is_place && !is_last)
        return false;
    *name = name_of(run, at, at + 1, ENTITY_PLACE, NAME_STATE);
    name->sense = state;
    if (state != NULL)
        name->ordinary = state->line->text;
    return true;
}

/* "WHO", "DAB": capitals of a word. A name where it acts; else where the article knows the acronym already. */
static bool make_word_acronym(const struct run *run, uint32_t at, struct name *name)
{
    enum { LETTERS = 3 };
    const struct token *token = &run->tokens->items[run->from + at];

    if (token->size < LETTERS || run_has(run, at, WORD_DOUBTFUL))
        return false;
    *name = name_of(run, at, at + 1, ENTITY_ORGANIZATION, NAME_ACRONYM);
    name->is_short = !is_followed_by_act(run, at);
    name->is_plain = !name->is_short;
    return true;
}

static bool make_acronym(const struct run *run, uint32_t at, struct name *name)
{
    if (!run_has(run, at, WORD_ACRONYM) || run_tight_end(run, at) != at + 1)
        return false;
    if (run_has(run, at, WORD_ORDINARY))
        return make_word_acronym(run, at, name);
    if (run->from + at > run->begin && run->tokens->items[run->from + at - 1].kind == TOKEN_NUMBER) {
        *name = name_nothing(run, at + 1); /* "250 MXN" */
        return true;
    }
    *name = name_of(run, at, at + 1, ENTITY_ORGANIZATION, NAME_ACRONYM);
    name->is_plain = true;
    return true;
}

static bool is_after_the(const struct run *run, uint32_t at)
{
    uint32_t place = run->from + at;
    return place > run->begin && word_is(run->tokens, place - 1, STR("the"));
}

/* Whether a word that is a given name too ("Frank") calls somebody here: it has its capital for no other reason, and no article. */
static bool is_called(const struct run *run, uint32_t at)
{
    const struct word *word = &run->words[at];
    uint32_t place = run->from + at;
    const struct token *items = run->tokens->items;

    if (!run_has(run, at, WORD_GIVEN) || run_has(run, at, WORD_DOUBTFUL | WORD_STARTER | WORD_DIRECTION) ||
        word->title != SENSE_NONE || word->head != NULL || word->term != NULL || place == run->begin)
        return false;
    bool is_ranked =
        place + 1 < run->end && (items[place + 1].kind == TOKEN_NUMBER || is_used_at(run, place + 1, BESIDE_ARTICLE));
    return !is_ranked && items[place - 1].kind != TOKEN_NUMBER && !word_is_capital(&items[place - 1]) &&
           !is_used_at(run, place - 1, BESIDE_ARTICLE);
}

static bool make_single(const struct run *run, uint32_t at, struct name *name)
{
    if (run->words[at].head_last == ENTITY_ORGANIZATION && !run_has(run, at, WORD_DOUBTFUL) && is_after_the(run, at)) {
        *name = name_of(run, at, at + 1, ENTITY_ORGANIZATION, NAME_SHORT);
        name->is_short = true;
        return true;
    }
    if (run_has(run, at, WORD_ORDINARY) && is_called(run, at)) {
        *name = name_of(run, at, at + 1, ENTITY_PERSON, NAME_GIVEN_ALONE);
        name->is_plain = true;
        return true;
    }
    if (run_has(run, at, WORD_ORDINARY) && !run_has(run, at, WORD_STARTER | WORD_INITIAL | WORD_LANGUAGE) &&
        run->words[at].title == SENSE_NONE) {
        *name = name_of(run, at, at + 1, ENTITY_PERSON, NAME_FAMILY);
        name->is_short = true;
        return true;
    }
    if (run_has(run, at, WORD_ORDINARY | WORD_DOUBTFUL | WORD_LANGUAGE | WORD_INITIAL | WORD_ROMAN) ||
        run->words[at].title != SENSE_NONE) {
        *name = name_nothing(run, at + 1);
        return true;
    }
    bool is_person = run_has(run, at, WORD_SURNAME | WORD_GIVEN);
    *name = name_of(run, at, at + 1, is_person ? ENTITY_PERSON : ENTITY_OTHER,
                    run_has(run, at, WORD_SURNAME) ? NAME_SURNAME
                    : is_person                    ? NAME_GIVEN_ALONE
                                                   : NAME_ONE_WORD);
    name->is_plain = true;
    return true;
}

/* Whether each word of [from, to) may be a surname: "Smith-Jones". */
static bool holds_surname(const struct run *run, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (run_has(run, i, WORD_CAPITAL) && !run_has(run, i, WORD_SURNAME))
            return false;
    }
    return true;
}

/* "Hartmann & Zimbl", "Zimbl Kenya": two that no list has, or one of a country. */
static bool is_firm(const struct run *run, uint32_t from, uint32_t to)
{
    const uint16_t place = WORD_KIND(ENTITY_PLACE);
    const struct word *last = &run->words[to - 1];
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        if (run_has(run, i, WORD_GLUE) && run->tokens->items[run->from + i].mark == '&') {
            bool is_letter = run->tokens->items[run->from + i - 1].size == 1; /* "R&D" */
            return !is_letter && ((run->words[i - 1].kinds | run->words[i + 1].kinds) & place) == 0;
        }
    }
    return is_country(last) && last->term_words == 1 &&
           !run_has(run, from, WORD_ORDINARY | WORD_GIVEN | WORD_ACRONYM) && run->words[from].term == NULL &&
           run->words[from].demonym == NULL && !run_has(run, to - 2, WORD_GLUE | WORD_PARTICLE);
}

/* What no rule knows: two or three words together may be a person; others are left open. */
static bool make_unknown(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t end = run_sure_end(run, at);

    for (uint32_t i = at + 1; i < end; i++) {
        if (run->words[i].demonym != NULL)
            end = i;
    }
    if (end == at)
        return make_single(run, at, name);
    uint32_t words = name_capitals(run, at, end) - name_hyphens(run, at, end);
    if (words == 1 && end == at + 1)
        return make_single(run, at, name);
    if (words <= 1) {
        bool is_family = holds_surname(run, at, end); /* "Smith-Jones" */
        *name =
            name_of(run, at, end, is_family ? ENTITY_PERSON : ENTITY_OTHER, is_family ? NAME_SURNAME : NAME_ONE_WORD);
        name->is_plain = true;
        return true;
    }
    if (is_firm(run, at, end)) {
        *name = name_of(run, at, end, ENTITY_ORGANIZATION, NAME_JOINED);
        name->is_plain = true;
        return true;
    }
    bool is_person =
        words <= 3 && !run_has(run, at, WORD_ORDINARY | WORD_ACRONYM) && run->tokens->items[run->from + at].size > 1 &&
        !run_has(run, end - 1, WORD_ACRONYM | WORD_ORDINARY) &&
        !(run_has(run, end - 2, WORD_PARTICLE) && (run->words[end - 1].kinds & WORD_KIND(ENTITY_PLACE)) != 0);
    *name = name_of(run, at, end, is_person ? ENTITY_PERSON : ENTITY_OTHER, is_person ? NAME_TWO_WORDS : NAME_JOINED);
    name->is_plain = true;
    return true;
}

static bool (*const rules[])(const struct run *run, uint32_t at, struct name *name) = {
    name_make_work,  make_state,           make_nameless,   make_opening_word,  name_make_contest, name_make_of,
    name_make_and,   name_make_possessive, name_make_last,  name_make_team,     make_known_words,  name_make_opening,
    name_make_saint, name_make_title,      name_make_given, name_make_initials, name_make_toward,  make_known_word,
    make_demonym,    make_acronym,         make_unknown,
};

static bool is_behind_preposition(const struct run *run, const struct name *name)
{
    uint32_t before = name->from - 1;
    return is_used_at(run, before, BESIDE_INSIDE) || is_used_at(run, before, BESIDE_MAYBE_INSIDE) ||
           (before >= run->begin && before < run->end && word_is(run->tokens, before, STR("to")));
}

/* Whether somebody may be called by this one word. "a portrait of Washington" may show either, "a train to Washington" not. */
static bool is_bearable(const struct run *run, const struct name *name, const struct word *word)
{
    bool is_place = name->rule == NAME_PLACE;

    if (is_country(word) || word->demonym != NULL || (is_place && is_behind_preposition(run, name)))
        return false;
    return is_place || name->is_plain || name->kind == ENTITY_PERSON ||
           (word->flags & (WORD_SURNAME | WORD_GIVEN)) != 0;
}

/* What joining wants to know of it. */
static void describe(const struct run *run, struct name *name)
{
    const struct word *word = &run->words[name->from + name->head - run->from];

    if (name->to != name->from + name->head + 1)
        return;
    name->is_bearable = is_bearable(run, name, word);
    name->is_acronym = (word->flags & WORD_ACRONYM) != 0;
}

struct name name_make(const struct run *run, uint32_t at)
{
    struct name name = {0};
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (rules[i](run, at, &name)) {
            if (name.rule != NAME_NONE) {
                describe(run, &name);
                name_take_particles(run, &name);
            }
            return name;
        }
    }
    return name_nothing(run, at + 1);
}
