#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/key_table.h"

static void grows(void **state)
{
    enum { KEYS = 10000 };
    arena_auto arena = {0};
    struct key_table table = key_table_make(&arena, 0);

    (void)state;
    assert_null(key_table_find(&table, 7));
    for (uint32_t i = 0; i < KEYS; i++)
        assert_int_equal(*key_table_add(&table, i * 0x10000000001U, i), i);
    for (uint32_t i = 0; i < KEYS; i++)
        assert_int_equal(*key_table_find(&table, i * 0x10000000001U), i);
    assert_null(key_table_find(&table, 3));
    assert_int_equal(table.count, KEYS);
}

static void keeps(void **state)
{
    arena_auto arena = {0};
    struct key_table table = key_table_make(&arena, 10);

    (void)state;
    assert_int_equal(*key_table_add(&table, 5, 1), 1);
    assert_int_equal(*key_table_add(&table, 5, 2), 1);
    *key_table_find(&table, 5) = 3;
    assert_int_equal(*key_table_add(&table, 5, 2), 3);
    assert_int_equal(table.count, 1);
}

static void key_of_zero(void **state)
{
    arena_auto arena = {0};
    struct key_table table = key_table_make(&arena, 10);

    (void)state;
    assert_null(key_table_find(&table, 0));
    assert_int_equal(*key_table_add(&table, 0, 9), 9);
    assert_int_equal(*key_table_find(&table, 0), 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows),
        cmocka_unit_test(keeps),
        cmocka_unit_test(key_of_zero),
    };
    return cmocka_run_group_tests_name("key_table", tests, NULL, NULL);
}
