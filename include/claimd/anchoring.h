/* anchoring.h: from what a client sends about a place to the words there.
 *
 * Runs on the writer. The folded bodies of the articles written about last are kept beside the store.
 */
#ifndef CLAIMD_ANCHORING_H
#define CLAIMD_ANCHORING_H

#include "claimd/body.h"
#include "claimd/offsets.h"
#include "claimd/quote.h"
#include "claimd/resource.h"

enum { ANCHOR_SIZE = 20000 }; /* characters that an anchor covers at most */

struct anchoring {
    const struct body *body;
    const struct quote_body *quotes;
    struct offsets offsets;
};

/* Opens the article that the draft names, and gives its doc an anchor {start, end, exact, prefix, suffix, state} from `anchor` or
 * `quote` of what was given. NO_SUCH_RECORD at "/article" when there is none; false without a problem when the doc names
 * none, which was said before. */
CL_CHECK bool anchoring_begin(struct store *store, struct draft *draft, struct anchoring *anchoring,
                              struct problem *problem);

/* A whole anchor for a span of a body: its words, what stands around them, exact. A new reference. */
CL_CHECK json_t *anchoring_new(struct str body, struct offsets offsets, struct span span);

/* An object {text, start, end, …} inside the doc: its words are found within the record's anchor first, then in the article,
 * or checked where positions are given. value may be NULL or null. pointer: where it stands, for messages. */
CL_CHECK bool anchoring_words(const struct anchoring *anchoring, const struct draft *draft, json_t *value,
                              const char *pointer, struct problem *problem);

#endif
