#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/call.h"

static void reading(void **state)
{
    static const struct parameter headers[] = {{{"If-Match", 8}, {"\"r3\"", 4}}};
    struct call *call = *state;
    call->parameters[0] = (struct parameter){STR("a"), STR("1")};
    call->parameters[1] = (struct parameter){STR("a"), STR("2")};
    call->parameter_count = 2;
    call->headers = headers;
    call->header_count = COUNT(headers);
    assert_true(str_is(call_parameter(call, "a"), "1"));
    assert_null(call_parameter(call, "b").data);
    assert_true(str_is(call_header(call, "if-match"), "\"r3\""));
    assert_null(call_header(call, "If").data);
}

static void answering(void **state)
{
    struct call *call = *state;
    json_auto_t *value = json_pack("{s:f}", "p", 0.55);
    call_add_header(call, "Location", "/v1/%s", "x");
    call_reply_json(call, 201, value);
    assert_int_equal(call->reply.status, 201);
    assert_true(str_is(call->reply.body, "{\"p\":0.55}\n"));
    assert_int_equal(call->reply.header_count, 1);
    assert_string_equal(call->reply.headers[0].value, "/v1/x");
}

int main(void)
{
    static struct call call;
    const struct CMUnitTest tests[] = {
        {.name = "reading", .test_func = reading, .initial_state = &call},
        {.name = "answering", .test_func = answering, .initial_state = &call},
    };
    int failed = cmocka_run_group_tests_name("call", tests, NULL, NULL);
    arena_release(&call.arena);
    return failed;
}
