#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/html.h"

/* clang-format off */
static const struct tree_case {
    const char *name, *source, *tree; /* elements as (tag …), others as (? …), texts in quotation marks */
} tree_cases[] = {
    {"nothing",                     "",                                   ""},
    {"text",                        "a b",                                "'a b'"},
    {"elements",                    "<p>a<b>c</b>d</p>e",                 "(p 'a'(b 'c')'d')'e'"},
    {"upper case",                  "<P CLASS=x>a</P>",                   "(p 'a')"},
    {"one that nobody knows",       "<mjx-c>a</mjx-c>",                   "(? 'a')"},
    {"void ones",                   "a<br>b<hr/>c<img src=x>",            "'a'(br )'b'(hr )'c'(img )"},
    {"paragraphs close",            "<p>a<p>b<div>c</div>",               "(p 'a')(p 'b')(div 'c')"},
    {"list items close",            "<ul><li>a<li>b</ul>c",               "(ul (li 'a')(li 'b'))'c'"},
    {"a list in a list",            "<ul><li>a<ul><li>b</ul><li>c</ul>",  "(ul (li 'a'(ul (li 'b')))(li 'c'))"},
    {"terms close",                 "<dl><dt>a<dd>b<dt>c</dl>",           "(dl (dt 'a')(dd 'b')(dt 'c'))"},
    {"rows and cells close",        "<table><tr><td>a<td>b<tr><td>c</table>d", "(table (tr (td 'a')(td 'b'))(tr (td 'c')))'d'"},
    {"cells close what is in them", "<table><tr><td><div><b>a<td>b</table>", "(table (tr (td (div (b 'a')))(td 'b')))"},
    {"a table in a cell",           "<table><tr><td><table><tr><td>a</table>b</table>c", "(table (tr (td (table (tr (td 'a')))'b')))'c'"},
    {"no end reaches out of a cell", "<div><table><tr><td>a</div>b</table></div>c", "(div (table (tr (td 'a''b'))))'c'"},
    {"links close",                 "<a>a<a>b</a>",                       "(a 'a')(a 'b')"},
    {"an end without a start",      "a</b>b</div>c",                      "'a''b''c'"},
    {"an inline end stays inside",  "<b><p>a</b>b</p>c",                  "(b (p 'a''b')'c')"},
    {"a block's end closes inline", "<div><b>a</div>b",                   "(div (b 'a'))'b'"},
    {"body comes twice",            "<html><head><title>t</title><body>a<body>b", "(html (head (title 't'))(body 'a''b'))"},
    {"a head that is not closed",   "<head><meta><body>a",                "(head (meta ))(body 'a')"},
    {"comments",                    "a<!-- <p> -- > -->b<!-->c<!--->d",   "'a''b''c''d'"},
    {"a comment that does not end", "a<!-- b",                            "'a'"},
    {"declarations",                "<!DOCTYPE html><?xml x?>a</ b>c",    "'a''c'"},
    {"less than",                   "a < b <3 <",                         "'a < b <3 <'"},
    {"scripts",                     "<script>if (a<b) '</p>'</script>c",  "(script 'if (a<b) '</p>'')'c'"},
    {"a script that does not end",  "<script>a</scripts>",                "(script 'a</scripts>')"},
    {"a title's references",        "<title>a &amp; <b></title>",         "(title 'a & <b>')"},
    {"references",                  "&lt;p&gt; &eacute;&#233;&#xE9;",     "'<p> ééé'"},
    {"a tag that does not end",     "a<p class='b",                       "'a'(p )"},
};

static const struct attribute_case {
    const char *name, *source;
    enum html_attribute_name attribute;
    const char *value; /* NULL: none */
} attribute_cases[] = {
    {"quoted",             "<p class=\"a b\">",           HTML_ATTRIBUTE_CLASS,  "a b"},
    {"in single quotes",   "<p class='a\"b'>",            HTML_ATTRIBUTE_CLASS,  "a\"b"},
    {"bare",               "<p class=a/b>",               HTML_ATTRIBUTE_CLASS,  "a/b"},
    {"with spaces",        "<p class = a >",              HTML_ATTRIBUTE_CLASS,  "a"},
    {"without a value",    "<p hidden>",                  HTML_ATTRIBUTE_HIDDEN, ""},
    {"empty",              "<p class=>",                  HTML_ATTRIBUTE_CLASS,  ""},
    {"upper case",         "<p CLASS=a>",                 HTML_ATTRIBUTE_CLASS,  "a"},
    {"the first of two",   "<p class=a class=b>",         HTML_ATTRIBUTE_CLASS,  "a"},
    {"behind others",      "<p x y=z 'q' class=a>",       HTML_ATTRIBUTE_CLASS,  "a"},
    {"references",         "<p href='?a=1&amp;copy=2'>",  HTML_ATTRIBUTE_HREF,   "?a=1&copy=2"},
    {"no reference",       "<p href='?a=1&copy=2'>",      HTML_ATTRIBUTE_HREF,   "?a=1&copy=2"},
    {"absent",             "<p class=a>",                 HTML_ATTRIBUTE_ID,     NULL},
};
/* clang-format on */

static void add_node(const struct html *html, size_t node, struct buffer *text)
{
    const struct html_node *at = &html->nodes[node];
    static const char *const names[] = {
#define X(name, tag, traits) tag,
        HTML_TAGS(X)
#undef X
    };
    if (at->tag == HTML_TAG_TEXT) {
        buffer_printf(text, "'%.*s'", STR_PRINT(at->text));
    } else if (at->tag != HTML_TAG_PAGE) {
        buffer_printf(text, "(%s ", at->tag < HTML_TAG_COUNT ? names[at->tag] : "?");
        if (at->text.size > 0)
            buffer_printf(text, "'%.*s'", STR_PRINT(at->text));
    }
}

/* Checks on the way that parents and ends fit together. */
static void tree(void **state)
{
    const struct tree_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct html html = html_parse(&arena, str_of(c->source));
    assert_int_equal(html.nodes[0].end, html.count);
    for (size_t i = 0; i < html.count; i++) {
        for (size_t k = 1; k < i; k++) {
            if (html.nodes[k].end == i && html.nodes[k].tag != HTML_TAG_TEXT)
                buffer_add_byte(&got, ')');
        }
        assert_true(i == 0 || html.nodes[i].parent < i);
        assert_true(html.nodes[i].end > i && html.nodes[i].end <= html.nodes[html.nodes[i].parent].end);
        add_node(&html, i, &got);
    }
    for (size_t k = 1; k < html.count; k++) {
        if (html.nodes[k].end == html.count && html.nodes[k].tag != HTML_TAG_TEXT)
            buffer_add_byte(&got, ')');
    }
    assert_string_equal(buffer_terminate(&got), c->tree);
}

static void attribute(void **state)
{
    const struct attribute_case *c = *state;
    arena_auto arena = {0};
    struct html html = html_parse(&arena, str_of(c->source));
    struct str value = html_attribute(&html, 1, c->attribute);
    assert_int_equal(value.data != NULL, c->value != NULL);
    if (c->value != NULL)
        assert_true(str_is(value, c->value));
}

/* As deep as HTML_DEPTH elements are nested; deeper ones lie in the deepest, and their end tags close nothing. */
static void depth(void **state)
{
    (void)state;
    for (size_t deep = HTML_DEPTH - 2; deep <= HTML_DEPTH + 2; deep++) {
        arena_auto arena = {0};
        buffer_auto source = {0};
        for (size_t i = 0; i < deep; i++)
            buffer_add(&source, STR("<div>"));
        buffer_add(&source, STR("a"));
        for (size_t i = 0; i < deep; i++)
            buffer_add(&source, STR("</div>"));
        buffer_add(&source, STR("b"));
        struct html html = html_parse(&arena, buffer_str(&source));
        assert_int_equal(html.count, deep + 3);
        size_t levels = 0;
        for (size_t at = deep + 1; at != 0; at = html.nodes[at].parent)
            levels++;
        assert_int_equal(levels, deep < HTML_DEPTH ? deep + 1 : HTML_DEPTH);
        assert_int_equal(html.nodes[deep + 2].parent, 0);
    }
}

static void line(void **state)
{
    (void)state;
    arena_auto arena = {0};
    struct html html = html_parse(&arena, STR("<p> a\n <b>b</b>c<br>d<script>e</script><div>f</div>g"));
    assert_true(str_is(html_line(&arena, &html, 0, 100), "a bc d f g"));
    assert_true(str_is(html_line(&arena, &html, 1, 100), "a bc d"));
    assert_true(str_is(html_line(&arena, &html, 1, 1), "a"));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(tree_cases) + COUNT(attribute_cases) + 2];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(tree_cases); i++)
        tests[count++] = (struct CMUnitTest){tree_cases[i].name, tree, NULL, NULL, (void *)&tree_cases[i]};
    for (size_t i = 0; i < COUNT(attribute_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){attribute_cases[i].name, attribute, NULL, NULL, (void *)&attribute_cases[i]};
    }
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(depth);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(line);
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
