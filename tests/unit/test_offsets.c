#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/offsets.h"

/* clang-format off */
static const struct in_case {
    const char *name, *body;
    enum offset_unit unit;
    uint32_t at;
    int64_t code_point; /* -1: refused */
} in_cases[] = {
    {"ASCII",                             "plain",   OFFSET_BYTES,       3,          3},
    {"ASCII, its end",                    "plain",   OFFSET_BYTES,       5,          5},
    {"ASCII, one past its end",           "plain",   OFFSET_BYTES,       6,          -1},
    {"code points, the end",              "aé",      OFFSET_CODE_POINTS, 2,          2},
    {"code points, one past the end",     "aé",      OFFSET_CODE_POINTS, 3,          -1},
    {"code points, the greatest number",  "aé",      OFFSET_CODE_POINTS, UINT32_MAX, -1},
    {"bytes, the greatest number",        "aé",      OFFSET_BYTES,       UINT32_MAX, -1},
    {"UTF-16, the greatest number",       "a😀",     OFFSET_UTF16,       UINT32_MAX, -1},
    {"before a run",                      "aé€😀z",  OFFSET_BYTES,       1,          1},
    {"inside two bytes",                  "aé€😀z",  OFFSET_BYTES,       2,          -1},
    {"from two bytes to three",           "aé€😀z",  OFFSET_BYTES,       3,          2},
    {"inside three bytes",                "aé€😀z",  OFFSET_BYTES,       5,          -1},
    {"inside four bytes, the first",      "aé€😀z",  OFFSET_BYTES,       7,          -1},
    {"inside four bytes, the last",       "aé€😀z",  OFFSET_BYTES,       9,          -1},
    {"behind a run",                      "aé€😀z",  OFFSET_BYTES,       10,         4},
    {"bytes, the end",                    "aé€😀z",  OFFSET_BYTES,       11,         5},
    {"bytes, one past the end",           "aé€😀z",  OFFSET_BYTES,       12,         -1},
    {"UTF-16 before a pair",              "aé€😀z",  OFFSET_UTF16,       3,          3},
    {"inside a surrogate pair",           "aé€😀z",  OFFSET_UTF16,       4,          -1},
    {"UTF-16 behind a pair",              "aé€😀z",  OFFSET_UTF16,       5,          4},
    {"UTF-16, the end",                   "aé€😀z",  OFFSET_UTF16,       6,          5},
    {"UTF-16, one past the end",          "aé€😀z",  OFFSET_UTF16,       7,          -1},
    {"inside the second pair of two",     "😀😀",    OFFSET_UTF16,       3,          -1},
    {"between two pairs",                 "😀😀",    OFFSET_UTF16,       2,          1},
    {"nothing, its end",                  "",        OFFSET_BYTES,       0,          0},
    {"nothing, one past its end",         "",        OFFSET_UTF16,       1,          -1},
};

static const struct body_case {
    const char *name, *body;
    size_t runs;
    bool is_same_utf16, is_same_bytes;
} body_cases[] = {
    {"nothing",                         "",                       0, true,  true},
    {"ASCII",                           "plain text, \n\n more",  0, true,  true},
    {"one character",                   "é",                      1, true,  false},
    {"a run at the start",              "éé plain",               1, true,  false},
    {"a run at the end",                "plain éé",               1, true,  false},
    {"a run of each size",              "éé€€😀😀",               3, false, false},
    {"runs with ASCII between",         "é1€2😀3é4",              4, false, false},
    {"a pair, then none",               "😀 é “x”",               4, false, false},
    {"a pair at the end",               "é 😀",                   2, false, false},
    {"Russian",                         "Россия и Китай",         3, true,  false},
    {"the edges of the sizes",          "\xC2\x80\u07FF\u0800\uFFFF\U00010000\U0010FFFF", 3, false, false},
};

static const struct unit_case {
    const char *name;
    int unit; /* -1: none */
} unit_cases[] = {
    {"codepoints", OFFSET_CODE_POINTS},
    {"utf16",      OFFSET_UTF16},
    {"bytes",      OFFSET_BYTES},
    {"",           -1},
    {"UTF16",      -1},
    {"byte",       -1},
    {"bytes2",     -1},
};
/* clang-format on */

static struct str text_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

static void in(void **state)
{
    const struct in_case *c = *state;
    arena_auto arena = {0};
    problem_auto problem = {.at = "/span/end"};
    struct offsets offsets = offsets_make(&arena, text_of(c->body));
    uint32_t code_point = 0;

    bool is_there = offsets_in(offsets, c->unit, c->at, &code_point, &problem);

    assert_int_equal(is_there, c->code_point >= 0);
    if (is_there) {
        assert_int_equal(code_point, c->code_point);
        assert_int_equal(offsets_out(offsets, c->unit, code_point), c->at);
        assert_int_equal(problem.count, 0);
        return;
    }
    assert_true(problem_is(&problem, PROBLEM_OUT_OF_RANGE));
    assert_string_equal(problem.items[0].pointer, "/span/end");
}

/* Every place of a body in every unit, counted one by one. */
static void check_places(struct offsets offsets, struct str body)
{
    uint32_t places[] = {[OFFSET_CODE_POINTS] = 0, [OFFSET_UTF16] = 0, [OFFSET_BYTES] = 0};

    for (size_t at = 0; at <= body.size; at++) {
        problem_auto problem = {0};
        unsigned char byte = at < body.size ? (unsigned char)body.data[at] : 0;
        uint32_t code_point = 0;
        bool is_inside = (byte & 0xC0U) == 0x80U;

        assert_int_equal(offsets_in(offsets, OFFSET_BYTES, (uint32_t)at, &code_point, &problem), !is_inside);
        if (is_inside)
            continue;
        places[OFFSET_BYTES] = (uint32_t)at;
        for (enum offset_unit unit = OFFSET_CODE_POINTS; unit <= OFFSET_BYTES; unit++) {
            assert_int_equal(offsets_out(offsets, unit, places[OFFSET_CODE_POINTS]), places[unit]);
            assert_true(offsets_in(offsets, unit, places[unit], &code_point, &problem));
            assert_int_equal(code_point, places[OFFSET_CODE_POINTS]);
        }
        if (byte >= 0xF0)
            assert_false(offsets_in(offsets, OFFSET_UTF16, places[OFFSET_UTF16] + 1, &code_point, &problem));
        places[OFFSET_CODE_POINTS] += 1;
        places[OFFSET_UTF16] += byte >= 0xF0 ? 2 : 1;
    }
    assert_int_equal(offsets.code_points, places[OFFSET_CODE_POINTS] - 1);
}

static void body(void **state)
{
    const struct body_case *c = *state;
    arena_auto arena = {0};
    struct offsets offsets = offsets_make(&arena, text_of(c->body));

    assert_int_equal(offsets.packed.size, c->runs * 16);
    assert_true(offsets_same(offsets, OFFSET_CODE_POINTS));
    assert_int_equal(offsets_same(offsets, OFFSET_UTF16), c->is_same_utf16);
    assert_int_equal(offsets_same(offsets, OFFSET_BYTES), c->is_same_bytes);
    check_places(offsets, text_of(c->body));
}

static void unit(void **state)
{
    const struct unit_case *c = *state;
    enum offset_unit got = OFFSET_BYTES;

    assert_int_equal(offset_unit_parse(text_of(c->name), &got), c->unit >= 0);
    if (c->unit >= 0)
        assert_int_equal(got, c->unit);
}

/* What lies in databases must not change. */
static void format(void **state)
{
    static const char wanted[] = "\2\0\0\0\2\0\0\0\2\0\0\0\5\0\0\0"
                                 "\4\0\0\0\4\0\0\0\5\0\0\0\x0B\0\0\0";
    arena_auto arena = {0};
    struct offsets offsets = offsets_make(&arena, STR("abéc😀😀"));

    (void)state;
    assert_int_equal(offsets.packed.size, sizeof wanted - 1);
    assert_memory_equal(offsets.packed.data, wanted, sizeof wanted - 1);
}

static void random_bodies(void **state)
{
    static const uint32_t characters[] = {'a', ' ', '\n', 0xE9, 0x416, 0x2019, 0x4E2D, 0x1F600};
    arena_auto arena = {0};
    buffer_auto buffer = {0};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        buffer_clear(&buffer);
        for (size_t j = 0; j < i; j++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            buffer_add_code_point(&buffer, characters[(seed >> 33) % COUNT(characters)]);
        }
        check_places(offsets_make(&arena, buffer_str(&buffer)), buffer_str(&buffer));
        arena_reset(&arena);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(in_cases) + COUNT(body_cases) + COUNT(unit_cases) + 2];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(in_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = in_cases[i].name, .test_func = in, .initial_state = (void *)&in_cases[i]};
    }
    for (size_t i = 0; i < COUNT(body_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = body_cases[i].name, .test_func = body, .initial_state = (void *)&body_cases[i]};
    }
    for (size_t i = 0; i < COUNT(unit_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = unit_cases[i].name, .test_func = unit, .initial_state = (void *)&unit_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "the format", .test_func = format};
    tests[count++] = (struct CMUnitTest){.name = "random bodies, every place", .test_func = random_bodies};
    return cmocka_run_group_tests_name("offsets", tests, NULL, NULL);
}
