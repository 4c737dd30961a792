#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/access_log.h"

static void lines(void **state)
{
    struct access_log log = {0};
    char target[300] = "/v1/a b\n\xc3\xaf%";
    static const char wanted[] = " info http GET /v1/a%20b%0A%C3%AF% 200 1612 143 id-1 desk%20key\n";
    (void)state;
    access_log_add(&log, &(struct access_line){"GET", str_of(target), 200, 1612, 143, "id-1", STR("desk key")});
    assert_int_equal(log.lines.size, MOMENT_SIZE + sizeof wanted - 1);
    assert_memory_equal(log.lines.data + MOMENT_SIZE, wanted, sizeof wanted - 1);

    buffer_clear(&log.lines);
    memset(target, 'x', sizeof target);
    access_log_add(&log, &(struct access_line){"-", {target, sizeof target}, 503, 0, -1, "", STR("")});
    const char *text = buffer_terminate(&log.lines) + MOMENT_SIZE;
    assert_int_equal(strlen(text), strlen(" error http - ") + 200 + strlen(" 503 0 0 \n"));
    buffer_clear(&log.lines);
    access_log_flush(&log);
    assert_int_equal(log.now.text[0], '\0');
    access_log_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines)};
    return cmocka_run_group_tests_name("access_log", tests, NULL, NULL);
}
