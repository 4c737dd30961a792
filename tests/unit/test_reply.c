#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/gzip.h"

#include "fake_service.h"
#include "http_client.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n"
#define GZIP      "Accept-Encoding: br, gzip\r\n"
#define END       "\r\n"

static const struct gzip_case {
    const char *name, *request;
    size_t size; /* of the body when it is not compressed */
    bool is_gzip;
} cases[] = {
    {"at the limit", GET("/v1/bytes?count=4093") GZIP END, 4096, true},
    {"one below it", GET("/v1/bytes?count=4092") GZIP END, 4095, false},
    {"not asked for", GET("/v1/bytes?count=5000") END, 5003, false},
    {"ruled out", GET("/v1/bytes?count=5000") "Accept-Encoding: gzip;q=0, *\r\n" END, 5003, false},
    {"anything will do", GET("/v1/bytes?count=5000") "Accept-Encoding: *\r\n" END, 5003, true},
    {"so large that a slow reader does it", GET("/v1/bytes?count=300000") GZIP END, 300003, true},
    {"HEAD has the same head", "HEAD /v1/bytes?count=5000 HTTP/1.1\r\nHost: localhost\r\n" GZIP END, 5003, true},
};

struct row {
    struct bench *bench;
    const struct gzip_case *c;
};

/* The size of the body without its compression; checks that it is what the route makes. */
static size_t size_of(const struct answer *answer, bool is_gzip)
{
    static unsigned char plain[512 * 1024];
    z_stream stream = {.next_in = (const Bytef *)answer->body.data, .avail_in = (uInt)answer->body.size};
    size_t size = answer->body.size;
    if (is_gzip) {
        stream.next_out = plain;
        stream.avail_out = sizeof plain;
        assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
        assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
        size = stream.total_out;
        (void)inflateEnd(&stream);
    } else {
        memcpy(plain, answer->body.data, size);
    }
    assert_int_equal(plain[0], '"');
    assert_int_equal(plain[size / 2], 'x');
    assert_int_equal(plain[size - 1], '\n');
    return size;
}

static void compression(void **state)
{
    const struct row *row = *state;
    bool is_head = str_starts(str_of(row->c->request), STR("HEAD"));
    answer_auto answer = {0};
    int fd = client_connect(server_port(row->bench->server));
    assert_true(client_say(fd, row->c->request));
    assert_true(client_read(fd, &answer, is_head));
    assert_int_equal(answer.status, 200);
    assert_true(str_is(client_header(&answer, "Content-Encoding"), "gzip") == row->c->is_gzip);
    assert_true(str_starts(client_header(&answer, "ETag"), STR("W/\"")));
    if (!is_head)
        assert_int_equal(size_of(&answer, row->c->is_gzip), row->c->size);
    (void)close(fd);
}

/* A tag is for the form it came with: the one that a compressed reply had finds the reply again. */
static void tags_of_forms(void **state)
{
    struct bench *bench = *state;
    answer_auto first = {0}, again = {0};
    int fd = client_connect(server_port(bench->server));
    assert_true(client_ask(fd, GET("/v1/bytes?count=5000") GZIP END, &first));
    buffer_auto request = {0};
    buffer_printf(&request, GET("/v1/bytes?count=5000") GZIP "If-None-Match: %.*s\r\n" END,
                  STR_PRINT(client_header(&first, "ETag")));
    assert_true(client_ask(fd, buffer_terminate(&request), &again));
    assert_int_equal(again.status, 304);
    assert_int_equal(client_header(&again, "Content-Type").size, 0);
    assert_int_equal(client_header(&again, "Content-Encoding").size, 0);
    (void)close(fd);
}

/* The document of a problem, whole. */
static void problem_document(void **state)
{
    struct bench *bench = *state;
    answer_auto answer = {0};
    int fd = client_connect(server_port(bench->server));
    assert_true(client_ask(fd, GET("/v1/things/none?a=\"b\"") "X-Request-Id: abc\r\n" END, &answer));
    assert_true(str_is(client_header(&answer, "Content-Type"), "application/problem+json"));
    static const char wanted[] =
        "{\"type\":\"/problems/not_found\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"no such thing\","
        "\"instance\":\"/v1/things/none?a=%22b%22\",\"request_id\":\"abc\","
        "\"errors\":[{\"code\":\"not_found\",\"detail\":\"no such thing\"}]}\n";
    assert_int_equal(answer.body.size, sizeof wanted - 1);
    assert_memory_equal(answer.body.data, wanted, sizeof wanted - 1);
    (void)close(fd);
}

/* Ids of our own are never given twice. */
static void request_ids(void **state)
{
    struct bench *bench = *state;
    answer_auto first = {0}, second = {0};
    int fd = client_connect(server_port(bench->server));
    assert_true(client_ask(fd, GET("/healthz") END, &first));
    assert_true(client_ask(fd, GET("/healthz") END, &second));
    assert_true(client_header(&first, "X-Request-Id").size > 0);
    assert_false(str_equal(client_header(&first, "X-Request-Id"), client_header(&second, "X-Request-Id")));
    (void)close(fd);
}

/* Another origin may not read, and gets its reply without the headers that would let it. */
static void foreign_origin(void **state)
{
    struct bench *bench = *state;
    answer_auto answer = {0};
    int fd = client_connect(server_port(bench->server));
    assert_true(client_ask(fd, GET("/healthz") "Origin: https://evil.example\r\n" END, &answer));
    assert_int_equal(answer.status, 200);
    assert_false(answer_has(&answer, "Access-Control-"));
    (void)close(fd);
}

int main(void)
{
    struct bench bench;
    bench_init(&bench);
    bench_start(&bench);
    struct row rows[COUNT(cases)];
    struct CMUnitTest tests[COUNT(cases) + 4];
    size_t count = 0;
    for (; count < COUNT(cases); count++) {
        rows[count] = (struct row){&bench, &cases[count]};
        tests[count] =
            (struct CMUnitTest){.name = cases[count].name, .test_func = compression, .initial_state = &rows[count]};
    }
    tests[count++] = (struct CMUnitTest){.name = "tags of forms", .test_func = tags_of_forms, .initial_state = &bench};
    tests[count++] = (struct CMUnitTest){.name = "a problem", .test_func = problem_document, .initial_state = &bench};
    tests[count++] = (struct CMUnitTest){.name = "request ids", .test_func = request_ids, .initial_state = &bench};
    tests[count++] =
        (struct CMUnitTest){.name = "a foreign origin", .test_func = foreign_origin, .initial_state = &bench};
    int failed = cmocka_run_group_tests_name("reply", tests, NULL, NULL);
    bench_stop(&bench);
    return failed;
}
