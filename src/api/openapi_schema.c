#include "claimd/openapi_schema.h"

#include <ctype.h>
#include <string.h>

#include "claimd/anchors.h"
#include "claimd/annotation.h"
#include "claimd/input.h"
#include "claimd/list.h"
#include "claimd/model.h"
#include "claimd/suggestions.h"

json_t *openapi_reference(const char *kind, const char *name)
{
    char text[96];
    (void)snprintf(text, sizeof text, "#/components/%s/%s", kind, name);
    return json_pack("{s:s}", "$ref", text);
}

struct openapi_name openapi_name_of(const struct resource *resource, const char *ending)
{
    struct openapi_name name;
    (void)snprintf(name.text, sizeof name.text, "%s%s", resource->singular, ending);
    name.text[0] = (char)toupper((unsigned char)name.text[0]);
    return name;
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

/* "format": "uri" would refuse letters outside ASCII, which value.c takes. */
static json_t *url_schema(void)
{
    return json_pack("{s:s, s:s, s:i}", "type", "string", "pattern",
                     "^https?://[^\\x00-\\x20\\x7F<>\"\\\\^`{|}/?#][^\\x00-\\x20\\x7F<>\"\\\\^`{|}]*$", "maxLength",
                     2048);
}

static json_t *enum_schema(const char *const *values)
{
    json_t *list = json_array();
    for (; *values != NULL; values++)
        json_array_append_new(list, json_string(*values));
    return json_pack("{s:s, s:o}", "type", "string", "enum", list);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *type_schema(const struct field *field, enum openapi_form form)
{
    switch (field->type) {
    case FIELD_URL:
        return url_schema();
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
        return openapi_reference("schemas", "Id");
    case FIELD_ENTITY:
        return form == OPENAPI_RECORD ? openapi_reference("schemas", "Id") : string_schema(80);
    case FIELD_OBJECT:
        return field->members == NULL ? json_pack("{s:s}", "type", "object") : openapi_object(field->members, form);
    case FIELD_OBJECTS: /* lists are replaced, so a patch has whole items */
        if (field->members == NULL)
            return list_schema(openapi_reference("schemas", "Error"), PROBLEM_ITEMS);
        return list_schema(openapi_object(field->members, form == OPENAPI_PATCH ? OPENAPI_NEW : form), field->limit);
    case FIELD_LINES:
        return list_schema(field->values != NULL ? enum_schema(field->values) : string_schema(200), field->limit);
    case FIELD_URLS:
        return list_schema(url_schema(), field->limit);
    case FIELD_TAGS:
        return list_schema(string_schema(80), field->limit);
    case FIELD_RANGE:
        return json_pack("{s:s, s:{s:s}, s:i, s:i}", "type", "array", "items", "type", "number", "minItems", 2,
                         "maxItems", 2);
    case FIELD_NUMBER:
        return json_pack("{s:s}", "type", "number");
    case FIELD_METADATA:
        return json_pack("{s:s, s:b}", "type", "object", "additionalProperties", 1);
    default:
        return string_schema(field->limit);
    }
}

bool openapi_may_be_null(const struct field *field, enum openapi_form form)
{
    if (field->use & REQUIRED)
        return false;
    if (form != OPENAPI_RECORD && (field->use & WRITE))
        return true;
    if ((field->use & SET) || field->initial != NULL)
        return false;
    return field->type != FIELD_OBJECTS && field->type != FIELD_LINES && field->type != FIELD_URLS &&
           field->type != FIELD_TAGS && field->type != FIELD_METADATA;
}

bool openapi_comes_back(const struct field *field)
{
    return !(field->use & INPUT) && (!(field->use & APART) || (field->use & WRITE));
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *field_schema(const struct field *field, enum openapi_form form)
{
    json_t *schema = type_schema(field, form);
    if (openapi_may_be_null(field, form))
        schema = json_pack("{s:[o, {s:s}]}", "anyOf", schema, "type", "null");
    json_object_set_new(schema, "description", json_string(field->about));
    if (!(field->use & WRITE))
        json_object_set_new(schema, "readOnly", json_true());
    return schema;
}

static json_t *closed_object(json_t *properties, json_t *required)
{
    json_t *schema =
        json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties, "additionalProperties", 0);
    if (json_array_size(required) > 0) {
        json_object_set_new(schema, "required", required);
    } else {
        json_decref(required);
    }
    return schema;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
json_t *openapi_object(const struct field *members, enum openapi_form form)
{
    json_t *properties = json_object(), *required = json_array();
    for (const struct field *field = members; field->name != NULL; field++) {
        json_object_set_new(properties, field->name, field_schema(field, form));
        if (form == OPENAPI_RECORD || (form == OPENAPI_NEW && (field->use & REQUIRED)))
            json_array_append_new(required, json_string(field->name));
    }
    return closed_object(properties, required);
}

struct collecting {
    json_t *properties, *required;
    enum openapi_form form;
};

static void collect(const struct field *field, void *context)
{
    struct collecting *collecting = context;
    enum openapi_form form = collecting->form;
    bool is_there = form == OPENAPI_RECORD ? openapi_comes_back(field) : (field->use & WRITE) != 0;
    if (!is_there && (form != OPENAPI_PATCH || !openapi_comes_back(field))) /* what is read-only may be sent back */
        return;
    json_object_set_new(collecting->properties, field->name, field_schema(field, form));
    /* What is stored apart comes with the record itself and not in lists. */
    if (form == OPENAPI_RECORD ? !(field->use & APART) : form == OPENAPI_NEW && (field->use & REQUIRED))
        json_array_append_new(collecting->required, json_string(field->name));
}

/* What comes with records and is no field of theirs. */
static const char *const beside[] = {"included", "anchors", "analysis"};

static json_t *resource_schema(const struct resource *resource, enum openapi_form form)
{
    struct collecting collecting = {json_object(), json_array(), form};
    resource_walk(resource, collect, &collecting);
    if (form == OPENAPI_RECORD && resource != &key_resource)
        json_object_set_new(collecting.properties, "included", openapi_reference("schemas", "Included"));
    for (size_t i = 0; i < COUNT(beside) && form == OPENAPI_PATCH; i++) {
        if (input_is_beside(resource, beside[i])) {
            json_object_set_new(collecting.properties, beside[i],
                                json_pack("{s:s}", "description", "May be sent back, and is not looked at"));
        }
    }
    if (form == OPENAPI_RECORD && resource == &article_resource) {
        json_t *anchors = openapi_object(anchors_summary_members, OPENAPI_RECORD);
        json_object_set_new(anchors, "description",
                            json_string("Only in the answer to a PATCH that changed the text: what became of anchors"));
        json_object_set_new(collecting.properties, "anchors", anchors);
        json_t *analysis = openapi_object(suggestions_members, OPENAPI_RECORD);
        json_object_set_new(analysis, "description",
                            json_string("Only in the answer to a POST with analyze=true: what was suggested"));
        json_object_set_new(collecting.properties, "analysis", analysis);
    }
    if (form == OPENAPI_RECORD && resource == &key_resource) {
        json_object_set_new(
            collecting.properties, "secret",
            json_pack("{s:s, s:s}", "type", "string", "description", "Only in the answer that created it"));
    }
    json_t *schema = closed_object(collecting.properties, collecting.required);
    json_object_set_new(schema, "description", json_string(resource->about));
    return schema;
}

static json_t *list_of(const struct resource *resource)
{
    json_t *properties =
        json_pack("{s:o, s:{s:[s,s], s:s}, s:{s:s, s:s}, s:{s:s, s:s}}", "data",
                  list_schema(openapi_reference("schemas", openapi_name_of(resource, "").text), LIST_LIMIT), "next",
                  "type", "string", "null", "description", "cursor= of the next page; null: this is the last one",
                  "count", "type", "integer", "description", "How many there are on all pages, with count=true",
                  "capped", "type", "boolean", "description", "Relevance was taken among the newest matches only");
    if (resource != &key_resource)
        json_object_set_new(properties, "included", openapi_reference("schemas", "Included"));
    return closed_object(properties, json_pack("[s, s]", "data", "next"));
}

static json_t *included_schema(void)
{
    json_t *properties = json_object();
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        if (*at != &key_resource) {
            json_object_set_new(properties, (*at)->plural,
                                list_schema(openapi_reference("schemas", openapi_name_of(*at, "").text), 0));
        }
    }
    json_object_set_new(properties, "more",
                        json_pack("{s:s, s:{s:s}, s:s}", "type", "object", "additionalProperties", "type", "string",
                                  "description", "What was cut, by name, with the address that lists all of it"));
    json_t *schema = closed_object(properties, json_array());
    json_object_set_new(schema, "description", json_string("Neighbours that include= asked for, each once"));
    return schema;
}

static json_t *said(const char *type, const char *about)
{
    return json_pack("{s:s, s:s}", "type", type, "description", about);
}

/* A place that a quotation comes close to. */
static json_t *candidate_schema(void)
{
    static const char *const texts[] = {"exact", "prefix", "suffix"};
    json_t *properties = json_pack("{s:{s:s}, s:{s:s}}", "start", "type", "integer", "end", "type", "integer");
    json_t *required = json_pack("[s, s]", "start", "end");
    for (size_t i = 0; i < COUNT(texts); i++) {
        json_object_set_new(properties, texts[i], json_pack("{s:s}", "type", "string"));
        json_array_append_new(required, json_string(texts[i]));
    }
    return closed_object(properties, required);
}

static json_t *codes(void)
{
    json_t *list = json_array();
    for (int code = 0; code < PROBLEM_CODE_COUNT; code++)
        json_array_append_new(list, json_string(problem_word((enum problem_code)code)));
    return json_pack("{s:s, s:o, s:s}", "type", "string", "enum", list, "description", "For programs");
}

/* Members that some codes alone have say which. */
static json_t *error_schema(void)
{
    json_t *properties = json_object(), *id = openapi_reference("schemas", "Id");
    json_object_set_new(id, "description", json_string("exists: the record that has the name"));
    json_t *candidates = list_schema(candidate_schema(), 0);
    json_object_set_new(candidates, "description",
                        json_string("quote_ambiguous, quote_not_found: places that come close, with the text around"));
    json_object_set_new(properties, "pointer", said("string", "Where in the body (RFC 6901); empty: the whole"));
    json_object_set_new(properties, "parameter", said("string", "Which query parameter, instead of pointer"));
    json_object_set_new(properties, "code", codes());
    json_object_set_new(properties, "detail", said("string", "What is wrong and what was expected"));
    json_object_set_new(properties, "id", id);
    json_object_set_new(properties, "revision", said("integer", "stale: the present one of this record"));
    json_object_set_new(properties, "candidates", candidates);
    return closed_object(properties, json_pack("[s, s]", "code", "detail"));
}

static json_t *problem_schema(void)
{
    json_t *properties = json_object();
    json_object_set_new(properties, "type", said("string", "/problems/ and the code of the first error"));
    json_object_set_new(properties, "title", said("string", "The status in words"));
    json_object_set_new(properties, "status", said("integer", "The status"));
    json_object_set_new(properties, "detail", said("string", "For people"));
    json_object_set_new(properties, "instance", said("string", "What was asked for"));
    json_object_set_new(properties, "request_id", said("string", "As in X-Request-Id and in the server's log"));
    json_object_set_new(properties, "revision", said("integer", "stale: the present one"));
    json_object_set_new(properties, "counts",
                        json_pack("{s:s, s:{s:s}, s:s}", "type", "object", "additionalProperties", "type", "integer",
                                  "description", "in_use: how many of each hang on the record"));
    json_object_set_new(properties, "available",
                        json_pack("{s:s, s:{s:s}, s:s}", "type", "array", "items", "type", "string", "description",
                                  "not_acceptable: the media types that there are"));
    json_object_set_new(properties, "errors", list_schema(openapi_reference("schemas", "Error"), PROBLEM_ITEMS));
    json_t *required =
        json_pack("[s, s, s, s, s, s, s]", "type", "title", "status", "detail", "instance", "request_id", "errors");
    json_t *schema = closed_object(properties, required);
    json_object_set_new(schema, "description", json_string("RFC 9457; errors names everything that is wrong"));
    return schema;
}

json_t *openapi_schemas(void)
{
    json_t *all = json_object();
    json_object_set_new(all, "Id",
                        json_pack("{s:s, s:s, s:s}", "type", "string", "pattern", "^[0-7][0-9a-hjkmnp-tv-z]{12}$",
                                  "description", "A 63-bit integer in lower-case Crockford base32, ordered by time"));
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        json_object_set_new(all, openapi_name_of(*at, "").text, resource_schema(*at, OPENAPI_RECORD));
        json_object_set_new(all, openapi_name_of(*at, "List").text, list_of(*at));
        json_object_set_new(all, openapi_name_of(*at, "New").text, resource_schema(*at, OPENAPI_NEW));
        json_object_set_new(all, openapi_name_of(*at, "Patch").text, resource_schema(*at, OPENAPI_PATCH));
    }
    json_object_set_new(all, "Included", included_schema());
    json_object_set_new(all, "Error", error_schema());
    json_object_set_new(all, "Problem", problem_schema());
    annotation_schemas(all);
    return all;
}
