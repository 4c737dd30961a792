/* One page is one statement, or two where a sort meets missing values (those with a value by row value, then the others by id: in
 * one statement SQLite scans). The filter that drives the page is the first one with an index in the order of ids: a tag, a link,
 * else a column; with several values it becomes one subquery a value, each stopping at the page's size, so that a page
 * never reads more than it shows for each value. The other filters are looked at row by row; what finds too little too late
 * runs into the time limit. Reading order is driven by the status in the same way. */
#include "claimd/list.h"

#include <string.h>

#include "claimd/list_build.h"
#include "claimd/list_run.h"

enum { LEAD_LIMIT = 500 }; /* records that a filter may find and a page sort: about 10,000 steps */

/* Reads rows of (id, revision, doc[, sort value[, start]]) into the page up to its limit; one more says has_next. Lets go of
 * the builder's SQL. */
static bool fetch(struct store *store, struct builder *builder, bool in_nulls, struct arena *arena,
                  struct list_page *page, struct problem *problem)
{
    const struct list_query *query = builder->query;
    statement_auto statement = builder_begin(store, builder);
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (page->count == query->limit) {
            page->has_next = true;
            return true;
        }
        struct stored *item = &page->items[page->count++];
        *item = (struct stored){statement_int(&statement, 0), statement_int(&statement, 1),
                                arena_str(arena, statement_str(&statement, 2))};
        page->next = (struct list_cursor){.is_set = true, .in_nulls = in_nulls, .id = item->id};
        if ((query->sort != NULL && !in_nulls) || query->by_place)
            page->next.value = builder_value(&statement, 3, arena);
        if (query->by_place)
            page->next.offset = statement_int(&statement, 4);
    }
    return ok;
}

/* Whether a filter finds at most LEAD_LIMIT records, so that sorting them is cheaper than walking an index. Nobody knows
 * beforehand, so they are counted, up to that limit. */
static bool finds_few(struct store *store, const struct list_query *query, const struct list_filter *filter,
                      struct arena *arena, bool *is_few, struct problem *problem)
{
    struct builder *builder = builder_new(arena, query, (struct str){0});
    build_count_found(builder, filter, LEAD_LIMIT + 1);
    int64_t count = 0;
    bool ok = builder_count(store, builder, &count, problem);
    *is_few = count <= LEAD_LIMIT;
    return ok;
}

/* The filter that finds few; NULL: none does. Without with_driver only ranges are looked at. */
static bool find_lead(struct store *store, const struct list_query *query, bool with_driver, struct arena *arena,
                      const struct list_filter **lead, struct problem *problem)
{
    const struct list_filter *driver = build_driver(query);
    bool is_few = false;
    *lead = build_article(query);
    if (*lead != NULL)
        return true;
    if (with_driver && driver != NULL && !finds_few(store, query, driver, arena, &is_few, problem))
        return false;
    if (is_few)
        *lead = driver;
    for (const struct list_filter *range = NULL; *lead == NULL && (range = build_range(query, range)) != NULL;) {
        if (!finds_few(store, query, range, arena, &is_few, problem))
            return false;
        if (is_few)
            *lead = range;
    }
    return true;
}

static bool fetch_by_id(struct store *store, const struct list_query *query, struct arena *arena,
                        struct list_page *page, struct problem *problem)
{
    const struct list_filter *lead;
    if (!find_lead(store, query, false, arena, &lead, problem))
        return false;
    struct builder *builder = builder_new(arena, query, (struct str){0});
    if (lead != NULL) {
        build_led(builder, lead);
    } else {
        build_by_id(builder);
    }
    return fetch(store, builder, false, arena, page, problem);
}

static bool fetch_sorted(struct store *store, const struct list_query *query, struct str expression,
                         struct arena *arena, struct list_page *page, struct problem *problem)
{
    const struct list_filter *lead;
    if (!find_lead(store, query, true, arena, &lead, problem))
        return false;
    for (int in_nulls = query->cursor.in_nulls; in_nulls < 2 && !page->has_next; in_nulls++) {
        if (!build_has_part(query, in_nulls))
            continue;
        struct builder *builder = builder_new(arena, query, expression);
        build_sorted(builder, lead, in_nulls, query->limit + 1 - page->count);
        if (!fetch(store, builder, in_nulls, arena, page, problem))
            return false;
    }
    return true;
}

static bool fetch_placed(struct store *store, const struct list_query *query, struct str expression,
                         struct arena *arena, struct list_page *page, struct problem *problem)
{
    const struct list_filter *lead;
    if (!find_lead(store, query, true, arena, &lead, problem))
        return false;
    struct builder *builder = builder_new(arena, query, expression);
    build_placed(builder, lead, query->limit + 1);
    return fetch(store, builder, false, arena, page, problem);
}

/* The id of the match behind which LIST_Q_NEWEST newer ones stand; 0 when there are fewer. */
static bool newest_bound(struct store *store, const char *table, struct str expression, int64_t *bound,
                         struct problem *problem)
{
    char sql[192];
    int size = snprintf(sql, sizeof sql,
                        "SELECT rowid FROM %s_search WHERE %s_search MATCH $1 ORDER BY rowid DESC LIMIT 1 OFFSET %d",
                        table, table, LIST_Q_NEWEST);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_str(&statement, expression);
    bool found;
    return statement_one_int(&statement, bound, &found, problem);
}

static bool fetch_matched(struct store *store, const struct list_query *query, struct str expression,
                          struct arena *arena, struct list_page *page, struct problem *problem)
{
    int64_t bound = 0;
    if (!query->by_id && !newest_bound(store, query->resource->singular, expression, &bound, problem))
        return false;
    page->is_capped = bound > 0;
    struct builder *builder = builder_new(arena, query, expression);
    build_matched(builder, bound);
    bool ok = fetch(store, builder, false, arena, page, problem);
    page->next.offset = query->cursor.offset + (int64_t)page->count;
    if (!query->by_id && page->next.offset >= LIST_Q_DEPTH)
        page->has_next = false;
    return ok;
}

void list_leave_out(struct list_query *query, struct arena *arena)
{
    struct str unwanted = search_unwanted(arena, query->q);
    if (unwanted.size == 0)
        return;
    assert(query->filter_count < LIST_CONDITIONS);
    struct list_filter *filter = &query->filters[query->filter_count++];
    *filter = (struct list_filter){.kind = FILTER_WORDS, .excludes = true, .value_count = 1};
    filter->values[0] = (struct list_value){.text = unwanted};
    query->q = (struct str){0};
}

bool list_page_get(struct store *store, const struct list_query *query, struct arena *arena, struct list_page *page,
                   struct problem *problem)
{
    *page = (struct list_page){.items = arena_array(arena, struct stored, query->limit)};
    struct str expression = {0};
    if (query->q.size > 0) {
        expression = search_expression(arena, query->q);
        if (expression.size == 0)
            return true; /* no word: no match */
    }
    if (query->counts) {
        struct builder *builder = builder_new(arena, query, expression);
        build_count(builder);
        if (!builder_count(store, builder, &page->total, problem))
            return false;
    }
    if (query->by_place)
        return fetch_placed(store, query, expression, arena, page, problem);
    if (query->sort != NULL)
        return fetch_sorted(store, query, expression, arena, page, problem);
    if (expression.size > 0)
        return fetch_matched(store, query, expression, arena, page, problem);
    return fetch_by_id(store, query, arena, page, problem);
}

bool list_by_ids(struct store *store, const struct resource *resource, const int64_t *ids, size_t count,
                 struct arena *arena, struct stored **items, size_t *found, struct problem *problem)
{
    *items = arena_array(arena, struct stored, count);
    *found = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_there;
        if (!record_get(store, resource, ids[i], arena, &(*items)[*found], &is_there, problem))
            return false;
        *found += is_there;
    }
    return true;
}

bool list_of_article(struct store *store, const struct resource *resource, int64_t article, size_t limit,
                     struct arena *arena, struct stored **items, size_t *count, bool *more, struct problem *problem)
{
    char sql[192];
    int size = snprintf(sql, sizeof sql,
                        "SELECT id, revision, doc FROM %s WHERE article_id = $1 AND +status <> 'rejected'"
                        " ORDER BY start, id LIMIT $2",
                        resource->singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, article);
    statement_bind_int(&statement, (int64_t)limit + 1);
    *items = arena_array(arena, struct stored, limit);
    *count = 0;
    *more = false;
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (*count == limit) {
            *more = true;
            break;
        }
        (*items)[(*count)++] = (struct stored){statement_int(&statement, 0), statement_int(&statement, 1),
                                               arena_str(arena, statement_str(&statement, 2))};
    }
    return ok;
}
