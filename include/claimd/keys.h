/* keys.h: the columns of keys that are not fields: hashes and last use. */
#ifndef CLAIMD_KEYS_H
#define CLAIMD_KEYS_H

#include "claimd/store.h"

struct keys_row {
    int64_t id, expires_ms, revoked_ms, used_ms; /* 0: never */
    struct str name, scope;
};

CL_CHECK bool keys_find(struct store *store, struct str hash, struct arena *arena, struct keys_row *row, bool *found,
                        struct problem *problem);
CL_CHECK bool keys_name_taken(struct store *store, struct str name, bool *is_taken, struct problem *problem);
CL_CHECK bool keys_set_hash(struct store *store, int64_t id, struct str hash, struct problem *problem);
CL_CHECK bool keys_used(struct store *store, int64_t id, int64_t *used_ms, struct problem *problem);
CL_CHECK bool keys_set_used(struct store *store, int64_t id, int64_t used_ms, struct problem *problem);
CL_CHECK bool keys_count_admins(struct store *store, int64_t *count, struct problem *problem);

#endif
