/* Stored docs are copied as they are wherever they can be; only fields=, other offsets and the neighbours of a list take them
 * apart. */
#include "claimd/shape.h"

#include <string.h>

#include "claimd/body.h"
#include "claimd/cursor.h"
#include "claimd/id.h"
#include "claimd/included.h"
#include "claimd/json.h"
#include "claimd/model.h"

bool shape_is_plain(const struct shape *shape)
{
    return shape->field_count == 0 && shape->includes == 0 && shape->unit == OFFSET_CODE_POINTS;
}

static bool load_offsets(struct conversion *conversion, int64_t article)
{
    if (conversion->article == article)
        return true;
    struct body body;
    bool found;
    if (!body_get(conversion->store, article, false, false, &conversion->call->arena, &body, &found,
                  &conversion->call->problem))
        return false;
    conversion->article = article;
    conversion->offsets = (struct offsets){body.offsets, body.code_points};
    return true;
}

static void convert_member(struct offsets offsets, enum offset_unit unit, json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (json_is_integer(value) && json_integer_value(value) <= offsets.code_points) {
        json_object_set_new(object, name,
                            json_integer((json_int_t)offsets_out(offsets, unit, (uint32_t)json_integer_value(value))));
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as docs are */
void shape_convert(json_t *value, struct offsets offsets, enum offset_unit unit)
{
    const char *name;
    json_t *member;
    size_t i;
    if (json_is_array(value)) {
        json_array_foreach(value, i, member)
        {
            shape_convert(member, offsets, unit);
        }
        return;
    }
    if (!json_is_object(value))
        return;
    convert_member(offsets, unit, value, "start");
    convert_member(offsets, unit, value, "end");
    json_object_foreach(value, name, member)
    {
        if (strcmp(name, "metadata") != 0)
            shape_convert(member, offsets, unit);
    }
}

static bool wants(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        if (strcmp(shape->fields[i], name) == 0)
            return true;
    }
    return shape->field_count == 0;
}

/* Only the members asked for, in the doc's order. */
static void thin(const struct shape *shape, json_t *doc)
{
    const char *name;
    json_t *value;
    void *next;
    json_object_foreach_safe(doc, next, name, value)
    {
        if (!wants(shape, name))
            json_object_del(doc, name);
    }
}

static bool names_apart(const struct shape *shape)
{
    return shape->field_count > 0 && (wants(shape, "body") || wants(shape, "blocks"));
}

/* Body and blocks of an article, joined into its doc. */
static bool join_text(struct conversion *conversion, int64_t article, json_t *doc)
{
    struct body body;
    bool found;
    struct call *call = conversion->call;
    if (!body_get(conversion->store, article, true, false, &call->arena, &body, &found, &call->problem))
        return false;
    if (!found)
        return true;
    json_object_set_new(doc, "body", json_new_str(body.text));
    json_object_set_new(doc, "blocks", json_loadb(body.blocks.data, body.blocks.size, 0, NULL));
    return true;
}

int64_t shape_article(const struct resource *resource, const json_t *doc)
{
    int64_t article = 0;
    (void)!id_parse(json_str(doc, resource == &article_resource ? "id" : "article"), &article);
    return article;
}

json_t *shape_doc(struct conversion *conversion, const struct resource *resource, const struct shape *shape,
                  const struct stored *stored, bool with_text)
{
    json_t *doc = json_loadb(stored->doc.data, stored->doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    int64_t article = shape_article(resource, doc);
    bool ok = !with_text || resource != &article_resource || join_text(conversion, article, doc);
    if (ok && shape->unit != OFFSET_CODE_POINTS && article != 0) {
        ok = load_offsets(conversion, article);
        if (ok && !offsets_same(conversion->offsets, shape->unit))
            shape_convert(doc, conversion->offsets, shape->unit);
    }
    if (!ok) {
        json_decref(doc);
        return NULL;
    }
    thin(shape, doc);
    return doc;
}

static void finish(struct call *call, struct buffer *text)
{
    buffer_add_byte(text, '\n');
    call->reply.body = arena_str(&call->arena, buffer_str(text));
}

json_t *shape_value(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                    const struct stored *stored)
{
    struct conversion conversion = {.call = call, .store = store, .unit = shape->unit};
    return shape_doc(&conversion, resource, shape, stored, names_apart(shape));
}

struct next_page shape_next(struct call *call, struct store *store, const struct list_page *page)
{
    if (!page->has_next)
        return (struct next_page){0};
    buffer_auto link = {0};
    struct str cursor = cursor_make(call, store, &page->next), rest = call->query, part;
    buffer_printf(&link, "%.*s?", STR_PRINT(call->path));
    if (rest.size == 0)
        rest = (struct str){0};
    while (str_split(&rest, '&', &part)) {
        if (part.size > 0 && !str_starts(part, STR("cursor=")))
            buffer_printf(&link, "%.*s&", STR_PRINT(part));
    }
    buffer_printf(&link, "cursor=%.*s", STR_PRINT(cursor));
    call_add_header(call, "Link", "<%.*s>; rel=\"next\"", STR_PRINT(buffer_str(&link)));
    return (struct next_page){cursor, arena_str(&call->arena, buffer_str(&link))};
}

static bool add_doc(struct conversion *conversion, const struct resource *resource, const struct shape *shape,
                    const struct stored *stored, struct buffer *text)
{
    if (shape->field_count == 0 && shape->unit == OFFSET_CODE_POINTS) {
        buffer_add(text, stored->doc);
        return true;
    }
    json_auto_t *doc = shape_doc(conversion, resource, shape, stored, names_apart(shape));
    if (doc == NULL)
        return false;
    json_write(text, doc);
    return true;
}

bool shape_add(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
               const struct stored *stored, struct buffer *text)
{
    struct conversion conversion = {.call = call, .store = store, .unit = shape->unit};
    return add_doc(&conversion, resource, shape, stored, text);
}

static bool add_docs(struct conversion *conversion, const struct resource *resource, const struct shape *shape,
                     const struct list_page *page, struct buffer *text)
{
    for (size_t i = 0; i < page->count; i++) {
        if (i > 0)
            buffer_add_byte(text, ',');
        if (!add_doc(conversion, resource, shape, &page->items[i], text))
            return false;
    }
    return true;
}

bool shape_list(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                const struct list_query *query, const struct list_page *page)
{
    struct conversion conversion = {.call = call, .store = store, .unit = shape->unit};
    buffer_auto text = {0};
    buffer_add(&text, STR("{\"data\":["));
    if (!add_docs(&conversion, resource, shape, page, &text))
        return false;
    buffer_add_byte(&text, ']');
    struct str cursor = shape_next(call, store, page).cursor;
    if (page->has_next) {
        buffer_printf(&text, ",\"next\":\"%.*s\"", STR_PRINT(cursor));
    } else {
        buffer_add(&text, STR(",\"next\":null"));
    }
    if (query->counts)
        buffer_printf(&text, ",\"count\":%lld", (long long)page->total);
    if (page->is_capped)
        buffer_add(&text, STR(",\"capped\":true"));
    if (!included_add(&conversion, resource, shape, page->items, page->count, true, &text))
        return false;
    buffer_add_byte(&text, '}');
    finish(call, &text);
    return true;
}

bool shape_record(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                  const struct stored *stored)
{
    struct conversion conversion = {.call = call, .store = store, .unit = shape->unit};
    buffer_auto text = {0};
    bool is_article = resource == &article_resource;
    if (shape_is_plain(shape) && !is_article) {
        buffer_add(&text, stored->doc);
        finish(call, &text);
        return true;
    }
    if (is_article && shape->field_count == 0 && shape->unit == OFFSET_CODE_POINTS) {
        struct body body;
        bool found;
        if (!body_get(store, stored->id, true, false, &call->arena, &body, &found, &call->problem))
            return false;
        buffer_add(&text, str_part(stored->doc, 0, stored->doc.size - 1));
        buffer_add(&text, STR(",\"body\":"));
        buffer_add_json(&text, body.text);
        buffer_printf(&text, ",\"blocks\":%.*s", STR_PRINT(found ? body.blocks : STR("[]"))); /* gone since */
    } else {
        json_auto_t *doc =
            shape_doc(&conversion, resource, shape, stored, shape->field_count == 0 || names_apart(shape));
        if (doc == NULL)
            return false;
        json_write(&text, doc);
        text.size--; /* its brace, which comes behind what is included */
    }
    if (!included_add(&conversion, resource, shape, stored, 1, false, &text))
        return false;
    if (stored->analysis.data != NULL)
        buffer_printf(&text, ",\"analysis\":%.*s", STR_PRINT(stored->analysis));
    if (stored->anchors.data != NULL)
        buffer_printf(&text, ",\"anchors\":%.*s", STR_PRINT(stored->anchors));
    buffer_add_byte(&text, '}');
    finish(call, &text);
    return true;
}
