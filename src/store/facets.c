/* One statement counts all facets that the same filters hold for: it finds the records once, with the columns that are
 * counted, and each facet groups them. */
#include "claimd/facets.h"

#include <string.h>

#include "claimd/list_run.h"

/* What is counted together: the filters, and which facets. */
struct counting {
    struct list_query query;
    const struct facet *facets;
    size_t facet_count;
    bool is_in[FACETS_COUNT];
    bool with_total;
    size_t limit;
    struct str expression;          /* of q=; "": none */
    const struct list_filter *lead; /* finds at most FACETS_AMONG; NULL: none does */
    bool is_capped;
};

/* Whether the filter is one on what the facet counts. */
static bool is_own(const struct facet *facet, const struct list_filter *filter)
{
    if (facet->column != NULL && filter->column != NULL && strcmp(facet->column, filter->column) == 0)
        return true;
    return facet->kind != FILTER_COLUMN && facet->kind == filter->kind && facet->role == filter->role;
}

static bool has_own(const struct facet *facet, const struct list_query *query)
{
    for (size_t i = 0; i < query->filter_count && !facet->has_many; i++) {
        if (is_own(facet, &query->filters[i]))
            return true;
    }
    return false;
}

static void leave_own_out(struct list_query *query, const struct facet *facet, struct arena *arena)
{
    struct list_filter *kept = arena_array(arena, struct list_filter, query->filter_count);
    size_t count = 0;
    for (size_t i = 0; i < query->filter_count; i++) {
        if (!is_own(facet, &query->filters[i]))
            kept[count++] = query->filters[i];
    }
    query->filters = kept;
    query->filter_count = count;
}

/* No condition of it draws SQLite away from what leads. */
static struct builder *counter_new(struct arena *arena, const struct counting *counting)
{
    struct builder *builder = builder_new(arena, &counting->query, counting->expression);
    builder->walks_sort = true;
    return builder;
}

static void bind_number(struct builder *builder, size_t value)
{
    build_value(builder, (struct list_value){.is_number = true, .number = (int64_t)value});
}

/* How many the filter finds, up to one past FACETS_AMONG; filter NULL: how many match, or there are. */
static bool count_found(struct store *store, const struct counting *counting, const struct list_filter *filter,
                        struct arena *arena, int64_t *count, struct problem *problem)
{
    struct builder *builder = counter_new(arena, counting);
    const char *table = counting->query.resource->singular;
    if (filter != NULL) {
        build_count_found(builder, filter, FACETS_AMONG + 1);
    } else if (counting->expression.size > 0) {
        buffer_printf(&builder->sql, "SELECT count(*) FROM (SELECT 1 FROM %s_search WHERE %s_search MATCH ", table,
                      table);
        build_value(builder, (struct list_value){.text = counting->expression});
        buffer_printf(&builder->sql, " LIMIT %d)", FACETS_AMONG + 1);
    } else {
        buffer_printf(&builder->sql, "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d)", table, FACETS_AMONG + 1);
    }
    return builder_count(store, builder, count, problem);
}

/* What finds least leads, if it finds few enough to look at all of them. */
static bool find_lead(struct store *store, struct counting *counting, struct arena *arena, struct problem *problem)
{
    int64_t least = FACETS_AMONG + 1, count;
    if (!count_found(store, counting, NULL, arena, &least, problem))
        return false;
    for (size_t i = 0; i < counting->query.filter_count; i++) {
        const struct list_filter *filter = &counting->query.filters[i];
        if (filter->is_usual || !build_can_lead(filter))
            continue;
        if (!count_found(store, counting, filter, arena, &count, problem))
            return false;
        if (count < least) {
            least = count;
            counting->lead = filter;
        }
    }
    counting->is_capped = least > FACETS_AMONG;
    if (counting->is_capped)
        counting->lead = NULL;
    return true;
}

/* The newest that one of the filters finds, by its index in the order of ids; without such a filter the newest of all. */
static const struct list_filter *add_newest(struct builder *builder)
{
    const struct list_query *query = builder->query;
    const char *table = query->resource->singular;
    const struct list_filter *driver = build_driver(query);
    if (driver != NULL && (driver->value_count > 1 || driver->values[0].is_null))
        driver = NULL;
    if (driver == NULL) {
        buffer_printf(&builder->sql, "SELECT id FROM %s ORDER BY id", table);
    } else if (driver->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "SELECT id FROM %s WHERE %s = ", table, driver->column);
        build_value(builder, driver->values[0]);
        buffer_add(&builder->sql, STR(" ORDER BY id"));
    } else {
        struct beside beside = build_beside(driver->kind);
        buffer_printf(&builder->sql, "SELECT %s_id AS id FROM %s%s WHERE ", table, table, beside.suffix);
        if (driver->kind == FILTER_LINK)
            buffer_printf(&builder->sql, "role = %d AND ", (int)driver->role);
        buffer_printf(&builder->sql, "%s = ", beside.column);
        build_value(builder, driver->values[0]);
        buffer_printf(&builder->sql, " ORDER BY %s_id", table);
    }
    return driver;
}

/* FROM and WHERE of the records that are counted. */
static void add_found(struct builder *builder, const struct counting *counting)
{
    const char *table = counting->query.resource->singular;
    const struct list_filter *driver = NULL;
    if (counting->lead != NULL) {
        buffer_printf(&builder->sql, "%s WHERE ", table);
        build_lead(builder, counting->lead);
        build_conditions(builder, counting->lead, NULL);
        build_match(builder, true);
        return;
    }
    buffer_add_byte(&builder->sql, '(');
    if (counting->expression.size > 0) {
        buffer_printf(&builder->sql, "SELECT rowid AS id FROM %s_search WHERE %s_search MATCH ", table, table);
        build_value(builder, (struct list_value){.text = counting->expression});
        buffer_add(&builder->sql, STR(" ORDER BY rowid"));
    } else {
        driver = add_newest(builder);
    }
    buffer_add(&builder->sql, STR(" DESC LIMIT "));
    bind_number(builder, FACETS_AMONG);
    buffer_printf(&builder->sql, ") AS newest CROSS JOIN %s ON %s.id = newest.id WHERE 1", table, table);
    build_conditions(builder, driver, NULL);
}

/* The values of one facet and how many of `found` have each; of a link nobody having it is a value, too. */
static void add_facet(struct builder *builder, const struct counting *counting, size_t i)
{
    const struct facet *facet = &counting->facets[i];
    const char *table = counting->query.resource->singular;
    buffer_add(&builder->sql, STR(" UNION ALL SELECT * FROM ("));
    if (facet->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "SELECT %zu, f%zu AS value, count(*) AS n FROM found GROUP BY f%zu", i, i, i);
    } else {
        struct beside beside = build_beside(facet->kind);
        buffer_printf(&builder->sql,
                      "SELECT %zu, near.%s AS value, count(*) AS n FROM found CROSS JOIN %s%s AS near"
                      " ON near.%s_id = found.id",
                      i, beside.column, table, beside.suffix, table);
        if (facet->kind == FILTER_LINK)
            buffer_printf(&builder->sql, " AND near.role = %d", (int)facet->role);
        buffer_printf(&builder->sql, " GROUP BY near.%s", beside.column);
    }
    if (facet->kind == FILTER_LINK && facet->column != NULL) {
        buffer_printf(&builder->sql,
                      " UNION ALL SELECT %zu, NULL, count(*) FROM found WHERE f%zu = 0 HAVING count(*) > 0", i, i);
    }
    buffer_add(&builder->sql, STR(" ORDER BY n DESC, value LIMIT "));
    bind_number(builder, counting->limit + 1);
    buffer_add_byte(&builder->sql, ')');
}

static void build(struct builder *builder, const struct counting *counting)
{
    const char *table = counting->query.resource->singular;
    buffer_printf(&builder->sql, "WITH found AS MATERIALIZED (SELECT %s.id AS id", table);
    for (size_t i = 0; i < counting->facet_count; i++) {
        if (counting->is_in[i] && counting->facets[i].column != NULL)
            buffer_printf(&builder->sql, ", %s.%s AS f%zu", table, counting->facets[i].column, i);
    }
    buffer_add(&builder->sql, STR(" FROM "));
    add_found(builder, counting);
    buffer_add(&builder->sql, STR(") SELECT -1, NULL, count(*) FROM found"));
    for (size_t i = 0; i < counting->facet_count; i++) {
        if (counting->is_in[i])
            add_facet(builder, counting, i);
    }
}

static bool count_together(struct store *store, struct counting *counting, struct arena *arena, struct facets *result,
                           struct problem *problem)
{
    if (!find_lead(store, counting, arena, problem))
        return false;
    struct builder *builder = counter_new(arena, counting);
    build(builder, counting);
    statement_auto statement = builder_begin(store, builder);
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        int64_t i = statement_int(&statement, 0), count = statement_int(&statement, 2);
        if (i < 0) {
            if (counting->with_total)
                result->count = count;
            continue;
        }
        struct facet_counts *counts = &result->counts[i];
        counts->has_more = counts->count == counting->limit;
        if (!counts->has_more)
            counts->values[counts->count++] = (struct facet_value){builder_value(&statement, 1, arena), count};
    }
    if (!ok)
        return false;
    for (size_t i = 0; i < counting->facet_count; i++) {
        if (counting->is_in[i])
            result->counts[i].is_capped = counting->is_capped;
    }
    if (counting->with_total)
        result->is_capped = counting->is_capped;
    return true;
}

bool facets_count(struct store *store, const struct list_query *query, const struct facet *facets, size_t facet_count,
                  size_t limit, struct arena *arena, struct facets *result, struct problem *problem)
{
    struct counting all = {
        .query = *query, .facets = facets, .facet_count = facet_count, .limit = limit, .with_total = true};
    *result = (struct facets){0};
    for (size_t i = 0; i < facet_count; i++)
        result->counts[i].values = arena_array(arena, struct facet_value, limit);
    if (query->q.size > 0) {
        all.expression = search_expression(arena, query->q);
        if (all.expression.size == 0)
            return true; /* no word: no match */
    }
    for (size_t i = 0; i < facet_count; i++)
        all.is_in[i] = !has_own(&facets[i], query);
    if (!count_together(store, &all, arena, result, problem))
        return false;
    for (size_t i = 0; i < facet_count; i++) {
        if (all.is_in[i])
            continue;
        struct counting one = all;
        one.with_total = false;
        memset(one.is_in, 0, sizeof one.is_in);
        one.is_in[i] = true;
        one.lead = NULL;
        leave_own_out(&one.query, &facets[i], arena);
        if (!count_together(store, &one, arena, result, problem))
            return false;
    }
    return true;
}
