#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/lexicon.h"

static const char *const terms[] = {
    "may",      "May",  "US",        "Nato",  "UNESCO", "iPhone", "New York", "New York Times",
    "New York", "U.S.", "so-called", "don't", "the",    "I"};

/* clang-format off */
static const struct match_case {
    const char *name, *text, *found; /* terms at the first token, in order, with | between; "" for none */
    int words;
} match_cases[] = {
    {"nothing",                         "what",               "",               0},
    {"a word",                          "the cat",            "the",            1},
    {"lower case in a term is any",     "THE",                "the",            1},
    {"capitals must be there",          "may",                "may",            1},
    {"a word in both",                  "May",                "may|May",        1},
    {"text in capitals matches any",    "MAY",                "may|May",        1},
    {"three capitals are strict",       "us",                 "",               0},
    {"three capitals are strict, one",  "Us",                 "",               0},
    {"three capitals",                  "US",                 "US",             1},
    {"one capital letter is strict",    "i",                  "",               0},
    {"a capital matches capitals",      "NATO",               "Nato",           1},
    {"more than three match one",       "Unesco",             "UNESCO",         1},
    {"but not none",                    "unesco",             "",               0},
    {"mixed wants some",                "iphone",             "",               0},
    {"mixed",                           "iPhone",             "iPhone",         1},
    {"the longest",                     "New York Times",     "New York Times", 3},
    {"up to where it goes",             "New York Post",      "New York|New York", 2},
    {"up to the end",                   "New York",           "New York|New York", 2},
    {"a beginning alone is none",       "New Times",          "",               0},
    {"each word has its capital",       "New york",           "",               0},
    {"dots",                            "U.S. forces",        "U.S.",           1},
    {"marks are matched",               "So-called",          "so-called",      3},
    {"as text is split",                "Don’t",              "don't",          2},
    {"not over the end of a block",     "New\n\nYork",        "",               0},
    {"over the end of a line",          "New\nYork",          "New York|New York", 2},
};

/* A list of the folder instead of ours; the last one reads what its name says of a file that is not written. */
static const struct file_case {
    const char *name, *file, *lines, *error; /* NULL: none */
} file_cases[] = {
    {"a right one",             "abbreviations.txt", "# about\n\nMr\tname # why\r\n e.g. \t never\t\nC#\tname\n", NULL},
    {"empty",                   "abbreviations.txt", "", NULL},
    {"a word of no set",        "abbreviations.txt", "Mr\tname\nMs\tnames\n", "/abbreviations.txt:2: ends is \"names\"; expected one of never|name|number|capital|starter"},
    {"a column missing",        "abbreviations.txt", "\nMr\n", "/abbreviations.txt:2: no column \"ends\""},
    {"an empty column",         "abbreviations.txt", "Mr\t\n", "/abbreviations.txt:1: ends is empty"},
    {"a column too many",       "abbreviations.txt", "Mr\tname\tmore\n", "/abbreviations.txt:1: one column too many: \"more\""},
    {"no term",                 "abbreviations.txt", "\tname\n", "/abbreviations.txt:1: no term, or one of too many words: \"\""},
    {"not UTF-8",               "abbreviations.txt", "Mr\tname\n\xFF\tname\n", "/abbreviations.txt:2: is not UTF-8"},
    {"twice",                   "abbreviations.txt", "Mr\tname\nMs\tname\nMr\tname\n", "/abbreviations.txt:3: \"Mr\" stands in line 1 already"},
    {"twice with two meanings", "abbreviations.txt", "No\tnumber\nNo\tstarter\n", NULL},
    {"a name misspelt",         "abreviations.txt",  "", "/abreviations.txt: there is no such list; did you mean abbreviations.txt"},
    {"another file",            "README",            "anything", NULL},
};
/* clang-format on */

static struct lexicon *terms_lexicon(struct arena *arena)
{
    struct lexicon *lexicon = lexicon_begin(arena);
    for (uint32_t i = 0; i < COUNT(terms); i++)
        assert_true(lexicon_add(lexicon, i % 2, str_of(terms[i]), i));
    lexicon_finish(lexicon);
    return lexicon;
}

static void match(void **state)
{
    const struct match_case *c = *state;
    arena_auto arena = {0};
    const struct lexicon *lexicon = terms_lexicon(&arena);
    struct tokens tokens = tokens_of(&arena, str_of(c->text));
    const struct sense *sense = lexicon_longest(lexicon, &tokens, 0);
    struct str rest = str_of(c->found);
    struct str term;

    while (sense != NULL && str_split(&rest, '|', &term)) {
        assert_int_equal(sense->words, c->words);
        assert_true(str_equal(sense->line->term, term));
        sense = sense_next(sense, &tokens, 0);
    }
    assert_null(sense);
    assert_true(rest.data == NULL || rest.size == 0);
}

static void lists(void **state)
{
    arena_auto arena = {0};
    const struct lexicon *lexicon = terms_lexicon(&arena);
    struct tokens tokens = tokens_of(&arena, STR("New York Times"));

    (void)state;
    assert_int_equal(lexicon_match(lexicon, &tokens, 0, 1)->line->number, 7);
    assert_int_equal(lexicon_match(lexicon, &tokens, 0, 0)->line->number, 6);
    assert_int_equal(lexicon_match(lexicon, &tokens, 0, 0)->words, 2);
    assert_null(lexicon_match(lexicon, &tokens, 0, 2));
    assert_null(lexicon_match(lexicon, &tokens, 1, 0));
}

static void walk(void **state)
{
    arena_auto arena = {0};
    const struct lexicon *lexicon = terms_lexicon(&arena);
    struct tokens tokens = tokens_of(&arena, STR("New York Times"));
    struct lexicon_walk steps = lexicon_walk(lexicon, &tokens, 0);

    (void)state;
    assert_int_equal(lexicon_step(&steps)->line->number, 6); /* "New" is only a beginning */
    assert_int_equal(lexicon_step(&steps)->line->number, 7);
    assert_null(lexicon_step(&steps));
    assert_null(lexicon_step(&steps));
    steps = lexicon_walk(lexicon, &tokens, 2);
    assert_null(lexicon_step(&steps));
    assert_true(lexicon_has_word(lexicon, token_key(STR("May")), 0));
    assert_true(lexicon_has_word(lexicon, token_key(STR("us")), 0));
    assert_false(lexicon_has_word(lexicon, token_key(STR("us")), 1));
    assert_false(lexicon_has_word(lexicon, token_key(STR("New")), 0));
    tokens = tokens_of(&arena, STR("us May New U.S. nobody"));
    for (size_t at = 0; at < tokens.count; at++) {
        for (unsigned list = 0; list < 3; list++) {
            assert_true(lexicon_has_token(lexicon, &tokens, at, list) ==
                        lexicon_has_word(lexicon, tokens.items[at].key, list));
        }
    }
    assert_true(lexicon_has_token(lexicon, &tokens, 0, 0));
    assert_true(lexicon_may_end(lexicon, token_key(STR("Times")), 1)); /* "New York Times" */
    assert_false(lexicon_may_end(lexicon, token_key(STR("Times")), 0));
    assert_false(lexicon_may_end(lexicon, token_key(STR("New")), 1));
}

static void limits(void **state)
{
    arena_auto arena = {0};
    struct lexicon *lexicon = lexicon_begin(&arena);
    char words[(LEXICON_WORDS + 1) * 2];

    (void)state;
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = i % 2 == 0 ? 'a' : ' ';
    assert_false(lexicon_add(lexicon, 0, STR(""), 0));
    assert_false(lexicon_add(lexicon, 0, STR(" \n"), 0));
    assert_true(lexicon_add(lexicon, 0, (struct str){words, sizeof words - 2}, 7));
    assert_false(lexicon_add(lexicon, 0, (struct str){words, sizeof words}, 8));
    lexicon_finish(lexicon);

    struct tokens tokens = tokens_of(&arena, (struct str){words, sizeof words});
    assert_int_equal(lexicon_longest(lexicon, &tokens, 0)->line->number, 7);
    assert_null(lexicon_longest(lexicon, &tokens, 2));
}

/* Every term of many is found, and what is none is not. */
static void many(void **state)
{
    arena_auto arena = {0};
    struct lexicon *lexicon = lexicon_begin(&arena);

    (void)state;
    for (uint32_t i = 0; i < 50000; i++)
        assert_true(lexicon_add(lexicon, 0, str_of(arena_printf(&arena, "w%u x%u", i % 1000, i / 10)), i));
    lexicon_finish(lexicon);
    for (uint32_t i = 0; i < 50000; i++) {
        struct tokens tokens = tokens_of(&arena, str_of(arena_printf(&arena, "w%u x%u", i % 1000, i / 10)));
        assert_int_equal(lexicon_longest(lexicon, &tokens, 0)->line->number, i);
        tokens = tokens_of(&arena, str_of(arena_printf(&arena, "w%u y%u", i % 1000, i / 10)));
        assert_null(lexicon_longest(lexicon, &tokens, 0));
    }
}

static void write_file(const char *path, const char *lines)
{
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_true(fputs(lines, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void files(void **state)
{
    const struct file_case *c = *state;
    arena_auto arena = {0};
    problem_auto problem = {0};
    char folder[] = "/tmp/claimd-lexicon-XXXXXX";

    assert_non_null(mkdtemp(folder));
    const char *path = arena_printf(&arena, "%s/%s", folder, c->file);
    write_file(path, c->lines);
    const struct lexicon *lexicon = lexicon_open(&arena, folder, &problem);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    if (c->error == NULL) {
        assert_non_null(lexicon);
        assert_int_equal(problem.count, 0);
    } else {
        assert_null(lexicon);
        assert_int_equal(problem.count, 1);
        assert_string_equal(problem.items[0].detail, arena_printf(&arena, "%s%s", folder, c->error));
    }
}

static void compiled_in(void **state)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    const struct lexicon *lexicon = lexicon_open(&arena, NULL, &problem);
    struct tokens tokens = tokens_of(&arena, STR("Mr. Smith"));

    (void)state;
    for (size_t i = 0; i < problem.count; i++)
        print_error("%s\n", problem.items[i].detail);
    assert_non_null(lexicon);
    const struct sense *sense = lexicon_match(lexicon, &tokens, 0, LEXICON_ABBREVIATIONS);
    assert_non_null(sense);
    assert_true(str_is(lexicon_word(LEXICON_ABBREVIATIONS, 0, sense->value), "name"));
    assert_int_equal(lexicon_word(LEXICON_ABBREVIATIONS, 0, 200).size, 0);
    assert_int_equal(lexicon_word(LEXICON_ABBREVIATIONS, 1, 0).size, 0);
}

static void no_folder(void **state)
{
    arena_auto arena = {0};
    problem_auto problem = {0};

    (void)state;
    assert_null(lexicon_open(&arena, "/nowhere/at/all", &problem));
    assert_true(problem_is(&problem, PROBLEM_NOT_FOUND));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(match_cases) + COUNT(file_cases) + 6];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(match_cases); i++)
        tests[count++] = (struct CMUnitTest){match_cases[i].name, match, NULL, NULL, (void *)&match_cases[i]};
    for (size_t i = 0; i < COUNT(file_cases); i++)
        tests[count++] = (struct CMUnitTest){file_cases[i].name, files, NULL, NULL, (void *)&file_cases[i]};
    tests[count++] = (struct CMUnitTest){.name = "lists", .test_func = lists};
    tests[count++] = (struct CMUnitTest){.name = "walk", .test_func = walk};
    tests[count++] = (struct CMUnitTest){.name = "limits", .test_func = limits};
    tests[count++] = (struct CMUnitTest){.name = "many terms", .test_func = many};
    tests[count++] = (struct CMUnitTest){.name = "what is compiled in is right", .test_func = compiled_in};
    tests[count++] = (struct CMUnitTest){.name = "no folder", .test_func = no_folder};
    return cmocka_run_group_tests_name("lexicon", tests, NULL, NULL);
}
