/* sessions.h: what the page has in place of a key.
 *
 * A key is exchanged for a session once; the browser keeps its token in a cookie that no script can read, the database its hash. A
 * session ends by itself, when it is signed out of, or with its key.
 *
 * errors   STORAGE; a session that is not there is found = false
 * threads  reads: any store; the rest: the writer
 */
#ifndef CLAIMD_SESSIONS_H
#define CLAIMD_SESSIONS_H

#include "claimd/keys.h"

enum {
    SESSION_LIMIT = 100, /* of one key; a further one ends the oldest */
};

struct session_row {
    int64_t id, expires_ms;
    struct keys_row key; /* used_ms is not read */
};

CL_CHECK bool sessions_find(struct store *store, struct str hash, struct arena *arena, struct session_row *row,
                            bool *found, struct problem *problem);
CL_CHECK bool sessions_add(struct store *store, struct str hash, int64_t key, int64_t now_ms, int64_t expires_ms,
                           struct problem *problem);
CL_CHECK bool sessions_expires(struct store *store, int64_t session, int64_t *expires_ms, struct problem *problem);
CL_CHECK bool sessions_drop(struct store *store, int64_t session, struct problem *problem);
CL_CHECK bool sessions_drop_of_key(struct store *store, int64_t key, struct problem *problem);

#endif
