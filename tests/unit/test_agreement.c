#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/agreement.h"
#include "claimd/base.h"

/* Reliability data as Krippendorff prints it: a row for each observer, a column for each unit, `.` where one gave no value. The
 * values are those of "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C, with the alphas given there. */
static const struct alpha_case {
    const char *name, *rows[4];
    double value; /* to three places; 2: not defined */
    size_t units, ratings;
} alphas[] = {
    {"A: binary data, two observers", {"0100000010", "1110010000"}, 0.095, 10, 20},
    {"B: nominal data, two observers", {"aabbdcccedda", "babbbccceddd"}, 0.692, 12, 24},
    {"C: any number of observers, values missing",
     {"123321412...", "1233224125.3", ".3332342251.", "12332441251."},
     0.743,
     11,
     40},
    {"perfect", {"abcabc", "abcabc"}, 1, 6, 12},
    {"worse than chance", {"abab", "baba"}, -0.75, 4, 8},
    {"one label only", {"aaaa", "aaaa"}, 2, 4, 8},
    {"no unit of two", {"ab..", "..ab"}, 2, 0, 0},
    {"nothing", {""}, 2, 0, 0},
    {"one unit, one label each", {"a", "b"}, 0, 1, 2},
};

static void alpha(void **state)
{
    const struct alpha_case *c = *state;
    arena_auto arena = {0};
    struct rating ratings[64];
    size_t count = 0, units = strlen(c->rows[0]);
    for (size_t i = 0; i < COUNT(c->rows) && c->rows[i] != NULL; i++) {
        for (uint32_t unit = 0; unit < units; unit++) {
            char value = c->rows[i][unit];
            if (value != '.')
                ratings[count++] = (struct rating){unit, (uint32_t)(value >= 'a' ? value - 'a' : value - '0')};
        }
    }
    struct alpha found = agreement_alpha(&arena, ratings, count, units);
    assert_int_equal(found.units, c->units);
    assert_int_equal(found.ratings, c->ratings);
    assert_int_equal(found.is_defined, c->value < 2);
    if (found.is_defined)
        assert_in_range((int)((found.value - c->value) * 10000 + 5000.5), 4995, 5005); /* within 0.0005 */
}

/* Annotators' spans as lines over the same text: `[` and `]` are first and last characters of a span, `#` is one of a single
 * character. */
static const struct span_case {
    const char *name, *lines[3];
    uint32_t exact[3], matching[3]; /* of 0 and 1, 0 and 2, 1 and 2 */
    size_t units;
} spans[] = {
    {"the same", {"[---]  [---]", "[---]  [---]"}, {2}, {2}, 2},
    {"half in common", {"[----]", "[-]   "}, {0}, {1}, 1},
    {"a little less than half", {"[-----]", "[-]    "}, {0}, {0}, 2},
    {"shifted by a third", {"[----]  ", "  [----]"}, {0}, {1}, 1},
    {"shifted by a half", {"[----]   ", "   [----]"}, {0}, {0}, 2},
    {"side by side", {"[--]    ", "    [--]"}, {0}, {0}, 2},
    {"one of two", {"[---------]", "[---][----]"}, {0}, {1}, 2},
    {"two for one", {"[---][---]", "[---]     "}, {1}, {1}, 2},
    {"single characters", {"# # #", "#   #"}, {2}, {2}, 3},
    {"three", {"[--]", "[--]", "[--]"}, {1, 1, 1}, {1, 1, 1}, 1},
    {"a chain is cut where it holds least", {"[------]    ", " [------]   ", "  [------]  "}, {0, 0, 0}, {1, 1, 1}, 1},
    {"only one annotator", {"[--] [--]"}, {0}, {0}, 2},
    {"nobody", {""}, {0}, {0}, 0},
};

static void places(void **state)
{
    const struct span_case *c = *state;
    arena_auto arena = {0};
    struct annotation annotations[32];
    size_t count = 0;
    for (uint32_t line = 0; line < COUNT(c->lines) && c->lines[line] != NULL; line++) {
        for (uint32_t at = 0; c->lines[line][at] != '\0'; at++) {
            if (c->lines[line][at] == '[' || c->lines[line][at] == '#')
                annotations[count++] = (struct annotation){.span = {at, at + 1}, .annotator = line};
            if (c->lines[line][at] == ']')
                annotations[count - 1].span.end = at + 1;
        }
    }
    const struct agreement *agreement = agreement_of(&arena, annotations, count, 3);
    static const uint32_t pairs[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(agreement->pairs[pairs[i][0]][pairs[i][1]].exact, c->exact[i]);
        assert_int_equal(agreement->pairs[pairs[i][0]][pairs[i][1]].matching, c->matching[i]);
    }
    assert_int_equal(agreement->unit_count, c->units);
    for (size_t i = 0; i < count; i++)
        assert_true(annotations[i].unit < agreement->unit_count);
}

/* A unit has one span of each at most, and the best pairs are in one. */
static void units(void **state)
{
    arena_auto arena = {0};
    struct annotation annotations[] = {
        {.span = {0, 10}, .annotator = 0}, {.span = {0, 9}, .annotator = 1},  {.span = {1, 10}, .annotator = 1},
        {.span = {0, 10}, .annotator = 2}, {.span = {2, 10}, .annotator = 0},
    };
    (void)state;
    const struct agreement *agreement = agreement_of(&arena, annotations, COUNT(annotations), 3);
    assert_int_equal(annotations[0].unit, annotations[3].unit); /* the same span */
    assert_int_equal(annotations[2].unit, annotations[4].unit); /* 8 of 9 */
    assert_int_equal(annotations[0].unit, annotations[1].unit); /* 9 of 10 */
    assert_int_not_equal(annotations[0].unit, annotations[2].unit);
    assert_int_equal(agreement->unit_count, 2);
    assert_int_equal(agreement->counts[0], 2);
}

static void f1(void **state)
{
    (void)state;
    assert_true(agreement_f1(3, 4, 6) == 0.6);
    assert_true(agreement_f1(0, 4, 6) == 0);
    assert_true(agreement_f1(0, 0, 0) == 0);
    assert_true(agreement_f1(5, 5, 5) == 1);
}

/* As many as may come, all at one place: the most work there is. */
static void crowd(void **state)
{
    enum { MANY = 2000 };
    static struct annotation annotations[MANY];
    arena_auto arena = {0};
    (void)state;
    for (uint32_t i = 0; i < MANY; i++)
        annotations[i] = (struct annotation){.span = {i % 7, 100 + i % 5}, .annotator = i % AGREEMENT_ANNOTATORS};
    const struct agreement *agreement = agreement_of(&arena, annotations, MANY, AGREEMENT_ANNOTATORS);
    assert_in_range(agreement->unit_count, MANY / AGREEMENT_ANNOTATORS, MANY / AGREEMENT_ANNOTATORS + 9);
    assert_int_equal(agreement->pairs[0][AGREEMENT_ANNOTATORS - 1].matching, MANY / AGREEMENT_ANNOTATORS);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(alphas) + COUNT(spans) + 3];
    size_t count = 0;
    for (size_t i = 0; i < COUNT(alphas); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = alphas[i].name, .test_func = alpha, .initial_state = (void *)&alphas[i]};
    }
    for (size_t i = 0; i < COUNT(spans); i++) {
        tests[count++] =
            (struct CMUnitTest){.name = spans[i].name, .test_func = places, .initial_state = (void *)&spans[i]};
    }
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(units);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(f1);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(crowd);
    return cmocka_run_group_tests_name("agreement", tests, NULL, NULL);
}
