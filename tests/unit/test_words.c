#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/words.h"

/* clang-format off */
static const struct key_case {
    const char *name, *line, *key;
} key_cases[] = {
    {"nothing",                          "",                           ""},
    {"marks alone are no words",         " – * & ",                    ""},
    {"lower case, without accents",      "Écrit PAR Élise",            "ecrit par elise"},
    {"marks at the ends go",             "“Please!” (enter) …",        "please enter"},
    {"a colon behind a word stays",      "Photo: Jane : Doe",          "photo: jane doe"},
    {"marks inside stay, straight",      "Editor’s op‑ed 3.5",         "editor's op-ed 3.5"},
    {"no-break spaces divide",           "19\u202FMay\u00A02023",      "19 may 2023"},
    {"white space of every sort",        "a\tb\nc\vd\fe\rf",            "a b c d e f"},
    {"invisible characters go",          "re\u00ADply\u200B",          "reply"},
    {"a mark on a letter",               "cafe\u0301!",                "cafe"},
    {"an accent without a letter",       "\uFE76",                     ""},
    {"the same between words",           "a \uFE76 b: \uFE76:",         "a b:"},
};
static const struct have_case {
    const char *name, *line;
    size_t at;
    const char *phrase;
    bool has;
} have_cases[] = {
    {"at the start",                     "Leave a Reply!",     0, "leave a reply",  true},
    {"further on",                       "Please leave a reply", 1, "leave a reply", true},
    {"not a part of a word",             "Sharepoint",         0, "share",          false},
    {"past the end",                     "leave a",            0, "leave a reply",  false},
    {"without its colon",                "Photo: X",           0, "photo",          true},
    {"a colon that is asked for",        "Photo X",            0, "photo:",         false},
};
static const struct text_case {
    const char *name, *text, *trimmed;
    bool is_capital, is_stop;
    const char *url; /* NULL: none */
} text_cases[] = {
    {"a sentence",                 "It is.",              "It is",      true,  true,  NULL},
    {"in quotation marks",         "“It is!”",            "It is",      true,  true,  NULL},
    {"lower case",                 "it is, ",             "it is",      false, false, NULL},
    {"an ellipsis",                "And so …",            "And so",     true,  true,  NULL},
    {"another full stop",          "これは。",            "これは",     false, true,  NULL},
    {"a stop and a comma",         "etc.,",               "etc",        false, false, NULL},
    {"a URL in brackets",          "See (https://a.b/c?d=e).", "See (https://a.b/c?d=e", true, true, "https://a.b/c?d=e"},
    {"a URL alone",                "http://a.b/",         "http://a.b", false, false, "http://a.b/"},
    {"no URL",                     "httpx://a.b",         "httpx://a.b", false, false, NULL},
    {"marks alone",                "* * *",               "",           false, false, NULL},
};
/* clang-format on */

static void key(void **state)
{
    const struct key_case *c = *state;
    arena_auto arena = {0};
    struct words words = words_of(&arena, str_of(c->line));
    struct str rest = words.key, part;
    assert_int_equal(words.key.size, str_of(c->key).size);
    assert_memory_equal(words.key.data, c->key, words.key.size);
    for (size_t i = 0; i < words.count; i++)
        assert_true(str_split(&rest, ' ', &part) && str_equal(part, words.items[i].key));
}

static void have(void **state)
{
    const struct have_case *c = *state;
    arena_auto arena = {0};
    struct words words = words_of(&arena, str_of(c->line));
    assert_int_equal(words_have(&words, c->at, str_of(c->phrase)), c->has);
    assert_int_equal(words_find(&words, 0, str_of(c->phrase)), c->has ? c->at : words.count);
}

static void text(void **state)
{
    const struct text_case *c = *state;
    struct str text = str_of(c->text), url = words_url(text);
    assert_true(str_is(words_trim(text), c->trimmed));
    assert_int_equal(words_capital(text), c->is_capital);
    assert_int_equal(words_stop(text), c->is_stop);
    assert_int_equal(url.data != NULL, c->url != NULL);
    if (c->url != NULL)
        assert_true(str_is(url, c->url));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(key_cases) + COUNT(have_cases) + COUNT(text_cases)];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(key_cases); i++)
        tests[count++] = (struct CMUnitTest){key_cases[i].name, key, NULL, NULL, (void *)&key_cases[i]};
    for (size_t i = 0; i < COUNT(have_cases); i++)
        tests[count++] = (struct CMUnitTest){have_cases[i].name, have, NULL, NULL, (void *)&have_cases[i]};
    for (size_t i = 0; i < COUNT(text_cases); i++)
        tests[count++] = (struct CMUnitTest){text_cases[i].name, text, NULL, NULL, (void *)&text_cases[i]};
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
