/* suggestions.h: findings stored as suggestions.
 *
 * What is there already is not suggested again, and nothing that is there is changed:
 *
 *   mention   known or decided when a stored one has a character in common with it
 *   claim     known or decided when a stored one has the same words and kind (each stored one answers for one); decided also when
 *             a decided one has the same words, or the same kind and at least half of what both cover in common. The
 *             kind of a corrected claim is what it is, and what was suggested too
 *   entity    the one that the library has, else the one of the same mention, else the one of that name and kind; decided
 *             when that is rejected: then its mentions are not suggested either
 *
 * Deleting a suggestion is no decision: it comes back. The rest is made with status suggested, in reading order, at most
 * SUGGESTIONS_LIMIT at once, so that the writer is not held for long; `left` says how many were not looked at.
 *
 * Runs on the writer.
 */
#ifndef CLAIMD_SUGGESTIONS_H
#define CLAIMD_SUGGESTIONS_H

#include "claimd/findings.h"
#include "claimd/model.h"

enum { SUGGESTIONS_LIMIT = 2000 };

struct suggestion_counts {
    uint32_t made, known, decided;
};

struct suggestions {
    struct suggestion_counts entities, mentions, claims;
    uint32_t left; /* mentions and claims that were found and not looked at yet */
};

/* CONFLICT when the article's body is no longer that of the findings. */
CL_CHECK bool suggestions_store(const struct writing *writing, int64_t article, const struct findings *findings,
                                struct suggestions *suggestions, struct problem *problem);

/* {"entities": {"new", "known", "decided"}, "mentions", "claims", "left"}. A new reference. */
CL_CHECK json_t *suggestions_json(const struct suggestions *suggestions);
extern const struct field suggestions_members[]; /* of it, for the contract */

#endif
