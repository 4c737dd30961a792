#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/slug.h"

#define TEN     "abcdefghij"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

/* clang-format off */
static const struct valid_case {
    const char *name, *slug;
    bool is_valid;
} valid_cases[] = {
    {"one letter",              "a",                   true},
    {"one digit",               "7",                   true},
    {"words",                   "vladimir-putin-2",    true},
    {"80 bytes",                SEVENTY TEN,           true},
    {"81 bytes",                SEVENTY TEN "k",       false},
    {"empty",                   "",                    false},
    {"a hyphen",                "-",                   false},
    {"a hyphen before",         "-a",                  false},
    {"a hyphen behind",         "a-",                  false},
    {"two hyphens",             "a--b",                false},
    {"upper case",              "Putin",               false},
    {"an underscore",           "a_b",                 false},
    {"before 0",                "a/b",                 false},
    {"behind 9",                "a:b",                 false},
    {"before a",                "a`b",                 false},
    {"behind z",                "a{b",                 false},
    {"not ASCII",               "caf\u00E9",           false},
    {"shaped like an id",       "0123456789abc",       false},
    {"an id of zero",           "0000000000000",       false},
    {"above all ids",           "8123456789abc",       true},
    {"12 letters",              "0123456789ab",        true},
    {"14 letters",              "0123456789abcd",      true},
    {"13 letters, one not ids'", "0123456789abu",      true},
};

static const struct make_case {
    const char *name, *from, *slug;
} make_cases[] = {
    {"a name",                              "Vladimir Putin",                      "vladimir-putin"},
    {"accents",                             "Čapek Dvořák",                        "capek-dvorak"},
    {"decomposed",                          "Beyonce\u0301",                       "beyonce"},
    {"sharp s",                             "Straße",                              "strasse"},
    {"an apostrophe is nothing",            "O'Brien",                             "obrien"},
    {"a curly apostrophe is nothing",       "Xi’an ‘x’ Hawaiʻi Ukraïnʼe",          "xian-x-hawaii-ukraine"},
    {"a full-width apostrophe is nothing",  "O＇Brien",                            "obrien"},
    {"everything else is one hyphen",       "A & B, (C) – D/E",                    "a-b-c-d-e"},
    {"nothing at the ends",                 " “Kremlin”! ",                        "kremlin"},
    {"soft hyphen is nothing",              "co\u00ADop",                          "coop"},
    {"a ligature, a fraction, full width",  "ﬁn ½ ＡＢ",                           "fin-1-2-ab"},
    {"Chinese leaves nothing",              "中国",                                ""},
    {"what is left of a mixed name",        "中国 Daily 中",                       "daily"},
    {"empty",                               "",                                    ""},
    {"nothing but signs",                   "-–!?'",                               ""},
    {"an apostrophe between hyphens",       "a ' b",                               "a-b"},
    {"80 bytes stay",                       SEVENTY " bcdefghij",                  SEVENTY "-bcdefghij"},
    {"80 bytes of one word",                SEVENTY TEN,                           SEVENTY TEN},
    {"81 bytes of one word",                SEVENTY TEN "k",                       SEVENTY TEN},
    {"81 bytes are cut at a hyphen",        SEVENTY " bcdefghijk",                 SEVENTY},
    {"a hyphen right behind 80",            SEVENTY TEN " k",                      SEVENTY TEN},
    {"shaped like an id",                   "0123456789ABC",                       ""},
    {"cut to the shape of an id",           "0123456789abc " SEVENTY,              ""},
    {"an id with a word behind it",         "0123456789abc d",                     "0123456789abc-d"},
};

static const struct number_case {
    const char *name, *slug;
    unsigned number;
    const char *numbered;
} number_cases[] = {
    {"two",                             "putin",                       2,          "putin-2"},
    {"the greatest",                    "putin",                       4294967295, "putin-4294967295"},
    {"78 bytes",                        SEVENTY "abcdefgh",            2,          SEVENTY "abcdefgh-2"},
    {"79 bytes of one word",            SEVENTY "abcdefghi",           2,          SEVENTY "abcdefgh-2"},
    {"79 bytes are cut at a hyphen",    SEVENTY "-abcdefgh",           2,          SEVENTY "-2"},
    {"a hyphen where the number goes",  SEVENTY "abcdefgh-i",          2,          SEVENTY "abcdefgh-2"},
    {"80 bytes, three digits",          SEVENTY "abcdef-hij",          100,        SEVENTY "abcdef-100"},
};
/* clang-format on */

static void valid(void **state)
{
    const struct valid_case *c = *state;
    assert_int_equal(slug_valid((struct str){c->slug, strlen(c->slug)}), c->is_valid);
}

static void assert_text(struct str got, const char *wanted)
{
    assert_int_equal(got.size, strlen(wanted));
    assert_memory_equal(got.size == 0 ? "" : got.data, wanted, got.size);
}

static void make(void **state)
{
    const struct make_case *c = *state;
    arena_auto arena = {0};
    struct str slug = slug_make(&arena, (struct str){c->from, strlen(c->from)});

    assert_text(slug, c->slug);
    assert_int_equal(slug_valid(slug), slug.size > 0);
}

static void number(void **state)
{
    const struct number_case *c = *state;
    arena_auto arena = {0};
    struct str numbered = slug_numbered(&arena, (struct str){c->slug, strlen(c->slug)}, c->number);

    assert_text(numbered, c->numbered);
    assert_true(slug_valid(numbered));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(valid_cases) + COUNT(make_cases) + COUNT(number_cases)];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(valid_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = valid_cases[i].name, .test_func = valid, .initial_state = (void *)&valid_cases[i]};
    }
    for (size_t i = 0; i < COUNT(make_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = make_cases[i].name, .test_func = make, .initial_state = (void *)&make_cases[i]};
    }
    for (size_t i = 0; i < COUNT(number_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = number_cases[i].name, .test_func = number, .initial_state = (void *)&number_cases[i]};
    }
    return cmocka_run_group_tests_name("slug", tests, NULL, NULL);
}
