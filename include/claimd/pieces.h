/* pieces.h: a page's text while it is being taken apart: what may become a block, in order.
 *
 * A piece is valid UTF-8 without control characters, white space at its ends, or an empty line inside.
 *
 * memory   all in the arena given to the first call; text is borrowed
 * threads  no state
 */
#ifndef CLAIMD_PIECES_H
#define CLAIMD_PIECES_H

#include "claimd/blocks.h"

struct piece {
    enum block_kind kind;
    struct str text;
    struct str link; /* where its longest link leads; "" without */
    bool is_gone;    /* no part of the body */
};

struct pieces {
    struct piece *items;
    size_t count, capacity;
};

/* Adds text in the form above; adds nothing where nothing is left of it. */
void pieces_add(struct arena *arena, struct pieces *pieces, enum block_kind kind, struct str text, struct str link);

/* Bytes of those that are not gone. */
CL_CHECK size_t pieces_size(const struct pieces *pieces);

/* The body that those which are not gone come to, each with its kind. */
CL_CHECK struct blocks pieces_blocks(struct arena *arena, const struct pieces *pieces);

#endif
