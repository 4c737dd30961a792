/* counts.h: how many records there are. O(1) would need counters; these walk an index, about 1 ms per 100,000 records. */
#ifndef CLAIMD_COUNTS_H
#define CLAIMD_COUNTS_H

#include "claimd/store.h"

struct counts {
    int64_t articles, entities, mentions, claims, tags;
};
CL_CHECK bool counts_get(struct store *store, struct counts *counts, struct problem *problem);

#endif
