#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/moment.h"

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
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(slow); i++) {
        slow[i] = client_connect(server_port(bench.server));
        assert_true(client_say(slow[i], "GET /v1/slow?ms=300" END));
    }
    fake_sleep(50);
    int64_t began = moment_monotonic_us();
    assert_int_equal(client_status(server_port(bench.server), "GET /healthz" END), 200);
    assert_in_range(moment_monotonic_us() - began, 0, 150000);
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
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(slow); i++) {
        slow[i] = client_connect(server_port(bench.server));
        assert_true(client_say(slow[i], "GET /v1/slow?ms=300" END));
        fake_sleep(20);
    }
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
    fake_sleep(20);
    assert_int_equal(atomic_load(&bench.fake.snapshots), 0);
    bench_stop(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begun_again),   cmocka_unit_test(too_slow_for_anybody), cmocka_unit_test(loop_goes_on),
        cmocka_unit_test(queue_is_full), cmocka_unit_test(nothing_is_held),
    };
    return cmocka_run_group_tests_name("slow", tests, NULL, NULL);
}
