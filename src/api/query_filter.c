#include "claimd/query_filter.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/id.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/query_parameter.h"

static bool named_value(struct call *call, struct store *store, enum field_type type, const char *name, struct str text,
                        struct list_value *value)
{
    bool is_former;
    bool ok = type == FIELD_TAG ? names_tag(store, text, &value->number, &is_former, &call->problem)
                                : names_entity(store, text, &value->number, &is_former, &call->problem);
    value->is_number = true;
    if (ok && value->number == 0) {
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, name, "there is no %s \"%.*s\"",
                                 type == FIELD_TAG ? "tag" : "entity", STR_PRINT(text));
    }
    return ok;
}

/* One of the field's values; of the anchor, one of its states. */
static bool listed_value(struct call *call, const struct field *field, const char *name, struct str text)
{
    const char *const *values = resource_held(field)->values;
    buffer_auto list = {0};
    for (; values != NULL && *values != NULL; values++) {
        if (str_is(text, *values)) {
            return true;
        }
        buffer_printf(&list, "%s%s", list.size == 0 ? "one of " : ", ", *values);
    }
    return query_bad(call, name, buffer_terminate(&list));
}

/* What a filter's value is in the column, by the type of the field. */
static bool column_value(struct call *call, struct store *store, const struct field *field, const char *name,
                         struct str text, struct list_value *value)
{
    *value = (struct list_value){.text = text};
    switch (field->type) {
    case FIELD_ENTITY:
    case FIELD_TAG:
        return named_value(call, store, field->type, name, text, value);
    case FIELD_ARTICLE:
        value->is_number = true;
        return id_parse(text, &value->number) || query_bad(call, name, "the id of an article");
    case FIELD_BOOL:
        value->is_number = true;
        value->number = str_is(text, "true");
        return value->number || str_is(text, "false") || query_bad(call, name, "true or false");
    case FIELD_COUNT: {
        uint64_t count = 0;
        value->is_number = str_number(text, UINT32_MAX, &count);
        value->number = (int64_t)count;
        return value->is_number || query_bad(call, name, "a whole number");
    }
    case FIELD_OBJECT:
    case FIELD_ENUM:
        return listed_value(call, field, name, text);
    default:
        return true;
    }
}

static bool is_same(const struct list_value *a, const struct list_value *b)
{
    return a->is_null == b->is_null && a->is_number == b->is_number && a->number == b->number &&
           str_equal(a->text, b->text);
}

/* The value that was added last goes again when it is there already. */
static void drop_repeated(struct list_filter *filter)
{
    const struct list_value *last = &filter->values[filter->value_count - 1];
    for (const struct list_value *one = filter->values; one < last; one++) {
        if (is_same(one, last)) {
            filter->value_count--;
            return;
        }
    }
}

/* `a,b`, `-a,-b`, `null`, `-null` into a filter whose kind and column are set. */
static bool read_values(struct call *call, struct store *store, const struct field *field, const char *name,
                        struct str text, struct list_filter *filter)
{
    struct str part;
    size_t given = 0, excluded = 0;
    if (text.size == 0)
        return query_bad(call, name, "a value, or several with commas between them");
    while (str_split(&text, ',', &part)) {
        bool excludes = part.size > 1 && part.data[0] == '-';
        excluded += excludes;
        part = str_part(part, excludes, part.size);
        if (given++ == LIST_VALUES) {
            return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, name, "has more than %d values",
                                     LIST_VALUES);
        }
        struct list_value *value = &filter->values[filter->value_count++];
        if (str_is(part, "null") || ((field->use & HELD) && str_is(part, "author"))) {
            *value = (struct list_value){.is_null = true};
        } else if (!column_value(call, store, field, name, part, value)) {
            return false;
        }
        drop_repeated(filter);
    }
    if (excluded != 0 && excluded != given)
        return query_bad(call, name, "values to find or values with - to leave out, not both");
    filter->excludes = excluded > 0;
    return true;
}

/* The first and the last millisecond of a partial date; of times of creation, the ids given in them. */
static bool date_bound(struct call *call, const struct field *field, bool is_first, const char *name, struct str text,
                       struct list_value *value)
{
    int64_t first, last;
    if (!moment_parse(text, &first, &last))
        return query_bad(call, name, "a date: \"2023\", \"2023-05\", \"2023-05-19\" or a time of RFC 3339");
    int64_t bound = is_first ? first : last;
    if (strcmp(field->column, "id") == 0)
        bound = is_first ? id_first_at(first) : id_first_at(last + 1) - 1;
    *value = (struct list_value){.is_number = true, .number = bound};
    return true;
}

/* Digits and a point, as in 0.75: strtod alone would take "0x1p-1" and "nan". */
static bool unit_bound(struct call *call, const char *name, struct str text, struct list_value *value)
{
    const char *digits = arena_cstr(&call->arena, text);
    char *end;
    bool is_plain = text.size > 0 && digits[0] != '.' && strspn(digits, "0123456789.") == text.size;
    *value = (struct list_value){.is_real = true, .real = strtod(digits, &end)};
    return (is_plain && *end == '\0' && value->real <= 1) ||
           query_bad(call, name, "a number from 0 to 1, such as 0.75");
}

/* name_from and name_to, name_min and name_max; *is_read says whether the parameter is one of these. */
static bool read_range(struct call *call, const struct resource *resource, const struct parameter *parameter,
                       struct list_filter *filter, bool *is_read)
{
    size_t size = parameter->name.size;
    while (size > 0 && parameter->name.data[size - 1] != '_')
        size--;
    size -= size > 0;
    struct str ending = str_part(parameter->name, size, parameter->name.size);
    const struct field *field = query_filter_field(resource, str_part(parameter->name, 0, size));
    struct query_range range = field == NULL ? (struct query_range){NULL, NULL} : query_range_of(field);
    *is_read = range.first != NULL && (str_is(ending, range.first) || str_is(ending, range.last));
    if (!*is_read)
        return true;
    const char *name = arena_cstr(&call->arena, parameter->name);
    bool is_first = str_is(ending, range.first);
    filter->kind = is_first ? FILTER_FROM : FILTER_TO;
    filter->column = field->column;
    filter->value_count = 1;
    return field->type == FIELD_UNIT ? unit_bound(call, name, parameter->value, &filter->values[0])
                                     : date_bound(call, field, is_first, name, parameter->value, &filter->values[0]);
}

/* What has a value at all lies behind the nulls in the index of its column. */
static struct list_filter present_filter(const struct field *field)
{
    enum field_type type = resource_held(field)->type;
    bool is_number = type == FIELD_DATE || type == FIELD_TIME || type == FIELD_BOOL || type == FIELD_COUNT ||
                     type == FIELD_UNIT || type == FIELD_ID || type == FIELD_ARTICLE || type == FIELD_ENTITY ||
                     type == FIELD_TAG;
    struct list_filter filter = {.kind = FILTER_FROM, .column = field->column, .value_count = 1};
    filter.values[0] =
        is_number ? (struct list_value){.is_number = true, .number = INT64_MIN} : (struct list_value){.text = STR("")};
    return filter;
}

/* An object that is there, or not: its column is 1 or 0. */
static struct list_filter held_filter(const char *column, bool is_there)
{
    struct list_filter filter = {.kind = FILTER_COLUMN, .column = column, .value_count = 1};
    filter.values[0] = (struct list_value){.is_number = true, .number = is_there};
    return filter;
}

static bool read_link(struct call *call, struct store *store, const struct link *link, struct str text,
                      struct list_filter *filter)
{
    static const struct field entity = {.name = "entity", .type = FIELD_ENTITY},
                              holder = {.name = "holder", .type = FIELD_ENTITY, .use = HELD};
    filter->kind = FILTER_LINK;
    filter->role = link->role;
    filter->column = link->held;
    if (!read_values(call, store, link->held == NULL ? &entity : &holder, link->filter, text, filter))
        return false;
    if (link->held != NULL && filter->value_count == 1 && filter->values[0].is_null)
        *filter = held_filter(link->held, filter->excludes);
    return true;
}

static bool read_held(struct call *call, const struct field *field, struct str text, struct list_filter *filter)
{
    bool is_there = str_is(text, "-null");
    *filter = held_filter(field->column, is_there);
    return is_there || str_is(text, "null") || query_bad(call, field->name, "null or -null");
}

struct query_range query_range_of(const struct field *field)
{
    bool is_date = field->type == FIELD_DATE || field->type == FIELD_TIME ||
                   (field->type == FIELD_OBJECT && field->path != NULL && str_ends(str_of(field->path), STR(".by")));
    if (is_date)
        return (struct query_range){"_from", "_to"};
    return field->type == FIELD_UNIT ? (struct query_range){"_min", "_max"} : (struct query_range){NULL, NULL};
}

const struct field *query_filter_field(const struct resource *resource, struct str name)
{
    const struct field *field = resource_field(resource, name);
    return field != NULL && (field->use & FILTER) ? field : NULL;
}

struct list_filter *query_filter_new(struct list_query *query)
{
    assert(query->filter_count < LIST_CONDITIONS);
    return &query->filters[query->filter_count++];
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one kind of filter after the other */
bool query_filter_read(struct call *call, struct store *store, const struct resource *resource,
                       const struct parameter *parameter, struct list_query *query)
{
    static const struct field tag = {.name = "tag", .type = FIELD_TAG}, rule = {.name = "why", .type = FIELD_LINE};
    struct str name = parameter->name;
    if (query->filter_count >= LIST_FILTERS)
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "", "more than %d filters", LIST_FILTERS);
    struct list_filter *filter = query_filter_new(query);
    *filter = (struct list_filter){0};
    if (resource->has_tags && (str_is(name, "tags") || str_is(name, "tags_exact"))) {
        filter->kind = str_is(name, "tags") ? FILTER_TAG : FILTER_TAG_EXACT;
        return read_values(call, store, &tag, str_is(name, "tags") ? "tags" : "tags_exact", parameter->value, filter);
    }
    if (resource->has_why && str_is(name, "why")) {
        filter->kind = FILTER_WHY;
        return read_values(call, store, &rule, "why", parameter->value, filter);
    }
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++) {
        if (str_is(name, link->filter))
            return read_link(call, store, link, parameter->value, filter);
    }
    bool is_range;
    if (!read_range(call, resource, parameter, filter, &is_range) || is_range)
        return call->problem.count == 0;
    const struct field *field = query_filter_field(resource, name);
    struct query_range range = field == NULL ? (struct query_range){NULL, NULL} : query_range_of(field);
    bool is_null = str_is(parameter->value, "null") || str_is(parameter->value, "-null");
    if (field == NULL || (range.first != NULL && !is_null)) {
        query->filter_count--;
        if (field != NULL) {
            return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, field->name,
                                     "is null or -null; a range is %s%s and %s%s", field->name, range.first,
                                     field->name, range.last);
        }
        query_unknown(call, resource, name, true);
        return false;
    }
    if (field->use & HELD)
        return read_held(call, field, parameter->value, filter);
    filter->kind = FILTER_COLUMN;
    filter->column = field->column;
    if (!read_values(call, store, field, field->name, parameter->value, filter))
        return false;
    if (filter->excludes && filter->value_count == 1 && filter->values[0].is_null)
        *filter = present_filter(field);
    return true;
}
