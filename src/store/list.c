/* One page is one statement, or two where a sort meets missing values (those with a value by row value, then the others by id: in
 * one statement SQLite scans). The filter that drives the page is the first one with an index in the order of ids: a tag, a link,
 * else a column; with several values it becomes one subquery a value, each stopping at the page's size, so that a page
 * never reads more than it shows for each value. The other filters are looked at row by row; what finds too little too late
 * runs into the time limit. */
#include "claimd/list.h"

#include <string.h>

#include "claimd/database.h"

enum { LEAD_LIMIT = 500 }; /* records that a filter may find and a page sort: about 10,000 steps */

/* Values are bound in the order in which their parameters appear. */
struct builder {
    const struct list_query *query;
    struct buffer sql;
    struct str expression; /* of q= beside a sort on a column */
    bool walks_sort;       /* the index of the sort leads: no condition may draw SQLite to another */
    struct list_value values[LIST_FILTERS * 4 + LIST_VALUES * LIST_FILTERS];
    unsigned count;
};

static void add_value(struct builder *builder, struct list_value value)
{
    assert(builder->count < COUNT(builder->values));
    builder->values[builder->count++] = value;
    buffer_printf(&builder->sql, "$%u", builder->count);
}

static struct list_value number(int64_t value)
{
    return (struct list_value){.is_number = true, .number = value};
}

static void add_values(struct builder *builder, const struct list_filter *filter)
{
    bool is_first = true;
    buffer_add_byte(&builder->sql, '(');
    for (size_t i = 0; i < filter->value_count; i++) {
        if (filter->values[i].is_null)
            continue;
        if (!is_first)
            buffer_add(&builder->sql, STR(", "));
        is_first = false;
        add_value(builder, filter->values[i]);
    }
    buffer_add_byte(&builder->sql, ')');
}

static size_t count_nulls(const struct list_filter *filter)
{
    size_t nulls = 0;
    for (size_t i = 0; i < filter->value_count; i++)
        nulls += filter->values[i].is_null;
    return nulls;
}

/* `table` has (…, <singular>_id); "plus" keeps SQLite from driving the page by it, and takes the
 * column's affinity away: numbers must be bound as numbers. */
static void add_column_condition(struct builder *builder, const struct list_filter *filter)
{
    const char *table = builder->query->resource->singular;
    size_t nulls = count_nulls(filter);
    bool has_values = nulls < filter->value_count;
    const char *plus = builder->walks_sort || filter->value_count > 1 || filter->excludes ? "+" : "";
    buffer_add_byte(&builder->sql, '(');
    if (has_values && filter->excludes && nulls == 0)
        buffer_printf(&builder->sql, "%s.%s IS NULL OR ", table, filter->column);
    if (has_values && filter->value_count == 1) {
        buffer_printf(&builder->sql, "%s%s.%s %s ", plus, table, filter->column, filter->excludes ? "<>" : "=");
        add_value(builder, filter->values[0]);
    } else if (has_values) {
        buffer_printf(&builder->sql, "%s%s.%s %s ", plus, table, filter->column, filter->excludes ? "NOT IN" : "IN");
        add_values(builder, filter);
    }
    if (nulls > 0 && has_values)
        buffer_add(&builder->sql, filter->excludes ? STR(" AND ") : STR(" OR "));
    if (nulls > 0)
        buffer_printf(&builder->sql, "%s.%s IS %s", table, filter->column, filter->excludes ? "NOT NULL" : "NULL");
    buffer_add_byte(&builder->sql, ')');
}

/* FROM and WHERE of the rows in another table that belong to the record; returns the column of what they name. */
static const char *add_near(struct builder *builder, const struct list_filter *filter)
{
    const char *table = builder->query->resource->singular;
    switch (filter->kind) {
    case FILTER_TAG:
    case FILTER_TAG_EXACT:
        buffer_printf(&builder->sql, "%s_tag%s AS near WHERE near.%s_id = %s.id", table,
                      filter->kind == FILTER_TAG ? "_all" : "", table, table);
        return "tag_id";
    case FILTER_LINK:
        buffer_printf(&builder->sql, "%s_entity AS near WHERE near.role = %d AND near.%s_id = %s.id", table,
                      (int)filter->role, table, table);
        return "entity_id";
    case FILTER_MENTIONS:
        buffer_add(&builder->sql, STR("mention AS near WHERE near.article_id = article.id"));
        return "entity_id";
    default:
        assert(filter->kind == FILTER_IN_ARTICLE);
        buffer_add(&builder->sql,
                   STR("mention AS near WHERE near.entity_id = entity.id AND near.status <> 'rejected'"));
        return "article_id";
    }
}

/* Conditions on what stands in another table: one of the values there, or (null) nothing at all. */
static void add_other_condition(struct builder *builder, const struct list_filter *filter)
{
    size_t nulls = count_nulls(filter);
    buffer_printf(&builder->sql, "%s(", filter->excludes ? "NOT " : "");
    if (nulls < filter->value_count) {
        buffer_add(&builder->sql, STR("EXISTS (SELECT 1 FROM "));
        const char *column = add_near(builder, filter);
        buffer_printf(&builder->sql, " AND near.%s IN ", column);
        add_values(builder, filter);
        buffer_add_byte(&builder->sql, ')');
    }
    if (nulls > 0 && filter->kind == FILTER_LINK && filter->column != NULL) {
        buffer_printf(&builder->sql, "%s%s.%s = 0", nulls < filter->value_count ? " OR " : "",
                      builder->query->resource->singular, filter->column);
    } else if (nulls > 0) {
        buffer_printf(&builder->sql, "%sNOT EXISTS (SELECT 1 FROM ", nulls < filter->value_count ? " OR " : "");
        (void)add_near(builder, filter);
        buffer_add_byte(&builder->sql, ')');
    }
    buffer_add_byte(&builder->sql, ')');
}

static void add_condition(struct builder *builder, const struct list_filter *filter)
{
    const char *table = builder->query->resource->singular;
    switch (filter->kind) {
    case FILTER_COLUMN:
        add_column_condition(builder, filter);
        return;
    case FILTER_FROM:
    case FILTER_TO:
        buffer_printf(&builder->sql, "%s.%s %s ", table, filter->column, filter->kind == FILTER_FROM ? ">=" : "<=");
        add_value(builder, filter->values[0]);
        return;
    case FILTER_HELD:
        buffer_printf(&builder->sql, "%s.%s = %d", table, filter->column, filter->excludes ? 1 : 0);
        return;
    default:
        add_other_condition(builder, filter);
    }
}

static void add_conditions(struct builder *builder, const struct list_filter *driver)
{
    for (size_t i = 0; i < builder->query->filter_count; i++) {
        if (&builder->query->filters[i] == driver)
            continue;
        buffer_add(&builder->sql, STR(" AND "));
        add_condition(builder, &builder->query->filters[i]);
    }
}

static bool can_drive(const struct list_filter *filter)
{
    bool is_listed = filter->kind == FILTER_TAG || filter->kind == FILTER_TAG_EXACT || filter->kind == FILTER_LINK;
    if (filter->excludes || count_nulls(filter) > 0)
        return false;
    return is_listed || filter->kind == FILTER_COLUMN;
}

/* The rarest by guess: things named come before columns with few values, which the tables list last. */
static const struct list_filter *driver_of(const struct list_query *query)
{
    const struct list_filter *column = NULL;
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct list_filter *filter = &query->filters[i];
        if (!can_drive(filter))
            continue;
        if (filter->kind != FILTER_COLUMN)
            return filter;
        if (column == NULL)
            column = filter;
    }
    return column;
}

static const char *order_of(const struct list_query *query)
{
    return query->is_ascending ? "ASC" : "DESC";
}

/* SELECT … for one value of the driver (or for none), in the order of ids. */
static void add_by_id(struct builder *builder, const struct list_filter *driver, const struct list_value *value)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    char id[64];
    (void)snprintf(id, sizeof id, "%s.id", table);
    buffer_printf(&builder->sql, "SELECT %s.id AS id, %s.revision AS revision, %s.doc AS doc FROM ", table, table,
                  table);
    if (driver == NULL || driver->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "%s WHERE ", table);
        if (driver == NULL) {
            buffer_add_byte(&builder->sql, '1');
        } else {
            buffer_printf(&builder->sql, "%s.%s = ", table, driver->column);
        }
    } else if (driver->kind == FILTER_LINK) {
        buffer_printf(&builder->sql,
                      "%s_entity AS led CROSS JOIN %s ON %s.id = led.%s_id WHERE led.role = %d AND led.entity_id = ",
                      table, table, table, table, (int)driver->role);
        (void)snprintf(id, sizeof id, "led.%s_id", table);
    } else {
        buffer_printf(&builder->sql, "%s_tag%s AS led CROSS JOIN %s ON %s.id = led.%s_id WHERE led.tag_id = ", table,
                      driver->kind == FILTER_TAG ? "_all" : "", table, table, table);
        (void)snprintf(id, sizeof id, "led.%s_id", table);
    }
    if (driver != NULL)
        add_value(builder, *value);
    if (query->cursor.is_set) {
        buffer_printf(&builder->sql, " AND %s %s ", id, query->is_ascending ? ">" : "<");
        add_value(builder, number(query->cursor.id));
    }
    add_conditions(builder, driver);
    buffer_printf(&builder->sql, " ORDER BY %s %s LIMIT ", id, order_of(query));
    add_value(builder, number((int64_t)query->limit + 1));
}

static void build_by_id(struct builder *builder)
{
    const struct list_filter *driver = driver_of(builder->query);
    if (driver == NULL || driver->value_count == 1) {
        add_by_id(builder, driver, driver == NULL ? NULL : &driver->values[0]);
        return;
    }
    /* UNION, not UNION ALL: a record may have two of the tags. It compares ids alone, the docs are fetched behind it. */
    const char *table = builder->query->resource->singular;
    buffer_printf(&builder->sql, "SELECT %s.id, %s.revision, %s.doc FROM (", table, table, table);
    for (size_t i = 0; i < driver->value_count; i++) {
        buffer_add(&builder->sql, i == 0 ? STR("SELECT id FROM (") : STR(" UNION SELECT id FROM ("));
        add_by_id(builder, driver, &driver->values[i]);
        buffer_add_byte(&builder->sql, ')');
    }
    buffer_printf(&builder->sql, ") AS found CROSS JOIN %s ON %s.id = found.id ORDER BY found.id %s LIMIT ", table,
                  table, order_of(builder->query));
    add_value(builder, number((int64_t)builder->query->limit + 1));
}

/* The records of a filter that finds few, found by it. */
static void add_lead(struct builder *builder, const struct list_filter *lead)
{
    const char *table = builder->query->resource->singular;
    if (lead->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, " AND %s.%s = ", table, lead->column);
        add_value(builder, lead->values[0]);
        return;
    }
    if (lead->kind == FILTER_LINK) {
        buffer_printf(&builder->sql,
                      " AND %s.id IN (SELECT %s_id FROM %s_entity WHERE role = %d AND entity_id = ", table, table,
                      table, (int)lead->role);
    } else {
        buffer_printf(&builder->sql, " AND %s.id IN (SELECT %s_id FROM %s_tag%s WHERE tag_id = ", table, table, table,
                      lead->kind == FILTER_TAG ? "_all" : "");
    }
    add_value(builder, lead->values[0]);
    buffer_add_byte(&builder->sql, ')');
}

/* Those with a value (in_nulls: without), in the order of the sort's column. With a lead they are found by it and sorted;
 * without one the index of the sort is walked. */
static void build_sorted(struct builder *builder, const struct list_filter *lead, bool in_nulls, size_t limit)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    const char *order = order_of(query);
    const char *plus = lead == NULL ? "" : "+"; /* keeps the sort's index out */
    const struct list_cursor *cursor = &query->cursor;
    builder->walks_sort = true;
    buffer_printf(&builder->sql, "SELECT %s.id, %s.revision, %s.doc, %s.%s FROM %s WHERE %s%s.%s IS %s", table, table,
                  table, table, query->sort, table, plus, table, query->sort, in_nulls ? "NULL" : "NOT NULL");
    if (cursor->is_set && cursor->in_nulls == in_nulls) {
        const char *direction = query->is_ascending ? ">" : "<";
        if (in_nulls) {
            buffer_printf(&builder->sql, " AND %s.id %s ", table, direction);
        } else {
            buffer_printf(&builder->sql, " AND (%s%s.%s, %s.id) %s (", plus, table, query->sort, table, direction);
            add_value(builder, cursor->value);
            buffer_add(&builder->sql, STR(", "));
        }
        add_value(builder, number(cursor->id));
        if (!in_nulls) {
            buffer_add_byte(&builder->sql, ')');
        }
    }
    if (lead != NULL) {
        add_lead(builder, lead);
    }
    add_conditions(builder, lead);
    if (builder->expression.size > 0) {
        buffer_printf(&builder->sql, " AND %s.id IN (SELECT rowid FROM %s_search WHERE %s_search MATCH ", table, table,
                      table);
        add_value(builder, (struct list_value){.text = builder->expression});
        buffer_add_byte(&builder->sql, ')');
    }
    if (in_nulls) {
        buffer_printf(&builder->sql, " ORDER BY %s.id %s LIMIT ", table, order);
    } else {
        buffer_printf(&builder->sql, " ORDER BY %s%s.%s %s, %s.id %s LIMIT ", plus, table, query->sort, order, table,
                      order);
    }
    add_value(builder, number((int64_t)limit));
}

static void bind_all(struct statement *statement, const struct builder *builder)
{
    for (unsigned i = 0; i < builder->count; i++) {
        const struct list_value *value = &builder->values[i];
        if (value->is_real) {
            statement_bind_real(statement, value->real);
        } else if (value->is_number) {
            statement_bind_int(statement, value->number);
        } else {
            statement_bind_str(statement, value->text);
        }
    }
}

static struct list_value value_at(const struct statement *statement, int column, struct arena *arena)
{
    if (statement_is_real(statement, column)) {
        return (struct list_value){.is_real = true, .real = statement_real(statement, column)};
    }
    if (statement_is_int(statement, column))
        return number(statement_int(statement, column));
    return (struct list_value){.text = arena_str(arena, statement_str(statement, column))};
}

/* Reads rows of (id, revision, doc[, sort value]) into the page up to its limit; one more says has_next. */
static bool fetch(struct store *store, const struct builder *builder, bool is_sorted, bool in_nulls,
                  struct arena *arena, struct list_page *page, struct problem *problem)
{
    statement_auto statement = statement_of(store, buffer_str(&builder->sql));
    bind_all(&statement, builder);
    bool row;
    for (;;) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row)
            return true;
        if (page->count == builder->query->limit) {
            page->has_next = true;
            return true;
        }
        struct stored *item = &page->items[page->count++];
        *item = (struct stored){statement_int(&statement, 0), statement_int(&statement, 1),
                                arena_str(arena, statement_str(&statement, 2))};
        page->next = (struct list_cursor){.is_set = true, .in_nulls = in_nulls, .id = item->id};
        if (is_sorted && !in_nulls)
            page->next.value = value_at(&statement, 3, arena);
    }
}

static bool fetch_by_id(struct store *store, const struct list_query *query, struct arena *arena,
                        struct list_page *page, struct problem *problem)
{
    struct builder *builder = arena_new(arena, struct builder);
    builder->query = query;
    build_by_id(builder);
    bool ok = fetch(store, builder, false, false, arena, page, problem);
    buffer_release(&builder->sql);
    return ok;
}

/* The filter that finds at most LEAD_LIMIT records, so that sorting them is cheaper than walking the sort's index; NULL when the
 * driver finds more. Nobody knows beforehand, so it is counted, up to that limit. */
static bool find_lead(struct store *store, const struct list_query *query, struct arena *arena,
                      const struct list_filter **lead, struct problem *problem)
{
    const struct list_filter *driver = driver_of(query);
    *lead = NULL;
    if (driver == NULL || driver->value_count != 1) {
        return true;
    }
    struct builder *builder = arena_new(arena, struct builder);
    builder->query = query;
    const char *table = query->resource->singular;
    buffer_add(&builder->sql, STR("SELECT count(*) FROM (SELECT 1 FROM "));
    if (driver->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "%s WHERE %s = ", table, driver->column);
    } else if (driver->kind == FILTER_LINK) {
        buffer_printf(&builder->sql, "%s_entity WHERE role = %d AND entity_id = ", table, (int)driver->role);
    } else {
        buffer_printf(&builder->sql, "%s_tag%s WHERE tag_id = ", table, driver->kind == FILTER_TAG ? "_all" : "");
    }
    add_value(builder, driver->values[0]);
    buffer_printf(&builder->sql, " LIMIT %d)", LEAD_LIMIT + 1);
    int64_t count = 0;
    bool found;
    statement_auto statement = statement_of(store, buffer_str(&builder->sql));
    bind_all(&statement, builder);
    bool ok = statement_one_int(&statement, &count, &found, problem);
    statement_end(&statement);
    buffer_release(&builder->sql);
    *lead = count <= LEAD_LIMIT ? driver : NULL;
    return ok;
}

static bool fetch_sorted(struct store *store, const struct list_query *query, struct str expression,
                         struct arena *arena, struct list_page *page, struct problem *problem)
{
    const struct list_filter *lead;
    if (!find_lead(store, query, arena, &lead, problem)) {
        return false;
    }
    for (int in_nulls = query->cursor.in_nulls; in_nulls < 2 && !page->has_next; in_nulls++) {
        struct builder *builder = arena_new(arena, struct builder);
        builder->query = query;
        builder->expression = expression;
        build_sorted(builder, lead, in_nulls, query->limit + 1 - page->count);
        bool ok = fetch(store, builder, true, in_nulls, arena, page, problem);
        buffer_release(&builder->sql);
        if (!ok)
            return false;
    }
    return true;
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

static void build_matched(struct builder *builder, struct str expression, int64_t bound)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    bool by_id = query->by_id;
    buffer_printf(&builder->sql,
                  "SELECT %s.id, %s.revision, %s.doc FROM %s_search CROSS JOIN %s ON %s.id = %s_search.rowid WHERE "
                  "%s_search MATCH ",
                  table, table, table, table, table, table, table, table);
    add_value(builder, (struct list_value){.text = expression});
    if (bound > 0) {
        buffer_printf(&builder->sql, " AND %s_search.rowid > ", table);
        add_value(builder, number(bound));
    }
    if (by_id && query->cursor.is_set) {
        buffer_printf(&builder->sql, " AND %s_search.rowid %s ", table, query->is_ascending ? ">" : "<");
        add_value(builder, number(query->cursor.id));
    }
    add_conditions(builder, NULL);
    if (by_id) {
        buffer_printf(&builder->sql, " ORDER BY %s_search.rowid %s LIMIT ", table, order_of(query));
    } else {
        buffer_printf(&builder->sql, " ORDER BY %s_search.rank LIMIT ", table);
    }
    add_value(builder, number((int64_t)query->limit + 1));
    if (!by_id) {
        buffer_add(&builder->sql, STR(" OFFSET "));
        add_value(builder, number(query->cursor.offset));
    }
}

static bool fetch_matched(struct store *store, const struct list_query *query, struct str expression,
                          struct arena *arena, struct list_page *page, struct problem *problem)
{
    int64_t bound = 0;
    if (!query->by_id && !newest_bound(store, query->resource->singular, expression, &bound, problem))
        return false;
    page->is_capped = bound > 0;
    struct builder *builder = arena_new(arena, struct builder);
    builder->query = query;
    build_matched(builder, expression, bound);
    bool ok = fetch(store, builder, false, false, arena, page, problem);
    buffer_release(&builder->sql);
    page->next.offset = query->cursor.offset + (int64_t)page->count;
    if (!query->by_id && page->next.offset >= LIST_Q_DEPTH)
        page->has_next = false;
    return ok;
}

static bool count_all(struct store *store, const struct list_query *query, struct str expression, struct arena *arena,
                      int64_t *total, struct problem *problem)
{
    struct builder *builder = arena_new(arena, struct builder);
    const char *table = query->resource->singular;
    builder->query = query;
    if (expression.size > 0 && query->filter_count == 0) {
        buffer_printf(&builder->sql, "SELECT count(*) FROM %s_search WHERE %s_search MATCH ", table, table);
        add_value(builder, (struct list_value){.text = expression});
    } else if (expression.size > 0) {
        buffer_printf(&builder->sql,
                      "SELECT count(*) FROM %s_search CROSS JOIN %s ON %s.id = %s_search.rowid WHERE %s_search MATCH ",
                      table, table, table, table, table);
        add_value(builder, (struct list_value){.text = expression});
        add_conditions(builder, NULL);
    } else {
        buffer_printf(&builder->sql, "SELECT count(*) FROM %s WHERE 1", table);
        add_conditions(builder, NULL);
    }
    statement_auto statement = statement_of(store, buffer_str(&builder->sql));
    bind_all(&statement, builder);
    bool found;
    bool ok = statement_one_int(&statement, total, &found, problem);
    statement_end(&statement);
    buffer_release(&builder->sql);
    return ok;
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
    if (query->counts && !count_all(store, query, expression, arena, &page->total, problem))
        return false;
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
    bool row;
    for (;;) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row || *count == limit)
            break;
        (*items)[(*count)++] = (struct stored){statement_int(&statement, 0), statement_int(&statement, 1),
                                               arena_str(arena, statement_str(&statement, 2))};
    }
    *more = row;
    return true;
}
