#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/plain.h"

/* clang-format off */
static const struct plain_case {
    const char *name, *text;
    const char *title; /* NULL: none */
    const char *pieces; /* what is left: kinds and words, with "|" between: p h q l */
} cases[] = {
    {"nothing",                       "",                                      NULL,    ""},
    {"one line is no title",          "A title",                               NULL,    "pA title"},
    {"a title",                       "A title\n\nA text.",                    "A title", "pA text."},
    {"a question as a title",         "Why?\n\nA text.",                       "Why?",  "pA text."},
    {"a sentence is no title",        "A text.\n\nAnother.",                   NULL,    "pA text.|pAnother."},
    {"a byte order mark",             "\uFEFFA title\n\nA text.",              "A title", "pA text."},
    {"a title above its text",        "A title\nBy Jane Doe\n\nA text.",       "A title", "pBy Jane Doe|pA text."},
    {"wrapped text is no title",      "A text that goes on\nfor two lines.\n\nMore.", NULL,  "pA text that goes on\nfor two lines.|pMore."},
    {"lines stay together",           "A title\n\nOne line\nand another.",     "A title", "pOne line\nand another."},
    {"bullets",                       "A text:\n\n- one\n* two\n• three",      NULL,    "pA text:|lone|ltwo|lthree"},
    {"a paragraph above its bullets", "A text:\n- one\n- two",                 NULL,    "pA text:|lone|ltwo"},
    {"a line that goes on",           "x.\n\n- one\n  more\n- two",            NULL,    "px.|lone\n  more|ltwo"},
    {"a dash that begins speech",     "x.\n\n– Yes, she said.",                NULL,    "px.|p– Yes, she said."},
    {"numbers",                       "x.\n\n1. one\n2. two",                  NULL,    "px.|l1. one|l2. two"},
    {"numbers, a block each",         "x.\n\n1. one\n\n2. two",                NULL,    "px.|l1. one|l2. two"},
    {"numbers that do not follow",    "x.\n\n1. one.\n\n3. two.",              NULL,    "px.|p1. one.|p3. two."},
    {"a year begins no list",         "x.\n\n1999. It rained.\n1998. It did not.", NULL, "px.|p1999. It rained.\n1998. It did not."},
    {"a quotation",                   "x.\n\n> one\n>> two",                   NULL,    "px.|qone\ntwo"},
    {"a heading",                     "x.\n\nA heading\n\nA text that is longer.", NULL, "px.|hA heading|pA text that is longer."},
    {"capitals as a heading",         "x.\n\nMETHODS\n\nA text that is longer.", NULL,  "px.|hMETHODS|pA text that is longer."},
    {"a few capitals are a caption",  "x.\n\nABCDE\n\nA text that is longer.", NULL,    "px.|pA text that is longer."},
    {"a numeral is a heading",        "x.\n\nXIV\n\nA text that is longer.",   NULL,    "px.|hXIV|pA text that is longer."},
    {"a heading needs a text",        "x.\n\nA heading",                       NULL,    "px.|pA heading"},
    {"a lower-case line is text",     "x.\n\na verse\n\nA text that is longer.", NULL,  "px.|pa verse|pA text that is longer."},
    {"a colon goes on",               "x.\n\nThe facts:\n\nA text that is longer.", NULL, "px.|pThe facts:|pA text that is longer."},
};
/* clang-format on */

static void pieces_of(void **state)
{
    const struct plain_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct pieces pieces = plain_pieces(&arena, str_of(c->text));
    struct str title = plain_title(&pieces);
    plain_headings(&pieces);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct piece *piece = &pieces.items[i];
        if (!piece->is_gone)
            buffer_printf(&got, "%s%c%.*s", got.size == 0 ? "" : "|", "phql"[piece->kind], STR_PRINT(piece->text));
    }
    assert_int_equal(title.data != NULL, c->title != NULL);
    if (c->title != NULL)
        assert_true(str_is(title, c->title));
    assert_string_equal(buffer_terminate(&got), c->pieces);
}

/* A title of 150 characters is one; one of 151 is not. Lines of 200 characters are paragraphs; those of 199 are wrapped. */
static void limits(void **state)
{
    (void)state;
    for (size_t size = 150; size <= 151; size++) {
        arena_auto arena = {0};
        buffer_auto text = {0};
        for (size_t i = 0; i < size; i++)
            buffer_add(&text, STR("é"));
        buffer_add(&text, STR("\n\nA text."));
        struct pieces pieces = plain_pieces(&arena, buffer_str(&text));
        assert_int_equal(plain_title(&pieces).data != NULL, size == 150);
    }
    for (size_t size = 199; size <= 200; size++) {
        arena_auto arena = {0};
        buffer_auto text = {0};
        buffer_add(&text, STR("x.\n\n"));
        for (size_t i = 0; i < size; i++)
            buffer_add(&text, STR("é"));
        buffer_add(&text, STR("\nmore."));
        assert_int_equal(plain_pieces(&arena, buffer_str(&text)).count, size == 199 ? 2 : 3);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, pieces_of, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(limits);
    return cmocka_run_group_tests_name("plain", tests, NULL, NULL);
}
