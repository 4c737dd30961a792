#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/byline.h"

/* clang-format off */
static const struct byline_case {
    const char *name, *text;
    bool is_line;      /* by byline_take; else by byline_add */
    const char *names; /* with "; " between; NULL: not a byline */
} cases[] = {
    {"one",                          "By Jane Doe",                              true,  "Jane Doe"},
    {"two",                          "By Jane Doe and John Roe",                 true,  "Jane Doe; John Roe"},
    {"three",                        "By Jane Doe, John Roe & Ann Poe",          true,  "Jane Doe; John Roe; Ann Poe"},
    {"capitals",                     "BY JANE DOE",                              true,  "JANE DOE"},
    {"particles",                    "By Ludwig van der Berg",                   true,  "Ludwig van der Berg"},
    {"initials",                     "By J. R. Doe Jr.",                         true,  "J. R. Doe Jr."},
    {"a suffix behind a comma",      "By John Doe, Jr., and Jane Roe",           true,  "John Doe, Jr.; Jane Roe"},
    {"a role behind it",             "By Jane Doe, Staff Writer",                true,  "Jane Doe"},
    {"a place behind it",            "By Jane Doe in Oslo",                      true,  "Jane Doe"},
    {"a date behind it",             "By Jane Doe | May 19, 2023",               true,  "Jane Doe"},
    {"on another line",              "By Jane Doe\nMay 19, 2023",                true,  "Jane Doe"},
    {"an agency",                    "By The Associated Press",                  true,  "The Associated Press"},
    {"French",                       "Par Élise Dupont et Jean Petit",           true,  "Élise Dupont; Jean Petit"},
    {"German",                       "Von Hans Müller und Eva Groß",             true,  "Hans Müller; Eva Groß"},
    {"written by",                   "Written by: Jane Doe",                     true,  "Jane Doe"},
    {"each once",                    "By Jane Doe and Jane Doe",                 true,  "Jane Doe"},
    {"a sentence",                   "By and large the plan worked well.",       true,  NULL},
    {"a heading",                    "By design",                                true,  NULL},
    {"one word",                     "By Madonna",                               true,  NULL},
    {"lower case",                   "by popular demand",                        true,  NULL},
    {"nobody",                       "By",                                       true,  NULL},
    {"without by",                   "Jane Doe",                                 true,  NULL},
    {"a field",                      "Jane Doe",                                 false, "Jane Doe"},
    {"a field with by",              "By Jane Doe",                              false, "Jane Doe"},
    {"a field turned round",         "Doe, Jane",                                false, "Jane Doe"},
    {"a field with two",             "Jane Doe, John Roe",                       false, "Jane Doe; John Roe"},
    {"a field with one word",        "Madonna",                                  false, "Madonna"},
    {"a field with white space",     " Jane \n\t Doe ",                          false, "Jane; Doe"},
    {"a field in Chinese",           "肖春芳",                                   false, "肖春芳"},
    {"a URL",                        "https://example.org/jane",                 false, ""},
    {"brackets",                     "Jane Doe (avec John Roe et Ann Poe)",      false, "Jane Doe; John Roe; Ann Poe"},
    {"an organisation",              "Example News",                             false, "Example News"},
    {"an address",                   "jane@example.org",                         false, ""},
    {"a workplace of several words", "Jane Doe, Speech, Privacy and Law",        false, "Jane Doe"},
    {"a workplace of two parts",     "Jane Doe, Civil Liberties, Privacy",        false, "Jane Doe"},
    {"a word behind two names",      "Jane Doe reports",                         false, "Jane Doe"},
    {"a small word behind one",      "Jane doe",                                 false, "Jane doe"},
    {"a full stop of its own",       "Ann.",                                     false, "Ann"},
    {"a full stop of an initial",    "Ann B.",                                   false, "Ann B."},
    {"a place with a capital",       "By Jane Doe, In Oslo",                     true,  "Jane Doe"},
    {"empty",                        "",                                         false, ""},
};
/* clang-format on */

static void names(void **state)
{
    const struct byline_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct byline byline = {0};
    if (c->is_line) {
        assert_int_equal(byline_take(&arena, &byline, str_of(c->text)), c->names != NULL);
    } else {
        byline_add(&arena, &byline, str_of(c->text));
    }
    for (size_t i = 0; i < byline.count; i++)
        buffer_printf(&got, "%s%.*s", i == 0 ? "" : "; ", STR_PRINT(byline.names[i]));
    assert_string_equal(buffer_terminate(&got), c->names == NULL ? "" : c->names);
}

/* No more than BYLINE_NAMES, and none longer than BYLINE_NAME_SIZE. */
static void limits(void **state)
{
    (void)state;
    arena_auto arena = {0};
    buffer_auto list = {0};
    struct byline byline = {0};
    for (int i = 0; i < BYLINE_NAMES + 1; i++) {
        list.size = 0;
        buffer_printf(&list, "Jane %c%c", 'A' + i / 26, 'A' + i % 26);
        byline_add(&arena, &byline, buffer_str(&list));
        assert_int_equal(byline.count, i < BYLINE_NAMES ? i + 1 : BYLINE_NAMES);
    }
    for (int size = BYLINE_NAME_SIZE; size <= BYLINE_NAME_SIZE + 1; size++) {
        byline.count = 0;
        list.size = 0;
        for (int i = 0; i < size; i++)
            buffer_add_byte(&list, 'n');
        byline_add(&arena, &byline, buffer_str(&list));
        assert_int_equal(byline.count, size == BYLINE_NAME_SIZE);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, names, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(limits);
    return cmocka_run_group_tests_name("byline", tests, NULL, NULL);
}
