#include "claimd/included.h"

#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/names.h"

/* Ids as they come up in docs, each once. */
struct gathering {
    struct call *call;
    struct store *store;
    int64_t *ids;
    size_t count;
    bool is_cut;
};

/* What hangs on articles: their claims, or their mentions. */
struct hanging {
    const struct resource *resource;
    bool is_wanted, is_looked_through; /* for itself; for the entities and tags that it names */
    size_t left;                       /* that may yet be read */
    struct buffer cut;                 /* ids of articles that have more of them, with commas between */
    size_t cut_count;
};

struct including {
    struct call *call;
    struct store *store;
    struct shape shape; /* of neighbours: whole, in the units asked for */
    struct shaping shaping;
    bool is_page;
    size_t room; /* of a page, for all kinds together */
    struct gathering articles, entities, tags;
    struct hanging claims, mentions;
    json_t *included;
};

static struct gathering gathering_of(struct call *call, struct store *store)
{
    struct gathering gathering = {.call = call, .store = store};
    gathering.ids = arena_array(&call->arena, int64_t, INCLUDED_LIMIT);
    return gathering;
}

static struct hanging hanging_of(const struct resource *resource, bool is_wanted, bool is_looked_through)
{
    return (struct hanging){resource, is_wanted, is_looked_through, INCLUDED_LIMIT, {0}, 0};
}

static void gather(struct gathering *gathering, int64_t id)
{
    for (size_t i = 0; i < gathering->count; i++) {
        if (gathering->ids[i] == id)
            return;
    }
    if (gathering->count == INCLUDED_LIMIT) {
        gathering->is_cut = true;
    } else {
        gathering->ids[gathering->count++] = id;
    }
}

static void gather_id(struct str text, void *context)
{
    int64_t id;
    if (id_parse(text, &id))
        gather(context, id);
}

static void gather_tag(struct str slug, void *context)
{
    struct gathering *gathering = context;
    int64_t id;
    bool is_former;
    if (names_tag(gathering->store, slug, &id, &is_former, &gathering->call->problem) && id != 0)
        gather(gathering, id);
}

static const char *const entity_paths[] = {
    "entity",           "holder.entity",    "holder.via[].entity", "subjects[].entity",
    "objects[].entity", "authors[].entity", "publisher.entity"};

static void gather_named(struct including *including, const json_t *doc)
{
    for (size_t i = 0; i < COUNT(entity_paths); i++)
        resource_each(doc, entity_paths[i], gather_id, &including->entities);
    resource_each(doc, "tags[]", gather_tag, &including->tags);
}

static json_t *member_of(json_t *object, const char *name, json_t *(*make)(void))
{
    if (json_object_get(object, name) == NULL)
        json_object_set_new(object, name, make());
    return json_object_get(object, name);
}

static bool add_records(struct including *including, const struct resource *resource, const struct stored *items,
                        size_t count)
{
    json_t *list = member_of(including->included, resource->plural, json_array);
    for (size_t i = 0; i < count; i++) {
        json_t *doc = shape_value(&including->shaping, resource, &items[i]);
        if (doc == NULL)
            return false;
        json_array_append_new(list, doc);
    }
    including->room -= including->is_page ? count : 0;
    return true;
}

static void name_more(struct including *including, const struct resource *resource, const char *address)
{
    json_object_set_new(member_of(including->included, "more", json_object), resource->plural, json_string(address));
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool add_of_article(struct including *including, struct hanging *hanging, int64_t article)
{
    struct stored *items;
    size_t count, most = hanging->is_wanted ? least(hanging->left, including->room) : hanging->left;
    bool is_cut;
    if (!hanging->is_wanted && !hanging->is_looked_through)
        return true;
    if (!list_of_article(including->store, hanging->resource, article, most, &including->call->arena, &items, &count,
                         &is_cut, &including->call->problem))
        return false;
    hanging->left -= count;
    if (is_cut) {
        buffer_printf(&hanging->cut, "%s%s", hanging->cut_count++ == 0 ? "" : ",", id_format(article).text);
        including->entities.is_cut = true;
        including->tags.is_cut = including->tags.is_cut || hanging->resource == &claim_resource;
    }
    for (size_t i = 0; hanging->is_looked_through && i < count; i++) {
        json_auto_t *doc = json_loadb(items[i].doc.data, items[i].doc.size, 0, NULL);
        gather_named(including, doc);
    }
    return !hanging->is_wanted || add_records(including, hanging->resource, items, count);
}

/* Where all of what was cut is listed: one filter holds LIST_VALUES articles. */
static void finish_hanging(struct including *including, struct hanging *hanging)
{
    const char *plural = hanging->resource->plural;
    if (hanging->is_wanted)
        (void)member_of(including->included, plural, json_array);
    if (hanging->is_wanted && hanging->cut_count > 0) {
        buffer_auto address = {0};
        if (hanging->cut_count == 1) {
            buffer_printf(&address, "/v1/articles/%s/%s", buffer_terminate(&hanging->cut), plural);
        } else if (hanging->cut_count <= LIST_VALUES) {
            buffer_printf(&address, "/v1/%s?article=%s", plural, buffer_terminate(&hanging->cut));
        } else {
            buffer_printf(&address, "/v1/%s", plural);
        }
        name_more(including, hanging->resource, buffer_terminate(&address));
    }
    buffer_release(&hanging->cut);
}

/* Rejected entities stay out of sight, as in lists, unless the request says which status it wants. */
static size_t drop_rejected(const struct call *call, struct stored *items, size_t count)
{
    size_t kept = 0;
    if (call_parameter(call, "status").data != NULL)
        return count;
    for (size_t i = 0; i < count; i++) {
        json_auto_t *doc = json_loadb(items[i].doc.data, items[i].doc.size, 0, NULL);
        if (!str_is(json_str(doc, "status"), "rejected"))
            items[kept++] = items[i];
    }
    return kept;
}

static bool add_gathered(struct including *including, const struct resource *resource, bool is_wanted,
                         const struct gathering *gathering)
{
    struct call *call = including->call;
    struct stored *items;
    size_t count;
    if (!is_wanted)
        return true;
    if (!list_by_ids(including->store, resource, gathering->ids, gathering->count, &call->arena, &items, &count,
                     &call->problem))
        return false;
    if (resource == &entity_resource)
        count = drop_rejected(call, items, count);
    size_t kept = least(count, including->room);
    if (!add_records(including, resource, items, kept))
        return false;
    if (gathering->is_cut || kept < count) {
        char address[64];
        (void)snprintf(address, sizeof address, "/v1/%s", resource->plural);
        name_more(including, resource, address);
    }
    return true;
}

static bool add_all(struct including *including, const struct resource *resource, unsigned includes,
                    const struct stored *items, size_t count)
{
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        json_auto_t *doc = json_loadb(items[i].doc.data, items[i].doc.size, 0, NULL);
        resource_each(doc, "article", gather_id, &including->articles);
        gather_named(including, doc);
        if (resource == &article_resource) {
            int64_t article = shape_article(resource, doc);
            ok = add_of_article(including, &including->claims, article) &&
                 add_of_article(including, &including->mentions, article);
        }
    }
    finish_hanging(including, &including->claims);
    finish_hanging(including, &including->mentions);
    return ok && add_gathered(including, &article_resource, includes & INCLUDE_ARTICLES, &including->articles) &&
           add_gathered(including, &entity_resource, includes & INCLUDE_ENTITIES, &including->entities) &&
           add_gathered(including, &tag_resource, includes & INCLUDE_TAGS, &including->tags);
}

bool included_add(const struct shaping *shaping, const struct resource *resource, const struct stored *items,
                  size_t count, bool is_page, struct buffer *text)
{
    const unsigned includes = shaping->shape->includes;
    struct call *call = shaping->call;
    struct store *store = shaping->store;
    if (includes == 0)
        return true;
    json_auto_t *included = json_object();
    struct including including = {
        .call = call,
        .store = store,
        .shape = {.unit = shaping->shape->unit},
        .is_page = is_page,
        .room = INCLUDED_LIMIT,
        .articles = gathering_of(call, store),
        .entities = gathering_of(call, store),
        .tags = gathering_of(call, store),
        .claims = hanging_of(&claim_resource, includes & INCLUDE_CLAIMS, includes & (INCLUDE_ENTITIES | INCLUDE_TAGS)),
        .mentions = hanging_of(&mention_resource, includes & INCLUDE_MENTIONS, includes & INCLUDE_ENTITIES),
        .included = included,
    };
    including.shaping = (struct shaping){call, store, &including.shape};
    if (!add_all(&including, resource, includes, items, count) || call->problem.count > 0)
        return false;
    buffer_add(text, STR(",\"included\":"));
    json_write(text, included);
    return true;
}
