#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/blocks.h"
#include "claimd/buffer.h"

#include "seed.h"

/* clang-format off */
static const struct text_case {
    const char *name, *text, *body;
    struct span spans[4]; /* up to the first that is empty */
} text_cases[] = {
    {"nothing",                            "",                          "",                 {{0, 0}}},
    {"white space alone",                  " \t\n\u00A0\r\n \n",        "",                 {{0, 0}}},
    {"one",                                "one",                       "one",              {{0, 3}}},
    {"two",                                "one\n\ntwo",                "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"many empty lines",                   "\n\none\n\n\n\n\ntwo\n\n",  "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"lines of white space are empty",     "one\n \t\u00A0\u3000\ntwo", "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"a single line end stays",            "one\ntwo\nthree",           "one\ntwo\nthree",  {{0, 13}}},
    {"CR LF",                              "one\r\ntwo\r\n\r\nthree",   "one\ntwo\n\nthree", {{0, 7}, {9, 14}}},
    {"CR",                                 "one\rtwo\r\rthree\r",       "one\ntwo\n\nthree", {{0, 7}, {9, 14}}},
    {"CR CR LF is two line ends",          "one\r\r\ntwo",              "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"LF CR is two line ends",             "one\n\rtwo",                "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"white space at the ends goes",       " one \n\n\ttwo\u00A0\n",    "one\n\ntwo",       {{0, 3}, {5, 8}}},
    {"no-break spaces at the ends go",     "\u00A0one\u202F",           "one",              {{0, 3}}},
    {"spaces inside stay",                 "a  b\u00A0c\u202Fd\te",     "a  b\u00A0c\u202Fd\te", {{0, 10}}},
    {"spaces at inner line ends stay",     "one \n two",                "one \n two",       {{0, 9}}},
    {"a zero-width space is no white one", "\u200B\n\none",             "\u200B\n\none",    {{0, 1}, {3, 6}}},
    {"NFC",                                "cafe\u0301\n\nun",          "caf\u00E9\n\nun",  {{0, 4}, {6, 8}}},
    {"a mark at the start of a block",     "one\n\n \u0301two",         "one\n\n\u0301two", {{0, 3}, {5, 9}}},
    {"code points",                        "😀é\n\n“x”",                "😀é\n\n“x”",       {{0, 2}, {4, 7}}},
};

static const struct count_case {
    const char *name, *body;
    size_t words;
} count_cases[] = {
    {"no words",                       "",                              0},
    {"white space alone",              " \n\u00A0",                     0},
    {"one word",                       "word",                          1},
    {"white space at the ends",        " word\n",                       1},
    {"any white space between",        "a b\tc\nd\n\ne\u00A0" "f\u202Fg",  7},
    {"punctuation is in its word",     "“well-known”, isn’t (it)?",     3},
    {"a dash alone counts",            "a – b",                         3},
    {"a zero-width space is in a word", "a\u200Bb",                     1},
    {"any script",                     "Россия и Ελλάδα",               3},
    {"each Han character and kana",    "Россия и 中国、カナ",            6},
    {"marks belong to what is near",   "“电力”，（3 月）——“煤。”",        5},
    {"letters among Han are a word",   "中国GDP在2030年",                6},
    {"a Han character past the BMP",   "𠮷野家",                         3},
};

static const struct kind_case {
    const char *name;
    int kind; /* -1: none */
} kind_cases[] = {
    {"paragraph", BLOCK_PARAGRAPH},
    {"heading",   BLOCK_HEADING},
    {"quotation", BLOCK_QUOTATION},
    {"list_item", BLOCK_LIST_ITEM},
    {"",          -1},
    {"Heading",   -1},
    {"list",      -1},
};
/* clang-format on */

static struct str text_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

/* What the header says of every body; spans must be right in any case. */
static void check_form(struct blocks blocks)
{
    uint32_t behind = 0;

    for (size_t i = 0; i < blocks.count; i++) {
        problem_auto problem = {0};
        struct span span = blocks.items[i].span;
        struct str words = {0};
        assert_int_equal(span.start, i == 0 ? 0 : behind + 2);
        assert_true(span_words(span, blocks.body, &words, &problem));
        assert_true(str_equal(words, str_trim(words)));
        assert_false(str_starts(words, STR("\u00A0")));
        assert_false(str_ends(words, STR("\u00A0")));
        assert_null(memmem(words.data, words.size, "\n\n", 2));
        behind = span.end;
    }
}

static void text(void **state)
{
    const struct text_case *c = *state;
    arena_auto arena = {0};
    struct blocks blocks = blocks_of_text(&arena, text_of(c->text));

    assert_int_equal(blocks.body.size, strlen(c->body));
    assert_memory_equal(blocks.body.data, c->body, blocks.body.size);
    for (size_t i = 0; i < blocks.count; i++) {
        assert_int_equal(blocks.items[i].kind, BLOCK_PARAGRAPH);
        assert_int_equal(blocks.items[i].span.start, c->spans[i].start);
        assert_int_equal(blocks.items[i].span.end, c->spans[i].end);
    }
    assert_int_equal(c->spans[blocks.count].end, 0);
    check_form(blocks);
}

static void words(void **state)
{
    const struct count_case *c = *state;
    assert_int_equal(blocks_word_count(text_of(c->body)), c->words);
}

static void kind(void **state)
{
    const struct kind_case *c = *state;
    enum block_kind got = BLOCK_KIND_COUNT;

    assert_int_equal(block_kind_parse(text_of(c->name), &got), c->kind >= 0);
    if (c->kind >= 0) {
        assert_int_equal(got, c->kind);
        assert_string_equal(block_kind_name(got), c->name);
    }
}

/* A body comes to itself. */
static void random_texts(void **state)
{
    static const uint32_t characters[] = {'a',  'e',   ' ',  '\n',   '\n',   '\r',   '\t',
                                          0xA0, 0x301, 0xE9, 0x2003, 0x200B, 0x1F600};
    arena_auto arena = {0};
    buffer_auto buffer = {0};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < 20000; i++) {
        buffer_clear(&buffer);
        for (size_t j = 0; j < i % 40; j++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            buffer_add_code_point(&buffer, characters[(seed >> 33) % COUNT(characters)]);
        }
        struct blocks blocks = blocks_of_text(&arena, buffer_str(&buffer));
        struct blocks again = blocks_of_text(&arena, blocks.body);
        check_form(blocks);
        assert_true(str_equal(blocks.body, again.body));
        assert_int_equal(blocks.count, again.count);
        arena_reset(&arena);
    }
}

static void seed_article(void **state)
{
    arena_auto arena = {0};
    json_auto_t *gold = seed_gold();

    (void)state;
    if (gold == NULL)
        skip();
    const json_t *wanted = json_object_get(gold, "blocks");
    struct str body = str_of(json_string_value(json_object_get(gold, "body")));
    struct blocks blocks = blocks_of_text(&arena, body);

    assert_true(str_equal(blocks.body, body));
    assert_int_equal(blocks.count, json_array_size(wanted));
    for (size_t i = 0; i < blocks.count; i++) {
        const json_t *block = json_array_get(wanted, i);
        assert_int_equal(blocks.items[i].span.start, json_integer_value(json_object_get(block, "start")));
        assert_int_equal(blocks.items[i].span.end, json_integer_value(json_object_get(block, "end")));
    }
    assert_int_equal(blocks_word_count(body), 821);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(text_cases) + COUNT(count_cases) + COUNT(kind_cases) + 2];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(text_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = text_cases[i].name, .test_func = text, .initial_state = (void *)&text_cases[i]};
    }
    for (size_t i = 0; i < COUNT(count_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = count_cases[i].name, .test_func = words, .initial_state = (void *)&count_cases[i]};
    }
    for (size_t i = 0; i < COUNT(kind_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = kind_cases[i].name, .test_func = kind, .initial_state = (void *)&kind_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "a body comes to itself", .test_func = random_texts};
    tests[count++] = (struct CMUnitTest){.name = "the seed article", .test_func = seed_article};
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
