#include "claimd/list_filter.h"

#include <string.h>

void build_value(struct builder *builder, struct list_value value)
{
    assert(builder->count < COUNT(builder->values));
    builder->values[builder->count++] = value;
    buffer_printf(&builder->sql, "$%u", builder->count);
}

/* The values of a filter's condition, with commas between them: bound when they come first, and the same parameters wherever
 * the condition comes again. */
static void add_values(struct builder *builder, const struct list_filter *filter)
{
    unsigned *first = &builder->first[filter - builder->query->filters];
    bool is_bound = *first != 0;
    unsigned next = is_bound ? *first : builder->count + 1;
    *first = next;
    for (size_t i = 0; i < filter->value_count; i++) {
        if (filter->values[i].is_null)
            continue;
        if (next > *first)
            buffer_add(&builder->sql, STR(", "));
        if (is_bound) {
            buffer_printf(&builder->sql, "$%u", next);
        } else {
            build_value(builder, filter->values[i]);
        }
        next++;
    }
}

size_t build_null_count(const struct list_filter *filter)
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
    size_t nulls = build_null_count(filter);
    bool has_values = nulls < filter->value_count;
    const char *plus = builder->walks_sort || filter->value_count > 1 || filter->excludes ? "+" : "";
    buffer_add_byte(&builder->sql, '(');
    if (has_values && filter->excludes && nulls == 0)
        buffer_printf(&builder->sql, "%s%s.%s IS NULL OR ", plus, table, filter->column);
    if (has_values && filter->value_count == 1) {
        buffer_printf(&builder->sql, "%s%s.%s %s ", plus, table, filter->column, filter->excludes ? "<>" : "=");
        add_values(builder, filter);
    } else if (has_values) {
        buffer_printf(&builder->sql, "%s%s.%s %s (", plus, table, filter->column, filter->excludes ? "NOT IN" : "IN");
        add_values(builder, filter);
        buffer_add_byte(&builder->sql, ')');
    }
    if (nulls > 0 && has_values)
        buffer_add(&builder->sql, filter->excludes ? STR(" AND ") : STR(" OR "));
    if (nulls > 0) {
        buffer_printf(&builder->sql, "%s%s.%s IS %s", plus, table, filter->column,
                      filter->excludes ? "NOT NULL" : "NULL");
    }
    buffer_add_byte(&builder->sql, ')');
}

struct beside build_beside(enum filter_kind kind)
{
    switch (kind) {
    case FILTER_TAG:
        return (struct beside){"_tag_all", "tag_id"};
    case FILTER_TAG_EXACT:
        return (struct beside){"_tag", "tag_id"};
    case FILTER_WHY:
        return (struct beside){"_why", "rule"};
    default:
        assert(kind == FILTER_LINK);
        return (struct beside){"_entity", "entity_id"};
    }
}

void build_role(struct builder *builder, const struct list_filter *filter, const char *alias)
{
    if (filter->kind == FILTER_LINK)
        buffer_printf(&builder->sql, "%s.role = %d AND ", alias, (int)filter->role);
}

/* FROM and WHERE of the rows in another table that belong to the record; returns the column of what they name. */
static const char *add_near(struct builder *builder, const struct list_filter *filter)
{
    const char *table = builder->query->resource->singular;
    struct beside beside = build_beside(filter->kind);
    buffer_printf(&builder->sql, "%s%s AS near WHERE ", table, beside.suffix);
    build_role(builder, filter, "near");
    buffer_printf(&builder->sql, "near.%s_id = %s.id", table, table);
    return beside.column;
}

/* Conditions on what stands in another table: one of the values there, or (null) nothing at all. */
static void add_other_condition(struct builder *builder, const struct list_filter *filter)
{
    size_t nulls = build_null_count(filter);
    buffer_printf(&builder->sql, "%s(", filter->excludes ? "NOT " : "");
    if (nulls < filter->value_count) {
        buffer_add(&builder->sql, STR("EXISTS (SELECT 1 FROM "));
        const char *column = add_near(builder, filter);
        buffer_printf(&builder->sql, " AND near.%s IN (", column);
        add_values(builder, filter);
        buffer_add(&builder->sql, STR("))"));
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

/* Found by the article, since entities know none. */
static void add_in_article(struct builder *builder, const struct list_filter *filter)
{
    buffer_add(&builder->sql, STR("entity.id IN (SELECT entity_id FROM mention WHERE +status <> 'rejected'"
                                  " AND article_id = "));
    add_values(builder, filter);
    buffer_add_byte(&builder->sql, ')');
}

/* All that match are found once, however many of them stand on the page: each record looked up by itself would take long where
 * a common word leaves little. */
static void add_words(struct builder *builder, const struct list_filter *filter)
{
    const char *table = builder->query->resource->singular;
    buffer_printf(&builder->sql, "+%s.id NOT IN (SELECT rowid FROM %s_search WHERE %s_search MATCH ", table, table,
                  table);
    add_values(builder, filter);
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
    case FILTER_TO: {
        bool is_sort = builder->query->sort != NULL && strcmp(builder->query->sort, filter->column) == 0;
        buffer_printf(&builder->sql, "%s%s.%s %s ", is_sort ? "" : "+", table, filter->column,
                      filter->kind == FILTER_FROM ? ">=" : "<=");
        add_values(builder, filter);
        return;
    }
    case FILTER_IN_ARTICLE:
        add_in_article(builder, filter);
        return;
    case FILTER_WORDS:
        add_words(builder, filter);
        return;
    default:
        add_other_condition(builder, filter);
    }
}

void build_conditions(struct builder *builder, const struct list_filter *driver, const struct list_filter *other)
{
    for (size_t i = 0; i < builder->query->filter_count; i++) {
        const struct list_filter *filter = &builder->query->filters[i];
        if (filter == driver || filter == other)
            continue;
        buffer_add(&builder->sql, STR(" AND "));
        add_condition(builder, filter);
    }
}

void build_match(struct builder *builder, bool is_led)
{
    const char *table = builder->query->resource->singular;
    if (builder->expression.size == 0)
        return;
    if (is_led) {
        buffer_printf(&builder->sql, " AND EXISTS (SELECT 1 FROM %s_search WHERE rowid = %s.id AND %s_search MATCH ",
                      table, table, table);
    } else {
        buffer_printf(&builder->sql, " AND %s.id IN (SELECT rowid FROM %s_search WHERE %s_search MATCH ", table, table,
                      table);
    }
    build_value(builder, (struct list_value){.text = builder->expression});
    buffer_add_byte(&builder->sql, ')');
}

static bool is_range(const struct list_filter *filter)
{
    return filter->kind == FILTER_FROM || filter->kind == FILTER_TO;
}

static bool is_exclusion(const struct list_filter *filter)
{
    return filter->kind == FILTER_COLUMN && filter->excludes && !filter->is_usual && filter->value_count == 1 &&
           !filter->values[0].is_null;
}

static bool can_drive(const struct list_filter *filter)
{
    bool is_listed = filter->kind == FILTER_TAG || filter->kind == FILTER_TAG_EXACT || filter->kind == FILTER_LINK ||
                     filter->kind == FILTER_WHY;
    if (filter->excludes || (is_listed && build_null_count(filter) > 0))
        return false;
    return is_listed || filter->kind == FILTER_COLUMN;
}

bool build_can_lead(const struct list_filter *filter)
{
    return can_drive(filter) || is_range(filter) || is_exclusion(filter);
}

/* The rarest by guess: things named come before columns with few values, which the tables list last. */
const struct list_filter *build_driver(const struct list_query *query)
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

const struct list_filter *build_range(const struct list_query *query, const struct list_filter *after)
{
    const struct list_filter *filter = after == NULL ? query->filters : after + 1;
    for (; filter < query->filters + query->filter_count; filter++) {
        if (is_range(filter) || is_exclusion(filter))
            return filter;
    }
    return NULL;
}

const struct list_filter *build_article(const struct list_query *query)
{
    for (size_t i = 0; i < query->filter_count; i++) {
        if (query->filters[i].kind == FILTER_IN_ARTICLE)
            return &query->filters[i];
    }
    return NULL;
}

bool build_has_part(const struct list_query *query, bool in_nulls)
{
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct list_filter *filter = &query->filters[i];
        if (filter->column == NULL || strcmp(filter->column, query->sort) != 0)
            continue;
        size_t nulls = build_null_count(filter);
        bool has_nulls = filter->kind == FILTER_COLUMN && (filter->excludes ? nulls == 0 : nulls > 0);
        bool has_values = filter->kind != FILTER_COLUMN || filter->excludes || nulls < filter->value_count;
        if (in_nulls ? !has_nulls : !has_values)
            return false;
    }
    return true;
}

/* What stands on either side of the value that is left out, and where there is none: three parts of one index, which SQLite
 * would not take for one condition. */
static void add_exclusion(struct builder *builder, const struct list_filter *filter)
{
    static const char *const parts[] = {"<", ">"};
    const char *table = builder->query->resource->singular;
    for (size_t i = 0; i < COUNT(parts); i++) {
        buffer_printf(&builder->sql, "SELECT id FROM %s WHERE %s %s ", table, filter->column, parts[i]);
        add_values(builder, filter);
        buffer_add(&builder->sql, STR(" UNION ALL "));
    }
    buffer_printf(&builder->sql, "SELECT id FROM %s WHERE %s IS NULL", table, filter->column);
}

/* Both ends of a range where both are given, so that SQLite takes the part of the index between them. */
static void add_range(struct builder *builder, const struct list_filter *range)
{
    const struct list_query *query = builder->query;
    const char *before = "";
    for (size_t i = 0; i < query->filter_count; i++) {
        const struct list_filter *filter = &query->filters[i];
        if (!is_range(filter) || strcmp(filter->column, range->column) != 0)
            continue;
        buffer_printf(&builder->sql, "%s%s.%s %s ", before, query->resource->singular, filter->column,
                      filter->kind == FILTER_FROM ? ">=" : "<=");
        add_values(builder, filter);
        before = " AND ";
    }
}

/* Any of a driver's values: "= $1", "IN ($1, $2)", "IS NULL", or one of these and null. */
static void add_any(struct builder *builder, const char *column, const struct list_filter *filter)
{
    size_t nulls = build_null_count(filter), values = filter->value_count - nulls;
    buffer_printf(&builder->sql, "(%s", nulls > 0 ? column : "");
    buffer_add(&builder->sql, nulls > 0 ? STR(" IS NULL") : STR(""));
    if (values > 0) {
        buffer_printf(&builder->sql, "%s%s %s", nulls > 0 ? " OR " : "", column, values == 1 ? "= " : "IN (");
        add_values(builder, filter);
        buffer_add(&builder->sql, values == 1 ? STR("") : STR(")"));
    }
    buffer_add_byte(&builder->sql, ')');
}

/* The records of a driver or a range, found by it. */
static void add_found(struct builder *builder, const struct list_filter *filter)
{
    char column[96];
    if (is_range(filter)) {
        add_range(builder, filter);
    } else {
        (void)snprintf(column, sizeof column, "%s.%s", builder->query->resource->singular, filter->column);
        add_any(builder, column, filter);
    }
}

/* FROM and WHERE of the rows beside that a driver finds. */
static void add_led(struct builder *builder, const struct list_filter *driver)
{
    struct beside beside = build_beside(driver->kind);
    char column[64];
    buffer_printf(&builder->sql, "%s%s AS led WHERE ", builder->query->resource->singular, beside.suffix);
    build_role(builder, driver, "led");
    (void)snprintf(column, sizeof column, "led.%s", beside.column);
    add_any(builder, column, driver);
}

void build_count_found(struct builder *builder, const struct list_filter *filter, size_t limit)
{
    buffer_add(&builder->sql, STR("SELECT count(*) FROM ("));
    if (is_exclusion(filter)) {
        add_exclusion(builder, filter);
        buffer_printf(&builder->sql, " LIMIT %zu)", limit);
        return;
    }
    buffer_add(&builder->sql, STR("SELECT 1 FROM "));
    if (is_range(filter) || filter->kind == FILTER_COLUMN) {
        buffer_printf(&builder->sql, "%s WHERE ", builder->query->resource->singular);
        add_found(builder, filter);
    } else {
        add_led(builder, filter);
    }
    buffer_printf(&builder->sql, " LIMIT %zu)", limit);
}

void build_lead(struct builder *builder, const struct list_filter *lead)
{
    const char *table = builder->query->resource->singular;
    if (lead->kind == FILTER_IN_ARTICLE) {
        add_condition(builder, lead);
        return;
    }
    if (is_exclusion(lead)) {
        buffer_printf(&builder->sql, "%s.id IN (", table);
        add_exclusion(builder, lead);
    } else if (is_range(lead) || lead->kind == FILTER_COLUMN) {
        add_found(builder, lead);
        return;
    } else {
        buffer_printf(&builder->sql, "%s.id IN (SELECT %s_id FROM ", table, table);
        add_led(builder, lead);
    }
    buffer_add_byte(&builder->sql, ')');
}
