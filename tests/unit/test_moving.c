#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/moving.h"
#include "claimd/utf8.h"

#include "doubling.h"

/* In both bodies [ and ] stand around the span and are no part of it; [] is where it stood. */
static const struct span_case {
    const char *name, *before, *after;
    enum anchor_state state;
} span_cases[] = {
    /* clang-format off */
    {"nothing changed",                  "The [cat sat] on the mat.", "The [cat sat] on the mat.", ANCHOR_EXACT},
    {"something behind it changed",      "The [cat sat] on the old red mat of the house.", "The [cat sat] on the new red mat of the house.", ANCHOR_EXACT},
    {"something before it changed",      "One two three. The old dog and the [cat sat] on the mat.", "Two three. The old dog and the [cat sat] on the mat.", ANCHOR_MOVED},
    {"the whole body",                   "[The cat sat.]", "[The cat sat.]", ANCHOR_EXACT},
    {"put in right before it",           "So the old [cat sat] on the red mat.", "So the old grey [cat sat] on the red mat.", ANCHOR_MOVED},
    {"put in right behind it",           "So the old [cat sat] on the red mat.", "So the old [cat sat] down on the red mat.", ANCHOR_EXACT},
    {"put in right behind, no space",    "So the old [cat sat] on the red mat.", "So the old [cat sat], on the red mat.", ANCHOR_EXACT},
    {"a sentence put in before it",      "One two three four five six. [Seven eight nine ten eleven.] Twelve.", "One two three four five six. New. [Seven eight nine ten eleven.] Twelve.", ANCHOR_MOVED},
    {"a sentence put in behind it",      "One two three four five six. [Seven eight nine ten eleven.] Twelve.", "One two three four five six. [Seven eight nine ten eleven.] New. Twelve.", ANCHOR_EXACT},
    {"quotes",                           "He said \"[it's late]\" and went home to his wife.", "He said “[it’s late]” and went home to his wife.", ANCHOR_EXACT},
    {"spaces",                           "They made [5 million dollars] in the first year.", "They made [5\u00A0million   dollars] in the first year.", ANCHOR_EXACT},
    {"a line end for a space",           "They made [5 million dollars] in the first year.", "They made [5 million\ndollars] in the first year.", ANCHOR_EXACT},
    {"blocks joined inside it",          "They made [five million.\n\nIn the first year] they spent it all.", "They made [five million. In the first year] they spent it all.", ANCHOR_EXACT},
    {"dashes",                           "It is a [well–known – fact] that cats sit on mats.", "It is a [well-known - fact] that cats sit on mats.", ANCHOR_EXACT},
    {"an ellipsis",                      "It is a [well… fact] that cats sit on red mats.", "It is a [well... fact] that cats sit on red mats.", ANCHOR_EXACT},
    {"an end inside an ellipsis",        "It is a well.[.. fact] that cats sit on red mats.", "It is a well[… fact] that cats sit on red mats.", ANCHOR_CHANGED},
    {"soft hyphens",                     "It is a [cooperative fact] that cats sit on red mats.", "It is a [co\u00ADoperative fact] that cats sit on red mats.", ANCHOR_EXACT},
    {"code points, not bytes",           "😀é one two three four five [cat] six seven", "é one two three four five [cat] six seven", ANCHOR_MOVED},
    {"\"not\" put in",                   "Experts say that [the war will end] before the winter of next year.", "Experts say that [the war will not end] before the winter of next year.", ANCHOR_CHANGED},
    {"a word gone",                      "Experts say that [the war will not end] before the winter of next year.", "Experts say that [the war will end] before the winter of next year.", ANCHOR_CHANGED},
    {"a word replaced",                  "Experts say that [the war will end soon] before the winter of next year.", "Experts say that [the war may end soon] before the winter of next year.", ANCHOR_CHANGED},
    {"its first word replaced",          "Experts say that [most wars will end soon] before the winter of next year.", "Experts say that [few wars will end soon] before the winter of next year.", ANCHOR_CHANGED},
    {"its last word replaced",           "Experts say that [most wars will end soon] before the winter of next year.", "Experts say that [most wars will end late] before the winter of next year.", ANCHOR_CHANGED},
    {"its first word gone",              "Experts say that [most wars will end soon] before the winter of next year.", "Experts say that [wars will end soon] before the winter of next year.", ANCHOR_CHANGED},
    {"its last word gone",               "Experts say that [most wars will end soon] before the winter of next year.", "Experts say that [most wars will end] before the winter of next year.", ANCHOR_CHANGED},
    {"other case",                       "Experts say that [most wars will end soon] before the winter of next year.", "Experts say that [Most wars will end soon] before the winter of next year.", ANCHOR_CHANGED},
    {"a space gone",                     "Experts say that [most wars - all end] before the winter of next year.", "Experts say that [most wars- all end] before the winter of next year.", ANCHOR_CHANGED},
    {"spelt differently",                "Experts say that [Ukrain] wins before the winter of next year comes.", "Experts say that [Ukraine] wins before the winter of next year comes.", ANCHOR_CHANGED},
    {"a longer word of it",              "Experts say that [Russia] wins before the winter of next year comes.", "Experts say that [Russian] wins before the winter of next year comes.", ANCHOR_CHANGED},
    {"a part of a word",                 "Experts say that [Russ]ia wins before the winter of next year comes.", "Experts now say that [Russ]ia wins before the winter of next year comes.", ANCHOR_MOVED},
    {"the end of a word",                "Experts say that Rus[sia wins] before the winter of next year comes.", "Experts now say that Rus[sia wins] before the winter of next year comes.", ANCHOR_MOVED},
    {"white space at its ends",          "Experts say that[ Russia ]wins before the winter of next year comes.", "Experts now say that[ Russia ]wins before the winter of next year comes.", ANCHOR_MOVED},
    {"white space alone",                "Experts say that[ ]Russia wins before the winter of next year comes.", "Experts now say that[ ]Russia wins before the winter of next year comes.", ANCHOR_MOVED},
    {"white space that is gone",         "Experts say that[ ]Russia wins before the winter of next year comes.", "Experts say that []peace wins before the winter of next year comes.", ANCHOR_ORPHANED},
    {"deleted",                          "Experts say that [Russia] wins before the winter of next year comes.", "Experts say that []wins before the winter of next year comes.", ANCHOR_ORPHANED},
    {"another word for it",              "Experts say that [Russia] wins before the winter of next year comes.", "Experts say that []Germany wins before the winter of next year comes.", ANCHOR_ORPHANED},
    {"deleted, and said elsewhere",      "Experts doubt that [Russia] wins. But Russia says that it will win before the winter of next year.", "Experts doubt []it. But Russia says that it will win before the winter of next year.", ANCHOR_ORPHANED},
    {"another sentence for it",          "Cats sit on mats. [The price of oil will fall by half next year.] Dogs sit on the floor of old houses.", "Cats sit on mats. []A new law has come into force without notice. Dogs sit on the floor of old houses.", ANCHOR_ORPHANED},
    {"all is new",                       "The [cat] sat.", "[]Something else.", ANCHOR_ORPHANED},
    {"all is new but for its words",     "The old [cat] sat on a mat.", "Some dog ate my [cat] for breakfast.", ANCHOR_AMBIGUOUS},
    {"one of two alike deleted",         "He laughed [ha] ha and went away to his house.", "He laughed []ha and went away to his house.", ANCHOR_AMBIGUOUS},
    {"the other of two alike deleted",   "He laughed ha [ha] and went away to his house.", "He laughed []ha and went away to his house.", ANCHOR_AMBIGUOUS},
    {"a third one put in",               "He laughed ha [ha] and went away to his house.", "He laughed ha ha []ha and went away to his house.", ANCHOR_AMBIGUOUS},
    {"a sentence deleted that began so", "All is well. [Russia] has won. Russia has lost the war of the ten years.", "All is well. []Russia has lost the war of the ten years.", ANCHOR_ORPHANED},
    {"a sentence kept that began so",    "All is well. Russia has won. [Russia] has lost the war of the ten years.", "All is well. [Russia] has lost the war of the ten years.", ANCHOR_MOVED},
    {"a sentence put in that begins so", "All is well. [Russia] has lost the war of the ten years.", "All is well. Russia has won. [Russia] has lost the war of the ten years.", ANCHOR_MOVED},
    {"a block moved",                    "One two three.\n\nThe [cat] sat on the red mat again.\n\nThe dogs all lay on the floor of the house.\n\nThe end.", "One two three.\n\nThe dogs all lay on the floor of the house.\n\nThe [cat] sat on the red mat again.\n\nThe end.", ANCHOR_MOVED},
    {"the first word of a block moved",  "One two three.\n\n[The] cat sat on the red mat again.\n\nThe dogs all lay on the floor of the house.\n\nThe end.", "One two three.\n\nThe dogs all lay on the floor of the house.\n\n[The] cat sat on the red mat again.\n\nThe end.", ANCHOR_MOVED},
    {"a sentence moved",                 "The first of all. [The cat sat on the red mat again.] The dogs all lay on the floor of the house. The end.", "The first of all. The dogs all lay on the floor of the house. The end. [The cat sat on the red mat again.]", ANCHOR_MOVED},
    {"moved and edited",                 "One two three.\n\n[The cat sat on the red mat again.]\n\nThe dogs all lay on the floor of the house.\n\nThe end.", "One two three.\n\nThe dogs all lay on the floor of the house.\n\n[The cat sat on the red mat never again.]\n\nThe end.", ANCHOR_CHANGED},
    {"a short block moved",              "One two three.\n\n[Aye.]\n\nThe dogs all lay on the floor of the house.\n\nThe end.", "One two three.\n\nThe dogs all lay on the floor of the house.\n\n[Aye.]\n\nThe end.", ANCHOR_AMBIGUOUS},
    {"a heading that begins alike",      "One two three four five six.\n\n[The] terms\n\nSeven eight nine ten eleven twelve.", "One two three four five six.\n\n[The] footnote\n\nSeven eight nine ten eleven twelve.", ANCHOR_AMBIGUOUS},
    {"a twin deleted",                   "One two three four five six. [Aye aye.] Seven eight nine ten eleven twelve. Aye aye. The end of all this.", "One two three four five six. [Aye aye.] Seven eight nine ten eleven twelve. The end of all this.", ANCHOR_EXACT},
    {"its twin left",                    "One two three four five six. Aye aye. Seven eight nine ten eleven twelve. [Aye aye.] The end of all this.", "One two three four five six. Aye aye. Seven eight nine ten eleven twelve. []The end of all this.", ANCHOR_ORPHANED},
    {"Chinese",                          "我们认为[战争将结束]在明年冬天之前。", "我们现在认为[战争将结束]在明年冬天之前。", ANCHOR_MOVED},
    {"Chinese, a word put in",           "我们认为[战争将结束]在明年冬天之前。", "我们认为[战争将不结束]在明年冬天之前。", ANCHOR_CHANGED},
    {"a mark alone",                     "Why not[?] Because the winter comes before the spring does.", "So why not[?] Because the winter comes before the spring does.", ANCHOR_MOVED},
    {"an invisible character in a word", "One two three four five co[\u00AD]op six seven.", "One two three four five co[]op six seven.", ANCHOR_ORPHANED},
    {"a word with it",                   "One two three four five [co\u00ADop] six seven.", "One two three four five [coop] six seven.", ANCHOR_EXACT},
    {"from nothing but marks",           "[...]", "[...]", ANCHOR_EXACT},
    /* clang-format on */
};

/* text without its brackets, and the span between them; start == end without brackets. */
static struct blocks unmark(struct arena *arena, const char *marked, struct span *span)
{
    buffer_auto text = {0};
    struct str rest = str_of(marked);
    *span = (struct span){0, 0};
    for (size_t at = 0; at < rest.size; at++) {
        uint32_t here = (uint32_t)utf8_count(buffer_str(&text));
        if (rest.data[at] == '[') {
            span->start = here;
        } else if (rest.data[at] == ']') {
            span->end = here;
        } else {
            buffer_add_byte(&text, rest.data[at]);
        }
    }
    struct blocks blocks = blocks_of_text(arena, buffer_str(&text));
    assert_int_equal(blocks.body.size, text.size);
    return blocks;
}

static void spans(void **state)
{
    const struct span_case *c = *state;
    arena_auto arena = {0};
    struct span was, is;
    struct blocks before = unmark(&arena, c->before, &was), after = unmark(&arena, c->after, &is);
    struct moved moved = moving_span(moving_make(&arena, &before, &after), was);

    assert_int_equal(moved.state, c->state);
    assert_int_equal(moved.span.start, is.start);
    assert_int_equal(moved.span.end, is.end);
}

/* before is the body that no longer has the words. */
static const struct quote_case {
    const char *name, *before, *after, *prefix, *exact, *suffix;
    enum anchor_state state;
} quote_cases[] = {
    /* clang-format off */
    {"put back",                        "One two.", "One two. [The cat] sat on the red mat.", "One two. ", "The cat", " sat on the red mat.", ANCHOR_MOVED},
    {"put back with other quotes",      "One two.", "One two. The [cat’s] old friend sat on the red mat.", "One two. The ", "cat's", " old friend sat on the red", ANCHOR_MOVED},
    {"a prefix that begins in a word",  "One two.", "One two. The very old grey and lazy fat [cat] sat.", "ery old grey and lazy fat ", "cat", " ran", ANCHOR_MOVED},
    {"long enough without context",     "One two.", "One two. [The cat sat on the red mat again]", "x ", "The cat sat on the red mat again", " y", ANCHOR_MOVED},
    {"too little of what was around",   "One two.", "One two. The [cat] ran.", "One two. The ", "cat", " sat on the red mat.", ANCHOR_AMBIGUOUS},
    {"put in twice",                    "One two.", "The cat sat on the red mat. []The cat sat on the red mat.", "", "The cat sat on the red mat", ".", ANCHOR_AMBIGUOUS},
    {"twice, told apart by the context", "One two.", "A cat sat on the red mat. [The cat sat on the red mat]. No.", "mat. ", "The cat sat on the red mat", ". No.", ANCHOR_MOVED},
    {"only where it stood before",      "One two. The cat sat on the red mat.", "Two. []The cat sat on the red mat.", "two. ", "The cat sat on the red mat", ".", ANCHOR_ORPHANED},
    {"nowhere",                         "One two.", "One two. []Three.", "", "The cat", "", ANCHOR_ORPHANED},
    {"words that are there, not in a row", "One two.", "The red cat.[]", "", "The cat", "", ANCHOR_ORPHANED},
    {"nothing",                         "One two.", "One two. []Three.", "", " ", "", ANCHOR_ORPHANED},
    {"longer than the body",            "One two.", "The cat", "", "The cat sat", "", ANCHOR_ORPHANED},
    /* clang-format on */
};

static void quotes(void **state)
{
    const struct quote_case *c = *state;
    arena_auto arena = {0};
    struct span none, is;
    struct blocks before = unmark(&arena, c->before, &none), after = unmark(&arena, c->after, &is);
    struct quote quote = {str_of(c->exact), str_of(c->prefix), str_of(c->suffix)};
    struct moved moved = moving_quote(moving_make(&arena, &before, &after), &quote, 9);

    assert_int_equal(moved.state, c->state);
    assert_int_equal(moved.span.start, is.start);
    assert_int_equal(moved.span.end, is.end);
}

/* What tests/fuzz/moving.c found: read or written out of bounds, ends in the wrong order. */
static const struct odd_case {
    const char *name, *before, *after;
} odd_cases[] = {
    {"borders beside free words",
     "&\?m!\?\x11"
     "A\?\?!\?&\?!(\?\x11"
     "A\?\?!",
     "\"\?&\?!\?(\?\x11"
     "A\?\?!\?!\?\x11"
     "A\?\?!"},
    {"borders move into the common end", "\?\?\n\?\n\n\?\n\n\?", "\x01\?\?\n\n\?"},
    {"two words of one character", "\?\t\t1,\x07\n\n\?\u318A", "\n,\n\x1D\t\t\x7F\?,\?\u318A1"},
    {"nothing", "", "a"},
    {"to nothing", "a b c", ""},
};

static void odd(void **state)
{
    const struct odd_case *c = *state;
    arena_auto arena = {0};
    struct blocks before = blocks_of_text(&arena, str_of(c->before)), after = blocks_of_text(&arena, str_of(c->after));
    struct moving *moving = moving_make(&arena, &before, &after);
    uint32_t count = (uint32_t)utf8_count(before.body), count_after = (uint32_t)utf8_count(after.body);
    for (uint32_t start = 0; start < count; start++) {
        for (uint32_t end = start + 1; end <= count; end++) {
            struct moved moved = moving_span(moving, (struct span){start, end});
            assert_true(moved.span.start <= moved.span.end && moved.span.end <= count_after);
        }
    }
}

static void many_places(void **state)
{
    arena_auto arena = {0};
    buffer_auto text = {0};
    struct quote quote = {.exact = STR("cat")};

    (void)state;
    for (size_t i = 0; i < 64; i++)
        buffer_printf(&text, "cat ");
    struct blocks before = blocks_of_text(&arena, STR("One"));
    struct blocks after = blocks_of_text(&arena, buffer_str(&text));
    assert_int_equal(moving_quote(moving_make(&arena, &before, &after), &quote, 8).state, ANCHOR_AMBIGUOUS);
    buffer_add(&text, STR("cat")); /* one past those that are looked at */
    after = blocks_of_text(&arena, buffer_str(&text));
    assert_int_equal(moving_quote(moving_make(&arena, &before, &after), &quote, 8).state, ANCHOR_AMBIGUOUS);
}

/* Hostile bodies, which must take linear time: one of `size` bytes and what it became. */

static struct str repeat(struct arena *arena, const char *unit, size_t size)
{
    buffer_auto text = {0};
    while (text.size < size)
        buffer_add(&text, str_of(unit));
    return arena_str(arena, buffer_str(&text));
}

static struct str numbers(struct arena *arena, size_t size, uint32_t factor)
{
    buffer_auto text = {0};
    for (uint32_t i = 1; text.size < size; i++)
        buffer_printf(&text, "%x ", i * factor);
    return arena_str(arena, buffer_str(&text));
}

/* Every word other than the one before it, in groups of which each is changed a little. */
static struct str groups(struct arena *arena, size_t size, bool is_new)
{
    buffer_auto text = {0};
    for (uint32_t i = 1; text.size < size; i++)
        buffer_printf(&text, "%s%s", i % 7 == 0 && is_new ? "new " : "the ", i % 255 == 0 ? "\n\n" : "");
    return arena_str(arena, buffer_str(&text));
}

static const struct hostile_case {
    const char *name, *before, *after; /* repeated; NULL: made */
} hostile_cases[] = {
    {"two words again and again", "a b ", "b a "},
    {"one letter, one less", "a ", "a"},
    {"one mark", ".", ". "},
    {"marks", "([{<", "<{[("},
    {"blocks of a word", "a\n\n", "b\n\n"},
    {"six words and their reverse", "one two three four five six ", "six five four three two one "},
    {"a period that almost fits", "a b c d e f g h ", "a b c d e f g h i "},
    {"Chinese", "战争将结束", "结束将战争"},
    {"all words differ", NULL, NULL},
    {"gaps of every size", NULL, ""},
};

static int64_t time_us(void *what, size_t size)
{
    const struct hostile_case *c = what;
    arena_auto arena = {0};
    struct blocks before, after;

    if (c->before != NULL) {
        before = blocks_of_text(&arena, repeat(&arena, c->before, size));
        after = blocks_of_text(&arena, repeat(&arena, c->after, size));
    } else if (c->after != NULL) {
        before = blocks_of_text(&arena, groups(&arena, size, false));
        after = blocks_of_text(&arena, groups(&arena, size, true));
    } else {
        before = blocks_of_text(&arena, numbers(&arena, size, 0x9E3779B1));
        after = blocks_of_text(&arena, numbers(&arena, size, 0x85EBCA6B));
    }
    int64_t began = processor_us();
    struct moving *moving = moving_make(&arena, &before, &after);
    uint32_t count = (uint32_t)utf8_count(before.body);
    for (uint32_t at = 0; at + 400 < count; at += count / 200 + 1)
        (void)!moving_span(moving, (struct span){at, at + 1 + at % 400}).state;
    return processor_us() - began;
}

static void hostile(void **state)
{
    const struct hostile_case *c = *state;
    assert_linear(c->name, time_us, *state, (size_t)48 * 1024, 2);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(span_cases) + COUNT(quote_cases) + COUNT(hostile_cases) + COUNT(odd_cases) + 1];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(span_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = span_cases[i].name, .test_func = spans, .initial_state = (void *)&span_cases[i]};
    }
    for (size_t i = 0; i < COUNT(quote_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = quote_cases[i].name, .test_func = quotes, .initial_state = (void *)&quote_cases[i]};
    }
    for (size_t i = 0; i < COUNT(hostile_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = hostile_cases[i].name, .test_func = hostile, .initial_state = (void *)&hostile_cases[i]};
    }
    for (size_t i = 0; i < COUNT(odd_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = odd_cases[i].name, .test_func = odd, .initial_state = (void *)&odd_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "words in many places", .test_func = many_places};
    return _cmocka_run_group_tests("moving", tests, count, NULL, NULL);
}
