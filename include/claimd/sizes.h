/* sizes.h: how large the database is. */
#ifndef CLAIMD_SIZES_H
#define CLAIMD_SIZES_H

#include "claimd/store.h"

struct sizes {
    int64_t page_bytes, pages, free_pages, log_bytes; /* log: the write-ahead log beside it */
};

/* O(1). */
CL_CHECK bool sizes_get(struct store *store, struct sizes *sizes, struct problem *problem);

#endif
