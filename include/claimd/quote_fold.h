/* quote_fold.h: texts as quotations are compared, with a map back to the text they came from.
 *
 * NFKC with case kept; no-break, narrow and other spaces, line and block breaks: any run of white space is one space; curly quotes are
 * straight; dashes and minus signs are "-"; an ellipsis is three dots; soft hyphens, zero-width and other invisible characters are dropped.
 * An end inside a character that folds into several, or inside characters that fold together, goes outwards to their border.
 * All texts are valid UTF-8.
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_QUOTE_FOLD_H
#define CLAIMD_QUOTE_FOLD_H

#include "claimd/arena.h"
#include "claimd/span.h"
#include "claimd/str.h"

struct quote_run; /* a part of the map back: see quote_fold.c */

/* A body made ready for many quotations. */
struct quote_body {
    struct str body;              /* the original, borrowed */
    struct str folded;            /* UTF-8 */
    const struct quote_run *runs; /* from bytes of folded to code points of body, in order */
    size_t run_count;
};

/* O(body); body is at most 128 MB. */
CL_CHECK struct quote_body quote_body_make(struct arena *arena, struct str body);

/* A text folded, without a map. O(text). */
CL_CHECK struct str quote_folded(struct arena *arena, struct str text);

/* The code points that bytes [start, end) of folded came from; start < end. O(log body). */
CL_CHECK struct span quote_source(const struct quote_body *body, size_t start, size_t end);

/* The same for places that are asked for in rising order: *run begins at 0. O(1) on the whole. */
CL_CHECK struct span quote_source_next(const struct quote_body *body, size_t *run, size_t start, size_t end);

/* The byte of folded at which what stands at a code point, or behind it, begins; folded.size at the end. O(log body). */
CL_CHECK size_t quote_byte(const struct quote_body *body, uint32_t code_point);

#endif
