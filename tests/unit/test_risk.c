#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/risk.h"

enum { N = 1 << RISK_NEGATION, U = 1 << RISK_NUMBER, H = 1 << RISK_HEDGE };

static const struct risk_case {
    const char *name, *was, *is;
    unsigned risks;
} cases[] = {
    /* clang-format off */
    {"nothing",                    "the war ends",             "the war ends",                 0},
    {"a word that turns nothing",  "the war ends",             "the long war ends",            0},
    {"not came",                   "the war ends",             "the war does not end",         N},
    {"not went",                   "the war does not end",     "the war ends",                 N},
    {"n't came",                   "they do end it",           "they don't end it",            N},
    {"n't with a curly apostrophe", "they do end it",          "they don’t end it",            N},
    {"n't written out",            "they don't end it",        "they do not end it",           0},
    {"cannot for can not",         "they can not end it",      "they cannot end it",           H},
    {"in capitals",                "the war ends",             "NEVER will the war end",       N | H},
    {"not elsewhere",              "not all end",              "all do not end",               0},
    {"not twice",                  "it is not so",             "it is not not so",             N},
    {"a part of a word",           "the war ends",             "the notable war ends",         0},
    {"another figure",             "5 million in 2023",        "6 million in 2023",            U},
    {"figures in another order",   "from 5 to 6",              "from 6 to 5",                  0},
    {"a number in words",          "two wars end",             "three wars end",               U},
    {"a fraction",                 "it costs 1.5",             "it costs 15",                  U},
    {"a year came",                "the war ends",             "the war ends in 2030",         U},
    {"may for will",               "it will end",              "it may end",                   H},
    {"likely went",                "it is likely to end",      "it is to end",                 H},
    {"unlikely for likely",        "it is likely to end",      "it is unlikely to end",        H},
    {"certainly came",             "it will end",              "it will certainly end",        H},
    {"all at once",                "it will end in 2030",      "it may not end in 2031",       N | U | H},
    {"from nothing",               "",                         "not",                          N},
    /* clang-format on */
};

static const struct lexicon *lexicon;

static void risks(void **state)
{
    const struct risk_case *c = *state;
    assert_int_equal(risks_between(lexicon, str_of(c->was), str_of(c->is)), c->risks);
}

int main(void)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct CMUnitTest tests[COUNT(cases)];
    lexicon = lexicon_open(&arena, NULL, &problem);
    if (lexicon == NULL)
        return 1;
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = risks, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("risks_between", tests, NULL, NULL);
}
