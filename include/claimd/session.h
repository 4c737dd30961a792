/* session.h: a key exchanged for something that a browser may keep.
 *
 * Rules: twelve hours; the scope and name of its key; gone when the key is revoked or expires, when it is signed out of, or
 * when SESSION_LIMIT newer ones of its key exist. The token is 32 random bytes like a key's secret, and is stored hashed.
 *
 * errors   STORAGE; UNAUTHORIZED where it says so
 * threads  session_find: any store; the rest: the writer
 */
#ifndef CLAIMD_SESSION_H
#define CLAIMD_SESSION_H

#include "claimd/model.h"

enum { SESSION_SECONDS = 12 * 60 * 60, SESSION_MS = SESSION_SECONDS * 1000 };

struct session_found {
    int64_t id;
    struct key_found key;
};

/* UNAUTHORIZED when the session is unknown or over, or its key is. name of the key in the arena. */
CL_CHECK bool session_find(struct store *store, struct str token, int64_t now_ms, struct arena *arena,
                           struct session_found *session, struct problem *problem);

CL_CHECK bool session_create(struct store *store, int64_t key, int64_t now_ms, struct key_secret *token,
                             struct problem *problem);
CL_CHECK bool session_end(struct store *store, int64_t session, struct problem *problem);

#endif
