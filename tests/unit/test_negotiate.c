#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/negotiate.h"

enum what { TYPE, JSON, GZIP, ETAG, IS };

static const struct negotiate_case {
    const char *name;
    enum what what;
    bool yes;
    const char *header, *value; /* value: of what is asked after */
} cases[] = {
    {"no Accept", TYPE, true, "", "text/csv"},
    {"blanks", TYPE, true, "  ", "text/csv"},
    {"itself", TYPE, true, "text/csv", "text/csv"},
    {"in capitals", TYPE, true, "TEXT/CSV", "text/csv"},
    {"with parameters", TYPE, true, "text/html;level=1", "text/html; charset=utf-8"},
    {"its kind", TYPE, true, "text/*", "text/csv"},
    {"another kind", TYPE, false, "image/*", "text/csv"},
    {"the beginning of its kind", TYPE, false, "tex/*", "text/csv"},
    {"everything", TYPE, true, "*/*", "text/csv"},
    {"something else", TYPE, false, "text/html", "text/csv"},
    {"among others", TYPE, true, "text/html, ,text/csv;q=0.001", "text/csv"},
    {"not wanted", TYPE, false, "text/csv;q=0", "text/csv"},
    {"not wanted in three digits", TYPE, false, "text/csv; q=0.000", "text/csv"},
    {"its own range goes before its kind's", TYPE, false, "text/*, text/csv;q=0", "text/csv"},
    {"its kind's goes before everything", TYPE, false, "*/*;q=1, text/*;q=0", "text/csv"},
    {"a weight that is none", TYPE, true, "text/csv;q=x", "text/csv"},
    {"JSON", JSON, true, "application/json", NULL},
    {"JSON for who wants problems", JSON, true, "application/problem+json", NULL},
    {"JSON by its kind", JSON, true, "application/*;q=0.1", NULL},
    {"JSON ruled out", JSON, false, "*/*, application/json;q=0", NULL},
    {"a page", JSON, false, "text/html", NULL},
    {"a browser", JSON, true, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", NULL},
    {"gzip", GZIP, true, "deflate, gzip;q=0.5", NULL},
    {"x-gzip", GZIP, true, "x-gzip", NULL},
    {"any coding", GZIP, true, "br, *", NULL},
    {"any but gzip", GZIP, false, "*, gzip;q=0", NULL},
    {"identity", GZIP, false, "identity", NULL},
    {"nothing", GZIP, false, "", NULL},
    {"a tag", ETAG, true, "\"a\"", "\"a\""},
    {"a tag among others", ETAG, true, "\"b\", \"a,c\" , \"a\"", "\"a\""},
    {"a weak tag for a strong one", ETAG, true, "W/\"a\"", "\"a\""},
    {"a strong tag for a weak one", ETAG, true, "\"a\"", "W/\"a\""},
    {"every tag", ETAG, true, " * ", "\"a\""},
    {"a part of a tag", ETAG, false, "\"ab\"", "\"a\""},
    {"a comma in a tag", ETAG, false, "\"x,\"a\",y\"", "\"b\""},
    {"a tag in a tag", ETAG, false, "\"x,\"a\",y\"", "\"a\""},
    {"empty places between tags", ETAG, true, " ,, \"b\",, W/\"a\", ", "\"a\""},
    {"tags without a comma", ETAG, false, "\"b\" \"a\"", "\"a\""},
    {"W/ in small letters", ETAG, false, "w/\"a\"", "\"a\""},
    {"W/ alone", ETAG, false, "W/", "\"a\""},
    {"a tag that does not end", ETAG, false, "\"a", "\"a\""},
    {"no tag", ETAG, false, "", "\"a\""},
    {"a Content-Type", IS, true, "Application/JSON; charset=utf-8", "application/json"},
    {"another Content-Type", IS, false, "application/jsonp", "application/json"},
    {"no Content-Type", IS, false, "", "application/json"},
};

static void negotiate(void **state)
{
    const struct negotiate_case *c = *state;
    struct str header = str_of(c->header), value = str_of(c->value);
    bool yes = false;
    switch (c->what) {
    case TYPE:
        yes = negotiate_type(header, value);
        break;
    case JSON:
        yes = negotiate_json(header);
        break;
    case GZIP:
        yes = negotiate_gzip(header);
        break;
    case ETAG:
        yes = negotiate_etag(header, value);
        break;
    case IS:
        yes = negotiate_is(header, c->value);
        break;
    }
    assert_int_equal(yes, c->yes);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++) {
        tests[i] =
            (struct CMUnitTest){.name = cases[i].name, .test_func = negotiate, .initial_state = (void *)&cases[i]};
    }
    return cmocka_run_group_tests_name("negotiate", tests, NULL, NULL);
}
