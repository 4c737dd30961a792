#include "claimd/query_parameter.h"

#include "claimd/nearest.h"
#include "claimd/utf8.h"

const char *const query_shape_names[] = {"fields", "include", "offsets", "pretty", NULL};
const char *const query_list_names[] = {"limit", "cursor", "sort", "count", "q", "format", NULL};

bool query_only(struct call *call, const char *const *names)
{
    buffer_auto list = {0};
    for (size_t i = 0; names[i] != NULL; i++)
        buffer_printf(&list, "%s%s", i == 0 ? "" : " and ", names[i]);
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (!query_is_one_of(call->parameters[i].name, names)) {
            problem_parameter(
                &call->problem, PROBLEM_UNKNOWN_PARAMETER, arena_cstr(&call->arena, call->parameters[i].name),
                "is no parameter here; this route has %s", list.size == 0 ? "none" : buffer_terminate(&list));
        }
    }
    query_check_repeated(call, NULL);
    return call->problem.count == 0;
}

bool query_none(struct call *call)
{
    return query_only(call, (const char *const[]){NULL});
}

bool query_flag(struct call *call, const char *name, bool *flag)
{
    struct str value = call_parameter(call, name);
    *flag = value.data != NULL && (value.size == 0 || str_is(value, "true") || str_is(value, "1"));
    if (value.data == NULL || *flag || str_is(value, "false") || str_is(value, "0"))
        return true;
    return query_bad(call, name, "true or false");
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

bool query_is_one_of(struct str name, const char *const *names)
{
    for (; names != NULL && *names != NULL; names++) {
        if (str_is(name, *names))
            return true;
    }
    return false;
}

bool query_bad(struct call *call, const char *name, const char *expected)
{
    return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, name, "must be %s", expected);
}

void query_unknown(struct call *call, const struct resource *resource, struct str name, bool is_list)
{
    struct nearest nearest = nearest_begin(name);
    for (size_t i = 0; query_shape_names[i] != NULL; i++)
        nearest_offer(&nearest, query_shape_names[i]);
    for (size_t i = 0; is_list && query_list_names[i] != NULL; i++)
        nearest_offer(&nearest, query_list_names[i]);
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

void query_check_repeated(struct call *call, const struct resource *resource)
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
