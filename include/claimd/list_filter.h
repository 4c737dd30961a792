/* list_filter.h: the filters of a list in SQL, and which of them leads, for list_build.h and facets.c only.
 *
 * Built from columns of resource tables, never from a request's text. Values are bound in the order in which their
 * parameters appear in sql.
 *
 * memory   a builder is large: in an arena. builder->sql is released by who made it
 */
#ifndef CLAIMD_LIST_FILTER_H
#define CLAIMD_LIST_FILTER_H

#include "claimd/buffer.h"
#include "claimd/list.h"

struct builder {
    const struct list_query *query;
    struct buffer sql;
    struct str expression; /* of q=; "": none */
    bool walks_sort;       /* the index of the sort leads: no condition may draw SQLite to another */
    unsigned count;        /* parameters so far */
    /* The number of the first parameter of each filter's condition; 0: not bound yet. */
    unsigned first[LIST_CONDITIONS];
    /* Conditions bind each value once. Each of the driver's has a subquery, with cursor, limit and match of its own. */
    struct list_value values[LIST_CONDITIONS * LIST_VALUES + LIST_VALUES * 6 + 8];
};

/* Binds a value where sql ends: "$7". */
void build_value(struct builder *builder, struct list_value value);

/* A table beside the record's: <singular><suffix> (column, <singular>_id), in the order of both. */
struct beside {
    const char *suffix, *column;
};
CL_CHECK struct beside build_beside(enum filter_kind kind); /* of FILTER_LINK, _TAG, _TAG_EXACT, _WHY */

/* " AND …" for all filters but two (NULL: none), which are in the statement already. */
void build_conditions(struct builder *builder, const struct list_filter *driver, const struct list_filter *other);

/* " AND …" for the expression; nothing without one. Of records that a lead finds each is looked up among the matches; a common word
 * has too many of these to go through (40 claims of 1,000,000: 2 ms and not 440). */
void build_match(struct builder *builder, bool is_led);

/* "near.role = 1 AND " where the filter is on one role of what is linked; `alias` is the table's. */
void build_role(struct builder *builder, const struct list_filter *filter, const char *alias);

/* How many of its values are null. */
CL_CHECK size_t build_null_count(const struct list_filter *filter);

/* Whether an index leads to what the filter finds. */
CL_CHECK bool build_can_lead(const struct list_filter *filter);

/* The filter that drives the page: the first one with an index in the order of ids; NULL: none. */
CL_CHECK const struct list_filter *build_driver(const struct list_query *query);

/* The first filter behind `after` (NULL: of all) whose records lie in parts of an index and yet in no order of ids: a lower or an
 * upper bound, or one value left out; NULL: none. */
CL_CHECK const struct list_filter *build_range(const struct list_query *query, const struct list_filter *after);

/* The filter that has to lead, however many it finds, because nothing else leads to what it finds; NULL: none. */
CL_CHECK const struct list_filter *build_article(const struct list_query *query);

/* How many records a driver or a range finds, counted up to limit. */
void build_count_found(struct builder *builder, const struct list_filter *filter, size_t limit);

/* The condition of a filter that can lead and finds few, such that its index is taken: each record once. */
void build_lead(struct builder *builder, const struct list_filter *lead);

/* Whether any record that the filters find can have a value (in_nulls: no value) in the column of the sort. */
CL_CHECK bool build_has_part(const struct list_query *query, bool in_nulls);

#endif
