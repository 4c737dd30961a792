/* body.h: the text of an article as it is stored, and who read which block.
 *
 * memory   results in the arena given
 */
#ifndef CLAIMD_BODY_H
#define CLAIMD_BODY_H

#include "claimd/store.h"

struct body {
    struct str text, blocks; /* blocks as JSON */
    struct str offsets;      /* packed, see offsets.h of src/text */
    uint32_t code_points;
    int64_t stamp;                  /* article and stamp name one text for good */
    struct str source, source_type; /* without data: was not given */
};

/* The text itself is left out unless with_text; source unless with_source. An article that is not there: found is false. */
CL_CHECK bool body_get(struct store *store, int64_t article, bool with_text, bool with_source, struct arena *arena,
                       struct body *body, bool *found, struct problem *problem);

CL_CHECK bool body_put(struct store *store, int64_t article, bool is_new, const struct body *body,
                       struct problem *problem);
/* With the bodies that it had before, and who read what. */
CL_CHECK bool body_drop(struct store *store, int64_t article, struct problem *problem);

/* [{block, reader, read_at}] in order of blocks. A new reference. */
CL_CHECK bool body_reads(struct store *store, int64_t article, json_t **list, struct problem *problem);
CL_CHECK bool body_read_set(struct store *store, int64_t article, int64_t block, const char *reader, int64_t now_ms,
                            bool is_read, struct problem *problem);

/* What was read moves with its blocks: blocks has, for each of `count` blocks, its new number or BODY_BLOCK_GONE. */
enum { BODY_BLOCK_GONE = UINT32_MAX };
CL_CHECK bool body_reads_move(struct store *store, int64_t article, const uint32_t *blocks, size_t count,
                              struct arena *arena, struct problem *problem);

#endif
