#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/diff_words.h"

/* wanted: words with | behind each; before one that begins a sentence stands ., a block #, after white space a blank, and one
 * of substance is in capitals where it has letters of ASCII. */
static const struct words_case {
    const char *name, *body, *wanted;
} cases[] = {
    /* clang-format off */
    {"words and marks",              "cat, dog.",            "#CAT|,| DOG|.|"},
    {"letters and digits",           "a1b2 x 7 77",          "#A1B2| x| 7| 77|"},
    {"an apostrophe",                "don’t",                "#DON|'|t|"},
    {"a hyphen",                     "pro–war",              "#PRO|-|WAR|"},
    {"a run of one mark",            "no... --?!",           "#NO|...|. --|?|!|"},
    {"sentences",                    "Hi now. Is it? No.",   "#HI| NOW|.|. IS| IT|?|. NO|.|"},
    {"closed by quotes",             "Hi (x.) \"No.\" Ha",   "#HI| (|x|.|)|. \"|NO|.|\"|. HA|"},
    {"no sentence without a space",  "3.5 a.b",              "#3|.|5| a|.|b|"},
    {"blocks",                       "A b\n\nCd\nef",        "#a| b|# CD| EF|"},
    {"an ellipsis",                  "well… so",             "#WELL|...|. SO|"},
    {"folded alike",                 "ﬁne",                  "#FINE|"},
    {"invisible characters",         "co\u00ADop\u200B x",   "#COOP| x|"},
    {"Chinese, letter by letter",    "战争 x。",             "#战|争| x|。|"},
    {"Thai, with its marks",         "กี่ปี",                   "#กี่|ปี|"},
    {"accents stay with letters",    "cafés q\u0323x",       "#CAFéS| Q\u0323X|"},
    {"nothing",                      "",                     ""},
    {"nothing but invisible ones",   "\u200B",               ""},
    /* clang-format on */
};

static void words(void **state)
{
    const struct words_case *c = *state;
    arena_auto arena = {0};
    buffer_auto text = {0};
    struct blocks blocks = blocks_of_text(&arena, str_of(c->body));
    struct diff_words words = diff_words_of(&arena, &blocks, vocabulary_make(&arena));

    for (uint32_t i = 0; i < words.count; i++) {
        const struct diff_word *word = &words.items[i];
        struct str bytes = diff_word_text(&words, i);
        buffer_printf(&text, "%s%s",
                      word->begins == BEGINS_BLOCK      ? "#"
                      : word->begins == BEGINS_SENTENCE ? "."
                                                        : "",
                      word->is_spaced ? " " : "");
        for (size_t j = 0; j < bytes.size; j++) {
            int byte = (unsigned char)bytes.data[j]; /* those of ASCII change in the C locale */
            buffer_add_byte(&text, (char)(word->is_substance ? toupper(byte) : tolower(byte)));
        }
        buffer_add_byte(&text, '|');
    }
    assert_string_equal(buffer_terminate(&text), c->wanted);
}

static void places(void **state)
{
    arena_auto arena = {0};
    struct blocks blocks = blocks_of_text(&arena, STR("😀 ca\u00ADts… ﬁ"));
    struct diff_words words = diff_words_of(&arena, &blocks, vocabulary_make(&arena));
    static const struct span spans[] = {{0, 1}, {2, 7}, {7, 8}, {9, 10}};

    (void)state;
    assert_int_equal(words.count, COUNT(spans));
    for (uint32_t i = 0; i < words.count; i++) {
        assert_int_equal(words.items[i].start, spans[i].start);
        assert_int_equal(words.items[i].end, spans[i].end);
    }
}

static void ids(void **state)
{
    arena_auto arena = {0};
    struct vocabulary *vocabulary = vocabulary_make(&arena);
    struct blocks one = blocks_of_text(&arena, STR("the cat’s - the Cat")),
                  two = blocks_of_text(&arena, STR("cat's – thé"));
    struct diff_words a = diff_words_of(&arena, &one, vocabulary), b = diff_words_of(&arena, &two, vocabulary);

    (void)state;
    assert_int_equal(a.items[0].id, a.items[5].id);
    assert_int_not_equal(a.items[1].id, a.items[6].id);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(a.items[1 + i].id, b.items[i].id);
    assert_int_equal(b.items[4].id, vocabulary_count(vocabulary) - 1);
}

/* More words than the table has room for at first. */
static void many(void **state)
{
    arena_auto arena = {0};
    buffer_auto text = {0};
    struct vocabulary *vocabulary = vocabulary_make(&arena);

    (void)state;
    for (size_t i = 0; i < 20000; i++)
        buffer_printf(&text, "w%zu ", i);
    struct blocks blocks = blocks_of_text(&arena, buffer_str(&text));
    struct diff_words a = diff_words_of(&arena, &blocks, vocabulary);
    struct diff_words b = diff_words_of(&arena, &blocks, vocabulary);
    assert_int_equal(vocabulary_count(vocabulary), 20000);
    for (uint32_t i = 0; i < a.count; i++) {
        assert_int_equal(a.items[i].id, i);
        assert_int_equal(b.items[i].id, i);
    }
}

/* As many as there may be are all told apart; one more, and the last two are one. */
static void most(void **state)
{
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        arena_auto arena = {0};
        buffer_auto text = {0};
        for (uint32_t i = 0; i < DIFF_WORDS + more; i++)
            buffer_add(&text, STR("a,")); /* two words */
        struct str body = str_part(buffer_str(&text), 0, DIFF_WORDS + more);
        struct blocks blocks = blocks_of_text(&arena, body);
        struct diff_words words = diff_words_of(&arena, &blocks, vocabulary_make(&arena));
        const struct diff_word *last = &words.items[DIFF_WORDS - 1];
        assert_int_equal(words.count, DIFF_WORDS);
        assert_int_equal(last->start, DIFF_WORDS - 1);
        assert_int_equal(last->end, DIFF_WORDS + more);
        assert_int_equal(last->size, 1 + more);
    }
}

static uint32_t hash_of(const char *word) /* as in diff_words.c */
{
    uint64_t hash = 0xCBF29CE484222325;
    for (; *word != '\0'; word++)
        hash = (hash ^ (unsigned char)*word) * 0x100000001B3;
    return (uint32_t)(hash ^ (hash >> 32));
}

/* Words that all want one place of the table: WORD_PROBES of them find room, and the others are like no word. */
static void colliding(void **state)
{
    arena_auto arena = {0};
    buffer_auto text = {0};
    size_t found = 0;

    (void)state;
    for (uint32_t i = 0; found < WORD_PROBES + 8; i++) {
        const char *word = arena_printf(&arena, "w%u", i);
        if (hash_of(word) % 1024 == 7) {
            buffer_printf(&text, "%s ", word);
            found++;
        }
    }
    struct vocabulary *vocabulary = vocabulary_make(&arena);
    struct blocks blocks = blocks_of_text(&arena, buffer_str(&text));
    struct diff_words a = diff_words_of(&arena, &blocks, vocabulary);
    struct diff_words b = diff_words_of(&arena, &blocks, vocabulary);
    for (uint32_t i = 0; i < a.count; i++) {
        assert_int_equal(a.items[i].id, i);
        assert_int_equal(b.items[i].id, i < WORD_PROBES ? i : a.count + (i - WORD_PROBES));
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 5];
    size_t count = 0;
    for (; count < COUNT(cases); count++) {
        tests[count] =
            (struct CMUnitTest){.name = cases[count].name, .test_func = words, .initial_state = (void *)&cases[count]};
    }
    tests[count++] = (struct CMUnitTest){.name = "places in the body", .test_func = places};
    tests[count++] = (struct CMUnitTest){.name = "ids", .test_func = ids};
    tests[count++] = (struct CMUnitTest){.name = "more words than there was room for", .test_func = many};
    tests[count++] = (struct CMUnitTest){.name = "as many words as there may be, and one more", .test_func = most};
    tests[count++] = (struct CMUnitTest){.name = "words that collide", .test_func = colliding};
    return _cmocka_run_group_tests("diff_words", tests, count, NULL, NULL);
}
