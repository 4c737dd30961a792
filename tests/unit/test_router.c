#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_service.h"
#include "http_client.h"

#define HOST       "Host: localhost\r\n"
#define KEY        "Authorization: Bearer edit\r\n"
#define JSON       "Content-Type: application/json\r\n"
#define GET(path)  "GET " path " HTTP/1.1\r\n" HOST
#define POST(path) "POST " path " HTTP/1.1\r\n" HOST KEY JSON
#define END        "\r\n"
#define BODY       "Content-Length: 12\r\n\r\n{\"name\":\"x\"}"

enum after { KEEPS, CLOSES };

static const struct router_case {
    const char *name, *request;
    unsigned status;
    enum after after;
    const char *has; /* in head or body; NULL: anything */
} cases[] = {
    /* clang-format off */
    /* What is there. */
    {"a read", GET("/v1/echo?a=1") END, 200, KEEPS, "{\"a\":\"1\"}"},
    {"a segment is decoded", GET("/v1/things/na%C3%AFve") END, 200, KEEPS, "na\xc3\xafve"},
    {"%2F stays inside its segment", GET("/v1/things/a%2Fb") END, 200, KEEPS, "\"a/b\""},
    {"a plus in a path is a plus", GET("/v1/things/a+b") END, 200, KEEPS, "\"a+b\""},
    {"a plus in a query is a blank", GET("/v1/echo?q=a+b%2Bc") END, 200, KEEPS, "\"a b+c\""},
    {"raw UTF-8 is taken", GET("/v1/things/na\xc3\xafve") END, 200, KEEPS, "na\xc3\xafve"},
    {"an absolute target", "GET http://localhost/v1/things/x HTTP/1.1\r\n" HOST END, 200, KEEPS, "\"x\""},
    {"HEAD has the head of GET", "HEAD /v1/things/x HTTP/1.1\r\n" HOST END, 200, KEEPS, "Content-Length: 13"},
    {"a page", GET("/") END, 200, KEEPS, "text/html"},
    {"HTTP/1.0 without a Host", "GET /healthz HTTP/1.0\r\n" END, 200, CLOSES, NULL},
    {"Connection: close", GET("/healthz") "Connection: close\r\n" END, 200, CLOSES, NULL},
    {"a write", POST("/v1/things") BODY, 201, KEEPS, "Location: /v1/things/new"},
    {"a delete", "DELETE /v1/things/x HTTP/1.1\r\n" HOST KEY END, 204, KEEPS, NULL},
    {"a chunked write", POST("/v1/things") "Transfer-Encoding: chunked\r\n\r\n6\r\n{\"name\r\n6\r\n\":\"x\"}\r\n0\r\n\r\n", 201, KEEPS, NULL},
    {"a merge patch", "PATCH /v1/things/x HTTP/1.1\r\n" HOST KEY "Content-Type: application/merge-patch+json\r\n" BODY, 201, KEEPS, NULL},
    {"a Content-Type with parameters", "POST /v1/things HTTP/1.1\r\n" HOST KEY "Content-Type: application/json; charset=utf-8\r\n" BODY, 201, KEEPS, NULL},
    {"pretty", GET("/v1/echo?a=1&pretty") END, 200, KEEPS, "{\n  \"a\": \"1\"\n}\n"},

    /* Paths and methods. */
    {"404 names the nearest path", GET("/v1/thing/x") END, 404, KEEPS, "the nearest is /v1/things/x"},
    {"404 far from everything", GET("/somewhere/else/entirely") END, 404, KEEPS, "GET /v1 lists"},
    {"404 from a handler", GET("/v1/things/none") END, 404, KEEPS, "no such thing"},
    {"404 of an empty segment", GET("/v1//echo") END, 404, KEEPS, NULL},
    {"a slash at the end", GET("/v1/things/x/?a=b") END, 308, KEEPS, "Location: /v1/things/x?a=b"},
    {"a slash at the end of nothing", GET("/v1/nothing/") END, 404, KEEPS, NULL},
    {"two slashes lead nowhere else", GET("//localhost/") END, 404, KEEPS, NULL},
    {"405 says what is allowed", "PUT /v1/things/x HTTP/1.1\r\n" HOST END, 405, KEEPS, "Allow: GET, HEAD, PATCH, DELETE, OPTIONS"},
    {"405 of a word that is no method", "BREW /v1/things HTTP/1.1\r\n" HOST END, 405, KEEPS, "Allow: GET, HEAD, POST, OPTIONS"},
    {"OPTIONS", "OPTIONS /v1/things HTTP/1.1\r\n" HOST END, 204, KEEPS, "Allow: GET, HEAD, POST, OPTIONS"},
    {"OPTIONS *", "OPTIONS * HTTP/1.1\r\n" HOST END, 204, KEEPS, "Allow: "},

    /* Keys. */
    {"a write without a key", "POST /v1/things HTTP/1.1\r\n" HOST JSON BODY, 401, CLOSES, "WWW-Authenticate: Bearer"},
    {"a write without a key or body", "DELETE /v1/things/x HTTP/1.1\r\n" HOST END, 401, KEEPS, "WWW-Authenticate: Bearer"},
    {"an unknown key", GET("/v1/echo") "Authorization: Bearer what\r\n" END, 401, KEEPS, "the key is unknown"},
    {"another scheme", GET("/v1/echo") "Authorization: Basic eDp5\r\n" END, 401, KEEPS, "Bearer KEY"},
    {"a scope too small", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Authorization: Bearer read\r\n" END, 403, KEEPS, "scope edit is needed"},
    {"a read for administrators", GET("/v1/keys") END, 401, KEEPS, "scope admin"},
    {"a request passed on by a proxy is not local", GET("/v1/echo") "X-Forwarded-For: 192.0.2.1\r\n" END, 401, KEEPS, NULL},
    {"Forwarded is a proxy too", GET("/v1/echo") "Forwarded: for=192.0.2.1\r\n" END, 401, KEEPS, NULL},
    {"with a key it is answered", GET("/v1/echo") "X-Forwarded-For: 192.0.2.1\r\nAuthorization: Bearer read\r\n" END, 200, KEEPS, "private, no-cache"},
    {"an open route asks nobody", GET("/healthz") "X-Forwarded-For: 192.0.2.1\r\n" END, 200, KEEPS, NULL},

    /* Sessions: the cookie alone does not prove that a page of ours asked. */
    {"a read by session", GET("/v1/keys") "Cookie: a=b; claimd_test=admin\r\n" END, 200, KEEPS, "private, no-cache"},
    {"a write by session from our page", "DELETE /v1/things/x HTTP/1.1\r\nHost: localhost:99\r\nOrigin: http://localhost:99\r\nCookie: claimd_test=edit\r\n" END, 204, KEEPS, NULL},
    {"… behind a proxy that speaks TLS", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: https://LOCALHOST\r\nCookie: claimd_test=edit\r\n" END, 204, KEEPS, NULL},
    {"… from another port", "DELETE /v1/things/x HTTP/1.1\r\nHost: localhost:99\r\nOrigin: http://localhost:98\r\nCookie: claimd_test=edit\r\n" END, 403, KEEPS, "Origin"},
    {"… from another name of ours", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: http://127.0.0.1\r\nCookie: claimd_test=edit\r\n" END, 403, KEEPS, NULL},
    {"… from a page that may read", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: https://desk.example\r\nCookie: claimd_test=edit\r\n" END, 403, KEEPS, NULL},
    {"… from nowhere", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Cookie: claimd_test=edit\r\n" END, 403, KEEPS, NULL},
    {"… from a sandboxed page", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: null\r\nCookie: claimd_test=edit\r\n" END, 403, KEEPS, NULL},
    {"… that is no JSON", "POST /v1/things HTTP/1.1\r\n" HOST "Origin: http://localhost\r\nCookie: claimd_test=edit\r\nContent-Type: text/plain\r\n" BODY, 415, CLOSES, NULL},
    {"… with a scope too small", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: http://localhost\r\nCookie: claimd_test=read\r\n" END, 403, KEEPS, "scope edit is needed"},
    {"a session that has ended still reads what anybody may", GET("/v1/echo") "Cookie: claimd_test=what\r\n" END, 200, KEEPS, "Cache-Control: no-cache\r\n"},
    {"… and writes nothing", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: http://localhost\r\nCookie: claimd_test=what\r\n" END, 401, KEEPS, NULL},
    {"the cookie of another server is none", "DELETE /v1/things/x HTTP/1.1\r\n" HOST "Origin: http://localhost\r\nCookie: claimd_other=edit; xclaimd_test=edit\r\n" END, 401, KEEPS, "Bearer KEY"},
    {"a key goes before a cookie", GET("/v1/keys") "Authorization: Bearer read\r\nCookie: claimd_test=admin\r\n" END, 403, KEEPS, "scope admin"},
    {"two Cookie headers", GET("/v1/echo") "Cookie: a=b\r\nCookie: c=d\r\n" END, 400, CLOSES, "more than one Cookie"},

    /* Whose host. */
    {"our host with a port, in capitals", "GET /healthz HTTP/1.1\r\nHost: LOCALHOST:99\r\n" END, 200, KEEPS, NULL},
    {"our host as IPv6", "GET /healthz HTTP/1.1\r\nHost: [::1]:80\r\n" END, 200, KEEPS, NULL},
    {"another host (DNS rebinding)", "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n" END, 403, KEEPS, "not one of ours"},
    {"another host in the target", "GET http://evil.example/healthz HTTP/1.1\r\n" HOST END, 403, KEEPS, NULL},

    /* Bodies. */
    {"a GET with a body", GET("/v1/echo") "Content-Length: 2\r\n\r\n{}", 400, CLOSES, "GET takes no body"},
    {"a body of another type", "POST /v1/things HTTP/1.1\r\n" HOST KEY "Content-Type: text/plain\r\n" BODY, 415, CLOSES, "application/json"},
    {"a body without a type", "POST /v1/things HTTP/1.1\r\n" HOST KEY BODY, 415, CLOSES, NULL},
    {"a compressed body", POST("/v1/things") "Content-Encoding: gzip\r\n" BODY, 415, CLOSES, NULL},
    {"a merge patch to POST", "POST /v1/things HTTP/1.1\r\n" HOST KEY "Content-Type: application/merge-patch+json\r\n" BODY, 415, CLOSES, NULL},
    {"a body announced too large", POST("/v1/things") "Content-Length: 1001\r\n\r\n", 413, CLOSES, "1000 bytes"},
    {"a body announced beyond all numbers", POST("/v1/things") "Content-Length: 99999999999999999999999\r\n\r\n", 413, CLOSES, NULL},
    {"a body that is not JSON", POST("/v1/things") "Content-Length: 5\r\n\r\n{\"a\":", 400, KEEPS, "invalid_json"},
    {"a body that is not UTF-8", POST("/v1/things") "Content-Length: 12\r\n\r\n{\"name\":\"\xff\"}", 400, KEEPS, "invalid_json"},
    {"an empty chunked body", POST("/v1/things") "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, KEEPS, "invalid_json"},
    {"what check refuses", POST("/v1/things") "Content-Length: 2\r\n\r\n{}", 422, KEEPS, "\"pointer\":\"/name\""},
    {"what the writer refuses", POST("/v1/things") "Content-Length: 18\r\n\r\n{\"name\":\"refused\"}", 409, KEEPS, "\"code\":\"exists\""},
    {"no body where one is wanted", POST("/v1/things") "Content-Length: 0\r\n\r\n", 422, KEEPS, "\"code\":\"type\""},

    /* Forms. */
    {"Accept: application/json", GET("/v1/echo") "Accept: application/json\r\n" END, 200, KEEPS, NULL},
    {"Accept: application/problem+json", GET("/v1/echo") "Accept: application/problem+json\r\n" END, 200, KEEPS, NULL},
    {"Accept: application/*", GET("/v1/echo") "Accept: text/html, application/*;q=0.1\r\n" END, 200, KEEPS, NULL},
    {"Accept: text/html", GET("/v1/echo") "Accept: text/html\r\n" END, 406, KEEPS, "not_acceptable"},
    {"Accept rules JSON out", GET("/v1/echo") "Accept: */*, application/json;q=0\r\n" END, 406, KEEPS, NULL},
    {"a page is not JSON", GET("/") "Accept: text/html\r\n" END, 200, KEEPS, NULL},
    {"a write is not done when its answer is not wanted", POST("/v1/things") "Accept: text/html\r\n" BODY, 406, CLOSES, NULL},

    /* ETags. */
    {"a record's own tag", GET("/v1/things/x") END, 200, KEEPS, "ETag: \"r3.1\""},
    {"a weak tag from the bytes", GET("/v1/echo?a=1") END, 200, KEEPS, "ETag: W/\""},
    {"another form has a weak tag", GET("/v1/things/x?pretty") END, 200, KEEPS, "ETag: W/\""},
    {"If-None-Match", GET("/v1/things/x") "If-None-Match: \"r2.1\", W/\"r3.1\"\r\n" END, 304, KEEPS, "ETag: \"r3.1\""},
    {"If-None-Match: *", GET("/v1/things/x") "If-None-Match: *\r\n" END, 304, KEEPS, NULL},
    {"If-None-Match of something else", GET("/v1/things/x") "If-None-Match: \"r2.1\"\r\n" END, 200, KEEPS, NULL},
    {"errors have no tag", GET("/v1/things/none") "If-None-Match: *\r\n" END, 404, KEEPS, NULL},

    /* Headers of every reply. */
    {"a request id is taken", GET("/healthz") "X-Request-Id: Abc-1.2_3\r\n" END, 200, KEEPS, "X-Request-Id: Abc-1.2_3\r\n"},
    {"Vary", GET("/healthz") END, 200, KEEPS, "Vary: Accept, Accept-Encoding, Authorization, Origin\r\n"},
    {"nosniff on errors", GET("/x") END, 404, KEEPS, "X-Content-Type-Options: nosniff\r\n"},
    {"no-referrer", GET("/healthz") END, 200, KEEPS, "Referrer-Policy: no-referrer\r\n"},
    {"no-cache", GET("/healthz") END, 200, KEEPS, "Cache-Control: no-cache\r\n"},
    {"CORS for an origin of ours", GET("/healthz") "Origin: https://desk.example\r\n" END, 200, KEEPS, "Access-Control-Allow-Origin: https://desk.example\r\n"},
    {"CORS exposes headers", GET("/healthz") "Origin: https://desk.example\r\n" END, 200, KEEPS, "Access-Control-Expose-Headers: Link, ETag"},
    {"a preflight", "OPTIONS /v1/things HTTP/1.1\r\n" HOST "Origin: https://desk.example\r\nAccess-Control-Request-Method: POST\r\n" END, 204, KEEPS, "Access-Control-Allow-Methods: GET, HEAD, POST, OPTIONS\r\n"},

    /* What a careful server refuses (smuggling). */
    {"no Host", "GET /healthz HTTP/1.1\r\n" END, 400, CLOSES, NULL},
    {"two Hosts", GET("/healthz") HOST END, 400, CLOSES, "more than one Host"},
    {"two Content-Lengths", POST("/v1/things") "Content-Length: 12\r\n" BODY, 400, CLOSES, "more than one Content-Length"},
    {"two differing Content-Lengths", POST("/v1/things") "Content-Length: 11\r\n" BODY, 400, CLOSES, NULL},
    {"Content-Length and Transfer-Encoding", POST("/v1/things") "Transfer-Encoding: chunked\r\n" BODY, 400, CLOSES, NULL},
    {"two Transfer-Encodings", POST("/v1/things") "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, CLOSES, NULL},
    {"another Transfer-Encoding", POST("/v1/things") "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, CLOSES, NULL},
    {"Transfer-Encoding: identity", POST("/v1/things") "Transfer-Encoding: identity\r\n\r\n", 501, CLOSES, NULL},
    {"a negative Content-Length", POST("/v1/things") "Content-Length: -1\r\n\r\n", 400, CLOSES, NULL},
    {"a Content-Length with a sign", POST("/v1/things") "Content-Length: +12\r\n\r\n{\"name\":\"x\"}", 400, CLOSES, NULL},
    {"%00 in a path", GET("/v1/things/a%00b") END, 400, KEEPS, "percent-encoded"},
    {"a control character in a path", GET("/v1/things/a%0Ab") END, 400, KEEPS, NULL},
    {"bad UTF-8 in a path", GET("/v1/things/%FF") END, 400, KEEPS, NULL},
    {"an overlong form", GET("/v1/things/%C0%AF") END, 400, KEEPS, NULL},
    {"a surrogate", GET("/v1/things/%ED%A0%80") END, 400, KEEPS, NULL},
    {"a bad % in a path", GET("/v1/things/a%2") END, 400, KEEPS, NULL},
    {"a bad % in a path that leads nowhere", GET("/nowhere/%zz") END, 400, KEEPS, NULL},
    {"%00 in a query", GET("/v1/echo?a=%00") END, 400, KEEPS, NULL},
    {"bad UTF-8 in a query", GET("/v1/echo?a=%80") END, 400, KEEPS, NULL},
    {"a bad % in a query", GET("/v1/echo?a=%g0") END, 400, KEEPS, NULL},
    {"Transfer-Encoding in HTTP/1.0", "POST /v1/things HTTP/1.0\r\n" HOST KEY JSON "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, CLOSES, NULL},
    {"a blank behind a header's name", POST("/v1/things") "Transfer-Encoding : chunked\r\n" BODY, 400, CLOSES, "a name that is not one"},
    {"a header whose name holds a blank", GET("/healthz") "X Y: z\r\n" END, 400, CLOSES, NULL},
    {"a header without a name, where libmicrohttpd ends the head", GET("/healthz") ": z\r\nA: b\r\n" END, 400, CLOSES, "neither a header nor empty"},
    {"a header without a colon", GET("/healthz") "Xyz\r\n" END, 400, CLOSES, NULL},
    {"a folded header, which becomes a part of a name", POST("/v1/things") "Transfer-Encoding:\r\n chunked\r\n" BODY, 400, CLOSES, "folded"},
    {"a folded header of blanks", GET("/healthz") "A: b\r\n \r\n" END, 400, CLOSES, "folded"},
    {"a line end without CR", GET("/healthz") "A: b\nC: d\r\n" END, 400, CLOSES, "CR LF"},
    {"a CR without a line end", GET("/healthz") "A: b\rC: d\r\n" END, 400, CLOSES, "control character"},
    {"a request line without CR", "GET /healthz HTTP/1.1\n" HOST END, 400, CLOSES, "CR LF"},
    {"two blanks before the target", "GET  /healthz HTTP/1.1\r\n" HOST END, 400, CLOSES, "blanks"},
    {"blanks around a value", GET("/v1/things/x") "If-None-Match: \t \"r3.1\" \t\r\nX:\r\n" END, 304, KEEPS, NULL},
    {"HTTP/1.2 is read as HTTP/1.1", "GET /healthz HTTP/1.2\r\n" END, 400, CLOSES, "Host"},
    {"a version from the future", "GET /healthz HTTP/2.0\r\n" HOST END, 505, CLOSES, NULL},
    {"a version from the past", "GET /healthz\r\n" HOST END, 400, CLOSES, NULL},
    {"a blank in the target", "GET /v1/things/a b HTTP/1.1\r\n" HOST END, 400, KEEPS, NULL},
    {"a bad chunk", POST("/v1/things") "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", 400, CLOSES, NULL},
    {"a chunk of negative size", POST("/v1/things") "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n", 400, CLOSES, NULL},
    {"a control character in a header", GET("/healthz") "X-Request-Id: a\001b\r\n" END, 400, CLOSES, "control character"},
    {"a request id of another form is not taken", GET("/healthz") "X-Request-Id: a b\r\n" END, 200, KEEPS, NULL},
    {"a target that is not one", "GET v1/echo HTTP/1.1\r\n" HOST END, 400, KEEPS, NULL},
    {"a fragment", GET("/v1/echo#x") END, 400, KEEPS, NULL},
    /* clang-format on */
};

struct row {
    struct bench *bench;
    const struct router_case *c;
};

static void row(void **state)
{
    const struct row *row = *state;
    const struct router_case *c = row->c;
    answer_auto answer = {0}, next = {0};
    int fd = client_connect(server_port(row->bench->server));
    assert_true(fd >= 0);
    assert_true(client_say(fd, c->request));

    assert_true(client_read(fd, &answer, str_starts(str_of(c->request), STR("HEAD"))));

    assert_int_equal(answer.status, c->status);
    if (c->has != NULL && !answer_has(&answer, c->has))
        fail_msg("no \"%s\" in:\n%.*s", c->has, STR_PRINT(buffer_str(&answer.bytes)));
    if (c->after == CLOSES) {
        assert_true(client_is_ended(fd));
    } else {
        assert_true(client_say(fd, GET("/healthz") END));
        assert_true(client_read(fd, &next, false));
        assert_int_equal(next.status, 200);
    }
    (void)close(fd);
}

int main(void)
{
    struct bench bench;
    const char *origins[] = {"https://desk.example"};
    bench_init(&bench);
    bench.options.body_limit = 1000;
    bench.options.allow_origins = origins;
    bench.options.allow_origin_count = COUNT(origins);
    bench_start(&bench);

    struct row rows[COUNT(cases)];
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++) {
        rows[i] = (struct row){&bench, &cases[i]};
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = row, .initial_state = &rows[i]};
    }
    int failed = cmocka_run_group_tests_name("router", tests, NULL, NULL);
    bench_stop(&bench);
    return failed;
}
