/* gzip.h: replies compressed, RFC 1952.
 *
 * Level 1: a page of 50 claims (80 kB) takes 0.6 ms and shrinks to a sixth; level 6 takes three times as long for a tenth
 * less. zlib's 260 kB of state are kept from one use to the next.
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
