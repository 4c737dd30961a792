/* A text of twice the size takes twice the time, from the page to its claims, whatever it holds: up to 1 MB of one thing again and
 * again. Each function by itself, and with more texts, is measured by tests/fuzz/run.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/analysis.h"
#include "claimd/buffer.h"
#include "claimd/page.h"

#include "doubling.h"

static const struct linear_case {
    const char *name;
    enum page_type type;
    const char *start, *text, *behind; /* behind: text is followed by its number and this; NULL: by nothing */
} cases[] = {
    /* clang-format off */
    {"open brackets",       PAGE_PLAIN, "", "(", NULL},
    {"brackets",            PAGE_PLAIN, "", "(a) ", NULL},
    {"quotation marks",     PAGE_PLAIN, "", "\"", NULL},
    {"quotations",          PAGE_PLAIN, "", "\"It is,\" he said. ", NULL},
    {"open quotations",     PAGE_PLAIN, "", "She said: “it is ", NULL},
    {"combining marks",     PAGE_PLAIN, "a", "\u0301", NULL},
    {"if",                  PAGE_PLAIN, "", "if ", NULL},
    {"conditions",          PAGE_PLAIN, "", "if it rains, ", NULL},
    {"said that",           PAGE_PLAIN, "", "said that ", NULL},
    {"said that he said",   PAGE_PLAIN, "", "he said that she said ", NULL},
    {"and",                 PAGE_PLAIN, "", "and ", NULL},
    {"which",               PAGE_PLAIN, "The sea", ", which is", NULL},
    {"verbs",               PAGE_PLAIN, "", "is not likely to be ", NULL},
    {"capitals",            PAGE_PLAIN, "", "A", NULL},
    {"words with capitals", PAGE_PLAIN, "", "Word ", NULL},
    {"names",               PAGE_PLAIN, "", "John Smith ", NULL},
    {"many names",          PAGE_PLAIN, "", "John Name", " met Word. "},
    {"many acronyms",       PAGE_PLAIN, "", "North Atlantic Word", " (NAW) "},
    {"digits",              PAGE_PLAIN, "", "1", NULL},
    {"numbers",             PAGE_PLAIN, "", "1.5 ", NULL},
    {"dots",                PAGE_PLAIN, "", ".", NULL},
    {"stops",               PAGE_PLAIN, "", "a. ", NULL},
    {"letters with dots",   PAGE_PLAIN, "", "U.", NULL},
    {"commas",              PAGE_PLAIN, "", "a, ", NULL},
    {"dashes",              PAGE_PLAIN, "", "a - ", NULL},
    {"apostrophes",         PAGE_PLAIN, "", "a'", NULL},
    {"one sentence",        PAGE_PLAIN, "", "the sea is deep and ", NULL},
    {"one word",            PAGE_PLAIN, "", "word", NULL},
    {"blocks",              PAGE_PLAIN, "", "It is.\n\n", NULL},
    {"links",               PAGE_PLAIN, "", "http://a.b/c ", NULL},
    {"div",                 PAGE_HTML,  "", "<div>", NULL},
    {"div and text",        PAGE_HTML,  "", "<div>It is, he said, the sea. ", NULL},
    {"paragraphs",          PAGE_HTML,  "", "<p>It is, he said, the sea. ", NULL},
    {"brackets of a page",  PAGE_HTML,  "<p>", "[", NULL},
    /* clang-format on */
};

static struct arena lexicons;
static const struct lexicon *lexicon;

static int open_lexicons(void **state)
{
    problem_auto problem = {0};
    (void)state;
    lexicon = lexicon_open(&lexicons, NULL, &problem);
    return lexicon == NULL;
}

static int close_lexicons(void **state)
{
    (void)state;
    arena_release(&lexicons);
    return 0;
}

static int64_t time_us(void *what, size_t size)
{
    const struct linear_case *c = what;
    struct analysis_options options = {.lexicon = lexicon, .published_at = "2023-05-19"};
    arena_auto arena = {0};
    buffer_auto text = {0};

    doubling_text(&text, c->start, c->text, c->behind, size);
    int64_t began = processor_us();
    struct page page = page_of(&arena, buffer_str(&text), c->type, (struct str){0});
    struct analysis analysis = analysis_of(&arena, &page.blocks, &options);
    int64_t took = processor_us() - began;
    size_t covered = 0;
    for (size_t i = 0; i < analysis.sentence_count; i++)
        covered += analysis.sentences[i].to - analysis.sentences[i].from;
    assert_int_equal(covered, analysis.tokens.count);
    return took;
}

static void is_linear(void **state)
{
    const struct linear_case *c = *state;
    assert_linear(c->name, time_us, *state, (size_t)1 << 18, 2);
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, is_linear, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name("linear", tests, open_lexicons, close_lexicons);
}
