/* Connections that are over while their clients still send. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/drain.h"

struct ends {
    int client, server;
};

static struct ends connected(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    struct ends ends = {.client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    assert_int_equal(connect(ends.client, (struct sockaddr *)&address, size), 0);
    ends.server = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    assert_true(ends.server >= 0);
    (void)close(listener);
    return ends;
}

/* As libmicrohttpd does it: the socket is given away, then closed. */
static int given(struct drain *drain, int64_t now_us)
{
    struct ends ends = connected();
    drain_add(drain, ends.server, now_us);
    (void)close(ends.server);
    return ends.client;
}

/* Until what was sent has come to the other side. */
static void run(struct drain *drain, int64_t now_us)
{
    struct pollfd ready = {.fd = drain->epoll, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 60000), 1);
    drain_run(drain, now_us);
}

static void reply_stays(void **state)
{
    static char body[1 << 20];
    char got[8] = "";
    struct drain drain;
    (void)state;
    assert_true(drain_open(&drain));
    struct ends ends = connected();
    assert_int_equal(send(ends.client, body, 1000, MSG_NOSIGNAL), 1000);
    assert_int_equal(send(ends.server, "refused", 7, MSG_NOSIGNAL), 7);
    drain_add(&drain, ends.server, 0);
    (void)close(ends.server);
    for (size_t sent = 0; sent < 4 * sizeof body;) {
        ssize_t size = send(ends.client, body, sizeof body, MSG_NOSIGNAL | MSG_DONTWAIT);
        sent += size > 0 ? (size_t)size : 0;
        assert_true(size > 0 || errno == EAGAIN);
        run(&drain, 0);
        assert_int_equal(drain.count, 1);
    }
    assert_int_equal(recv(ends.client, got, sizeof got, MSG_WAITALL), 7); /* and the end behind it */
    assert_string_equal(got, "refused");
    (void)close(ends.client);
    while (drain.count > 0)
        run(&drain, 0);
    drain_close(&drain);
}

static void time_limit(void **state)
{
    struct drain drain;
    (void)state;
    assert_true(drain_open(&drain));
    int client = given(&drain, 100);
    drain_run(&drain, 100 + DRAIN_US);
    assert_int_equal(drain.count, 1);
    drain_run(&drain, 100 + DRAIN_US + 1);
    assert_int_equal(drain.count, 0);
    (void)close(client);
    drain_close(&drain);
}

static void byte_limit(void **state)
{
    static char body[1 << 16];
    struct drain drain;
    int64_t sent = 0;
    (void)state;
    assert_true(drain_open(&drain));
    int client = given(&drain, 0);
    while (drain.count > 0) {
        ssize_t size = send(client, body, sizeof body, MSG_NOSIGNAL | MSG_DONTWAIT);
        sent += size > 0 ? size : 0;
        drain_run(&drain, 0);
        assert_true(sent < 2 * (int64_t)DRAIN_BYTES);
    }
    assert_true(sent >= DRAIN_BYTES);
    (void)close(client);
    drain_close(&drain);
}

static void most(void **state)
{
    struct drain drain;
    int clients[DRAIN_MOST + 1];
    char byte;
    (void)state;
    assert_true(drain_open(&drain));
    for (int i = 0; i <= DRAIN_MOST; i++) {
        clients[i] = given(&drain, i == 7 ? 0 : 100 + i); /* the eighth place was taken first */
        assert_int_equal(drain.count, i < DRAIN_MOST ? i + 1 : DRAIN_MOST);
    }
    /* Each sees our end; only the one that was closed is reset by what it sends. */
    for (int i = 0; i <= DRAIN_MOST; i++) {
        assert_int_equal(recv(clients[i], &byte, 1, 0), 0);
        assert_int_equal(send(clients[i], "x", 1, MSG_NOSIGNAL), 1);
        struct pollfd ready = {.fd = clients[i], .events = 0};
        (void)poll(&ready, 1, i == 7 ? 60000 : 0);
        assert_int_equal((ready.revents & POLLERR) != 0, i == 7);
    }
    for (int i = 0; i <= DRAIN_MOST; i++)
        (void)close(clients[i]);
    drain_close(&drain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {.name = "what was said can be read while the client goes on sending", .test_func = reply_stays},
        {.name = "the time, and a microsecond past it", .test_func = time_limit},
        {.name = "the bytes", .test_func = byte_limit},
        {.name = "as many as there may be, and one more", .test_func = most},
    };
    return cmocka_run_group_tests_name("drain", tests, NULL, NULL);
}
