#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/scope.h"

static void names(void **state)
{
    enum scope scope = SCOPE_NONE;
    (void)state;
    for (unsigned i = SCOPE_READ; i < SCOPE_COUNT; i++) {
        assert_true(scope_parse(str_of(scope_name((enum scope)i)), &scope));
        assert_int_equal(scope, i);
    }
    assert_false(scope_parse(STR("none"), &scope)); /* no key has it */
    assert_false(scope_parse(STR("Admin"), &scope));
    assert_false(scope_parse(STR(""), &scope));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names)};
    return cmocka_run_group_tests_name("scope", tests, NULL, NULL);
}
