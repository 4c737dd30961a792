/* quote.h: where words that somebody typed stand in a body.
 *
 * The TextQuoteSelector of the W3C Web Annotation Data Model, section 4.2.4, compared on folded copies: NFKC with case
 * kept; no-break, narrow and other spaces, line and block breaks: any run of white space is one space; curly quotes are
 * straight; dashes and minus signs are "-"; an ellipsis is three dots; soft hyphens, zero-width and other invisible characters are dropped.
 * The folded body keeps a map back. An end inside a character that folds into several, or inside characters that fold
 * together, goes outwards to their border.
 * White space at the ends of `exact` does not count; at the inner ends of prefix and suffix it is optional.
 * All texts are valid UTF-8.
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_QUOTE_H
#define CLAIMD_QUOTE_H

#include "claimd/arena.h"
#include "claimd/span.h"
#include "claimd/str.h"

struct quote_run; /* a part of the map back: see quote.c */

/* A body made ready for many quotations. */
struct quote_body {
    struct str body;              /* the original, borrowed */
    struct str folded;            /* UTF-8 */
    const struct quote_run *runs; /* from bytes of folded to code points of body, in order */
    size_t run_count;
};

struct quote {
    struct str exact, prefix, suffix; /* prefix and suffix may be empty */
};

enum { QUOTE_PLACES = 1000 }; /* as many as are counted */

/* O(body); body is at most 128 MB. */
CL_CHECK struct quote_body quote_body_make(struct arena *arena, struct str body);

/* All places where the quotation stands (overlapping ones too), in order; the first `limit` are put into spans. Returns how
 * many there are, counted up to QUOTE_PLACES. An `exact` that folds to nothing stands nowhere. O(body + quotation). */
CL_CHECK size_t quote_find(struct arena *arena, const struct quote_body *body, const struct quote *quote,
                           struct span *spans, size_t limit);

/* The words before and after a span, at most `count` code points each, cut at no particular place. Borrowed from body, in
 * which the span must be. O(span.end + count). */
void quote_around(struct str body, struct span span, uint32_t count, struct str *prefix, struct str *suffix);

/* The same for words that borrow from body. O(count). */
void quote_context(struct str body, struct str words, uint32_t count, struct str *prefix, struct str *suffix);

/* Whether two texts are the same once folded; white space at their ends does not count. */
CL_CHECK bool quote_same(struct arena *arena, struct str a, struct str b);

/* The closest place to a quotation that stands nowhere, for the error message: the longest run of its words that does
 * stand in the body, the first of equally long ones; punctuation at the ends of words does not count. false when not even
 * two words do. O(n log² n) for n words in body and quotation. */
CL_CHECK bool quote_nearest(struct arena *arena, const struct quote_body *body, struct str exact, struct span *span);

/* Where single words of a quotation stand, when no two do in a row: those that the body has least often first, of equal ones the
 * longer or the one typed before, each with its places in order. Words of less than QUOTE_RARE_SIZE bytes and such that stand more than `limit` times
 * tell nothing. At most `limit` spans; 0: there is nothing like it. O((n + m) log m + limit * (n + m)) for n words in the body
 * and m in the quotation. */
enum { QUOTE_RARE_SIZE = 3 };
CL_CHECK size_t quote_rarest(struct arena *arena, const struct quote_body *body, struct str exact, struct span *spans,
                             size_t limit);

/* The code points that bytes [start, end) of folded came from; start < end. O(log body). */
CL_CHECK struct span quote_source(const struct quote_body *body, size_t start, size_t end);

/* The same for places that are asked for in rising order: *run begins at 0. O(1) on the whole. */
CL_CHECK struct span quote_source_next(const struct quote_body *body, size_t *run, size_t start, size_t end);

/* The byte of folded at which what stands at a code point, or behind it, begins; folded.size at the end. O(log body). */
CL_CHECK size_t quote_byte(const struct quote_body *body, uint32_t code_point);

#endif
