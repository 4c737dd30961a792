/* gzip.h: replies compressed, RFC 1952.
 *
 * Level 1: 80 kB of claims take 0.5 ms and shrink to a fifth; level 6 takes three times as long and saves a sixth of
 * that. zlib's 260 kB of state are kept from one use to the next.
 *
 * threads  one thread at a time
 */
#ifndef CLAIMD_GZIP_H
#define CLAIMD_GZIP_H

#define ZLIB_CONST /* input is not changed */
#include <zlib.h>

#include "claimd/arena.h"
#include "claimd/str.h"

struct gzip {
    z_stream stream;
    bool is_open;
};

/* bytes compressed, in the arena. */
CL_CHECK struct str gzip_compress(struct gzip *gzip, struct arena *arena, struct str bytes);
void gzip_release(struct gzip *gzip);

#endif
