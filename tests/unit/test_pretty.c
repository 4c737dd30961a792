#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/pretty.h"

static const struct pretty_case {
    const char *name, *json, *pretty;
} cases[] = {
    {"an object", "{\"a\":1,\"b\":[true,null]}\n", "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}\n"},
    {"empty ones", "{\"a\":{},\"b\":[ ]}", "{\n  \"a\": {},\n  \"b\": []\n}\n"},
    {"empty ones in a list", "[[],{}]", "[\n  [],\n  {}\n]\n"},
    {"a number keeps its digits", "[0.10,1E2]", "[\n  0.10,\n  1E2\n]\n"},
    {"signs in a string", "[\"{a:1,\\\"]\\\\\"]", "[\n  \"{a:1,\\\"]\\\\\"\n]\n"},
    {"blanks go", " [ 1 , 2 ] \n", "[\n  1,\n  2\n]\n"},
    {"a string alone", "\"a b\"", "\"a b\"\n"},
    {"a string that does not end", "\"a\\", "\"a\\\n"},
    {"nothing", "", "\n"},
};

static void pretty(void **state)
{
    const struct pretty_case *c = *state;
    buffer_auto text = {0};
    pretty_json(&text, str_of(c->json));
    assert_string_equal(buffer_terminate(&text), c->pretty);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = pretty, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("pretty", tests, NULL, NULL);
}
