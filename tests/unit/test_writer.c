#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_service.h"
#include "http_client.h"

#define HEAD    "Host: localhost\r\nAuthorization: Bearer edit\r\nContent-Type: application/json\r\n"
#define WRITE   "POST /v1/things HTTP/1.1\r\n" HEAD "Content-Length: 12\r\n\r\n{\"name\":\"x\"}"
#define ALONE   "POST /v1/things HTTP/1.1\r\n" HEAD "Content-Length: 25\r\n\r\n{\"name\":\"x\",\"alone\":true}"
#define REFUSED "POST /v1/things HTTP/1.1\r\n" HEAD "Content-Length: 18\r\n\r\n{\"name\":\"refused\"}"

enum { CLIENTS = 40 };

static void open_all(const struct bench *bench, int *clients, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        clients[i] = client_connect(server_port(bench->server));
        assert_true(clients[i] >= 0);
    }
}

static void close_all(const int *clients, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)close(clients[i]);
}

/* Each sends a request, one after the other of those given. The first is in its commit while all others come to wait. */
static void say_all(struct bench *bench, const int *clients, size_t count, const char *const *requests,
                    size_t request_count)
{
    atomic_store(&bench->fake.holds_commits, true);
    assert_true(client_say(clients[0], requests[0]));
    until(atomic_load(&bench->fake.held) == 1);
    for (size_t i = 1; i < count; i++)
        assert_true(client_say(clients[i], requests[i % request_count]));
    until(bench_figures(bench).waiting_writes == count - 1);
    atomic_store(&bench->fake.holds_commits, false);
}

/* The same; all are kept. */
static void write_all(struct bench *bench, const int *clients, size_t count, const char *const *requests,
                      size_t request_count)
{
    say_all(bench, clients, count, requests, request_count);
    for (size_t i = 0; i < count; i++) {
        answer_auto answer = {0};
        assert_true(client_read(clients[i], &answer, false));
        assert_int_equal(answer.status, 201);
    }
    assert_int_equal(atomic_load(&bench->fake.kept), count);
}

/* While one commits all others gather and share the next. */
static void groups(void **state)
{
    struct bench bench;
    int clients[CLIENTS];
    (void)state;
    bench_init(&bench);
    bench.options.loops = 2;
    bench_start(&bench);
    open_all(&bench, clients, CLIENTS);

    write_all(&bench, clients, CLIENTS, &(const char *){WRITE}, 1);

    struct server_figures figures = bench_figures(&bench);
    assert_int_equal(atomic_load(&bench.fake.groups), 2);
    assert_int_equal(figures.writes, CLIENTS);
    assert_int_equal(figures.groups, atomic_load(&bench.fake.groups));
    close_all(clients, CLIENTS);
    bench_stop(&bench);
}

/* Forty writes that wait while the first commits: at most so many in a commit. */
static void group_limit(void **state)
{
    struct bench bench;
    int clients[CLIENTS];
    (void)state;
    bench_init(&bench);
    bench.options.group_limit = 8;
    bench_start(&bench);
    open_all(&bench, clients, CLIENTS);

    write_all(&bench, clients, CLIENTS, &(const char *){WRITE}, 1);
    assert_int_equal(atomic_load(&bench.fake.groups), 1 + CLIENTS / 8);
    assert_int_equal(atomic_load(&bench.fake.largest), 8);
    close_all(clients, CLIENTS);
    bench_stop(&bench);
}

/* Who must be alone shares no commit, whoever waits beside it. */
static void alone(void **state)
{
    struct bench bench;
    int clients[5];
    static const char *const requests[COUNT(clients)] = {WRITE, ALONE, ALONE, WRITE, ALONE};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    open_all(&bench, clients, COUNT(clients));

    write_all(&bench, clients, COUNT(clients), requests, COUNT(requests));
    assert_int_equal(atomic_load(&bench.fake.groups), COUNT(clients));
    assert_int_equal(atomic_load(&bench.fake.met), 0);
    close_all(clients, COUNT(clients));
    bench_stop(&bench);
}

/* What one request of a connection was, the next is not. */
static void alone_once(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    int client = client_connect(server_port(bench.server));
    const char *const requests[] = {ALONE, "DELETE /v1/things/x HTTP/1.1\r\n" HEAD "\r\n", WRITE};
    for (size_t i = 0; i < COUNT(requests); i++) {
        answer_auto answer = {0};
        assert_true(client_say(client, requests[i]) && client_read(client, &answer, false));
        assert_in_range(answer.status, 201, 204);
    }
    assert_int_equal(atomic_load(&bench.fake.kept), 3);
    assert_int_equal(atomic_load(&bench.fake.alone), 1);
    (void)close(client);
    bench_stop(&bench);
}

static void refusal_takes_nobody_down(void **state)
{
    struct bench bench;
    int clients[3];
    static const char *const requests[] = {WRITE, REFUSED, WRITE};
    static const unsigned statuses[] = {201, 409, 201};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    open_all(&bench, clients, COUNT(clients));

    say_all(&bench, clients, COUNT(clients), requests, COUNT(requests));
    for (size_t i = 0; i < COUNT(clients); i++) {
        answer_auto answer = {0};
        assert_true(client_read(clients[i], &answer, false));
        assert_int_equal(answer.status, statuses[i]);
    }
    assert_int_equal(atomic_load(&bench.fake.kept), 2);
    close_all(clients, COUNT(clients));
    bench_stop(&bench);
}

static void failed_commit(void **state)
{
    struct bench bench;
    answer_auto first = {0}, second = {0}, third = {0};
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));

    atomic_store(&bench.fake.fails_commit, true);
    assert_true(client_ask(fd, WRITE, &first));
    assert_true(client_ask(fd, REFUSED, &second));
    atomic_store(&bench.fake.fails_commit, false);
    assert_true(client_ask(fd, WRITE, &third));

    assert_int_equal(first.status, 503);
    assert_true(answer_has(&first, "\"code\":\"unknown_outcome\""));
    assert_true(answer_has(&first, "Idempotency-Key"));
    assert_true(answer_has(&first, "Retry-After: 1"));
    assert_false(answer_has(&first, "Location"));
    assert_int_equal(second.status, 503); /* what it was refused for may not be there */
    assert_true(answer_has(&second, "\"code\":\"storage\""));
    assert_int_equal(third.status, 201);
    assert_int_equal(atomic_load(&bench.fake.opened), 3);
    (void)close(fd);
    bench_stop(&bench);
}

static void no_group_begins(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    atomic_store(&bench.fake.fails_begin, true);
    assert_int_equal(client_status(server_port(bench.server), WRITE), 503);
    atomic_store(&bench.fake.fails_begin, false);
    assert_int_equal(client_status(server_port(bench.server), WRITE), 201);
    assert_int_equal(atomic_load(&bench.fake.opened), 1);
    bench_stop(&bench);
}

static void database_is_gone(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    atomic_store(&bench.fake.fails_commit, true);
    atomic_store(&bench.fake.fails_open, true);
    assert_int_equal(client_status(server_port(bench.server), WRITE), 503);
    assert_false(server_wait(bench.server)); /* the program is to end */
    assert_int_equal(client_status(server_port(bench.server), WRITE), 503);
    bench_stop(&bench);
}

static void does_not_start(void **state)
{
    struct bench bench;
    problem_auto problem = {0};
    (void)state;
    bench_init(&bench);
    atomic_store(&bench.fake.fails_open, true);
    assert_null(server_open(&bench.options, &bench.service, &problem));
    assert_string_equal(problem.items[0].detail, "the fake does not open");
    assert_int_equal(atomic_load(&bench.fake.readers), 0);
}

/* Two are written, two wait, the next is refused. */
static void queue_is_full(void **state)
{
    struct bench bench;
    int clients[8];
    unsigned busy = 0;
    (void)state;
    bench_init(&bench);
    bench.options.queue_limit = 4;
    atomic_store(&bench.fake.holds_commits, true);
    bench_start(&bench);
    open_all(&bench, clients, COUNT(clients));

    assert_true(client_say(clients[0], WRITE));
    until(atomic_load(&bench.fake.held) == 1);
    for (size_t i = 1; i < COUNT(clients); i++)
        assert_true(client_say(clients[i], WRITE));
    until(client_ready(clients, COUNT(clients)) == COUNT(clients) - 1 - 4);
    atomic_store(&bench.fake.holds_commits, false);
    for (size_t i = 0; i < COUNT(clients); i++) {
        answer_auto answer = {0};
        assert_true(client_read(clients[i], &answer, false));
        busy +=
            answer.status == 503 && answer_has(&answer, "\"code\":\"busy\"") && answer_has(&answer, "Retry-After: 1");
    }
    assert_int_equal(busy, COUNT(clients) - 1 - 4);
    close_all(clients, COUNT(clients));
    bench_stop(&bench);
}

/* A client that goes away does not take its write with it. */
static void client_goes_away(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    atomic_store(&bench.fake.holds_commits, true);
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    assert_true(client_say(fd, WRITE));
    until(atomic_load(&bench.fake.held) == 1);
    (void)close(fd);
    atomic_store(&bench.fake.holds_commits, false);
    assert_int_equal(client_status(server_port(bench.server), WRITE), 201);
    assert_int_equal(atomic_load(&bench.fake.kept), 2);
    bench_stop(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups),           cmocka_unit_test(alone),
        cmocka_unit_test(alone_once),       cmocka_unit_test(refusal_takes_nobody_down),
        cmocka_unit_test(failed_commit),    cmocka_unit_test(no_group_begins),
        cmocka_unit_test(database_is_gone), cmocka_unit_test(does_not_start),
        cmocka_unit_test(queue_is_full),    cmocka_unit_test(client_goes_away),
        cmocka_unit_test(group_limit),
    };
    return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
