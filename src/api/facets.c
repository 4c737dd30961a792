/* Names of facets are those of filters, and their values are what those filters take. */
#include "claimd/facets.h"

#include <string.h>

#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/nearest.h"
#include "claimd/query.h"
#include "claimd/route.h"

enum { DEFAULT_VALUES = 20 };

/* clang-format off */
static const struct field value_members[] = {
    {"value", NULL, FIELD_LINE,  0,   0, "What the filter takes; null: those without", .example = "fact"},
    {"label", NULL, FIELD_LINE,  0,   0, "The tag's label, the entity's name, the article's title; null where the value is a word itself"},
    {"count", NULL, FIELD_COUNT, SET, 0, "How many records have it", .example = "12"},
    {0},
};
static const struct field facet_members[] = {
    {"name",   NULL, FIELD_LINE,    SET, 0,            "Of the filter", .example = "kind"},
    {"values", NULL, FIELD_OBJECTS, SET, FACET_VALUES, "Those that most records have come first", .members = value_members},
    {"more",   NULL, FIELD_BOOL,    SET, 0,            "Whether there are other values"},
    {"capped", NULL, FIELD_BOOL,    SET, 0,            "Whether only the newest 20,000 were looked at: there are at least so many"},
    {0},
};
const struct field facets_gives[] = {
    {"count",  NULL, FIELD_COUNT,   SET, 0,            "How many records the filters find", .example = "12"},
    {"capped", NULL, FIELD_BOOL,    SET, 0,            "Whether only the newest 20,000 were looked at: there are at least so many"},
    {"facets", NULL, FIELD_OBJECTS, SET, FACETS_COUNT, "In the order asked for", .members = facet_members},
    {0},
};
/* clang-format on */

/* One that can be asked for. */
struct offer {
    struct facet facet;
    enum field_type type; /* of its values */
    bool is_default;
};

struct offers {
    struct offer list[48];
    size_t count;
};

static void add_offer(struct offers *offers, struct facet facet, enum field_type type, bool is_default)
{
    assert(offers->count < COUNT(offers->list));
    offers->list[offers->count++] = (struct offer){facet, type, is_default};
}

static void offer_field(const struct field *field, void *context)
{
    enum field_type type = resource_held(field)->type;
    bool is_few = type == FIELD_ENUM || type == FIELD_BOOL || type == FIELD_LANGUAGE;
    bool is_named = type == FIELD_LINE || type == FIELD_ARTICLE || type == FIELD_ENTITY;
    if ((field->use & FILTER) && !(field->use & HELD) && (is_few || is_named)) {
        add_offer(context, (struct facet){.name = field->name, .kind = FILTER_COLUMN, .column = field->column}, type,
                  is_few);
    }
}

static void offers_of(const struct resource *resource, struct offers *offers)
{
    offers->count = 0;
    resource_walk(resource, offer_field, offers);
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++) {
        struct facet facet = {.name = link->filter,
                              .kind = FILTER_LINK,
                              .column = link->held,
                              .role = link->role,
                              .has_many = query_has_many(resource, str_of(link->filter))};
        add_offer(offers, facet, FIELD_ENTITY, false);
    }
    if (resource->has_tags) {
        add_offer(offers, (struct facet){.name = "tags", .kind = FILTER_TAG, .has_many = true}, FIELD_TAG, true);
        add_offer(offers, (struct facet){.name = "tags_exact", .kind = FILTER_TAG_EXACT, .has_many = true}, FIELD_TAG,
                  false);
    }
    if (resource->has_why)
        add_offer(offers, (struct facet){.name = "why", .kind = FILTER_WHY, .has_many = true}, FIELD_LINE, false);
}

json_t *facets_names(const struct resource *resource)
{
    struct offers offers;
    json_t *names = json_array();
    offers_of(resource, &offers);
    for (size_t i = 0; i < offers.count; i++)
        json_array_append_new(names, json_string(offers.list[i].facet.name));
    return names;
}

struct asked {
    const struct offer *offers[FACETS_COUNT];
    struct facet facets[FACETS_COUNT];
    size_t count;
};

static void ask(struct call *call, struct asked *asked, const struct offer *offer)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (asked->offers[i] == offer)
            return;
    }
    if (asked->count == FACETS_COUNT) {
        if (call->problem.count == 0)
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "facets", "at most %d at once", FACETS_COUNT);
        return;
    }
    asked->offers[asked->count] = offer;
    asked->facets[asked->count++] = offer->facet;
}

static void ask_for(struct call *call, const struct offers *offers, struct str name, struct asked *asked)
{
    struct nearest nearest = nearest_begin(name);
    for (size_t i = 0; i < offers->count; i++) {
        if (str_is(name, offers->list[i].facet.name)) {
            ask(call, asked, &offers->list[i]);
            return;
        }
        nearest_offer(&nearest, offers->list[i].facet.name);
    }
    const char *near = nearest_name(&nearest);
    problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "facets", "%s are not counted by \"%.*s\"%s%s%s",
                      call->route->resource->plural, (int)(name.size < 100 ? name.size : 100), name.data,
                      near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near, near == NULL ? "" : "\"?");
}

static bool read_facets(struct call *call, const struct offers *offers, struct asked *asked, uint64_t *limit)
{
    struct str names = call_parameter(call, "facets"), name, text = call_parameter(call, "limit");
    *asked = (struct asked){0};
    *limit = DEFAULT_VALUES;
    if (text.data != NULL && (!str_number(text, FACET_VALUES, limit) || *limit == 0))
        problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "limit", "must be from 1 to %d", FACET_VALUES);
    for (size_t i = 0; names.data == NULL && i < offers->count; i++) {
        if (offers->list[i].is_default)
            ask(call, asked, &offers->list[i]);
    }
    while (str_split(&names, ',', &name))
        ask_for(call, offers, name, asked);
    return call->problem.count == 0;
}

/* What people call the record that a value names, and for a tag what a filter does. */
static bool name_record(struct call *call, struct store *store, enum field_type type, int64_t id, json_t *value)
{
    const struct resource *resource = type == FIELD_TAG      ? &tag_resource
                                      : type == FIELD_ENTITY ? &entity_resource
                                                             : &article_resource;
    const char *label = type == FIELD_TAG ? "label" : type == FIELD_ENTITY ? "name" : "title";
    struct stored stored;
    bool found;
    if (!record_get(store, resource, id, &call->arena, &stored, &found, &call->problem))
        return false;
    assert(found); /* every reference has its record */
    json_auto_t *doc = json_loadb(stored.doc.data, stored.doc.size, 0, NULL);
    json_object_set(value, "label", json_object_get(doc, label));
    if (type == FIELD_TAG)
        json_object_set(value, "value", json_object_get(doc, "slug"));
    return true;
}

static bool value_json(struct call *call, struct store *store, const struct offer *offer,
                       const struct facet_value *counted, json_t *values)
{
    const struct list_value *value = &counted->value;
    bool is_link = offer->facet.kind == FILTER_LINK,
         is_record = offer->type == FIELD_TAG || offer->type == FIELD_ENTITY || offer->type == FIELD_ARTICLE;
    json_t *text = value->is_null && is_link   ? json_string("author")
                   : value->is_null            ? json_null()
                   : offer->type == FIELD_BOOL ? json_string(value->number != 0 ? "true" : "false")
                   : is_record                 ? json_string(id_format(value->number).text)
                                               : json_new_str(value->text);
    json_t *made = json_pack("{s:o, s:n, s:I}", "value", text, "label", "count", (json_int_t)counted->count);
    json_array_append_new(values, made);
    return !is_record || value->is_null || name_record(call, store, offer->type, value->number, made);
}

static bool facet_json(struct call *call, struct store *store, const struct offer *offer,
                       const struct facet_counts *counts, json_t *list)
{
    json_t *values = json_array();
    json_array_append_new(list, json_pack("{s:s, s:o, s:b, s:b}", "name", offer->facet.name, "values", values, "more",
                                          (int)counts->has_more, "capped", (int)counts->is_capped));
    for (size_t i = 0; i < counts->count; i++) {
        if (!value_json(call, store, offer, &counts->values[i], values))
            return false;
    }
    return true;
}

bool get_facets(struct call *call, struct store *store)
{
    static const char *const own[] = {"facets", "limit", "q", NULL};
    const struct resource *resource = call->route->resource;
    struct list_query query;
    struct offers offers;
    struct asked asked;
    uint64_t limit;
    offers_of(resource, &offers);
    bool is_read = read_facets(call, &offers, &asked, &limit);
    if (!query_filters(call, store, resource, own, &query) || !is_read)
        return false;
    struct facets *facets = arena_new(&call->arena, struct facets);
    if (!facets_count(store, &query, asked.facets, asked.count, limit, &call->arena, facets, &call->problem))
        return false;
    json_t *list = json_array();
    json_auto_t *reply = json_pack("{s:I, s:b, s:o}", "count", (json_int_t)facets->count, "capped",
                                   (int)facets->is_capped, "facets", list);
    for (size_t i = 0; i < asked.count; i++) {
        if (!facet_json(call, store, asked.offers[i], &facets->counts[i], list))
            return false;
    }
    call_reply_json(call, 200, reply);
    return true;
}
