#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_service.h"
#include "http_client.h"

#define END " HTTP/1.1\r\nHost: localhost\r\n\r\n"

static void begun_again(void **state)
{
    struct bench bench;
    struct server_figures figures;
    answer_auto quick = {0}, slow = {0}, known = {0};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));

    assert_true(client_ask(fd, "GET /v1/sleep?ms=1" END, &quick));
    assert_true(client_ask(fd, "GET /v1/sleep?ms=50" END, &slow));
    assert_true(client_ask(fd, "GET /v1/slow?ms=1" END, &known));

    assert_int_equal(quick.status, 200);
    assert_int_equal(slow.status, 200);
    assert_true(
        str_starts(client_header(&slow, "ETag"), STR("W/\""))); /* nothing is left of the run that was stopped */
    assert_int_equal(known.status, 200);
    server_figures_get(bench.server, &figures);
    assert_int_equal(figures.slow_reads, 2);
    (void)close(fd);
    bench_stop(&bench);
}

static void too_slow_for_anybody(void **state)
{
    struct bench bench;
    answer_auto answer = {0};
    (void)state;
    bench_init(&bench);
    bench.options.query_time_ms = 50;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_ask(fd, "GET /v1/sleep?ms=5000&kind=fact" END, &answer));
    assert_int_equal(answer.status, 503);
    assert_true(answer_has(&answer, "too_slow"));
    assert_true(answer_has(&answer, "50 ms that a request with ms, kind may take"));
    (void)close(fd);
    bench_stop(&bench);
}

/* Two slow reads are under way and more wait; a quick one on the same loop is answered at once. */
static void loop_goes_on(void **state)
{
    struct bench bench;
    int slow[4];
    (void)state;
    bench_init(&bench);
    atomic_store(&bench.fake.holds_slow, true);
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(slow); i++) {
        slow[i] = client_connect(server_port(bench.server));
        assert_true(client_say(slow[i], "GET /v1/slow?ms=1" END));
    }
    until(atomic_load(&bench.fake.held) == 2 && bench_figures(&bench).waiting_reads == 2);
    assert_int_equal(client_status(server_port(bench.server), "GET /healthz" END), 200);
    assert_int_equal(client_ready(slow, COUNT(slow)), 0);
    atomic_store(&bench.fake.holds_slow, false);
    for (size_t i = 0; i < COUNT(slow); i++) {
        answer_auto answer = {0};
        assert_true(client_read(slow[i], &answer, false));
        assert_int_equal(answer.status, 200);
        (void)close(slow[i]);
    }
    bench_stop(&bench);
}

static void queue_is_full(void **state)
{
    struct bench bench;
    int slow[5];
    unsigned busy = 0;
    (void)state;
    bench_init(&bench);
    bench.options.slow_readers = 1;
    bench.options.queue_limit = 8; /* two for slow readers */
    atomic_store(&bench.fake.holds_slow, true);
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(slow); i++) {
        slow[i] = client_connect(server_port(bench.server));
        assert_true(client_say(slow[i], "GET /v1/slow?ms=1" END));
        until(atomic_load(&bench.fake.held) == 1); /* the first is read */
    }
    until(client_ready(slow, COUNT(slow)) == 2);
    atomic_store(&bench.fake.holds_slow, false);
    for (size_t i = 0; i < COUNT(slow); i++) {
        answer_auto answer = {0};
        assert_true(client_read(slow[i], &answer, false));
        busy += answer.status == 503 && answer_has(&answer, "\"code\":\"busy\"");
        (void)close(slow[i]);
    }
    assert_int_equal(busy, 2);
    bench_stop(&bench);
}

/* A loop that waits holds no snapshot, so the log of the database can be cut. */
static void nothing_is_held(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    assert_int_equal(client_status(server_port(bench.server), "GET /v1/things/x" END), 200);
    assert_int_equal(client_status(server_port(bench.server), "GET /v1/slow?ms=1" END), 200);
    until(atomic_load(&bench.fake.snapshots) == 0);
    bench_stop(&bench);
}

#define WRITE(body)                                                                                                   \
    "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer edit\r\nContent-Type: application/json\r\n" \
    "Transfer-Encoding: chunked\r\n\r\n" body "\r\n0\r\n\r\n"

/* What a write computes beforehand is done on a slow reader, and what it refuses never comes to the writer. */
static void prepared(void **state)
{
    static const struct {
        const char *request;
        unsigned status;
        int kept;
    } cases[] = {
        {WRITE("19\r\n{\"name\": \"good\", \"ms\": 1}"), 201, 1},
        {WRITE("24\r\n{\"name\": \"bad\", \"ms\": 1, \"wrong\": 1}"), 422, 1},
        {WRITE("1d\r\n{\"name\": \"slow\", \"ms\": 60000}"), 503, 1},
        {WRITE("1c\r\n{\"name\": \"refused\", \"ms\": 1}"), 409, 1},
        {WRITE("10\r\n{\"name\": \"soon\"}"), 201, 2},
    };
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench.options.query_time_ms = 50000;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    for (size_t i = 0; i < COUNT(cases); i++) {
        answer_auto answer = {0};
        assert_true(client_ask(fd, cases[i].request, &answer));
        assert_int_equal(answer.status, cases[i].status);
        assert_int_equal(atomic_load(&bench.fake.kept), cases[i].kept);
    }
    (void)close(fd);
    bench_stop(&bench);
}

/* While one write is prepared, reads and other writes go on. */
static void prepared_aside(void **state)
{
    struct bench bench;
    answer_auto write = {0}, read = {0}, last = {0};
    (void)state;
    bench_init(&bench);
    bench.options.query_time_ms = 50000;
    atomic_store(&bench.fake.holds_slow, true);
    bench_start(&bench);
    int first = client_connect(server_port(bench.server)), second = client_connect(server_port(bench.server));
    assert_true(client_say(first, WRITE("19\r\n{\"name\": \"long\", \"ms\": 1}")));
    until(atomic_load(&bench.fake.held) == 1);
    assert_true(client_ask(second, WRITE("10\r\n{\"name\": \"soon\"}"), &write));
    assert_true(client_ask(second, "GET /v1/echo" END, &read));
    assert_int_equal(write.status, 201);
    assert_int_equal(read.status, 200);
    assert_int_equal(atomic_load(&bench.fake.kept), 1);
    atomic_store(&bench.fake.holds_slow, false);
    assert_true(client_read(first, &last, false));
    assert_int_equal(last.status, 201);
    assert_int_equal(atomic_load(&bench.fake.kept), 2);
    (void)close(first);
    (void)close(second);
    bench_stop(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begun_again),    cmocka_unit_test(too_slow_for_anybody), cmocka_unit_test(loop_goes_on),
        cmocka_unit_test(queue_is_full),  cmocka_unit_test(nothing_is_held),      cmocka_unit_test(prepared),
        cmocka_unit_test(prepared_aside),
    };
    return cmocka_run_group_tests_name("slow", tests, NULL, NULL);
}
