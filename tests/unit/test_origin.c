#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/origin.h"

static const char *const names[] = {"claims.example", "Desk.Example:8080"};

static const struct host_case {
    const char *name, *address, *host;
    bool is_ours;
} cases[] = {
    {"localhost", "127.0.0.1", "localhost", true},
    {"localhost with a port", "127.0.0.1", "localhost:8080", true},
    {"localhost in capitals, as DNS ends it", "127.0.0.1", "LocalHost.", true},
    {"IPv4", "127.0.0.1", "127.0.0.1:80", true},
    {"IPv6", "127.0.0.1", "[::1]:80", true},
    {"the address we listen on", "127.9.9.9", "127.9.9.9", true},
    {"another address", "127.0.0.1", "127.9.9.9", false},
    {"a name of --allow-host", "127.0.0.1", "claims.example:443", true},
    {"a name of --allow-host with its port", "127.0.0.1", "desk.example", true},
    {"another name", "127.0.0.1", "evil.example", false},
    {"a name that begins like ours", "127.0.0.1", "localhost.evil.example", false},
    {"nothing", "127.0.0.1", "", false},
    {"half an address", "127.0.0.1", "[::1", true},
    {"on IPv6 loopback", "::1", "evil.example", false},
    {"everything, away from loopback", "0.0.0.0", "evil.example", true},
};

static struct server_options options_of(const char *address)
{
    struct server_options options = {.address = address, .allow_hosts = names, .allow_host_count = COUNT(names)};
    return options;
}

static void ours(void **state)
{
    const struct host_case *c = *state;
    struct server_options options = options_of(c->address);
    struct origin origin = origin_of(&options);
    assert_int_equal(origin_is_ours(&origin, str_of(c->host)), c->is_ours);
}

static bool is_local(const char *address, size_t hosts, bool was_forwarded)
{
    struct server_options options = options_of(address);
    options.allow_host_count = hosts;
    struct origin origin = origin_of(&options);
    return origin_is_local(&origin, was_forwarded);
}

static void local(void **state)
{
    (void)state;
    assert_true(is_local("127.0.0.1", 0, false));
    assert_true(is_local("::1", 0, false));
    assert_false(is_local("127.0.0.1", 1, false)); /* --allow-host was given */
    assert_false(is_local("127.0.0.1", 0, true));
    assert_false(is_local("::", 0, false));
    assert_false(is_local("192.0.2.1", 0, false));
}

static void allowed(void **state)
{
    static const char *const some[] = {"https://a.example", "https://b.example"};
    static const char *const any[] = {"*"};
    struct server_options options = {.address = "::1", .allow_origins = some, .allow_origin_count = COUNT(some)};
    struct origin origin = origin_of(&options);
    (void)state;
    assert_true(str_is(origin_allowed(&origin, STR("https://b.example")), "https://b.example"));
    assert_null(origin_allowed(&origin, STR("https://b.example.evil")).data);
    assert_null(origin_allowed(&origin, STR("")).data);
    options.allow_origins = any;
    options.allow_origin_count = COUNT(any);
    assert_true(str_is(origin_allowed(&origin, STR("null")), "*"));
}

static void written(void **state)
{
    static const char *const good[] = {"*", "https://a.example", "http://localhost:3000", "http://[::1]:80"};
    static const char *const bad[] = {
        "",           "https://", "https://a.example/", "a.example",      "https://a.example?",
        "http://x y", "null",     "ftp://a.example",    "http://me@host", "**"};
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(origin_is_written(str_of(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(origin_is_written(str_of(bad[i])));
}

static void same(void **state)
{
    (void)state;
    assert_true(origin_is_same(STR("http://localhost:8080"), STR("localhost:8080")));
    assert_true(origin_is_same(STR("https://Claims.Example"), STR("claims.example")));
    assert_false(origin_is_same(STR("http://localhost:8081"), STR("localhost:8080")));
    assert_false(origin_is_same(STR("http://localhost"), STR("localhost:8080")));
    assert_false(origin_is_same(STR("http://localhost:8080.evil"), STR("localhost:8080")));
    assert_false(origin_is_same(STR("localhost:8080"), STR("localhost:8080")));
    assert_false(origin_is_same(STR("null"), STR("localhost:8080")));
    assert_false(origin_is_same(STR(""), STR("")));
    assert_false(origin_is_same(STR("http://"), (struct str){0}));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 4];
    size_t count = 0;
    for (; count < COUNT(cases); count++) {
        tests[count] =
            (struct CMUnitTest){.name = cases[count].name, .test_func = ours, .initial_state = (void *)&cases[count]};
    }
    tests[count++] = (struct CMUnitTest){.name = "local", .test_func = local};
    tests[count++] = (struct CMUnitTest){.name = "origins", .test_func = allowed};
    tests[count++] = (struct CMUnitTest){.name = "the same origin", .test_func = same};
    tests[count++] = (struct CMUnitTest){.name = "an origin is written without a path", .test_func = written};
    return cmocka_run_group_tests_name("origin", tests, NULL, NULL);
}
