/* One pass, a token at a time. ASCII goes by a table of classes and never through utf8proc. The key is made while the word is
 * being read, from eight folded bytes at once: small letters, capitals and digits of a run are told apart by single bits of
 * ASCII ('a' is 0x61, 'A' 0x41, '0' 0x30). Words of up to eight bytes have different keys for certain, since each step can be
 * undone. What ends a word early ("n't", a full stop that is no part of it) is seen by looking a few bytes ahead, so no byte
 * is read more than a fixed number of times. */
#include "claimd/token.h"

#include <endian.h>
#include <string.h>

#include "claimd/token_mark.h"
#include "claimd/utf8.h"

static const uint64_t hash_start = 0xCBF29CE484222325U;
static const uint64_t hash_factor = 0x9E3779B97F4A7C15U; /* odd, so that multiplying loses nothing */

/* Of letters and digits in ASCII, in each of eight bytes: not set in capitals, and not set in digits. */
static const uint64_t bit_lower = 0x2020202020202020U;
static const uint64_t bit_letter = 0x4040404040404040U;

enum { CHUNK = sizeof(uint64_t) };

struct character {
    uint32_t code_point;
    uint32_t size;
    enum utf8_class class;
};

/* clang-format off */
#define S UTF8_SPACE
#define D UTF8_DIGIT
#define U UTF8_UPPER
#define L UTF8_LOWER
#define O UTF8_OTHER
static const uint8_t ascii_classes[128] = {
    O,O,O,O,O,O,O,O,O,S,S,S,S,S,O,O, O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O,
    S,O,O,O,O,O,O,O,O,O,O,O,O,O,O,O, D,D,D,D,D,D,D,D,D,D,O,O,O,O,O,O,
    O,U,U,U,U,U,U,U,U,U,U,U,U,U,U,U, U,U,U,U,U,U,U,U,U,U,U,O,O,O,O,O,
    O,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L, L,L,L,L,L,L,L,L,L,L,L,O,O,O,O,O,
};
#undef S
#undef D
#undef U
#undef L
#undef O

/* clang-format on */

static __attribute__((noinline)) struct character character_beyond_ascii(struct str body, size_t at)
{
    size_t behind = at;
    uint32_t code_point = utf8_next(body, &behind);
    return (struct character){code_point, (uint32_t)(behind - at), utf8_classify(code_point)};
}

/* The end counts as white space. */
static inline struct character character_at(struct str body, size_t at)
{
    unsigned char byte = at < body.size ? (unsigned char)body.data[at] : ' ';
    if (byte < 0x80)
        return (struct character){byte, 1, (enum utf8_class)ascii_classes[byte]};
    return character_beyond_ascii(body, at);
}

static char byte_at(struct str body, size_t at)
{
    if (at >= body.size)
        return '\0';
    return body.data[at];
}

static inline void step(struct token_reader *reader, struct character character)
{
    reader->at += character.size;
    reader->continued += character.size - 1;
}

/* Goes on in a word or number that has begun. */
static bool is_inner(enum utf8_class class)
{
    return class == UTF8_UPPER || class == UTF8_LOWER || class == UTF8_LETTER || class == UTF8_DIGIT ||
           class == UTF8_JOINED || class == UTF8_INVISIBLE;
}

static bool is_letter(enum utf8_class class)
{
    return class == UTF8_UPPER || class == UTF8_LOWER || class == UTF8_LETTER;
}

/* Bytes of the apostrophe at byte `at`; 0 where there is none. */
static size_t apostrophe_size(struct str body, size_t at)
{
    char byte = byte_at(body, at);
    if (byte == '\'')
        return 1;
    return byte == "\u2019"[0] && str_starts(str_part(body, at, 3), STR("\u2019")) ? 3 : 0;
}

/* Whether a word ends at byte `at`. */
static bool ends_at(struct str body, size_t at)
{
    return !is_inner(character_at(body, at).class);
}

/* Bytes of the ending at byte `at` ("'s", "n't" …) with nothing of a word behind; 0 for none. */
static size_t ending_size(struct str body, size_t at)
{
    static const struct str endings[] = {STR("s"), STR("re"), STR("ve"), STR("ll"), STR("d"), STR("m")};
    char first = byte_at(body, at);
    size_t n = first == 'n' || first == 'N' ? 1 : 0;
    size_t apostrophe = apostrophe_size(body, at + n);
    size_t behind = at + n + apostrophe;

    if (apostrophe == 0)
        return 0;
    if (n > 0)
        return (byte_at(body, behind) | 0x20) == 't' && ends_at(body, behind + 1) ? behind + 1 - at : 0;
    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t size = endings[i].size;
        if (str_equal_nocase(str_part(body, behind, size), endings[i]) && ends_at(body, behind + size))
            return behind + size - at;
    }
    return 0;
}

/* The same where the character there is an apostrophe. */
static bool is_ending(struct str body, size_t at, struct character first)
{
    return (first.code_point == '\'' || first.code_point == 0x2019) && ending_size(body, at) > 0;
}

/* What a word's letters have been so far. */
struct letters {
    uint64_t hash;
    uint64_t chunk;  /* bytes that are not in hash yet, the first one lowest */
    unsigned filled; /* bits of them */
    size_t upper, lower;
    bool is_digits; /* nothing but digits and what stands between them */
};

static uint64_t hash_with(uint64_t hash, uint64_t chunk)
{
    uint64_t mixed = (hash ^ chunk) * hash_factor;
    return mixed ^ mixed >> 32;
}

static uint64_t key_of(const struct letters *letters)
{
    return letters->filled == 0 ? letters->hash : hash_with(letters->hash, letters->chunk);
}

static void hash_byte(struct letters *letters, uint64_t byte)
{
    letters->chunk |= byte << letters->filled;
    letters->filled += 8;
    if (letters->filled == 8 * CHUNK) {
        letters->hash = hash_with(letters->hash, letters->chunk);
        letters->chunk = letters->filled = 0;
    }
}

static void hash_code_point(struct letters *letters, uint32_t folded)
{
    if (folded < 0x80) {
        hash_byte(letters, folded);
        return;
    }
    for (unsigned shift = 0; shift < 21; shift += 7)
        hash_byte(letters, 0x80 | (folded >> shift & 0x7F));
}

static void hash_character(struct letters *letters, uint32_t code_point)
{
    uint32_t folded[UTF8_FOLDED];
    size_t count = utf8_fold(code_point, folded);
    for (size_t i = 0; i < count; i++)
        hash_code_point(letters, folded[i]);
}

static void count_letter(struct letters *letters, enum utf8_class class)
{
    letters->upper += class == UTF8_UPPER ? 1 : 0;
    letters->lower += class == UTF8_LOWER ? 1 : 0;
}

/* A full stop or a comma between two digits of a number. */
static bool is_between_digits(const struct token_reader *reader, const struct letters *letters)
{
    char byte = byte_at(reader->body, reader->at);
    return letters->is_digits && (byte == '.' || byte == ',') &&
           character_at(reader->body, reader->at + 1).class == UTF8_DIGIT;
}

/* An apostrophe between two letters of a word. */
static bool is_between_letters(const struct token_reader *reader)
{
    size_t apostrophe = apostrophe_size(reader->body, reader->at);
    return apostrophe > 0 && is_letter(character_at(reader->body, reader->at + apostrophe).class);
}

/* As is, though it is no letter: the characters up to byte `end`. */
static void take_up_to(struct token_reader *reader, struct letters *letters, size_t end)
{
    while (reader->at < end) {
        struct character character = character_at(reader->body, reader->at);
        hash_character(letters, apostrophe_size(reader->body, reader->at) > 0 ? '\'' : character.code_point);
        count_letter(letters, character.class);
        step(reader, character);
    }
}

/* How many bytes have the bit, when none has another. */
static inline size_t count_bits(uint64_t bytes, unsigned bit)
{
    return (size_t)((bytes >> bit) * 0x0101010101010101U >> 56);
}

/* Eight bytes, the first one lowest; zeros behind the end. */
static inline uint64_t chunk_at(struct str body, size_t at)
{
    uint64_t chunk = 0;
    if (body.size - at >= CHUNK) {
        memcpy(&chunk, body.data + at, CHUNK);
    } else {
        memcpy(&chunk, body.data + at, body.size - at);
    }
    return le64toh(chunk);
}

/* The highest bit of each byte that is at least `least`, of bytes below 0x80. */
static inline uint64_t at_least(uint64_t chunk, unsigned char least)
{
    return (chunk + (0x80U - least) * 0x0101010101010101U) & 0x8080808080808080U;
}

/* How many letters and digits of ASCII a chunk begins with. Without a branch, since nobody can tell where a word ends. */
static inline size_t ascii_run(uint64_t chunk)
{
    uint64_t bytes = chunk & 0x7F7F7F7F7F7F7F7FU;
    uint64_t folded = bytes | bit_lower;
    uint64_t letters = at_least(folded, 'a') & ~at_least(folded, 'z' + 1);
    uint64_t digits = at_least(bytes, '0') & ~at_least(bytes, '9' + 1);
    uint64_t others = ~((letters | digits) & ~chunk) & 0x8080808080808080U;
    return others == 0 ? CHUNK : (size_t)__builtin_ctzll(others) / 8;
}

/* Behind the letters and digits of ASCII from byte `at` on. */
static inline size_t ascii_run_end(struct str body, size_t at)
{
    size_t run = CHUNK;
    for (; at < body.size && run == CHUNK; at += run)
        run = ascii_run(chunk_at(body, at));
    return at;
}

/* The same, or at the n that begins "n't". */
static size_t ascii_end(struct str body, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)body.data;
    size_t end = ascii_run_end(body, at);

    if (end > at && (bytes[end - 1] | 0x20) == 'n' && ending_size(body, end - 1) > 0)
        end--;
    return end;
}

/* The first `size` bytes of a chunk, 1 to CHUNK, which are letters and digits of ASCII: most of English. */
static inline void take_chunk(struct letters *letters, uint64_t chunk, size_t size)
{
    uint64_t all = UINT64_MAX >> 8 * (CHUNK - size);
    size_t digits = count_bits(~chunk & bit_letter & all, 6);
    size_t upper = count_bits(~chunk & bit_lower & all, 5);
    uint64_t folded = (chunk | bit_lower) & all;

    letters->upper += upper;
    letters->lower += size - digits - upper;
    letters->is_digits &= digits == size;
    if (letters->filled == 0 && size < CHUNK) {
        letters->chunk = folded;
        letters->filled = 8 * (unsigned)size;
    } else if (letters->filled == 0) {
        letters->hash = hash_with(letters->hash, folded);
    } else {
        for (size_t i = 0; i < size; i++)
            hash_byte(letters, folded >> 8 * i & 0xFF);
    }
}

static void take_ascii(struct token_reader *reader, struct letters *letters, size_t end)
{
    while (reader->at < end) {
        size_t size = end - reader->at < CHUNK ? end - reader->at : CHUNK;
        take_chunk(letters, chunk_at(reader->body, reader->at), size);
        reader->at += size;
    }
}

/* Letters, digits and what joins them. */
static void take_word(struct token_reader *reader, struct letters *letters)
{
    for (size_t start = reader->at;;) {
        take_ascii(reader, letters, ascii_end(reader->body, reader->at));
        struct character character = character_at(reader->body, reader->at);
        if (character.class == UTF8_SPACE || (reader->at > start && ending_size(reader->body, reader->at) > 0))
            return;
        if (!is_inner(character.class) && !is_between_digits(reader, letters)) {
            if (!is_between_letters(reader))
                return;
            character.code_point = '\'';
        }
        letters->is_digits &= character.class == UTF8_DIGIT || character.class == UTF8_OTHER;
        count_letter(letters, character.class);
        hash_character(letters, character.code_point);
        step(reader, character);
    }
}

/* Bytes up to the end of single letters with dots, when one letter has been read and the first dot is at byte `at`; 0 for none.
 * Without a last dot ("U.S forces") only capitals are. */
static size_t dotted_size(struct str body, size_t at)
{
    size_t end = at;
    size_t pairs = 0;
    bool is_upper = true;

    while (byte_at(body, end) == '.') {
        struct character letter = character_at(body, end + 1);
        if (!is_letter(letter.class) || !ends_at(body, end + 1 + letter.size))
            break;
        is_upper &= letter.class == UTF8_UPPER;
        end += 1 + letter.size;
        pairs++;
    }
    if (pairs == 0)
        return 0;
    if (byte_at(body, end) == '.')
        return end + 1 - at;
    return is_upper ? end - at : 0;
}

/* Bytes of the link at byte `at`; 0 for none. What ends a sentence or closes a bracket behind it is no part of it. */
static size_t link_size(struct str body, size_t at)
{
    static const struct str starts[] = {STR("http://"), STR("https://"), STR("www."), STR("ftp://")};
    static const struct str closing = STR(".,;:!?)]}>\"'*");
    char first = (char)(byte_at(body, at) | 0x20);
    size_t i = 0;

    if (first != 'h' && first != 'w' && first != 'f')
        return 0;
    while (i < COUNT(starts) && !str_equal_nocase(str_part(body, at, starts[i].size), starts[i]))
        i++;
    if (i == COUNT(starts))
        return 0;
    size_t end = at + starts[i].size;
    while (end < body.size && (unsigned char)body.data[end] > ' ' && (unsigned char)body.data[end] < 0x7F &&
           strchr("<>\"", body.data[end]) == NULL)
        end++;
    while (end > at + starts[i].size && memchr(closing.data, body.data[end - 1], closing.size) != NULL)
        end--;
    return end > at + starts[i].size ? end - at : 0;
}

static inline enum token_shape shape_of(size_t upper, bool has_lower, enum utf8_class first)
{
    /* By whether there are capitals, whether there are small letters, and whether the first is the only capital. A table, since
     * nobody can tell what comes next. */
    static const uint8_t shapes[2][2][2] = {{{SHAPE_OTHER, SHAPE_OTHER}, {SHAPE_LOWER, SHAPE_LOWER}},
                                            {{SHAPE_UPPER, SHAPE_UPPER}, {SHAPE_MIXED, SHAPE_CAPITAL}}};
    return (enum token_shape)shapes[upper > 0][has_lower][(upper == 1) & (first == UTF8_UPPER)];
}

/* What is taken whole from byte `at`, whose character is `first`: a link, an ending, single letters with dots. 0: nothing. */
static size_t whole_size(struct str body, size_t at, struct character first, struct token *token)
{
    size_t size = link_size(body, at);
    if (size > 0) {
        token->kind = TOKEN_LINK;
        return size;
    }
    if ((size = ending_size(body, at)) > 0)
        return size;
    size = dotted_size(body, at + first.size);
    token->is_dotted = size > 0;
    return size > 0 ? first.size + size : 0;
}

/* Whether the letters and digits from byte `at` to `end` are a token, whatever stands behind: most are. An apostrophe, a dot
 * after one letter or in a number, and what begins like a link have to be looked at. */
static inline bool is_plain(struct str body, size_t at, size_t end)
{
    char behind = byte_at(body, end);
    char first = (char)(body.data[at] | 0x20);

    if (behind == '.' || behind == ',' || behind == ':') {
        return end - at > 1 && ascii_classes[(unsigned char)body.data[end - 1]] != UTF8_DIGIT && first != 'h' &&
               first != 'w' && first != 'f';
    }
    return (unsigned char)behind < 0x80 && behind != '\'';
}

/* Letters and digits of ASCII with nothing else to them, which most words are; false: not that easy. What read_word says of
 * such, without its state. */
static inline bool read_plain(struct token_reader *reader, struct character first, struct token *token)
{
    uint64_t key = hash_start;
    uint64_t lower = 0;
    size_t upper = 0;
    size_t end = reader->at;
    size_t run = CHUNK;

    for (; run == CHUNK; end += run) {
        uint64_t chunk = chunk_at(reader->body, end);
        run = ascii_run(chunk);
        if (run == 0)
            break;
        uint64_t all = UINT64_MAX >> 8 * (CHUNK - run);
        key = hash_with(key, (chunk | bit_lower) & all);
        upper += count_bits(~chunk & bit_lower & all, 5);
        lower |= chunk & chunk >> 1 & bit_lower & all;
    }
    if (!is_plain(reader->body, reader->at, end))
        return false;
    reader->at = end;
    token->kind = first.class == UTF8_DIGIT ? TOKEN_NUMBER : TOKEN_WORD;
    token->key = key;
    token->shape = (uint8_t)shape_of(upper, lower != 0, first.class);
    return true;
}

static __attribute__((noinline)) void read_word(struct token_reader *reader, struct character first,
                                                struct token *token)
{
    struct letters letters = {.hash = hash_start, .is_digits = true};

    token->kind = first.class == UTF8_DIGIT ? TOKEN_NUMBER : TOKEN_WORD;
    size_t whole = first.class == UTF8_DIGIT ? 0 : whole_size(reader->body, reader->at, first, token);

    if (whole > 0) {
        take_up_to(reader, &letters, reader->at + whole);
        if (token->is_dotted && byte_at(reader->body, reader->at - 1) != '.')
            hash_byte(&letters, '.'); /* "U.S" is "U.S." */
    } else {
        take_word(reader, &letters);
    }
    token->key = key_of(&letters);
    token->shape = (uint8_t)shape_of(letters.upper, letters.lower > 0, first.class);
}

/* A run of dots or of hyphens is one. */
static void read_mark(struct token_reader *reader, struct character character, struct token *token)
{
    size_t start = reader->at;

    token->kind = TOKEN_MARK;
    token_mark_set(character.code_point, token);
    step(reader, character);
    if (character.code_point == '.' || character.code_point == '-') {
        while (byte_at(reader->body, reader->at) == (char)character.code_point)
            reader->at++;
        if (reader->at > start + 1)
            token->mark = character.code_point == '.' ? MARK_ELLIPSIS : MARK_DASH;
    }
    token->key = hash_with(hash_start, token->mark != MARK_OTHER ? (uint64_t)token->mark : character.code_point);
}

static bool is_skipped(struct character character)
{
    return character.class == UTF8_SPACE || character.class == UTF8_INVISIBLE;
}

/* White space and what cannot be seen, from byte `start`; what it was is noted in token. Returns the character behind it. */
static __attribute__((noinline)) struct character skip_all_space(struct token_reader *reader, size_t start,
                                                                 struct token *token)
{
    size_t lines = 0;
    struct character character = character_at(reader->body, reader->at);

    token->is_spaced |= start == 0;
    while (reader->at < reader->body.size && is_skipped(character)) {
        token->is_spaced |= character.class == UTF8_SPACE;
        lines += character.code_point == '\n' ? 1 : 0;
        step(reader, character);
        character = character_at(reader->body, reader->at);
    }
    token->is_line = start == 0 || lines > 0;
    token->is_first = start == 0 || lines > 1;
    return character;
}

/* The same: one space, mostly. */
static inline struct character skip_space(struct token_reader *reader, struct token *token)
{
    size_t start = reader->at;
    struct character character = character_at(reader->body, start);

    if (character.code_point == ' ') {
        token->is_spaced = true;
        character = character_at(reader->body, ++reader->at);
    }
    return start == 0 || is_skipped(character) ? skip_all_space(reader, start, token) : character;
}

bool token_read(struct token_reader *reader, struct token *token)
{
    *token = (struct token){.kind = TOKEN_WORD};
    struct character first = skip_space(reader, token);
    if (reader->at >= reader->body.size)
        return false;

    token->byte = (uint32_t)reader->at;
    token->start = (uint32_t)(reader->at - reader->continued);
    if (!is_inner(first.class) && !is_ending(reader->body, reader->at, first)) {
        read_mark(reader, first, token);
    } else if (first.code_point >= 0x80 || first.code_point == '\'' || !read_plain(reader, first, token)) {
        read_word(reader, first, token);
    }
    token->size = (uint32_t)reader->at - token->byte;
    token->end = (uint32_t)(reader->at - reader->continued);
    return true;
}

uint64_t token_key(struct str word)
{
    struct token_reader reader = {.body = word};
    struct token token;
    return token_read(&reader, &token) ? token.key : 0;
}
