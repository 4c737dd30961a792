#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/moment.h"

#include "fake_service.h"
#include "http_client.h"

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define WRITE                                                                                                         \
    "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer edit\r\nContent-Type: application/json\r\n" \
    "Content-Length: 12\r\n"

enum { ENDURED_MS = 60000, ENDURED_US = ENDURED_MS * 1000 };

/* Says text, then a byte every 100 ms, until the server hangs up; how long that took. */
static int64_t endure(const struct bench *bench, const char *text, bool drips)
{
    int fd = client_connect(server_port(bench->server));
    int64_t began = moment_monotonic_us();
    struct answer answer = {0};
    assert_true(client_say(fd, text));
    while (!answer.is_closed && moment_monotonic_us() - began < ENDURED_US) {
        if (drips)
            (void)client_say(fd, "x");
        (void)client_more(fd, &answer, 100);
    }
    answer_release(&answer);
    (void)close(fd);
    return (moment_monotonic_us() - began) / 1000;
}

static void deadlines(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench.options.idle_timeout_s = 1;
    bench_start(&bench);
    static const struct {
        const char *text;
        bool drips;
    } cases[] = {
        {"", false},                                               /* says nothing */
        {HEALTH, false},                                           /* idle after a request */
        {"GE", true},                                              /* drips a request line */
        {"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ", true}, /* drips a head */
        {WRITE "\r\n", false},                                     /* holds its body back */
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_in_range(endure(&bench, cases[i].text, cases[i].drips), 900, ENDURED_MS - 1);
    bench_stop(&bench);
}

/* A client that waits for us has no deadline. */
static void waiting_for_us(void **state)
{
    struct bench bench;
    answer_auto answer = {0};
    (void)state;
    bench_init(&bench);
    bench.options.idle_timeout_s = 1;
    bench.options.query_time_ms = 10000;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_ask(fd, "GET /v1/slow?ms=2800 HTTP/1.1\r\nHost: localhost\r\n\r\n", &answer));
    assert_int_equal(answer.status, 200);
    (void)close(fd);
    bench_stop(&bench);
}

/* A reply that nobody takes is not kept for ever. */
static void takes_no_reply(void **state)
{
    struct bench bench;
    struct answer answer = {0};
    (void)state;
    bench_init(&bench);
    bench.options.idle_timeout_s = 1;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_say(fd, "GET /v1/bytes?count=20000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    assert_true(client_more(fd, &answer, CLIENT_WAIT_MS));
    (void)shutdown(fd, SHUT_RD);
    assert_int_equal(bench_figures(&bench).connections, 1);
    answer_release(&answer);
    (void)close(fd);
    until(bench_figures(&bench).connections == 0);
    bench_stop(&bench);
}

static void two_at_once(void **state)
{
    struct bench bench;
    struct answer answer = {0};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_say(fd, WRITE "\r\n{\"name\":\"x\"}" HEALTH HEALTH));
    for (size_t seen = 0; seen < 3;) {
        assert_true(client_more(fd, &answer, CLIENT_WAIT_MS));
        seen = 0;
        for (size_t i = 0; i + 9 < answer.bytes.size; i++)
            seen += memcmp(answer.bytes.data + i, "HTTP/1.1 ", 9) == 0;
    }
    assert_true(str_starts(buffer_str(&answer.bytes), STR("HTTP/1.1 201 ")));
    answer_release(&answer);
    (void)close(fd);
    bench_stop(&bench);
}

static void continues(void **state)
{
    struct bench bench;
    answer_auto go_on = {0}, done = {0}, refused = {0};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_ask(fd, WRITE "Expect: 100-continue\r\n\r\n", &go_on));
    assert_int_equal(go_on.status, 100);
    assert_true(client_ask(fd, "{\"name\":\"x\"}", &done));
    assert_int_equal(done.status, 201);
    assert_true(client_ask(
        fd,
        "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 12\r\n"
        "Expect: 100-continue\r\n\r\n",
        &refused));
    assert_int_equal(refused.status, 401);
    (void)close(fd);
    bench_stop(&bench);
}

static void bytes_that_are_nul(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
    } cases[] = {
#define RAW(text) {text, sizeof(text) - 1}
        RAW("GET /healthz\0/v1 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        RAW("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"),
        RAW("GET /healthz HTTP/1.1\r\nHost: localhost\0.evil.example\r\n\r\n"),
        RAW("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX\0Y: b\r\n\r\n"),
        RAW("GET /healthz HTTP/1.1\0\r\nHost: localhost\r\n\r\n"),
#undef RAW
    };
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(cases); i++) {
        answer_auto answer = {0};
        int fd = client_connect(server_port(bench.server));
        assert_true(client_send(fd, cases[i].bytes, cases[i].size));
        (void)client_read(fd, &answer, false);
        assert_int_equal(answer.status, 400);
        assert_true(client_is_ended(fd));
        (void)close(fd);
    }
    bench_stop(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines),   cmocka_unit_test(waiting_for_us), cmocka_unit_test(takes_no_reply),
        cmocka_unit_test(two_at_once), cmocka_unit_test(continues),      cmocka_unit_test(bytes_that_are_nul),
    };
    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
