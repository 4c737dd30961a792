/* figures.h: what a thread counts for whoever asks: /metrics.
 *
 * Each figure is written by one thread and read by any, without a locked instruction: what is read may be a moment old, and two
 * figures may be of two moments.
 *
 * threads  writing: one for each figure; reading: any
 */
#ifndef CLAIMD_FIGURES_H
#define CLAIMD_FIGURES_H

#include <stdatomic.h>

#include "claimd/base.h"

void figure_add(_Atomic uint64_t *figure, uint64_t more);
CL_CHECK uint64_t figure_get(const _Atomic uint64_t *figure);

/* How many values were at most each bound; the last bucket holds the rest. */
enum { HISTOGRAM_BOUNDS = 13 };

struct bounds {
    size_t count; /* at most HISTOGRAM_BOUNDS */
    uint32_t values[HISTOGRAM_BOUNDS];
};
extern const struct bounds bounds_us;    /* of times in microseconds: 100 µs to 2.5 s */
extern const struct bounds bounds_group; /* of writes in a commit: 1 to 1,024 */

struct histogram {
    _Atomic uint64_t buckets[HISTOGRAM_BOUNDS + 1], sum;
};
void histogram_add(struct histogram *histogram, const struct bounds *bounds, uint64_t value);

/* What was read, added up over threads. */
struct histogram_figures {
    uint64_t buckets[HISTOGRAM_BOUNDS + 1], sum;
};
void histogram_read(const struct histogram *histogram, struct histogram_figures *figures); /* adds to it */

#endif
