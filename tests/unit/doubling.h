/* doubling.h: what is twice as large takes about twice the time.
 *
 * The only way in which a test of tests/unit/ judges time. Measured is the processor's time of this thread, each size several times,
 * and the least counts: others share the machine. Work that grows with the square takes 4 times as long for twice the size. */
#ifndef TESTS_UNIT_DOUBLING_H
#define TESTS_UNIT_DOUBLING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "claimd/buffer.h"

static const double doubling_limit = 3.0;
enum {
    DOUBLING_TRIES = 8,
    DOUBLING_LEAST_US = 20000, /* so much more than the limit says nothing */
    DOUBLINGS_MOST = 4
};

static inline int64_t processor_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Fills the text with start, then with one thing again and again; behind: each is followed by its number and this; NULL: by nothing. */
static inline void doubling_text(struct buffer *text, const char *start, const char *again, const char *behind,
                                 size_t size)
{
    buffer_add(text, str_of(start));
    for (unsigned i = 0; text->size < size; i++) {
        buffer_add(text, str_of(again));
        if (behind != NULL)
            buffer_printf(text, "%u%s", i, behind);
    }
}

/* Does its work on what is so large once; returns the processor_us of that, without those of making it. */
typedef int64_t doubling_work(void *what, size_t size);

/* Fails the test, with name in the message, unless each of the doublings of size keeps below the limit. Ends at the first try that
 * does. */
static inline void assert_linear(const char *name, doubling_work *work, void *what, size_t size, unsigned doublings)
{
    int64_t best[DOUBLINGS_MOST + 1];
    bool is_right = false;

    assert_in_range(doublings, 1, DOUBLINGS_MOST);
    for (unsigned i = 0; i <= doublings; i++)
        best[i] = INT64_MAX;
    for (unsigned try = 0; try < DOUBLING_TRIES && !is_right; try++) {
        is_right = true;
        for (unsigned i = 0; i <= doublings; i++) {
            int64_t time = work(what, size << i);
            best[i] = time < best[i] ? time : best[i];
            is_right &= i == 0 || (double)best[i] < doubling_limit * (double)best[i - 1] + DOUBLING_LEAST_US;
        }
    }
    if (is_right)
        return;
    for (unsigned i = 0; i <= doublings; i++)
        print_error("%s: %lld us for a size of %zu\n", name, (long long)best[i], size << i);
    fail();
}

#endif
