/* The full-text index after many writes: one piece, which finds the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/input.h"

#include "library.h"

enum { WRITES = 3 }; /* below the four pieces that FTS5 joins of its own accord */

static void write_entity(struct store *store, int number)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct stored stored;
    struct writing writing = {.store = store,
                              .arena = &arena,
                              .actor = "test",
                              .route = "/",
                              .request_id = "1",
                              .scope = SCOPE_EDIT,
                              .now_ms = 1767225600000};
    json_auto_t *given = json_pack("{s:o, s:s}", "name", json_sprintf("Quagga number%d", number), "kind", "other");
    json_auto_t *checked = input_check(&entity_resource, given, NULL, &problem);
    assert_non_null(checked);
    assert_true(store_group_begin(store, &problem));
    assert_true(model_create(&writing, &entity_resource, checked, &stored, &problem));
    assert_true(store_group_commit(store, &problem));
}

static int64_t number_of(struct store *store, const char *sql)
{
    problem_auto problem = {0};
    bool row;
    statement_auto statement = statement_of(store, str_of(sql));
    assert_true(statement_row(&statement, &row, &problem) && row);
    return statement_int(&statement, 0);
}

static void say_nothing(const char *step, void *context)
{
    (void)step;
    (void)context;
}

static void one_piece(void **state)
{
    static const char pieces[] = "SELECT count(DISTINCT segid) FROM entity_search_idx",
                      hits[] = "SELECT count(*) FROM entity_search WHERE entity_search MATCH 'quagga'";
    struct library library;
    problem_auto problem = {0};
    (void)state;
    library_open(&library);
    for (int i = 0; i < WRITES; i++)
        write_entity(library.store, i);
    assert_int_equal(number_of(library.store, pieces), WRITES);
    assert_true(store_tidy(library.store, &problem));
    assert_int_equal(number_of(library.store, pieces), 1);
    assert_int_equal(number_of(library.store, hits), WRITES);
    write_entity(library.store, WRITES);
    assert_int_equal(number_of(library.store, hits), WRITES + 1);
    assert_true(store_check(library.store, say_nothing, NULL, &problem));
    assert_int_equal(library_close(&library), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_piece)};
    return cmocka_run_group_tests_name("tidy", tests, NULL, NULL);
}
