#include "claimd/openapi_parameter.h"

#include <string.h>

#include "claimd/facets.h"
#include "claimd/forms.h"
#include "claimd/handlers.h"
#include "claimd/json.h"
#include "claimd/list.h"
#include "claimd/model.h"
#include "claimd/openapi_example.h"
#include "claimd/openapi_reply.h"
#include "claimd/openapi_schema.h"
#include "claimd/operations.h"
#include "claimd/query_filter.h"
#include "claimd/query_shape.h"

/* The parameters of one route: references to those in `all`. */
struct listing {
    json_t *list, *all;
    const struct resource *resource;
};

static void add(struct listing *listing, const char *key, const char *name, const char *in, const char *about,
                json_t *schema)
{
    json_t *made = json_pack("{s:s, s:s, s:s, s:o}", "name", name, "in", in, "description", about, "schema", schema);
    if (strcmp(in, "path") == 0)
        json_object_set_new(made, "required", json_true());
    if (str_is(json_str(schema, "type"), "array"))
        json_object_set_new(made, "explode", json_false()); /* a,b and not twice */
    if (json_object_get(listing->all, key) == NULL) {
        json_object_set_new(listing->all, key, made);
    } else {
        json_decref(made);
    }
    json_array_append_new(listing->list, openapi_reference("parameters", key));
}

/* A parameter that means something else for each resource. */
static void add_own(struct listing *listing, const char *name, const char *about, json_t *schema)
{
    char key[96];
    (void)snprintf(key, sizeof key, "%s.%s", listing->resource->plural, name);
    add(listing, key, name, "query", about, schema);
}

static json_t *string_schema(void)
{
    return json_pack("{s:s}", "type", "string");
}

static json_t *flag_schema(void)
{
    return json_pack("{s:s, s:b}", "type", "boolean", "default", 0);
}

static json_t *list_of(json_t *values)
{
    return json_pack("{s:s, s:{s:s, s:o}, s:i}", "type", "array", "items", "type", "string", "enum", values, "minItems",
                     1);
}

/* "a", "-a" of each value, and null where there may be none. */
static json_t *choice_schema(const char *const *values, bool may_be_null)
{
    json_t *list = json_array();
    for (; values != NULL && *values != NULL; values++) {
        json_array_append_new(list, json_string(*values));
        json_array_append_new(list, json_sprintf("-%s", *values));
    }
    if (may_be_null) {
        json_array_append_new(list, json_string("null"));
        json_array_append_new(list, json_string("-null"));
    }
    return list_of(list);
}

static json_t *date_schema(void)
{
    return json_pack("{s:s, s:s}", "type", "string", "pattern", "^\\d{4}(-\\d{2}(-\\d{2}(T.+)?)?)?$");
}

static json_t *unit_schema(void)
{
    return json_pack("{s:s, s:i, s:i}", "type", "number", "minimum", 0, "maximum", 1);
}

static void add_range(struct listing *listing, const struct field *field)
{
    struct query_range range = query_range_of(field);
    bool is_number = field->type == FIELD_UNIT;
    char name[64];
    (void)snprintf(name, sizeof name, "%s%s", field->name, range.first);
    add_own(listing, name, is_number ? "This much or more" : "From this date on, which may be partial",
            is_number ? unit_schema() : date_schema());
    (void)snprintf(name, sizeof name, "%s%s", field->name, range.last);
    add_own(listing, name, is_number ? "This much or less" : "Up to the end of this date, which may be partial",
            is_number ? unit_schema() : date_schema());
}

static void add_filter(const struct field *field, void *context)
{
    static const char *const flags[] = {"true", "false", NULL};
    struct listing *listing = context;
    if (!(field->use & FILTER))
        return;
    bool may_be_null = openapi_may_be_null(field, OPENAPI_RECORD);
    if (query_range_of(field).first != NULL) {
        add_range(listing, field);
        if (may_be_null)
            add_own(listing, field->name, field->about, choice_schema(NULL, true));
    } else if (field->use & HELD) {
        add_own(listing, field->name, field->about, choice_schema(NULL, true));
    } else if (field->type == FIELD_BOOL) {
        add_own(listing, field->name, field->about, choice_schema(flags, may_be_null));
    } else if (resource_held(field)->values != NULL) {
        add_own(listing, field->name, field->about, choice_schema(resource_held(field)->values, may_be_null));
    } else {
        add_own(listing, field->name, field->about, string_schema());
    }
}

static void add_sort(const struct field *field, void *context)
{
    json_t *list = context;
    if (field->use & SORT) {
        json_array_append_new(list, json_string(field->name));
        json_array_append_new(list, json_sprintf("-%s", field->name));
    }
}

static void add_name(const struct field *field, void *context)
{
    if (openapi_comes_back(field))
        json_array_append_new(context, json_string(field->name));
}

static bool is_searched(const struct resource *resource)
{
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (field->use & SEARCH)
            return true;
    }
    return false;
}

static void add_paging(struct listing *listing)
{
    add(listing, "limit", "limit", "query", "Records on a page",
        json_pack("{s:s, s:i, s:i, s:i}", "type", "integer", "minimum", 1, "maximum", LIST_LIMIT, "default", 50));
    add(listing, "cursor", "cursor", "query", "Where the page begins: `next` of the one before", string_schema());
}

/* q and every filter. */
static void add_filters(struct listing *listing)
{
    const struct resource *resource = listing->resource;
    if (is_searched(resource)) {
        add(listing, "q", "q", "query", "Words to find: \"phrases\", prefix*, OR; -words and -\"phrases\" leave out",
            json_pack("{s:s, s:i, s:i}", "type", "string", "minLength", 1, "maxLength", 500));
    }
    resource_walk(resource, add_filter, listing);
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++)
        add_own(listing, link->filter, link->about, string_schema());
    if (resource->has_tags) {
        add_own(listing, "tags", "With this tag or one below it", string_schema());
        add_own(listing, "tags_exact", "With just this tag", string_schema());
    }
    if (resource->has_why)
        add_own(listing, "why", "Suggested by this rule", string_schema());
}

static void add_list_parameters(struct listing *listing)
{
    json_t *sorts = json_array();
    resource_walk(listing->resource, add_sort, sorts);
    add_paging(listing);
    add(listing, "count", "count", "query", "Whether all of them are counted", flag_schema());
    add_own(listing, "sort", "What to sort by; with - before it the greatest comes first. Newest first without",
            json_pack("{s:s, s:o}", "type", "string", "enum", sorts));
    add_filters(listing);
}

static void add_facet_parameters(struct listing *listing)
{
    add_own(listing, "facets", "By what to count; without it by what has few values, and tags",
            list_of(facets_names(listing->resource)));
    add(listing, "facets.limit", "limit", "query", "Values of each",
        json_pack("{s:s, s:i, s:i, s:i}", "type", "integer", "minimum", 1, "maximum", FACET_VALUES, "default", 20));
    add_filters(listing);
}

/* Forms that a link can ask for; records of most resources have one only. */
static void add_format(struct listing *listing, bool is_list)
{
    json_t *names = json_array();
    for (const struct form *form = forms; form->name != NULL; form++) {
        if (form_fits(form, listing->resource, is_list))
            json_array_append_new(names, json_string(form->name));
    }
    char key[96];
    (void)snprintf(key, sizeof key, "%s.%s", listing->resource->plural, is_list ? "format" : "one.format");
    add(listing, key, "format", "query", "The form of the reply, where a link cannot send Accept; goes before it",
        json_pack("{s:s, s:o, s:s}", "type", "string", "enum", names, "default", forms[0].name));
}

static void add_offsets(struct listing *listing)
{
    static const char *const units[] = {"codepoints", "utf16", "bytes"};
    json_t *list = json_array();
    for (size_t i = 0; i < COUNT(units); i++)
        json_array_append_new(list, json_string(units[i]));
    add(listing, "offsets", "offsets", "query", "In what places are counted, in request and reply",
        json_pack("{s:s, s:o, s:s}", "type", "string", "enum", list, "default", units[0]));
}

static void add_shape_parameters(struct listing *listing, bool with_include)
{
    json_t *names = json_array();
    resource_walk(listing->resource, add_name, names);
    add_own(listing, "fields", "Members to give; all without it", list_of(names));
    json_t *neighbours = query_includes(listing->resource);
    if (json_array_size(neighbours) > 0 && with_include) {
        add_own(listing, "include", "Neighbours to give beside it", list_of(neighbours));
    } else {
        json_decref(neighbours);
    }
    add_offsets(listing);
}

static const struct resource *resource_at_path(const char *path)
{
    struct str rest = str_of(path + 1), part;
    (void)!str_split(&rest, '/', &part);
    if (!str_split(&rest, '/', &part))
        return NULL;
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        if (str_is(part, (*at)->plural))
            return *at;
    }
    return NULL;
}

/* Those of paths that are numbers; the others name a record. */
static const struct number_part {
    const char *name;
    int first;
} number_parts[] = {
    {"block", 0},
    {"revision", 1},
};

static const struct number_part *number_part(const char *name)
{
    for (size_t i = 0; i < COUNT(number_parts); i++) {
        if (strcmp(number_parts[i].name, name) == 0)
            return &number_parts[i];
    }
    return NULL;
}

static void add_path(struct listing *listing, const char *path)
{
    const struct resource *of = resource_at_path(path);
    struct str rest = str_of(path), part;
    while (str_split(&rest, '/', &part)) {
        if (part.size < 3 || part.data[0] != '{')
            continue;
        char name[32], key[64], about[96];
        (void)snprintf(name, sizeof name, "%.*s", (int)part.size - 2, part.data + 1);
        const struct number_part *number = number_part(name);
        (void)snprintf(key, sizeof key, "%s.path.%s", of == NULL ? "" : of->plural, name);
        if (number == NULL) {
            (void)snprintf(about, sizeof about, "Which %s", of == NULL ? "change" : of->singular);
            add(listing, key, name, "path", about, string_schema());
        } else {
            (void)snprintf(about, sizeof about, "Which %s of it, counted from %d", name, number->first);
            add(listing, key, name, "path", about,
                json_pack("{s:s, s:i}", "type", "integer", "minimum", number->first));
        }
        const char *example = of == NULL ? "0savvxnv5j40e" : openapi_example_name(of);
        json_object_set_new(json_object_get(listing->all, key), "example",
                            number == NULL ? json_string(example) : json_integer(number->first));
    }
}

static void add_headers(struct listing *listing, const struct route *route)
{
    if (route->run == patch_record || route->run == delete_record) {
        add(listing, "If-Match", "If-Match", "header",
            "ETags of the revisions that may be there, with commas between them; * is any", string_schema());
    }
    if (route->method == METHOD_GET)
        add(listing, "If-None-Match", "If-None-Match", "header", "ETags that the client has", string_schema());
    if (route->method == METHOD_POST && route->access == WRITES) {
        add(listing, "Idempotency-Key", "Idempotency-Key", "header",
            "A repeat with the same key is answered as the first time, for 24 hours",
            json_pack("{s:s, s:i, s:i}", "type", "string", "minLength", 1, "maxLength", 200));
    }
    add(listing, "X-Request-Id", "X-Request-Id", "header", "An id for the log; made when it is not given",
        json_pack("{s:s, s:s}", "type", "string", "pattern", "^[A-Za-z0-9._-]{1,64}$"));
}

json_t *openapi_parameters(const struct route *route, json_t *all)
{
    struct listing listing = {json_array(), all, route->resource};
    add_path(&listing, route->path);
    if (openapi_is_list(route))
        add_list_parameters(&listing);
    if (route->run == get_facets)
        add_facet_parameters(&listing);
    bool is_shaped =
        route->resource != NULL && route->run != create_key && route->run != get_history && route->run != get_facets;
    if (route->run == get_history || route->run == get_brought)
        add_paging(&listing);
    if (is_shaped && route->method != METHOD_DELETE)
        add_shape_parameters(&listing, route->run != decide_records);
    if (openapi_is_list(route) || route->run == get_record)
        add_format(&listing, openapi_is_list(route));
    if (route->run == create_records || route->run == patch_record) {
        add(&listing, "dry_run", "dry_run", "query", "Whether only the answer is wanted: nothing is stored",
            flag_schema());
    }
    if (route->run == create_records && route->resource == &article_resource) {
        add(&listing, "analyze", "analyze", "query", "Whether it is read, and what it seems to hold suggested",
            flag_schema());
    }
    if (route->run == analyze_text || route->run == get_body)
        add_offsets(&listing);
    if (route->run == delete_record)
        add(&listing, "cascade", "cascade", "query", "Whether what hangs on it goes too", flag_schema());
    if (route->run == merge_record || (route->run == patch_record && route->resource == &article_resource)) {
        add(&listing, "large", "large", "query", "Whether more than 20,000 records may be rewritten", flag_schema());
    }
    add(&listing, "pretty", "pretty", "query", "JSON for people, with line breaks", flag_schema());
    add_headers(&listing, route);
    return listing.list;
}
