#include "claimd/list_build.h"

#include <string.h>

enum { SUBQUERY_VALUES = 2000 };

static struct list_value number(int64_t value)
{
    return (struct list_value){.is_number = true, .number = value};
}

static const char *order_of(const struct list_query *query)
{
    return query->is_ascending ? "ASC" : "DESC";
}

static const char *direction_of(const struct list_query *query)
{
    return query->is_ascending ? ">" : "<";
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
    if (driver == NULL) {
        buffer_printf(&builder->sql, "%s WHERE 1", table);
    } else if (driver->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "%s WHERE %s.%s %s", table, table, driver->column,
                      value->is_null ? "IS NULL" : "= ");
    } else {
        struct beside beside = build_beside(driver->kind);
        buffer_printf(&builder->sql, "%s%s AS led CROSS JOIN %s ON %s.id = led.%s_id WHERE ", table, beside.suffix,
                      table, table, table);
        build_role(builder, driver, "led");
        buffer_printf(&builder->sql, "led.%s = ", beside.column);
        (void)snprintf(id, sizeof id, "led.%s_id", table);
    }
    if (driver != NULL && !value->is_null)
        build_value(builder, *value);
    if (query->cursor.is_set) {
        buffer_printf(&builder->sql, " AND %s %s ", id, direction_of(query));
        build_value(builder, number(query->cursor.id));
    }
    build_conditions(builder, driver, NULL);
    buffer_printf(&builder->sql, " ORDER BY %s %s LIMIT ", id, order_of(query));
    build_value(builder, number((int64_t)query->limit + 1));
}

/* Whether a subquery for each of the driver's values, each with all conditions, would make a statement that takes longer to
 * prepare than to run: 50 values beside 22 filters of 50 took half a second. */
static bool is_bulky(const struct list_query *query, const struct list_filter *driver)
{
    size_t values = 0;
    for (size_t i = 0; i < query->filter_count; i++)
        values += query->filters[i].value_count;
    return driver->value_count > 1 && driver->value_count * (values - driver->value_count) > SUBQUERY_VALUES;
}

void build_by_id(struct builder *builder)
{
    const struct list_filter *driver = build_driver(builder->query);
    if (driver != NULL && is_bulky(builder->query, driver))
        driver = NULL;
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
    build_value(builder, number((int64_t)builder->query->limit + 1));
}

void build_led(struct builder *builder, const struct list_filter *lead)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    builder->walks_sort = true;
    buffer_printf(&builder->sql, "SELECT %s.id, %s.revision, %s.doc FROM %s WHERE ", table, table, table, table);
    build_lead(builder, lead);
    if (query->cursor.is_set) {
        buffer_printf(&builder->sql, " AND +%s.id %s ", table, direction_of(query));
        build_value(builder, number(query->cursor.id));
    }
    build_conditions(builder, lead, NULL);
    buffer_printf(&builder->sql, " ORDER BY +%s.id %s LIMIT ", table, order_of(query));
    build_value(builder, number((int64_t)query->limit + 1));
}

void build_sorted(struct builder *builder, const struct list_filter *lead, bool in_nulls, size_t limit)
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
        const char *direction = direction_of(query);
        if (in_nulls) {
            buffer_printf(&builder->sql, " AND %s%s.id %s ", plus, table, direction);
        } else {
            buffer_printf(&builder->sql, " AND (%s%s.%s, %s.id) %s (", plus, table, query->sort, table, direction);
            build_value(builder, cursor->value);
            buffer_add(&builder->sql, STR(", "));
        }
        build_value(builder, number(cursor->id));
        if (!in_nulls)
            buffer_add_byte(&builder->sql, ')');
    }
    if (lead != NULL) {
        buffer_add(&builder->sql, STR(" AND "));
        build_lead(builder, lead);
    }
    build_conditions(builder, lead, NULL);
    build_match(builder, lead != NULL);
    if (in_nulls) {
        buffer_printf(&builder->sql, " ORDER BY %s%s.id %s LIMIT ", plus, table, order);
    } else {
        buffer_printf(&builder->sql, " ORDER BY %s%s.%s %s, %s.id %s LIMIT ", plus, table, query->sort, order, table,
                      order);
    }
    build_value(builder, number((int64_t)limit));
}

/* The filter on a column if it is one that an index can begin with. */
static const struct list_filter *find_one(const struct list_query *query, const char *column, bool excludes)
{
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct list_filter *filter = &query->filters[i];
        if (filter->kind == FILTER_COLUMN && strcmp(filter->column, column) == 0 && filter->excludes == excludes &&
            build_null_count(filter) == 0)
            return filter;
    }
    return NULL;
}

static bool has_value(const struct list_filter *filter, const char *text)
{
    for (size_t i = 0; i < filter->value_count; i++) {
        if (str_is(filter->values[i].text, text))
            return true;
    }
    return false;
}

/* What comes behind the cursor. In one article its id is no part of the comparison, so that the index gives the rest; with a
 * lead no index shall ("+"). */
static void add_place_cursor(struct builder *builder, bool in_one_article, bool is_led)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    if (!query->cursor.is_set)
        return;
    buffer_add(&builder->sql, STR(" AND ("));
    if (!in_one_article)
        buffer_printf(&builder->sql, "%s%s.article_id, ", is_led ? "+" : "", table);
    buffer_printf(&builder->sql, "%s.start, %s.id) %s (", table, table, direction_of(query));
    if (!in_one_article) {
        build_value(builder, query->cursor.value);
        buffer_add(&builder->sql, STR(", "));
    }
    build_value(builder, number(query->cursor.offset));
    buffer_add(&builder->sql, STR(", "));
    build_value(builder, number(query->cursor.id));
    buffer_add_byte(&builder->sql, ')');
}

static void add_place_order(struct builder *builder, const char *table, size_t limit)
{
    const char *order = order_of(builder->query);
    buffer_printf(&builder->sql, " ORDER BY %s.article_id %s, %s.start %s, %s.id %s LIMIT ", table, order, table, order,
                  table, order);
    build_value(builder, number((int64_t)limit));
}

/* Places of one status, by the index on (status, article_id, start). */
static void add_placed(struct builder *builder, const char *status, const struct list_filter *of_status,
                       const struct list_filter *article, size_t limit)
{
    const char *table = builder->query->resource->singular;
    buffer_printf(&builder->sql, "SELECT %s.id AS id, %s.article_id AS article_id, %s.start AS start FROM %s WHERE ",
                  table, table, table, table);
    buffer_printf(&builder->sql, "%s.status = ", table);
    build_value(builder, (struct list_value){.text = str_of(status)});
    if (article != NULL) {
        buffer_printf(&builder->sql, " AND %s.article_id = ", table);
        build_value(builder, article->values[0]);
    }
    add_place_cursor(builder, article != NULL, false);
    build_conditions(builder, of_status, article);
    build_match(builder, false);
    add_place_order(builder, table, limit);
}

void build_placed(struct builder *builder, const struct list_filter *lead, size_t limit)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    builder->walks_sort = true;
    buffer_printf(&builder->sql, "SELECT %s.id, %s.revision, %s.doc, found.article_id, found.start FROM (", table,
                  table, table);
    if (lead != NULL) { /* few, so their order may be made; "+" keeps the index of another order out */
        buffer_printf(&builder->sql,
                      "SELECT %s.id AS id, +%s.article_id AS article_id, %s.start AS start FROM %s WHERE ", table,
                      table, table, table);
        build_lead(builder, lead);
        add_place_cursor(builder, false, true);
        build_conditions(builder, lead, NULL);
        build_match(builder, true);
    } else {
        const struct list_filter *wanted = find_one(query, "status", false);
        const struct list_filter *unwanted = wanted == NULL ? find_one(query, "status", true) : NULL;
        const struct list_filter *article = find_one(query, "article_id", false);
        bool is_first = true;
        if (article != NULL && article->value_count > 1)
            article = NULL;
        for (const char *const *status = query->statuses; *status != NULL; status++) {
            if ((wanted != NULL && !has_value(wanted, *status)) || (unwanted != NULL && has_value(unwanted, *status)))
                continue;
            buffer_add(&builder->sql, is_first ? STR("SELECT * FROM (") : STR(" UNION ALL SELECT * FROM ("));
            is_first = false;
            add_placed(builder, *status, wanted != NULL ? wanted : unwanted, article, limit);
            buffer_add_byte(&builder->sql, ')');
        }
        if (is_first)
            buffer_add(&builder->sql, STR("SELECT 0 AS id, 0 AS article_id, 0 AS start WHERE 0"));
    }
    buffer_printf(&builder->sql, ") AS found CROSS JOIN %s ON %s.id = found.id", table, table);
    add_place_order(builder, "found", limit);
}

void build_matched(struct builder *builder, int64_t bound)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    bool by_id = query->by_id;
    buffer_printf(&builder->sql,
                  "SELECT %s.id, %s.revision, %s.doc FROM %s_search CROSS JOIN %s ON %s.id = %s_search.rowid WHERE "
                  "%s_search MATCH ",
                  table, table, table, table, table, table, table, table);
    build_value(builder, (struct list_value){.text = builder->expression});
    if (bound > 0) {
        buffer_printf(&builder->sql, " AND %s_search.rowid > ", table);
        build_value(builder, number(bound));
    }
    if (by_id && query->cursor.is_set) {
        buffer_printf(&builder->sql, " AND %s_search.rowid %s ", table, direction_of(query));
        build_value(builder, number(query->cursor.id));
    }
    build_conditions(builder, NULL, NULL);
    if (by_id) {
        buffer_printf(&builder->sql, " ORDER BY %s_search.rowid %s LIMIT ", table, order_of(query));
    } else {
        buffer_printf(&builder->sql, " ORDER BY %s_search.rank LIMIT ", table);
    }
    build_value(builder, number((int64_t)query->limit + 1));
    if (!by_id) {
        buffer_add(&builder->sql, STR(" OFFSET "));
        build_value(builder, number(query->cursor.offset));
    }
}

void build_count(struct builder *builder)
{
    const char *table = builder->query->resource->singular;
    struct list_value match = {.text = builder->expression};
    if (builder->expression.size == 0) {
        buffer_printf(&builder->sql, "SELECT count(*) FROM %s WHERE 1", table);
    } else if (builder->query->filter_count == 0) {
        buffer_printf(&builder->sql, "SELECT count(*) FROM %s_search WHERE %s_search MATCH ", table, table);
        build_value(builder, match);
    } else {
        buffer_printf(&builder->sql,
                      "SELECT count(*) FROM %s_search CROSS JOIN %s ON %s.id = %s_search.rowid WHERE %s_search MATCH ",
                      table, table, table, table, table);
        build_value(builder, match);
    }
    build_conditions(builder, NULL, NULL);
}
