/* slug.h: names in URLs: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 bytes, never shaped like an id.
 *
 * memory   results lie in the arena
 * threads  no state
 */
#ifndef CLAIMD_SLUG_H
#define CLAIMD_SLUG_H

#include "claimd/arena.h"
#include "claimd/str.h"

enum { SLUG_SIZE = 80 };

CL_CHECK bool slug_valid(struct str s);

/* From a name (valid UTF-8): NFKD, accents dropped, case folded, everything else than letters and digits of ASCII becomes "-"
 * (an apostrophe nothing), cut at a "-" within SLUG_SIZE, in a word only where the first is longer than that. Empty where
 * nothing is left, as with a name in Chinese, or where the result would be shaped like an id. */
CL_CHECK struct str slug_make(struct arena *arena, struct str name);

/* slug-2, slug-3 …, cut before its number to stay within SLUG_SIZE. slug is valid. */
CL_CHECK struct str slug_numbered(struct arena *arena, struct str slug, unsigned number);

#endif
