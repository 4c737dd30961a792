#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/analysis.h"
#include "claimd/buffer.h"

#include "case_files.h"
#include "seed.h"

/* What lines cannot say. */
static const struct joined_case {
    const char *name, *text, *sentences; /* with | between */
} joined_cases[] = {
    {"nothing", "", ""},
    {"no space, no end", "file.Txt a.b I.Two", "file.Txt a.b I.Two"},
    {"a space forgotten", "of high quality.You will see", "of high quality.|You will see"},
    {"a footnote without a space", "One.[1] Two.", "One.[1]|Two."},
    {"a line end is white space", "One.\nTwo.", "One.|Two."},
    {"a number before letters with dots", "Go on to 12 X.Y. .12 It is.", "Go on to 12 X.Y. .12 It is."},
    {"any white space", "One.\u00A0Two.\tThree.", "One.|Two.|Three."},
};

/* sentences_of finds the same without the tokens. */
static void check_alone(struct texts *s, const struct blocks *blocks, const struct analysis *analysis)
{
    struct analysis alone = sentences_of(&s->arena, blocks, s->lexicon);

    assert_int_equal(alone.sentence_count, analysis->sentence_count);
    for (size_t i = 0; i < alone.sentence_count; i++) {
        const struct sentence *sentence = &analysis->sentences[i];
        assert_int_equal(alone.sentences[i].span.start, sentence->span.start);
        assert_int_equal(alone.sentences[i].span.end, sentence->span.end);
        assert_int_equal(alone.sentences[i].block, sentence->block);
    }
}

/* The sentences of text, separator between them and `between` where a block ends. */
static void split(struct texts *s, struct str text, struct buffer *got, const char *separator, const char *between)
{
    struct blocks blocks = blocks_of_text(&s->arena, text);
    struct analysis analysis = {.tokens = tokens_of(&s->arena, blocks.body)};

    sentences_find(&s->arena, &blocks, s->lexicon, &analysis);
    check_alone(s, &blocks, &analysis);
    for (size_t i = 0; i < analysis.sentence_count; i++) {
        const struct sentence *sentence = &analysis.sentences[i];
        struct str words = token_words(&analysis.tokens, sentence->from, sentence->to);
        if (i > 0)
            buffer_add(got, str_of(sentence->block == sentence[-1].block ? separator : between));
        buffer_add(got, words);
        assert_true(str_equal(words, token_words_of(&analysis.tokens, sentence->span)));
    }
}

static void joined(void **state)
{
    for (size_t i = 0; i < COUNT(joined_cases); i++) {
        buffer_auto got = {0};
        split(*state, str_of(joined_cases[i].text), &got, "|", "||");
        assert_string_equal(buffer_terminate(&got), joined_cases[i].sentences);
    }
}

/* One text of a case file: see tests/text/sentences/README.md. */
static size_t check_case(struct texts *s, const char *file, struct str lines)
{
    buffer_auto text = {0}, wanted = {0}, got = {0};
    struct str rest = lines, line;
    bool is_block = true;

    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (line.size > 0 && text.size > 0) {
            buffer_add(&text, str_of(is_block ? "\n\n" : " "));
            buffer_add(&wanted, str_of(is_block ? "\n\n" : "\n"));
        }
        buffer_add(&text, line);
        buffer_add(&wanted, line);
        is_block = line.size == 0;
    }
    split(s, buffer_str(&text), &got, "\n", "\n\n");
    if (str_equal(buffer_str(&wanted), buffer_str(&got)))
        return 0;
    print_error("%s: wanted\n%s\ngot\n%s\n", file, buffer_terminate(&wanted), buffer_terminate(&got));
    return 1;
}

static void case_files(void **state)
{
    case_files_check(*state, "tests/text/sentences/*.txt", check_case);
}

static void seed_article(void **state)
{
    struct texts *s = *state;
    json_auto_t *gold = seed_gold();
    if (gold == NULL)
        skip();
    const json_t *wanted = json_object_get(gold, "sentences");
    struct blocks blocks = blocks_of_text(&s->arena, str_of(json_string_value(json_object_get(gold, "body"))));
    struct analysis analysis = {.tokens = tokens_of(&s->arena, blocks.body)};

    sentences_find(&s->arena, &blocks, s->lexicon, &analysis);
    check_alone(s, &blocks, &analysis);
    assert_int_equal(analysis.sentence_count, json_array_size(wanted));
    for (size_t i = 0; i < analysis.sentence_count; i++) {
        const json_t *sentence = json_array_get(wanted, i);
        assert_int_equal(analysis.sentences[i].span.start, json_integer_value(json_object_get(sentence, "start")));
        assert_int_equal(analysis.sentences[i].span.end, json_integer_value(json_object_get(sentence, "end")));
    }
}

/* What the rules look at, in any order. */
static void any_order(void **state)
{
    static const char *const pieces[] = {
        ".",     "!",      "?",       "…",           "...",       " ",      "  ",     ". ",       "? ",    "\n",
        "\n\n",  "[1]",    "[12] ",   "[a b]",       " :) ",      ";-D",    "“",      "”",        "\"",    "'",
        "’",     "(",      ") ",      " (1999) ",    "—",         "--",     "-",      "www.x.y ", "U.S.",  "U.S. ",
        "Mr. ",  "Ph.D. ", "Ph. D. ", "http://a.b ", "ftp://z/ ", "e.g. ",  "J. ",    "No. 5 ",   "Inc. ", "The ",
        "the ",  "a. ",    "1. ",     "12 ",         "2",         "\u00A0", "\u200B", "\u0301",   "é",     "É ",
        "中国",  "。",     "¦",       "Ц",           ":",         "://",    "'s ",    "n't ",     "etc. ", "a. m. ",
        "p.m. ", "x",      "X",       "iX ",         "word ",     "Word ",
    };
    struct texts *s = *state;
    uint64_t seed = 1;

    for (unsigned text = 0; text < 3000; text++) {
        buffer_auto words = {0};
        arena_reset(&s->arena);
        for (unsigned i = 0; i < 25; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            buffer_add(&words, str_of(pieces[(seed >> 33) % COUNT(pieces)]));
        }
        struct blocks blocks = blocks_of_text(&s->arena, buffer_str(&words));
        struct analysis analysis = {.tokens = tokens_of(&s->arena, blocks.body)};
        sentences_find(&s->arena, &blocks, s->lexicon, &analysis);
        check_alone(s, &blocks, &analysis);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {.name = "what lines cannot say", .test_func = joined},
        {.name = "case files", .test_func = case_files},
        {.name = "any order", .test_func = any_order},
        {.name = "the seed article", .test_func = seed_article},
    };
    return cmocka_run_group_tests_name("sentence", tests, texts_open, texts_close);
}
