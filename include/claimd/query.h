/* query.h: the parameters of a request against the tables of fields.
 *
 * Runs in a route's `run`, since values may name entities and tags by slug. Every unknown parameter and wrong value is named.
 */
#ifndef CLAIMD_QUERY_H
#define CLAIMD_QUERY_H

#include "claimd/call.h"
#include "claimd/list.h"
#include "claimd/offsets.h"

/* What members of a record or list are wanted and in which form. */
struct shape {
    const char *fields[64]; /* of fields=, by name from the tables */
    size_t field_count;     /* 0: all of the default form */
    unsigned includes;      /* bits of enum include */
    enum offset_unit unit;
};

enum include {
    INCLUDE_ARTICLES = 1,
    INCLUDE_ENTITIES = 2,
    INCLUDE_MENTIONS = 4,
    INCLUDE_CLAIMS = 8,
    INCLUDE_TAGS = 16
};

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

/* Of a route whose parameters, beside pretty, are these names, which end in NULL; their values are left to the caller. */
CL_CHECK bool query_only(struct call *call, const char *const *names);
/* Of a route that has no parameters of its own. */
CL_CHECK bool query_none(struct call *call);

/* Whether records may have several values of what this filter looks at, so that it may be given twice: all of them. resource NULL:
 * there are no filters. */
CL_CHECK bool query_has_many(const struct resource *resource, struct str name);

/* Of a route whose one parameter is offsets. */
CL_CHECK bool query_offsets(struct call *call, enum offset_unit *unit);

/* For the contract: names that include= takes (a new reference). */
CL_CHECK json_t *query_includes(const struct resource *resource);

/* What is added to the name of a field that is filtered by its first and its last value; NULL where it is by single ones. */
struct query_range {
    const char *first, *last;
};
CL_CHECK struct query_range query_range_of(const struct field *field);

/* A parameter that is true or false; absent is false. */
CL_CHECK bool query_flag(struct call *call, const char *name, bool *flag);

#endif
