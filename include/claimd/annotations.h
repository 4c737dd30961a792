/* annotations.h: the claims of an article as those who made them last wrote them.
 *
 * What a reviewer corrected is the reviewer's. Kind, certainty and all else come from the history, as of the last change that
 * the maker made; the place comes from the record, since anchors move when the body does.
 *
 * memory   in the arena given
 */
#ifndef CLAIMD_ANNOTATIONS_H
#define CLAIMD_ANNOTATIONS_H

#include "claimd/store.h"

struct annotated {
    struct str maker; /* created_by */
    struct str doc;   /* as it is */
    struct str own;   /* as its maker left it */
};

/* Those of any status, oldest first, at most limit; *more says that there are others. */
CL_CHECK bool annotations_of(struct store *store, int64_t article, size_t limit, struct arena *arena,
                             struct annotated **items, size_t *count, bool *more, struct problem *problem);

#endif
