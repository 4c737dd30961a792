/* changes.h: the history of a record: who did what to it, when, and what it was after that.
 *
 * Every write leaves a change in its transaction (record.c). A change's id rises and says when it was; what a record was before
 * is what the change before says.
 *
 * memory   results in the arena given
 */
#ifndef CLAIMD_CHANGES_H
#define CLAIMD_CHANGES_H

#include "claimd/store.h"

struct change {
    int64_t id, revision;
    struct str actor, route, request_id;
    struct str doc; /* JSON; data NULL: it was deleted */
};

/* Those of a record whose id is below `before`, the newest first, at most `limit`; *more says there are others. */
CL_CHECK bool changes_of(struct store *store, const struct resource *resource, int64_t record, int64_t before,
                         size_t limit, struct arena *arena, struct change **changes, size_t *count, bool *more,
                         struct problem *problem);

#endif
