#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/http_status.h"
#include "claimd/json.h"

static json_t *document(const struct problem *problem, unsigned status, const char *instance)
{
    buffer_auto text = {0};
    problem_auto reading = {0};
    http_problem_write(&text, problem, status, str_of(instance), "id-1");
    assert_int_equal(text.data[text.size - 1], '\n');
    json_t *json = json_read(buffer_str(&text), (struct json_size){JSON_DEPTH_LIMIT, JSON_VALUES_LIMIT}, &reading);
    assert_non_null(json);
    return json;
}

/* Every code has a status of 4xx or 503, and every status that we send a title. */
static void every_code(void **state)
{
    (void)state;
    for (unsigned code = 0; code < PROBLEM_CODE_COUNT; code++) {
        unsigned status = http_status_of((enum problem_code)code);
        assert_true((status >= 400 && status < 500) || status == 503);
        assert_string_not_equal(http_status_title(status), "Unknown");
        assert_true((http_status_retry_s((enum problem_code)code) > 0) == (status == 429 || status == 503));
    }
    assert_int_equal(http_status_of(PROBLEM_STALE), 412);
    assert_int_equal(http_status_of(PROBLEM_CYCLE), 422);
}

static void fields_of_a_body(void **state)
{
    problem_auto problem = {.at = "/0"};
    (void)state;
    problem_add(&problem, PROBLEM_REQUIRED, "/text", "is missing");
    problem_add(&problem, PROBLEM_TYPE, "", "is a \"string\"");
    problem_attach(&problem, "expected", json_string("object"));
    problem_parameter(&problem, PROBLEM_BAD_PARAMETER, "limit", "is 0");
    json_auto_t *json = document(&problem, 422, "/v1/claims");
    const json_t *errors = json_object_get(json, "errors");
    assert_true(str_is(json_str(json, "type"), "/problems/required"));
    assert_true(str_is(json_str(json, "title"), "Unprocessable Content"));
    assert_true(str_is(json_str(json, "detail"), "3 things are wrong; errors names each"));
    assert_true(str_is(json_str(json, "request_id"), "id-1"));
    assert_int_equal(json_int(json, "status"), 422);
    assert_int_equal(json_array_size(errors), 3);
    assert_true(str_is(json_str(json_array_get(errors, 0), "pointer"), "/0/text"));
    assert_true(str_is(json_str(json_array_get(errors, 1), "pointer"), "/0"));
    assert_true(str_is(json_str(json_array_get(errors, 1), "detail"), "is a \"string\""));
    assert_true(str_is(json_str(json_array_get(errors, 1), "expected"), "object"));
    assert_true(str_is(json_str(json_array_get(errors, 2), "parameter"), "limit"));
    assert_null(json_object_get(json_array_get(errors, 2), "pointer"));
}

static void whole_requests(void **state)
{
    problem_auto problem = {0};
    (void)state;
    problem_add(&problem, PROBLEM_STALE, "", "somebody was first");
    problem_say(&problem, "revision", json_integer(4));
    json_auto_t *json = document(&problem, 412, "/v1/x\"\\ \xff?a=b");
    assert_true(str_is(json_str(json, "detail"), "somebody was first"));
    assert_true(str_is(json_str(json, "instance"), "/v1/x%22%5C%20%FF?a=b"));
    assert_int_equal(json_int(json, "revision"), 4);
    assert_null(json_object_get(json_array_get(json_object_get(json, "errors"), 0), "pointer"));
}

static void too_many(void **state)
{
    problem_auto problem = {0};
    (void)state;
    for (size_t i = 0; i < PROBLEM_ITEMS + 7; i++)
        problem_add(&problem, PROBLEM_TYPE, "/a", "is wrong");
    json_auto_t *json = document(&problem, 422, "/");
    assert_true(str_is(json_str(json, "detail"), "57 things are wrong; errors names the first of them"));
    assert_int_equal(json_array_size(json_object_get(json, "errors")), PROBLEM_ITEMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code),
        cmocka_unit_test(fields_of_a_body),
        cmocka_unit_test(whole_requests),
        cmocka_unit_test(too_many),
    };
    return cmocka_run_group_tests_name("http_status", tests, NULL, NULL);
}
