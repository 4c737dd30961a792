/* A sentence may end behind a stop (. ! ? … or a word with dots), the marks that close behind it, and footnote marks. Whether it
 * does is decided by the stop, the word before it and the word behind. Every block ends one. */
#include "claimd/analysis.h"

/* In the order of the column "ends" of abbreviations.txt. */
enum abbreviation { ENDS_NEVER, ENDS_NAME, ENDS_NUMBER, ENDS_STARTER, ENDS_ALWAYS = SENSE_NONE };

/* The block that is being read. */
struct place {
    const struct tokens *tokens;
    const struct lexicon *lexicon;
    size_t from, to; /* its tokens; from: of the sentence */
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
    return is_word(token) && place->tokens->body.data[token->byte + token->size - 1] == '.';
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

/* Behind "[6]", "[6][7]" at token `at`; `at` where none stands. */
static size_t behind_footnotes(const struct place *place, size_t at)
{
    while (is_mark(place, at, '[') && at + 2 < place->to && is_mark(place, at + 2, ']') &&
           token_at(place, at + 1)->kind == TOKEN_NUMBER)
        at += 3;
    return at;
}

/* Behind the stop at token `at` and all that belongs to it. */
static size_t behind_stop(const struct place *place, size_t at)
{
    at++;
    while (at < place->to && !token_at(place, at)->is_spaced && (is_closing(place, at) || is_stop(place, at)))
        at++;
    return behind_footnotes(place, at);
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

static bool ends_at_full_stop(const struct place *place, size_t at, const struct token *next)
{
    enum abbreviation abbreviation = abbreviation_before(place, at);

    if (next->shape == SHAPE_LOWER && next->kind == TOKEN_WORD)
        return false;
    if (abbreviation == ENDS_NEVER || (abbreviation == ENDS_NAME && is_capital(next)))
        return false;
    if (abbreviation == ENDS_NUMBER && next->kind == TOKEN_NUMBER)
        return false;
    if (abbreviation == ENDS_STARTER || is_dotted(place, at))
        return is_starter(place, next);
    if (at > place->from && is_item_number(place, at - 1))
        return false;
    if (at > place->from && is_initial(place, at - 1) && is_capital(next))
        return is_starter(place, next);
    return true;
}

/* Whether a sentence ends before token `behind`, with the stop at `at`. */
static bool ends(const struct place *place, size_t at, size_t behind)
{
    if (behind >= place->to)
        return true;
    const struct token *next = first_word(place, behind);
    if (!token_at(place, behind)->is_spaced)
        return false;
    if (is_mark(place, at, '!') || is_mark(place, at, '?') || is_mark(place, at, MARK_ELLIPSIS))
        return !(is_word(next) && next->shape == SHAPE_LOWER);
    return ends_at_full_stop(place, at, next);
}

static void add_sentence(struct analysis *analysis, size_t block, size_t from, size_t to)
{
    analysis->sentences[analysis->sentence_count++] =
        (struct sentence){token_span(&analysis->tokens, from, to), (uint32_t)block, (uint32_t)from, (uint32_t)to};
}

static void find_in_block(struct place *place, size_t block, struct analysis *analysis)
{
    for (size_t at = place->from; at < place->to; at++) {
        if (!is_stop(place, at))
            continue;
        size_t behind = behind_stop(place, at);
        if (ends(place, at, behind)) {
            add_sentence(analysis, block, place->from, behind);
            place->from = behind;
        }
        at = behind - 1;
    }
    if (place->from < place->to)
        add_sentence(analysis, block, place->from, place->to);
}

void sentences_find(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon,
                    struct analysis *analysis)
{
    const struct tokens *tokens = &analysis->tokens;
    struct place place = {tokens, lexicon, 0, 0};
    size_t most = blocks->count;

    for (size_t i = 0; i < tokens->count; i++)
        most += is_stop(&place, i) ? 1 : 0;
    analysis->sentences = arena_alloc(arena, most * sizeof(struct sentence));
    for (size_t block = 0; block < blocks->count; block++) {
        while (place.to < tokens->count && tokens->items[place.to].start < blocks->items[block].span.end)
            place.to++;
        find_in_block(&place, block, analysis);
        place.from = place.to;
    }
}
