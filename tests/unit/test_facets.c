/* How many records facets look at: all there are up to FACETS_AMONG, the newest of them past that, and all that a filter finds
 * when it finds no more. What they count is compared with the lists by tests/api/facets.test.mjs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/facets.h"

#include "library.h"

enum { RARE = 7 }; /* of the oldest claims are causes, the others facts */

static void add_claims(struct store *store, int first, int last)
{
    problem_auto problem = {0};
    char sql[640];
    (void)snprintf(sql, sizeof sql,
                   "WITH RECURSIVE n (i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                   " INSERT INTO claim (id, revision, updated_at, created_by, article_id, start, anchor, kind,"
                   " certainty, polarity, holder, condition, status, doc)"
                   " SELECT i, 1, 1, 'test', 1, i, 'exact', CASE WHEN i <= %d THEN 'cause' ELSE 'fact' END,"
                   " 'likely', 'affirmed', i %% 2, 0, 'accepted', '{}' FROM n",
                   first, last, RARE);
    assert_true(database_exec(store, sql, &problem));
    (void)snprintf(sql, sizeof sql,
                   "INSERT INTO claim_tag_all (tag_id, claim_id) SELECT 1, id FROM claim WHERE id >= %d", first);
    assert_true(database_exec(store, sql, &problem));
}

static int fill(void **state)
{
    static struct library library;
    problem_auto problem = {0};
    library_open(&library);
    assert_true(database_exec(library.store, "PRAGMA foreign_keys = OFF", &problem));
    add_claims(library.store, 1, FACETS_AMONG);
    *state = &library;
    return 0;
}

static int drop(void **state)
{
    return library_close(*state);
}

static int add_one_more(void **state)
{
    const struct library *library = *state;
    add_claims(library->store, FACETS_AMONG + 1, FACETS_AMONG + 1);
    return 0;
}

static const struct facet kind = {.name = "kind", .kind = FILTER_COLUMN, .column = "kind"},
                          tags = {.name = "tags", .kind = FILTER_TAG, .has_many = true},
                          holder = {.name = "holder", .kind = FILTER_LINK, .column = "holder", .role = LINK_HOLDER};

/* A filter on a column for which there is text, on a tag without. */
static struct list_filter filter_on(const char *column, const char *text)
{
    struct list_filter filter = {
        .kind = column == NULL ? FILTER_TAG : FILTER_COLUMN, .column = column, .value_count = 1};
    filter.values[0] = column == NULL ? (struct list_value){.is_number = true, .number = 1}
                                      : (struct list_value){.text = str_of(text)};
    return filter;
}

static void count(struct library *library, const struct list_filter *filter, size_t limit, struct facets *facets)
{
    static struct arena arena;
    static struct list_filter filters[1];
    const struct facet asked[] = {kind, tags, holder};
    problem_auto problem = {0};
    struct list_query query = {.resource = &claim_resource, .filters = filters, .filter_count = filter != NULL};
    if (filter != NULL)
        filters[0] = *filter;
    arena_reset(&arena);
    assert_true(facets_count(library->store, &query, asked, COUNT(asked), limit, &arena, facets, &problem));
}

static void check(const struct facet_counts *counts, size_t i, const char *text, int64_t number, bool is_capped)
{
    assert_true(i < counts->count);
    assert_int_equal(counts->values[i].count, number);
    assert_int_equal(counts->is_capped, is_capped);
    if (text != NULL)
        assert_true(str_is(counts->values[i].value.text, text));
}

static void at_the_limit(void **state)
{
    struct facets facets;
    count(*state, NULL, 20, &facets);
    assert_int_equal(facets.count, FACETS_AMONG);
    assert_false(facets.is_capped);
    check(&facets.counts[0], 0, "fact", FACETS_AMONG - RARE, false);
    check(&facets.counts[0], 1, "cause", RARE, false);
    check(&facets.counts[1], 0, NULL, FACETS_AMONG, false);
    check(&facets.counts[2], 0, NULL, FACETS_AMONG / 2, false);
    assert_true(facets.counts[2].values[0].value.is_null); /* nobody holds these */
}

static void one_past_it(void **state)
{
    struct facets facets;
    count(*state, NULL, 20, &facets);
    assert_int_equal(facets.count, FACETS_AMONG);
    assert_true(facets.is_capped);
    check(&facets.counts[0], 0, "fact", FACETS_AMONG - (RARE - 1), true); /* the oldest is not looked at */
    check(&facets.counts[0], 1, "cause", RARE - 1, true);
}

static void one_past_it_by_a_tag(void **state)
{
    const struct list_filter filter = filter_on(NULL, NULL);
    struct facets facets;
    count(*state, &filter, 20, &facets);
    assert_true(facets.is_capped);
    check(&facets.counts[0], 1, "cause", RARE - 1, true);
}

static void few_of_many(void **state)
{
    const struct list_filter filter = filter_on("kind", "cause");
    struct facets facets;
    count(*state, &filter, 20, &facets);
    assert_int_equal(facets.count, RARE);
    assert_false(facets.is_capped);
    check(&facets.counts[1], 0, NULL, RARE, false);
    check(&facets.counts[0], 1, "cause", RARE - 1, true); /* without its own filter it is of all */
}

static void as_many_values_as_asked_for(void **state)
{
    struct facets facets;
    count(*state, NULL, 1, &facets);
    assert_int_equal(facets.counts[0].count, 1);
    assert_true(facets.counts[0].has_more);
    count(*state, NULL, 2, &facets);
    assert_int_equal(facets.counts[0].count, 2);
    assert_false(facets.counts[0].has_more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_limit),
        cmocka_unit_test_setup(one_past_it, add_one_more),
        cmocka_unit_test(one_past_it_by_a_tag),
        cmocka_unit_test(few_of_many),
        cmocka_unit_test(as_many_values_as_asked_for),
    };
    return cmocka_run_group_tests_name("facets", tests, fill, drop);
}
