#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/request.h"

#include "fake_service.h"
#include "http_client.h"

/* Every limit: at it, and one past it. */

#define HOST      "Host: localhost\r\n"
#define GET(path) "GET " path " HTTP/1.1\r\n" HOST
#define WRITE     "POST /v1/things HTTP/1.1\r\n" HOST "Authorization: Bearer edit\r\nContent-Type: application/json\r\n"
#define HEALTH    GET("/healthz") "\r\n"

enum { BODY_LIMIT = 1000, HEADER_LIMIT = 4096, TARGET_LIMIT = 3000, DEPTH = 12, VALUES = 100 };

static void add_many(struct buffer *buffer, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add(buffer, str_of(text));
}

/* A request whose head is size bytes. */
static void head_of(struct buffer *request, size_t size)
{
    buffer_clear(request);
    buffer_add(request, str_of(GET("/healthz") "X: "));
    add_many(request, "x", size - request->size - 4);
    buffer_add(request, str_of("\r\n\r\n"));
}

static void target_of(struct buffer *request, size_t size)
{
    buffer_clear(request);
    buffer_add(request, STR("GET /healthz?"));
    add_many(request, "x", size - strlen("/healthz?"));
    buffer_add(request, str_of(" HTTP/1.1\r\n" HOST "\r\n"));
}

static void headers_of(struct buffer *request, size_t count)
{
    buffer_clear(request);
    buffer_add(request, str_of(GET("/healthz")));
    add_many(request, "X: y\r\n", count - 1); /* and Host */
    buffer_add(request, STR("\r\n"));
}

static void parameters_of(struct buffer *request, size_t count)
{
    buffer_clear(request);
    buffer_add(request, STR("GET /healthz?"));
    add_many(request, "a=1&", count);
    buffer_add(request, str_of(" HTTP/1.1\r\n" HOST "\r\n"));
}

/* An object of size bytes. */
static void add_object(struct buffer *request, size_t size)
{
    static const char start[] = "{\"name\":\"";
    buffer_add(request, STR("{\"name\":\""));
    add_many(request, "x", size - strlen(start) - 2);
    buffer_add(request, STR("\"}"));
}

static void body_of(struct buffer *request, size_t size)
{
    buffer_clear(request);
    buffer_printf(request, "%sContent-Length: %zu\r\n\r\n", WRITE, size);
    add_object(request, size);
}

static void chunks_of(struct buffer *request, size_t size)
{
    buffer_clear(request);
    buffer_printf(request, "%sTransfer-Encoding: chunked\r\n\r\n%zx\r\n", WRITE, size);
    add_object(request, size);
    buffer_add(request, STR("\r\n0\r\n\r\n"));
}

/* A list of count numbers, which makes one value more. */
static void values_of(struct buffer *request, size_t count)
{
    buffer_clear(request);
    buffer_printf(request, "%sContent-Length: %zu\r\n\r\n[1", WRITE, 2 * count + 1);
    add_many(request, ",1", count - 1);
    buffer_add(request, STR("]"));
}

/* A write that is prepared, which leaves size bytes and 16 kB that every request has. */
static void keeps_of(struct buffer *request, size_t size)
{
    static const char start[] = "{\"name\": \"x\", \"ms\": 0, \"keeps\": ";
    buffer_clear(request);
    buffer_printf(request, "%sContent-Length: %zu\r\n\r\n%s%6zu}", WRITE, strlen(start) + 7, start, size);
}

/* Lists in lists. */
static void depth_of(struct buffer *request, size_t depth)
{
    buffer_clear(request);
    buffer_printf(request, "%sContent-Length: %zu\r\n\r\n", WRITE, 2 * depth);
    add_many(request, "[", depth);
    add_many(request, "]", depth);
}

/* 43 bytes, 7 values and names; a piece of 16 kB and one of 64 kB, each with the 32 bytes of its head. */
enum { KEPT = 43 + 7 * 80 + 16 * 1024 + 64 * 1024 + 2 * 32 };

static const struct limit_case {
    const char *name;
    void (*make)(struct buffer *request, size_t size);
    size_t limit;
    unsigned at, past;  /* statuses at the limit and one past it */
    bool closes;        /* past it */
    size_t body_memory; /* 0: as much as is needed */
} cases[] = {
    {"bytes of a head", head_of, HEADER_LIMIT, 200, 431, true},
    {"bytes of a target", target_of, TARGET_LIMIT, 200, 414, true},
    {"headers", headers_of, REQUEST_HEADERS, 200, 400, true},
    {"parameters", parameters_of, CALL_PARAMETERS, 200, 400, false},
    {"bytes of a body", body_of, BODY_LIMIT, 201, 413, true},
    {"bytes of a chunked body", chunks_of, BODY_LIMIT, 201, 413, false},
    {"depth of a body", depth_of, DEPTH, 422, 400, false},
    {"values of a body", values_of, VALUES - 1, 422, 400, false},
    {"memory for values", values_of, 35, 422, 503, false, .body_memory = 3000}, /* 71 bytes, 36 values: 2951 */
    {"memory that what is prepared keeps", keeps_of, 65536, 201, 503, false, .body_memory = KEPT},
};

static void limit(void **state)
{
    const struct limit_case *c = *state;
    struct bench bench;
    buffer_auto request = {0};
    answer_auto at = {0}, past = {0}, next = {0};
    bench_init(&bench);
    bench.options.body_limit = BODY_LIMIT;
    bench.options.header_limit = HEADER_LIMIT;
    bench.options.target_limit = TARGET_LIMIT;
    bench.options.json_depth = DEPTH;
    bench.options.json_values = VALUES;
    if (c->body_memory > 0)
        bench.options.body_memory = c->body_memory;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));

    c->make(&request, c->limit);
    assert_true(client_send(fd, request.data, request.size));
    assert_true(client_read(fd, &at, false));
    assert_int_equal(at.status, c->at);

    c->make(&request, c->limit + 1);
    assert_true(client_send(fd, request.data, request.size));
    assert_true(client_read(fd, &past, false));
    assert_int_equal(past.status, c->past);
    if (c->closes) {
        assert_true(client_is_ended(fd));
    } else {
        assert_true(client_ask(fd, HEALTH, &next));
    }
    (void)close(fd);
    bench_stop(&bench);
}

enum { MOST_SENT = 512 * 1024 };

/* Sends chunks until the connection is cut off, or a megabyte; the bytes that went. */
static size_t send_endlessly(uint16_t port)
{
    static char piece[4096 + 8] = "1000\r\n";
    size_t sent = 0;
    int fd = client_connect(port);
    memset(piece + 6, 'x', 4096);
    piece[6 + 4096] = '\r';
    piece[6 + 4097] = '\n';
    assert_true(client_say(fd, WRITE "Transfer-Encoding: chunked\r\n\r\n"));
    while (sent < (size_t)1 << 20 && client_send(fd, piece, 6 + 4096 + 2)) {
        sent += 4096;
        fake_sleep(2); /* or the system's buffers take far more than is read */
    }
    (void)close(fd);
    return sent;
}

/* It is read on for a while so that it can be refused with words, and then cut off. */
static void endless_chunks(void **state)
{
    struct bench bench;
    size_t least = SIZE_MAX;
    (void)state;
    bench_init(&bench);
    bench.options.body_limit = BODY_LIMIT;
    bench_start(&bench);
    for (unsigned tries = 0; tries < 10 && least > MOST_SENT; tries++) { /* a server that gets no time reads nothing */
        size_t sent = send_endlessly(server_port(bench.server));
        assert_true(sent >= REQUEST_OVERRUN);
        least = sent < least ? sent : least;
    }
    assert_in_range(least, REQUEST_OVERRUN, MOST_SENT);
    assert_int_equal(client_status(server_port(bench.server), HEALTH), 200);
    bench_stop(&bench);
}

/* What one client announces is not there for another until it is done. */
static void body_memory(void **state)
{
    struct bench bench;
    answer_auto busy = {0}, done = {0}, again = {0};
    buffer_auto request = {0};
    (void)state;
    bench_init(&bench);
    bench.options.body_limit = BODY_LIMIT;
    bench.options.body_memory = BODY_LIMIT + 500;
    bench_start(&bench);
    int first = client_connect(server_port(bench.server)), second = client_connect(server_port(bench.server));
    body_of(&request, BODY_LIMIT);

    assert_true(client_send(first, request.data, request.size - 1));
    until(bench_figures(&bench).body_bytes_held == BODY_LIMIT);
    assert_true(client_ask(second, WRITE "Content-Length: 501\r\n\r\n", &busy));
    assert_int_equal(busy.status, 503);
    assert_true(answer_has(&busy, "\"code\":\"busy\"") && answer_has(&busy, "Retry-After: 1"));
    assert_true(client_say(first, "}"));
    assert_true(client_read(first, &done, false));
    assert_int_equal(done.status, 201);

    chunks_of(&request, BODY_LIMIT);
    assert_true(client_send(first, request.data, request.size));
    assert_true(client_read(first, &again, false));
    assert_int_equal(again.status, 201);
    until(bench_figures(&bench).body_bytes_held == 0); /* the request ends behind its answer */
    (void)close(first);
    (void)close(second);
    bench_stop(&bench);
}

/* The number of these connections on which the server answers. */
static size_t answering(const int *clients, size_t count)
{
    size_t answers = 0;
    for (size_t i = 0; i < count; i++) {
        answer_auto answer = {0};
        answers += client_ask(clients[i], HEALTH, &answer) && answer.status == 200;
    }
    return answers;
}

static void connections(void **state)
{
    const bool *per_address = *state;
    struct bench bench;
    int clients[8];
    bench_init(&bench);
    bench.options.loops = 2;
    if (*per_address) {
        bench.options.connections_per_address = 5;
    } else {
        bench.options.connections = 5;
    }
    bench_start(&bench);
    for (size_t i = 0; i < COUNT(clients); i++)
        clients[i] = client_connect(server_port(bench.server));
    assert_int_equal(answering(clients, COUNT(clients)), 5);
    for (size_t i = 0; i < COUNT(clients); i++)
        (void)close(clients[i]);
    /* Places are given back once the loops have seen the ends, which takes a busy machine a while. */
    size_t answers = 0;
    for (int turn = 0; turn < 100 && answers < 5; turn++) {
        fake_sleep(50);
        for (size_t i = 0; i < 5; i++)
            clients[i] = client_connect(server_port(bench.server));
        answers = answering(clients, 5);
        for (size_t i = 0; i < 5; i++)
            (void)close(clients[i]);
    }
    assert_int_equal(answers, 5);
    bench_stop(&bench);
}

/* libmicrohttpd takes the listener of a full daemon out of its epoll, and puts it back only when it is run once more. */
static void full_loop(void **state)
{
    struct bench bench;
    int clients[2];
    (void)state;
    bench_init(&bench);
    bench.options.loops = 1;
    bench.options.connections = COUNT(clients);
    bench_start(&bench);
    for (int turn = 0; turn < 3; turn++) {
        for (size_t i = 0; i < COUNT(clients); i++)
            clients[i] = client_connect(server_port(bench.server));
        assert_int_equal(answering(clients, COUNT(clients)), COUNT(clients));
        for (size_t i = 0; i < COUNT(clients); i++)
            (void)close(clients[i]);
        fake_sleep(300); /* far longer than it takes, so that only a loop that sleeps for good fails */
    }
    bench_stop(&bench);
}

/* Of 25 requests of one key. */
static unsigned refused_of(int fd)
{
    unsigned refused = 0;
    for (size_t i = 0; i < 25; i++) {
        answer_auto answer = {0};
        assert_true(client_ask(fd, GET("/v1/echo") "Authorization: Bearer read\r\n\r\n", &answer));
        assert_true(answer_has(&answer, "RateLimit: \"key\";r=") &&
                    answer_has(&answer, "RateLimit-Policy: \"key\";q=10;w=1"));
        if (answer.status == 429) {
            assert_true(answer_has(&answer, "Retry-After: 1"));
            refused++;
        }
    }
    return refused;
}

static void requests_per_key(void **state)
{
    struct bench bench;
    unsigned refused = 0;
    (void)state;
    bench_init(&bench);
    bench.options.requests_per_key = 10;
    bench_start(&bench);
    int fd = client_connect(server_port(bench.server));
    /* Two seconds' worth are answered at most, where asking does not take longer. */
    for (unsigned tries = 0; tries < 10 && refused < 5; tries++) {
        refused = refused_of(fd);
        assert_true(tries > 0 || refused <= 25 - 10);
    }
    assert_in_range(refused, 5, 25);
    (void)close(fd);
    bench_stop(&bench);
}

int main(void)
{
    static bool per_address[] = {false, true};
    struct CMUnitTest tests[COUNT(cases) + 6];
    size_t count = 0;
    for (; count < COUNT(cases); count++) {
        tests[count] =
            (struct CMUnitTest){.name = cases[count].name, .test_func = limit, .initial_state = (void *)&cases[count]};
    }
    tests[count++] = (struct CMUnitTest){.name = "endless chunks", .test_func = endless_chunks};
    tests[count++] = (struct CMUnitTest){.name = "memory for bodies", .test_func = body_memory};
    tests[count++] =
        (struct CMUnitTest){.name = "connections", .test_func = connections, .initial_state = &per_address[0]};
    tests[count++] = (struct CMUnitTest){
        .name = "connections of an address", .test_func = connections, .initial_state = &per_address[1]};
    tests[count++] = (struct CMUnitTest){.name = "a full loop accepts again", .test_func = full_loop};
    tests[count++] = (struct CMUnitTest){.name = "requests of a key", .test_func = requests_per_key};
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
