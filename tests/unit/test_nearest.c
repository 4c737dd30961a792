#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/nearest.h"

#define TEN     "abcdefghij"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

/* clang-format off */
static const struct name_case {
    const char *name, *wanted;
    const char *offered[4]; /* up to the first NULL */
    const char *best;
} cases[] = {
    /* name                                wanted           offered                          best */
    {"nothing offered",                    "kind",          {NULL},                          NULL},
    {"the name itself",                    "kind",          {"king", "kind"},                "kind"},
    {"one letter changed",                 "kinb",          {"text", "kind"},                "kind"},
    {"one letter too many",                "kiind",         {"text", "kind"},                "kind"},
    {"one letter missing",                 "kid",           {"text", "kind"},                "kind"},
    {"two letters exchanged count once",   "ab12",          {"ba34", "ba12"},                "ba12"},
    {"exchanged at the end",               "statsu",        {"state", "status"},             "status"},
    {"the first of equals stays",          "tags",          {"tage", "tagd"},                "tage"},
    {"the nearer one wins, later or not",  "certanty",      {"certain", "certainty"},        "certainty"},
    {"two of a short name",                "tgx",           {"tags"},                        "tags"},
    {"three of a short name are too many", "xyzs",          {"tags"},                        NULL},
    {"three of nine",                      "abcdefghi",     {"abcXYZghi"},                   "abcXYZghi"},
    {"three of eight",                     "abcdefgh",      {"abcXYZgh"},                    NULL},
    {"a third of a long name",             "abcdefghijkl",  {"abcdWXYZijkl"},                "abcdWXYZijkl"},
    {"more than a third of a long name",   "abcdefghijkl",  {"abcVWXYZijkl"},                NULL},
    {"every letter changed",               "ab",            {"cd"},                          NULL},
    {"one letter of two",                  "ax",            {"cd", "ab"},                    "ab"},
    {"nothing wanted",                     "",              {"a", "ab"},                     NULL},
    {"an empty candidate",                 "a",             {""},                            NULL},
    {"upper case is another letter",       "Kind",          {"kind"},                        "kind"},
    {"80 bytes",                           SEVENTY TEN,     {SEVENTY "abcdefghiX"},          SEVENTY "abcdefghiX"},
    {"81 bytes wanted",                    SEVENTY TEN "k", {SEVENTY TEN},                   NULL},
    {"81 bytes offered",                   SEVENTY TEN,     {SEVENTY TEN "k", "x"},          NULL},
};
/* clang-format on */

static void name(void **state)
{
    const struct name_case *c = *state;
    struct nearest nearest = nearest_begin((struct str){c->wanted, strlen(c->wanted)});

    for (size_t i = 0; i < COUNT(c->offered) && c->offered[i] != NULL; i++)
        nearest_offer(&nearest, c->offered[i]);

    if (c->best == NULL) {
        assert_null(nearest_name(&nearest));
        return;
    }
    assert_non_null(nearest_name(&nearest));
    assert_string_equal(nearest_name(&nearest), c->best);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = name, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
