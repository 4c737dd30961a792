/* The document is built as JSON values from the tables and written once. Everything about a resource comes from its fields;
 * everything about an operation from its route. */
#include "claimd/openapi.h"

#include <ctype.h>
#include <string.h>

#include "claimd/handlers.h"
#include "claimd/http_status.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/routes.h"
#include "claimd/version.h"

static json_t *object_schema(const struct field *members, bool for_input, bool with_required);

static json_t *reference(const char *kind, const char *name)
{
    char text[96];
    (void)snprintf(text, sizeof text, "#/components/%s/%s", kind, name);
    return json_pack("{s:s}", "$ref", text);
}

static json_t *string_schema(uint32_t limit)
{
    json_t *schema = json_pack("{s:s}", "type", "string");
    if (limit > 0)
        json_object_set_new(schema, "maxLength", json_integer(limit));
    return schema;
}

static json_t *list_schema(json_t *items, uint32_t limit)
{
    json_t *schema = json_pack("{s:s, s:o}", "type", "array", "items", items);
    if (limit > 0)
        json_object_set_new(schema, "maxItems", json_integer(limit));
    return schema;
}

static json_t *enum_schema(const char *const *values)
{
    json_t *list = json_array();
    for (; *values != NULL; values++)
        json_array_append_new(list, json_string(*values));
    return json_pack("{s:s, s:o}", "type", "string", "enum", list);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *type_schema(const struct field *field, bool for_input)
{
    switch (field->type) {
    case FIELD_URL:
        return json_pack("{s:s, s:s, s:i}", "type", "string", "format", "uri", "maxLength", 2048);
    case FIELD_SLUG:
        return json_pack("{s:s, s:s, s:i}", "type", "string", "pattern", "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength", 80);
    case FIELD_DATE:
        return json_pack("{s:s, s:s}", "type", "string", "pattern", "^\\d{4}(-\\d{2}(-\\d{2}(T.+)?)?)?$");
    case FIELD_TIME:
        return json_pack("{s:s, s:s}", "type", "string", "format", "date-time");
    case FIELD_ENUM:
        return enum_schema(field->values);
    case FIELD_BOOL:
        return json_pack("{s:s}", "type", "boolean");
    case FIELD_COUNT:
        return json_pack("{s:s, s:i}", "type", "integer", "minimum", 0);
    case FIELD_UNIT:
        return json_pack("{s:s, s:i, s:i}", "type", "number", "minimum", 0, "maximum", 1);
    case FIELD_ID:
    case FIELD_ARTICLE:
        return reference("schemas", "Id");
    case FIELD_ENTITY:
        return for_input ? string_schema(80) : reference("schemas", "Id");
    case FIELD_OBJECT:
        return field->members == NULL ? json_pack("{s:s}", "type", "object")
                                      : object_schema(field->members, for_input, true);
    case FIELD_OBJECTS:
        return list_schema(object_schema(field->members, for_input, true), field->limit);
    case FIELD_LINES:
        return list_schema(string_schema(200), field->limit);
    case FIELD_URLS:
        return list_schema(json_pack("{s:s, s:s}", "type", "string", "format", "uri"), field->limit);
    case FIELD_TAGS:
        return list_schema(string_schema(80), field->limit);
    case FIELD_RANGE:
        return json_pack("{s:s, s:{s:s}, s:i, s:i}", "type", "array", "items", "type", "number", "minItems", 2,
                         "maxItems", 2);
    case FIELD_METADATA:
        return json_pack("{s:s, s:b}", "type", "object", "additionalProperties", 1);
    default:
        return string_schema(field->limit);
    }
}

/* A value that may be absent is null in docs, and may be null in requests. */
static bool may_be_null(const struct field *field, bool for_input)
{
    if (field->use & REQUIRED)
        return false;
    if (for_input)
        return true;
    if (field->initial != NULL)
        return false;
    switch (field->type) {
    case FIELD_ID:
        return strcmp(field->name, "id") != 0;
    case FIELD_OBJECT:
        return strcmp(field->name, "anchor") != 0;
    case FIELD_COUNT:
        return field->use & WRITE;
    case FIELD_SLUG:
    case FIELD_OBJECTS:
    case FIELD_LINES:
    case FIELD_URLS:
    case FIELD_TAGS:
    case FIELD_METADATA:
        return false;
    default:
        return strcmp(field->name, "created_at") != 0 && strcmp(field->name, "updated_at") != 0 &&
               strcmp(field->name, "created_by") != 0 && strcmp(field->name, "status") != 0 &&
               strcmp(field->name, "body") != 0;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *field_schema(const struct field *field, bool for_input)
{
    json_t *schema = type_schema(field, for_input);
    if (may_be_null(field, for_input))
        schema = json_pack("{s:[o, {s:s}]}", "anyOf", schema, "type", "null");
    json_object_set_new(schema, "description", json_string(field->about));
    if (!(field->use & WRITE) && !for_input)
        json_object_set_new(schema, "readOnly", json_true());
    return schema;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *object_schema(const struct field *members, bool for_input, bool with_required)
{
    json_t *properties = json_object(), *required = json_array();
    for (const struct field *field = members; field->name != NULL; field++) {
        if (for_input && !(field->use & WRITE))
            continue;
        json_object_set_new(properties, field->name, field_schema(field, for_input));
        if (!for_input || (with_required && (field->use & REQUIRED)))
            json_array_append_new(required, json_string(field->name));
    }
    json_t *schema =
        json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties, "additionalProperties", 0);
    if (json_array_size(required) > 0) {
        json_object_set_new(schema, "required", required);
    } else {
        json_decref(required);
    }
    return schema;
}

struct collecting {
    json_t *properties, *required;
    bool for_input, for_patch;
};

static void collect(const struct field *field, void *context)
{
    struct collecting *collecting = context;
    bool is_column_only = (field->use & APART) && !(field->use & WRITE);
    if (is_column_only || (collecting->for_input ? !(field->use & WRITE) : (field->use & INPUT) != 0))
        return;
    json_object_set_new(collecting->properties, field->name, field_schema(field, collecting->for_input));
    bool is_required =
        collecting->for_input ? (field->use & REQUIRED) && !collecting->for_patch : !(field->use & APART);
    if (is_required)
        json_array_append_new(collecting->required, json_string(field->name));
}

static json_t *resource_schema(const struct resource *resource, bool for_input, bool for_patch)
{
    struct collecting collecting = {json_object(), json_array(), for_input, for_patch};
    resource_walk(resource, collect, &collecting);
    json_t *schema = json_pack("{s:s, s:s, s:o, s:b}", "type", "object", "description", resource->about, "properties",
                               collecting.properties, "additionalProperties", 0);
    if (!for_input) {
        json_object_set_new(collecting.properties, "included", reference("schemas", "Included"));
        /* fields= thins a record, so nothing of it is sure to be there but in its own form. */
        json_decref(collecting.required);
    } else if (json_array_size(collecting.required) > 0) {
        json_object_set_new(schema, "required", collecting.required);
    } else {
        json_decref(collecting.required);
    }
    return schema;
}

static void capitalise(char *text, size_t size, const char *name, const char *ending)
{
    (void)snprintf(text, size, "%s%s", name, ending);
    text[0] = (char)toupper((unsigned char)text[0]);
}

static json_t *schemas(void)
{
    json_t *all = json_object();
    json_object_set_new(all, "Id",
                        json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", "^[0-7][0-9a-hjkmnp-tv-z]{12}$",
                                  "description", "A 63-bit integer in lower-case Crockford base32, ordered by time"));
    json_t *included = json_object();
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        char name[64];
        capitalise(name, sizeof name, (*at)->singular, "");
        json_object_set_new(all, name, resource_schema(*at, false, false));
        if (*at != &key_resource)
            json_object_set_new(included, (*at)->plural, list_schema(reference("schemas", name), 0));
        char list[64];
        capitalise(list, sizeof list, (*at)->singular, "List");
        json_object_set_new(all, list,
                            json_pack("{s:s, s:{s:o, s:{s:[s,s]}, s:{s:s}, s:{s:s}, s:o}, s:[s,s], s:b}", "type",
                                      "object", "properties", "data", list_schema(reference("schemas", name), 200),
                                      "next", "type", "string", "null", "count", "type", "integer", "capped", "type",
                                      "boolean", "included", reference("schemas", "Included"), "required", "data",
                                      "next", "additionalProperties", 0));
        capitalise(name, sizeof name, (*at)->singular, "New");
        json_object_set_new(all, name, resource_schema(*at, true, false));
        capitalise(name, sizeof name, (*at)->singular, "Patch");
        json_object_set_new(all, name, resource_schema(*at, true, true));
    }
    json_object_set_new(json_object_get(json_object_get(all, "Key"), "properties"), "secret",
                        json_pack("{s:s, s:s}", "type", "string", "description", "Only in the answer that created it"));
    json_object_set_new(included, "more",
                        json_pack("{s:s, s:{s:s}}", "type", "object", "additionalProperties", "type", "string"));
    json_object_set_new(
        all, "Included",
        json_pack("{s:s, s:o, s:b}", "type", "object", "properties", included, "additionalProperties", 0));
    json_t *item = json_pack("{s:s, s:{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}}, s:[s,s]}", "type", "object", "properties",
                             "pointer", "type", "string", "parameter", "type", "string", "code", "type", "string",
                             "detail", "type", "string", "required", "code", "detail");
    json_object_set_new(all, "Problem",
                        json_pack("{s:s, s:s, s:{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:o}, s:[s,s,s]}", "type",
                                  "object", "description", "RFC 9457", "properties", "type", "type", "string", "title",
                                  "type", "string", "status", "type", "integer", "detail", "type", "string", "instance",
                                  "type", "string", "errors", list_schema(item, 0), "required", "type", "title",
                                  "status"));
    return all;
}

static json_t *parameter(const char *name, const char *in, const char *about, json_t *schema)
{
    json_t *made = json_pack("{s:s, s:s, s:s, s:o}", "name", name, "in", in, "description", about, "schema", schema);
    if (strcmp(in, "path") == 0)
        json_object_set_new(made, "required", json_true());
    return made;
}

static json_t *text_parameter(const char *name, const char *about)
{
    return parameter(name, "query", about, json_pack("{s:s}", "type", "string"));
}

static bool is_ranged(const struct field *field)
{
    return field->type == FIELD_DATE || field->type == FIELD_TIME ||
           (field->type == FIELD_OBJECT && field->path != NULL && str_ends(str_of(field->path), STR(".by")));
}

static void add_filter(const struct field *field, void *context)
{
    json_t *list = context;
    char name[64];
    if (!(field->use & FILTER))
        return;
    json_array_append_new(list, text_parameter(field->name, field->about));
    if (!is_ranged(field))
        return;
    (void)snprintf(name, sizeof name, "%s_from", field->name);
    json_array_append_new(list, text_parameter(name, "From this date on"));
    (void)snprintf(name, sizeof name, "%s_to", field->name);
    json_array_append_new(list, text_parameter(name, "Up to this date"));
}

static void add_list_parameters(json_t *list, const struct resource *resource)
{
    json_array_append_new(list, parameter("limit", "query", "Records on a page",
                                          json_pack("{s:s, s:i, s:i, s:i}", "type", "integer", "minimum", 1, "maximum",
                                                    200, "default", 50)));
    json_array_append_new(list, text_parameter("cursor", "Where the next page begins: `next` of the one before"));
    json_array_append_new(list,
                          text_parameter("sort", "A field to sort by; with - before it the greatest comes first"));
    json_array_append_new(
        list, parameter("count", "query", "Whether to count all of them", json_pack("{s:s}", "type", "boolean")));
    if (resource != &key_resource)
        json_array_append_new(list, text_parameter("q", "Words to find; \"phrases\", prefix*, -without, OR"));
    resource_walk(resource, add_filter, list);
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++)
        json_array_append_new(list, text_parameter(link->filter, link->about));
    if (resource->has_tags) {
        json_array_append_new(list, text_parameter("tags", "Claims with this tag or one below it"));
        json_array_append_new(list, text_parameter("tags_exact", "Claims with just this tag"));
    }
}

static void add_shape_parameters(json_t *list)
{
    json_array_append_new(list, text_parameter("fields", "Members to give, with commas between them"));
    json_array_append_new(list, text_parameter("include", "Neighbours to give beside it"));
    json_array_append_new(
        list, parameter("offsets", "query", "In what places are counted",
                        json_pack("{s:s, s:[s,s,s]}", "type", "string", "enum", "codepoints", "utf16", "bytes")));
}

static bool is_list(const struct route *route)
{
    return route->run == list_records || route->run == list_of_article_records || route->run == list_of_entity_records;
}

static json_t *parameters_of(const struct route *route)
{
    json_t *list = json_array();
    struct str rest = str_of(route->path), part;
    while (str_split(&rest, '/', &part)) {
        if (part.size < 3 || part.data[0] != '{')
            continue;
        char name[32];
        (void)snprintf(name, sizeof name, "%.*s", (int)part.size - 2, part.data + 1);
        json_array_append_new(list, parameter(name, "path", "Which one", json_pack("{s:s}", "type", "string")));
    }
    if (is_list(route))
        add_list_parameters(list, route->resource);
    if (route->resource != NULL && route->run != create_key && route->method != METHOD_DELETE)
        add_shape_parameters(list);
    if (route->run == delete_record) {
        json_array_append_new(list, parameter("cascade", "query", "Whether what hangs on it goes too",
                                              json_pack("{s:s}", "type", "boolean")));
    }
    if (route->run == merge_record) {
        json_array_append_new(list, parameter("large", "query", "Whether more than 20,000 records may be rewritten",
                                              json_pack("{s:s}", "type", "boolean")));
    }
    if (route->run == patch_record || route->run == delete_record) {
        json_array_append_new(list, parameter("If-Match", "header", "The ETag of the revision that is meant",
                                              json_pack("{s:s}", "type", "string")));
    }
    if (route->method == METHOD_POST) {
        json_array_append_new(list,
                              parameter("Idempotency-Key", "header", "Answers a repeat as the first time, for 24 hours",
                                        json_pack("{s:s}", "type", "string")));
    }
    return list;
}

static void add_problem(json_t *responses, const char *status, const char *about)
{
    json_object_set_new(responses, status,
                        json_pack("{s:s, s:{s:{s:o}}}", "description", about, "content", "application/problem+json",
                                  "schema", reference("schemas", "Problem")));
}

static json_t *content(const char *type, json_t *schema)
{
    return json_pack("{s:{s:o}}", type, "schema", schema);
}

static void add_success(json_t *responses, const struct route *route)
{
    char name[64];
    if (route->method == METHOD_DELETE || route->method == METHOD_PUT) {
        json_object_set_new(responses, "204", json_pack("{s:s}", "description", "Done"));
        return;
    }
    bool creates = route->run == create_records || route->run == create_key;
    const char *status = creates ? "201" : "200";
    json_t *schema = NULL;
    const char *type = "application/json";
    if (route->resource == NULL) {
        bool is_text = route->run == get_home || route->run == get_source;
        type = route->run == get_home ? "text/html" : is_text ? "text/plain" : type;
        schema = json_pack("{s:s}", "type", is_text ? "string" : "object");
    } else {
        capitalise(name, sizeof name, route->resource->singular, is_list(route) ? "List" : "");
        schema = reference("schemas", name);
        if (route->run == create_records) {
            capitalise(name, sizeof name, route->resource->singular, "List");
            schema = json_pack("{s:[o, o]}", "anyOf", schema, reference("schemas", name));
        }
    }
    json_object_set_new(responses, status,
                        json_pack("{s:s, s:o}", "description", route->about, "content", content(type, schema)));
    if (!creates && route->method == METHOD_GET)
        json_object_set_new(responses, "304", json_pack("{s:s}", "description", "Not modified"));
}

static json_t *responses_of(const struct route *route)
{
    json_t *responses = json_object();
    add_success(responses, route);
    bool is_named = strchr(route->path, '{') != NULL;
    add_problem(responses, "400", "The request cannot be read, or a parameter is wrong");
    if (route->access == OPEN) {
        add_problem(responses, "503", "Not ready");
        return responses;
    }
    add_problem(responses, "401", "A key is needed");
    add_problem(responses, "403", "The key does not allow it");
    if (is_named)
        add_problem(responses, "404", "There is no such record");
    if (is_named && (route->resource == &entity_resource || route->resource == &tag_resource))
        json_object_set_new(responses, "308", json_pack("{s:s}", "description", "It has another name now"));
    if (route->access == WRITES) {
        add_problem(responses, "409", "In conflict with what is stored");
        add_problem(responses, "412", "Somebody else was first");
        add_problem(responses, "413", "The body is too large");
        add_problem(responses, "415", "The body's type is not supported");
        add_problem(responses, "422", "Fields that are wrong, each named");
    }
    add_problem(responses, "406", "No form that was asked for can be given");
    add_problem(responses, "429", "Too many requests");
    add_problem(responses, "503", "Busy, or the disk failed");
    return responses;
}

static json_t *body_of(const struct route *route)
{
    char name[64];
    if (route->run == merge_record) {
        return json_pack("{s:b, s:o}", "required", 1, "content",
                         content("application/json",
                                 json_pack("{s:s, s:{s:{s:s, s:s}}, s:[s]}", "type", "object", "properties", "into",
                                           "type", "string", "description", "The one that stays", "required", "into")));
    }
    if (route->resource == NULL || (route->method != METHOD_POST && route->method != METHOD_PATCH))
        return NULL;
    capitalise(name, sizeof name, route->resource->singular, route->method == METHOD_POST ? "New" : "Patch");
    json_t *schema = reference("schemas", name);
    if (route->run == create_records)
        schema = json_pack("{s:[o, o]}", "anyOf", schema, list_schema(reference("schemas", name), 200));
    json_t *types = content("application/json", schema);
    if (route->method == METHOD_PATCH) {
        json_object_set_new(types, "application/merge-patch+json",
                            json_pack("{s:o}", "schema", reference("schemas", name)));
    }
    return json_pack("{s:b, s:o}", "required", 1, "content", types);
}

/* "List claims" → listClaims: every operation's line is its name as well. */
static json_t *operation_id(const struct route *route)
{
    static const char *const methods[] = {"get", "post", "put", "patch", "delete"};
    buffer_auto text = {0};
    buffer_add(&text, str_of(methods[route->method]));
    bool is_start = true;
    for (const char *at = route->path; *at != '\0'; at++) {
        if (!isalnum((unsigned char)*at)) {
            is_start = true;
            continue;
        }
        char byte = *at;
        if (is_start) {
            byte = (char)toupper((unsigned char)byte);
        }
        buffer_add_byte(&text, byte);
        is_start = false;
    }
    if (strcmp(route->path, "/") == 0)
        buffer_add(&text, STR("Home"));
    return json_string(buffer_terminate(&text));
}

static json_t *operation(const struct route *route)
{
    static const char *const scopes[] = {"none", "read", "suggest", "edit", "admin"};
    json_t *made = json_object();
    json_object_set_new(made, "operationId", operation_id(route));
    json_object_set_new(made, "summary", json_string(route->about));
    char about[128];
    (void)snprintf(about, sizeof about, "%s. Needs a key of scope %s.", route->about, scopes[route->scope]);
    json_object_set_new(made, "description", json_string(about));
    json_object_set_new(made, "tags", json_pack("[s]", route->resource == NULL ? "service" : route->resource->plural));
    json_object_set_new(made, "parameters", parameters_of(route));
    json_t *body = body_of(route);
    if (body != NULL)
        json_object_set_new(made, "requestBody", body);
    json_object_set_new(made, "responses", responses_of(route));
    if (route->access != WRITES)
        json_object_set_new(made, "security", route->access == OPEN ? json_array() : json_pack("[{}, {s:[]}]", "key"));
    return made;
}

static json_t *paths(void)
{
    static const char *const methods[] = {"get", "post", "put", "patch", "delete"};
    json_t *all = json_object();
    for (size_t i = 0; i < route_count; i++) {
        json_t *path = json_object_get(all, routes[i].path);
        if (path == NULL) {
            json_object_set_new(all, routes[i].path, json_object());
            path = json_object_get(all, routes[i].path);
        }
        json_object_set_new(path, methods[routes[i].method], operation(&routes[i]));
    }
    return all;
}

static json_t *tags(void)
{
    json_t *list = json_array();
    for (const struct resource *const *at = model_resources; *at != NULL; at++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "name", (*at)->plural, "description", (*at)->about));
    json_array_append_new(list, json_pack("{s:s, s:s}", "name", "service", "description", "The program itself"));
    return list;
}

void openapi_write(struct buffer *text)
{
    json_auto_t *document = json_object();
    json_object_set_new(document, "openapi", json_string("3.1.0"));
    json_object_set_new(
        document, "info",
        json_pack(
            "{s:s, s:s, s:s, s:{s:s, s:s}}", "title", "claimd", "version", CLAIMD_VERSION, "description",
            "Articles go in; entities and tagged claims come out, each claim tied to the exact words that state it.",
            "license", "name", "MIT", "identifier", "MIT"));
    json_object_set_new(document, "servers", json_pack("[{s:s, s:s}]", "url", "/", "description", "This server"));
    json_object_set_new(document, "security", json_pack("[{s:[]}]", "key"));
    json_object_set_new(document, "tags", tags());
    json_object_set_new(document, "paths", paths());
    json_object_set_new(document, "components",
                        json_pack("{s:o, s:{s:{s:s, s:s, s:s}}}", "schemas", schemas(), "securitySchemes", "key",
                                  "type", "http", "scheme", "bearer", "description", "A key made by POST /v1/keys"));
    json_write_pretty(text, document);
    buffer_add_byte(text, '\n');
}
