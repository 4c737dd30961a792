/* facets.h: which values the records of a list have, and how many records have each.
 *
 * Exact while one of the filters (or q, or the whole table) finds at most FACETS_AMONG records. Past that the newest
 * FACETS_AMONG of one of them are looked at and no others, so that a million records cost what 20,000 do; is_capped says so,
 * and every count is then a lower bound.
 *
 * A field with one value a record is counted without the filters on itself: its counts say what another choice would find.
 * One with many (tags) is counted with them: its counts say what adding a value would leave.
 */
#ifndef CLAIMD_FACETS_H
#define CLAIMD_FACETS_H

#include "claimd/list.h"

enum {
    FACETS_COUNT = 16,    /* in one request */
    FACET_VALUES = 200,   /* of one facet */
    FACETS_AMONG = 20000, /* records that are looked at */
};

struct facet {
    const char *name;      /* of its filter */
    enum filter_kind kind; /* FILTER_COLUMN, _LINK, _TAG, _TAG_EXACT or _WHY */
    const char *column;    /* as that filter has it */
    enum link_role role;   /* of FILTER_LINK */
    bool has_many;         /* one record may have several of the values */
};

struct facet_value {
    struct list_value value; /* as in a filter; is_null: none, and of a link with a column: nobody has the role */
    int64_t count;
};

struct facet_counts {
    struct facet_value *values; /* most first */
    size_t count;
    bool has_more, is_capped;
};

struct facets {
    struct facet_counts counts[FACETS_COUNT]; /* in the order asked for */
    int64_t count;                            /* of records that all filters find */
    bool is_capped;                           /* of that count */
};

/* Of the query: resource, filters and q. limit: values of a facet. */
CL_CHECK bool facets_count(struct store *store, const struct list_query *query, const struct facet *facets,
                           size_t facet_count, size_t limit, struct arena *arena, struct facets *result,
                           struct problem *problem);

#endif
