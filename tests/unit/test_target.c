#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/target.h"

static const struct split_case {
    const char *name, *raw;
    const char *path, *query, *authority; /* path NULL: refused */
} split_cases[] = {
    {"a path", "/v1/claims", "/v1/claims", "", ""},
    {"a path and a query", "/v1/claims?a=b?c", "/v1/claims", "a=b?c", ""},
    {"an empty query", "/v1?", "/v1", "", ""},
    {"an absolute form", "http://h:80/v1?a", "/v1", "a", "h:80"},
    {"an absolute form in capitals", "HTTP://h/v1", "/v1", "", "h"},
    {"an absolute form without a path", "http://h", "/", "", "h"},
    {"everything", "*", "*", "", ""},
    {"everything and more", "*?a", NULL, NULL, NULL},
    {"nothing", "", NULL, NULL, NULL},
    {"a relative path", "v1", NULL, NULL, NULL},
    {"an absolute form with a query for a path", "http://h?a", NULL, NULL, NULL},
    {"another scheme", "ftp://h/v1", NULL, NULL, NULL},
    {"a fragment", "/v1#a", NULL, NULL, NULL},
    {"a blank", "/v1/a b", NULL, NULL, NULL},
};

static void split(void **state)
{
    const struct split_case *c = *state;
    struct target target;
    problem_auto problem = {0};
    bool ok = target_split(str_of(c->raw), &target, &problem);
    assert_int_equal(ok, c->path != NULL);
    assert_int_equal(problem_is(&problem, PROBLEM_INVALID_REQUEST), c->path == NULL);
    if (!ok)
        return;
    assert_true(str_is(target.path, c->path));
    assert_true(str_is(target.query, c->query));
    assert_true(str_is(target.authority, c->authority));
}

static const struct decode_case {
    const char *name, *raw;
    const char *text; /* NULL: refused */
} decode_cases[] = {
    {"nothing", "", ""},
    {"plain", "abc-._~", "abc-._~"},
    {"both cases of digits", "%c3%AF", "\xc3\xaf"},
    {"a slash", "a%2Fb", "a/b"},
    {"a plus stays", "a+b", "a+b"},
    {"raw UTF-8", "\xc3\xaf", "\xc3\xaf"},
    {"a percent sign", "%25", "%"},
    {"four bytes", "%F0%9F%98%80", "\xf0\x9f\x98\x80"},
    {"DEL is no C0", "%7F", "\x7f"},
    {"NUL", "a%00", NULL},
    {"the last of C0", "%1F", NULL},
    {"a raw control character", "a\001", NULL},
    {"one digit", "%4", NULL},
    {"no digit", "%", NULL},
    {"no hexadecimal digit", "%4g", NULL},
    {"half a character", "%C3", NULL},
    {"raw half a character", "\xc3", NULL},
    {"an overlong form", "%C0%80", NULL},
    {"a surrogate", "%ED%A0%80", NULL},
    {"beyond Unicode", "%F4%90%80%80", NULL},
};

static void decode(void **state)
{
    const struct decode_case *c = *state;
    arena_auto arena = {0};
    struct str text = {0};
    assert_int_equal(target_decode(&arena, str_of(c->raw), &text), c->text != NULL);
    if (c->text != NULL)
        assert_true(str_is(text, c->text));
}

static void parameters(void **state)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct parameter list[CALL_PARAMETERS];
    size_t count = 9;
    (void)state;
    assert_true(target_parameters(&arena, STR("a=1&b&&c=&d=x%26y+z=w&a=2"), list, &count, &problem));
    static const char *const wanted[][2] = {{"a", "1"}, {"b", ""}, {"c", ""}, {"d", "x&y z=w"}, {"a", "2"}};
    assert_int_equal(count, COUNT(wanted));
    for (size_t i = 0; i < count; i++) {
        assert_true(str_is(list[i].name, wanted[i][0]));
        assert_true(str_is(list[i].value, wanted[i][1]));
    }
    assert_true(target_parameters(&arena, STR(""), list, &count, &problem));
    assert_int_equal(count, 0);
    assert_false(target_parameters(&arena, STR("a=%f"), list, &count, &problem));
    assert_true(problem_is(&problem, PROBLEM_INVALID_REQUEST));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(split_cases) + COUNT(decode_cases) + 1];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(split_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = split_cases[i].name, .test_func = split, .initial_state = (void *)&split_cases[i]};
    }
    for (size_t i = 0; i < COUNT(decode_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = decode_cases[i].name, .test_func = decode, .initial_state = (void *)&decode_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "parameters", .test_func = parameters};
    return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
