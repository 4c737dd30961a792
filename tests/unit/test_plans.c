/* What a page costs, in steps of SQLite's virtual machine on 100,000 claims: EXPLAIN's SCAN is no measure, it fails good plans
 * and passes bad ones. A page of 50 may take 20,000 steps; what must walk further is named as such, runs into the budget of
 * the loop and goes on on a slow reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/list.h"
#include "claimd/settle.h"

#include "library.h"

enum { LIMIT = 50, PAGES = 10, MOST_STEPS = 20000 };

/* 100,000 claims on 2,500 articles. certainty almost_certain is on the ten oldest alone, tag 7 on every third claim, tag 8 on
 * the ten oldest; one in twenty has a horizon, one in five a confidence, which rises. One in a hundred is rejected, one percent
 * suggested, all of those on the later articles. The rule "common" suggested every second claim, "rare" the ten oldest. */
static const char rows[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
    " INSERT INTO article (id, revision, updated_at, created_by, title_key, published_at, language, word_count, "
    "body_sha256, doc)"
    " SELECT i, 1, i, 'a', 'title ' || i, i, 'en', i, '', '{}' FROM n;"
    "INSERT INTO entity (id, revision, updated_at, created_by, slug, name_key, kind, doc)"
    " VALUES (1, 1, 1, 'a', 'one', 'one', 'person', '{}'), (2, 1, 1, 'a', 'two', 'two', 'person', '{}');"
    "INSERT INTO tag (id, revision, updated_at, created_by, slug, label_key, doc)"
    " VALUES (7, 1, 1, 'a', 'seven', 'seven', '{}'), (8, 1, 1, 'a', 'eight', 'eight', '{}');"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
    " INSERT INTO claim (id, revision, updated_at, created_by, article_id, start, anchor, kind, certainty, polarity, "
    "holder,"
    " condition, horizon, status, confidence, doc)"
    " SELECT i, 1, i, 'a', i % 2500 + 1, i, 'exact', CASE WHEN i % 8 = 0 THEN 'forecast' ELSE 'fact' END,"
    " CASE WHEN i < 11 THEN 'almost_certain' ELSE 'unstated' END, 'affirmed', i % 3 = 0, i % 20 = 0,"
    " CASE WHEN i % 20 = 0 THEN i END, CASE WHEN i % 100 = 0 THEN 'rejected' WHEN i % 2500 > 2475 THEN 'suggested' "
    "ELSE 'accepted' END,"
    " CASE WHEN i % 5 = 0 THEN i / 100000.0 END, '{}' FROM n;"
    "INSERT INTO claim_why (rule, claim_id) SELECT 'common', id FROM claim WHERE id % 2 = 0;"
    "INSERT INTO claim_why (rule, claim_id) SELECT 'rare', id FROM claim WHERE id < 11;"
    "INSERT INTO claim_tag_all (tag_id, claim_id) SELECT 7, id FROM claim WHERE id % 3 = 0;"
    "INSERT INTO claim_tag_all (tag_id, claim_id) SELECT 8, id FROM claim WHERE id < 11;"
    "INSERT INTO claim_entity (role, entity_id, claim_id) SELECT 3, 1, id FROM claim WHERE id % 2 = 0;"
    "INSERT INTO claim_entity (role, entity_id, claim_id) SELECT 3, 2, id FROM claim WHERE id < 11;";

static const struct plan_case {
    const char *name;
    struct list_filter filter;
    const char *sort;
    bool walks; /* further than a page may: a filter that finds little beside a sort by another field */
} cases[] = {
    /* clang-format off */
    {"newest first",                   {.value_count = 0}, NULL, false},
    {"sorted by time of change",       {.value_count = 0}, "updated_at", false},
    {"sorted by a field with gaps",    {.value_count = 0}, "horizon", false},
    {"sorted by confidence",           {.value_count = 0}, "confidence", false},
    {"a common value",                 {FILTER_COLUMN, "kind", 0, false, false, {{.text = {"fact", 4}}}, 1}, NULL, false},
    {"a rare value",                   {FILTER_COLUMN, "certainty", 0, false, false, {{.text = {"almost_certain", 14}}}, 1}, NULL, false},
    {"a rare or a common value",       {FILTER_COLUMN, "certainty", 0, false, false, {{.text = {"almost_certain", 14}}, {.text = {"unstated", 8}}}, 2}, NULL, false},
    {"not a value",                    {FILTER_COLUMN, "status", 0, true, false, {{.text = {"rejected", 8}}}, 1}, NULL, false},
    {"an article",                     {FILTER_COLUMN, "article_id", 0, false, false, {{.is_number = true, .number = 7}}, 1}, NULL, false},
    {"absent",                         {FILTER_COLUMN, "horizon", 0, false, false, {{.is_null = true}}, 1}, NULL, false},
    {"with a condition",               {FILTER_COLUMN, "condition", 0, false, false, {{.is_number = true, .number = 1}}, 1}, NULL, false},
    {"a common tag",                   {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 7}}, 1}, NULL, false},
    {"a rare tag",                     {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 8}}, 1}, NULL, false},
    {"a common or a rare tag",         {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 7}, {.is_number = true, .number = 8}}, 2}, NULL, false},
    {"a common subject",               {FILTER_LINK, NULL, LINK_SUBJECT, false, false, {{.is_number = true, .number = 1}}, 1}, NULL, false},
    {"a rare subject",                 {FILTER_LINK, NULL, LINK_SUBJECT, false, false, {{.is_number = true, .number = 2}}, 1}, NULL, false},
    {"a common value, sorted",         {FILTER_COLUMN, "kind", 0, false, false, {{.text = {"fact", 4}}}, 1}, "updated_at", false},
    {"a rare tag, sorted",             {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 8}}, 1}, "updated_at", false},
    {"a common tag, sorted",           {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 7}}, 1}, "updated_at", false},
    {"a rare value, sorted",           {FILTER_COLUMN, "certainty", 0, false, false, {{.text = {"almost_certain", 14}}}, 1}, "updated_at", false},
    {"a rare subject, sorted",         {FILTER_LINK, NULL, LINK_SUBJECT, false, false, {{.is_number = true, .number = 2}}, 1}, "updated_at", false},
    {"rare or rarer, sorted",          {FILTER_COLUMN, "certainty", 0, false, false, {{.text = {"almost_certain", 14}}, {.text = {"certain", 7}}}, 2}, "updated_at", false},
    {"a common rule",                  {FILTER_WHY, NULL, 0, false, false, {{.text = {"common", 6}}}, 1}, NULL, false},
    {"a rare rule",                    {FILTER_WHY, NULL, 0, false, false, {{.text = {"rare", 4}}}, 1}, NULL, false},
    {"not a rule",                     {FILTER_WHY, NULL, 0, true, false, {{.text = {"common", 6}}}, 1}, NULL, false},
    {"a common or a rare rule",        {FILTER_WHY, NULL, 0, false, false, {{.text = {"common", 6}}, {.text = {"rare", 4}}}, 2}, NULL, false},
    {"a rare rule, sorted",            {FILTER_WHY, NULL, 0, false, false, {{.text = {"rare", 4}}}, 1}, "confidence", false},
    {"a low bound",                    {FILTER_FROM, "confidence", 0, false, false, {{.is_real = true, .real = 0.1}}, 1}, NULL, false},
    {"a high bound",                   {FILTER_FROM, "confidence", 0, false, false, {{.is_real = true, .real = 0.999}}, 1}, NULL, false},
    {"a bound, sorted by it",          {FILTER_FROM, "confidence", 0, false, false, {{.is_real = true, .real = 0.5}}, 1}, "confidence", false},
    {"a bound, sorted",                {FILTER_FROM, "confidence", 0, false, false, {{.is_real = true, .real = 0.1}}, 1}, "updated_at", false},
    {"a late date",                    {FILTER_FROM, "horizon", 0, false, false, {{.is_number = true, .number = 99000}}, 1}, NULL, false},
    {"an early date",                  {FILTER_TO, "horizon", 0, false, false, {{.is_number = true, .number = 1000}}, 1}, NULL, false},
    {"a day of years",                 {FILTER_TO, "updated_at", 0, false, false, {{.is_number = true, .number = 300}}, 1}, NULL, false},
    {"a late date, sorted",            {FILTER_FROM, "horizon", 0, false, false, {{.is_number = true, .number = 99000}}, 1}, "updated_at", false},
    {"with a condition, sorted",       {FILTER_COLUMN, "condition", 0, false, false, {{.is_number = true, .number = 1}}, 1}, "updated_at", false},
    {"in reading order",               {.value_count = 0}, "position", false},
    {"the queue",                      {FILTER_COLUMN, "status", 0, false, false, {{.text = {"suggested", 9}}}, 1}, "position", false},
    {"the queue of two",               {FILTER_COLUMN, "status", 0, false, false, {{.text = {"suggested", 9}}, {.text = {"rejected", 8}}}, 2}, "position", false},
    {"all but the rejected, in order", {FILTER_COLUMN, "status", 0, true, false, {{.text = {"rejected", 8}}}, 1}, "position", false},
    {"an article in order",            {FILTER_COLUMN, "article_id", 0, false, false, {{.is_number = true, .number = 7}}, 1}, "position", false},
    {"a common value in order",        {FILTER_COLUMN, "kind", 0, false, false, {{.text = {"fact", 4}}}, 1}, "position", false},
    {"a rare value in order",          {FILTER_COLUMN, "certainty", 0, false, false, {{.text = {"almost_certain", 14}}}, 1}, "position", false},
    {"a rare tag in order",            {FILTER_TAG, NULL, 0, false, false, {{.is_number = true, .number = 8}}, 1}, "position", false},
    {"a rare rule in order",           {FILTER_WHY, NULL, 0, false, false, {{.text = {"rare", 4}}}, 1}, "position", false},
    {"a bound in order",               {FILTER_FROM, "confidence", 0, false, false, {{.is_real = true, .real = 0.1}}, 1}, "position", false},
    /* clang-format on */
};

static int open_library(void **state)
{
    static struct library library;
    problem_auto problem = {0};
    library_open(&library);
    assert_true(store_group_begin(library.store, &problem));
    assert_true(database_exec(library.store, rows, &problem));
    assert_true(store_group_commit(library.store, &problem));
    *state = &library;
    return 0;
}

static int close_library(void **state)
{
    return library_close(*state);
}

/* The first pages of each. */
static void steps(void **state)
{
    const struct library *library = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        problem_auto problem = {0};
        arena_auto arena = {0};
        struct list_filter filter = cases[i].filter;
        bool is_filtered = filter.value_count > 0 || filter.column != NULL;
        bool by_place = cases[i].sort != NULL && strcmp(cases[i].sort, "position") == 0;
        struct list_query query = {.resource = &claim_resource,
                                   .filters = &filter,
                                   .filter_count = is_filtered,
                                   .sort = by_place ? NULL : cases[i].sort,
                                   .by_place = by_place,
                                   .is_ascending = by_place,
                                   .statuses = statuses,
                                   .limit = LIMIT};
        struct list_page page;
        for (int turn = 0; turn < PAGES; turn++) {
            uint64_t before = store_steps(library->store);
            assert_true(list_page_get(library->store, &query, &arena, &page, &problem));
            uint64_t taken = store_steps(library->store) - before;
            bool walks = taken > MOST_STEPS;
            if (walks != cases[i].walks && (walks || turn == 0)) {
                print_error("%s: %llu steps for the %zu claims of page %d\n", cases[i].name, (unsigned long long)taken,
                            page.count, turn + 1);
                wrong++;
            }
            assert_true(page.count > 0);
            if (!page.has_next) {
                break;
            }
            query.cursor = page.next;
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(steps)};
    return cmocka_run_group_tests_name("plans", tests, open_library, close_library);
}
