#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/moment.h"
#include "claimd/queue.h"
#include "claimd/request.h"

static struct request requests[4];

static void bounded(void **state)
{
    struct queue queue;
    bool is_closed = true;
    (void)state;
    queue_init(&queue, 2);
    assert_true(queue_add(&queue, &requests[0]));
    assert_true(queue_add(&queue, &requests[1]));
    assert_false(queue_add(&queue, &requests[2]));
    assert_ptr_equal(queue_take(&queue, &is_closed), &requests[0]);
    assert_false(is_closed);
    assert_true(queue_add(&queue, &requests[2]));
    struct request_list list = queue_take_all(&queue, -1, &is_closed);
    assert_int_equal(list.count, 2);
    assert_ptr_equal(request_list_take(&list), &requests[1]);
    assert_ptr_equal(request_list_take(&list), &requests[2]);
    assert_null(request_list_take(&list));
    queue_release(&queue);
}

static void waiting(void **state)
{
    struct queue queue;
    bool is_closed = true;
    int64_t began = moment_monotonic_us();
    (void)state;
    queue_init(&queue, 2);
    assert_int_equal(queue_take_all(&queue, 50, &is_closed).count, 0);
    assert_false(is_closed);
    assert_in_range(moment_monotonic_us() - began, 49000, 60000000);
    queue_release(&queue);
}

static void closing(void **state)
{
    struct queue queue;
    bool is_closed = false;
    (void)state;
    queue_init(&queue, 2);
    assert_true(queue_add(&queue, &requests[0]));
    queue_close(&queue);
    assert_false(queue_add(&queue, &requests[1]));
    assert_ptr_equal(queue_take(&queue, &is_closed), &requests[0]); /* what was in it comes out */
    assert_null(queue_take(&queue, &is_closed));
    assert_true(is_closed);
    queue_release(&queue);
}

static void mailbox(void **state)
{
    struct mailbox box;
    struct request_list first = {0}, second = {0};
    (void)state;
    assert_true(mailbox_open(&box));
    struct pollfd ready = {.fd = box.wake, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, 0), 0);
    request_list_add(&first, &requests[0]);
    request_list_add(&second, &requests[1]);
    request_list_add(&second, &requests[2]);
    mailbox_add(&box, first);
    mailbox_add(&box, second);
    mailbox_add(&box, (struct request_list){0});
    assert_int_equal(poll(&ready, 1, 0), 1);
    struct request_list all = mailbox_take(&box);
    assert_int_equal(all.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_ptr_equal(request_list_take(&all), &requests[i]);
    assert_int_equal(poll(&ready, 1, 0), 0);
    mailbox_close(&box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounded),
        cmocka_unit_test(waiting),
        cmocka_unit_test(closing),
        cmocka_unit_test(mailbox),
    };
    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
