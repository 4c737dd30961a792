#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/written_date.h"

/* clang-format off */
static const struct date_case {
    const char *name, *line, *date; /* NULL: none */
} cases[] = {
    {"day, month, year",           "on 19 May 2023.",                   "2023-05-19"},
    {"with an ordinal",            "the 3rd of January, 2021",          "2021-01-03"},
    {"month, day, year",           "Posted May 19th, 2023 at 6:01 am",  "2023-05-19"},
    {"short months",               "Sept. 1, 1999",                     "1999-09-01"},
    {"month and year",             "in (May 2023)",                     "2023-05"},
    {"a weekday before",           "Friday, 19 May 2023",               "2023-05-19"},
    {"narrow spaces",              "19\u202FMay\u00A02023",             "2023-05-19"},
    {"ISO",                        "2023-05-19",                        "2023-05-19"},
    {"ISO with a time",            "2023-05-19T06:01:00Z",              "2023-05-19"},
    {"slashes, year first",        "2023/05/19",                        "2023-05-19"},
    {"dots, day first",            "19.05.2023",                        "2023-05-19"},
    {"slashes, the day is plain",  "19/05/2023",                        "2023-05-19"},
    {"slashes, month first",       "05/19/2023",                        "2023-05-19"},
    {"slashes, either way",        "05/05/2023",                        "2023-05-05"},
    {"slashes, no telling",        "05/06/2023",                        "2023"},
    {"hyphens with a name",        "19-May-2023",                       "2023-05-19"},
    {"German",                     "am 19. März 2023",                  "2023-03-19"},
    {"French",                     "le 1er août 2015",                  "2015-08-01"},
    {"Spanish",                    "19 de mayo de 2023",                "2023-05-19"},
    {"Polish",                     "5 września 2020",                   "2020-09-05"},
    {"Chinese",                    "2023年5月19日",                     "2023-05-19"},
    {"the first of two",           "1 May 2020, updated 2 May 2021",    "2020-05-01"},
    {"a year alone is none",       "in 2023",                           NULL},
    {"a day that does not exist: its month", "31 April 2023",           "2023-04"},
    {"29 February",                "29 February 2023",                  "2023-02"},
    {"no such month",              "2023-13-01",                        NULL},
    {"no such day",                "30.02.2023",                        NULL},
    {"a leap day",                 "29 February 2024",                  "2024-02-29"},
    {"day 32",                     "32 May 2023",                       "2023-05"},
    {"a verb is no month",         "you may 19 times",                  NULL},
    {"a long number",              "2023-05-191",                       NULL},
    {"a version",                  "1.2.3",                             NULL},
    {"an address",                 "10.0.0.1999",                       NULL},
};
/* clang-format on */

static void date(void **state)
{
    const struct date_case *c = *state;
    arena_auto arena = {0};
    struct written_date found;
    struct words words = words_of(&arena, str_of(c->line));
    assert_int_equal(written_date_find(&words, 0, &found), c->date != NULL);
    if (c->date != NULL)
        assert_string_equal(found.text, c->date);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, date, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name("written_date", tests, NULL, NULL);
}
