/* id.h: names of records.
 *
 * An id is a 63-bit integer: 41 bits of milliseconds since 2020-01-01T00:00:00Z, 10 bits of instance, 12 bits of sequence.
 * In JSON and URLs it is 13 characters of lower-case Crockford base32 (0-9 a-z without i l o u), because JavaScript would
 * round the number. Ids of one source rise, even when the clock goes back. 4,096 in one millisecond: the next one.
 *
 * threads  id_next: one thread (the writer's); the rest has no state
 */
#ifndef CLAIMD_ID_H
#define CLAIMD_ID_H

#include "claimd/base.h"
#include "claimd/str.h"

enum { ID_SIZE = 13, ID_INSTANCES = 1024 };

struct id_text {
    char text[ID_SIZE + 1];
};

struct id_source {
    int64_t last;      /* the greatest id given */
    unsigned instance; /* < ID_INSTANCES */
};

/* now_ms is Unix time in milliseconds. Above source->last, always. */
CL_CHECK int64_t id_next(struct id_source *source, int64_t now_ms);

CL_CHECK struct id_text id_format(int64_t id);

/* The canonical form only: upper case, look-alikes and ids of zero are refused. */
CL_CHECK bool id_parse(struct str text, int64_t *id);

/* What text that is not an id would be in the canonical form ("0DJ…" or with o for 0, i or l for 1); false when that is none. */
CL_CHECK bool id_canonical(struct str text, struct id_text *right);

/* Whether s has the shape of an id: a slug never has. */
CL_CHECK bool id_shaped(struct str s);

CL_CHECK int64_t id_time_ms(int64_t id); /* Unix time at which it was given */

/* The smallest id that can have been given at a time, for ranges of created_at. Times outside 2020..2089 are cut to it. */
CL_CHECK int64_t id_first_at(int64_t unix_ms);

#endif
