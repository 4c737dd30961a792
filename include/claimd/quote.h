/* quote.h: where words that somebody typed stand in a body.
 *
 * The TextQuoteSelector of the W3C Web Annotation Data Model, section 4.2.4, compared on folded copies (quote_fold.h).
 * White space at the ends of `exact` does not count; at the inner ends of prefix and suffix it is optional.
 * All texts are valid UTF-8.
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_QUOTE_H
#define CLAIMD_QUOTE_H

#include "claimd/quote_fold.h"

struct quote {
    struct str exact, prefix, suffix; /* prefix and suffix may be empty */
};

enum { QUOTE_PLACES = 1000 }; /* as many as are counted */

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

#endif
