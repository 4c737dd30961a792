#include "claimd/query.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/cursor.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/nearest.h"
#include "claimd/route.h"
#include "claimd/utf8.h"

enum { DEFAULT_LIMIT = 50, Q_SIZE = 500 };

static const char *const shape_names[] = {"fields", "include", "offsets", "pretty", NULL};
static const char *const list_names[] = {"limit", "cursor", "sort", "count", "q", "format", NULL};

static const struct included {
    const char *name;
    unsigned bit;
} includes[] = {{"articles", INCLUDE_ARTICLES}, {"article", INCLUDE_ARTICLES},  {"entities", INCLUDE_ENTITIES},
                {"entity", INCLUDE_ENTITIES},   {"mentions", INCLUDE_MENTIONS}, {"claims", INCLUDE_CLAIMS},
                {"tags", INCLUDE_TAGS}};

static bool is_one_of(struct str name, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++) {
        if (str_is(name, *names))
            return true;
    }
    return false;
}

static bool bad(struct call *call, const char *name, const char *expected)
{
    return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, name, "must be %s", expected);
}

static unsigned includes_of(const struct resource *resource)
{
    if (resource == &article_resource)
        return INCLUDE_CLAIMS | INCLUDE_MENTIONS | INCLUDE_ENTITIES | INCLUDE_TAGS;
    if (resource == &claim_resource)
        return INCLUDE_ARTICLES | INCLUDE_ENTITIES | INCLUDE_TAGS;
    return resource == &mention_resource ? INCLUDE_ARTICLES | INCLUDE_ENTITIES : 0;
}

json_t *query_includes(const struct resource *resource)
{
    json_t *names = json_array();
    for (size_t i = 0; i < COUNT(includes); i++) {
        if (includes[i].bit & includes_of(resource))
            json_array_append_new(names, json_string(includes[i].name));
    }
    return names;
}

struct query_range query_range_of(const struct field *field)
{
    bool is_date = field->type == FIELD_DATE || field->type == FIELD_TIME ||
                   (field->type == FIELD_OBJECT && field->path != NULL && str_ends(str_of(field->path), STR(".by")));
    if (is_date)
        return (struct query_range){"_from", "_to"};
    return field->type == FIELD_UNIT ? (struct query_range){"_min", "_max"} : (struct query_range){NULL, NULL};
}

static void read_include(struct call *call, const struct resource *resource, struct shape *shape)
{
    struct str rest = call_parameter(call, "include"), part;
    while (str_split(&rest, ',', &part)) {
        unsigned bit = 0;
        for (size_t i = 0; i < COUNT(includes); i++) {
            if (str_is(part, includes[i].name))
                bit = includes[i].bit & includes_of(resource);
        }
        if (bit == 0) {
            buffer_auto names = {0};
            for (size_t i = 0; i < COUNT(includes); i++) {
                bool is_second = i > 0 && includes[i].bit == includes[i - 1].bit; /* "article" beside "articles" */
                if (!is_second && (includes[i].bit & includes_of(resource)))
                    buffer_printf(&names, "%s%s", names.size == 0 ? "" : ", ", includes[i].name);
            }
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "include", "%s cannot include \"%.*s\"%s%s",
                              resource->plural, STR_PRINT(part), names.size == 0 ? "" : "; they can include ",
                              buffer_terminate(&names));
        }
        shape->includes |= bit;
    }
}

/* Whether fields= may name it. */
static bool comes_out(const struct field *field)
{
    return !(field->use & INPUT) && (!(field->use & APART) || (field->use & WRITE));
}

static void offer(const struct field *field, void *context)
{
    if (comes_out(field))
        nearest_offer(context, field->name);
}

static void read_fields(struct call *call, const struct resource *resource, struct shape *shape)
{
    struct str rest = call_parameter(call, "fields"), part;
    while (str_split(&rest, ',', &part)) {
        const struct field *field = resource_field(resource, part);
        if (field == NULL || !comes_out(field)) {
            struct nearest nearest = nearest_begin(part);
            resource_walk(resource, offer, &nearest);
            const char *near = nearest_name(&nearest);
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "fields", "%s have no field \"%.*s\"%s%s%s",
                              resource->plural, STR_PRINT(part), near == NULL ? "" : "; did you mean \"",
                              near == NULL ? "" : near, near == NULL ? "" : "\"?");
        } else if (!is_one_of(part, shape->fields) && shape->field_count + 1 < COUNT(shape->fields)) {
            shape->fields[shape->field_count++] = field->name; /* the list stays ended by NULL */
        }
    }
}

static void read_unit(struct call *call, enum offset_unit *unit)
{
    struct str text = call_parameter(call, "offsets");
    if (text.data != NULL && !offset_unit_parse(text, unit))
        (void)bad(call, "offsets", "codepoints, utf16 or bytes");
}

static void read_shape(struct call *call, const struct resource *resource, struct shape *shape)
{
    *shape = (struct shape){0};
    read_fields(call, resource, shape);
    read_include(call, resource, shape);
    read_unit(call, &shape->unit);
}

bool query_flag(struct call *call, const char *name, bool *flag)
{
    struct str value = call_parameter(call, name);
    *flag = value.data != NULL && (value.size == 0 || str_is(value, "true") || str_is(value, "1"));
    if (value.data == NULL || *flag || str_is(value, "false") || str_is(value, "0"))
        return true;
    return bad(call, name, "true or false");
}

static void unknown_parameter(struct call *call, const struct resource *resource, struct str name, bool is_list)
{
    struct nearest nearest = nearest_begin(name);
    for (size_t i = 0; shape_names[i] != NULL; i++)
        nearest_offer(&nearest, shape_names[i]);
    for (size_t i = 0; is_list && list_names[i] != NULL; i++)
        nearest_offer(&nearest, list_names[i]);
    for (const struct field *field = resource->fields; is_list && field->name != NULL; field++) {
        if (field->use & FILTER)
            nearest_offer(&nearest, field->name);
    }
    for (const struct link *link = resource->links; is_list && link != NULL && link->filter != NULL; link++)
        nearest_offer(&nearest, link->filter);
    if (is_list && resource->has_why)
        nearest_offer(&nearest, "why");
    if (is_list && resource->has_tags) {
        nearest_offer(&nearest, "tags");
        nearest_offer(&nearest, "tags_exact");
    }
    const char *near = nearest_name(&nearest);
    char cut[80];
    (void)snprintf(cut, sizeof cut, "%.*s", (int)(name.size < 70 ? name.size : 70), name.data);
    if (!utf8_valid(str_of(cut)))
        (void)snprintf(cut, sizeof cut, "?");
    problem_parameter(&call->problem, PROBLEM_UNKNOWN_PARAMETER, cut, "is no parameter here%s%s%s",
                      near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

bool query_has_many(const struct resource *resource, struct str name)
{
    if (resource == NULL)
        return false;
    if (resource->has_tags && (str_is(name, "tags") || str_is(name, "tags_exact")))
        return true;
    if (resource->has_why && str_is(name, "why"))
        return true;
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++) {
        if (str_is(name, link->filter))
            return link->path == NULL || strstr(link->path, "[]") != NULL;
    }
    return false;
}

static void check_repeated(struct call *call, const struct resource *resource)
{
    for (size_t i = 0; i < call->parameter_count; i++) {
        struct str name = call->parameters[i].name;
        size_t before = 0;
        for (size_t j = 0; j < i; j++)
            before += str_equal(call->parameters[j].name, name);
        if (before == 1 && !query_has_many(resource, name)) {
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, arena_cstr(&call->arena, name),
                              "is given more than once; it has one value, or several with commas between them");
        }
    }
}

bool query_record(struct call *call, const struct resource *resource, const char *const *further, struct shape *shape)
{
    read_shape(call, resource, shape);
    for (size_t i = 0; i < call->parameter_count; i++) {
        struct str name = call->parameters[i].name;
        if (!is_one_of(name, shape_names) && !is_one_of(name, further))
            unknown_parameter(call, resource, name, false);
    }
    check_repeated(call, resource);
    return call->problem.count == 0;
}

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
    return bad(call, name, buffer_terminate(&list));
}

bool query_only(struct call *call, const char *const *names)
{
    buffer_auto list = {0};
    for (size_t i = 0; names[i] != NULL; i++)
        buffer_printf(&list, "%s%s", i == 0 ? "" : " and ", names[i]);
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!is_one_of(call->parameters[i].name, names)) {
            problem_parameter(
                &call->problem, PROBLEM_UNKNOWN_PARAMETER, arena_cstr(&call->arena, call->parameters[i].name),
                "is no parameter here; this route has %s", list.size == 0 ? "none" : buffer_terminate(&list));
        }
    }
    check_repeated(call, NULL);
    return call->problem.count == 0;
}

bool query_none(struct call *call)
{
    return query_only(call, (const char *const[]){NULL});
}

bool query_offsets(struct call *call, enum offset_unit *unit)
{
    *unit = OFFSET_CODE_POINTS;
    read_unit(call, unit);
    return query_only(call, (const char *const[]){"offsets", NULL});
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
        return id_parse(text, &value->number) || bad(call, name, "the id of an article");
    case FIELD_BOOL:
        value->is_number = true;
        value->number = str_is(text, "true");
        return value->number || str_is(text, "false") || bad(call, name, "true or false");
    case FIELD_COUNT: {
        uint64_t count = 0;
        value->is_number = str_number(text, UINT32_MAX, &count);
        value->number = (int64_t)count;
        return value->is_number || bad(call, name, "a whole number");
    }
    case FIELD_OBJECT:
    case FIELD_ENUM:
        return listed_value(call, field, name, text);
    default:
        return true;
    }
}

static struct list_filter *filter_new(struct list_query *query)
{
    return query->filter_count == LIST_FILTERS ? NULL : &query->filters[query->filter_count++];
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
        return bad(call, name, "a value, or several with commas between them");
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
        return bad(call, name, "values to find or values with - to leave out, not both");
    filter->excludes = excluded > 0;
    return true;
}

static const struct field *find_filter(const struct resource *resource, struct str name)
{
    const struct field *field = resource_field(resource, name);
    return field != NULL && (field->use & FILTER) ? field : NULL;
}

/* The first and the last millisecond of a partial date; of times of creation, the ids given in them. */
static bool date_bound(struct call *call, const struct field *field, bool is_first, const char *name, struct str text,
                       struct list_value *value)
{
    int64_t first, last;
    if (!moment_parse(text, &first, &last))
        return bad(call, name, "a date: \"2023\", \"2023-05\", \"2023-05-19\" or a time of RFC 3339");
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
    return (is_plain && *end == '\0' && value->real <= 1) || bad(call, name, "a number from 0 to 1, such as 0.75");
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
    const struct field *field = find_filter(resource, str_part(parameter->name, 0, size));
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
    return is_there || str_is(text, "null") || bad(call, field->name, "null or -null");
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one kind of filter after the other */
static bool read_filter(struct call *call, struct store *store, const struct resource *resource,
                        const struct parameter *parameter, struct list_query *query)
{
    static const struct field tag = {.name = "tag", .type = FIELD_TAG}, rule = {.name = "why", .type = FIELD_LINE};
    struct list_filter *filter = filter_new(query);
    struct str name = parameter->name;
    if (filter == NULL)
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "", "more than %d filters", LIST_FILTERS);
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
    const struct field *field = find_filter(resource, name);
    struct query_range range = field == NULL ? (struct query_range){NULL, NULL} : query_range_of(field);
    bool is_null = str_is(parameter->value, "null") || str_is(parameter->value, "-null");
    if (field == NULL || (range.first != NULL && !is_null)) {
        query->filter_count--;
        if (field != NULL) {
            return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, field->name,
                                     "is null or -null; a range is %s%s and %s%s", field->name, range.first,
                                     field->name, range.last);
        }
        unknown_parameter(call, resource, name, true);
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

static void read_sort(struct call *call, const struct resource *resource, struct list_query *query)
{
    struct str sort = call_parameter(call, "sort");
    if (sort.data == NULL)
        return;
    query->is_ascending = sort.size == 0 || sort.data[0] != '-';
    struct str name = str_part(sort, !query->is_ascending, sort.size);
    const struct field *field = resource_field(resource, name);
    if (field == NULL || !(field->use & SORT)) {
        struct nearest nearest = nearest_begin(name);
        buffer_auto list = {0};
        buffer_add(&list, STR("one of created_at, updated_at"));
        for (const struct field *at = resource->fields; at->name != NULL; at++) {
            nearest_offer(&nearest, at->name);
            if (at->use & SORT)
                buffer_printf(&list, ", %s", at->name);
        }
        buffer_add(&list, STR("; with - before it the greatest comes first"));
        (void)bad(call, "sort", buffer_terminate(&list));
        return;
    }
    if (strcmp(field->column, "id") == 0) {
        query->by_id = true;
    } else if (strcmp(field->name, "position") == 0) {
        query->by_place = true;
        query->statuses = resource_field(resource, STR("status"))->values;
    } else {
        query->sort = field->column;
    }
}

static bool names_status(const struct call *call)
{
    return call_parameter(call, "status").data != NULL;
}

static bool is_plain_name(struct str name)
{
    return is_one_of(name, shape_names) || is_one_of(name, list_names);
}

static uint64_t read_limit(struct call *call)
{
    uint64_t limit = call->page_limit < DEFAULT_LIMIT ? call->page_limit : DEFAULT_LIMIT;
    struct str text = call_parameter(call, "limit");
    if (text.data != NULL && (!str_number(text, call->page_limit, &limit) || limit == 0))
        (void)bad(call, "limit", arena_printf(&call->arena, "from 1 to %llu", (unsigned long long)call->page_limit));
    return limit;
}

bool query_paging(struct call *call, uint64_t *limit)
{
    *limit = read_limit(call);
    return query_only(call, (const char *const[]){"limit", "cursor", NULL});
}

/* Without `status` lists leave out what was rejected. */
static void leave_rejected_out(struct call *call, const struct resource *resource, struct list_query *query)
{
    struct list_filter *filter =
        find_filter(resource, STR("status")) == NULL || names_status(call) ? NULL : filter_new(query);
    if (filter == NULL)
        return;
    *filter = (struct list_filter){
        .kind = FILTER_COLUMN, .column = "status", .excludes = true, .is_usual = true, .value_count = 1};
    filter->values[0] = (struct list_value){.text = STR("rejected")};
}

static void read_q(struct call *call, const struct resource *resource, struct list_query *query)
{
    query->q = call_parameter(call, "q");
    if (query->q.size > Q_SIZE)
        (void)bad(call, "q", "at most 500 bytes");
    if (query->q.data != NULL && query->q.size == 0)
        (void)bad(call, "q", "one word or more");
    bool is_searched = false;
    for (const struct field *field = resource->fields; field->name != NULL; field++)
        is_searched = is_searched || (field->use & SEARCH);
    if (query->q.data != NULL && !is_searched)
        unknown_parameter(call, resource, STR("q"), true);
}

bool query_filters(struct call *call, struct store *store, const struct resource *resource, const char *const *own,
                   struct list_query *query)
{
    *query = (struct list_query){.resource = resource, .limit = DEFAULT_LIMIT};
    query->filters = arena_array(&call->arena, struct list_filter, LIST_FILTERS);
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!is_one_of(call->parameters[i].name, own))
            (void)!read_filter(call, store, resource, &call->parameters[i], query);
    }
    check_repeated(call, resource);
    leave_rejected_out(call, resource, query);
    read_q(call, resource, query);
    return call->problem.count == 0;
}

bool query_list(struct call *call, struct store *store, const struct resource *resource, const struct preset *preset,
                struct list_query *query, struct shape *shape)
{
    *query = (struct list_query){.resource = resource, .limit = DEFAULT_LIMIT};
    query->filters = arena_array(&call->arena, struct list_filter, LIST_FILTERS);
    read_shape(call, resource, shape);
    if (preset != NULL) {
        struct list_filter *filter = filter_new(query);
        *filter = (struct list_filter){
            .kind = preset->kind, .column = preset->column, .role = preset->role, .value_count = 1};
        filter->values[0] = (struct list_value){.is_number = true, .number = preset->id};
    }
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!is_plain_name(call->parameters[i].name))
            (void)!read_filter(call, store, resource, &call->parameters[i], query);
    }
    check_repeated(call, resource);
    leave_rejected_out(call, resource, query);
    query->limit = read_limit(call);
    read_q(call, resource, query);
    (void)!query_flag(call, "count", &query->counts);
    read_sort(call, resource, query);
    return call->problem.count == 0 && cursor_read(call, store, &query->cursor);
}
