/* idempotency.h: answers kept for 24 hours by Idempotency-Key, written with the write that they are about. */
#ifndef CLAIMD_IDEMPOTENCY_H
#define CLAIMD_IDEMPOTENCY_H

#include "claimd/store.h"

enum { IDEMPOTENCY_HASH_SIZE = 32, IDEMPOTENCY_KEEP_MS = 24 * 60 * 60 * 1000 };

struct kept_answer {
    struct str hash, location, etag, body; /* location, etag, body may be without data */
    struct str records; /* of a body that was too long to keep: what it is made again from; data NULL: it is there */
    int64_t status, expires_ms;
};

CL_CHECK bool idempotency_get(struct store *store, int64_t actor, struct str name, struct arena *arena,
                              struct kept_answer *answer, bool *found, struct problem *problem);
CL_CHECK bool idempotency_put(struct store *store, int64_t actor, struct str name, const struct kept_answer *answer,
                              struct problem *problem);

#endif
