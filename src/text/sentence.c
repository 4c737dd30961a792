/* A sentence may end behind a stop (. ! ? … or a word with dots), the marks that close behind it, and footnote marks. Whether it
 * does is decided by the stop, the word before it and the word behind. Every block ends one. */
#include <string.h>

#include "claimd/analysis.h"

/* In the order of the column "ends" of abbreviations.txt. */
enum abbreviation { ENDS_NEVER, ENDS_NAME, ENDS_NUMBER, ENDS_CAPITAL, ENDS_STARTER, ENDS_ALWAYS = SENSE_NONE };

enum {
    FOOTNOTE_WORDS = 5,  /* "[better source needed]" */
    ABBREVIATED_SIZE = 3 /* shorter words before a full stop and a small letter may be abbreviations that no list has */
};

/* The block that is being read. */
struct place {
    const struct tokens *tokens;
    const struct lexicon *lexicon;
    size_t from, to;        /* its tokens; from: of the sentence */
    uint64_t laugh, tongue; /* keys of "D" and "P" in ":D", ":P" */
};

static const struct token *token_at(const struct place *place, size_t at)
{
    return &place->tokens->items[at];
}

static bool is_mark(const struct place *place, size_t at, char mark)
{
    return at < place->to && token_at(place, at)->kind == TOKEN_MARK && token_at(place, at)->mark == mark;
}

static bool is_word(const struct token *token)
{
    return token->kind == TOKEN_WORD;
}

/* "U.S.": a word that has its full stop. */
static bool is_dotted(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    return token->is_dotted && place->tokens->body.data[token->byte + token->size - 1] == '.';
}

static bool is_stop(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    if (token->kind != TOKEN_MARK)
        return is_dotted(place, at);
    return token->mark == '.' || token->mark == '!' || token->mark == '?' || token->mark == MARK_ELLIPSIS;
}

static bool is_capital(const struct token *token)
{
    return is_word(token) && token->shape != SHAPE_LOWER && token->shape != SHAPE_OTHER;
}

/* Closes what the sentence is in, without white space before it. */
static bool is_closing(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    if (token->kind != TOKEN_MARK || token->is_spaced)
        return false;
    return token->side < 0 || (token->side == 0 && (token->mark == '"' || token->mark == '\''));
}

static bool is_opening(const struct token *token)
{
    return token->kind == TOKEN_MARK &&
           (token->side > 0 || (token->side == 0 && (token->mark == '"' || token->mark == '\'')));
}

/* The word that a sentence beginning at token `at` would begin with, behind quotation marks and brackets. */
static const struct token *first_word(const struct place *place, size_t at)
{
    while (at + 1 < place->to && is_opening(token_at(place, at)))
        at++;
    return token_at(place, at);
}

static bool is_starter(const struct place *place, const struct token *word)
{
    size_t at = (size_t)(word - place->tokens->items);
    return is_capital(word) && lexicon_match(place->lexicon, place->tokens, at, LEXICON_STARTERS) != NULL;
}

/* Behind "[6]", "[6][7]", "[citation needed]" at token `at`; `at` where none stands. */
static size_t behind_footnotes(const struct place *place, size_t at)
{
    while (is_mark(place, at, '[')) {
        size_t end = at + 1;
        while (end < place->to && end - at <= FOOTNOTE_WORDS && !is_mark(place, end, ']') &&
               (token_at(place, end)->kind == TOKEN_NUMBER || token_at(place, end)->shape == SHAPE_LOWER))
            end++;
        if (end == at + 1 || !is_mark(place, end, ']'))
            return at;
        at = end + 1;
    }
    return at;
}

/* Behind ":)", ":-D" and the like at token `at`, which stand apart; `at` where none does. */
static size_t behind_face(const struct place *place, size_t at)
{
    size_t mouth = at + 1;
    if (!is_mark(place, at, ':') && !is_mark(place, at, ';') && !is_mark(place, at, '='))
        return at;
    if (is_mark(place, mouth, '-') && !token_at(place, mouth)->is_spaced)
        mouth++;
    if (mouth >= place->to || token_at(place, mouth)->is_spaced)
        return at;
    const struct token *token = token_at(place, mouth);
    if (token->mark != ')' && token->mark != '(' && token->key != place->laugh && token->key != place->tongue)
        return at;
    while (is_mark(place, mouth + 1, token->mark) && token->mark != 0 && !token_at(place, mouth + 1)->is_spaced)
        mouth++;
    return mouth + 1 < place->to && !token_at(place, mouth + 1)->is_spaced ? at : mouth + 1;
}

/* Behind the number of a footnote at token `at`, which stands where a small figure stood above the line: glued to the stop, or
 * before a word that begins a sentence. */
static size_t behind_note_number(const struct place *place, size_t stop, size_t at)
{
    if (at + 1 >= place->to || token_at(place, at)->kind != TOKEN_NUMBER || token_at(place, at)->size > 2 ||
        !token_at(place, at + 1)->is_spaced || stop == place->from || token_at(place, stop - 1)->kind == TOKEN_NUMBER)
        return at;
    bool is_note = token_at(place, at)->is_spaced ? is_starter(place, first_word(place, at + 1))
                                                  : is_capital(first_word(place, at + 1));
    return is_note ? at + 1 : at;
}

/* Behind the stop at token `at` and all that belongs to it. */
static size_t behind_stop(const struct place *place, size_t at)
{
    size_t behind = at + 1;
    while (behind < place->to &&
           (token_at(place, behind)->is_spaced ? is_mark(place, behind, '.')
                                               : is_closing(place, behind) || is_stop(place, behind)))
        behind++;
    behind = behind_footnotes(place, behind);
    behind = behind_face(place, behind);
    return behind_note_number(place, at, behind);
}

/* What the lexicon says of the abbreviation that ends before the full stop at token `at` ("Ph.D" may have three tokens), or is it
 * with dots. */
static enum abbreviation abbreviation_before(const struct place *place, size_t at)
{
    size_t last = is_dotted(place, at) ? at + 1 : at;
    for (size_t words = 3; words > 0; words--) {
        if (last < place->from + words)
            continue;
        const struct sense *sense = lexicon_match(place->lexicon, place->tokens, last - words, LEXICON_ABBREVIATIONS);
        if (sense != NULL && sense->words == words)
            return (enum abbreviation)sense->value;
    }
    return ENDS_ALWAYS;
}

/* "J." of a name; "I" is one in "Elizabeth I" and a word else. */
static bool is_initial(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    return is_word(token) && token->shape == SHAPE_UPPER && token->end - token->start == 1;
}

/* "1." and "a." at the start of a sentence. */
static bool is_item_number(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    return at == place->from && (token->kind == TOKEN_NUMBER || token->end - token->start == 1);
}

/* A small letter behind a full stop begins a sentence where people do not care for capitals, unless an abbreviation may be before
 * it. */
static bool ends_before_lower(const struct place *place, size_t at, enum abbreviation abbreviation)
{
    if (at == place->from || abbreviation != ENDS_ALWAYS || is_dotted(place, at))
        return false;
    const struct token *before = token_at(place, at - 1);
    return before->shape == SHAPE_LOWER && before->size >= ABBREVIATED_SIZE;
}

static bool ends_at_full_stop(const struct place *place, size_t at, size_t behind, const struct token *next)
{
    enum abbreviation abbreviation = abbreviation_before(place, at);

    if (is_word(next) && next->shape == SHAPE_LOWER)
        return behind == at + 1 && ends_before_lower(place, at, abbreviation);
    if (abbreviation == ENDS_NEVER || (abbreviation == ENDS_NAME && is_capital(next)))
        return false;
    if (abbreviation == ENDS_NUMBER && next->kind == TOKEN_NUMBER)
        return false;
    if (abbreviation == ENDS_CAPITAL)
        return is_capital(next);
    if (abbreviation == ENDS_STARTER || is_dotted(place, at))
        return is_starter(place, next);
    if (at > place->from && is_item_number(place, at - 1))
        return false;
    if (at > place->from && is_initial(place, at - 1) && is_capital(next))
        return is_starter(place, next);
    return true;
}

/* "Yahoo! shares" and `"Really?" he asked` go on. */
static bool ends_at_exclamation(const struct place *place, size_t at, size_t behind, const struct token *next)
{
    if (!is_word(next) || next->shape != SHAPE_LOWER)
        return true;
    return behind == at + 1 && at > place->from && !is_capital(token_at(place, at - 1)) &&
           token_at(place, at - 1)->kind != TOKEN_MARK;
}

/* "(1965)" at token `at`: belongs to what went before. */
static bool is_bracketed_number(const struct place *place, size_t at)
{
    return is_mark(place, at, '(') && is_mark(place, at + 2, ')') && token_at(place, at + 1)->kind == TOKEN_NUMBER;
}

/* "quality.You": the space was forgotten. */
static bool is_glued(const struct place *place, size_t at, size_t behind)
{
    return behind == at + 1 && is_mark(place, at, '.') && at > place->from && !token_at(place, at)->is_spaced &&
           token_at(place, at - 1)->shape == SHAPE_LOWER && token_at(place, at - 1)->size >= ABBREVIATED_SIZE &&
           is_starter(place, token_at(place, behind));
}

/* Whether a sentence ends before token `behind`, with the stop at `at`. */
static bool ends(const struct place *place, size_t at, size_t behind)
{
    if (behind >= place->to)
        return true;
    const struct token *next = first_word(place, behind);
    if (!token_at(place, behind)->is_spaced)
        return is_glued(place, at, behind);
    if (is_bracketed_number(place, behind) || next->mark == MARK_DASH)
        return false;
    if (is_mark(place, at, '!') || is_mark(place, at, '?'))
        return ends_at_exclamation(place, at, behind, next);
    if (is_mark(place, at, MARK_ELLIPSIS))
        return !(is_word(next) && next->shape == SHAPE_LOWER);
    return ends_at_full_stop(place, at, behind, next);
}

/* A link that another follows. */
static bool is_listed_link(const struct place *place, size_t at)
{
    return token_at(place, at)->kind == TOKEN_LINK && at + 1 < place->to && token_at(place, at + 1)->kind == TOKEN_LINK;
}

/* Where sentences are put: an array that is doubled when it is full. */
struct sentences {
    struct arena *arena;
    struct analysis *analysis;
    size_t capacity;
};

static void add_sentence(struct sentences *sentences, size_t block, size_t from, size_t to)
{
    struct analysis *analysis = sentences->analysis;
    if (analysis->sentence_count == sentences->capacity) {
        sentences->capacity = 2 * sentences->capacity + 64;
        struct sentence *larger = arena_alloc(sentences->arena, sentences->capacity * sizeof *larger);
        if (analysis->sentence_count > 0)
            memcpy(larger, analysis->sentences, analysis->sentence_count * sizeof *larger);
        analysis->sentences = larger;
    }
    analysis->sentences[analysis->sentence_count++] =
        (struct sentence){token_span(&analysis->tokens, from, to), (uint32_t)block, (uint32_t)from, (uint32_t)to};
}

static void find_in_block(struct place *place, size_t block, struct sentences *sentences)
{
    for (size_t at = place->from; at < place->to; at++) {
        if (!is_stop(place, at) && !is_listed_link(place, at))
            continue;
        size_t behind = behind_stop(place, at);
        if (is_listed_link(place, at) || ends(place, at, behind)) {
            add_sentence(sentences, block, place->from, behind);
            place->from = behind;
        }
        at = behind - 1;
    }
    if (place->from < place->to)
        add_sentence(sentences, block, place->from, place->to);
}

void sentences_find(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon,
                    struct analysis *analysis)
{
    const struct tokens *tokens = &analysis->tokens;
    struct place place = {tokens, lexicon, 0, 0, token_key(STR("D")), token_key(STR("P"))};
    struct sentences sentences = {arena, analysis, 0};

    analysis->sentence_count = 0;
    for (size_t block = 0; block < blocks->count; block++) {
        while (place.to < tokens->count && tokens->items[place.to].start < blocks->items[block].span.end)
            place.to++;
        find_in_block(&place, block, &sentences);
        place.from = place.to;
    }
}
