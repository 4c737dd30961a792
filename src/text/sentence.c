/* A sentence may end behind a stop (. ! ? … or a word with dots), the marks that close behind it, and footnote marks. Whether it
 * does is decided by the stop, the word before it and the word behind. Every block ends one. */
#include <endian.h>
#include <string.h>

#include "claimd/analysis.h"
#include "claimd/utf8.h"

/* In the order of the column "ends" of abbreviations.txt. */
enum abbreviation { ENDS_NEVER, ENDS_NAME, ENDS_NUMBER, ENDS_CAPITAL, ENDS_STARTER, ENDS_ALWAYS = SENSE_NONE };

enum {
    TERM_WORDS = 3,       /* of an abbreviation: "Ph.D" has three tokens */
    FOOTNOTE_WORDS = 5,   /* "[better source needed]" */
    ABBREVIATED_SIZE = 3, /* a shorter word before a full stop and a small letter may be an abbreviation of no list */
    AT_ONCE = 16,         /* bytes */
    ELLIPSIS_LAST = -90,  /* the last byte of U+2026 (A6), and seldom of anything else in English */
};

/* How the tokens of a block are read where nobody has all of them: those before a sentence may end, and as many behind as are asked
 * for. What lies between is left out, and the rules ask for nothing there. */
struct reading {
    struct arena *arena;
    struct token_reader reader;
    size_t capacity;  /* of the tokens */
    size_t candidate; /* byte up to which tokens are wanted */
    bool is_ascii;    /* the block */
};

/* The block that is being read. */
struct place {
    struct tokens tokens;
    const struct lexicon *lexicon;
    size_t from, to;         /* its tokens, as far as they are read; from: of the sentence */
    uint64_t laugh, tongue;  /* keys of "D" and "P" in ":D", ":P" */
    struct reading *reading; /* NULL: all tokens are there */
};

static const struct token *token_at(const struct place *place, size_t at)
{
    return &place->tokens.items[at];
}

static __attribute__((noinline)) bool read_token(struct place *place)
{
    struct reading *reading = place->reading;
    struct tokens *tokens = &place->tokens;

    if (reading->reader.at >= reading->reader.body.size)
        return false;
    if (tokens->count == reading->capacity) {
        reading->capacity = 2 * reading->capacity + 64;
        struct token *larger = arena_alloc(reading->arena, reading->capacity * sizeof *larger);
        if (tokens->count > 0)
            memcpy(larger, tokens->items, tokens->count * sizeof *larger);
        tokens->items = larger;
    }
    if (!token_read(&reading->reader, &tokens->items[tokens->count]))
        return false;
    place->to = ++tokens->count;
    return true;
}

/* Whether the block has a token `at`. What was found before by token_at may have moved then. */
static inline bool has(struct place *place, size_t at)
{
    while (at >= place->to) {
        if (place->reading == NULL || !read_token(place))
            return false;
    }
    return true;
}

/* The first of AT_ONCE bytes that is_candidate has to look at; AT_ONCE: none. */
static inline size_t first_stop(const char *data)
{
    signed char some __attribute__((vector_size(AT_ONCE)));
    uint64_t halves[2];
    memcpy(&some, data, AT_ONCE);
    __typeof__(some) stops = (some == '.') | (some == '!') | (some == '?') | (some == ':') | (some == ELLIPSIS_LAST);
    memcpy(halves, &stops, AT_ONCE);
    if (halves[0] != 0)
        return (size_t)__builtin_ctzll(le64toh(halves[0])) / 8;
    return halves[1] == 0 ? AT_ONCE : 8 + (size_t)__builtin_ctzll(le64toh(halves[1])) / 8;
}

/* A colon alone may be that of a link. */
static bool is_candidate(struct str body, size_t at)
{
    signed char byte = (signed char)body.data[at];
    if (byte == ':')
        return at + 1 < body.size && body.data[at + 1] == '/';
    return byte == '.' || byte == '!' || byte == '?' || byte == ELLIPSIS_LAST;
}

/* The next byte of a stop or a link from `at` on; end where there is none before it. */
static size_t candidate_from(struct str body, size_t at, size_t end)
{
    while (at < end) {
        size_t first = body.size - at >= AT_ONCE ? first_stop(body.data + at) : 0;
        at += first;
        if (first == AT_ONCE)
            continue;
        if (at >= end || is_candidate(body, at))
            break;
        at++;
    }
    return at < end ? at : end;
}

/* Leaves out what stands before the last `count` words up to the candidate, if anything does. A word begins behind white space, which
 * no token goes over, so that the tokens are the same; and with ASCII, since what begins otherwise may be no token. Where
 * only a letter stands before the candidate ("U.S."), that may belong to the stop, and is not counted. */
static bool leave_out(struct reading *reading, unsigned count)
{
    struct token_reader *reader = &reading->reader;
    const unsigned char *bytes = (const unsigned char *)reader->body.data;

    for (size_t at = reading->candidate; at > reader->at + 3; at--) {
        bool begins = bytes[at - 2] > ' ' && bytes[at - 2] < 0x80 && bytes[at - 3] <= ' ';
        if (!begins || --count > 0)
            continue;
        struct str left_out = str_part(reader->body, reader->at, at - 3 - reader->at);
        reader->continued += reading->is_ascii ? 0 : left_out.size - utf8_count(left_out);
        reader->at = at - 3;
        return true;
    }
    return false;
}

static bool may_end_term(const struct place *place, size_t at)
{
    return lexicon_may_end(place->lexicon, token_at(place, at)->key, LEXICON_ABBREVIATIONS);
}

/* Reads the tokens of the next candidate. Before a stop the rules ask for one token, and for more where they may be an abbreviation:
 * seldom enough to read again then. */
static void read_to_candidate(struct place *place)
{
    struct reading *reading = place->reading;
    const struct token_reader before = reading->reader;
    size_t to = place->to;

    reading->candidate = candidate_from(place->tokens.body, before.at, before.body.size);
    bool is_left_out = leave_out(reading, 1);
    while (reading->reader.at <= reading->candidate && read_token(place)) {
    }
    if (is_left_out && (may_end_term(place, place->to - 1) || may_end_term(place, place->to - 2))) {
        reading->reader = before;
        place->to = place->tokens.count = to;
        (void)leave_out(reading, TERM_WORDS);
    }
}

/* The same as has, when what stands before the next candidate need not be read. */
static bool has_next(struct place *place, size_t at)
{
    if (at == place->to && place->reading != NULL && place->reading->reader.at > place->reading->candidate)
        read_to_candidate(place);
    return has(place, at);
}

/* What token.mark says; 0 behind the end, as for words. */
static inline char mark_at(struct place *place, size_t at)
{
    return has(place, at) ? token_at(place, at)->mark : 0;
}

static bool is_word(const struct token *token)
{
    return token->kind == TOKEN_WORD;
}

/* "U.S.": a word that has its full stop. */
static bool is_dotted(const struct place *place, size_t at)
{
    const struct token *token = token_at(place, at);
    return token->is_dotted && place->tokens.body.data[token->byte + token->size - 1] == '.';
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

static bool is_small(const struct token *token)
{
    return is_word(token) && token->shape == SHAPE_LOWER;
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

/* Where the word is that a sentence beginning at token `at` would begin with, behind quotation marks and brackets. */
static size_t first_word(struct place *place, size_t at)
{
    while (is_opening(token_at(place, at)) && has(place, at + 1))
        at++;
    return at;
}

/* What a list says of so many tokens, neither more nor fewer. */
static const struct sense *term_at(const struct place *place, size_t at, size_t words, enum lexicon_list list)
{
    struct tokens tokens = place->tokens;
    tokens.count = at + words;
    const struct sense *sense = lexicon_match(place->lexicon, &tokens, at, list);
    return sense != NULL && sense->words == words ? sense : NULL;
}

static bool is_starter(const struct place *place, size_t at)
{
    return is_capital(token_at(place, at)) && term_at(place, at, 1, LEXICON_STARTERS) != NULL;
}

/* Behind "[6]", "[6][7]", "[citation needed]" at token `at`; `at` where none stands. */
static size_t behind_footnotes(struct place *place, size_t at)
{
    while (mark_at(place, at) == '[') {
        size_t end = at + 1;
        while (has(place, end) && end - at <= FOOTNOTE_WORDS && mark_at(place, end) != ']' &&
               (token_at(place, end)->kind == TOKEN_NUMBER || token_at(place, end)->shape == SHAPE_LOWER))
            end++;
        if (end == at + 1 || mark_at(place, end) != ']')
            return at;
        at = end + 1;
    }
    return at;
}

/* Behind ":)", ":-D" and the like at token `at`, which stand apart; `at` where none does. */
static size_t behind_face(struct place *place, size_t at)
{
    char eyes = mark_at(place, at);
    size_t mouth = at + 1;
    if (eyes != ':' && eyes != ';' && eyes != '=')
        return at;
    if (mark_at(place, mouth) == '-' && !token_at(place, mouth)->is_spaced)
        mouth++;
    if (!has(place, mouth) || token_at(place, mouth)->is_spaced)
        return at;
    char mark = token_at(place, mouth)->mark;
    uint64_t key = token_at(place, mouth)->key;
    if (mark != ')' && mark != '(' && key != place->laugh && key != place->tongue)
        return at;
    while (mark != 0 && mark_at(place, mouth + 1) == mark && !token_at(place, mouth + 1)->is_spaced)
        mouth++;
    return has(place, mouth + 1) && !token_at(place, mouth + 1)->is_spaced ? at : mouth + 1;
}

/* Behind the number of a footnote at token `at`, which stands where a small figure stood above the line: glued to the stop, or
 * before a word that begins a sentence. */
static size_t behind_note_number(struct place *place, size_t stop, size_t at)
{
    if (!has(place, at) || token_at(place, at)->kind != TOKEN_NUMBER || token_at(place, at)->size > 2 ||
        !has(place, at + 1) || !token_at(place, at + 1)->is_spaced || stop == place->from ||
        token_at(place, stop - 1)->kind == TOKEN_NUMBER)
        return at;
    size_t word = first_word(place, at + 1);
    bool is_note = token_at(place, at)->is_spaced ? is_starter(place, word) : is_capital(token_at(place, word));
    return is_note ? at + 1 : at;
}

/* Behind the stop at token `at` and all that belongs to it. */
static size_t behind_stop(struct place *place, size_t at)
{
    size_t behind = at + 1;
    while (has(place, behind) &&
           (token_at(place, behind)->is_spaced ? token_at(place, behind)->mark == '.'
                                               : is_closing(place, behind) || is_stop(place, behind)))
        behind++;
    if (!has(place, behind))
        return behind;
    behind = behind_footnotes(place, behind);
    behind = behind_face(place, behind);
    return behind_note_number(place, at, behind);
}

/* What the lexicon says of the abbreviation that ends before the full stop at token `at` ("Ph.D" may have three tokens), or is it
 * with dots. */
static enum abbreviation abbreviation_before(const struct place *place, size_t at)
{
    size_t last = is_dotted(place, at) ? at + 1 : at;

    if (last == 0 || !may_end_term(place, last - 1))
        return ENDS_ALWAYS;
    for (size_t words = TERM_WORDS; words > 0; words--) {
        if (last < place->from + words)
            continue;
        const struct sense *sense = term_at(place, last - words, words, LEXICON_ABBREVIATIONS);
        if (sense != NULL)
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

static bool ends_at_full_stop(const struct place *place, size_t at, size_t behind, size_t first)
{
    const struct token *next = token_at(place, first);
    enum abbreviation abbreviation = abbreviation_before(place, at);

    if (is_small(next))
        return behind == at + 1 && ends_before_lower(place, at, abbreviation);
    if (abbreviation == ENDS_NEVER || (abbreviation == ENDS_NAME && is_capital(next)))
        return false;
    if (abbreviation == ENDS_NUMBER && next->kind == TOKEN_NUMBER)
        return false;
    if (abbreviation == ENDS_CAPITAL)
        return is_capital(next);
    if (abbreviation == ENDS_STARTER || is_dotted(place, at))
        return is_starter(place, first);
    if (at > place->from && is_item_number(place, at - 1))
        return false;
    if (at > place->from && is_initial(place, at - 1) && is_capital(next))
        return is_starter(place, first);
    return true;
}

/* "Yahoo! shares" and `"Really?" he asked` go on. */
static bool ends_at_exclamation(const struct place *place, size_t at, size_t behind, const struct token *next)
{
    if (!is_small(next))
        return true;
    return behind == at + 1 && at > place->from && !is_capital(token_at(place, at - 1)) &&
           token_at(place, at - 1)->kind != TOKEN_MARK;
}

/* "(1965)" at token `at`: belongs to what went before. */
static bool is_bracketed_number(struct place *place, size_t at)
{
    return mark_at(place, at) == '(' && mark_at(place, at + 2) == ')' && token_at(place, at + 1)->kind == TOKEN_NUMBER;
}

/* "quality.You": the space was forgotten. */
static bool is_glued(struct place *place, size_t at, size_t behind)
{
    return behind == at + 1 && token_at(place, at)->mark == '.' && at > place->from &&
           !token_at(place, at)->is_spaced && token_at(place, at - 1)->shape == SHAPE_LOWER &&
           token_at(place, at - 1)->size >= ABBREVIATED_SIZE && is_starter(place, behind);
}

/* Whether a sentence ends before token `behind`, with the stop at `at`. */
static bool ends(struct place *place, size_t at, size_t behind)
{
    if (!has(place, behind))
        return true;
    if (!token_at(place, behind)->is_spaced)
        return is_glued(place, at, behind);
    size_t first = first_word(place, behind);
    if (is_bracketed_number(place, behind) || token_at(place, first)->mark == MARK_DASH)
        return false;
    char stop = token_at(place, at)->mark;
    if (stop == '!' || stop == '?')
        return ends_at_exclamation(place, at, behind, token_at(place, first));
    if (stop == MARK_ELLIPSIS)
        return !is_small(token_at(place, first));
    return ends_at_full_stop(place, at, behind, first);
}

/* A link that another follows. */
static bool is_listed_link(struct place *place, size_t at)
{
    return token_at(place, at)->kind == TOKEN_LINK && has(place, at + 1) && token_at(place, at + 1)->kind == TOKEN_LINK;
}

/* Where sentences are put: an array that is doubled when it is full. */
struct sentences {
    struct arena *arena;
    struct analysis *analysis;
    size_t capacity;
};

static void add_sentence(struct sentences *sentences, const struct place *place, size_t block, size_t to)
{
    struct analysis *analysis = sentences->analysis;
    struct sentence sentence = {token_span(&place->tokens, place->from, to), (uint32_t)block, 0, 0};

    if (analysis->sentence_count == sentences->capacity) {
        sentences->capacity = 2 * sentences->capacity + 64;
        struct sentence *larger = arena_alloc(sentences->arena, sentences->capacity * sizeof *larger);
        if (analysis->sentence_count > 0)
            memcpy(larger, analysis->sentences, analysis->sentence_count * sizeof *larger);
        analysis->sentences = larger;
    }
    if (place->reading == NULL) {
        sentence.from = (uint32_t)place->from;
        sentence.to = (uint32_t)to;
    }
    analysis->sentences[analysis->sentence_count++] = sentence;
}

static void find_in_block(struct place *place, size_t block, struct sentences *sentences)
{
    if (!has(place, place->from))
        return;
    for (size_t at = place->from; has_next(place, at); at++) {
        if (!is_stop(place, at) && !is_listed_link(place, at))
            continue;
        size_t behind = behind_stop(place, at);
        if (is_listed_link(place, at) || ends(place, at, behind)) {
            add_sentence(sentences, place, block, behind);
            place->from = behind;
            (void)has(place, behind);
        }
        at = behind - 1;
    }
    if (place->from < place->to)
        add_sentence(sentences, place, block, place->to);
}

void sentences_find(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon,
                    struct analysis *analysis)
{
    const struct tokens *tokens = &analysis->tokens;
    struct place place = {*tokens, lexicon, 0, 0, token_key(STR("D")), token_key(STR("P")), NULL};
    struct sentences sentences = {arena, analysis, 0};

    analysis->sentence_count = 0;
    for (size_t block = 0; block < blocks->count; block++) {
        while (place.to < tokens->count && tokens->items[place.to].start < blocks->items[block].span.end)
            place.to++;
        find_in_block(&place, block, &sentences);
        place.from = place.to;
    }
}

struct analysis sentences_of(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon)
{
    struct analysis analysis = {.tokens = {.body = blocks->body}};
    struct reading reading = {.arena = arena};
    struct place place = {{.body = blocks->body}, lexicon, 0, 0, token_key(STR("D")), token_key(STR("P")), &reading};
    struct sentences sentences = {arena, &analysis, 0};
    size_t byte = 0;
    uint32_t code_point = 0;

    for (size_t block = 0; block < blocks->count; block++) {
        struct span span = blocks->items[block].span;
        byte += utf8_offset(str_part(blocks->body, byte, blocks->body.size), span.start - code_point);
        size_t end = byte + utf8_offset(str_part(blocks->body, byte, blocks->body.size), span.end - span.start);
        reading.reader = (struct token_reader){str_part(blocks->body, 0, end), byte, byte - span.start};
        reading.is_ascii = end - byte == span.end - span.start;
        reading.candidate = 0;
        place.from = place.to = place.tokens.count = 0;
        find_in_block(&place, block, &sentences);
        byte = end;
        code_point = span.end;
    }
    return analysis;
}
