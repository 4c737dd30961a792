#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/front_matter.h"

#include "page_line.h"

/* clang-format off */
static const struct front_case {
    const char *name, *text, *said, *behind; /* said: page_line.h; behind: NULL: no fields */
} cases[] = {
    {"nothing",             "",                                            "",                         NULL},
    {"a text",              "title: x\n",                                  "",                         NULL},
    {"fields",              "---\ntitle: A b\nlang: en\n---\ntext",        "title=A b|language=en",    "text"},
    {"quotation marks",     "---\ntitle: \"A: b\"\nsubtitle: 'c'\n---\n",  "title=A: b|subtitle=c",    ""},
    {"CR LF",               "---\r\ntitle: A\r\n---\r\ntext",              "title=A",                  "text"},
    {"upper case",          "---\nTitle: A\n---\n",                        "title=A",                  ""},
    {"TOML",                "+++\ntitle = \"A\"\ndate = 2021-03-03\n+++\ntext", "title=A|date=2021-03-03", "text"},
    {"a list on the line",  "---\nauthors: [Jane Doe, \"John Roe\"]\n---\n", "authors=Jane Doe; John Roe", ""},
    {"a list of lines",     "---\nauthor:\n  - Jane Doe\n- John Roe\ntags:\n- x\n---\n", "authors=Jane Doe; John Roe", ""},
    {"what is nested",      "---\nseo:\n  title: B\n---\n",                "",                         ""},
    {"dates",               "---\ndate: 3 March 2021\n---\n",              "date=2021-03-03",          ""},
    {"addresses",           "---\nurl: https://a.example/\ncanonical_url: \"https://b.example/\"\n---\n", "url=https://a.example/|canonical=https://b.example/", ""},
    {"no address",          "---\nurl: /a\n---\n",                         "",                         ""},
    {"a licence",           "---\nlicense: CC-BY-4.0\n---\n",              "license=CC BY 4.0",        ""},
    {"another licence",     "---\nlicense: All rights reserved\n---\n",    "license=All rights reserved", ""},
    {"the first of two",    "---\ntitle: A\ntitle: B\n---\n",              "title=A",                  ""},
    {"an empty value",      "---\ntitle:\nlang: en\n---\n",                "language=en",              ""},
    {"that does not end",   "---\ntitle: A\n",                             "",                         NULL},
    {"that ends the file",  "---\ntitle: A\n---",                          "title=A",                  ""},
    {"a bracket alone",     "---\nauthors: [\n---\n",                      "",                         ""},
};
/* clang-format on */

static void said(void **state)
{
    const struct front_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct page page = {0};
    struct str text = str_of(c->text);
    size_t size = front_matter_read(&arena, text, &page);
    assert_int_equal(size > 0, c->behind != NULL);
    if (c->behind != NULL)
        assert_true(str_is(str_part(text, size, text.size), c->behind));
    page_line(&got, &page);
    assert_string_equal(buffer_terminate(&got), c->said);
}

/* 500 lines are read for the closing one. */
static void limits(void **state)
{
    (void)state;
    for (size_t lines = 499; lines <= 500; lines++) {
        arena_auto arena = {0};
        buffer_auto text = {0};
        struct page page = {0};
        buffer_add(&text, STR("---\n"));
        for (size_t i = 0; i < lines; i++)
            buffer_add(&text, STR("x: y\n"));
        buffer_add(&text, STR("---\n"));
        assert_int_equal(front_matter_read(&arena, buffer_str(&text), &page) > 0, lines == 499);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, said, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(limits);
    return cmocka_run_group_tests_name("front_matter", tests, NULL, NULL);
}
