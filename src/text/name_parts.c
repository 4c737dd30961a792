#include "claimd/name_parts.h"

struct name name_of(const struct run *run, uint32_t from, uint32_t to, enum entity_kind kind, enum name_rule rule)
{
    return (struct name){.from = run->from + from,
                         .to = run->from + to,
                         .kind = (uint8_t)kind,
                         .rule = (uint8_t)rule,
                         .library = ANALYSIS_NONE,
                         .rival = ANALYSIS_NONE};
}

struct name name_nothing(const struct run *run, uint32_t to)
{
    return (struct name){.from = run->from + to, .to = run->from + to, .rule = NAME_NONE};
}

uint32_t name_capitals(const struct run *run, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++)
        count += run_has(run, i, WORD_CAPITAL);
    return count;
}

uint32_t name_hyphens(const struct run *run, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from + 1; i + 1 < to; i++) {
        count += run_has(run, i, WORD_GLUE) && run->tokens->items[run->from + i].mark == '-' &&
                 run_has(run, i + 1, WORD_CAPITAL) && !run_has(run, i - 1, WORD_PARTICLE);
    }
    return count;
}

/* Whether a noun follows that a people's name could belong to: "Louis the German doctor". What is no word of a small class and
 * hardly ever a verb counts as one. */
static bool goes_on_small(const struct run *run, uint32_t item)
{
    static const float seldom = 0.5F;
    uint32_t at = run->from + item;

    if (at >= run->end || run->tokens->items[at].shape != SHAPE_LOWER ||
        lexicon_match(run->lexicon, run->tokens, at, LEXICON_CLASSES) != NULL ||
        str_ends(token_words(run->tokens, at, at + 1), STR("ed")))
        return false;
    const struct sense *verb = lexicon_match(run->lexicon, run->tokens, at, LEXICON_VERBS);
    return verb == NULL || verb->weight < seldom;
}

/* "the Great" of "Peter the Great", behind a single given name at `at`; `end`: nothing of the kind. */
static uint32_t epithet_end(const struct run *run, uint32_t at, uint32_t end)
{
    bool is_one = end == at + 1 && run_has(run, at, WORD_GIVEN) && word_is(run->tokens, run->from + end, STR("the"));
    uint32_t word = end + 1;

    if (end + 1 >= run->count || !is_one || !run_has(run, word, WORD_CAPITAL) ||
        run_has(run, word, WORD_DOUBTFUL | WORD_NAMELESS) ||
        (!run_has(run, word, WORD_ORDINARY) && run->words[word].demonym == NULL) ||
        run_tight_end(run, word) != word + 1 || (run->words[word].demonym != NULL && goes_on_small(run, word + 1)) ||
        run->words[word].title != SENSE_NONE || run->words[word].head_last == ENTITY_ORGANIZATION ||
        run->words[word].term != NULL)
        return end;
    return word + 1;
}

/* Up to what names something else. */
uint32_t name_person_end(const struct run *run, uint32_t at)
{
    enum { WORDS = 5 };
    uint32_t end = run_sure_end(run, at);
    uint32_t words = 0;

    for (uint32_t i = at; i < end; i++) {
        if (!run_has(run, i, WORD_CAPITAL))
            continue;
        if (i > at && (run->words[i].demonym != NULL || run->words[i].term_words > 1))
            return i;
        if (words > 1 && run_has(run, i, WORD_ACRONYM) && !run_has(run, i, WORD_GIVEN | WORD_SURNAME))
            return i; /* "Daniel Bernoulli FRS" */
        if (words > 1 && run_has(run, i, WORD_ORDINARY) && !run_has(run, i, WORD_SURNAME | WORD_GIVEN | WORD_INITIAL) &&
            !run_has(run, i - 1, WORD_INITIAL | WORD_GLUE | WORD_PARTICLE))
            return i; /* "Jane Doe Memorial …" */
        if (++words == WORDS)
            return i + 1;
    }
    return epithet_end(run, at, end);
}

/* First item at or after i that begins a part behind "of", "for the" …; count when nothing does. */
static uint32_t behind_joint(const struct run *run, uint32_t i, uint32_t joint, bool *is_article)
{
    *is_article = false;
    if (!run_has(run, i, joint) || run_has(run, i, WORD_CAPITAL))
        return run->count;
    i++;
    if (run_has(run, i, WORD_ARTICLE) && !run_has(run, i, WORD_CAPITAL)) {
        *is_article = true;
        i++;
    }
    return run_has(run, i, WORD_CAPITAL) && !run_has(run, i, WORD_NAMELESS) ? i : run->count;
}

static bool is_of(const struct run *run, uint32_t i)
{
    return run_has(run, i, WORD_OF) && word_is(run->tokens, run->from + i, STR("of"));
}

/* A word that names somebody or somewhere by itself: no part of what stands before "and". */
static bool stands_alone(const struct run *run, uint32_t i)
{
    const uint16_t alone = WORD_KIND(ENTITY_PLACE) | WORD_KIND(ENTITY_PERSON) | WORD_KIND(ENTITY_ORGANIZATION);
    return (run->words[i].kinds & alone) != 0 || run->words[i].demonym != NULL || run->words[i].title != SENSE_NONE ||
           !run_has(run, i, WORD_ORDINARY);
}

static bool is_country(const struct word *word)
{
    return word->term != NULL && word->term->value == 0 &&
           (word->term->list == LEXICON_TERRITORIES || word->term->list == LEXICON_PLACES);
}

/* A head word anywhere in [from, to). */
static bool holds_head(const struct run *run, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (run_has(run, i, WORD_CAPITAL) &&
            (run->words[i].head_last != SENSE_NONE || run->words[i].head_first != SENSE_NONE))
            return true;
    }
    return false;
}

/* Where a name that begins at `at` really begins: behind a word that only opens the sentence. */
static uint32_t skip_starter(const struct run *run, uint32_t at)
{
    return run_has(run, at, WORD_DOUBTFUL) && run_has(run, at, WORD_STARTER) ? at + 1 : at;
}

/* Whether what begins at item `next` is the second half of a name before "and": words like "Social Care", and no name by
 * itself. */
static bool goes_on(const struct run *run, uint32_t next)
{
    return next < run->count && !stands_alone(run, next) && !holds_head(run, next, run_tight_end(run, next));
}

/* A place, and behind it somebody: "Liberal Party of Canada Jane Doe" ends with the place. */
static uint32_t before_person(const struct run *run, uint32_t place, uint32_t end)
{
    uint32_t behind = place + run->words[place].term_words;
    bool is_place = (run->words[place].kinds & WORD_KIND(ENTITY_PLACE)) != 0;
    return is_place && behind < end && (run_has(run, behind, WORD_GIVEN) || run->words[behind].title != SENSE_NONE)
               ? behind
               : end;
}

static bool heads_organization(const struct word *word)
{
    return word->head_last == ENTITY_ORGANIZATION || word->head_first == ENTITY_ORGANIZATION;
}

/* "Nathan Law": a given name, and a surname that is a head word too. */
static bool is_person_with_head(const struct run *run, uint32_t from, uint32_t head)
{
    return head == from + 1 && run_has(run, head, WORD_SURNAME) && run_has(run, from, WORD_GIVEN) &&
           !run_has(run, from, WORD_ORDINARY | WORD_SURNAME) && run->words[from].term == NULL;
}

/* Heads that say what they are for: "Popular Front for the Liberation of Palestine"; not "the European Parliament for the Greens". */
static bool has_purpose(const struct run *run, uint32_t head)
{
    static const char *const heads[] = {"Alliance",  "Association", "Campaign",  "Center",    "Centre",   "Citizens",
                                        "Coalition", "Committee",   "Council",   "Democrats", "Forum",    "Foundation",
                                        "Front",     "Fund",        "Institute", "League",    "Movement", "Network",
                                        "Office",    "Party",       "Society",   "Union"};
    struct str word = token_words(run->tokens, run->from + head, run->from + head + 1);
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (str_is(word, heads[i]))
            return true;
    }
    return false;
}

bool name_make_of(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t from = skip_starter(run, at);
    uint32_t end = run_tight_end(run, from);
    uint8_t kind = end > from ? run->words[end - 1].head_first : SENSE_NONE;
    bool is_article = false;
    uint32_t next = behind_joint(run, end, WORD_OF, &is_article);
    const struct sense *head = end > from ? run->words[end - 1].head : NULL;
    uint32_t head_at = end - 1;

    if (kind == SENSE_NONE || next >= run->count || is_person_with_head(run, from, end - 1))
        return false;
    if (!is_of(run, end) && (kind != ENTITY_ORGANIZATION ||
                             (is_article && ((stands_alone(run, next) && !run_has(run, next, WORD_ORDINARY)) ||
                                             !has_purpose(run, head_at)))))
        return false;
    while (next < run->count) {
        end = name_person_end(run, next);
        if (end == next)
            end = run_tight_end(run, next);
        end = before_person(run, next, end);
        if (kind == ENTITY_PLACE && heads_organization(&run->words[end - 1]))
            kind = ENTITY_ORGANIZATION; /* "District of Columbia Court of Appeals" */
        uint32_t more = behind_joint(run, end, WORD_OF, &is_article);
        if (more < run->count && is_of(run, end)) {
            next = more;
            continue;
        }
        next = behind_joint(run, end, WORD_AND, &is_article);
        if (is_article || !goes_on(run, next))
            break;
    }
    if (run->words[from].term_words >= end - from)
        return false; /* known as a whole */

    *name = name_of(run, from, end, (enum entity_kind)kind, NAME_HEAD_OF);
    name->sense = head;
    name->cue_from = run->from + head_at;
    name->cue_to = name->cue_from + 1;
    return true;
}

/* Whether what follows a head word in a run of capitals begins something else. */
static bool begins_other(const struct run *run, uint32_t i)
{
    const struct word *word = &run->words[i];
    return run_has(run, i, WORD_GIVEN | WORD_INITIAL | WORD_NAMELESS) || word->title != SENSE_NONE ||
           word->term != NULL || word->demonym != NULL;
}

/* The last item of [from, end) that is a head word and ends a name: nothing but another name follows it. 0: none. */
static uint32_t last_head(const struct run *run, uint32_t from, uint32_t end)
{
    for (uint32_t i = end; i-- > from + 1;) {
        if (run->words[i].head_last == SENSE_NONE)
            continue;
        if (i + 1 == end && run_has(run, end, WORD_CAPITAL) && run->words[end].title != SENSE_NONE &&
            run->words[i].head_last != ENTITY_ORGANIZATION)
            continue; /* "Farm Minister" */
        if (i + 1 == end || begins_other(run, i + 1) || run_has(run, i + 1, WORD_ROMAN) || run_has(run, i, WORD_SUFFIX))
            return i;
    }
    return 0;
}

/* Behind a preposition of place. */
static bool is_inside(const struct run *run, uint32_t at)
{
    uint32_t place = run->from + at;
    return place > run->begin && word_beside(run->lexicon, run->tokens, place - 1, BESIDE_INSIDE) != NULL;
}

bool name_make_last(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t from = skip_starter(run, at);
    uint32_t end = run_tight_end(run, from);
    uint32_t head = end > from + 1 ? last_head(run, from, end) : 0;

    if (head == 0 || run->words[from].term_words > head - from || run->words[from].title_words > head - from + 1)
        return false;
    if (run_has(run, from, WORD_DOUBTFUL) && run_has(run, head, WORD_DOUBTFUL) &&
        !(run->words[head].head_last == ENTITY_PLACE && is_inside(run, from)))
        return false; /* a heading in title case; not "IN KEMPTON VALLEY" */
    if (run->words[from].title == TITLE_ADDRESS && run_has(run, head, WORD_SURNAME))
        return false; /* "Mr Hall" */
    if (run->words[head].head_last != ENTITY_ORGANIZATION && is_person_with_head(run, from, head))
        return false;
    uint32_t to = head + 1;
    if (run_has(run, to, WORD_ROMAN))
        to++;
    *name = name_of(run, from, to, (enum entity_kind)run->words[head].head_last, NAME_HEAD_LAST);
    name->sense = run->words[head].head;
    return true;
}

/* Only words that may describe a group of people: "Social Democratic", "Workers". */
static bool is_describing(const struct run *run, uint32_t from, uint32_t to)
{
    const uint16_t named = WORD_KIND(ENTITY_PLACE) | WORD_KIND(ENTITY_PERSON);
    for (uint32_t i = from; i < to; i++) {
        if (run_has(run, i, WORD_CAPITAL) && run->words[i].demonym == NULL &&
            (!run_has(run, i, WORD_ORDINARY) || (run->words[i].kinds & named) != 0))
            return false;
    }
    return from < to;
}

/* "Social Democratic" of "Social Democratic and Labour Party": needs what follows, even where that could stand alone. */
static bool needs_more(const struct run *run, uint32_t from, uint32_t middle, uint32_t head)
{
    struct str last = token_words(run->tokens, run->from + middle - 1, run->from + middle);
    for (uint32_t i = from; i < middle; i++) {
        if (run->words[i].title != SENSE_NONE || run->words[i].term_words > 1)
            return false;
    }
    return middle - from > 1 && !str_ends(last, STR("s")) && run->words[head].head_last == ENTITY_ORGANIZATION;
}

bool name_make_and(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t from = skip_starter(run, at);
    uint32_t middle = run_tight_end(run, from);
    bool is_article = false;
    uint32_t next = behind_joint(run, middle, WORD_AND, &is_article);

    if (next >= run->count || is_article || !is_describing(run, from, middle) || holds_head(run, middle - 1, middle))
        return false;
    uint32_t end = run_tight_end(run, next);
    uint32_t head = end > next + 1 ? last_head(run, next, end) : 0;
    if (head == 0 || run_has(run, head, WORD_DOUBTFUL) ||
        (stands_alone(run, next) && !needs_more(run, from, middle, head)))
        return false;
    *name = name_of(run, from, head + 1, (enum entity_kind)run->words[head].head_last, NAME_HEAD_LAST);
    name->sense = run->words[head].head;
    return true;
}

bool name_make_possessive(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t from = skip_starter(run, at);
    uint32_t middle = run_tight_end(run, from);
    uint32_t next = middle + 1;

    if (!run_has(run, middle, WORD_POSSESSIVE) || !run_has(run, next, WORD_CAPITAL) ||
        !is_describing(run, from, middle))
        return false;
    uint32_t end = run_tight_end(run, next);
    uint32_t head = run->words[end - 1].head_last != SENSE_NONE ? end - 1 : last_head(run, next, end);
    if (head == 0 || run_has(run, head, WORD_DOUBTFUL))
        return false;
    *name = name_of(run, from, head + 1, (enum entity_kind)run->words[head].head_last, NAME_HEAD_LAST);
    name->sense = run->words[head].head;
    return true;
}

bool name_make_opening(const struct run *run, uint32_t at, struct name *name)
{
    uint8_t kind = run->words[at].head_opening;
    uint32_t end = run_sure_end(run, at);

    if (kind != SENSE_NONE && end == at && run_has(run, at + 1, WORD_CAPITAL) &&
        !run_has(run, at + 1, WORD_ORDINARY | WORD_DOUBTFUL))
        end = run_sure_end(run, at + 1); /* "Mount Zimbl" at the beginning of a sentence */
    if (kind == SENSE_NONE || name_capitals(run, at, end) < 2)
        return false;
    if (run->words[at + 1].title != SENSE_NONE)
        return false;
    *name = name_of(run, at, end, (enum entity_kind)kind, NAME_HEAD_LAST);
    name->sense = run->words[at].head;
    return true;
}

/* A plural of the dictionary, and not of a title or of a head word: "Penguins", not "Senators", "Departments". */
static bool is_plain_plural(const struct run *run, uint32_t i)
{
    struct str word = token_words(run->tokens, run->from + i, run->from + i + 1);

    if (!run_has(run, i, WORD_ORDINARY) || run_has(run, i, WORD_DOUBTFUL | WORD_SURNAME) || !str_ends(word, STR("s")) ||
        str_ends(word, STR("ies")))
        return false;
    uint64_t singular = token_key(str_part(word, 0, word.size - 1));
    return !lexicon_has_word(run->lexicon, singular, LEXICON_TITLES) &&
           !lexicon_has_word(run->lexicon, singular, LEXICON_HEADS);
}

bool name_make_team(const struct run *run, uint32_t at, struct name *name)
{
    enum { WORDS = 2 }; /* "Blue Jays" */
    const struct word *word = &run->words[at];
    uint32_t from = at + word->term_words;
    uint32_t end = run_tight_end(run, at);
    bool is_town =
        (word->kinds & WORD_KIND(ENTITY_PLACE)) != 0 && word->term->list != LEXICON_DEMONYMS && !is_country(word);

    if (!is_town || run_has(run, at, WORD_DOUBTFUL) || end <= from || end - from > WORDS ||
        !is_plain_plural(run, end - 1))
        return false;
    *name = name_of(run, at, end, ENTITY_ORGANIZATION, NAME_TEAM);
    name->sense = word->term;
    return true;
}

bool name_make_toward(const struct run *run, uint32_t at, struct name *name)
{
    uint32_t end = run_sure_end(run, at);
    uint32_t words = name_capitals(run, at, end);
    bool is_place = (run->words[at].kinds & WORD_KIND(ENTITY_PLACE)) != 0;

    if (words < 2 || words > 3)
        return false;
    bool is_before = run_has(run, at, WORD_DIRECTION) && !run_has(run, at + 1, WORD_ORDINARY);
    bool is_behind = run_has(run, end - 1, WORD_DIRECTION) && (is_place || !run_has(run, at, WORD_ORDINARY));
    if (!is_before && !is_behind)
        return false;
    *name = name_of(run, at, end, ENTITY_PLACE, NAME_DIRECTION);
    return true;
}

/* Tokens of the noun behind `at` that makes what stands before it an event: "general election"; 0: none. */
static uint32_t contest_size(const struct run *run, uint32_t at)
{
    enum { WORDS = 4 };
    for (uint32_t i = at; i < run->end && i < at + WORDS; i++) {
        if (run->tokens->items[i].shape == SHAPE_LOWER &&
            word_beside(run->lexicon, run->tokens, i, BESIDE_CONTEST) != NULL)
            return i + 1 - at;
        if (word_beside(run->lexicon, run->tokens, i, BESIDE_CONTEST_OF) == NULL)
            return 0;
    }
    return 0;
}

/* Where the place or assembly ends that begins at `at`; `at`: it is none. */
static uint32_t venue_end(const struct run *run, uint32_t at)
{
    const struct word *word = &run->words[at];
    struct name assembly = {0};

    if (name_make_of(run, at, &assembly) || name_make_last(run, at, &assembly))
        return assembly.to - run->from;
    uint32_t words = word->demonym != NULL ? word->demonym->words : 0;
    if (word->term != NULL && word->term_words > words)
        words = word->term_words;
    return words > 0 ? at + words : run_sure_end(run, at);
}

bool name_make_contest(const struct run *run, uint32_t at, struct name *name)
{
    const struct token *year = &run->tokens->items[run->from + at - 1];
    uint32_t place = run->from + at;

    if (place == run->begin || year->kind != TOKEN_NUMBER || year->end - year->start != 4)
        return false;
    uint32_t end = venue_end(run, at);
    uint32_t size = end > at ? contest_size(run, run->from + end) : 0;
    if (size == 0)
        return false;
    *name = name_of(run, at, end, ENTITY_EVENT, NAME_EVENT);
    name->from--;
    name->to += size;
    name->cue_from = name->to - size;
    name->cue_to = name->to;
    return true;
}

/* Where the title of a work ends that begins at `at`: it goes on behind "of", "and" and the like. */
static uint32_t title_end(const struct run *run, uint32_t at)
{
    const uint32_t joints = WORD_OF | WORD_AND | WORD_ARTICLE;
    uint32_t end = at;

    while (run_has(run, end, WORD_CAPITAL)) {
        end = run_tight_end(run, end);
        if (end >= run->count || run_has(run, end, WORD_CAPITAL))
            return end;
        uint32_t next = end;
        while (run_has(run, next, joints) && !run_has(run, next, WORD_CAPITAL))
            next++;
        if (next == end || !run_has(run, next, WORD_CAPITAL))
            return end;
        end = next;
    }
    return end;
}

/* "wrote A Plant of the North": what was written, where it is words and nobody's name. */
static bool is_written(const struct run *run, uint32_t at)
{
    static const struct str verbs[] = {STR("wrote"), STR("authored"), STR("penned"), STR("composed"), STR("co-wrote")};
    uint32_t first = at + (run_has(run, at, WORD_LEADING) ? 1 : 0);
    bool is_words = run_has(run, first, WORD_ORDINARY) &&
                    !run_has(run, first, WORD_GIVEN | WORD_SURNAME | WORD_NAMELESS) &&
                    run->words[first].title == SENSE_NONE && run->words[first].term == NULL &&
                    run->words[first].demonym == NULL && run->words[first].head_last == SENSE_NONE;

    if (!is_words || name_capitals(run, first, title_end(run, first)) < 2)
        return false;
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (word_is(run->tokens, run->from + at - 1, verbs[i]))
            return true;
    }
    return false;
}

/* "the novel Plants of the North", "his book, Plants of the North,": what a noun says is a work, where it is nobody who made one
 * ("the song Jane Smith wrote"). */
bool name_make_work(const struct run *run, uint32_t at, struct name *name)
{
    enum { SHORTEST = 4 }; /* bytes of a noun: "film" */
    uint32_t noun = run->from + at - 1;
    const struct token *items = run->tokens->items;

    if (run->from + at == run->begin)
        return false;
    bool is_apposed = items[noun].mark == ',' && noun > run->begin;
    noun -= is_apposed;
    if (items[noun].shape != SHAPE_LOWER || items[noun].size < SHORTEST)
        return false;
    if (!is_apposed && is_written(run, at)) {
        *name = name_of(run, at, title_end(run, at), ENTITY_WORK, NAME_NOUN_BEFORE);
        name->cue_from = noun;
        name->cue_to = noun + 1;
        return true;
    }
    const struct sense *sense = lexicon_match(run->lexicon, run->tokens, noun, LEXICON_NOUNS);
    bool is_person = run_has(run, at, WORD_GIVEN) && (is_apposed || !run_has(run, at, WORD_ORDINARY));
    if (sense == NULL || sense->words != 1 || sense->value != ENTITY_WORK || is_person ||
        run->words[at].title != SENSE_NONE)
        return false;
    uint32_t end = title_end(run, at);
    if (is_apposed && (run->from + end >= run->end || items[run->from + end].mark != ','))
        return false;
    *name = name_of(run, at, end, ENTITY_WORK, NAME_NOUN_BEFORE);
    name->sense = sense;
    name->cue_from = noun;
    name->cue_to = noun + 1;
    return true;
}
