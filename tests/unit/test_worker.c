#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_service.h"
#include "http_client.h"

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

/* Bodies large enough to be parsed by the worker. */
static const struct body_case {
    const char *name;
    const char *before, *repeated, *after;
    size_t count;
    unsigned status;
    const char *has;
} cases[] = {
    {"a good one", "{\"name\":\"", "x", "\"}", 100000, 201, "Location"},
    {"at the limit of values", "{\"name\":[1", ",1", "]}", 49996, 201, NULL},
    {"past the limit of values", "{\"name\":[1", ",1", "]}", 120000, 400, "values; 100000 are allowed"},
    {"not JSON", "{\"name\":[1", ",1", "]", 20000, 400, "invalid_json"},
    {"too deep", "", "[", "", 50000, 400, "levels deep"},
    {"what check refuses", "{\"nome\":\"", "x", "\"}", 100000, 422, "\"pointer\":\"/name\""},
    {"a bomb of empty objects", "[{}", ",{}", "]", 300000, 400, "values; 100000 are allowed"},
};

static void body(void **state)
{
    const struct body_case *c = *state;
    struct bench bench;
    buffer_auto request = {0};
    answer_auto answer = {0}, next = {0};
    bench_init(&bench);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    size_t size = strlen(c->before) + c->count * strlen(c->repeated) + strlen(c->after);
    buffer_printf(&request,
                  "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer edit\r\n"
                  "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                  size, c->before);
    for (size_t i = 0; i < c->count; i++)
        buffer_add(&request, str_of(c->repeated));
    buffer_add(&request, str_of(c->after));

    assert_true(client_send(fd, request.data, request.size));
    assert_true(client_read(fd, &answer, false));
    assert_int_equal(answer.status, c->status);
    if (c->has != NULL)
        assert_true(answer_has(&answer, c->has));
    assert_true(client_ask(fd, HEALTH, &next)); /* the connection goes on */
    until(bench_figures(&bench).body_bytes_held == 0);
    (void)close(fd);
    bench_stop(&bench);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = body, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
