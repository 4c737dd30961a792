#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>

#include <cmocka.h>

#include "claimd/moment.h"

#include "fake_service.h"
#include "http_client.h"

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define WRITE                                                                                                         \
    "POST /v1/things HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer edit\r\nContent-Type: application/json\r\n" \
    "Content-Length: 12\r\n\r\n{\"name\":\"x\"}"

static void *stop(void *context)
{
    struct bench *bench = context;
    server_stop(bench->server);
    assert(server_wait(bench->server));
    bench_stop(bench);
    return NULL;
}

/* What is in flight is finished: a write in its commit, one in the queue, a slow read. New connections find nobody. */
static void stops_in_flight(void **state)
{
    struct bench bench;
    answer_auto writing = {0}, waiting = {0}, reading = {0};
    pthread_t stopper;
    (void)state;
    bench_init(&bench);
    bench.options.grace_ms = CLIENT_WAIT_MS;
    atomic_store(&bench.fake.holds_commits, true);
    atomic_store(&bench.fake.holds_slow, true);
    bench_start(&bench);
    uint16_t port = server_port(bench.server);
    int first = client_connect(port), second = client_connect(port), third = client_connect(port),
        idle = client_connect(port);
    assert_true(client_say(first, WRITE));
    until(atomic_load(&bench.fake.held) == 1);
    assert_true(client_say(second, WRITE));
    assert_true(client_say(third, "GET /v1/slow?ms=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    until(atomic_load(&bench.fake.held) == 2 && bench_figures(&bench).waiting_writes == 1);

    assert_int_equal(pthread_create(&stopper, NULL, stop, &bench), 0);
    until(client_is_alone(port));
    atomic_store(&bench.fake.holds_commits, false);
    atomic_store(&bench.fake.holds_slow, false);
    assert_true(client_read(first, &writing, false));
    assert_true(client_read(second, &waiting, false));
    assert_true(client_read(third, &reading, false));
    assert_int_equal(writing.status, 201);
    assert_int_equal(waiting.status, 201);
    assert_int_equal(reading.status, 200);
    assert_true(str_equal_nocase(client_header(&writing, "Connection"), STR("close")));
    assert_true(client_is_ended(first));
    assert_true(client_is_ended(idle));
    (void)pthread_join(stopper, NULL);
    assert_int_equal(atomic_load(&bench.fake.kept), 2);
    assert_true(client_is_alone(port));
    (void)close(first);
    (void)close(second);
    (void)close(third);
    (void)close(idle);
}

/* Who keeps us waiting is left when the grace is over. */
static void stops_in_time(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench.options.grace_ms = 300;
    bench_start(&bench);
    int body = client_connect(server_port(bench.server)), head = client_connect(server_port(bench.server));
    assert_true(client_say(head, "GET /healthz HTTP/1.1\r\nHost: lo"));
    assert_true(client_send(body, WRITE, strlen(WRITE) - 1));
    until(bench_figures(&bench).body_bytes_held > 0);
    int64_t began = moment_monotonic_us();
    (void)stop(&bench);
    assert_in_range(moment_monotonic_us() - began, 250000, 60000000);
    assert_true(client_is_ended(body));
    assert_true(client_is_ended(head));
    (void)close(body);
    (void)close(head);
}

static void request_while_stopping(void **state)
{
    struct bench bench;
    answer_auto late = {0};
    pthread_t stopper;
    (void)state;
    bench_init(&bench);
    bench.options.grace_ms = CLIENT_WAIT_MS;
    atomic_store(&bench.fake.holds_commits, true);
    bench_start(&bench);
    int writer = client_connect(server_port(bench.server)), reader = client_connect(server_port(bench.server));
    assert_int_equal(client_status(server_port(bench.server), HEALTH), 200); /* so both connections are taken */
    assert_true(client_say(writer, WRITE));
    until(atomic_load(&bench.fake.held) == 1);
    uint16_t port = server_port(bench.server);
    assert_int_equal(pthread_create(&stopper, NULL, stop, &bench), 0);
    until(client_is_alone(port));
    assert_true(client_ask(reader, HEALTH, &late));
    atomic_store(&bench.fake.holds_commits, false);
    assert_int_equal(late.status, 503);
    assert_true(answer_has(&late, "\"code\":\"stopping\""));
    (void)pthread_join(stopper, NULL);
    (void)close(writer);
    (void)close(reader);
}

/* SO_REUSEPORT would let the second in, and clients would find one or the other. */
static void port_is_taken(void **state)
{
    struct bench bench, second;
    problem_auto problem = {0};
    (void)state;
    bench_init(&bench);
    bench.options.loops = 2;
    bench_start(&bench);
    bench_init(&second);
    second.options.port = server_port(bench.server);
    assert_null(server_open(&second.options, &second.service, &problem));
    assert_non_null(strstr(problem.items[0].detail, "another program listens there"));
    bench_stop(&bench);
    /* The port is free at once, though connections of the first may linger. */
    bench_start(&second);
    bench_stop(&second);
}

static void bad_address(void **state)
{
    struct bench bench;
    problem_auto problem = {0};
    (void)state;
    bench_init(&bench);
    bench.options.address = "localhost";
    assert_null(server_open(&bench.options, &bench.service, &problem));
    assert_non_null(strstr(problem.items[0].detail, "is not an IPv4 or IPv6 address"));
}

static void ipv6(void **state)
{
    struct bench bench;
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
    answer_auto answer = {0};
    problem_auto problem = {0};
    (void)state;
    bench_init(&bench);
    bench.options.address = "::1";
    bench.options.loops = 2;
    bench.server = server_open(&bench.options, &bench.service, &problem);
    if (bench.server == NULL)
        skip(); /* no IPv6 here */
    address.sin6_port = htons(server_port(bench.server));
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (const struct sockaddr *)(const void *)&address, sizeof address), 0);
    assert_true(client_ask(fd, "GET /v1/things/x HTTP/1.1\r\nHost: [::1]\r\n\r\n", &answer));
    assert_int_equal(answer.status, 200);
    (void)close(fd);
    bench_stop(&bench);
}

/* Away from loopback a read needs a key, and every Host will do. */
static void open_to_the_world(void **state)
{
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench.options.address = "0.0.0.0";
    bench_start(&bench);
    assert_int_equal(client_status(server_port(bench.server), "GET /v1/echo HTTP/1.1\r\nHost: claims.example\r\n\r\n"),
                     401);
    assert_int_equal(
        client_status(server_port(bench.server),
                      "GET /v1/echo HTTP/1.1\r\nHost: claims.example\r\nAuthorization: Bearer read\r\n\r\n"),
        200);
    assert_int_equal(client_status(server_port(bench.server), HEALTH), 200);
    bench_stop(&bench);
    bench.options.public_read = true;
    bench_start(&bench);
    assert_int_equal(client_status(server_port(bench.server), "GET /v1/echo HTTP/1.1\r\nHost: claims.example\r\n\r\n"),
                     200);
    assert_int_equal(
        client_status(server_port(bench.server),
                      "GET /v1/echo HTTP/1.1\r\nHost: claims.example\r\nAuthorization: Bearer old\r\n\r\n"),
        401);
    bench_stop(&bench);
}

/* Asks on count connections as fast as answers come, for some time; the longest time without any answer, in ms. */
static int64_t longest_silence(uint16_t port, unsigned count, int64_t for_us)
{
    static char bytes[64 * 1024];
    struct epoll_event events[64];
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int *clients = calloc(count, sizeof *clients);
    int64_t began = moment_monotonic_us(), last = began, longest = 0, now;
    for (unsigned i = 0; i < count; i++) {
        clients[i] = client_connect(port);
        assert_true(clients[i] >= 0);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = clients[i]};
        assert_int_equal(epoll_ctl(epoll, EPOLL_CTL_ADD, clients[i], &event), 0);
    }
    for (unsigned i = 0; i < count; i++) /* all at once: what stalls an epoll of 128 events */
        assert_true(client_say(clients[i], HEALTH));
    do {
        int ready = epoll_wait(epoll, events, 64, 100);
        for (int i = 0; i < ready; i++) {
            assert_true(recv(events[i].data.fd, bytes, sizeof bytes, 0) > 0);
            assert_true(client_say(events[i].data.fd, HEALTH));
        }
        now = moment_monotonic_us();
        if (ready > 0 || now - last > longest)
            longest = now - last > longest ? now - last : longest;
        if (ready > 0)
            last = now;
    } while (now - began < for_us);
    for (unsigned i = 0; i < count; i++)
        (void)close(clients[i]);
    free(clients);
    (void)close(epoll);
    fake_sleep(100); /* what they asked last is answered to nobody */
    return longest / 1000;
}

static void no_stall(void **state)
{
    static const unsigned counts[] = {16, 127, 128, 129, 256, 400};
    struct bench bench;
    (void)state;
    bench_init(&bench);
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(counts); i++) {
        int64_t least = INT64_MAX;
        for (unsigned tries = 0; tries < 10 && least >= 399; tries++) { /* others share the machine */
            int64_t silence = longest_silence(server_port(bench.server), counts[i], 400000);
            least = silence < least ? silence : least;
        }
        assert_in_range(least, 0, 398);
    }
    bench_stop(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_in_flight),   cmocka_unit_test(stops_in_time), cmocka_unit_test(request_while_stopping),
        cmocka_unit_test(port_is_taken),     cmocka_unit_test(bad_address),   cmocka_unit_test(ipv6),
        cmocka_unit_test(open_to_the_world), cmocka_unit_test(no_stall),
    };
    return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
