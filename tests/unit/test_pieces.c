#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/pieces.h"

/* clang-format off */
static const struct piece_case {
    const char *name, *text, *piece; /* piece NULL: nothing is added */
} cases[] = {
    {"as it is",                         "one",                     "one"},
    {"white space at the ends",          " \u00A0one\n ",           "one"},
    {"nothing",                          "",                        NULL},
    {"white space alone",                " \n\u202F\t",             NULL},
    {"control characters alone",         "\x01\x7F\xC2\x85",        NULL},
    {"control characters",               "o\x01n\x7F" "e\xC2\x9F",  "one"},
    {"tabs and line ends stay",          "a\tb\nc",                 "a\tb\nc"},
    {"CR and CR LF",                     "a\rb\r\nc",               "a\nb\nc"},
    {"an empty line",                    "a\n\nb",                  "a\nb"},
    {"lines of white space",             "a\n \t\n\u00A0\nb",       "a\nb"},
    {"white space before words stays",   "a\n  b",                  "a\n  b"},
};
/* clang-format on */

static void add(void **state)
{
    const struct piece_case *c = *state;
    arena_auto arena = {0};
    struct pieces pieces = {0};
    pieces_add(&arena, &pieces, BLOCK_PARAGRAPH, str_of(c->text), (struct str){0});
    assert_int_equal(pieces.count, c->piece != NULL);
    if (c->piece != NULL)
        assert_true(str_is(pieces.items[0].text, c->piece));
}

/* Those that are left become blocks of their kinds, also past the first capacity. */
static void blocks(void **state)
{
    enum { PIECES = 200 };
    (void)state;
    arena_auto arena = {0};
    struct pieces pieces = {0};
    for (int i = 0; i < PIECES; i++) {
        pieces_add(&arena, &pieces, (enum block_kind)(i % BLOCK_KIND_COUNT), STR("e\u0301"), (struct str){0});
        pieces.items[i].is_gone = i % 2 == 1;
    }
    struct blocks made = pieces_blocks(&arena, &pieces);
    assert_int_equal(made.count, PIECES / 2);
    for (size_t i = 0; i < made.count; i++) {
        assert_int_equal(made.items[i].kind, i * 2 % BLOCK_KIND_COUNT);
        assert_int_equal(made.items[i].span.start, i * 3);
        assert_int_equal(made.items[i].span.end, i * 3 + 1);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, add, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(blocks);
    return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}
