/* tags.h: the tree of tags in the database.
 *
 * claim_tag_all holds, beside a claim's own tags, every tag above them, so that "this tag and all below it" is one range
 * of an index in the order of ids. It is kept by whoever changes a claim's tags or the tree.
 */
#ifndef CLAIMD_TAGS_H
#define CLAIMD_TAGS_H

#include "claimd/store.h"

/* The tag above; 0 at the top. */
CL_CHECK bool tags_above(struct store *store, int64_t tag, int64_t *above, struct problem *problem);
/* Levels below it. */
CL_CHECK bool tags_height(struct store *store, int64_t tag, int64_t *height, struct problem *problem);
/* Its place in the tree changed: the claims with it or a tag below it are entered anew. O(those claims). */
CL_CHECK bool tags_moved(struct store *store, int64_t tag, struct problem *problem);

/* Up to 1,000 ids above `after` of what names a record, rising. For merges and cascades. */
enum referrers {
    REFERRERS_CLAIMS_OF_TAG,
    REFERRERS_TAGS_BELOW_TAG,
    REFERRERS_CLAIMS_OF_ENTITY,
    REFERRERS_MENTIONS_OF_ENTITY,
    REFERRERS_MENTIONS_OPEN_TO_ENTITY,
    REFERRERS_ARTICLES_OF_ENTITY,
    REFERRERS_CLAIMS_OF_ARTICLE,
    REFERRERS_MENTIONS_OF_ARTICLE,
    REFERRERS_VARIANTS_OF_ARTICLE,
    REFERRERS_COUNT
};
enum { REFERRERS_LIMIT = 1000 };
CL_CHECK bool referrers_next(struct store *store, enum referrers referrers, int64_t of, int64_t after, int64_t *ids,
                             size_t *count, struct problem *problem);

#endif
