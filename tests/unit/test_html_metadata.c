#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/html_metadata.h"

#include "page_line.h"

/* clang-format off */
static const struct metadata_case {
    const char *name, *source, *said; /* said: the fields found, as NAME=VALUE with "|" between, in the order below */
} cases[] = {
    {"nothing",             "",                                                              ""},
    {"<title>",             "<title>A title of it</title>",                                  "title=A title of it"},
    {"the site behind it",  "<title>A title of it | Site</title>",                           "title=A title of it"},
    {"the site before it",  "<title>Site - A title of it</title>",                           "title=A title of it"},
    {"two words stay",      "<title>A title - Site</title>",                                 "title=A title - Site"},
    {"a heading in it",     "<title>A title: of it | Site</title><h1>Site</h1><h1>A <i>title:</i> of it</h1>", "title=A title: of it"},
    {"another heading",     "<title>A title of it</title><h1>Something else</h1>",           "title=A title of it"},
    {"og:title",            "<title>x</title><meta property=og:title content=' A  title '>", "title=A title"},
    {"what a heading says, too", "<meta property=og:title content='For networks'><script type='ld+json'>{\"@type\":\"Article\",\"headline\":\"The real one\"}</script><h1>The real one</h1>",
     "title=The real one"},
    {"names of a <meta>",   "<meta property='x:y dc:title' content=A>",                      "title=A"},
    {"earlier rows",        "<meta name=title content=B><meta property=og:title content=A>", "title=A"},
    {"references",          "<meta property=og:title content='A &amp; B'>",                  "title=A & B"},
    {"authors",             "<meta name=author content='Jane Doe'><meta name=author content='John Roe'>", "authors=Jane Doe; John Roe"},
    {"an author's address", "<meta property=article:author content='https://a.example/jane'>", ""},
    {"a byline",            "<p class=byline>By Jane Doe</p>",                               "authors=Jane Doe"},
    {"rel=author goes first", "<p class=author>Site</p><a rel=author href=x>Jane Doe</a>",   "authors=Jane Doe"},
    {"dates",               "<meta property=article:published_time content=2021-03-03T08:30:00+01:00>", "date=2021-03-03T07:30:00.000Z"},
    {"a date without a zone", "<meta name=date content='2021-03-03 08:30'>",                 "date=2021-03-03"},
    {"a date of digits",    "<meta name=pdate content=20210303>",                            "date=2021-03-03"},
    {"<time>",              "<time datetime=2021-03-03>last week</time>",                    "date=2021-03-03"},
    {"the text of <time>",  "<time>3 March 2021</time>",                                     "date=2021-03-03"},
    {"datePublished",       "<time datetime=2020-01-01>x</time><span itemprop=datePublished content=2021-03-03>x</span>", "date=2021-03-03"},
    {"a class",             "<span class='post-date'>March 3, 2021</span>",                  "date=2021-03-03"},
    {"the address",         "<link rel=canonical href=https://a.example/2021/03/03/x>",      "date=2021-03-03|canonical=https://a.example/2021/03/03/x"},
    {"no date",             "<time>yesterday</time>",                                        ""},
    {"the site",            "<meta property=og:site_name content=Site>",                     "publisher=Site"},
    {"languages",           "<html lang=en_GB>",                                             "language=en-GB"},
    {"og:locale",           "<meta property=og:locale content=pt_BR>",                       "language=pt-BR"},
    {"no language",         "<html lang='the Queen’s'>",                                     ""},
    {"og:url",              "<meta property=og:url content=https://a.example/>",             "canonical=https://a.example/"},
    {"a relative address",  "<link rel=canonical href=/a>",                                  ""},
    {"saved by a browser",  "<!-- saved from url=(0020)https://a.example/x -->",             "url=https://a.example/x"},
    {"a licence",           "<a rel='license' href='https://creativecommons.org/licenses/by/4.0/'>x</a>", "license=CC BY 4.0"},
    {"a subtitle",          "<title>A title of it</title><h1>A title of it</h1><p class=standfirst>And what is below it",
     "title=A title of it|subtitle=And what is below it"},
    {"no subtitle far away", "<p class=standfirst>And what is below it<title>A title of it</title><h1>A title of it</h1>", "title=A title of it"},
};
/* clang-format on */

static void said(void **state)
{
    const struct metadata_case *c = *state;
    arena_auto arena = {0};
    buffer_auto got = {0};
    struct page page = {0};
    struct str body;
    struct html html = html_parse(&arena, str_of(c->source));
    html_metadata(&arena, &html, str_of(c->source), &page, &body);
    page_line(&got, &page);
    assert_string_equal(buffer_terminate(&got), c->said);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, said, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name("html_metadata", tests, NULL, NULL);
}
