/* suggestion_match.h: which findings are in the store already; suggestions.h says by which rule.
 *
 * threads  no state
 */
#ifndef CLAIMD_SUGGESTION_MATCH_H
#define CLAIMD_SUGGESTION_MATCH_H

#include "claimd/arena.h"
#include "claimd/placed.h"
#include "claimd/span.h"

enum match { MATCH_NEW, MATCH_KNOWN, MATCH_DECIDED };

struct suggestion_matches {
    enum match *items;            /* of each finding */
    const struct placed **stored; /* the one that answers for it; NULL: none */
};

/* Findings and stored ones in order of place; kinds: of each finding, NULL for mentions. O(n log n + pairs that overlap). */
CL_CHECK struct suggestion_matches suggestion_matches_of_mentions(struct arena *arena, const struct span *spans,
                                                                  size_t count, const struct placed *stored,
                                                                  size_t stored_count);
CL_CHECK struct suggestion_matches suggestion_matches_of_claims(struct arena *arena, const struct span *spans,
                                                                const struct str *kinds, size_t count,
                                                                const struct placed *stored, size_t stored_count);

#endif
