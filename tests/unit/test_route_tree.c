#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/route_tree.h"

static const struct route routes[] = {
    {.method = METHOD_GET, .path = "/"},
    {.method = METHOD_GET, .path = "/healthz"},
    {.method = METHOD_GET, .path = "/v1/tags"},
    {.method = METHOD_POST, .path = "/v1/tags"},
    {.method = METHOD_GET, .path = "/v1/tags/{slug}"},
    {.method = METHOD_DELETE, .path = "/v1/tags/{slug}"},
    {.method = METHOD_POST, .path = "/v1/tags/decisions"},
    {.method = METHOD_POST, .path = "/v1/tags/{slug}/merge"},
    {.method = METHOD_PUT, .path = "/v1/articles/{id}/read/{block}"},
};

static const struct find_case {
    const char *name, *path;
    const char *allow;          /* NULL: nothing stands there */
    const char *first, *second; /* values of {…} */
} find_cases[] = {
    {"the top", "/", "GET, HEAD, OPTIONS", NULL, NULL},
    {"a literal", "/healthz", "GET, HEAD, OPTIONS", NULL, NULL},
    {"two methods", "/v1/tags", "GET, HEAD, POST, OPTIONS", NULL, NULL},
    {"a value", "/v1/tags/energy", "GET, HEAD, DELETE, OPTIONS", "energy", NULL},
    {"a value is decoded", "/v1/tags/a%2Fb", "GET, HEAD, DELETE, OPTIONS", "a/b", NULL},
    {"a literal is decoded", "/v1/t%61gs", "GET, HEAD, POST, OPTIONS", NULL, NULL},
    {"a literal goes before a value", "/v1/tags/decisions", "POST, OPTIONS", NULL, NULL},
    {"behind a value", "/v1/tags/energy/merge", "POST, OPTIONS", "energy", NULL},
    {"two values", "/v1/articles/x/read/7", "PUT, OPTIONS", "x", "7"},
    {"between two", "/v1", NULL, NULL, NULL},
    {"a beginning", "/v1/articles/x", NULL, NULL, NULL},
    {"one too many", "/v1/tags/energy/merge/x", NULL, NULL, NULL},
    {"a slash at the end", "/v1/tags/", NULL, NULL, NULL},
    {"an empty value", "/v1/tags//merge", NULL, NULL, NULL},
    {"a slash at the beginning", "//v1/tags", NULL, NULL, NULL},
    {"another case", "/v1/Tags", NULL, NULL, NULL},
};

static void find(void **state)
{
    const struct find_case *c = *state;
    arena_auto arena = {0};
    problem_auto problem = {0};
    const struct route_tree *tree = route_tree_new(&arena, routes, COUNT(routes));
    const struct place *place = NULL;
    struct str segments[CALL_SEGMENTS] = {0};
    assert_true(route_tree_find(tree, &arena, str_of(c->path), &place, segments, &problem));
    assert_true((place != NULL) == (c->allow != NULL));
    if (place == NULL)
        return;
    assert_string_equal(place->allow, c->allow);
    if (c->first != NULL)
        assert_true(str_is(segments[0], c->first));
    if (c->second != NULL)
        assert_true(str_is(segments[1], c->second));
}

static void refused(void **state)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    const struct route_tree *tree = route_tree_new(&arena, routes, COUNT(routes));
    const struct place *place = NULL;
    struct str segments[CALL_SEGMENTS];
    (void)state;
    assert_false(route_tree_find(tree, &arena, STR("/nowhere/%00"), &place, segments, &problem));
    assert_true(problem_is(&problem, PROBLEM_INVALID_REQUEST));
}

static const struct nearest_case {
    const char *name, *path, *nearest;
} nearest_cases[] = {
    {"a letter left out", "/v1/tag", "/v1/tags"},
    {"a client's own words", "/v1/tgas/energy/merge", "/v1/tags/energy/merge"},
    {"without its beginning", "/tags/energy", "/v1/tags/energy"},
    {"far from all", "/wp-login.php", NULL},
};

static void nearest(void **state)
{
    const struct nearest_case *c = *state;
    arena_auto arena = {0};
    const struct route_tree *tree = route_tree_new(&arena, routes, COUNT(routes));
    const char *found = route_tree_nearest(tree, &arena, str_of(c->path));
    assert_true((found != NULL) == (c->nearest != NULL));
    if (found != NULL)
        assert_string_equal(found, c->nearest);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(find_cases) + COUNT(nearest_cases) + 1];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(find_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = find_cases[i].name, .test_func = find, .initial_state = (void *)&find_cases[i]};
    }
    for (size_t i = 0; i < COUNT(nearest_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = nearest_cases[i].name, .test_func = nearest, .initial_state = (void *)&nearest_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "a path that cannot be decoded", .test_func = refused};
    return cmocka_run_group_tests_name("route_tree", tests, NULL, NULL);
}
