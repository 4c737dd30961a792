/* list.h: a page of records: filters, sort, keyset cursor, full text.
 *
 * The SQL is built from the columns of resource tables, never from a request's text; values are bound. Newest id first
 * without a sort. Every page starts where the last ended, by value and id, so page 10,000 costs what page 1 does.
 */
#ifndef CLAIMD_LIST_H
#define CLAIMD_LIST_H

#include "claimd/record.h"

enum {
    LIST_FILTERS = 24,     /* of a query */
    LIST_CONDITIONS = 26,  /* and those that come with it: not rejected, no unwanted word */
    LIST_VALUES = 50,      /* of one filter */
    LIST_LIMIT = 200,      /* records on a page */
    LIST_Q_DEPTH = 1000,   /* results of q= by relevance */
    LIST_Q_NEWEST = 20000, /* matches among which relevance is taken */
};

enum filter_kind {
    FILTER_COLUMN, /* column = value */
    FILTER_FROM,   /* column >= number */
    FILTER_TO,     /* column <= number */
    FILTER_LINK,   /* an entity in a role */
    FILTER_TAG,    /* a tag or one below it */
    FILTER_TAG_EXACT,
    FILTER_WHY,        /* a rule that suggested it */
    FILTER_IN_ARTICLE, /* entities that an article mentions */
    FILTER_WORDS,      /* what an expression of words finds; always excludes */
};

struct list_value {
    bool is_number, is_real, is_null;
    int64_t number;
    double real;
    struct str text;
};

struct list_filter {
    enum filter_kind kind;
    /* Of FILTER_COLUMN, _FROM, _TO, a name of the table, never the request's. Of FILTER_LINK: a column that is 0 where
     * nobody has the role, when having it without being an entity counts; NULL: the links say it. */
    const char *column;
    enum link_role role; /* of FILTER_LINK */
    bool excludes;       /* none of the values instead of any */
    bool is_usual;       /* of every list and not of the request: leaves out little */
    struct list_value values[LIST_VALUES];
    size_t value_count;
};

struct list_cursor {
    bool is_set, in_nulls;
    int64_t id;     /* of the last record of the page before */
    int64_t offset; /* of q= by relevance; with by_place the start, value being the article */
    struct list_value value;
};

struct list_query {
    const struct resource *resource;
    struct list_filter *filters;
    size_t filter_count;
    struct str q;     /* "" : none */
    const char *sort; /* column, NULL: by id (or relevance with q) */
    bool by_id;       /* sort was asked for and is the id */
    bool by_place;    /* by article, and in reading order there; of records that have article_id, start and status */
    const char *const *statuses; /* with by_place: all there are; ends in NULL */
    bool is_ascending;
    size_t limit;
    bool counts;
    struct list_cursor cursor;
};

struct list_page {
    struct stored *items;
    size_t count;
    bool has_next;
    struct list_cursor next;
    bool is_capped; /* relevance was taken among the newest LIST_Q_NEWEST matches only */
    int64_t total;  /* when it counts */
};

/* Full text has no search for what lacks a word: where q has no word to find, a filter leaves out what has the others, and q is
 * empty then. To be called when the other filters are there. */
void list_leave_out(struct list_query *query, struct arena *arena);

CL_CHECK bool list_page_get(struct store *store, const struct list_query *query, struct arena *arena,
                            struct list_page *page, struct problem *problem);

/* The records with these ids that there are, in the order given. */
CL_CHECK bool list_by_ids(struct store *store, const struct resource *resource, const int64_t *ids, size_t count,
                          struct arena *arena, struct stored **items, size_t *found, struct problem *problem);

/* All of one article in order of position, at most `limit`; *more says there are others. */
CL_CHECK bool list_of_article(struct store *store, const struct resource *resource, int64_t article, size_t limit,
                              struct arena *arena, struct stored **items, size_t *count, bool *more,
                              struct problem *problem);

#endif
