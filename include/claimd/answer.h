/* answer.h: records and pages of them as the body of a reply in JSON, with what is included; status and ETag are the handler's. */
#ifndef CLAIMD_ANSWER_H
#define CLAIMD_ANSWER_H

#include "claimd/query.h"

/* `{"data":[…],"next":…}`, with the Link header. */
CL_CHECK bool answer_list(struct call *call, struct store *store, const struct resource *resource,
                          const struct shape *shape, const struct list_query *query, const struct list_page *page);

/* The record itself. */
CL_CHECK bool answer_record(struct call *call, struct store *store, const struct resource *resource,
                            const struct shape *shape, const struct stored *stored);

/* Where the next page is, which stands in the Link header from now on. Both are empty on the last page. */
struct next_page {
    struct str cursor, address;
};
struct next_page answer_next(struct call *call, struct store *store, const struct list_page *page);

#endif
