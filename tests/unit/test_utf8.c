#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

/* Text with NULs in it, as pointer and size. */
#define TEXT(literal)                   \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }

/* clang-format off */
static const struct valid_case {
    const char *name;
    struct str text;
    bool is_valid;
} valid_cases[] = {
    {"empty",                            TEXT(""), true},
    {"ASCII, 8 bytes",                   TEXT("12345678"), true},
    {"ASCII, 9 bytes",                   TEXT("123456789"), true},
    {"NUL",                              TEXT("a\0b"), true},
    {"two bytes, the first",             TEXT("\xC2\x80"), true},
    {"two bytes, one before",            TEXT("\xC1\xBF"), false},
    {"two bytes, the last",              TEXT("\xDF\xBF"), true},
    {"three bytes, the first",           TEXT("\xE0\xA0\x80"), true},
    {"three bytes, overlong",            TEXT("\xE0\x9F\xBF"), false},
    {"before the surrogates",            TEXT("\xED\x9F\xBF"), true},
    {"the first surrogate",              TEXT("\xED\xA0\x80"), false},
    {"the last surrogate",               TEXT("\xED\xBF\xBF"), false},
    {"behind the surrogates",            TEXT("\xEE\x80\x80"), true},
    {"U+FFFF",                           TEXT("\xEF\xBF\xBF"), true},
    {"four bytes, the first",            TEXT("\xF0\x90\x80\x80"), true},
    {"four bytes, overlong",             TEXT("\xF0\x8F\xBF\xBF"), false},
    {"U+10FFFF",                         TEXT("\xF4\x8F\xBF\xBF"), true},
    {"one above U+10FFFF",               TEXT("\xF4\x90\x80\x80"), false},
    {"five bytes",                       TEXT("\xF8\x88\x80\x80\x80"), false},
    {"0xFF",                             TEXT("\xFF"), false},
    {"a continuation alone",             TEXT("a\x80"), false},
    {"a continuation in the ninth byte", TEXT("12345678\x80"), false},
    {"cut after one",                    TEXT("12345678\xE2"), false},
    {"cut after two",                    TEXT("\xE2\x80"), false},
    {"cut after three",                  TEXT("\xF0\x9F\x98"), false},
    {"a third byte of ASCII",            TEXT("\xE2\x80z"), false},
    {"a fourth byte that begins",        TEXT("\xF0\x9F\x98\xC3"), false},
    {"bad in the middle of ASCII",       TEXT("1234567\xC0\xAF""12345678"), false},
    {"all sizes",                        TEXT("aé€😀bé€😀12345678é"), true},
};

static const struct change_case {
    const char *name;
    struct str text, wanted;
} nfc_cases[] = {
    {"ASCII",                            TEXT("plain"), TEXT("plain")},
    {"composed",                         TEXT("caf\u00E9"), TEXT("caf\u00E9")},
    {"decomposed",                       TEXT("cafe\u0301!"), TEXT("caf\u00E9!")},
    {"at the start",                     TEXT("e\u0301"), TEXT("\u00E9")},
    {"a mark alone",                     TEXT("\u0301"), TEXT("\u0301")},
    {"a mark behind a line feed",        TEXT("\n\u0301"), TEXT("\n\u0301")},
    {"marks in another order",           TEXT("q\u0307\u0323"), TEXT("q\u0323\u0307")},
    {"two marks, one composes",          TEXT("a\u0323\u0308"), TEXT("\u1EA1\u0308")},
    {"not compatibility",                TEXT("\uFB01\u00A0\u2026"), TEXT("\uFB01\u00A0\u2026")},
    {"singletons",                       TEXT("\u212B\u2126"), TEXT("\u00C5\u03A9")},
    {"Hangul",                           TEXT("\u1112\u1161\u11AB"), TEXT("\uD55C")},
    {"Hangul, its last part",            TEXT("\uD558\u11AB"), TEXT("\uD55C")},
    {"Bengali vowels compose",           TEXT("\u09C7\u09BE"), TEXT("\u09CB")},
    {"excluded from composition",        TEXT("\u0958"), TEXT("\u0915\u093C")},
    {"above the first plane",            TEXT("\U0001D15E"), TEXT("\U0001D157\U0001D165")},
    {"much around",                      TEXT("é“o\u0308”é e\u0301 z"), TEXT("é“ö”é é z")},
}, key_cases[] = {
    {"empty",                            TEXT(""), TEXT("")},
    {"case",                             TEXT("McKenzie"), TEXT("mckenzie")},
    {"accents",                          TEXT("Čapek, Dvořák"), TEXT("capek, dvorak")},
    {"accents, decomposed",              TEXT("Beyonce\u0301"), TEXT("beyonce")},
    {"sharp s",                          TEXT("Straße"), TEXT("strasse")},
    {"dotted capital I",                 TEXT("\u0130zmir"), TEXT("izmir")},
    {"final sigma",                      TEXT("ΣΟΦΟΣ"), TEXT("σοφοσ")},
    {"ligature",                         TEXT("\uFB01n"), TEXT("fin")},
    {"full width",                       TEXT("ＡＢＣ"), TEXT("abc")},
    {"mathematical letters fold too",    TEXT("\U0001D400"), TEXT("a")},
    {"runs of white space",              TEXT("a \t\u00A0\u2003\n b"), TEXT("a b")},
    {"white space at the ends",          TEXT(" \u00A0a\u202F "), TEXT("a")},
    {"white space alone",                TEXT(" \n"), TEXT("")},
    {"a mark between spaces",            TEXT("a \u0301 b"), TEXT("a b")},
    {"soft hyphen, zero width",          TEXT("co\u00ADop\u200B\uFEFF"), TEXT("coop")},
    {"the vowels of Hindi stay",         TEXT("दिल्ली"), TEXT("दिलली")},
    {"Chinese",                          TEXT("中国"), TEXT("中国")},
    {"Cyrillic short i is an accent",    TEXT("Толстой"), TEXT("толстои")},
};
/* clang-format on */

static void valid(void **state)
{
    const struct valid_case *c = *state;
    assert_int_equal(utf8_valid(c->text), c->is_valid);
}

static void assert_str(struct str got, struct str wanted)
{
    assert_int_equal(got.size, wanted.size);
    if (wanted.size > 0)
        assert_memory_equal(got.data, wanted.data, wanted.size);
}

static void nfc(void **state)
{
    const struct change_case *c = *state;
    arena_auto arena = {0};
    struct str got = utf8_nfc(&arena, c->text);

    assert_str(got, c->wanted);
    if (str_equal(c->text, c->wanted))
        assert_ptr_equal(got.data, c->text.data);
    assert_ptr_equal(utf8_nfc(&arena, got).data, got.data);
}

static void sort_key(void **state)
{
    const struct change_case *c = *state;
    arena_auto arena = {0};
    struct str got = utf8_sort_key(&arena, c->text);

    assert_str(got, c->wanted);
    assert_str(utf8_sort_key(&arena, got), c->wanted);
}

/* All of two and three bytes, and four bytes of the leads above them, against utf8proc's own reader. */
static void valid_exhaustively(void **state)
{
    (void)state;
    for (uint32_t bits = 0; bits < 1U << 24; bits++) {
        uint8_t bytes[4] = {(uint8_t)(bits >> 16), (uint8_t)(bits >> 8), (uint8_t)bits, 0x80};
        size_t size = bytes[0] >= 0xF0 ? 4 : 3;
        size_t at = 0;
        utf8proc_int32_t code_point = 0;

        while (at < size) {
            utf8proc_ssize_t read = utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(size - at), &code_point);
            if (read <= 0)
                break;
            at += (size_t)read;
        }
        if (utf8_valid((struct str){(const char *)bytes, size}) != (at == size))
            fail_msg("%02X %02X %02X", bytes[0], bytes[1], bytes[2]);
    }
}

static bool is_surrogate(uint32_t code_point)
{
    return code_point >= 0xD800 && code_point <= 0xDFFF;
}

static void counts(void **state)
{
    struct str s = STR("aé€😀");
    size_t at = 0;

    (void)state;
    assert_int_equal(utf8_count(s), 4);
    assert_int_equal(utf8_count((struct str){0}), 0);
    assert_int_equal(utf8_next(s, &at), 'a');
    assert_int_equal(utf8_next(s, &at), 0xE9);
    assert_int_equal(utf8_next(s, &at), 0x20AC);
    assert_int_equal(utf8_next(s, &at), 0x1F600);
    assert_int_equal(at, s.size);

    static const size_t offsets[] = {0, 1, 3, 6, 10, 10};
    for (size_t i = 0; i < COUNT(offsets); i++)
        assert_int_equal(utf8_offset(s, i), offsets[i]);
    assert_int_equal(utf8_offset(s, SIZE_MAX), s.size);
    assert_int_equal(utf8_offset((struct str){0}, 0), 0);

    /* Sixteen bytes are counted at once; a character that lies across is counted once. */
    static const char *const characters[] = {"a", "é", "€", "😀"};
    for (unsigned pattern = 0; pattern < 4096; pattern++) {
        buffer_auto text = {0};
        size_t places[43];
        for (size_t i = 0; i < COUNT(places); i++) {
            places[i] = text.size;
            buffer_add(&text, str_of(i % 7 < 5 ? "a" : characters[pattern >> (2 * (i % 6)) & 3]));
        }
        assert_int_equal(utf8_count(buffer_str(&text)), COUNT(places));
        for (size_t i = 0; i < COUNT(places); i++)
            assert_int_equal(utf8_offset(buffer_str(&text), i), places[i]);
        assert_int_equal(utf8_offset(buffer_str(&text), COUNT(places)), text.size);
    }

    assert_int_equal(utf8_ascii_size(STR("123456789é"), 0), 9);
    assert_int_equal(utf8_ascii_size(STR("123456789é"), 3), 6);
    assert_int_equal(utf8_ascii_size(STR("1234567é"), 0), 7);
    assert_int_equal(utf8_ascii_size(STR("é"), 0), 0);
    assert_int_equal(utf8_ascii_size(STR("12345678"), 8), 0);
}

/* Each code point by itself: written and read, its classes, and its decomposition composed again as utf8proc does. */
static void every_code_point(void **state)
{
    arena_auto arena = {0};
    buffer_auto buffer = {0};

    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        utf8proc_int32_t parts[32];
        size_t at = 0;

        if (is_surrogate(code_point))
            continue;
        buffer_clear(&buffer);
        buffer_add_code_point(&buffer, code_point);
        struct str s = buffer_str(&buffer);
        if (!utf8_valid(s) || utf8_next(s, &at) != code_point || at != s.size)
            fail_msg("U+%04X is not read as it is written", code_point);

        bool is_control = code_point != '\t' && code_point != '\n' &&
                          utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_CC;
        if (utf8_has_control(s) != is_control)
            fail_msg("U+%04X is or is not a control character", code_point);

        utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.size, parts,
                                                    COUNT(parts), UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
        buffer_clear(&buffer);
        for (utf8proc_ssize_t i = 0; i < count; i++)
            buffer_add_code_point(&buffer, (uint32_t)parts[i]);
        utf8proc_ssize_t size = utf8proc_reencode(parts, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        struct str wanted = {(const char *)parts, (size_t)size};
        if (!str_equal(utf8_nfc(&arena, buffer_str(&buffer)), wanted))
            fail_msg("U+%04X decomposed is not composed", code_point);
        if (code_point % 4096 == 0)
            arena_reset(&arena);
    }
}

enum { TEXT_SIZE = 24, TEXTS = 200000 };

/* The texts that normalization finds hard: marks of many classes, Hangul, halves of characters. */
static struct str hard_text(struct buffer *buffer, uint64_t *seed)
{
    static const uint32_t hard[] = {
        'a',    'e',    'q',    ' ',    '\n',   0xE9,   0xA0,    0xB4,    0x0323, 0x0301, 0x0308,
        0x0345, 0x0327, 0x0344, 0x0340, 0x0958, 0x09C7, 0x09BE,  0x0DD9,  0x0DCF, 0x0DCA, 0x1100,
        0x1112, 0x1161, 0x11A8, 0x11AB, 0xAC00, 0xD55C, 0x1E9B,  0x2026,  0x212B, 0x3099, 0x304B,
        0x3131, 0x314F, 0xFB01, 0xFDFA, 0xFF76, 0xFF9E, 0x1D15E, 0x1F600, 0x200D,
    };
    buffer_clear(buffer);
    for (size_t i = 0; i < TEXT_SIZE; i++) {
        *seed = *seed * 6364136223846793005U + 1442695040888963407U;
        buffer_add_code_point(buffer, hard[(*seed >> 33) % COUNT(hard)]);
    }
    return buffer_str(buffer);
}

static void as_utf8proc(void **state)
{
    arena_auto arena = {0};
    buffer_auto text = {0};
    buffer_auto pieces = {0};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | (i % 2 == 0 ? 0 : UTF8PROC_COMPAT);
        utf8proc_int32_t parts[TEXT_SIZE * 18 + 1];
        struct utf8_piece piece;
        size_t at = 0;
        size_t source_count = 0;
        struct str s = hard_text(&text, &seed);

        utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.size, parts,
                                                    COUNT(parts) - 1, options);
        utf8proc_ssize_t size = utf8proc_reencode(parts, count, options);
        struct str wanted = {(const char *)parts, (size_t)size};

        buffer_clear(&pieces);
        while (utf8_next_piece(s, &at, i % 2 == 0 ? UTF8_NFC : UTF8_NFKC, &piece)) {
            buffer_add(&pieces, piece.normal);
            source_count += piece.source_count;
        }
        assert_int_equal(source_count, TEXT_SIZE);
        assert_true(str_equal(buffer_str(&pieces), wanted));
        if (i % 2 == 0)
            assert_true(str_equal(utf8_nfc(&arena, s), wanted));
        arena_reset(&arena);
    }
}

/* A letter with `marks` marks of falling classes behind it, so that order would turn them round. */
static void add_marked(struct buffer *buffer, size_t marks)
{
    buffer_add(buffer, STR("q"));
    for (size_t i = 0; i < marks; i++)
        buffer_add_code_point(buffer, i < marks / 2 ? 0x0307 : 0x0323);
}

static void many_marks(void **state)
{
    arena_auto arena = {0};
    buffer_auto buffer = {0};

    (void)state;
    add_marked(&buffer, UTF8_MARKS);
    assert_false(str_equal(utf8_nfc(&arena, buffer_str(&buffer)), buffer_str(&buffer)));
    buffer_clear(&buffer);
    add_marked(&buffer, UTF8_MARKS + 1);
    assert_true(str_equal(utf8_nfc(&arena, buffer_str(&buffer)), buffer_str(&buffer)));
    buffer_clear(&buffer);
    add_marked(&buffer, 1000000); /* takes for ever where it is not linear */
    assert_ptr_equal(utf8_nfc(&arena, buffer_str(&buffer)).data, buffer.data);
    assert_true(str_is(utf8_sort_key(&arena, buffer_str(&buffer)), "q"));
}

static void longest_piece(void **state)
{
    buffer_auto buffer = {0};
    struct utf8_piece piece;
    size_t at = 0;

    (void)state;
    buffer_add_code_point(&buffer, 0xFDFA);
    for (size_t i = 0; i < UTF8_MARKS; i++)
        buffer_add_code_point(&buffer, 0x1D160); /* six bytes of marks in NFC become more */
    while (utf8_next_piece(buffer_str(&buffer), &at, UTF8_NFKC, &piece))
        assert_true(utf8_valid(piece.normal));
    assert_int_equal(at, buffer.size);
}

static void classes(void **state)
{
    static const uint32_t spaces[] = {'\t',   '\n',   0x0B,   0x0C,   '\r',   ' ',    0x85,   0xA0,
                                      0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    static const uint32_t others[] = {0,    8,    0x0E,   0x1F,   0x21,   'a',    0x84,  0x9F,
                                      0xA1, 0xAD, 0x180E, 0x1FFF, 0x200B, 0x2060, 0xFEFF};
    static const uint32_t words[] = {'0', '9', 'A', 'Z', 'a', 'z', 0xE9, 0xBD, 0x416, 0x4E2D, 0x0663, 0x1D400};
    static const uint32_t no_words[] = {'/', ':', '@', '[', '`', '{', 0x7F, 0xA0, 0x2019, 0x0301, 0x20AC, 0x1F600};
    static const uint32_t invisible[] = {0xAD, 0x034F, 0x200B, 0x200C, 0x200D, 0x200E, 0x2060, 0xFE0F, 0xFEFF};

    (void)state;
    for (size_t i = 0; i < COUNT(spaces); i++)
        assert_true(utf8_is_space(spaces[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(utf8_is_space(others[i]));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_true(utf8_is_word(words[i]));
    for (size_t i = 0; i < COUNT(no_words); i++)
        assert_false(utf8_is_word(no_words[i]));
    for (size_t i = 0; i < COUNT(invisible); i++)
        assert_true(utf8_is_invisible(invisible[i]));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_false(utf8_is_invisible(words[i]));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(valid_cases) + COUNT(nfc_cases) + COUNT(key_cases) + 7];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(valid_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = valid_cases[i].name, .test_func = valid, .initial_state = (void *)&valid_cases[i]};
    }
    for (size_t i = 0; i < COUNT(nfc_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = nfc_cases[i].name, .test_func = nfc, .initial_state = (void *)&nfc_cases[i]};
    }
    for (size_t i = 0; i < COUNT(key_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = key_cases[i].name, .test_func = sort_key, .initial_state = (void *)&key_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "valid, exhaustively", .test_func = valid_exhaustively};
    tests[count++] = (struct CMUnitTest){.name = "counting and finding", .test_func = counts};
    tests[count++] = (struct CMUnitTest){.name = "every code point", .test_func = every_code_point};
    tests[count++] = (struct CMUnitTest){.name = "normal as utf8proc has it", .test_func = as_utf8proc};
    tests[count++] = (struct CMUnitTest){.name = "marks: 32, 33 and a million", .test_func = many_marks};
    tests[count++] = (struct CMUnitTest){.name = "the longest piece", .test_func = longest_piece};
    tests[count++] = (struct CMUnitTest){.name = "what characters are", .test_func = classes};
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
