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
    int64_t cause;   /* the change that brought this one with it: a merge, a delete; 0: none */
    bool has_others; /* it brought others with it */
    struct str actor, route, request_id;
    struct str doc; /* JSON; data NULL: it was deleted */
};

/* Those of a record whose id is below `before`, the newest first, at most `limit`; *more says there are others. */
CL_CHECK bool changes_of(struct store *store, const struct resource *resource, int64_t record, int64_t before,
                         size_t limit, struct arena *arena, struct change **changes, size_t *count, bool *more,
                         struct problem *problem);

/* What a record was at a revision; data NULL where its history does not say. In the arena. O(its changes). */
CL_CHECK bool changes_doc_at(struct store *store, int64_t record, int64_t revision, struct arena *arena,
                             struct str *doc, struct problem *problem);

/* One that a change brought with it. */
struct consequence {
    const struct resource *resource;
    int64_t change, record, revision;
};

struct consequences {
    struct consequence *items;
    size_t count;
    bool has_more;
};

/* Those of a change whose own ids are above `after`, in the order in which they were made, at most `limit`. */
CL_CHECK bool changes_brought(struct store *store, int64_t cause, int64_t after, size_t limit, struct arena *arena,
                              struct consequences *brought, struct problem *problem);

CL_CHECK bool change_exists(struct store *store, int64_t id, bool *exists, struct problem *problem);

#endif
