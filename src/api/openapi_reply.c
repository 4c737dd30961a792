/* Two tables: the errors and the headers, each with the routes that can have it. */
#include "claimd/openapi_reply.h"

#include <string.h>

#include "claimd/forms.h"
#include "claimd/handlers.h"
#include "claimd/http_status.h"
#include "claimd/model.h"
#include "claimd/openapi_example.h"
#include "claimd/openapi_schema.h"
#include "claimd/operations.h"

bool openapi_is_list(const struct route *route)
{
    return route->run == list_records || route->run == list_of_article_records || route->run == list_of_entity_records;
}

static bool always(const struct route *route)
{
    (void)route;
    return true;
}

static bool is_keyed(const struct route *route)
{
    return route->access != OPEN;
}

static bool is_named(const struct route *route)
{
    return strchr(route->path, '{') != NULL;
}

static bool takes_body(const struct route *route)
{
    return route->method != METHOD_GET && route->method != METHOD_DELETE;
}

static bool is_checked(const struct route *route)
{
    return route->method == METHOD_POST || route->method == METHOD_PATCH;
}

static bool takes_if_match(const struct route *route)
{
    return route->run == patch_record || route->run == delete_record;
}

static bool can_be_stale(const struct route *route)
{
    return takes_if_match(route) || route->run == decide_records;
}

static bool can_be_gone(const struct route *route)
{
    return route->run == get_body;
}

static bool creates(const struct route *route)
{
    return route->run == create_records || route->run == create_key;
}

/* Names are unique, what others hang on is not deleted, and a body does not move too many anchors at once. */
static bool can_conflict(const struct route *route)
{
    const struct resource *resource = route->resource;
    if (route->run == merge_record || route->run == create_key)
        return true;
    if (route->run == store_analysis)
        return true;
    if (route->run == decide_records)
        return resource == &entity_resource;
    if (route->run == delete_record)
        return model_is_hung_on(resource);
    const struct field *slug = resource == NULL ? NULL : resource_field(resource, STR("slug"));
    if (route->run == create_records)
        return slug != NULL;
    return route->run == patch_record && (resource == &article_resource || (slug != NULL && !(slug->use & FIXED)));
}

static const struct error {
    unsigned status;
    const char *name; /* in components/responses */
    bool (*occurs)(const struct route *route);
    const char *about;
} errors[] = {
    /* clang-format off */
    {400, "BadRequest",       always,         "The request cannot be read, or a parameter is wrong"},
    {401, "Unauthorized",     is_keyed,       "A key is needed, or the one sent is unknown, expired or revoked"},
    {403, "Forbidden",        always,         "The key does not allow it, or the Host is not ours"},
    {404, "NotFound",         is_named,       "There is no such record"},
    {405, "MethodNotAllowed", always,         "Another method was sent to this path"},
    {406, "NotAcceptable",    always,         "There is no form that Accept takes"},
    {409, "Conflict",         can_conflict,   "In conflict with what is stored"},
    {410, "Gone",             can_be_gone,    "It was there, and is not kept"},
    {412, "Stale",            can_be_stale,   "If-Match, or a decision, names another revision than the present one"},
    {413, "TooLarge",         takes_body,     "The body is larger than --body-limit"},
    {414, "TargetTooLong",    always,         "The address is too long"},
    {415, "UnsupportedType",  takes_body,     "The body is not JSON, or is compressed"},
    {422, "Unprocessable",    is_checked,     "The body was read and is wrong: every mistake is named"},
    {429, "TooManyRequests",  is_keyed,       "The key has sent more requests than --rate allows"},
    {431, "HeadTooLarge",     always,         "The head of the request is too large"},
    {501, "NotImplemented",   always,         "A Transfer-Encoding other than chunked"},
    {503, "Unavailable",      always,         "Busy, stopping, too slow, or the disk failed"},
    /* clang-format on */
};

/* Headers of replies. */
static bool has_etag(const struct route *route, unsigned status)
{
    bool is_record = route != NULL && (creates(route) || takes_if_match(route) || route->run == merge_record);
    return status == 304 || (status == 200 && route != NULL && route->method == METHOD_GET) ||
           (status < 300 && status != 204 && is_record);
}

static bool has_link(const struct route *route, unsigned status)
{
    return (status == 200 || status == 304) &&
           (openapi_is_list(route) || route->run == get_history || route->run == get_brought);
}

static bool has_location(const struct route *route, unsigned status)
{
    return status == 308 || (status == 201 && creates(route));
}

static bool is_repeatable(const struct route *route, unsigned status)
{
    return status < 300 && route->method == METHOD_POST && route->access == WRITES;
}

static bool has_policy(const struct route *route, unsigned status)
{
    return (status == 200 || status == 304) && route->run == get_source;
}

static bool has_cookie(const struct route *route, unsigned status)
{
    return (status == 201 && route->run == create_session) || (status == 204 && route->run == end_session);
}

static bool has_file(const struct route *route, unsigned status)
{
    return (status == 200 || status == 304) && openapi_is_list(route);
}

static bool is_405(const struct route *route, unsigned status)
{
    (void)route;
    return status == 405;
}

static bool is_401(const struct route *route, unsigned status)
{
    (void)route;
    return status == 401;
}

static bool can_retry(const struct route *route, unsigned status)
{
    (void)route;
    return status == 429 || status == 503;
}

static bool on_all(const struct route *route, unsigned status)
{
    (void)route;
    (void)status;
    return true;
}

static const struct header {
    const char *name;
    bool (*occurs)(const struct route *route, unsigned status); /* route is NULL for errors, which all have in common */
    bool is_sure;                                               /* it always comes */
    const char *example, *about;
} headers[] = {
    /* clang-format off */
    {"ETag",                          has_etag,      false, "\"r1.1\"",                  "`\"r3.1\"` is revision 3 of a record, with docs of form 1; other forms and lists have weak ones"},
    {"Link",                          has_link,      false, "</v1/claims?cursor=bmV4dA>; rel=\"next\"", "The next page, when there is one"},
    {"Location",                      has_location,  false, "/v1/claims/0savvxnv5j403",  "Where the record is"},
    {"Idempotency-Replayed",          is_repeatable, false, "true",                      "This is the answer given before to the same Idempotency-Key"},
    {"Content-Disposition",           has_file,      false, "attachment; filename=\"claims.csv\"", "With CSV and NDJSON: what a browser calls the file"},
    {"Content-Security-Policy",       has_policy,    true,  "sandbox",                   "What a browser may do with it"},
    {"Set-Cookie",                    has_cookie,    false, "claimd_0a1b2c3d=cl_…; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict", "The session, which no script can read; on signing out an empty one"},
    {"Allow",                         is_405,        true,  "GET, HEAD, POST, OPTIONS",  "The methods that this path has"},
    {"WWW-Authenticate",              is_401,        true,  "Bearer",                    "How to send a key"},
    {"Retry-After",                   can_retry,     true,  "1",                         "Seconds after which it may go better"},
    {"X-Request-Id",                  on_all,        true,  "6b0534e5-1-c",              "The id sent, or one made; it stands in the log as well"},
    {"Cache-Control",                 on_all,        true,  "no-cache",                  "Keep it, and ask with If-None-Match before using it again"},
    {"Vary",                          on_all,        true,  "Accept, Accept-Encoding, Authorization, Origin", "What the reply depends on"},
    {"X-Content-Type-Options",        on_all,        true,  "nosniff",                   "The type is what it says"},
    {"Referrer-Policy",               on_all,        true,  "no-referrer",               "Addresses are not passed on"},
    {"RateLimit",                     on_all,        false, "\"key\";r=9;t=1",           "With --rate: what the key may still send in this second"},
    {"RateLimit-Policy",              on_all,        false, "\"key\";q=10;w=1",          "With --rate: what it may send in a second"},
    {"Access-Control-Allow-Origin",   on_all,        false, "https://page.example",      "With --allow-origin: the page that may read this"},
    {"Access-Control-Expose-Headers", on_all,        false, "Link, ETag, Location, X-Request-Id, RateLimit, Retry-After", "What that page may read of the headers"},
    /* clang-format on */
};

json_t *openapi_headers(void)
{
    json_t *all = json_object();
    for (size_t i = 0; i < COUNT(headers); i++) {
        json_t *header = json_pack("{s:s, s:{s:s}, s:s}", "description", headers[i].about, "schema", "type", "string",
                                   "example", headers[i].example);
        if (headers[i].is_sure)
            json_object_set_new(header, "required", json_true());
        json_object_set_new(all, headers[i].name, header);
    }
    return all;
}

static json_t *reply(const struct route *route, unsigned status, const char *about, json_t *content)
{
    json_t *made = json_pack("{s:s}", "description", about), *named = json_object();
    for (size_t i = 0; i < COUNT(headers); i++) {
        if (headers[i].occurs(route, status))
            json_object_set_new(named, headers[i].name, openapi_reference("headers", headers[i].name));
    }
    json_object_set_new(made, "headers", named);
    if (content != NULL)
        json_object_set_new(made, "content", content);
    return made;
}

json_t *openapi_errors(void)
{
    json_t *all = json_object();
    for (size_t i = 0; i < COUNT(errors); i++) {
        const struct error *error = &errors[i];
        json_t *content =
            json_pack("{s:{s:o, s:o}}", "application/problem+json", "schema", openapi_reference("schemas", "Problem"),
                      "examples", openapi_example_problems(error->status));
        json_object_set_new(all, error->name, reply(NULL, error->status, error->about, content));
    }
    return all;
}

static json_t *example_reference(const char *name)
{
    return openapi_reference("examples", name);
}

/* Where an operation gives records they are those of its route. */
static void name_record(json_t *schema, const struct route *route)
{
    json_t *result = resource_at(schema, "properties.data.items.properties");
    if (route->resource == NULL || json_object_get(result, "record") == NULL)
        return;
    struct openapi_name name = openapi_name_of(route->resource, "");
    json_object_set_new(result, "record",
                        json_pack("{s:[o, {s:s}]}", "anyOf", openapi_reference("schemas", name.text), "type", "null"));
}

static json_t *operation_example(const struct route *route, const struct operation *operation)
{
    if (operation->example != NULL && operation->gives == NULL && operation->schema == NULL)
        return json_string(operation->example);
    if (operation->example != NULL)
        return json_loads(operation->example, JSON_DECODE_ANY, NULL);
    json_t *example = openapi_example_object(operation->gives, false);
    json_t *first = json_array_get(json_object_get(example, "data"), 0);
    if (route->resource != NULL && json_object_get(first, "record") != NULL)
        json_object_set_new(first, "record", openapi_example_record(route->resource, true));
    return example;
}

/* What comes back when an operation of the table did what it does. */
static json_t *operation_content(const struct route *route, const struct operation *operation)
{
    if (operation->type == NULL)
        return NULL;
    json_t *schema, *example;
    if (operation->gives != NULL) {
        schema = openapi_object(operation->gives, OPENAPI_RECORD);
        name_record(schema, route);
    } else if (operation->schema != NULL) {
        schema = json_loads(operation->schema, 0, NULL);
    } else {
        schema = json_pack("{s:s}", "type", "string");
    }
    example = operation_example(route, operation);
    assert(schema != NULL && example != NULL); /* our own texts */
    return json_pack("{s:o}", operation->type, openapi_media(schema, example));
}

/* The forms beside JSON. */
static void add_forms(json_t *content, const struct resource *resource, bool is_list)
{
    json_auto_t *doc = openapi_example_record(resource, true);
    for (const struct form *form = forms; form->name != NULL; form++) {
        if (form->sample == NULL || !form_fits(form, resource, is_list))
            continue;
        char type[64];
        (void)snprintf(type, sizeof type, "%.*s", (int)strcspn(form->type, ";"), form->type);
        json_t *sample = form->sample(resource, doc, is_list);
        json_t *schema = json_is_string(sample)
                             ? json_pack("{s:s}", "type", "string")
                             : openapi_reference("schemas", is_list ? "AnnotationPage" : "Annotation");
        json_object_set_new(content, type, openapi_media(schema, sample));
    }
}

/* Records as they come back: one, a page, or either when up to 200 were created. */
static json_t *record_content(const struct route *route)
{
    struct openapi_name one = openapi_name_of(route->resource, ""), list = openapi_name_of(route->resource, "List");
    json_t *schema = openapi_reference("schemas", openapi_is_list(route) ? list.text : one.text);
    json_t *examples = json_object();
    if (!openapi_is_list(route))
        json_object_set_new(examples, "one", example_reference(one.text));
    if (openapi_is_list(route) || route->run == create_records)
        json_object_set_new(examples, "list", example_reference(list.text));
    if (route->run == create_records)
        schema = json_pack("{s:[o, o]}", "anyOf", schema, openapi_reference("schemas", list.text));
    json_t *content = json_pack("{s:{s:o, s:o}}", "application/json", "schema", schema, "examples", examples);
    if (openapi_is_list(route) || route->run == get_record)
        add_forms(content, route->resource, openapi_is_list(route));
    return content;
}

static void add_success(json_t *replies, const struct route *route)
{
    const struct operation *operation = operation_of(route);
    const char *status = creates(route)                ? "201"
                         : route->run == delete_record ? "204"
                         : operation != NULL           ? operation->status
                                                       : "200";
    unsigned number = (unsigned)strtoul(status, NULL, 10);
    json_t *content = operation != NULL && (operation->type != NULL || route->resource == NULL)
                          ? operation_content(route, operation)
                      : number == 204 ? NULL
                                      : record_content(route);
    json_object_set_new(replies, status, reply(route, number, content == NULL ? "Done" : route->about, content));
    if (route->run == create_records) {
        json_object_set_new(replies, "200",
                            reply(route, 200, "What would have been made (dry_run)", json_deep_copy(content)));
    }
    if (route->method == METHOD_GET)
        json_object_set_new(replies, "304", reply(route, 304, "It is what If-None-Match names", NULL));
    bool has_names = is_named(route) && (route->resource == &entity_resource || route->resource == &tag_resource ||
                                         strncmp(route->path, "/v1/entities/", 13) == 0);
    if (has_names && route->run != merge_record)
        json_object_set_new(replies, "308", reply(route, 308, "The record has another name now", NULL));
}

json_t *openapi_replies(const struct route *route)
{
    json_t *replies = json_object();
    add_success(replies, route);
    for (size_t i = 0; i < COUNT(errors); i++) {
        char status[8];
        (void)snprintf(status, sizeof status, "%u", errors[i].status);
        if (errors[i].occurs(route))
            json_object_set_new(replies, status, openapi_reference("responses", errors[i].name));
    }
    return replies;
}
