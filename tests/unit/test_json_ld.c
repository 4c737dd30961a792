#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/json_ld.h"

/* clang-format off */
static const struct linked_case {
    const char *name, *script;
    const char *headline, *authors, *publisher, *date; /* authors with "; " between */
} cases[] = {
    {"an article",      "{\"@type\":\"Article\",\"headline\":\"A\",\"author\":\"Jane Doe\",\"publisher\":{\"name\":\"P\"},\"datePublished\":\"2021\"}",
     "A", "Jane Doe", "P", "2021"},
    {"a type's address", "{\"@type\":\"http://schema.org/NewsArticle\",\"headline\":\"A\"}", "A", "", "", ""},
    {"types",           "{\"@type\":[\"Thing\",\"BlogPosting\"],\"headline\":\"A\"}", "A", "", "", ""},
    {"another type",    "{\"@type\":\"Product\",\"headline\":\"A\"}", "", "", "", ""},
    {"in a list",       "[{\"@type\":\"Person\"},{\"@type\":\"Article\",\"headline\":\"A\"}]", "A", "", "", ""},
    {"in a graph",      "{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"A\",\"author\":{\"@id\":\"#1\"}},{\"@id\":\"#1\",\"name\":\"Jane Doe\"}]}",
     "A", "Jane Doe", "", ""},
    {"authors",         "{\"@type\":\"Article\",\"headline\":\"A\",\"author\":[{\"name\":\"Jane Doe\"},{\"name\":[\"John Roe\",\"Ann Poe\"]}]}",
     "A", "Jane Doe; John Roe; Ann Poe", "", ""},
    {"the page's own",  "[{\"@type\":\"Article\",\"headline\":\"Another\"},{\"@type\":\"Article\",\"headline\":\"The Title\"}]", "The Title", "", "", ""},
    {"the page's date", "[{\"@type\":\"Article\",\"headline\":\"A\"},{\"@type\":\"WebPage\",\"datePublished\":\"2021\"}]", "A", "", "", "2021"},
    {"references",      "{\"@type\":\"Article\",\"headline\":\"A &amp; B\"}", "A & B", "", "", ""},
    {"CDATA",           "\n<![CDATA[{\"@type\":\"Article\",\"headline\":\"A\"}]]>\n", "A", "", "", ""},
    {"CDATA in comments", "/*<![CDATA[*/{\"@type\":\"Article\",\"headline\":\"A\"}/*]]>*/", "A", "", "", ""},
    {"a comment",       "<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->", "A", "", "", ""},
    {"line ends",       "{\"@type\":\"Article\",\"headline\":\"A\nB\"}", "A B", "", "", ""},
    {"other types of values", "{\"@type\":\"Article\",\"headline\":5,\"author\":[5,null,[]],\"publisher\":[]}", "", "", "", ""},
    {"no JSON",         "{\"@type\":\"Article\",", "", "", "", ""},
    {"nothing",         "", "", "", "", ""},
};
/* clang-format on */

static void same(struct str got, const char *wanted)
{
    assert_int_equal(got.size, str_of(wanted).size);
    if (got.size > 0)
        assert_memory_equal(got.data, wanted, got.size);
}

static void linked(void **state)
{
    const struct linked_case *c = *state;
    arena_auto arena = {0};
    buffer_auto names = {0};
    struct str source =
        str_of(arena_printf(&arena, "<script>{}</script><script type=\"application/ld+json\">%s</script>", c->script));
    struct html html = html_parse(&arena, source);
    struct json_ld found = json_ld_of(&arena, &html, STR("The title | Site"));
    for (size_t i = 0; i < found.authors.count; i++)
        buffer_printf(&names, "%s%.*s", i == 0 ? "" : "; ", STR_PRINT(found.authors.names[i]));
    same(found.headline, c->headline);
    same(buffer_str(&names), c->authors);
    same(found.publisher, c->publisher);
    same(found.published_at, c->date);
}

/* JSON is read as deep as json.h allows, and passed by when it is deeper. */
static void depth(void **state)
{
    (void)state;
    for (size_t deep = 32; deep <= 33; deep++) {
        arena_auto arena = {0};
        buffer_auto source = {0};
        buffer_add(&source, STR("<script type='ld+json'>"));
        for (size_t i = 1; i < deep; i++)
            buffer_add_byte(&source, '[');
        buffer_add(&source, STR("{\"@type\":\"Article\",\"headline\":\"A\"}"));
        for (size_t i = 1; i < deep; i++)
            buffer_add_byte(&source, ']');
        buffer_add(&source, STR("</script>"));
        struct html html = html_parse(&arena, buffer_str(&source));
        assert_int_equal(json_ld_of(&arena, &html, STR("")).headline.size, deep == 32);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, linked, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(depth);
    return cmocka_run_group_tests_name("json_ld", tests, NULL, NULL);
}
