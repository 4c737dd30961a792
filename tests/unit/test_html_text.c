#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/html_facts.h"
#include "claimd/html_text.h"

#define LONG                                                                                                           \
    "It is a text, of some length, that reads as a paragraph does, and it is no link at all. It goes on for a few "    \
    "lines, since a page with little more than a line is read again, as if its classes said nothing, and then all of " \
    "it may be its text; but this is enough. "

/* clang-format off */
static const struct text_case {
    const char *name, *source, *pieces; /* kinds and first words, with "|" between: p h q l. L stands for LONG */
} cases[] = {
    {"paragraphs",                 "<p>L</p><p>L2</p>",                                       "pL|pL2"},
    {"kinds",                      "<h2>H</h2><p>L<blockquote>Q</blockquote><ol><li>I</ol>",  "hH|pL|qQ|lI"},
    {"paragraphs in them",         "<p>L<blockquote><p>Q<p>R</blockquote><ul><li><p>I</ul>",  "pL|qQ|qR|lI"},
    {"without elements",           "L",                                                       "pL"},
    {"a div with line breaks",     "<div>L<br><br>L2<br>M</div>",                             "pL|pL2\nM"},
    {"text around a block",        "<div>A<p>L</p>B</div>",                                   "pA|pL|pB"},
    {"an empty block",             "<div>L<p></p>B<hr>C</div>",                               "pL|pB|pC"},
    {"white space",                "<p>L  a\n\t b&nbsp; c</p>",                               "pL a b\u00A0 c"},
    {"scripts and styles",         "<p>L<script>s</script><style>t</style></p>",              "pL"},
    {"hidden ones",                "<p>L<p hidden>a<p style='color:red; Display: none'>b<p aria-hidden=true>c", "pL"},
    {"navigation",                 "<nav><p>A</nav><p>L<footer>B</footer><figure>C</figure>", "pL"},
    {"a class that says it",       "<div class='x share-bar'>A</div><div id=comments>B</div><p>L", "pL"},
    {"a class made of a heading",  "<div id='how-to-share-with-others'><p>L</div>",           "pL"},
    {"a class of what holds all",  "<div class=sidebar><p>L<p>L2</div>",                      "pL|pL2"},
    {"a class within a paragraph", "<p>L <span class=hidden-word>a</span> b",                 "pL a b"},
    {"a teaser",                   "<p>L<p>L<div><h3><a href=x>T</a></h3><p>A text.</div>",   "pL|pL"},
    {"a page's own linked heading", "<h1><a href=x>T</a></h1><p>L",                           "hT|pL"},
    {"a list of links",            "<p>L<p>L<p>L<ul><li><a href=x>A</a><li><a href=y>B</a></ul>", "pL|pL|pL"},
    {"a sentence that is a link",  "<p>L<p><a href=x>See there.</a>",                         "pL|pSee there."},
    {"paragraphs side by side",    "<div><div><p>L</div><div><p>L2</div><div><p>M</div></div>", "pL|pL2|pM"},
    {"divs at the top",            "<div><p>L</div><div><p>L2</div>",                         "pL|pL2"},
    {"what says that it is it",    "<div><p>L</div><div itemprop=articleBody><p>L2<p>L2<p>L2<p>L2<p>L2<p>L2</div>", "pL2|pL2|pL2|pL2|pL2|pL2"},
    {"nothing",                    "",                                                        ""},
    {"no text",                    "<p><br><img></p>",                                        ""},
};
/* clang-format on */

/* L is written out. */
static void spell(struct buffer *text, const char *short_form)
{
    for (const char *at = short_form; *at != '\0'; at++) {
        if (*at == 'L') {
            buffer_add(text, STR(LONG));
            text->size--; /* without the blank at the end */
            if (at[1] != '<' && at[1] != '|' && at[1] != ' ' && at[1] != '\0')
                buffer_add_byte(text, ' ');
        } else {
            buffer_add_byte(text, *at);
        }
    }
}

static void text(void **state)
{
    const struct text_case *c = *state;
    arena_auto arena = {0};
    buffer_auto source = {0}, wanted = {0}, got = {0};
    spell(&source, c->source);
    spell(&wanted, c->pieces);
    struct html html = html_parse(&arena, buffer_str(&source));
    struct pieces pieces = html_text(&arena, &html);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct piece *piece = &pieces.items[i];
        buffer_printf(&got, "%s%c%.*s", i == 0 ? "" : "|", "phql"[piece->kind], STR_PRINT(piece->text));
    }
    assert_string_equal(buffer_terminate(&got), buffer_terminate(&wanted));
}

/* Sums, and what is below what was taken out. */
static void facts(void **state)
{
    (void)state;
    arena_auto arena = {0};
    struct html html = html_parse(&arena, STR("<div>ab <p>c, <a>de</a></p><nav>f<b>g</b></nav></div>"));
    struct html_fact *found = html_facts(&arena, &html, false);
    enum { DIV = 1, P = 3, NAV = 7, G = 10 };
    assert_int_equal(html.nodes[P].tag, HTML_TAG_P);
    assert_int_equal(html.nodes[NAV].tag, HTML_TAG_NAV);
    assert_int_equal(found[DIV].size, 6);
    assert_int_equal(found[DIV].own, 2);
    assert_int_equal(found[P].own, 4);
    assert_int_equal(found[P].own_link, 2);
    assert_int_equal(found[P].commas, 1);
    assert_true(found[NAV].is_out && found[G].is_out);
    assert_true(html_link_share(&found[P]) == 0.5);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, text, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(facts);
    return cmocka_run_group_tests_name("html_text", tests, NULL, NULL);
}
