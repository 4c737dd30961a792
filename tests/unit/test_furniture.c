#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/furniture.h"

/* clang-format off */
static const struct line_case {
    const char *line;
    enum furniture is;
} cases[] = {
    {"",                                              FURNITURE_NONE},
    {"* * *",                                         FURNITURE_NONE},
    {"SHARE",                                         FURNITURE_LINE},
    {"Share: Facebook Twitter",                       FURNITURE_LINE},
    {"Share on Facebook",                             FURNITURE_LINE},
    {"Facebook Twitter LinkedIn",                     FURNITURE_LINE},
    {"Facebook grew",                                 FURNITURE_NONE},
    {"Share prices fell on Monday",                   FURNITURE_NONE},
    {"Print",                                         FURNITURE_LINE},
    {"Print and radio",                               FURNITURE_NONE},
    {"5 min read",                                    FURNITURE_LINE},
    {"ADVERTISEMENT",                                 FURNITURE_LINE},
    {"Advertisement - scroll to continue",            FURNITURE_LINE},
    {"We use cookies to give you the best service. By using this site you agree to that.", FURNITURE_LINE},
    {"Cookies are small files.",                      FURNITURE_NONE},
    {"Read more: The other story",                    FURNITURE_LINE},
    {"Read more books, she said.",                    FURNITURE_NONE},
    {"Sign up for our newsletter",                    FURNITURE_LINE},
    {"© 2023 Example Ltd",                            FURNITURE_LINE},
    {"Copyright 2023 Example Ltd. All rights reserved.", FURNITURE_LINE},
    {"Copyright law is old.",                         FURNITURE_NONE},
    {"LEAVE A REPLY",                                 FURNITURE_END},
    {"Please enter your comment!",                    FURNITURE_END},
    {"Related Articles",                              FURNITURE_END},
    {"3 Comments",                                    FURNITURE_LINE},
    {"12 thoughts on “A title”",                      FURNITURE_END},
    {"Three thoughts on it",                          FURNITURE_NONE},
    {"Photo: Jane Doe/Example",                       FURNITURE_CAPTION},
    {"Photo essays sell.",                            FURNITURE_NONE},
    {"A harbour at dawn. Getty Images",               FURNITURE_CAPTION},
    {"Editor’s note: this is one.",                   FURNITURE_NOTE},
    {"Disclaimer",                                    FURNITURE_NOTE},
    {"Views expressed here are the author’s.",        FURNITURE_NOTE},
    {"The views from the hill are wide.",             FURNITURE_NONE},
    {"About the Author",                              FURNITURE_ABOUT},
    {"About the Author(s)",                           FURNITURE_ABOUT},
    {"About the authority of kings",                  FURNITURE_NONE},
};
/* clang-format on */

static void line(void **state)
{
    const struct line_case *c = *state;
    arena_auto arena = {0};
    struct words words = words_of(&arena, str_of(c->line));
    assert_int_equal(furniture_of(&words), c->is);
}

/* A phrase holds up to its number of words. */
static void limits(void **state)
{
    (void)state;
    arena_auto arena = {0};
    struct words at = words_of(&arena, STR("Subscribe now and read all week"));
    struct words past = words_of(&arena, STR("Subscribe now and read all week long"));
    assert_int_equal(furniture_of(&at), FURNITURE_LINE);
    assert_int_equal(furniture_of(&past), FURNITURE_NONE);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].line, line, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(limits);
    return cmocka_run_group_tests_name("furniture", tests, NULL, NULL);
}
