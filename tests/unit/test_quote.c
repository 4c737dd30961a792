#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/quote.h"
#include "claimd/quote_nearest.h"
#include "claimd/utf8.h"

#include "seed.h"

/* clang-format off */
static const struct find_case {
    const char *name, *body;
    const char *prefix, *exact, *suffix;
    size_t count;
    struct span spans[4];
} find_cases[] = {
    /* name                                  body                      prefix   exact             suffix   count, spans */
    {"as it stands",                         "the cat sat",            "",      "cat",            "",      1, {{4, 7}}},
    {"the whole body",                       "the cat",                "",      "the cat",        "",      1, {{0, 7}}},
    {"more than the body",                   "the cat",                "",      "the cats",       "",      0, {{0}}},
    {"not there",                            "the cat sat",            "",      "dog",            "",      0, {{0}}},
    {"case is kept",                         "the cat sat",            "",      "Cat",            "",      0, {{0}}},
    {"accents are kept",                     "café",                   "",      "cafe",           "",      0, {{0}}},
    {"an empty body",                        "",                       "",      "cat",            "",      0, {{0}}},
    {"an empty quotation",                   "the cat",                "the",   "",               "cat",   0, {{0}}},
    {"a quotation of white space",           "the cat",                "",      " \n\u00A0",      "",      0, {{0}}},
    {"a quotation of what is dropped",       "the cat",                "",      "\u00AD\u200B",   "",      0, {{0}}},
    {"code points, not bytes",               "😀é cat",                "",      "cat",            "",      1, {{3, 6}}},
    {"white space at its ends",              "the cat sat",            "",      " \ncat\u00A0",   "",      1, {{4, 7}}},
    {"a no-break space",                     "5\u00A0million\u202F%",  "",      "5 million %",    "",      1, {{0, 11}}},
    {"a no-break space typed",               "5 million",              "",      "5\u00A0million", "",      1, {{0, 9}}},
    {"runs of white space",                  "a \t\u2003 b",           "",      "a b",            "",      1, {{0, 6}}},
    {"runs of white space typed",            "a b",                    "",      "a \n\n b",       "",      1, {{0, 3}}},
    {"a line break",                         "one\ntwo",               "",      "one two",        "",      1, {{0, 7}}},
    {"a block break",                        "one.\n\nTwo",            "",      "one. Two",       "",      1, {{0, 9}}},
    {"a break is not nothing",               "one\ntwo",               "",      "onetwo",         "",      0, {{0}}},
    {"white space around what is dropped",   "a \u200B b",             "",      "a b",            "",      1, {{0, 5}}},
    {"curly quotes",                         "China’s “junior”",       "",      "China's \"junior\"", "",  1, {{0, 16}}},
    {"curly quotes typed",                   "China's",                "",      "China’s",        "",      1, {{0, 7}}},
    {"low and reversed quotes",              "‚a‛ „b‟",                "",      "'a' \"b\"",      "",      1, {{0, 7}}},
    {"the apostrophe of Ukrainian",          "пʼять",                  "",      "п'ять",          "",      1, {{0, 5}}},
    {"dashes and minus",                     "a–b—c−d‑e‐f―g",          "",      "a-b-c-d-e-f-g",  "",      1, {{0, 13}}},
    {"a small and a full-width hyphen",      "a﹣b－c",                 "",      "a-b-c",          "",      1, {{0, 5}}},
    {"an ellipsis",                          "well… then",             "",      "well... then",   "",      1, {{0, 10}}},
    {"an ellipsis typed",                    "well... then",           "",      "well… then",     "",      1, {{0, 12}}},
    {"an end inside an ellipsis",            "well… then",             "",      "well.",          "",      1, {{0, 5}}},
    {"a start inside an ellipsis",           "well… then",             "",      ". then",         "",      1, {{4, 10}}},
    {"an ellipsis holds one place",          "a…b…",                   "",      ".",              "",      2, {{1, 2}, {3, 4}}},
    {"inside and across an ellipsis",        "….",                     "",      "..",             "",      2, {{0, 1}, {0, 2}}},
    {"a ligature",                           "the ﬁnal",               "",      "final",          "",      1, {{4, 8}}},
    {"half a ligature",                      "the ﬁnal",               "",      "inal",           "",      1, {{4, 8}}},
    {"a soft hyphen",                        "co\u00ADoperate",        "",      "cooperate",      "",      1, {{0, 10}}},
    {"zero-width characters",                "a\u200Bb\uFEFFc\u2060d", "",      "abcd",           "",      1, {{0, 7}}},
    {"what is dropped at the ends stays out", "\u200Bab\u00ADc",       "",      "ab",             "",      1, {{1, 3}}},
    {"decomposed, typed composed",           "cafe\u0301!",            "",      "café!",          "",      1, {{0, 6}}},
    {"composed, typed decomposed",           "café!",                  "",      "cafe\u0301!",    "",      1, {{0, 5}}},
    {"an end inside what folds together",    "cafe\u0301!",            "",      "é!",             "",      1, {{3, 6}}},
    {"marks that do not compose",            "aq\u0323b",              "",      "q\u0323b",       "",      1, {{1, 4}}},
    {"a superscript",                        "10 m²",                  "",      "m2",             "",      1, {{3, 5}}},
    {"half-width kana fold together",        "ｶﾞ x",                   "",      "ガ",             "",      1, {{0, 2}}},
    {"overlapping",                          "aaaa",                   "",      "aa",             "",      3, {{0, 2}, {1, 3}, {2, 4}}},
    {"overlapping by words",                 "so so so",               "",      "so so",          "",      2, {{0, 5}, {3, 8}}},
    {"overlapping code points",              "ééé",                    "",      "éé",             "",      2, {{0, 2}, {1, 3}}},
    {"more than there is room for",          "a a a a a a",            "",      "a",              "",      6, {{0, 1}, {2, 3}, {4, 5}, {6, 7}}},
    {"a prefix",                             "red cat, blue cat",      "blue ", "cat",            "",      1, {{14, 17}}},
    {"a prefix without its space",           "red cat, blue cat",      "blue",  "cat",            "",      1, {{14, 17}}},
    {"a prefix with a space too many",       "redcat, bluecat",        "blue ", "cat",            "",      1, {{12, 15}}},
    {"a prefix of a block before",           "cat\n\nred\n\ncat",      "red\n", "cat",            "",      1, {{10, 13}}},
    {"a prefix before the start",            "cat",                    "x",     "cat",            "",      0, {{0}}},
    {"a prefix from the start",              "a cat",                  "a ",    "cat",            "",      1, {{2, 5}}},
    {"a prefix longer than what is before",  "a cat",                  "xa ",   "cat",            "",      0, {{0}}},
    {"the outer end of a prefix counts",     "upon cat, on cat",       " on ",  "cat",            "",      1, {{13, 16}}},
    {"a prefix of white space",              "a cat",                  " ",     "cat",            "",      1, {{2, 5}}},
    {"a prefix that overlaps itself",        "aaab aab",               "aa",    "ab",             "",      1, {{2, 4}}},
    {"a suffix",                             "cat red, cat blue",      "",      "cat",            " blue", 1, {{9, 12}}},
    {"a suffix without its space",           "cat red, cat blue",      "",      "cat",            "blue",  1, {{9, 12}}},
    {"a suffix with a space too many",       "catred, catblue",        "",      "cat",            " blue", 1, {{8, 11}}},
    {"a suffix up to the end",               "cat a",                  "",      "cat",            "a",     1, {{0, 3}}},
    {"a suffix behind the end",              "a cat",                  "",      "cat",            "x",     0, {{0}}},
    {"a suffix of a space at the end",       "a cat",                  "",      "cat",            " ",     1, {{2, 5}}},
    {"the outer end of a suffix counts",     "cat only, cat on it",    "",      "cat",            " on ",  1, {{10, 13}}},
    {"prefix and suffix",                    "a x b, a x c, d x b",    "a",     "x",              "b",     1, {{2, 3}}},
    {"a prefix is folded too",               "“yes”\u00A0– no. no",    "\"yes\" - ", "no",        "",      1, {{8, 10}}},
};

static const struct around_case {
    const char *name, *body;
    struct span span;
    uint32_t count;
    const char *prefix, *suffix;
} around_cases[] = {
    {"in the middle",       "the cat sat", {4, 7}, 2, "e ",   " s"},
    {"up to the ends",      "the cat sat", {4, 7}, 4, "the ", " sat"},
    {"more than there is",  "the cat sat", {4, 7}, 9, "the ", " sat"},
    {"the greatest number", "the cat sat", {4, 7}, UINT32_MAX, "the ", " sat"},
    {"none",                "the cat sat", {4, 7}, 0, "",     ""},
    {"at the start",        "the cat",     {0, 3}, 2, "",     " c"},
    {"at the end",          "the cat",     {4, 7}, 2, "e ",   ""},
    {"code points",         "é😀x😀é",     {2, 3}, 1, "😀",   "😀"},
};

static const struct same_case {
    const char *name, *a, *b;
    bool is_same;
} same_cases[] = {
    {"the same",           "cat",        "cat",           true},
    {"another",            "cat",        "cats",          false},
    {"folded",             "“a”\u00A0…", "\"a\" ...",     true},
    {"white space around", " cat\n",     "cat",           true},
    {"white space inside", "ca t",       "cat",           false},
    {"nothing",            "",           " ",             true},
    {"nothing and a word", "",           "a",             false},
    {"case",               "Cat",        "cat",           false},
};

static const struct nearest_case {
    const char *name, *body, *exact;
    struct span span; /* empty: there is none */
} nearest_cases[] = {
    {"the longest run",                    "the red cat sat down",     "a red cat sat up",         {4, 15}},
    {"all but the first word",             "the cat sat",              "The cat sat",              {4, 11}},
    {"all of it",                          "the cat sat",              "the cat sat",              {0, 11}},
    {"one word is not enough",             "the cat sat",              "cat the sat",              {0, 0}},
    {"nothing",                            "the cat sat",              "dogs bark loudly",         {0, 0}},
    {"no words",                           "the cat sat",              " … ",                      {0, 0}},
    {"no body",                            "",                         "the cat",                  {0, 0}},
    {"one word typed",                     "the cat sat",              "cat",                      {0, 0}},
    {"the first of equally long ones",     "a b x a b y b c",          "a b c",                    {0, 3}},
    {"the longest of several",             "a b x a b c y",            "a b c d",                  {6, 11}},
    {"whole words only",                   "the cats sat",             "the cat sat",              {0, 0}},
    {"punctuation at the ends of words",   "He said: “the cat, sat.”", "that the cat sat",         {10, 22}},
    {"a dash alone is no word",            "the cat – it sat",         "the cat it lay",           {0, 12}},
    {"words of other scripts",             "Россия и Китай",           "но и Китай",               {7, 14}},
    {"folded",                             "the\u00A0cat’s\nmat",      "a cat's mat",              {4, 13}},
    {"more words typed than there are",    "cat sat",                  "the cat sat on the mat",   {0, 7}},
};

static const struct rarest_case {
    const char *name, *body, *exact;
    struct span spans[4]; /* of at most three; empty: the end */
} rarest_cases[] = {
    {"words in another order",              "the cats sat",               "cats the sat",      {{4, 8}, {0, 3}, {9, 12}}},
    {"the rarest first",                    "wind oil wind coal",         "wind and coal",     {{14, 18}, {0, 4}, {9, 13}}},
    {"of equally rare ones the longer",     "oil petroleum gas",          "gas, petroleum",    {{4, 13}, {14, 17}}},
    {"no more than asked for",              "a1b a2b a3b a4b",            "a4b a3b a2b a1b",   {{12, 15}, {8, 11}, {4, 7}}},
    {"what stands too often tells nothing", "oil oil oil oil gas",        "oil and gas",       {{16, 19}}},
    {"as often as may be",                  "oil oil oil gas",            "oil or wind",       {{0, 3}, {4, 7}, {8, 11}}},
    {"short words tell nothing",            "it is so",                   "so it is",          {{0, 0}}},
    {"whole words only",                    "the cats sat",               "cat",               {{0, 0}}},
    {"one word typed, without its points",  "He said: “cats.”",           "cats!",             {{10, 14}}},
    {"a word twice typed",                  "cats sat",                   "cats cats",         {{0, 4}}},
    {"folded",                              "the ﬁsh’s tail",             "tail of a fish's",  {{4, 9}, {10, 14}}},
    {"other scripts",                       "Россия и Китай",             "Китай, Россия",     {{0, 6}, {9, 14}}},
    {"nothing",                             "the cat sat",                "dogs bark loudly",  {{0, 0}}},
    {"no words",                            "the cat sat",                " … ",               {{0, 0}}},
    {"no body",                             "",                           "the cat",           {{0, 0}}},
};
/* clang-format on */

static struct str text_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

static void find(void **state)
{
    const struct find_case *c = *state;
    arena_auto arena = {0};
    struct span spans[COUNT(c->spans)] = {{0}};
    struct quote_body body = quote_body_make(&arena, text_of(c->body));
    struct quote quote = {.exact = text_of(c->exact), .prefix = text_of(c->prefix), .suffix = text_of(c->suffix)};

    assert_int_equal(quote_find(&arena, &body, &quote, spans, COUNT(spans)), c->count);
    for (size_t i = 0; i < COUNT(spans); i++) {
        assert_int_equal(spans[i].start, c->spans[i].start);
        assert_int_equal(spans[i].end, c->spans[i].end);
    }
}

static void assert_text(struct str got, const char *wanted)
{
    assert_int_equal(got.size, strlen(wanted));
    assert_memory_equal(got.data, wanted, got.size);
}

static void around(void **state)
{
    const struct around_case *c = *state;
    struct str prefix = {0};
    struct str suffix = {0};

    quote_around(text_of(c->body), c->span, c->count, &prefix, &suffix);
    assert_text(prefix, c->prefix);
    assert_text(suffix, c->suffix);
}

static void same(void **state)
{
    const struct same_case *c = *state;
    arena_auto arena = {0};

    assert_int_equal(quote_same(&arena, text_of(c->a), text_of(c->b)), c->is_same);
    assert_int_equal(quote_same(&arena, text_of(c->b), text_of(c->a)), c->is_same);
}

static void nearest(void **state)
{
    const struct nearest_case *c = *state;
    arena_auto arena = {0};
    struct span span = {0};
    struct quote_body body = quote_body_make(&arena, text_of(c->body));

    assert_int_equal(quote_nearest(&arena, &body, text_of(c->exact), &span), c->span.end > 0);
    assert_int_equal(span.start, c->span.start);
    assert_int_equal(span.end, c->span.end);
}

static void rarest(void **state)
{
    const struct rarest_case *c = *state;
    arena_auto arena = {0};
    struct span spans[COUNT(c->spans) - 1] = {{0}};
    struct quote_body body = quote_body_make(&arena, text_of(c->body));
    size_t wanted = 0;

    while (c->spans[wanted].end > 0)
        wanted++;
    assert_int_equal(quote_rarest(&arena, &body, text_of(c->exact), spans, COUNT(spans)), wanted);
    for (size_t i = 0; i < wanted; i++) {
        assert_int_equal(spans[i].start, c->spans[i].start);
        assert_int_equal(spans[i].end, c->spans[i].end);
    }
}

static uint32_t random_below(uint64_t *seed, uint32_t limit)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((*seed >> 33) % limit);
}

static struct str random_text(struct arena *arena, uint64_t *seed, size_t count)
{
    static const uint32_t letters[] = {'a', 'a', 'b', ' '};
    buffer_auto buffer = {0};

    for (size_t i = 0; i < count; i++)
        buffer_add_code_point(&buffer, letters[random_below(seed, COUNT(letters))]);
    return arena_str(arena, buffer_str(&buffer));
}

/* Whether a prefix (of a single letter or none) stands before a place, said in the simplest way. */
static bool is_behind(struct str text, size_t place, struct str prefix)
{
    struct str before = str_part(text, 0, place);
    return str_ends(before, prefix) || str_ends(str_trim(before), prefix);
}

static bool is_before(struct str text, size_t place, struct str suffix)
{
    struct str behind = str_part(text, place, text.size);
    return str_starts(behind, suffix) || str_starts(str_trim(behind), suffix);
}

/* Texts of a, b and single spaces fold to themselves, so each place can be tried. */
static void as_tried_everywhere(void **state)
{
    arena_auto arena = {0};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < 30000; i++) {
        struct quote_body body = quote_body_make(&arena, random_text(&arena, &seed, random_below(&seed, 60)));
        struct quote quote = {
            .exact = str_trim(quote_body_make(&arena, random_text(&arena, &seed, 1 + random_below(&seed, 5))).folded),
            .prefix = str_trim(quote_body_make(&arena, random_text(&arena, &seed, random_below(&seed, 4))).folded),
            .suffix = str_trim(quote_body_make(&arena, random_text(&arena, &seed, random_below(&seed, 4))).folded),
        };
        struct quote_body plain = quote_body_make(&arena, body.folded);
        struct span spans[64];
        size_t count = quote_find(&arena, &plain, &quote, spans, COUNT(spans));
        size_t tried = 0;

        for (size_t at = 0; quote.exact.size > 0 && at < plain.body.size; at++) {
            if (!str_starts(str_part(plain.body, at, plain.body.size), quote.exact) ||
                !is_behind(plain.body, at, quote.prefix) || !is_before(plain.body, at + quote.exact.size, quote.suffix))
                continue;
            assert_true(tried < count);
            assert_int_equal(spans[tried].start, at);
            assert_int_equal(spans[tried].end, at + quote.exact.size);
            tried++;
        }
        assert_int_equal(tried, count);
        arena_reset(&arena);
    }
}

/* Every code point of a hard text is found where it is, and spans hold what was looked for. */
static void found_holds_what_was_typed(void **state)
{
    static const uint32_t letters[] = {'a',    'e',    ' ',    '\n',   '.',    '-',    0xA0,   0xAD,
                                       0xB4,   0xE9,   0x301,  0x323,  0x200B, 0x2014, 0x2019, 0x2026,
                                       0x3000, 0xFB01, 0xFDFA, 0xFF76, 0xFF9E, 0x1F600};
    arena_auto arena = {0};
    buffer_auto buffer = {0};
    uint64_t seed = 7;

    (void)state;
    for (size_t i = 0; i < 20000; i++) {
        buffer_clear(&buffer);
        for (size_t j = 0; j < 30; j++)
            buffer_add_code_point(&buffer, letters[random_below(&seed, COUNT(letters))]);
        struct str text = buffer_str(&buffer);
        struct quote_body body = quote_body_make(&arena, text);
        uint32_t start = random_below(&seed, 25);
        struct span wanted = {start, start + 1 + random_below(&seed, 5)};
        problem_auto problem = {0};
        struct str words = {0};
        struct span spans[QUOTE_PLACES];

        assert_true(span_words(wanted, text, &words, &problem));
        size_t count = quote_find(&arena, &body, &(struct quote){.exact = words}, spans, COUNT(spans));
        for (size_t j = 0; j < count; j++) {
            struct str found = {0};
            assert_true(span_words(spans[j], text, &found, &problem));
            struct quote_body folded = quote_body_make(&arena, found);
            struct str typed = str_trim(quote_body_make(&arena, words).folded);
            assert_non_null(memmem(folded.folded.data, folded.folded.size, typed.data, typed.size));
            assert_true(j == 0 || spans[j].start > spans[j - 1].start || spans[j].end > spans[j - 1].end);
        }
        arena_reset(&arena);
    }
}

static struct str repeated(struct arena *arena, struct str s, size_t times)
{
    char *text = arena_alloc(arena, s.size * times);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * s.size, s.data, s.size);
    return (struct str){text, s.size * times};
}

/* 2 MB each; quadratic code does not come back from any of these. */
static void hostile(void **state)
{
    enum { SIZE = 2 << 20 };
    arena_auto arena = {0};
    struct span spans[2];
    struct span span;
    struct str letters = repeated(&arena, STR("a"), SIZE);
    struct quote_body body = quote_body_make(&arena, letters);
    struct quote overlapping = {.exact = str_part(letters, 0, SIZE / 2), .prefix = STR("b"), .suffix = STR("b")};
    struct quote half = {.exact = str_part(letters, 0, SIZE / 2), .prefix = str_part(letters, 0, SIZE / 4)};

    (void)state;
    assert_int_equal(body.run_count, 1);
    assert_int_equal(quote_find(&arena, &body, &overlapping, spans, COUNT(spans)), 0);
    assert_int_equal(quote_find(&arena, &body, &half, spans, COUNT(spans)), QUOTE_PLACES);
    assert_int_equal(spans[0].start, SIZE / 4);
    assert_false(quote_nearest(&arena, &body, letters, &span));

    struct quote_body marks = quote_body_make(&arena, repeated(&arena, STR("\u0307\u0323"), SIZE / 4));
    assert_int_equal(marks.folded.size, SIZE);
    assert_int_equal(quote_find(&arena, &marks, &(struct quote){.exact = marks.body}, spans, COUNT(spans)), 1);
    assert_int_equal(spans[0].end, SIZE / 2);

    struct quote_body sentences = quote_body_make(&arena, repeated(&arena, STR("\uFDFA"), SIZE / 3));
    assert_int_equal(sentences.folded.size, SIZE / 3 * 33);
    assert_true(sentences.run_count <= (size_t)2 * (SIZE / 3));
    assert_int_equal(quote_find(&arena, &sentences, &(struct quote){.exact = STR("\uFDFA\uFDFA")}, spans, 2),
                     QUOTE_PLACES);

    struct quote_body words = quote_body_make(&arena, repeated(&arena, STR("a "), SIZE / 2));
    assert_true(quote_nearest(&arena, &words, str_part(words.body, 0, SIZE / 2), &span));
    assert_int_equal(span.end, SIZE / 2 - 1);

    /* As many different words as there can be, in another order. */
    buffer_auto there = {0}, typed = {0};
    for (unsigned i = 0; i < SIZE / 8; i++) {
        buffer_printf(&there, "w%06u ", i);
        buffer_printf(&typed, "w%06u ", SIZE / 8 - 1 - i);
    }
    struct quote_body different = quote_body_make(&arena, buffer_str(&there));
    assert_int_equal(quote_rarest(&arena, &different, buffer_str(&typed), spans, 2), 2);
}

/* Counted up to 1,000. */
static void many_places(void **state)
{
    arena_auto arena = {0};
    static struct span spans[QUOTE_PLACES + 1];

    (void)state;
    for (size_t count = QUOTE_PLACES - 1; count <= QUOTE_PLACES + 1; count++) {
        struct quote_body body = quote_body_make(&arena, repeated(&arena, STR("ab "), count));
        size_t wanted = count < QUOTE_PLACES ? count : QUOTE_PLACES;
        assert_int_equal(quote_find(&arena, &body, &(struct quote){.exact = STR("ab")}, spans, COUNT(spans)), wanted);
        assert_int_equal(quote_find(&arena, &body, &(struct quote){.exact = STR("ab")}, NULL, 0), wanted);
    }
}

/* As somebody types who has no curly quotes, no dashes and no special spaces. */
static struct str typed(struct arena *arena, struct str words)
{
    buffer_auto buffer = {0};

    for (size_t at = 0; at < words.size;) {
        uint32_t code_point = utf8_next(words, &at);
        if (utf8_is_space(code_point)) {
            code_point = ' ';
        } else if (code_point == 0x2018 || code_point == 0x2019) {
            code_point = '\'';
        } else if (code_point == 0x201C || code_point == 0x201D) {
            code_point = '"';
        } else if (code_point == 0x2013 || code_point == 0x2014) {
            code_point = '-';
        }
        buffer_add_code_point(&buffer, code_point);
    }
    return arena_str(arena, buffer_str(&buffer));
}

static uint32_t number_of(const json_t *object, const char *name)
{
    return (uint32_t)json_integer_value(json_object_get(object, name));
}

static void seed_article(void **state)
{
    arena_auto arena = {0};
    json_auto_t *gold = seed_gold();
    size_t changed = 0;

    (void)state;
    if (gold == NULL)
        skip();
    struct quote_body body = quote_body_make(&arena, str_of(json_string_value(json_object_get(gold, "body"))));
    const json_t *sentences = json_object_get(gold, "sentences");

    assert_true(json_array_size(sentences) > 0);
    for (size_t i = 0; i < json_array_size(sentences); i++) {
        const json_t *sentence = json_array_get(sentences, i);
        struct span span = {number_of(sentence, "start"), number_of(sentence, "end")};
        struct span spans[2];
        problem_auto problem = {0};
        struct str words = {0};

        assert_true(span_words(span, body.body, &words, &problem));
        struct str plain = typed(&arena, words);
        changed += str_equal(plain, words) ? 0 : 1;
        assert_int_equal(quote_find(&arena, &body, &(struct quote){.exact = plain}, spans, COUNT(spans)), 1);
        assert_int_equal(spans[0].start, span.start);
        assert_int_equal(spans[0].end, span.end);
        assert_true(quote_same(&arena, plain, words));
    }
    assert_true(changed > 0);
}

/* Every character of a body to the byte of folded that it begins, and back. */
static void there_and_back(void **state)
{
    static const char *const bodies[] = {"the cat",   "a  b\u00A0c", "co\u00ADop",
                                         "x…y ½ ﬁne", "😀 “é” ﷺ z",   "\u200Ba\u200B"};

    (void)state;
    for (size_t i = 0; i < COUNT(bodies); i++) {
        arena_auto arena = {0};
        struct quote_body body = quote_body_make(&arena, str_of(bodies[i]));
        size_t count = utf8_count(body.body), last = 0;
        for (uint32_t at = 0; at <= count; at++) {
            size_t byte = quote_byte(&body, at);
            assert_in_range(byte, last, body.folded.size);
            if (byte < body.folded.size)
                assert_true(quote_source(&body, byte, byte + 1).end > at);
            if (byte > 0)
                assert_true(quote_source(&body, byte - 1, byte).start < at);
            last = byte;
        }
        assert_int_equal(last, body.folded.size);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(find_cases) + COUNT(around_cases) + COUNT(same_cases) + COUNT(nearest_cases) +
                            COUNT(rarest_cases) + 6];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(find_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = find_cases[i].name, .test_func = find, .initial_state = (void *)&find_cases[i]};
    }
    for (size_t i = 0; i < COUNT(around_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = around_cases[i].name, .test_func = around, .initial_state = (void *)&around_cases[i]};
    }
    for (size_t i = 0; i < COUNT(same_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = same_cases[i].name, .test_func = same, .initial_state = (void *)&same_cases[i]};
    }
    for (size_t i = 0; i < COUNT(rarest_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = rarest_cases[i].name, .test_func = rarest, .initial_state = (void *)&rarest_cases[i]};
    }
    for (size_t i = 0; i < COUNT(nearest_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = nearest_cases[i].name, .test_func = nearest, .initial_state = (void *)&nearest_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "as tried everywhere", .test_func = as_tried_everywhere};
    tests[count++] =
        (struct CMUnitTest){.name = "what is found holds what was typed", .test_func = found_holds_what_was_typed};
    tests[count++] = (struct CMUnitTest){.name = "hostile texts", .test_func = hostile};
    tests[count++] = (struct CMUnitTest){.name = "there and back", .test_func = there_and_back};
    tests[count++] = (struct CMUnitTest){.name = "999, 1,000 and 1,001 places", .test_func = many_places};
    tests[count++] = (struct CMUnitTest){.name = "the seed article", .test_func = seed_article};
    return cmocka_run_group_tests_name("quote", tests, NULL, NULL);
}
