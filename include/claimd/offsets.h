/* offsets.h: the same place counted in code points, UTF-16 code units or bytes.
 *
 * An article keeps, for its body, the runs of characters that are not one byte: packed bytes, so that they lie in the
 * database as they are used. A body of ASCII has none (size 0), and then all three units are the same. Little-endian
 * whatever the machine. Looking up is a binary search, and the body is not read.
 *
 * memory   offsets_make allocates in the arena; everything else borrows
 * errors   OUT_OF_RANGE, at problem->at: inside a surrogate pair, inside a UTF-8 sequence, past the end
 * threads  no state
 */
#ifndef CLAIMD_OFFSETS_H
#define CLAIMD_OFFSETS_H

#include "claimd/arena.h"
#include "claimd/problem.h"
#include "claimd/span.h"
#include "claimd/str.h"

enum offset_unit { OFFSET_CODE_POINTS, OFFSET_UTF16, OFFSET_BYTES };

struct offsets {
    struct str packed;    /* see offsets.c for the format */
    uint32_t code_points; /* of the whole body */
};

/* body is valid UTF-8 of less than 2^31 bytes. O(body). */
CL_CHECK struct offsets offsets_make(struct arena *arena, struct str body);

/* "codepoints" (the default), "utf16", "bytes". */
CL_CHECK bool offset_unit_parse(struct str name, enum offset_unit *unit);

/* From code points into unit; at <= code_points. */
CL_CHECK uint32_t offsets_out(struct offsets offsets, enum offset_unit unit, uint32_t at);

/* From unit into code points. */
CL_CHECK bool offsets_in(struct offsets offsets, enum offset_unit unit, uint32_t at, uint32_t *code_point,
                         struct problem *problem);

/* The words of body, of which these are the offsets, that span covers; span.start <= span.end. Borrowed. */
CL_CHECK struct str offsets_words(struct offsets offsets, struct str body, struct span span);

/* Whether every offset is the same number in that unit as in code points. */
CL_CHECK bool offsets_same(struct offsets offsets, enum offset_unit unit);

#endif
