/* former.h: the bodies that an article had before the present one.
 *
 * When an article gets another text or other kinds of blocks, what it had is kept, the newest FORMER_LIMIT for each article. A
 * text that it had several times is stored once. A body is named by the revision at which the article got it, and stands for the
 * revisions up to the next body; the present one is not here but in body.h, under its stamp.
 *
 * memory   results in the arena given
 * errors   a body that is not kept is found = false
 */
#ifndef CLAIMD_FORMER_H
#define CLAIMD_FORMER_H

#include "claimd/body.h"

enum { FORMER_LIMIT = 50 };

struct former {
    int64_t revision;        /* at which the article got it */
    int64_t mark;            /* changes with lower ids were made while it had this body, or before */
    struct str blocks;       /* JSON */
    struct str text, sha256; /* text: of former_get only */
};

/* Keeps the body that is stored now, before another takes its place: behind what was changed under it, before what changes with
 * the new one. Writer. */
CL_CHECK bool former_keep(struct store *store, int64_t article, const struct body *body, struct str sha256,
                          int64_t now_ms, struct problem *problem);

/* The one that the article had at a revision. */
CL_CHECK bool former_get(struct store *store, int64_t article, int64_t revision, struct arena *arena,
                         struct former *former, bool *found, struct problem *problem);

/* The newest one with this text, its text left out. */
CL_CHECK bool former_find(struct store *store, int64_t article, struct str sha256, struct arena *arena,
                          struct former *former, bool *found, struct problem *problem);

/* The revisions at which the article got the bodies that can be read, the oldest first; the present one is the last. */
struct former_list {
    int64_t revisions[FORMER_LIMIT + 1];
    size_t count; /* 0: there is no such article */
};
CL_CHECK bool former_list(struct store *store, int64_t article, struct former_list *list, struct problem *problem);

/* The one of the list that the article had at a revision; 0: it is not kept. */
CL_CHECK int64_t former_at(const struct former_list *list, int64_t revision);

/* All of an article that is deleted. */
CL_CHECK bool former_drop(struct store *store, int64_t article, struct problem *problem);

#endif
