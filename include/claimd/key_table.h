/* key_table.h: numbers by 64-bit keys that are hashes already, for one piece of work.
 *
 * memory   in the arena; a table that grows leaves its old half there
 * threads  one thread at a time
 */
#ifndef CLAIMD_KEY_TABLE_H
#define CLAIMD_KEY_TABLE_H

#include "claimd/arena.h"

struct key_table {
    struct arena *arena;
    struct key_entry *entries;
    size_t count, mask;
};

/* room: how many keys are expected. */
CL_CHECK struct key_table key_table_make(struct arena *arena, size_t room);

/* The number of a key, to be read or set; NULL when it is not there. Valid until the next add. */
CL_CHECK uint32_t *key_table_find(const struct key_table *table, uint64_t key);

/* The same, added with that number when it was not there. */
uint32_t *key_table_add(struct key_table *table, uint64_t key, uint32_t number);

#endif
