/* Rules in the order in which they are tried at each word; the first that makes a name wins. What they are worth was measured:
 * docs/analysis.md. */
#include "claimd/name.h"

#include "claimd/name_parts.h"

static bool make_nameless(const struct run *run, uint32_t at, struct name *name)
{
    if (!run_has(run, at, WORD_NAMELESS | WORD_LEADING))
        return false;
    if (run_has(run, at, WORD_GIVEN) && run_has(run, at + 1, WORD_SURNAME) && !run_has(run, at + 1, WORD_ORDINARY))
        return false; /* "April Jones" */
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

/* Behind "y" and another name: "Coahuila y Texas" is one place in another tongue; `end` without. */
static uint32_t foreign_end(const struct run *run, uint32_t end)
{
    bool is_joined = run_has(run, end, WORD_PARTICLE) && word_is(run->tokens, run->from + end, STR("y"));
    return is_joined && run_has(run, end + 1, WORD_CAPITAL) ? end + 2 : end;
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
    uint32_t to = kind == ENTITY_PLACE ? foreign_end(run, end) : end;
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

/* Past the titles, and the stops behind them, that begin at `at`. */
static uint32_t behind_titles(const struct run *run, uint32_t at)
{
    uint32_t i = at;
    while (i < run->count) {
        if (run_has(run, i, WORD_GLUE)) {
            i++;
        } else if (run->words[i].title != SENSE_NONE && run_has(run, i, WORD_CAPITAL) &&
                   (i == at || !run_has(run, i, WORD_GIVEN))) {
            i += run->words[i].title_words;
        } else {
            break;
        }
    }
    return i;
}

/* Whether a person's name begins at `at`, behind a title. */
static bool may_bear_title(const struct run *run, uint32_t at, uint8_t title)
{
    const struct word *word = &run->words[at];

    if (!run_has(run, at, WORD_CAPITAL) || run_has(run, at, WORD_NAMELESS | WORD_STARTER | WORD_LEADING) ||
        word->demonym != NULL || run_sure_end(run, at) == at)
        return false;
    if (!run_has(run, at, WORD_ORDINARY) || run_has(run, at, WORD_GIVEN | WORD_SURNAME | WORD_INITIAL))
        return true;
    if (title == TITLE_ADDRESS)
        return true;
    return word->head_last == SENSE_NONE && !run_has(run, at + 1, WORD_CAPITAL);
}

/* "President Bush", "Dr. Jane Doe", "Lord Hall": the last with its title. */
static bool make_title(const struct run *run, uint32_t at, struct name *name)
{
    const struct word *word = &run->words[at];
    uint32_t from = behind_titles(run, at);

    if (word->title == SENSE_NONE || from == at)
        return false;
    if (!may_bear_title(run, from, word->title)) {
        if (run_has(run, from, WORD_CAPITAL))
            return false; /* "Major League Baseball" */
        *name = name_nothing(run, from);
        return true;
    }
    uint32_t end = name_person_end(run, from);
    if (end == from)
        return false;
    *name = name_of(run, word->title == TITLE_NAME ? at : from, end, ENTITY_PERSON, NAME_TITLE);
    name->head = word->title == TITLE_NAME ? from - at : 0;
    name->sense = word->honour;
    name->cue_from = run->from + at;
    name->cue_to = run->from + at + word->title_words;
    return true;
}

/* "of Aragon" behind a given name alone; `end`: nothing of the kind. */
static uint32_t of_place_end(const struct run *run, uint32_t at, uint32_t end)
{
    uint32_t place = end + 1;
    if (!run_has(run, end, WORD_OF) || !word_is(run->tokens, run->from + end, STR("of")) ||
        !run_has(run, place, WORD_CAPITAL) || run_has(run, at, WORD_DOUBTFUL) ||
        run_has(run, place, WORD_ACRONYM | WORD_ORDINARY | WORD_NAMELESS))
        return end;
    const struct word *word = &run->words[place];
    bool is_place = (word->kinds & WORD_KIND(ENTITY_PLACE)) != 0;
    if ((word->kinds != 0 && !is_place) || run_tight_end(run, place) != place + (is_place ? word->term_words : 1))
        return end;
    return run_tight_end(run, place);
}

/* "Jane Doe": a given name and more. */
static bool make_given(const struct run *run, uint32_t at, struct name *name)
{
    const uint16_t others = WORD_KIND(ENTITY_PLACE) | WORD_KIND(ENTITY_GROUP); /* "Christian Aid" */
    bool is_weak = run_has(run, at, WORD_ORDINARY) || (run->words[at].kinds & others) != 0;

    if (!run_has(run, at, WORD_GIVEN) || run->words[at].demonym != NULL)
        return false;
    uint32_t end = name_person_end(run, at);
    if (end == at + 1 && !is_weak)
        end = of_place_end(run, at, end);
    if (end > at + 1 && !run_has(run, at, WORD_DOUBTFUL) && run_has(run, at + 1, WORD_OF | WORD_ARTICLE)) {
        *name = name_of(run, at, end, ENTITY_PERSON, NAME_GIVEN_NAME);
        return true; /* "Catherine of Aragon", "Peter the Great" */
    }
    if (run_has(run, at, WORD_DOUBTFUL)) {
        end = name_person_end(run, at + 1);
        if (!run_has(run, at + 1, WORD_CAPITAL) || run_has(run, at + 1, WORD_DOUBTFUL))
            return false;
    }
    if (end <= at + 1 || name_capitals(run, at, end) < 2)
        return false;
    if (is_weak && !run_has(run, end - 1, WORD_SURNAME | WORD_ROMAN) && run_has(run, end - 1, WORD_ORDINARY) &&
        !run_has(run, end - 2, WORD_INITIAL | WORD_GLUE))
        return false;
    if (run_has(run, at, WORD_DOUBTFUL) && run->words[at + 1].term != NULL)
        return false;
    if (run_has(run, at + 1, WORD_ORDINARY) && !run_has(run, at + 1, WORD_SURNAME | WORD_GIVEN | WORD_INITIAL) &&
        (is_weak || run_has(run, at + 1, WORD_DIRECTION | WORD_STARTER)))
        return false;
    *name = name_of(run, at, end, ENTITY_PERSON, NAME_GIVEN_NAME);
    return true;
}

/* "J. K. Rowling". */
static bool make_initials(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t i = at;

    if (!run_has(run, at, WORD_INITIAL) || run->words[at].term != NULL)
        return false;
    while (run_has(run, i, WORD_INITIAL | WORD_GLUE))
        i++;
    const struct token *first = &run->tokens->items[run->from + at];
    bool is_stopped = run_has(run, at + 1, WORD_GLUE) || first->size > 1;
    if (first->is_line && i <= at + 2 && first->size == 1)
        return false; /* "A. Aztec" in a list */
    if (!is_stopped || !run_has(run, i, WORD_CAPITAL) ||
        (run_has(run, i, WORD_ORDINARY) && !run_has(run, i, WORD_SURNAME)))
        return false;
    uint32_t end = name_person_end(run, i);
    if (end == i)
        return false;
    *name = name_of(run, at, end, ENTITY_PERSON, NAME_INITIALS);
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
        (run->from + at == run->begin || !is_used_at(run, run->from + at - 1, BESIDE_INSIDE)))
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

/* Hyphens that join two words with capitals: "Schlosspark-Klinik" is one word. */
static uint32_t hyphen_count(const struct run *run, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        count += run_has(run, i, WORD_GLUE) && run->tokens->items[run->from + i].mark == '-' &&
                 run_has(run, i + 1, WORD_CAPITAL) && !run_has(run, i - 1, WORD_PARTICLE);
    }
    return count;
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
    uint32_t words = name_capitals(run, at, end) - hyphen_count(run, at, end);
    if (words == 1 && end == at + 1)
        return make_single(run, at, name);
    if (words <= 1) {
        *name = name_of(run, at, end, ENTITY_OTHER, NAME_ONE_WORD);
        name->is_plain = true;
        return true;
    }
    bool is_person =
        words <= 3 && !run_has(run, at, WORD_ORDINARY | WORD_ACRONYM) &&
        !run_has(run, end - 1, WORD_ACRONYM | WORD_ORDINARY) &&
        !(run_has(run, end - 2, WORD_PARTICLE) && (run->words[end - 1].kinds & WORD_KIND(ENTITY_PLACE)) != 0);
    *name = name_of(run, at, end, is_person ? ENTITY_PERSON : ENTITY_OTHER, is_person ? NAME_TWO_WORDS : NAME_JOINED);
    name->is_plain = true;
    return true;
}

static bool (*const rules[])(const struct run *run, uint32_t at, struct name *name) = {
    make_state,        make_nameless,        make_opening_word, name_make_contest, name_make_of,
    name_make_and,     name_make_possessive, name_make_last,    name_make_team,    make_known_words,
    name_make_opening, make_title,           make_given,        make_initials,     name_make_toward,
    make_known_word,   make_demonym,         make_acronym,      make_unknown,
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
    bool is_country = word->term != NULL && word->term->value == 0 &&
                      (word->term->list == LEXICON_TERRITORIES || word->term->list == LEXICON_PLACES);

    if (is_country || word->demonym != NULL || (is_place && is_behind_preposition(run, name)))
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

static bool is_any_word(const struct run *run, uint32_t token, const struct str *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word_is(run->tokens, token, words[i]))
            return true;
    }
    return false;
}

/* Where the particles begin with which a person's name in front of `from` begins: "van der Berg", "al-Hakim"; `from` without.
 * Those that are words of English are not among them. */
static uint32_t particles_from(const struct run *run, uint32_t from)
{
    static const struct str first[] = {STR("al"),    STR("bin"), STR("da"),  STR("de"), STR("del"),
                                       STR("della"), STR("di"),  STR("dos"), STR("du"), STR("el"),
                                       STR("ibn"),   STR("van"), STR("von"), STR("zu")};
    static const struct str second[] = {STR("den"), STR("der"), STR("het"), STR("la"), STR("las"), STR("los")};
    enum { LONGEST = 5 };
    const struct token *items = run->tokens->items;
    uint32_t at = from;

    if (from == run->begin || items[from - 1].size > LONGEST)
        return from;
    while (at > run->begin && items[at - 1].shape == SHAPE_LOWER && is_any_word(run, at - 1, second, COUNT(second)))
        at--;
    if (at == from && at > run->begin && items[at - 1].mark == '-' && !items[at].is_spaced)
        at--;
    if (at == run->begin || items[at - 1].shape != SHAPE_LOWER || !is_any_word(run, at - 1, first, COUNT(first)))
        return from;
    at--;
    bool is_noun = at > run->begin && (is_used_at(run, at - 1, BESIDE_ARTICLE) || items[at - 1].kind == TOKEN_NUMBER);
    return is_noun ? from : at; /* "a van Ford made" */
}

/* Whether no name stands before token `from`, that the particles there could belong to: it is outside the run, or behind the word
 * that begins the sentence ("Then van der Berg"). */
static bool is_free(const struct run *run, uint32_t from)
{
    return from <= run->from || (from == run->from + 1 && run_has(run, 0, WORD_STARTER));
}

/* Particles before a name that may be a person's belong to it. They are no part of the words by which it is known again. */
static void take_particles(const struct run *run, struct name *name)
{
    bool is_person = name->kind == ENTITY_PERSON || (name->is_plain && name->kind == ENTITY_OTHER);
    if (!is_person || name->is_short || name->rule == NAME_TITLE)
        return;
    uint32_t from = particles_from(run, name->from);
    if (from == name->from || !is_free(run, from))
        return;
    name->head = name->from - from;
    name->from = from;
    name->kind = ENTITY_PERSON;
}

struct name name_make(const struct run *run, uint32_t at)
{
    struct name name = {0};
    for (size_t i = 0; i < COUNT(rules); i++) {
        if (rules[i](run, at, &name)) {
            if (name.rule != NAME_NONE) {
                describe(run, &name);
                take_particles(run, &name);
            }
            return name;
        }
    }
    return name_nothing(run, at + 1);
}
