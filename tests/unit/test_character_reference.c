#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/character_reference.h"
#include "claimd/utf8.h"

/* clang-format off */
static const struct reference_case {
    const char *name, *text, *replaced;
    bool is_attribute;
} cases[] = {
    {"nothing",                       "a b",             "a b",         false},
    {"names",                         "&lt;&eacute;&rarr;", "<é→",      false},
    {"two code points",               "&NotEqualTilde;", "≂̸",           false},
    {"the longest name",              "&CounterClockwiseContourIntegral;", "∳", false},
    {"without an end",                "&amp&copy 1",     "&© 1",        false},
    {"without an end, going on",      "&notit;",         "¬it;",        false},
    {"a longer name goes first",      "&notin;",         "∉",           false},
    {"one that needs its end",        "&rarr x",         "&rarr x",     false},
    {"one that nobody knows",         "&nobody;",        "&nobody;",    false},
    {"in an attribute, going on",     "?a&copy=1&reg2",  "?a&copy=1&reg2", true},
    {"in an attribute, ended",        "?a&amp;b",        "?a&b",        true},
    {"in an attribute, at the end",   "&copy",           "©",           true},
    {"decimal",                       "&#233;&#8217",    "é’",          false},
    {"hexadecimal",                   "&#xE9;&#X1f600;", "é😀",         false},
    {"Windows-1252",                  "&#150;&#x92;",    "–’",          false},
    {"no characters",                 "&#0;&#xD800;&#x110000;&#99999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD", false},
    {"no number",                     "&#;&#x;&#xg",     "&#;&#x;&#xg", false},
    {"an ampersand alone",            "& && &",          "& && &",      false},
    {"twice over is done once",       "&amp;lt;",        "&lt;",        false},
};
/* clang-format on */

static void replace(void **state)
{
    const struct reference_case *c = *state;
    arena_auto arena = {0};
    struct str got = character_references_replace(&arena, str_of(c->text), c->is_attribute);
    assert_int_equal(got.size, str_of(c->replaced).size);
    assert_memory_equal(got.data, c->replaced, got.size);
    assert_true(utf8_valid(got));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, replace, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name("character_reference", tests, NULL, NULL);
}
