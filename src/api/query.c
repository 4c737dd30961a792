#include "claimd/query.h"

#include <string.h>

#include "claimd/cursor.h"
#include "claimd/nearest.h"
#include "claimd/query_filter.h"

enum { DEFAULT_LIMIT = 50, Q_SIZE = 500 };

bool query_record(struct call *call, const struct resource *resource, const char *const *further, struct shape *shape)
{
    query_shape_read(call, resource, shape);
    for (size_t i = 0; i < call->parameter_count; i++) {
        struct str name = call->parameters[i].name;
        if (!query_is_one_of(name, query_shape_names) && !query_is_one_of(name, further))
            query_unknown(call, resource, name, false);
    }
    query_check_repeated(call, resource);
    return call->problem.count == 0;
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
        (void)query_bad(call, "sort", buffer_terminate(&list));
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
    return query_is_one_of(name, query_shape_names) || query_is_one_of(name, query_list_names);
}

static uint64_t read_limit(struct call *call)
{
    uint64_t limit = call->page_limit < DEFAULT_LIMIT ? call->page_limit : DEFAULT_LIMIT;
    struct str text = call_parameter(call, "limit");
    if (text.data != NULL && (!str_number(text, call->page_limit, &limit) || limit == 0)) {
        (void)query_bad(call, "limit",
                        arena_printf(&call->arena, "from 1 to %llu", (unsigned long long)call->page_limit));
    }
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
    if (query_filter_field(resource, STR("status")) == NULL || names_status(call))
        return;
    struct list_filter *filter = query_filter_new(query);
    *filter = (struct list_filter){
        .kind = FILTER_COLUMN, .column = "status", .excludes = true, .is_usual = true, .value_count = 1};
    filter->values[0] = (struct list_value){.text = STR("rejected")};
}

static void read_q(struct call *call, const struct resource *resource, struct list_query *query)
{
    query->q = call_parameter(call, "q");
    if (query->q.size > Q_SIZE)
        (void)query_bad(call, "q", "at most 500 bytes");
    if (query->q.data != NULL && query->q.size == 0)
        (void)query_bad(call, "q", "one word or more");
    bool is_searched = false;
    for (const struct field *field = resource->fields; field->name != NULL; field++)
        is_searched = is_searched || (field->use & SEARCH);
    if (query->q.data != NULL && !is_searched)
        query_unknown(call, resource, STR("q"), true);
    list_leave_out(query, &call->arena);
}

bool query_filters(struct call *call, struct store *store, const struct resource *resource, const char *const *own,
                   struct list_query *query)
{
    *query = (struct list_query){.resource = resource, .limit = DEFAULT_LIMIT};
    query->filters = arena_array(&call->arena, struct list_filter, LIST_CONDITIONS);
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!query_is_one_of(call->parameters[i].name, own))
            (void)!query_filter_read(call, store, resource, &call->parameters[i], query);
    }
    query_check_repeated(call, resource);
    leave_rejected_out(call, resource, query);
    read_q(call, resource, query);
    return call->problem.count == 0;
}

bool query_list(struct call *call, struct store *store, const struct resource *resource, const struct preset *preset,
                struct list_query *query, struct shape *shape)
{
    *query = (struct list_query){.resource = resource, .limit = DEFAULT_LIMIT};
    query->filters = arena_array(&call->arena, struct list_filter, LIST_CONDITIONS);
    query_shape_read(call, resource, shape);
    if (preset != NULL) {
        struct list_filter *filter = query_filter_new(query);
        *filter = (struct list_filter){
            .kind = preset->kind, .column = preset->column, .role = preset->role, .value_count = 1};
        filter->values[0] = (struct list_value){.is_number = true, .number = preset->id};
    }
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!is_plain_name(call->parameters[i].name))
            (void)!query_filter_read(call, store, resource, &call->parameters[i], query);
    }
    query_check_repeated(call, resource);
    leave_rejected_out(call, resource, query);
    query->limit = read_limit(call);
    read_q(call, resource, query);
    (void)!query_flag(call, "count", &query->counts);
    read_sort(call, resource, query);
    return call->problem.count == 0 && cursor_read(call, store, &query->cursor);
}
