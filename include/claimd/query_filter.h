/* query_filter.h: a parameter of a list against the tables of fields, as a filter.
 *
 * Runs in a route's `run`, since values may name entities and tags by slug.
 */
#ifndef CLAIMD_QUERY_FILTER_H
#define CLAIMD_QUERY_FILTER_H

#include "claimd/call.h"
#include "claimd/list.h"
#include "claimd/resource.h"

/* What is added to the name of a field that is filtered by its first and its last value; NULL where it is by single ones. */
struct query_range {
    const char *first, *last;
};
CL_CHECK struct query_range query_range_of(const struct field *field);

/* The field that a filter of this name looks at; NULL: none. */
CL_CHECK const struct field *query_filter_field(const struct resource *resource, struct str name);

/* The next filter of a query, which has room for LIST_CONDITIONS; not filled. */
CL_CHECK struct list_filter *query_filter_new(struct list_query *query);

/* Adds the filter that a parameter is. false: call->problem says what is wrong, or that there is no such parameter. */
CL_CHECK bool query_filter_read(struct call *call, struct store *store, const struct resource *resource,
                                const struct parameter *parameter, struct list_query *query);

#endif
