#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_service.h"
#include "http_client.h"

enum { LIMIT = 64 * 1024 };

#define GET(path, headers) "GET " path " HTTP/1.1\r\nHost: localhost\r\n" headers "\r\n"
#define WRITE                                                                       \
    "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer edit\r\n" \
    "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}"

/* Requests one after the other, and how often the handler ran after each. */
enum { STEPS = 5 };
static const struct cache_case {
    const char *name;
    size_t limit;
    struct step {
        const char *request;
        unsigned status;
        int runs;
    } steps[STEPS];
} cases[] = {
    /* clang-format off */
    {"what is asked for twice is kept", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", ""), 200, 2}}},
    {"a write makes it old", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", ""), 200, 2}, {WRITE, 201, 2}, {GET("/v1/runs", ""), 200, 3}}},
    {"another query is another reply", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs?a=1", ""), 200, 3}, {GET("/v1/runs?a=1", ""), 200, 4}, {GET("/v1/runs", ""), 200, 4}}},
    {"another Accept is another reply", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", "Accept: application/json\r\n"), 200, 3}, {GET("/v1/runs", "Accept: text/html\r\n"), 406, 4}, {GET("/v1/runs", "Accept: text/html\r\n"), 406, 5}}},
    {"pretty is another reply", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs?pretty", ""), 200, 3}, {GET("/v1/runs?pretty", ""), 200, 4}, {GET("/v1/runs?pretty", ""), 200, 4}}},
    {"what is live is never kept", LIMIT, {{GET("/v1/live", ""), 200, 1}, {GET("/v1/live", ""), 200, 2}, {GET("/v1/live", ""), 200, 3}}},
    {"what not everybody may read is never kept", LIMIT, {{GET("/v1/secret", "Authorization: Bearer admin\r\n"), 200, 1}, {GET("/v1/secret", "Authorization: Bearer admin\r\n"), 200, 2}, {GET("/v1/secret", "Authorization: Bearer admin\r\n"), 200, 3}}},
    {"who may not read gets nothing from it", LIMIT, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", "X-Forwarded-For: 192.0.2.1\r\n"), 401, 2}, {GET("/v1/runs", "Authorization: Bearer what\r\n"), 401, 2}, {GET("/v1/runs", "Authorization: Bearer read\r\n"), 200, 2}}},
    {"If-None-Match of one that is kept", LIMIT, {{GET("/v1/runs", "If-None-Match: *\r\n"), 304, 1}, {GET("/v1/runs", "If-None-Match: *\r\n"), 304, 2}, {GET("/v1/runs", "If-None-Match: *\r\n"), 304, 2}, {GET("/v1/runs", ""), 200, 2}}},
    {"an eighth of the limit is kept", LIMIT, {{GET("/v1/runs?more=8000", ""), 200, 1}, {GET("/v1/runs?more=8000", ""), 200, 2}, {GET("/v1/runs?more=8000", ""), 200, 2}}},
    {"more than an eighth is not", LIMIT, {{GET("/v1/runs?more=8192", ""), 200, 1}, {GET("/v1/runs?more=8192", ""), 200, 2}, {GET("/v1/runs?more=8192", ""), 200, 3}}},
    {"without a limit nothing is", 0, {{GET("/v1/runs", ""), 200, 1}, {GET("/v1/runs", ""), 200, 2}, {GET("/v1/runs", ""), 200, 3}}},
    {"an error is never kept", LIMIT, {{GET("/v1/things/none", ""), 404, 0}, {GET("/v1/things/none", ""), 404, 0}, {GET("/v1/things/none", ""), 404, 0}}},
    /* clang-format on */
};

static void start(struct bench *bench, size_t limit)
{
    bench_init(bench);
    bench->options.reply_cache = limit;
    bench_start(bench);
}

static void sequence(void **state)
{
    const struct cache_case *c = *state;
    struct bench bench;
    start(&bench, c->limit);
    for (size_t i = 0; i < STEPS && c->steps[i].request != NULL; i++) {
        assert_int_equal(client_status(server_port(bench.server), c->steps[i].request), c->steps[i].status);
        assert_int_equal(atomic_load(&bench.fake.runs), c->steps[i].runs);
    }
    bench_stop(&bench);
}

/* A kept reply is the made one to the last byte, apart from its request id. */
static void same_reply(void **state)
{
    static const char *const forms[] = {GET("/v1/runs?more=5000", ""), GET("/v1/runs?more=5000&pretty", ""),
                                        GET("/v1/runs?more=5000", "Accept-Encoding: gzip\r\n"),
                                        GET("/v1/things/x", "")};
    struct bench bench;
    (void)state;
    start(&bench, (size_t)1 << 20);
    int fd = client_connect(server_port(bench.server));
    for (size_t i = 0; i < COUNT(forms); i++) {
        answer_auto first = {0}, made = {0}, kept = {0};
        assert_true(client_ask(fd, forms[i], &first) && client_ask(fd, forms[i], &made) &&
                    client_ask(fd, forms[i], &kept));
        assert_int_equal(kept.status, 200);
        assert_int_equal(made.bytes.size, kept.bytes.size);
        assert_true(str_equal(made.body, kept.body));
        static const char *const headers[] = {"ETag", "Link",         "Content-Type", "Content-Encoding",
                                              "Vary", "Cache-Control"};
        for (size_t j = 0; j < COUNT(headers); j++)
            assert_true(str_equal(client_header(&made, headers[j]), client_header(&kept, headers[j])));
    }
    (void)close(fd);
    bench_stop(&bench);
}

/* Many replies: the limit holds, and what is asked for is right all the same. */
static void crowd(void **state)
{
    struct bench bench;
    (void)state;
    start(&bench, LIMIT);
    int fd = client_connect(server_port(bench.server));
    for (unsigned i = 0; i < 600; i++) {
        char request[128], wanted[32];
        (void)snprintf(request, sizeof request, GET("/v1/echo?a=%u", ""), i / 3);
        (void)snprintf(wanted, sizeof wanted, "{\"a\":\"%u\"}", i / 3);
        answer_auto answer = {0};
        assert_true(client_ask(fd, request, &answer) && answer_has(&answer, wanted));
    }
    (void)close(fd);
    bench_stop(&bench);
}

static void ask_for(int fd, unsigned number)
{
    char request[128];
    answer_auto answer = {0};
    (void)snprintf(request, sizeof request, GET("/v1/runs?a=%u", ""), number);
    assert_true(client_ask(fd, request, &answer) && answer.status == 200);
}

/* What is asked for again and again is kept, whoever had all the slots before. */
static void newcomers(void **state)
{
    enum { BEFORE = 20000, AFTER = 50, TIMES = 4 };
    struct bench bench;
    (void)state;
    start(&bench, (size_t)16 << 20);
    int fd = client_connect(server_port(bench.server));
    for (unsigned i = 0; i < BEFORE; i++)
        ask_for(fd, i / 2);
    int runs = atomic_load(&bench.fake.runs);
    for (unsigned i = 0; i < AFTER * TIMES; i++)
        ask_for(fd, BEFORE + i / TIMES);
    assert_int_equal(atomic_load(&bench.fake.runs) - runs, AFTER * 2);
    (void)close(fd);
    bench_stop(&bench);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 3];
    size_t count = 0;
    for (; count < COUNT(cases); count++) {
        tests[count] = (struct CMUnitTest){
            .name = cases[count].name, .test_func = sequence, .initial_state = (void *)&cases[count]};
    }
    tests[count++] = (struct CMUnitTest){.name = "a kept reply is the made one", .test_func = same_reply};
    tests[count++] = (struct CMUnitTest){.name = "a crowd", .test_func = crowd};
    tests[count++] = (struct CMUnitTest){.name = "newcomers", .test_func = newcomers};
    return cmocka_run_group_tests_name("reply_cache", tests, NULL, NULL);
}
