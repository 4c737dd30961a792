/* Persons, by a title, a given name, initials or particles. */
#include "claimd/name_person.h"

#include <string.h>

#include "claimd/name_parts.h"

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

/* "Saint-Denis": a place that has a saint's name. */
bool name_make_saint(const struct run *run, uint32_t at, struct name *name)
{
    const struct word *word = &run->words[at];

    if (word->title != TITLE_NAME || !run_has(run, at + 1, WORD_GLUE) ||
        run->tokens->items[run->from + at + 1].mark != '-')
        return false;
    uint32_t end = run_tight_end(run, at);
    if (name_capitals(run, at, end) - name_hyphens(run, at, end) > 1)
        return false;
    *name = name_of(run, at, end, ENTITY_PLACE, NAME_HEAD_LAST);
    name->sense = word->honour;
    return true;
}

/* "President Bush", "Dr. Jane Doe", "Lord Hall": the last with its title. */
bool name_make_title(const struct run *run, uint32_t at, struct name *name)
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
bool name_make_given(const struct run *run, uint32_t at, struct name *name)
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
bool name_make_initials(const struct run *run, uint32_t at, struct name *name)
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

    if (from == run->begin || items[from - 1].size > LONGEST ||
        strchr("abdehilvz-", run->tokens->body.data[items[from - 1].byte]) == NULL)
        return from; /* most words before a name: "the", "of", "with" */
    while (at > run->begin && items[at - 1].shape == SHAPE_LOWER && is_any_word(run, at - 1, second, COUNT(second)))
        at--;
    if (at == from && at > run->begin && items[at - 1].mark == '-' && !items[at].is_spaced)
        at--;
    if (at == run->begin || items[at - 1].shape != SHAPE_LOWER || !is_any_word(run, at - 1, first, COUNT(first)))
        return from;
    at--;
    bool is_noun = at > run->begin && (word_beside(run->lexicon, run->tokens, at - 1, BESIDE_ARTICLE) != NULL ||
                                       items[at - 1].kind == TOKEN_NUMBER);
    return is_noun ? from : at; /* "a van Ford made" */
}

/* Whether no name stands before token `from`, that the particles there could belong to: it is outside the run, or behind "and", or
 * behind the word that begins the sentence ("Then van der Berg"). */
static bool is_free(const struct run *run, uint32_t from)
{
    uint32_t item = from - run->from;
    return from <= run->from || !run_has(run, item - 1, WORD_CAPITAL | WORD_GLUE) ||
           (item == 1 && run_has(run, 0, WORD_STARTER));
}

/* Particles before a name that may be a person's belong to it. They are no part of the words by which it is known again. */
void name_take_particles(const struct run *run, struct name *name)
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
