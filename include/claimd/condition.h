/* condition.h: the clauses on which others depend: if, unless, provided that, "had we waited", "without rain". */
#ifndef CLAIMD_CONDITION_H
#define CLAIMD_CONDITION_H

#include "claimd/reading.h"

/* Whether a piece is a condition: its term in conditions.txt, NULL where it has none ("had we waited"), and the tokens it covers.
 * O(its tokens). */
CL_CHECK bool condition_of_piece(const struct reading *reading, uint32_t piece, const struct sense **sense,
                                 uint32_t *from, uint32_t *to);

/* The first condition of a clause. O(its tokens). */
void condition_find(const struct reading *reading, uint32_t clause, struct found_claim *claim);

#endif
