#include "claimd/annotation.h"

#include "claimd/json.h"

/* clang-format off */
static const char *const schemas[][2] = {
    {"Annotation",
     "{\"type\": \"object\", \"description\": \"A W3C Web Annotation\", \"additionalProperties\": false,"
     " \"required\": [\"id\", \"type\", \"motivation\", \"created\", \"modified\", \"creator\", \"body\", \"target\"], \"properties\": {"
     "  \"@context\": {\"const\": \"" ANNOTATION_CONTEXT "\"}, \"id\": {\"type\": \"string\"}, \"type\": {\"const\": \"Annotation\"},"
     "  \"motivation\": {\"type\": \"string\"}, \"created\": {\"type\": \"string\", \"format\": \"date-time\"},"
     "  \"modified\": {\"type\": \"string\", \"format\": \"date-time\"},"
     "  \"creator\": {\"type\": \"object\", \"required\": [\"nickname\"], \"additionalProperties\": false,"
     "   \"properties\": {\"nickname\": {\"type\": \"string\"}}},"
     "  \"body\": {\"type\": \"array\", \"items\": {\"type\": \"object\", \"required\": [\"type\", \"purpose\"], \"additionalProperties\": false,"
     "   \"properties\": {\"type\": {\"enum\": [\"TextualBody\", \"SpecificResource\"]}, \"value\": {\"type\": \"string\"},"
     "    \"format\": {\"const\": \"text/plain\"}, \"source\": {\"type\": \"string\"}, \"purpose\": {\"type\": \"string\"}}}},"
     "  \"target\": {\"description\": \"The words in the article here and, where it has an address of its own, there\", \"anyOf\": ["
     "   {\"$ref\": \"#/components/schemas/AnnotationTarget\"},"
     "   {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/AnnotationTarget\"}}]}}}"},
    {"AnnotationTarget",
     "{\"type\": \"object\", \"required\": [\"type\", \"source\", \"selector\"], \"additionalProperties\": false, \"properties\": {"
     "  \"type\": {\"const\": \"SpecificResource\"}, \"source\": {\"type\": \"string\"}, \"selector\": {\"anyOf\": ["
     "   {\"$ref\": \"#/components/schemas/AnnotationSelector\"},"
     "   {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/AnnotationSelector\"}}]}}}"},
    {"AnnotationSelector",
     "{\"type\": \"object\", \"required\": [\"type\"], \"additionalProperties\": false, \"properties\": {"
     "  \"type\": {\"enum\": [\"TextQuoteSelector\", \"TextPositionSelector\"]}, \"exact\": {\"type\": \"string\"},"
     "  \"prefix\": {\"type\": \"string\"}, \"suffix\": {\"type\": \"string\"}, \"start\": {\"type\": \"integer\"}, \"end\": {\"type\": \"integer\"}}}"},
    {"AnnotationPage",
     "{\"type\": \"object\", \"description\": \"A page of W3C Web Annotations\", \"additionalProperties\": false,"
     " \"required\": [\"@context\", \"id\", \"type\", \"items\"], \"properties\": {"
     "  \"@context\": {\"const\": \"" ANNOTATION_CONTEXT "\"}, \"id\": {\"type\": \"string\"}, \"type\": {\"const\": \"AnnotationPage\"},"
     "  \"next\": {\"type\": \"string\"}, \"items\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Annotation\"}}}}"},
};
/* clang-format on */

void annotation_schemas(json_t *all)
{
    for (size_t i = 0; i < COUNT(schemas); i++) {
        json_t *schema = json_loads(schemas[i][1], 0, NULL);
        assert(schema != NULL); /* our own text */
        json_object_set_new(all, schemas[i][0], schema);
    }
}

bool annotation_fits(const struct resource *resource)
{
    return resource_field(resource, STR("anchor")) != NULL;
}

/* What of a doc becomes a body; the purpose of the first that is there is what the annotation is for. */
static const struct saying {
    const char *path, *purpose;
    bool is_entity;
} sayings[] = {
    /* clang-format off */
    {"text",              "describing",  false},
    {"entity",            "identifying", true},
    {"kind",              "classifying", false},
    {"tags[]",            "tagging",     false},
    {"holder.entity",     "linking",     true},
    {"subjects[].entity", "linking",     true},
    {"objects[].entity",  "linking",     true},
    /* clang-format on */
};

struct gathering {
    json_t *bodies;
    const struct saying *saying;
};

static void add_body(struct str value, void *context)
{
    struct gathering *gathering = context;
    json_t *body;
    if (gathering->saying->is_entity) {
        body = json_pack("{s:s, s:o}", "type", "SpecificResource", "source",
                         json_sprintf("/v1/entities/%.*s", STR_PRINT(value)));
    } else {
        body =
            json_pack("{s:s, s:o, s:s}", "type", "TextualBody", "value", json_new_str(value), "format", "text/plain");
    }
    json_object_set_new(body, "purpose", json_string(gathering->saying->purpose));
    json_array_append_new(gathering->bodies, body);
}

static json_t *quote_selector(const json_t *anchor)
{
    return json_pack("{s:s, s:O, s:O, s:O}", "type", "TextQuoteSelector", "exact", json_object_get(anchor, "exact"),
                     "prefix", json_object_get(anchor, "prefix"), "suffix", json_object_get(anchor, "suffix"));
}

static json_t *target_of(const json_t *doc, struct str url)
{
    const json_t *anchor = json_object_get(doc, "anchor");
    json_t *selectors = json_pack("[o]", quote_selector(anchor));
    if (json_is_integer(json_object_get(anchor, "start"))) {
        json_array_append_new(selectors,
                              json_pack("{s:s, s:O, s:O}", "type", "TextPositionSelector", "start",
                                        json_object_get(anchor, "start"), "end", json_object_get(anchor, "end")));
    }
    json_t *here = json_pack("{s:s, s:o, s:o}", "type", "SpecificResource", "source",
                             json_sprintf("/v1/articles/%s", json_string_value(json_object_get(doc, "article"))),
                             "selector", selectors);
    if (url.size == 0)
        return here;
    return json_pack("[o, {s:s, s:o, s:o}]", here, "type", "SpecificResource", "source", json_new_str(url), "selector",
                     quote_selector(anchor));
}

json_t *annotation_of(const struct resource *resource, const json_t *doc, struct str url)
{
    struct gathering gathering = {.bodies = json_array()};
    const char *motivation = NULL;
    for (size_t i = 0; i < COUNT(sayings); i++) {
        gathering.saying = &sayings[i];
        resource_each(doc, sayings[i].path, add_body, &gathering);
        if (motivation == NULL && json_array_size(gathering.bodies) > 0)
            motivation = sayings[i].purpose;
    }
    return json_pack("{s:o, s:s, s:s, s:O, s:O, s:{s:O}, s:o, s:o}", "id",
                     json_sprintf("/v1/%s/%s", resource->plural, json_string_value(json_object_get(doc, "id"))), "type",
                     "Annotation", "motivation", motivation == NULL ? "highlighting" : motivation, "created",
                     json_object_get(doc, "created_at"), "modified", json_object_get(doc, "updated_at"), "creator",
                     "nickname", json_object_get(doc, "created_by"), "body", gathering.bodies, "target",
                     target_of(doc, url));
}
