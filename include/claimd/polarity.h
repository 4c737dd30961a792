/* polarity.h: whether a clause says that something is not so. */
#ifndef CLAIMD_POLARITY_H
#define CLAIMD_POLARITY_H

#include "claimd/reading.h"

/* Negated when the verb of what states it is, its subject or object is nobody or nothing, or the saying above it denies it. A "not" at
 * token `taken` belongs to something else. O(its tokens). */
void polarity_find(const struct reading *reading, uint32_t clause, uint32_t taken, struct found_claim *claim);

#endif
