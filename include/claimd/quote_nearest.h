/* quote_nearest.h: what comes closest to a quotation that stands nowhere.
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_QUOTE_NEAREST_H
#define CLAIMD_QUOTE_NEAREST_H

#include "claimd/quote_fold.h"

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

#endif
