/* nearest.h: "did you mean": the name in a list that is closest to one that is not.
 *
 * Distance is that of Damerau-Levenshtein with adjacent transpositions (optimal string alignment), in bytes: the names are
 * ASCII. Names longer than NEAREST_SIZE are near nothing, which bounds the time an offer takes.
 *
 * memory   nothing allocates; wanted and candidates are borrowed
 * threads  no state
 */
#ifndef CLAIMD_NEAREST_H
#define CLAIMD_NEAREST_H

#include "claimd/base.h"
#include "claimd/str.h"

enum { NEAREST_SIZE = 80 };

struct nearest {
    struct str wanted;
    const char *best; /* NULL while nothing is near enough */
    size_t distance;  /* of best; before, one more than would be near enough */
};

CL_CHECK struct nearest nearest_begin(struct str wanted);
void nearest_offer(struct nearest *nearest, const char *candidate); /* kept by reference; first of equals stays */
/* The best one, or NULL where more than a third of the letters (at least two) would change, or all of them. */
CL_CHECK const char *nearest_name(const struct nearest *nearest);

#endif
