/* findings.h: what was read out of an article, on its way to be stored.
 *
 * Reading takes long and is done on a slow reader; storing is done on the writer, when entities may have been merged or rejected
 * and the body changed. So findings borrow nothing from the analyzer, name entities and tags by what they are called for
 * good, and say which body was read.
 *
 * memory   all in the arena; text borrows from the blocks' body
 * threads  no state
 */
#ifndef CLAIMD_FINDINGS_H
#define CLAIMD_FINDINGS_H

#include "claimd/analyzer.h"

struct findings {
    struct str body;
    struct analysis analysis; /* without what its lexicons and library own: `term` of reasons is empty */
    int64_t *entities;        /* of each referent, the library's entity; 0: none */
    int64_t *rivals;          /* another of equal standing; 0: none */
    struct str *tags;         /* slugs; what tags of claims index */
};

/* published_at: "" where it is not known. O(body). */
CL_CHECK struct findings findings_of(struct arena *arena, const struct analyzing *analyzing,
                                     const struct blocks *blocks, const char *published_at);

#endif
