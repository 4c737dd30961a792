/* placed.h: where the mentions and claims of an article stand, and what became of them: for who suggests more of them.
 *
 * memory   in the arena given
 */
#ifndef CLAIMD_PLACED_H
#define CLAIMD_PLACED_H

#include "claimd/store.h"

struct placed {
    int64_t id, entity;  /* entity of a mention; 0: none */
    uint32_t start, end; /* start == end: it has lost its words */
    bool is_decided;     /* no longer, or never, a suggestion */
    bool is_rejected;
    struct str kind, first_kind; /* of a claim: now, and as it was suggested */
};

/* Of any status, in order of place. O(records of the article). */
CL_CHECK bool placed_mentions(struct store *store, int64_t article, struct arena *arena, struct placed **items,
                              size_t *count, struct problem *problem);
CL_CHECK bool placed_claims(struct store *store, int64_t article, struct arena *arena, struct placed **items,
                            size_t *count, struct problem *problem);

#endif
