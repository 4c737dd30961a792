#include "claimd/openapi_example.h"

#include <string.h>

#include "claimd/http_status.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/openapi_schema.h"
#include "claimd/value.h"

#define ARTICLE "0savvxn3wj400"
#define ENTITY  "0savvxn35j401"

static const struct story {
    const struct resource *resource;
    const char *id, *name; /* name: in paths */
    const char *patch;     /* JSON */
} stories[] = {
    {&article_resource, ARTICLE, ARTICLE, "{\"note\": \"The headline was changed on 20 May 2024.\"}"},
    {&entity_resource, ENTITY, "ada-grey", "{\"description\": \"Minister for energy\"}"},
    {&mention_resource, "0savvxn4ej402", "0savvxn4ej402", "{\"metonym\": false}"},
    {&claim_resource, "0savvxnv5j403", "0savvxnv5j403", "{\"certainty\": \"very_likely\", \"tags\": [\"energy\"]}"},
    {&tag_resource, "0savvxn2mj404", "energy", "{\"description\": \"Power, fuels and grids\"}"},
    {&key_resource, "0savvxn1cj405", "0savvxn1cj405", "{\"expires_at\": null}"},
};

static const struct story *story_of(const struct resource *resource)
{
    const struct story *story = stories;
    while (story->resource != resource) {
        story++;
        assert(story < stories + COUNT(stories));
    }
    return story;
}

const char *openapi_example_name(const struct resource *resource)
{
    return story_of(resource)->name;
}

json_t *openapi_media(json_t *schema, json_t *example)
{
    json_t *media = json_pack("{s:o}", "schema", schema);
    if (example != NULL)
        json_object_set_new(media, "example", example);
    return media;
}

/* Members in the table's order; what an example leaves out stands as the program would store it. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *complete(const struct field *members, json_t *object);

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *complete_value(const struct field *field, json_t *value)
{
    if (field->members == NULL || json_is_null(value))
        return value;
    if (json_is_object(value))
        return complete(field->members, value);
    for (size_t i = 0; i < json_array_size(value); i++)
        json_array_set_new(value, i, complete(field->members, json_incref(json_array_get(value, i)))); /* the list's */
    return value;
}

static const char *const texts[FIELD_TYPE_COUNT] = {
    /* clang-format off */
    [FIELD_TEXT]     = "text",
    [FIELD_LINE]     = "a line",
    [FIELD_WORDS]    = "words",
    [FIELD_SLUG]     = "a-slug",
    [FIELD_URL]      = "https://example.org/",
    [FIELD_LANGUAGE] = "en",
    [FIELD_DATE]     = "2024-05",
    [FIELD_TIME]     = "2026-11-24T06:55:33.236Z",
    [FIELD_ID]       = ENTITY,
    [FIELD_ARTICLE]  = ARTICLE,
    [FIELD_ENTITY]   = ENTITY,
    [FIELD_TAG]      = "energy",
    /* clang-format on */
};

/* What the table says; NULL: nothing. */
static json_t *own_example(const struct field *field)
{
    if (field->example == NULL)
        return NULL;
    if (texts[field->type] != NULL || field->type == FIELD_ENUM)
        return json_string(field->example);
    json_t *value = json_loads(field->example, JSON_DECODE_ANY, NULL);
    assert(value != NULL); /* our own text */
    return value;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *type_example(const struct field *field)
{
    if (texts[field->type] != NULL)
        return json_string(texts[field->type]);
    switch (field->type) {
    case FIELD_ENUM:
        return json_string(field->values[0]);
    case FIELD_BOOL:
        return json_false();
    case FIELD_COUNT:
        return json_integer(0);
    case FIELD_UNIT:
    case FIELD_NUMBER:
        return json_real(0.5);
    case FIELD_OBJECT:
        return openapi_example_object(field->members, false);
    case FIELD_OBJECTS:
        return json_pack("[o]", openapi_example_object(field->members, false));
    default:
        return json_array();
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *stored_example(const struct field *field)
{
    json_t *own = own_example(field);
    if (own != NULL)
        return complete_value(field, own);
    bool is_filled = (field->use & (SET | REQUIRED)) && field->initial == NULL;
    return is_filled ? type_example(field) : value_initial(field);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *complete(const struct field *members, json_t *object)
{
    json_t *whole = json_object();
    for (const struct field *field = members; field->name != NULL; field++) {
        json_t *value = json_object_get(object, field->name);
        json_object_set_new(whole, field->name,
                            value == NULL ? stored_example(field)
                                          : complete_value(field, json_incref(value))); /* the object goes */
    }
    json_decref(object);
    return whole;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
json_t *openapi_example_object(const struct field *members, bool for_input)
{
    if (!for_input)
        return complete(members, json_object());
    json_t *object = json_object();
    for (const struct field *field = members; field->name != NULL; field++) {
        json_t *own = (field->use & WRITE) ? own_example(field) : NULL;
        if (own == NULL && (field->use & WRITE) && (field->use & REQUIRED))
            own = type_example(field);
        if (own != NULL)
            json_object_set_new(object, field->name, own);
    }
    return object;
}

struct telling {
    const struct story *story;
    json_t *record;
    bool is_listed; /* as it is in lists */
    bool has_short; /* a field that is only for requests says what the program fills in */
};

static void tell_stored(const struct field *field, void *context)
{
    struct telling *telling = context;
    if (!openapi_comes_back(field) || (telling->is_listed && (field->use & APART)))
        return;
    json_t *value = strcmp(field->name, "id") == 0 ? json_string(telling->story->id) : stored_example(field);
    json_object_set_new(telling->record, field->name, value);
}

json_t *openapi_example_record(const struct resource *resource, bool is_listed)
{
    struct telling telling = {story_of(resource), json_object(), is_listed, false};
    resource_walk(resource, tell_stored, &telling);
    return telling.record;
}

static void note_short(const struct field *field, void *context)
{
    struct telling *telling = context;
    telling->has_short = telling->has_short || ((field->use & INPUT) && field->example != NULL);
}

static void tell_new(const struct field *field, void *context)
{
    struct telling *telling = context;
    if (!(field->use & WRITE) || (telling->has_short && (field->use & SET)))
        return;
    json_t *own = own_example(field);
    if (own == NULL && (field->use & REQUIRED))
        own = type_example(field);
    if (own != NULL)
        json_object_set_new(telling->record, field->name, own);
}

json_t *openapi_example_new(const struct resource *resource)
{
    struct telling telling = {story_of(resource), json_object(), false, false};
    resource_walk(resource, note_short, &telling);
    resource_walk(resource, tell_new, &telling);
    return telling.record;
}

static void add_value(json_t *all, const char *name, json_t *value)
{
    json_object_set_new(all, name, json_pack("{s:o}", "value", value));
}

json_t *openapi_examples(void)
{
    json_t *all = json_object();
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        json_t *patch = json_loads(story_of(*at)->patch, 0, NULL);
        assert(patch != NULL);
        add_value(all, openapi_name_of(*at, "").text, openapi_example_record(*at, false));
        add_value(all, openapi_name_of(*at, "List").text,
                  json_pack("{s:[o], s:n}", "data", openapi_example_record(*at, true), "next"));
        add_value(all, openapi_name_of(*at, "New").text, openapi_example_new(*at));
        add_value(all, openapi_name_of(*at, "Patch").text, patch);
    }
    return all;
}

/* What each code says, as it is said somewhere in the program. */
static const struct mishap {
    const char *where; /* JSON Pointer, or a parameter's name */
    bool is_parameter;
    const char *detail;
    const char *extra, *whole; /* JSON of further members, of the error and of the document */
} mishaps[PROBLEM_CODE_COUNT] = {
    /* clang-format off */
    [PROBLEM_INVALID_JSON]       = {"", false, "line 1, column 12: string or '}' expected near end of file"},
    [PROBLEM_INVALID_REQUEST]    = {"", false, "the path is not UTF-8"},
    [PROBLEM_UNKNOWN_PARAMETER]  = {"knd", true, "is no parameter here; did you mean \"kind\"?"},
    [PROBLEM_BAD_PARAMETER]      = {"limit", true, "must be from 1 to 200"},
    [PROBLEM_BAD_CURSOR]         = {"cursor", true, "is not one that this list with these filters and this sort gave out"},
    [PROBLEM_UNAUTHORIZED]       = {"", false, "a key of scope edit is needed: Authorization: Bearer KEY"},
    [PROBLEM_FORBIDDEN]          = {"", false, "a key of scope edit is needed; this one has scope read"},
    [PROBLEM_NOT_FOUND]          = {"", false, "there is no claim \"0savvxnv5j409\""},
    [PROBLEM_METHOD_NOT_ALLOWED] = {"", false, "here stands GET, HEAD, PATCH, DELETE, OPTIONS"},
    [PROBLEM_NOT_ACCEPTABLE]     = {"", false, "this is application/json, which Accept rules out", NULL, "{\"available\": [\"application/json\"]}"},
    [PROBLEM_CONFLICT]           = {"/into", false, "is the same entity"},
    [PROBLEM_EXISTS]             = {"/slug", false, "is the slug of another entity", "{\"id\": \"" ENTITY "\"}"},
    [PROBLEM_IN_USE]             = {"", false, "others hang on this article; ?cascade=true deletes or lets go of them", NULL, "{\"counts\": {\"claims\": 12, \"mentions\": 31}}"},
    [PROBLEM_GONE]               = {"", false, "the body of revision 3 is not kept; the oldest that is came with revision 7"},
    [PROBLEM_STALE]              = {"", false, "somebody else was first: the record has revision 4", NULL, "{\"revision\": 4}"},
    [PROBLEM_TOO_LARGE]          = {"", false, "the body is larger than the 16777216 bytes allowed"},
    [PROBLEM_UNSUPPORTED_TYPE]   = {"", false, "Content-Type must be application/json"},
    [PROBLEM_TYPE]               = {"/tags", false, "is a string; expected a list of tag slugs"},
    [PROBLEM_REQUIRED]           = {"/text", false, "is required: a string"},
    [PROBLEM_UNKNOWN_FIELD]      = {"/knd", false, "claims have no such field; did you mean \"kind\"?"},
    [PROBLEM_READ_ONLY]          = {"/revision", false, "is read-only"},
    [PROBLEM_TOO_LONG]           = {"/text", false, "has 2001 characters; at most 2000 are allowed"},
    [PROBLEM_TOO_SHORT]          = {"/body", false, "holds no words"},
    [PROBLEM_OUT_OF_RANGE]       = {"/anchor/end", false, "is 900; the body ends at 87"},
    [PROBLEM_FORMAT]             = {"/published_at", false, "must be a date, which may be partial"},
    [PROBLEM_NOT_ALLOWED]        = {"/certainty", false, "must be one of the terms of ICD 203; did you mean \"likely\"?"},
    [PROBLEM_DUPLICATE]          = {"/tags/1", false, "is in the list already, at 0"},
    [PROBLEM_NO_SUCH_RECORD]     = {"/tags/0", false, "there is no tag \"enrgy\""},
    [PROBLEM_QUOTE_NOT_FOUND]    = {"/quote", false, "does not stand in the article", "{\"candidates\": [{\"start\": 42, \"end\": 54, \"exact\": \"fusion power\", \"prefix\": \"told reporters that \", \"suffix\": \" will likely\"}]}"},
    [PROBLEM_QUOTE_AMBIGUOUS]    = {"/quote", false, "stands 2 times in the article; send an anchor with exact and prefix or suffix, or positions", "{\"candidates\": [{\"start\": 4, \"end\": 12, \"exact\": \"minister\", \"prefix\": \"The \", \"suffix\": \" Ada Grey\"}, {\"start\": 90, \"end\": 98, \"exact\": \"minister\", \"prefix\": \"2035. The \", \"suffix\": \" said\"}]}"},
    [PROBLEM_MISMATCH]           = {"/source", false, "and body exclude each other"},
    [PROBLEM_CYCLE]              = {"/broader", false, "stands below this tag"},
    [PROBLEM_NOT_SUPPORTED]      = {"/resolution", false, "cannot be written in this version"},
    [PROBLEM_KEY_REUSED]         = {"", false, "this Idempotency-Key was used for another request"},
    [PROBLEM_TOO_MANY_REQUESTS]  = {"", false, "this key may send 10 requests a second"},
    [PROBLEM_TOO_SLOW]           = {"", false, "took longer than the 2000 ms that a request with q, sort may take; ask for less at once"},
    [PROBLEM_BUSY]               = {"", false, "too much is waiting already"},
    [PROBLEM_STOPPING]           = {"", false, "the server is stopping"},
    [PROBLEM_STORAGE]            = {"", false, "nothing of this request was written: the disk is full"},
    [PROBLEM_UNKNOWN_OUTCOME]    = {"", false, "the commit failed, and what was written may be there or not: repeat the request with the same Idempotency-Key, or read before writing again"},
    /* clang-format on */
};

static void attach_all(struct problem *problem, const char *json,
                       void (*attach)(struct problem *, const char *, json_t *))
{
    if (json == NULL)
        return;
    json_auto_t *members = json_loads(json, 0, NULL);
    const char *name;
    json_t *value;
    assert(members != NULL);
    json_object_foreach(members, name, value)
    {
        attach(problem, name, json_incref(value)); /* the problem's */
    }
}

/* As it would be sent. */
static json_t *problem_example(enum problem_code code, unsigned status)
{
    const struct mishap *mishap = &mishaps[code];
    problem_auto problem = {0};
    buffer_auto text = {0};
    assert(mishap->detail != NULL); /* a new code needs its line above */
    if (mishap->is_parameter) {
        problem_parameter(&problem, code, mishap->where, "%s", mishap->detail);
    } else {
        problem_add(&problem, code, mishap->where, "%s", mishap->detail);
    }
    attach_all(&problem, mishap->extra, problem_attach);
    attach_all(&problem, mishap->whole, problem_say);
    http_problem_write(&text, &problem, status, STR("/v1/claims"), "6b0534e5-1-c");
    return json_loadb(text.data, text.size, 0, NULL);
}

json_t *openapi_example_problems(unsigned status)
{
    json_t *examples = json_object();
    for (int i = 0; i < PROBLEM_CODE_COUNT; i++) {
        enum problem_code code = (enum problem_code)i;
        if (http_status_of(code) == status)
            add_value(examples, problem_word(code), problem_example(code, status));
    }
    if (json_object_size(examples) == 0) /* one that no code has: the router's own */
        add_value(examples, problem_word(PROBLEM_INVALID_REQUEST), problem_example(PROBLEM_INVALID_REQUEST, status));
    return examples;
}
