#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "claimd/moment.h"

/* clang-format off */
static const struct parse_case {
    const char *name, *date;
    const char *first, *last; /* as they are formatted; NULL: refused */
    const char *canonical;
} parse_cases[] = {
    {"a year", "2023", "2023-01-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z", "2023"},
    {"a month", "2023-05", "2023-05-01T00:00:00.000Z", "2023-05-31T23:59:59.999Z", "2023-05"},
    {"the last month", "2023-12", "2023-12-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z", "2023-12"},
    {"a day", "2023-05-19", "2023-05-19T00:00:00.000Z", "2023-05-19T23:59:59.999Z", "2023-05-19"},
    {"a time", "2023-05-19T10:20:30Z", "2023-05-19T10:20:30.000Z", "2023-05-19T10:20:30.000Z", "2023-05-19T10:20:30.000Z"},
    {"small letters", "2023-05-19t10:20:30z", "2023-05-19T10:20:30.000Z", "2023-05-19T10:20:30.000Z", "2023-05-19T10:20:30.000Z"},
    {"an offset ahead", "2023-05-19T01:00:00+02:00", "2023-05-18T23:00:00.000Z", "2023-05-18T23:00:00.000Z", "2023-05-18T23:00:00.000Z"},
    {"an offset behind", "2023-12-31T23:30:00-00:45", "2024-01-01T00:15:00.000Z", "2024-01-01T00:15:00.000Z", "2024-01-01T00:15:00.000Z"},
    {"the greatest offset", "2023-05-19T23:59:00+23:59", "2023-05-19T00:00:00.000Z", "2023-05-19T00:00:00.000Z", "2023-05-19T00:00:00.000Z"},
    {"an unknown offset", "2023-05-19T10:00:00-00:00", "2023-05-19T10:00:00.000Z", "2023-05-19T10:00:00.000Z", "2023-05-19T10:00:00.000Z"},
    {"tenths", "2023-05-19T10:20:30.5Z", "2023-05-19T10:20:30.500Z", "2023-05-19T10:20:30.500Z", "2023-05-19T10:20:30.500Z"},
    {"nanoseconds are cut, not rounded", "2023-05-19T10:20:30.123999999Z", "2023-05-19T10:20:30.123Z", "2023-05-19T10:20:30.123Z", "2023-05-19T10:20:30.123Z"},
    {"the last second of a day", "2023-05-19T23:59:59Z", "2023-05-19T23:59:59.000Z", "2023-05-19T23:59:59.000Z", "2023-05-19T23:59:59.000Z"},
    {"a leap day", "2024-02-29", "2024-02-29T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "2024-02-29"},
    {"a leap day of a century", "2000-02-29", "2000-02-29T00:00:00.000Z", "2000-02-29T23:59:59.999Z", "2000-02-29"},
    {"February of a leap year", "2024-02", "2024-02-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "2024-02"},
    {"before 1970", "1969-12-31", "1969-12-31T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "1969-12-31"},
    {"the first year", "0001", "0001-01-01T00:00:00.000Z", "0001-12-31T23:59:59.999Z", "0001"},
    {"the last year", "9999", "9999-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "9999"},
    {"the first moment", "0001-01-01T02:00:00+02:00", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"},
    {"one before the first moment", "0001-01-01T01:59:59.999+02:00", NULL, NULL, NULL},
    {"the last moment", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
    {"one past the last moment", "9999-12-31T23:59:00-00:01", NULL, NULL, NULL},
    {"no leap day", "2023-02-29", NULL, NULL, NULL},
    {"no leap day of a century", "1900-02-29", NULL, NULL, NULL},
    {"30 February", "2024-02-30", NULL, NULL, NULL},
    {"31 April", "2023-04-31", NULL, NULL, NULL},
    {"day 0", "2023-05-00", NULL, NULL, NULL},
    {"month 0", "2023-00", NULL, NULL, NULL},
    {"month 13", "2023-13", NULL, NULL, NULL},
    {"year 0", "0000", NULL, NULL, NULL},
    {"three digits", "999", NULL, NULL, NULL},
    {"five digits", "10000", NULL, NULL, NULL},
    {"one digit of a month", "2023-5", NULL, NULL, NULL},
    {"empty", "", NULL, NULL, NULL},
    {"a hyphen at the end", "2023-", NULL, NULL, NULL},
    {"a hyphen behind the day", "2023-05-19-", NULL, NULL, NULL},
    {"a blank behind", "2023-05-19 ", NULL, NULL, NULL},
    {"a blank before", " 2023", NULL, NULL, NULL},
    {"without hyphens", "20230519", NULL, NULL, NULL},
    {"signs are no digits", "2023-+5", NULL, NULL, NULL},
    {"letters are no digits", "2o23", NULL, NULL, NULL},
    {"a time without an offset", "2023-05-19T10:20:30", NULL, NULL, NULL},
    {"a time without seconds", "2023-05-19T10:20Z", NULL, NULL, NULL},
    {"a time of nothing", "2023-05-19T", NULL, NULL, NULL},
    {"a blank for the T", "2023-05-19 10:20:30Z", NULL, NULL, NULL},
    {"hour 24", "2023-05-19T24:00:00Z", NULL, NULL, NULL},
    {"minute 60", "2023-05-19T10:60:00Z", NULL, NULL, NULL},
    {"a leap second", "2016-12-31T23:59:60Z", NULL, NULL, NULL},
    {"an empty fraction", "2023-05-19T10:20:30.Z", NULL, NULL, NULL},
    {"a comma", "2023-05-19T10:20:30,5Z", NULL, NULL, NULL},
    {"an offset of 24 hours", "2023-05-19T10:20:30+24:00", NULL, NULL, NULL},
    {"an offset of 60 minutes", "2023-05-19T10:20:30+01:60", NULL, NULL, NULL},
    {"an offset without colon", "2023-05-19T10:20:30+0200", NULL, NULL, NULL},
    {"something behind the Z", "2023-05-19T10:20:30ZZ", NULL, NULL, NULL},
    {"a time of a month", "2023-05T10:20:30Z", NULL, NULL, NULL},
    {"bytes above 127", "2023-05-\xC3\xA9", NULL, NULL, NULL},
};

static const struct format_case {
    const char *name;
    int64_t unix_ms;
    const char *text;
} format_cases[] = {
    {"the epoch", 0, "1970-01-01T00:00:00.000Z"},
    {"one before the epoch", -1, "1969-12-31T23:59:59.999Z"},
    {"any time", 1795497000123, "2026-11-24T05:10:00.123Z"},
    {"the first", -62135596800000, "0001-01-01T00:00:00.000Z"},
    {"before the first", -62135596800001, "0001-01-01T00:00:00.000Z"},
    {"the last", 253402300799999, "9999-12-31T23:59:59.999Z"},
    {"past the last", 253402300800000, "9999-12-31T23:59:59.999Z"},
    {"the greatest number", INT64_MAX, "9999-12-31T23:59:59.999Z"},
    {"the smallest number", INT64_MIN, "0001-01-01T00:00:00.000Z"},
};
/* clang-format on */

static void parse(void **state)
{
    const struct parse_case *c = *state;
    struct str date = {c->date, strlen(c->date)};
    int64_t first = 0;
    int64_t last = 0;
    struct moment_text canonical;

    assert_int_equal(moment_parse(date, &first, &last), c->first != NULL);
    assert_int_equal(moment_canonical(date, &canonical), c->first != NULL);
    if (c->first == NULL)
        return;
    assert_string_equal(moment_format(first).text, c->first);
    assert_string_equal(moment_format(last).text, c->last);
    assert_string_equal(canonical.text, c->canonical);
}

static void format(void **state)
{
    const struct format_case *c = *state;
    assert_string_equal(moment_format(c->unix_ms).text, c->text);
}

/* gmtime_r knows the same calendar. */
static void every_day(void **state)
{
    const int64_t day_ms = 86400000;

    (void)state;
    for (int64_t ms = -62135596800000; ms < 253402300800000; ms += day_ms) {
        time_t seconds = (time_t)(ms / 1000);
        struct tm tm;
        char wanted[64];
        struct moment_text text = moment_format(ms + 1);
        int64_t first = 0;
        int64_t last = 0;

        assert_non_null(gmtime_r(&seconds, &tm));
        (void)snprintf(wanted, sizeof wanted, "%04d-%02d-%02dT00:00:00.001Z", tm.tm_year + 1900, tm.tm_mon + 1,
                       tm.tm_mday);
        if (strcmp(text.text, wanted) != 0)
            fail_msg("%s is not %s", text.text, wanted);
        if (!moment_parse((struct str){text.text, 10}, &first, &last) || first != ms || last != ms + day_ms - 1)
            fail_msg("%s is not read as it is written", text.text);
    }
}

static void clocks(void **state)
{
    int64_t before = moment_monotonic_us();

    (void)state;
    assert_true(moment_now_ms() / 1000 - (int64_t)time(NULL) <= 1);
    assert_true((int64_t)time(NULL) - moment_now_ms() / 1000 <= 1);
    assert_true(moment_monotonic_us() >= before);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(parse_cases) + COUNT(format_cases) + 2];
    size_t count = 0;

    for (size_t i = 0; i < COUNT(parse_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = parse_cases[i].name, .test_func = parse, .initial_state = (void *)&parse_cases[i]};
    }
    for (size_t i = 0; i < COUNT(format_cases); i++) {
        tests[count++] = (struct CMUnitTest){
            .name = format_cases[i].name, .test_func = format, .initial_state = (void *)&format_cases[i]};
    }
    tests[count++] = (struct CMUnitTest){.name = "every day of 9,999 years", .test_func = every_day};
    tests[count++] = (struct CMUnitTest){.name = "the clocks go", .test_func = clocks};
    return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
