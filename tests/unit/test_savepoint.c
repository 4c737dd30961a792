/* What a request wrote is there whole or not at all, whatever else its group wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "library.h"

static const struct savepoint_case {
    const char *label;
    enum savepoint_extent extent;
    bool before, is_kept, after; /* whether others of the group write too */
    int64_t rows;
} cases[] = {
    {"a part", SAVEPOINT_PART, false, true, false, 1},
    {"a part among others", SAVEPOINT_PART, true, true, true, 3},
    {"an abandoned part", SAVEPOINT_PART, false, false, false, 0},
    {"an abandoned part among others", SAVEPOINT_PART, true, false, true, 2},
    {"the whole", SAVEPOINT_WHOLE, false, true, false, 1},
    {"an abandoned whole", SAVEPOINT_WHOLE, false, false, false, 0},
    {"what follows an abandoned whole", SAVEPOINT_WHOLE, false, false, true, 1},
};

static void insert(struct store *store)
{
    problem_auto problem = {0};
    assert_true(database_exec(store,
                              "INSERT INTO change (id, actor, route, request_id, record_type, record_id, revision)"
                              " SELECT coalesce(max(id), 0) + 1, 'a', 'a', 'a', 'a', 1, 1 FROM change",
                              &problem));
}

static int64_t count(struct store *store)
{
    problem_auto problem = {0};
    bool row;
    statement_auto statement = statement_of(store, STR("SELECT count(*) FROM change"));
    assert_true(statement_row(&statement, &row, &problem) && row);
    return statement_int(&statement, 0);
}

static void a_group(struct store *store, const struct savepoint_case *one)
{
    problem_auto problem = {0};
    assert_true(store_group_begin(store, &problem));
    if (one->before)
        insert(store);
    {
        savepoint_auto savepoint = savepoint_begin(store, one->extent);
        insert(store);
        if (one->is_kept)
            assert_true(savepoint_keep(&savepoint, &problem));
    }
    if (one->after)
        insert(store);
    assert_true(store_group_commit(store, &problem));
}

static void all_or_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct library library;
        library_open(&library);
        int64_t before = count(library.store);
        a_group(library.store, &cases[i]);
        if (count(library.store) - before != cases[i].rows)
            fail_msg("%s: %lld rows", cases[i].label, (long long)(count(library.store) - before));
        assert_int_equal(library_close(&library), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_or_nothing)};
    return cmocka_run_group_tests_name("savepoint", tests, NULL, NULL);
}
