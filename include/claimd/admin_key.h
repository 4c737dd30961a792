/* admin_key.h: the first key, without which nobody could make others. */
#ifndef CLAIMD_ADMIN_KEY_H
#define CLAIMD_ADMIN_KEY_H

#include "claimd/model.h"

enum { ADMIN_KEY_LEAST = 32 }; /* characters of a key from outside */

struct admin_key {
    bool is_new;
    char secret[KEY_SECRET_SIZE + 1]; /* only when is_new */
    char path[600];                   /* the file it is kept in; "" when it came from outside */
};

/* From CLAIMD_ADMIN_KEY, from file (may be NULL), else made once and kept in admin.key of the folder, readable by its owner only. */
CL_CHECK bool admin_key_prepare(struct folder *folder, const char *file, struct admin_key *key,
                                struct problem *problem);

#endif
