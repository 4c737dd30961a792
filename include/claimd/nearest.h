/* nearest.h: "did you mean": the name in a list that is closest to one that is not.
 *
 * Distance is that of Damerau-Levenshtein with adjacent transpositions (optimal string alignment).
 */
#ifndef CLAIMD_NEAREST_H
#define CLAIMD_NEAREST_H

#include "claimd/base.h"
#include "claimd/str.h"

struct nearest {
    struct str wanted;
    const char *best; /* NULL while nothing is near enough */
    size_t distance;
};

CL_CHECK struct nearest nearest_begin(struct str wanted);
void nearest_offer(struct nearest *nearest, const char *candidate); /* kept by reference; first of equals stays */
/* The best one, or NULL where more than a third of the letters (at least two) would change. */
CL_CHECK const char *nearest_name(const struct nearest *nearest);

#endif
