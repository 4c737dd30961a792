/* All lists are asked in one walk over the terms that begin at a token, shortest first. A term of one word says what the word
 * is; longer ones can only be titles or known names. */
#include "claimd/word.h"

#include <string.h>

#include "claimd/analysis.h"
#include "claimd/utf8.h"

enum { PLACE_COUNTRY, PLACE_REGION, PLACE_CITY, PLACE_BODY };
enum { SEAT_ALWAYS, SEAT_CAPITAL };
enum { HEAD_LAST, HEAD_FIRST, HEAD_OPENING, HEAD_SUFFIX };

/* The kind of entity that a sense of a list of names names; ENTITY_KIND_COUNT: the list is none of names. */
static unsigned kind_of(const struct sense *sense)
{
    switch (sense->list) {
    case LEXICON_NAMES:
        return sense->value;
    case LEXICON_PLACES:
        return sense->value == PLACE_BODY ? ENTITY_OTHER : ENTITY_PLACE;
    case LEXICON_CAPITALS:
    case LEXICON_CITIES:
    case LEXICON_TERRITORIES:
        return ENTITY_PLACE;
    case LEXICON_SEATS:
        return sense->value == SEAT_ALWAYS ? ENTITY_ORGANIZATION : ENTITY_KIND_COUNT;
    case LEXICON_ORGANIZATIONS:
        return ENTITY_ORGANIZATION;
    default:
        return ENTITY_KIND_COUNT;
    }
}

/* Of two lists with one name, the one that says more of it. */
static unsigned rank_of(const struct sense *sense)
{
    static const uint8_t ranks[LEXICON_LIST_COUNT] = {
        [LEXICON_SEATS] = 7,  [LEXICON_NAMES] = 6,    [LEXICON_PLACES] = 5,        [LEXICON_TERRITORIES] = 4,
        [LEXICON_CITIES] = 3, [LEXICON_CAPITALS] = 2, [LEXICON_ORGANIZATIONS] = 1,
    };
    return ranks[sense->list];
}

static void take_name(struct word *word, const struct sense *sense)
{
    unsigned kind = kind_of(sense);

    if (kind == ENTITY_KIND_COUNT)
        return;
    if (sense->words > word->term_words) {
        word->term = NULL;
        word->kinds = 0;
    }
    word->term_words = (uint8_t)sense->words;
    word->kinds |= (uint16_t)WORD_KIND(kind);
    if (word->term == NULL || rank_of(sense) > rank_of(word->term))
        word->term = sense;
}

static void take_beside(struct word *word, const struct sense *sense)
{
    static const uint32_t flags[] = {[BESIDE_OF] = WORD_OF,
                                     [BESIDE_AND] = WORD_AND,
                                     [BESIDE_ARTICLE] = WORD_ARTICLE,
                                     [BESIDE_PARTICLE] = WORD_PARTICLE,
                                     [BESIDE_DIRECTION] = WORD_DIRECTION};
    if (sense->value < COUNT(flags))
        word->flags |= flags[sense->value];
}

static void take(struct word *word, const struct sense *sense)
{
    static const uint32_t flags[LEXICON_LIST_COUNT] = {
        [LEXICON_NAMELESS] = WORD_NAMELESS,  [LEXICON_DICTIONARY] = WORD_ORDINARY, [LEXICON_GIVEN_NAMES] = WORD_GIVEN,
        [LEXICON_LANGUAGES] = WORD_LANGUAGE, [LEXICON_STARTERS] = WORD_STARTER,    [LEXICON_SURNAMES] = WORD_SURNAME,
    };

    take_name(word, sense);
    bool is_better = word->title == SENSE_NONE || sense->words > word->title_words || word->title == TITLE_NOUN;
    if (sense->list == LEXICON_TITLES && is_better) {
        word->title = sense->value;
        word->title_words = (uint8_t)sense->words;
        word->honour = sense;
    }
    if (sense->list == LEXICON_DEMONYMS)
        word->demonym = sense;
    if (sense->list == LEXICON_SEATS || (sense->list == LEXICON_CAPITALS && word->seat == NULL))
        word->seat = sense;
    if (sense->words > 1)
        return;
    word->flags |= flags[sense->list];
    if (sense->list == LEXICON_HEADS) {
        uint8_t *const heads[] = {&word->head_last, &word->head_first, &word->head_opening, &word->head_last};
        word->flags |= sense->value2 == HEAD_SUFFIX ? WORD_SUFFIX : 0;
        *heads[sense->value2] = sense->value;
        word->head = sense;
    }
    if (sense->list == LEXICON_BESIDE)
        take_beside(word, sense);
}

static bool is_roman(struct str word)
{
    enum { LONGEST = 5 };
    for (size_t i = 0; i < word.size; i++) {
        if (word.data[i] != 'I' && word.data[i] != 'V' && word.data[i] != 'X')
            return false;
    }
    return word.size <= LONGEST;
}

/* "PvdA", "UpT": short, with capitals inside; not "McCain". */
static bool is_mixed_acronym(struct str word)
{
    enum { LONGEST = 6 };
    size_t capitals = 0;

    if (word.size > LONGEST || str_starts(word, STR("Mc")) || str_starts(word, STR("Mac")))
        return false;
    for (size_t i = 0; i < word.size; i++)
        capitals += word.data[i] >= 'A' && word.data[i] <= 'Z';
    return capitals >= 2 && word.data[1] != '\'';
}

static bool has_digit(struct str word)
{
    for (size_t i = 0; i < word.size; i++) {
        if (word.data[i] >= '0' && word.data[i] <= '9')
            return true;
    }
    return false;
}

static bool has_stop(const struct tokens *tokens, size_t at)
{
    return at + 1 < tokens->count && tokens->items[at + 1].mark == '.' && !tokens->items[at + 1].is_spaced;
}

/* "O'Leary", "McAdoo", "FitzGibbon": written like a surname of the Irish and the Scots. */
static bool is_gaelic(struct str word)
{
    static const struct str beginnings[] = {STR("O'"), STR("O\u2019"), STR("Mc"), STR("Mac"), STR("Fitz")};
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        size_t size = beginnings[i].size;
        if (str_starts(word, beginnings[i]) && word.size > size + 1 && word.data[size] >= 'A' &&
            word.data[size] <= 'Z' && word.data[size + 1] >= 'a')
            return true;
    }
    return false;
}

/* What the letters alone say. */
static uint32_t flags_of_letters(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at];
    struct str word = token_words(tokens, at, at + 1);
    uint32_t flags = 0;

    if (word_is_capital(token))
        flags |= WORD_CAPITAL;
    if (token->shape == SHAPE_UPPER &&
        (token->end - token->start == 1 || (word.size <= 6 && word.data[word.size - 1] == '.')))
        flags |= WORD_INITIAL;
    if (token->shape == SHAPE_UPPER && word.size >= 2 && word.size <= 6 && !has_digit(word))
        flags |= is_roman(word) ? WORD_ROMAN : WORD_ACRONYM;
    if (str_is(word, "Jr") || str_is(word, "Sr"))
        flags |= WORD_ROMAN;
    if (token->shape == SHAPE_MIXED && is_gaelic(word)) {
        flags |= WORD_SURNAME;
    } else if (token->shape == SHAPE_MIXED && is_mixed_acronym(word)) {
        flags |= WORD_ACRONYM;
    }
    if ((flags & WORD_CAPITAL) != 0 && (str_is(word, "The") || (str_is(word, "A") && !has_stop(tokens, at)) ||
                                        str_is(word, "An") || str_is(word, "THE")))
        flags |= WORD_LEADING;
    return flags;
}

/* The endings that tools/gazetteer leaves out of the dictionary, and how many letters stand at least before them. */
static const struct ending {
    struct str ending, instead;
    size_t stem;
} endings[] = {
    {STR("ies"), STR("y"), 3}, {STR("s"), STR(""), 3},    {STR("ches"), STR("ch"), 2}, {STR("shes"), STR("sh"), 2},
    {STR("ses"), STR("s"), 2}, {STR("xes"), STR("x"), 2}, {STR("zes"), STR("z"), 2},   {STR("oes"), STR("o"), 3},
    {STR("ied"), STR("y"), 3}, {STR("ed"), STR(""), 3},   {STR("ed"), STR("e"), 3},    {STR("ing"), STR(""), 3},
    {STR("ing"), STR("e"), 3}, {STR("ly"), STR(""), 3},   {STR("ness"), STR(""), 3},   {STR("er"), STR(""), 4},
    {STR("er"), STR("e"), 4},
};

/* Whether a word without that ending stands in the dictionary, which is ASCII. */
static bool is_derived_by(const struct lexicon *lexicon, struct str word, const struct ending *ending)
{
    enum { LONGEST = 24 };
    size_t stem = word.size - ending->ending.size;
    char form[LONGEST + 2];

    if (word.size > LONGEST || utf8_ascii_size(word, 0) < word.size ||
        !str_equal_nocase(str_part(word, stem, word.size), ending->ending))
        return false;
    memcpy(form, word.data, stem);
    memcpy(form + stem, ending->instead.data, ending->instead.size);
    return lexicon_has_word(lexicon, token_key((struct str){form, stem + ending->instead.size}), LEXICON_DICTIONARY);
}

/* Whether the word without one of its endings stands in the dictionary. Most words end in another letter. */
static bool is_derived(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    struct str word = token_words(tokens, at, at + 1);
    char last = (char)(word.data[word.size - 1] | 0x20);

    for (size_t i = 0; i < COUNT(endings); i++) {
        const struct ending *one = &endings[i];
        if (one->ending.data[one->ending.size - 1] == last && word.size >= one->stem + one->ending.size &&
            is_derived_by(lexicon, word, one))
            return true;
    }
    return false;
}

static bool is_country(const struct sense *term)
{
    return term != NULL && term->words == 1 && term->value == PLACE_COUNTRY &&
           (term->list == LEXICON_TERRITORIES || term->list == LEXICON_PLACES);
}

struct word word_look(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    struct word word = {
        .head_last = SENSE_NONE, .head_first = SENSE_NONE, .head_opening = SENSE_NONE, .title = SENSE_NONE};
    struct lexicon_walk walk = lexicon_walk(lexicon, tokens, at);
    const struct token *token = &tokens->items[at];

    for (const struct sense *sense; (sense = lexicon_step(&walk)) != NULL;) {
        for (; sense != NULL; sense = sense_next(sense, tokens, at))
            take(&word, sense);
    }
    if (token->kind == TOKEN_WORD)
        word.flags |= flags_of_letters(tokens, at);
    if ((word.flags & (WORD_CAPITAL | WORD_ORDINARY)) == WORD_CAPITAL && is_derived(lexicon, tokens, at))
        word.flags |= WORD_ORDINARY;
    if (is_country(word.term))
        word.flags &= ~(uint32_t)WORD_ORDINARY; /* "China" */
    return word;
}

bool word_is(const struct tokens *tokens, size_t at, struct str word)
{
    const struct token *token = &tokens->items[at];
    return token->size == word.size &&
           str_equal_nocase((struct str){tokens->body.data + token->byte, token->size}, word);
}

bool word_is_possessive(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->items[at];
    return !token->is_spaced && token->kind == TOKEN_WORD && token->end - token->start == 2 &&
           (tokens->body.data[token->byte + token->size - 1] | 0x20) == 's' &&
           (tokens->body.data[token->byte] == '\'' || token->size > 2);
}

const struct sense *word_beside(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
                                enum beside_use use)
{
    const struct sense *sense = lexicon_match(lexicon, tokens, at, LEXICON_BESIDE);
    for (; sense != NULL; sense = sense_next(sense, tokens, at)) {
        if (sense->list == LEXICON_BESIDE && sense->value == use)
            return sense;
    }
    return NULL;
}

bool word_is_ordinary(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    return lexicon_has_token(lexicon, tokens, at, LEXICON_DICTIONARY) || is_derived(lexicon, tokens, at);
}
