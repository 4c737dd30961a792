#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/republication.h"

/* clang-format off */
static const struct notice_case {
    const char *name, *text, *link;
    const char *publisher, *published_at, *url; /* publisher NULL: no notice; "": not said */
} cases[] = {
    {"with a date and a URL", "This story was first published in The Daily Example on 3 March 2021. Find it at https://example.org/a/b.", "",
     "The Daily Example", "2021-03-03", "https://example.org/a/b"},
    {"the date before the name", "Originally published on March 3, 2021, by Example Weekly.", "", "Example Weekly", "2021-03-03", ""},
    {"with a link", "This piece originally appeared at Example.", "https://example.org/x", "Example", "", "https://example.org/x"},
    {"a licence", "This article is republished from Example Review under a Creative Commons license.", "", "Example Review", "", ""},
    {"a domain", "First appeared on example.org", "", "example.org", "", ""},
    {"a small word in the name", "This essay was first published in the Journal of Examples and is used here with permission.", "",
     "the Journal of Examples", "", ""},
    {"with permission", "Reprinted with permission from Example Press.", "", "Example Press", "", ""},
    {"as a feed says it", "The post A Title of Some Length appeared first on Example Blog.", "https://example.org", "Example Blog", "", "https://example.org"},
    {"a name with initials", "This article first appeared in U.S. News on 1 May 2020.", "", "U.S. News", "2020-05-01", ""},
    {"a name that a full stop ends", "This article first appeared in Example. Read it there.", "", "Example", "", ""},
    {"a book in the text", "The book was first published in London in 1843 and sold well.", "", NULL, "", ""},
    {"a company", "The company published its results on Monday.", "", NULL, "", ""},
    {"nowhere", "This article was published with great care.", "", NULL, "", ""},
    {"nothing", "", "", NULL, "", ""},
};
static const struct licence_case {
    const char *text, *licence; /* NULL: none */
} licence_cases[] = {
    {"https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC BY-NC-ND 4.0"},
    {"http://creativecommons.org/licenses/by/3.0", "CC BY 3.0"},
    {"under a CC BY-SA 4.0 licence", "CC BY-SA 4.0"},
    {"https://creativecommons.org/licenses/by-sa/1.0/", "CC BY-SA 1.0"},
    {"licensed CC-BY", "CC BY"},
    {"CC BY 1.0", "CC BY 1.0"},
    {"CC BY 0.9", "CC BY"},
    {"CC-BY-NC-4.0", "CC BY-NC 4.0"},
    {"https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"},
    {"under a Creative Commons licence", "Creative Commons"},
    {"Creative people in common", NULL},
    {"", NULL},
};
/* clang-format on */

static void same(struct str got, const char *wanted)
{
    assert_int_equal(got.size, str_of(wanted).size);
    if (got.size > 0)
        assert_memory_equal(got.data, wanted, got.size);
}

static void notice(void **state)
{
    const struct notice_case *c = *state;
    arena_auto arena = {0};
    struct republication found;
    struct words words = words_of(&arena, str_of(c->text));
    assert_int_equal(republication_of(&arena, &words, str_of(c->link), &found), c->publisher != NULL);
    if (c->publisher == NULL)
        return;
    same(found.publisher, c->publisher);
    same(found.published_at, c->published_at);
    same(found.url, c->url);
}

static void licence(void **state)
{
    const struct licence_case *c = *state;
    arena_auto arena = {0};
    struct str found = licence_of(&arena, str_of(c->text));
    assert_int_equal(found.data != NULL, c->licence != NULL);
    same(found, c->licence == NULL ? "" : c->licence);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + COUNT(licence_cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, notice, NULL, NULL, (void *)&cases[i]};
    for (size_t i = 0; i < COUNT(licence_cases); i++) {
        tests[COUNT(cases) + i] =
            (struct CMUnitTest){licence_cases[i].text, licence, NULL, NULL, (void *)&licence_cases[i]};
    }
    return cmocka_run_group_tests_name("republication", tests, NULL, NULL);
}
