/* record.h: records in and out of their tables, whatever the resource.
 *
 * memory   results live in the arena given
 * errors   NOT_FOUND is not among them: an absent record is found = false
 */
#ifndef CLAIMD_RECORD_H
#define CLAIMD_RECORD_H

#include "claimd/store.h"

struct stored {
    int64_t id, revision;
    struct str doc;      /* JSON, no line end */
    struct str analysis; /* JSON, of an article that was created and analysed; data NULL: it was not */
    struct str anchors;  /* JSON, after a write: what became of those of an article; data NULL: nothing */
};

/* found: whether it is there. */
CL_CHECK bool record_get(struct store *store, const struct resource *resource, int64_t id, struct arena *arena,
                         struct stored *stored, bool *found, struct problem *problem);

/* All of them, in order of ids. The doc given to visit dies with the call. */
CL_CHECK bool record_each(struct store *store, const struct resource *resource,
                          void (*visit)(const struct stored *stored, void *context), void *context,
                          struct problem *problem);
CL_CHECK bool record_count(struct store *store, const struct resource *resource, int64_t *count,
                           struct problem *problem);

/* Row, links, tags, full text and change row of a draft whose doc is complete. */
CL_CHECK bool record_insert(struct store *store, const struct draft *draft, struct problem *problem);
CL_CHECK bool record_update(struct store *store, const struct draft *draft, struct problem *problem);
/* The same for a doc in which nothing differs that has a column, a link, a tag or words for q=, but its anchor; of that the
 * words only if words_differ. No other row is touched, which is several times faster. */
CL_CHECK bool record_update_anchor(struct store *store, const struct draft *draft, bool words_differ,
                                   struct problem *problem);
/* Links go too; what else hangs on it must be gone before. draft->doc is the last doc, and stays in the history if it has
 * merged_into. */
CL_CHECK bool record_delete(struct store *store, const struct draft *draft, struct problem *problem);

/* The resource among those of the folder; NULL: none. */
CL_CHECK const struct resource *record_resource(struct store *store, const char *singular);

#endif
