#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/base.h"
#include "claimd/suggestion_match.h"

/* Findings and stored ones as lines over one text: `[` and `]` are first and last characters, `#` one of a single character. The
 * letters of the other strings belong to them in order. kinds: of claims; "" for mentions. stored: s suggested, d decided; a
 * capital was of another kind when it was suggested, x. want: n new, k known, d decided. */
static const struct match_case {
    const char *name, *found, *kinds, *lines, *stored, *stored_kinds, *want;
} cases[] = {
    /* clang-format off */
    {"nothing is stored",                        "[--]  [--]", "",   "          ",  "",   "",   "nn"},
    {"a mention at the same place",              "[--]  [--]", "",   "[--]  [--]",  "sd", "",   "kd"},
    {"a mention that overlaps",                  "[--]  [--]", "",   "   [--]   ",  "d",  "",   "dd"},
    {"a mention beside another",                 "[--]      ", "",   "    [---] ",  "d",  "",   "n"},
    {"a mention around a character",             "[--------]", "",   "    #     ",  "s",  "",   "k"},
    {"far reach of an early one",                "      [--]", "",   "[--------]",  "d",  "",   "d"},
    {"the same claim",                           "[--]  [--]", "ff", "[--]  [--]",  "sd", "ff", "kd"},
    {"another kind at the same place",           "[--]      ", "f",  "[--]      ",  "s",  "c",  "n"},
    {"decided as another kind",                  "[--]      ", "f",  "[--]      ",  "d",  "c",  "d"},
    {"corrected from this kind",                 "[--]      ", "x",  "[--]      ",  "D",  "c",  "d"},
    {"a suggestion that overlaps is another",    "[----]    ", "f",  " [---]    ",  "s",  "f",  "n"},
    {"decided with half in common",              "[----]    ", "f",  "   [-]    ",  "d",  "f",  "d"},
    {"decided with less than half",              "[-----]   ", "f",  "    [-]   ",  "d",  "f",  "n"},
    {"decided with half, of another kind",       "[----]    ", "f",  "   [-]    ",  "d",  "c",  "n"},
    {"a stored one answers for one",             "[--]      ", "f",  "[--]      ",  "s",  "f",  "k"},
    /* clang-format on */
};

static size_t spans_of(const char *line, struct span *spans)
{
    size_t count = 0;
    for (uint32_t at = 0; line[at] != '\0'; at++) {
        if (line[at] == '[' || line[at] == '#')
            spans[count++] = (struct span){at, at + 1};
        if (line[at] == ']')
            spans[count - 1].end = at + 1;
    }
    return count;
}

static void check(const struct suggestion_matches *matches, size_t count, const char *want)
{
    assert_int_equal(count, strlen(want));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(matches->items[i], want[i] == 'n' ? MATCH_NEW : want[i] == 'k' ? MATCH_KNOWN : MATCH_DECIDED);
        assert_int_equal(matches->stored[i] == NULL, matches->items[i] == MATCH_NEW);
    }
}

static void match(void **state)
{
    const struct match_case *c = *state;
    arena_auto arena = {0};
    struct span found[8], places[8];
    struct str kinds[8];
    struct placed stored[8] = {0};
    size_t count = spans_of(c->found, found), stored_count = spans_of(c->lines, places);
    bool are_claims = c->kinds[0] != '\0';
    for (size_t i = 0; i < count && are_claims; i++)
        kinds[i] = (struct str){c->kinds + i, 1};
    for (size_t i = 0; i < stored_count; i++) {
        stored[i].start = places[i].start;
        stored[i].end = places[i].end;
        stored[i].is_decided = c->stored[i] == 'd' || c->stored[i] == 'D';
        if (are_claims) {
            stored[i].kind = (struct str){c->stored_kinds + i, 1};
            stored[i].first_kind = c->stored[i] == 'D' ? STR("x") : stored[i].kind;
        }
    }
    struct suggestion_matches matches =
        are_claims ? suggestion_matches_of_claims(&arena, found, kinds, count, stored, stored_count)
                   : suggestion_matches_of_mentions(&arena, found, count, stored, stored_count);
    check(&matches, count, c->want);
}

/* Two findings with the same words and kind need two that are stored. */
static void one_each(void **state)
{
    arena_auto arena = {0};
    const struct span spans[] = {{0, 4}, {0, 4}, {0, 4}};
    const struct str kinds[] = {STR("f"), STR("f"), STR("f")};
    const struct placed stored[] = {{.id = 1, .end = 4, .kind = STR("f"), .first_kind = STR("f")},
                                    {.id = 2, .end = 4, .kind = STR("f"), .first_kind = STR("f")}};
    (void)state;
    struct suggestion_matches matches =
        suggestion_matches_of_claims(&arena, spans, kinds, COUNT(spans), stored, COUNT(stored));
    check(&matches, COUNT(spans), "kkn");
    assert_ptr_not_equal(matches.stored[0], matches.stored[1]);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++) {
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = match, .initial_state = (void *)&cases[i]};
    }
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(one_each);
    return cmocka_run_group_tests_name("suggestion_match", tests, NULL, NULL);
}
