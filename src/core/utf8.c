#include "claimd/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "claimd/buffer.h"

enum { WORD = sizeof(uint64_t), STEP = 2 * WORD, LONGEST = UTF8_FOLDED /* code points one decomposes into: U+FDFA */ };

/* The first code point that a normal form C may not have as it stands, or that may change what is before it, is U+0300,
 * and the first byte of it and of all above is at least this one. */
static const unsigned char first_unsettled = 0xCC;

static unsigned char byte_at(struct str s, size_t at)
{
    return (unsigned char)s.data[at];
}

/* Every byte begins a code point except 10xxxxxx. */
static bool begins_code_point(char byte)
{
    return ((unsigned char)byte & 0xC0U) != 0x80U;
}

size_t utf8_ascii_size(struct str s, size_t from)
{
    size_t at = from;
    for (uint64_t word = 0; at + WORD <= s.size; at += WORD) {
        memcpy(&word, s.data + at, WORD);
        if ((word & 0x8080808080808080U) != 0)
            break;
    }
    while (at < s.size && byte_at(s, at) < 0x80)
        at++;
    return at - from;
}

/* Bytes of the sequence at byte `at`, which is not ASCII; 0 where it is not well-formed: RFC 3629, section 4. The second
 * byte alone decides about overlong forms, surrogates and what is above U+10FFFF. */
static size_t sequence_size(struct str s, size_t at)
{
    unsigned char first = byte_at(s, at);
    size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;

    if (first < 0xC2 || first > 0xF4 || s.size - at < size)
        return 0;
    if (byte_at(s, at + 1) < low || byte_at(s, at + 1) > high)
        return 0;
    for (size_t i = 2; i < size; i++) {
        if (begins_code_point(s.data[at + i]))
            return 0;
    }
    return size;
}

bool utf8_valid(struct str s)
{
    for (size_t at = utf8_ascii_size(s, 0); at < s.size; at += utf8_ascii_size(s, at)) {
        while (at < s.size && byte_at(s, at) >= 0x80) {
            size_t size = sequence_size(s, at);
            if (size == 0)
                return false;
            at += size;
        }
    }
    return true;
}

/* How many of the STEP bytes from byte `at` on continue a code point. */
static inline size_t count_continued(struct str s, size_t at)
{
    uint64_t words[STEP / WORD];
    size_t count = 0;

    memcpy(words, s.data + at, STEP);
    if (((words[0] | words[1]) & 0x8080808080808080U) == 0)
        return 0;
    for (size_t i = 0; i < COUNT(words); i++)
        count += (words[i] >> 7 & ~words[i] >> 6 & 0x0101010101010101U) * 0x0101010101010101U >> 56;
    return count;
}

size_t utf8_count(struct str s)
{
    size_t continued = 0;
    size_t at = 0;
    for (; s.size - at >= STEP; at += STEP)
        continued += count_continued(s, at);
    for (; at < s.size; at++)
        continued += begins_code_point(s.data[at]) ? 0 : 1;
    return s.size - continued;
}

uint32_t utf8_next(struct str s, size_t *at)
{
    uint32_t first = byte_at(s, *at);
    size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t code_point = more == 0 ? first : first & (0x3FU >> more);

    assert(s.size - *at > more);
    for (size_t i = 1; i <= more; i++)
        code_point = code_point << 6 | (byte_at(s, *at + i) & 0x3FU);
    *at += more + 1;
    return code_point;
}

size_t utf8_offset(struct str s, size_t wanted)
{
    size_t at = 0;
    size_t seen = 0;
    for (size_t more = 0; s.size - at >= STEP && (more = seen + STEP - count_continued(s, at)) <= wanted; at += STEP)
        seen = more;
    for (; at < s.size; at++) {
        if (begins_code_point(s.data[at]) && seen++ == wanted)
            break;
    }
    return at;
}

bool utf8_has_control(struct str s)
{
    for (size_t i = 0; i < s.size; i++) {
        unsigned char byte = byte_at(s, i);
        if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F)
            return true;
        if (byte == 0xC2 && i + 1 < s.size && byte_at(s, i + 1) < 0xA0) /* U+0080 to U+009F */
            return true;
    }
    return false;
}

bool utf8_is_space(uint32_t code_point)
{
    if (code_point <= 0x20)
        return code_point == 0x20 || (code_point >= 0x09 && code_point <= 0x0D);
    if (code_point < 0x1680)
        return code_point == 0x85 || code_point == 0xA0;
    return code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

bool utf8_is_word(uint32_t code_point)
{
    if (code_point < 0x80) {
        uint32_t lower = code_point | 0x20;
        return (code_point >= '0' && code_point <= '9') || (lower >= 'a' && lower <= 'z');
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool utf8_is_invisible(uint32_t code_point)
{
    return code_point >= 0xAD && utf8proc_get_property((utf8proc_int32_t)code_point)->ignorable;
}

enum utf8_class utf8_classify(uint32_t code_point)
{
    if (utf8_is_space(code_point))
        return UTF8_SPACE;
    if (utf8_is_invisible(code_point))
        return UTF8_INVISIBLE;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT)
        return UTF8_UPPER;
    if (category == UTF8PROC_CATEGORY_LL)
        return UTF8_LOWER;
    if (category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO)
        return UTF8_LETTER;
    if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME)
        return UTF8_JOINED;
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO ? UTF8_DIGIT : UTF8_OTHER;
}

/* code_point decomposed; how many it gives. */
static size_t decompose(uint32_t code_point, utf8proc_option_t options, utf8proc_int32_t parts[LONGEST])
{
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, LONGEST, options, NULL);
    assert(count >= 0 && count <= LONGEST);
    return (size_t)count;
}

static utf8proc_option_t options_of(enum utf8_form form)
{
    return UTF8PROC_STABLE | UTF8PROC_COMPOSE | (form == UTF8_NFKC ? UTF8PROC_COMPAT : 0);
}

/* Whether code_point may change together with what stands before it. Those with a combining class and those that compose
 * with one before them are all marks, or the vowels and final consonants of Hangul; the question is about the first part
 * that it decomposes into, because of U+FF9E, for one: no mark, but half of one. */
static bool joins(uint32_t code_point, enum utf8_form form)
{
    utf8proc_int32_t parts[LONGEST];

    if (code_point < 0xA0 || decompose(code_point, options_of(form), parts) == 0)
        return false;
    utf8proc_category_t category = utf8proc_category(parts[0]);
    return (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME) ||
           (parts[0] >= 0x1160 && parts[0] <= 0x11FF);
}

/* Whether a code point that stands alone is in a form already because it does not decompose. */
static bool stays(uint32_t code_point, enum utf8_form form)
{
    utf8proc_int32_t parts[LONGEST];
    return code_point < 0xA0 ||
           (decompose(code_point, options_of(form), parts) == 1 && parts[0] == (utf8proc_int32_t)code_point);
}

static struct str normalize(struct utf8_piece *piece, enum utf8_form form)
{
    utf8proc_ssize_t room = COUNT(piece->work) - 1; /* utf8proc_reencode writes a NUL */
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)piece->source.data, (utf8proc_ssize_t)piece->source.size,
                           piece->work, room, options_of(form));
    assert(count >= 0 && count <= room);
    utf8proc_ssize_t size = utf8proc_reencode(piece->work, count, options_of(form));
    assert(size >= 0);
    return (struct str){(const char *)piece->work, (size_t)size};
}

bool utf8_next_piece(struct str s, size_t *at, enum utf8_form form, struct utf8_piece *piece)
{
    if (*at >= s.size)
        return false;

    size_t start = *at;
    uint32_t first = utf8_next(s, at);
    piece->source_count = 1;
    while (*at < s.size && byte_at(s, *at) >= 0x80) {
        size_t behind = *at;
        if (!joins(utf8_next(s, &behind), form))
            break;
        piece->source_count++;
        *at = behind;
    }
    piece->source = str_part(s, start, *at - start);

    bool is_settled = piece->source_count == 1 && stays(first, form);
    bool is_hostile = piece->source_count > UTF8_MARKS + 1;
    piece->normal = is_settled || is_hostile ? piece->source : normalize(piece, form);
    return true;
}

/* Bytes from `from` on that are in form C whatever they are among, but for the last code point before one that is not. */
static size_t settled_size(struct str s, size_t from)
{
    size_t at = from;
    while (at < s.size && byte_at(s, at) < first_unsettled)
        at++;
    if (at == s.size || at == from)
        return at - from;
    do {
        at--;
    } while (!begins_code_point(s.data[at]));
    return at - from;
}

struct str utf8_lines(struct arena *arena, struct str s)
{
    size_t from = str_find_byte(s, 0, '\r');
    if (from == s.size)
        return s;

    char *unified = arena_alloc(arena, s.size);
    size_t size = 0;
    for (size_t at = 0; at < s.size; at++) {
        bool is_return = s.data[at] == '\r';
        if (is_return && at + 1 < s.size && s.data[at + 1] == '\n')
            continue;
        unified[size++] = s.data[at];
        if (is_return)
            unified[size - 1] = '\n';
    }
    return (struct str){unified, size};
}

struct str utf8_nfc(struct arena *arena, struct str s)
{
    buffer_auto normal = {0};
    struct utf8_piece piece;
    size_t same = 0; /* s is unchanged from here to `at` and not yet in normal */
    size_t at = settled_size(s, 0);

    while (utf8_next_piece(s, &at, UTF8_NFC, &piece)) {
        if (!str_equal(piece.source, piece.normal)) {
            size_t start = at - piece.source.size;
            buffer_add(&normal, str_part(s, same, start - same));
            buffer_add(&normal, piece.normal);
            same = at;
        }
        at += settled_size(s, at);
    }
    if (same == 0)
        return s;
    buffer_add(&normal, str_part(s, same, s.size));
    return arena_str(arena, buffer_str(&normal));
}

size_t utf8_fold(uint32_t code_point, uint32_t folded[UTF8_FOLDED])
{
    const utf8proc_option_t options =
        UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_int32_t parts[LONGEST];
    size_t kept = 0;

    if (code_point < 0x80) {
        folded[0] = code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
        return 1;
    }
    size_t count = decompose(code_point, options, parts);
    for (size_t i = 0; i < count; i++) {
        if (parts[i] < 0x300 || utf8proc_get_property(parts[i])->combining_class == 0)
            folded[kept++] = (uint32_t)parts[i];
    }
    return kept;
}

uint32_t utf8_upper(uint32_t code_point)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
}

uint32_t utf8_lower(uint32_t code_point)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

/* Accents go, so the rest needs no putting in order. A space is owed, not added, until something comes behind it. */
static void add_key_parts(struct buffer *key, uint32_t code_point, bool *is_space_owed)
{
    uint32_t parts[UTF8_FOLDED];
    size_t count = utf8_fold(code_point, parts);

    for (size_t i = 0; i < count; i++) {
        if (utf8_is_space(parts[i])) {
            *is_space_owed = true;
            continue;
        }
        if (*is_space_owed && key->size > 0)
            buffer_add_byte(key, ' ');
        *is_space_owed = false;
        buffer_add_code_point(key, parts[i]);
    }
}

struct str utf8_sort_key(struct arena *arena, struct str s)
{
    buffer_auto key = {0};
    bool is_space_owed = false;

    buffer_reserve(&key, s.size);
    for (size_t at = 0; at < s.size;)
        add_key_parts(&key, utf8_next(s, &at), &is_space_owed);
    return arena_str(arena, buffer_str(&key));
}
