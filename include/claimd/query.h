/* query.h: the parameters of a request against the tables of fields.
 *
 * Runs in a route's `run`, since values may name entities and tags by slug. Every unknown parameter and wrong value is named.
 */
#ifndef CLAIMD_QUERY_H
#define CLAIMD_QUERY_H

#include "claimd/list.h"
#include "claimd/query_parameter.h"
#include "claimd/query_shape.h"

/* A filter that the path gives: articles/{id}/claims. */
struct preset {
    enum filter_kind kind;
    const char *column;
    enum link_role role;
    int64_t id;
};

/* Every parameter of a list. preset: NULL or one filter more. */
CL_CHECK bool query_list(struct call *call, struct store *store, const struct resource *resource,
                         const struct preset *preset, struct list_query *query, struct shape *shape);
/* Filters and q alone; `own`, which ends in NULL, names what else the caller reads. */
CL_CHECK bool query_filters(struct call *call, struct store *store, const struct resource *resource,
                            const char *const *own, struct list_query *query);
/* Those of one record: fields, include, offsets, pretty; and `further`, a list of names that ends in NULL. */
CL_CHECK bool query_record(struct call *call, const struct resource *resource, const char *const *further,
                           struct shape *shape);

/* Of a list that has no filters: limit, and cursor, which cursor_read takes. */
CL_CHECK bool query_paging(struct call *call, uint64_t *limit);

#endif
