#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/markdown.h"

/* clang-format off */
static const struct markdown_case {
    const char *name, *source, *title, *pieces; /* kinds and words with "|" between: p h q l; ¦ is a bar in them */
} cases[] = {
    {"nothing",                  "",                                "",    ""},
    {"paragraphs",               "one\ntwo\n\nthree",               "",    "pone two|pthree"},
    {"a title",                  "# One *two*\n\nthree",            "One two", "pthree"},
    {"a title with a line below", "One\n===\n\ntwo",                "One", "ptwo"},
    {"the first title",          "# One\n\n# Two",                  "One", "hTwo"},
    {"headings",                 "## One\n\ntwo",                   "",    "hOne|ptwo"},
    {"emphasis",                 "a *b* **c** ~~d~~ `e`",           "",    "pa b c d e"},
    {"links",                    "a [b](http://c 'd') <http://e>",  "",    "pa b http://e"},
    {"pictures",                 "a ![b [c](d)](e) f",              "",    "pa  f"},
    {"references",               "a &amp; &#233;",                  "",    "pa & é"},
    {"line breaks",              "a  \nb\\\nc",                     "",    "pa\nb\nc"},
    {"HTML among words",         "a <b>b</b> c",                    "",    "pa b c"},
    {"a block of HTML",          "<div>a <p>b</div>\n\nc",          "",    "pa b|pc"},
    {"a comment",                "<!-- a -->\n\nb",                 "",    "pb"},
    {"code",                     "```\na\n\nb\n```",                "",    "pa\nb"},
    {"lists",                    "- a\n- b\n  - c\n\n1. d",         "",    "la|lb|lc|ld"},
    {"items with paragraphs",    "- a\n\n  b\n",                    "",    "la|lb"},
    {"quotations",               "> a\n> b\n>\n> c\n\nd",           "",    "qa b|qc|pd"},
    {"a quotation in a list",    "- a\n  > b\n- c",                 "",    "la|qb|lc"},
    {"a list in a quotation",    "> - a\n>\n> b",                   "",    "la|qb"},
    {"a heading in a quotation", "> ## a",                          "",    "ha"},
    {"a table",                  "|a|b|\n|---|---|\n|c|d|\n",       "",    "pa ¦ b|pc ¦ d"},
    {"a rule",                   "a\n\n***\n\nb",                   "",    "pa|pb"},
    {"escapes",                  "\\*a\\* \\[b\\]",                 "",    "p*a* [b]"},
    {"fields before it",         "---\ntitle: One\n---\n\ntwo",     "One", "ptwo"},
    {"a rule is no field",       "---\n\none",                      "",    "pone"},
};
/* clang-format on */

static void pieces_of(void **state)
{
    const struct markdown_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct page page = {0};
    struct pieces pieces = markdown_pieces(&arena, str_of(c->source), &page);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct piece *piece = &pieces.items[i];
        buffer_printf(&got, "%s%c", i == 0 ? "" : "|", "phql"[piece->kind]);
        for (size_t k = 0; k < piece->text.size; k++)
            buffer_add(&got, piece->text.data[k] == '|' ? STR("¦") : str_part(piece->text, k, 1));
    }
    assert_string_equal(buffer_terminate(&got), c->pieces);
    assert_int_equal(page.title.size, strlen(c->title));
    assert_true(c->title[0] == '\0' || str_is(page.title, c->title));
}

/* Past 32 brackets the next is escaped, and nothing of that is seen. A table may have 99 columns with a bar at either end; past
 * that it is text. */
static void limits(void **state)
{
    (void)state;
    for (size_t deep = 32; deep <= 33; deep++) {
        arena_auto arena = {0};
        buffer_auto source = {0};
        struct page page = {0};
        for (size_t i = 1; i < deep; i++)
            buffer_add_byte(&source, '[');
        buffer_add(&source, STR("[a](http://b)"));
        struct pieces pieces = markdown_pieces(&arena, buffer_str(&source), &page);
        assert_int_equal(pieces.items[0].link.size, sizeof "http://b" - 1);
        assert_int_equal(pieces.items[0].text.size, deep);
    }
    for (size_t bars = 100; bars <= 101; bars++) {
        arena_auto arena = {0};
        buffer_auto source = {0};
        struct page page = {0};
        for (const char *cell = "a"; cell != NULL; cell = cell[0] == 'a' ? "---" : NULL) {
            for (size_t i = 1; i < bars; i++)
                buffer_printf(&source, "|%s", cell);
            buffer_add(&source, STR("|\n"));
        }
        struct pieces pieces = markdown_pieces(&arena, buffer_str(&source), &page);
        assert_int_equal(str_starts(pieces.items[0].text, STR("a | a")), bars == 100);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, pieces_of, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(limits);
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
