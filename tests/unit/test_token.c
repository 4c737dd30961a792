#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/token.h"
#include "claimd/utf8.h"

/* clang-format off */
static const struct split_case {
    const char *name, *text, *tokens; /* tokens with | between */
} split_cases[] = {
    {"nothing",                           "",                        ""},
    {"white space alone",                 " \n\t\u00A0",             ""},
    {"words and marks",                   "One, two (three).",       "One|,|two|(|three|)|."},
    {"what was owned",                    "Russia's",                "Russia|'s"},
    {"a curly apostrophe",                "Russia’s",                "Russia|’s"},
    {"endings of verbs",                  "I'm they're we’ve he'll she'd", "I|'m|they|'re|we|’ve|he|'ll|she|'d"},
    {"not",                               "don't DON’T can't",       "do|n't|DO|N’T|ca|n't"},
    {"an ending that stands alone",       "do n't the dog 's",       "do|n't|the|dog|'s"},
    {"an ending goes no further",         "Rock 'n' roll 'sand' o'clock's", "Rock|'|n|'|roll|'|sand|'|o'clock|'s"},
    {"not inside a word",                 "n'tx isn'ted",            "n'tx|isn'ted"},
    {"an apostrophe joins letters",       "O'Brien l’Europe ma'am",  "O'Brien|l’Europe|ma'am"},
    {"an apostrophe at the end",          "workers' 'quoted'",       "workers|'|'|quoted|'"},
    {"a hyphen parts",                    "Russian-Chinese",         "Russian|-|Chinese"},
    {"numbers",                           "3.5 1,000,000 1990s 5th 9/11", "3.5|1,000,000|1990s|5th|9|/|11"},
    {"a number ends a sentence",          "It is 5. In 3,",          "It|is|5|.|In|3|,"},
    {"letters first are a word",          "F16 G7's",                "F16|G7|'s"},
    {"single letters with dots",          "the U.S. e.g. 5 p.m. U.S.-led", "the|U.S.|e.g.|5|p.m.|U.S.|-|led"},
    {"capitals without the last dot",     "U.S forces a.b c",        "U.S|forces|a|.|b|c"},
    {"one letter and a dot",              "J. Smith, plan B. It",    "J|.|Smith|,|plan|B|.|It"},
    {"a word and a dot",                  "Ph.D. end.Next e.gx",     "Ph|.|D|.|end|.|Next|e|.|gx"},
    {"runs of dots and hyphens",          "So... well.. no -- yes",  "So|...|well|..|no|--|yes"},
    {"other marks are single",            "What?!!",                 "What|?|!|!"},
    {"links",                             "see http://a.b/c?d=1, (www.x.org/y).", "see|http://a.b/c?d=1|,|(|www.x.org/y|)|."},
    {"a link of nothing is none",         "http:// www. www.,",      "http|:|/|/|www|.|www|.|,"},
    {"a capital scheme",                  "HTTPS://A.B",             "HTTPS://A.B"},
    {"other scripts",                     "Зеленський café 中国",    "Зеленський|café|中国"},
    {"a mark stays with its letter",      "x\u0302y \u0301z",        "x\u0302y|\u0301z"},
    {"invisible ones are no tokens",      "\u200B a\u00ADb \u200B",  "a\u00ADb"},
    {"emoji",                             "a😀\uFE0Fb",              "a|😀|b"},
};

static const struct look_case {
    const char *name, *text; /* its first token */
    int kind, shape, mark, side;
} look_cases[] = {
    {"lower",                       "word",   TOKEN_WORD,   SHAPE_LOWER,   0, 0},
    {"capital",                     "Word",   TOKEN_WORD,   SHAPE_CAPITAL, 0, 0},
    {"upper",                       "WORD",   TOKEN_WORD,   SHAPE_UPPER,   0, 0},
    {"one capital letter is upper", "A",      TOKEN_WORD,   SHAPE_UPPER,   0, 0},
    {"upper with dots",             "U.S.",   TOKEN_WORD,   SHAPE_UPPER,   0, 0},
    {"upper with a digit",          "G7",     TOKEN_WORD,   SHAPE_UPPER,   0, 0},
    {"mixed, small first",          "iPhone", TOKEN_WORD,   SHAPE_MIXED,   0, 0},
    {"mixed, capital first",        "McX",    TOKEN_WORD,   SHAPE_MIXED,   0, 0},
    {"capital outside ASCII",       "Élan",   TOKEN_WORD,   SHAPE_CAPITAL, 0, 0},
    {"no case",                     "中国",   TOKEN_WORD,   SHAPE_OTHER,   0, 0},
    {"number",                      "3.5",    TOKEN_NUMBER, SHAPE_OTHER,   0, 0},
    {"number with letters",         "1990s",  TOKEN_NUMBER, SHAPE_LOWER,   0, 0},
    {"link",                        "www.a.b", TOKEN_LINK,  SHAPE_LOWER,   0, 0},
    {"full stop",                   ".",      TOKEN_MARK,   SHAPE_OTHER,   '.', 0},
    {"straight quotation mark",     "\"",     TOKEN_MARK,   SHAPE_OTHER,   '"', 0},
    {"curly one that opens",        "“",      TOKEN_MARK,   SHAPE_OTHER,   '"', 1},
    {"curly one that closes",       "”",      TOKEN_MARK,   SHAPE_OTHER,   '"', -1},
    {"single one that closes",      "’",      TOKEN_MARK,   SHAPE_OTHER,   '\'', -1},
    {"guillemet",                   "»",      TOKEN_MARK,   SHAPE_OTHER,   '"', -1},
    {"bracket",                     "(",      TOKEN_MARK,   SHAPE_OTHER,   '(', 1},
    {"hyphen",                      "\u2010", TOKEN_MARK,   SHAPE_OTHER,   '-', 0},
    {"en dash",                     "–",      TOKEN_MARK,   SHAPE_OTHER,   MARK_DASH, 0},
    {"em dash",                     "—",      TOKEN_MARK,   SHAPE_OTHER,   MARK_DASH, 0},
    {"two hyphens",                 "--",     TOKEN_MARK,   SHAPE_OTHER,   MARK_DASH, 0},
    {"ellipsis",                    "…",      TOKEN_MARK,   SHAPE_OTHER,   MARK_ELLIPSIS, 0},
    {"three dots",                  "...",    TOKEN_MARK,   SHAPE_OTHER,   MARK_ELLIPSIS, 0},
    {"another",                     "☃",      TOKEN_MARK,   SHAPE_OTHER,   MARK_OTHER, 0},
};

static const struct key_case {
    const char *name, *a, *b;
    bool is_equal;
} key_cases[] = {
    {"case",                  "Word",  "wORD",    true},
    {"accents",               "Élysée", "elysee", true},
    {"apostrophes",           "O’Brien", "o'brien", true},
    {"endings",               "’s",    "'S",      true},
    {"not",                   "N’T",   "n't",     true},
    {"soft hyphens",          "wo\u00ADrd", "word", true},
    {"sharp s",               "Straße", "STRASSE", true},
    {"wide letters",          "ＡＢ",  "ab",      true},
    {"the last dot",          "U.S",   "U.S.",    true},
    {"dots count",            "U.S.",  "us",      false},
    {"digits count",          "1990",  "1991",    false},
    {"commas of numbers",     "1,000", "1000",    false},
    {"letters count",         "word",  "words",   false},
    {"dashes",                "–",     "—",       true},
    {"a dash is no hyphen",   "–",     "-",       false},
    {"quotation marks",       "“",     "\"",      true},
    {"marks outside ASCII",   "☃",     "☄",       false},
};

static const struct place_case {
    const char *name, *text;
    struct { unsigned start, end, byte, size; bool is_spaced, is_line, is_first; } wanted[5]; /* up to size 0 */
} place_cases[] = {
    {"one",                   "a",                {{0, 1, 0, 1, true, true, true}}},
    {"two",                   "a b",              {{0, 1, 0, 1, true, true, true}, {2, 3, 2, 1, true, false, false}}},
    {"beside each other",     "a.",               {{0, 1, 0, 1, true, true, true}, {1, 2, 1, 1, false, false, false}}},
    {"lines and blocks",      "a\nb\n\nc",        {{0, 1, 0, 1, true, true, true}, {2, 3, 2, 1, true, true, false}, {5, 6, 5, 1, true, true, true}}},
    {"code points and bytes", "😀 é\u00A0“ü”",    {{0, 1, 0, 4, true, true, true}, {2, 3, 5, 2, true, false, false},
                                                   {4, 5, 9, 3, true, false, false}, {5, 6, 12, 2, false, false, false},
                                                   {6, 7, 14, 3, false, false, false}}},
    {"invisible is no space", "(\u200B.",         {{0, 1, 0, 1, true, true, true}, {2, 3, 4, 1, false, false, false}}},
};
/* clang-format on */

static void split(void **state)
{
    const struct split_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct tokens tokens = tokens_of(&arena, str_of(c->text));

    for (size_t i = 0; i < tokens.count; i++) {
        if (i > 0)
            buffer_add_byte(&got, '|');
        buffer_add(&got, token_words(&tokens, i, i + 1));
    }
    assert_string_equal(buffer_terminate(&got), c->tokens);
}

static void look(void **state)
{
    const struct look_case *c = *state;
    arena_auto arena = {0};
    struct tokens tokens = tokens_of(&arena, str_of(c->text));

    assert_int_equal(tokens.count, 1);
    assert_int_equal(tokens.items[0].kind, c->kind);
    assert_int_equal(tokens.items[0].shape, c->shape);
    assert_int_equal(tokens.items[0].mark, c->mark);
    assert_int_equal(tokens.items[0].side, c->side);
}

static void key(void **state)
{
    const struct key_case *c = *state;
    arena_auto arena = {0};
    struct tokens tokens = tokens_of(&arena, str_of(c->a));

    assert_int_equal(tokens.count, 1);
    assert_true(tokens.items[0].key == token_key(str_of(c->a)));
    assert_int_equal(token_key(str_of(c->a)) == token_key(str_of(c->b)), c->is_equal);
}

static void place(void **state)
{
    const struct place_case *c = *state;
    arena_auto arena = {0};
    struct tokens tokens = tokens_of(&arena, str_of(c->text));
    size_t count = 0;

    while (count < COUNT(c->wanted) && c->wanted[count].size > 0)
        count++;
    assert_int_equal(tokens.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct token *token = &tokens.items[i];
        assert_int_equal(token->start, c->wanted[i].start);
        assert_int_equal(token->end, c->wanted[i].end);
        assert_int_equal(token->byte, c->wanted[i].byte);
        assert_int_equal(token->size, c->wanted[i].size);
        assert_int_equal(token->is_spaced, c->wanted[i].is_spaced);
        assert_int_equal(token->is_line, c->wanted[i].is_line);
        assert_int_equal(token->is_first, c->wanted[i].is_first);
    }
}

static void several(void **state)
{
    arena_auto arena = {0};
    struct tokens tokens = tokens_of(&arena, STR("“Yes”, é said."));

    (void)state;
    assert_true(str_is(token_words(&tokens, 1, 5), "Yes”, é"));
    assert_int_equal(token_span(&tokens, 1, 5).start, 1);
    assert_int_equal(token_span(&tokens, 1, 5).end, 8);
    assert_true(str_is(token_words_of(&tokens, (struct span){1, 8}), "Yes”, é"));
    assert_true(str_is(token_words_of(&tokens, (struct span){2, 7}), "es”, "));
    assert_true(str_is(token_words_of(&tokens, (struct span){0, 14}), "“Yes”, é said."));
    assert_true(str_is(token_words_of(&tokens, (struct span){5, 5}), ""));
}

/* Read from white space in their middle, they are the same. */
static void check_reader(const struct tokens *tokens, size_t from)
{
    const struct token *items = tokens->items;
    if (from >= tokens->count || !items[from].is_spaced || items[from].byte == 0 || items[from].is_line)
        return;
    struct token_reader reader = {tokens->body, items[from].byte, items[from].byte - items[from].start};
    struct token token;
    while (!utf8_is_space((unsigned char)tokens->body.data[reader.at]))
        reader.at -= 1; /* white space is ASCII here */
    reader.continued = reader.at - utf8_count(str_part(tokens->body, 0, reader.at));
    for (size_t i = from; i < tokens->count; i++) {
        assert_true(token_read(&reader, &token));
        assert_memory_equal(&token, &items[i], sizeof token);
    }
    assert_false(token_read(&reader, &token));
    assert_false(token_read(&reader, &token));
}

/* Tokens are in order, apart, not empty, and what lies between them is white space or invisible. More tokens than room was
 * made for at first come out too. */
static void random_texts(void **state)
{
    static const uint32_t characters[] = {'a', 'B', 'n', '\'', 't', 's',    '.',     '-',   '5',  ',',    ' ',
                                          ' ', '(', 'w', ':',  '/', 0x2019, 0x1F600, 0x301, 0xC9, 0x200B, '\n'};
    arena_auto arena = {0};
    buffer_auto buffer = {0};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < 20000; i++) {
        buffer_clear(&buffer);
        for (size_t j = 0; j < i % 100; j++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            buffer_add_code_point(&buffer, characters[(seed >> 33) % COUNT(characters)]);
        }
        struct str body = buffer_str(&buffer);
        struct tokens tokens = tokens_of(&arena, body);
        size_t byte = 0;
        uint32_t code_point = 0;
        for (size_t t = 0; t <= tokens.count; t++) {
            size_t end = t < tokens.count ? tokens.items[t].byte : body.size;
            while (byte < end) {
                uint32_t between = utf8_next(body, &byte);
                assert_true(utf8_is_space(between) || utf8_is_invisible(between));
                code_point++;
            }
            assert_int_equal(byte, end);
            if (t == tokens.count)
                break;
            assert_int_equal(tokens.items[t].start, code_point);
            assert_true(tokens.items[t].size > 0);
            code_point += (uint32_t)utf8_count(token_words(&tokens, t, t + 1));
            assert_int_equal(tokens.items[t].end, code_point);
            byte += tokens.items[t].size;
        }
        check_reader(&tokens, i % 17);
        arena_reset(&arena);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(split_cases) + COUNT(look_cases) + COUNT(key_cases) + COUNT(place_cases) + 2];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(split_cases); i++)
        tests[count++] = (struct CMUnitTest){split_cases[i].name, split, NULL, NULL, (void *)&split_cases[i]};
    for (size_t i = 0; i < COUNT(look_cases); i++)
        tests[count++] = (struct CMUnitTest){look_cases[i].name, look, NULL, NULL, (void *)&look_cases[i]};
    for (size_t i = 0; i < COUNT(key_cases); i++)
        tests[count++] = (struct CMUnitTest){key_cases[i].name, key, NULL, NULL, (void *)&key_cases[i]};
    for (size_t i = 0; i < COUNT(place_cases); i++)
        tests[count++] = (struct CMUnitTest){place_cases[i].name, place, NULL, NULL, (void *)&place_cases[i]};
    tests[count++] = (struct CMUnitTest){.name = "several tokens", .test_func = several};
    tests[count++] = (struct CMUnitTest){.name = "nothing is lost between tokens", .test_func = random_texts};
    return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
