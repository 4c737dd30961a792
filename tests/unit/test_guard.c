#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/guard.h"

static struct sockaddr_in6 v6(const char *text)
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6};
    assert_int_equal(inet_pton(AF_INET6, text, &address.sin6_addr), 1);
    return address;
}

static bool admit(struct guard *guard, const char *text, uint32_t *place)
{
    struct sockaddr_in6 address = v6(text);
    return guard_admit(guard, (const struct sockaddr *)(const void *)&address, place);
}

static void addresses(void **state)
{
    static struct guard guard;
    struct server_options options = {.connections = 4, .connections_per_address = 2};
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xC0000201)};
    uint32_t place, other;
    (void)state;
    guard_init(&guard, &options);
    assert_true(admit(&guard, "2001:db8:0:1::1", &place));
    assert_true(admit(&guard, "2001:db8:0:1::2", &other)); /* of one /64 */
    assert_int_equal(place, other);
    assert_false(admit(&guard, "2001:db8:0:1::3", &other));
    assert_true(admit(&guard, "::ffff:192.0.2.1", &place));
    assert_true(guard_admit(&guard, (const struct sockaddr *)(const void *)&v4, &other));
    assert_int_equal(place, other);                         /* IPv4 in either form */
    assert_false(admit(&guard, "2001:db8:0:2::1", &place)); /* the fifth of all */
    guard_leave(&guard, other);
    assert_true(admit(&guard, "2001:db8:0:2::1", &place));
    assert_int_equal(atomic_load(&guard.connections), 4);
}

static void bytes(void **state)
{
    static struct guard guard;
    struct server_options options = {.body_memory = 100};
    (void)state;
    guard_init(&guard, &options);
    assert_true(guard_take(&guard, 60));
    assert_false(guard_take(&guard, 41));
    assert_true(guard_take(&guard, 40));
    guard_give(&guard, 60);
    assert_true(guard_take(&guard, 60));
}

static void rate(void **state)
{
    static struct guard guard;
    struct server_options options = {.requests_per_key = 2};
    unsigned left;
    (void)state;
    guard_init(&guard, &options);
    assert_true(guard_count(&guard, 7, 100, &left));
    assert_int_equal(left, 1);
    assert_true(guard_count(&guard, 7, 100, &left));
    assert_int_equal(left, 0);
    assert_false(guard_count(&guard, 7, 100, &left));
    assert_int_equal(left, 0);
    assert_true(guard_count(&guard, 7, 101, &left)); /* the next second */
    assert_int_equal(left, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(addresses), cmocka_unit_test(bytes), cmocka_unit_test(rate)};
    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
