/* body_blocks.h: the blocks of a stored body: where its empty lines make them, of the kinds that are stored beside it. */
#ifndef CLAIMD_BODY_BLOCKS_H
#define CLAIMD_BODY_BLOCKS_H

#include <jansson.h>

#include "claimd/blocks.h"

/* kinds: a list of objects with a member `kind`, one for each block; what is missing or unknown is a paragraph. body is borrowed.
 * O(body). */
CL_CHECK struct blocks body_blocks(struct arena *arena, struct str body, const json_t *kinds);

#endif
