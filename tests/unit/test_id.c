#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/id.h"

static const int64_t epoch_ms = 1577836800000;
static const int64_t greatest_ms = ((int64_t)1 << 41) - 1;
static const int64_t millisecond = (int64_t)1 << 22; /* in ids */
static const int64_t instance_step = 1 << 12;

/* clang-format off */
static const struct next_case {
    const char *name;
    int64_t last;
    unsigned instance;
    int64_t now_ms;
    int64_t id;
} next_cases[] = {
    /* name                                           last                      instance  now                   id */
    {"the first id is not zero",                      0,                        0,    1577836800000,            1},
    {"a new millisecond begins at 0",                 5,                        0,    1577836800001,            (int64_t)1 << 22},
    {"the instance stands in the middle",             0,                        1023, 1577836800001,            ((int64_t)1 << 22) + (1023 << 12)},
    {"two in one millisecond",                        (int64_t)1 << 22,         0,    1577836800001,            ((int64_t)1 << 22) + 1},
    {"4,096 in one millisecond: the last",            ((int64_t)1 << 22) + 4094, 0,   1577836800001,            ((int64_t)1 << 22) + 4095},
    {"4,096 in one millisecond: the next one",        ((int64_t)1 << 22) + 4095, 0,   1577836800001,            (int64_t)2 << 22},
    {"the clock goes back",                           (int64_t)9 << 22,         0,    1577836800001,            ((int64_t)9 << 22) + 1},
    {"before 2020",                                   7,                        0,    -1,                       8},
    {"another instance's id, below ours",             ((int64_t)9 << 22) + 4095, 1,   1577836800001,            ((int64_t)9 << 22) + (1 << 12)},
    {"another instance's id, above ours",             ((int64_t)9 << 22) + (2 << 12), 1, 1577836800001,         ((int64_t)10 << 22) + (1 << 12)},
    {"after 2089: the last millisecond",              0,                        0,    INT64_MAX,                (((int64_t)1 << 41) - 1) << 22},
};

static const struct text_case {
    const char *name, *text;
    int64_t id;            /* 0: refused */
    const char *canonical; /* NULL: it is none, nor could be */
    bool is_shaped;
} text_cases[] = {
    /* name                   text              id                       canonical        shape */
    {"one",                   "0000000000001",  1,                       "0000000000001", true},
    {"every letter",          "0123456789abc",  0x8864298e84a96c,        "0123456789abc", true},
    {"the rest of them",      "0defghjkmnpqr",  0x6b9f08ca74adaf8,       "0defghjkmnpqr", true},
    {"the greatest",          "7zzzzzzzzzzzz",  INT64_MAX,               "7zzzzzzzzzzzz", true},
    {"one past the greatest", "8000000000000",  0,                       NULL,            false},
    {"zero",                  "0000000000000",  0,                       NULL,            true},
    {"upper case",            "0DJ000000000Z",  0,                       "0dj000000000z", false},
    {"o is 0",                "odjO00000000z",  0,                       "0dj000000000z", false},
    {"i and l are 1",         "0ilIL00000000",  0,                       "0111100000000", false},
    {"u is nothing",          "0u00000000001",  0,                       NULL,            false},
    {"too short",             "000000000001",   0,                       NULL,            false},
    {"too long",              "00000000000001", 0,                       NULL,            false},
    {"empty",                 "",               0,                       NULL,            false},
    {"a hyphen",              "0dj0-00000001",  0,                       NULL,            false},
    {"a sign",                "-000000000001",  0,                       NULL,            false},
    {"bytes above 127",       "0dj\xC3\xA9" "00000001", 0,               NULL,            false},
    {"first byte above 127",  "\xFF" "000000000001", 0,                  NULL,            false},
};
/* clang-format on */

static void next(void **state)
{
    const struct next_case *c = *state;
    struct id_source source = {.last = c->last, .instance = c->instance};

    assert_int_equal(id_next(&source, c->now_ms), c->id);
    assert_int_equal(source.last, c->id);
    assert_true(c->id > c->last);
}

static void text(void **state)
{
    const struct text_case *c = *state;
    struct str s = {c->text, strlen(c->text)};
    struct id_text right = {0};
    int64_t id = -1;

    assert_int_equal(id_parse(s, &id), c->id != 0);
    assert_int_equal(id_shaped(s), c->is_shaped);
    assert_int_equal(id_canonical(s, &right), c->canonical != NULL);
    if (c->canonical != NULL)
        assert_string_equal(right.text, c->canonical);
    if (c->id != 0) {
        assert_int_equal(id, c->id);
        assert_string_equal(id_format(id).text, c->text);
    } else {
        assert_int_equal(id, -1);
    }
}

static void rises(void **state)
{
    struct id_source source = {.instance = 77};
    int64_t last = 0;
    struct id_text last_text = {0};

    (void)state;
    for (int64_t i = 0; i < 20000; i++) {
        int64_t id = id_next(&source, epoch_ms + i / 5000 - i % 3);
        struct id_text id_text = id_format(id);
        assert_true(id > last);
        assert_true(strcmp(id_text.text, last_text.text) > 0);
        last = id;
        last_text = id_text;
    }
}

static void times(void **state)
{
    struct id_source source = {.instance = 3};
    int64_t id = id_next(&source, epoch_ms + 12345);

    (void)state;
    assert_int_equal(id_time_ms(id), epoch_ms + 12345);
    assert_true(id_first_at(epoch_ms + 12345) <= id);
    assert_true(id_first_at(epoch_ms + 12346) > id);
    assert_int_equal(id_first_at(epoch_ms + 1), millisecond);
    assert_int_equal(id - id_first_at(epoch_ms + 12345), 3 * instance_step);
    assert_int_equal(id_first_at(epoch_ms - 1), 0);
    assert_int_equal(id_first_at(INT64_MIN), 0);
    assert_int_equal(id_first_at(epoch_ms + greatest_ms), greatest_ms * millisecond);
    assert_int_equal(id_first_at(epoch_ms + greatest_ms + 1), greatest_ms * millisecond);
    assert_int_equal(id_first_at(INT64_MAX), greatest_ms * millisecond);
    assert_int_equal(id_time_ms(INT64_MAX), epoch_ms + greatest_ms);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(next_cases) + COUNT(text_cases) + 2];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(next_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = next_cases[i].name, .test_func = next, .initial_state = (void *)&next_cases[i]};
    }
    for (size_t i = 0; i < COUNT(text_cases); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = text_cases[i].name, .test_func = text, .initial_state = (void *)&text_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "ids rise, as numbers and as text", .test_func = rises};
    tests[count++] = (struct CMUnitTest){.name = "times of ids", .test_func = times};
    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
