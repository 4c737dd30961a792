/* The document is built as JSON values from the tables and written once. Everything about a resource comes from its fields;
 * everything about an operation from its route, and from operations.c where no resource says it. */
#include "claimd/openapi.h"

#include <ctype.h>
#include <string.h>

#include "claimd/handlers.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/openapi_example.h"
#include "claimd/openapi_parameter.h"
#include "claimd/openapi_reply.h"
#include "claimd/openapi_schema.h"
#include "claimd/operations.h"
#include "claimd/routes.h"
#include "claimd/version.h"

enum { RECORDS_LIMIT = 200 };

/* One record, or a list of them; of a patch, the members to change. */
static json_t *record_body(const struct route *route)
{
    bool is_new = route->method == METHOD_POST;
    const char *ending = is_new ? "New" : "Patch";
    struct openapi_name name = openapi_name_of(route->resource, ending);
    json_t *schema = openapi_reference("schemas", name.text);
    json_t *examples = json_pack("{s:o}", "one", openapi_reference("examples", name.text));
    if (route->run == create_records) {
        json_t *list = json_pack("{s:s, s:o, s:i, s:i}", "type", "array", "items",
                                 openapi_reference("schemas", name.text), "minItems", 1, "maxItems", RECORDS_LIMIT);
        schema = json_pack("{s:[o, o]}", "anyOf", schema, list);
        json_object_set_new(examples, "list", json_pack("{s:[o]}", "value", openapi_example_new(route->resource)));
    }
    json_t *media = json_pack("{s:o, s:o}", "schema", schema, "examples", examples);
    json_t *types = json_pack("{s:o}", "application/json", media);
    if (!is_new)
        json_object_set(types, "application/merge-patch+json", media);
    return types;
}

static json_t *body_of(const struct route *route)
{
    const struct operation *operation = operation_of(route);
    json_t *types;
    if (operation != NULL && operation->takes != NULL) {
        json_t *example = operation->request == NULL ? openapi_example_object(operation->takes, true)
                                                     : json_loads(operation->request, 0, NULL);
        types = json_pack("{s:o}", "application/json",
                          openapi_media(openapi_object(operation->takes, OPENAPI_NEW), example));
    } else if (route->resource != NULL && (route->method == METHOD_POST || route->method == METHOD_PATCH)) {
        types = record_body(route);
    } else {
        return NULL;
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
    return json_string(buffer_terminate(&text));
}

static json_t *description(const struct route *route)
{
    if (route->access == OPEN)
        return json_sprintf("%s. Needs no key.", route->about);
    bool is_read = route->access != WRITES && route->scope == SCOPE_READ;
    return json_sprintf("%s. Needs a key of scope %s%s.", route->about, scope_name(route->scope),
                        is_read ? " where reading needs one" : "");
}

static json_t *operation(const struct route *route, json_t *parameters)
{
    json_t *made = json_object();
    json_object_set_new(made, "operationId", operation_id(route));
    json_object_set_new(made, "summary", json_string(route->about));
    json_object_set_new(made, "description", description(route));
    json_object_set_new(made, "tags", json_pack("[s]", route->resource == NULL ? "service" : route->resource->plural));
    json_object_set_new(made, "parameters", openapi_parameters(route, parameters));
    json_t *body = body_of(route);
    if (body != NULL)
        json_object_set_new(made, "requestBody", body);
    json_object_set_new(made, "responses", openapi_replies(route));
    if (route->access != WRITES) {
        json_object_set_new(made, "security",
                            route->access == OPEN ? json_array() : json_pack("[{}, {s:[]}, {s:[]}]", "key", "session"));
    }
    return made;
}

static json_t *paths(json_t *parameters)
{
    static const char *const methods[] = {"get", "post", "put", "patch", "delete"};
    json_t *all = json_object();
    for (size_t i = 0; i < route_count; i++) {
        if (routes[i].about == NULL)
            continue; /* the page */
        json_t *path = json_object_get(all, routes[i].path);
        if (path == NULL) {
            json_object_set_new(all, routes[i].path, json_object());
            path = json_object_get(all, routes[i].path);
        }
        json_object_set_new(path, methods[routes[i].method], operation(&routes[i], parameters));
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
    json_object_set_new(document, "security", json_pack("[{s:[]}, {s:[]}]", "key", "session"));
    json_object_set_new(document, "tags", tags());
    json_t *parameters = json_object(), *components = json_object();
    json_object_set_new(document, "paths", paths(parameters));
    json_object_set_new(components, "schemas", openapi_schemas());
    json_object_set_new(components, "parameters", parameters);
    json_object_set_new(components, "headers", openapi_headers());
    json_object_set_new(components, "responses", openapi_errors());
    json_object_set_new(components, "examples", openapi_examples());
    json_object_set_new(components, "securitySchemes",
                        json_pack("{s:{s:s, s:s, s:s}, s:{s:s, s:s, s:s, s:s}}", "key", "type", "http", "scheme",
                                  "bearer", "description", "A key made by POST /v1/keys", "session", "type", "apiKey",
                                  "in", "cookie", "name", "claimd_0a1b2c3d", "description",
                                  "What POST /v1/session gives a browser; the name ends in 8 characters of the data "
                                  "folder's id. Writes need this server's own Origin"));
    json_object_set_new(document, "components", components);
    json_write_pretty(text, document);
    buffer_add_byte(text, '\n');
}
