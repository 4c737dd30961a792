/* Stored docs are copied as they are wherever they can be; only fields= and other offsets take them apart. */
#include "claimd/shape.h"

#include <string.h>

#include "claimd/body.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"

bool shape_is_plain(const struct shape *shape)
{
    return shape->field_count == 0 && shape->includes == 0 && shape->unit == OFFSET_CODE_POINTS;
}

static bool load_offsets(struct shaping *shaping, int64_t article)
{
    if (shaping->article == article)
        return true;
    struct body body;
    bool found;
    if (!body_get(shaping->store, article, false, false, &shaping->call->arena, &body, &found, &shaping->call->problem))
        return false;
    shaping->article = article;
    shaping->offsets = (struct offsets){body.offsets, body.code_points};
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
static bool join_text(struct shaping *shaping, int64_t article, json_t *doc)
{
    struct body body;
    bool found;
    struct call *call = shaping->call;
    if (!body_get(shaping->store, article, true, false, &call->arena, &body, &found, &call->problem))
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

static json_t *shape_doc(struct shaping *shaping, const struct resource *resource, const struct stored *stored,
                         bool with_text)
{
    const struct shape *shape = shaping->shape;
    json_t *doc = json_loadb(stored->doc.data, stored->doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    int64_t article = shape_article(resource, doc);
    bool ok = !with_text || resource != &article_resource || join_text(shaping, article, doc);
    if (ok && shape->unit != OFFSET_CODE_POINTS && article != 0) {
        ok = load_offsets(shaping, article);
        if (ok && !offsets_same(shaping->offsets, shape->unit))
            shape_convert(doc, shaping->offsets, shape->unit);
    }
    if (!ok) {
        json_decref(doc);
        return NULL;
    }
    thin(shape, doc);
    return doc;
}

json_t *shape_value(struct shaping *shaping, const struct resource *resource, const struct stored *stored)
{
    return shape_doc(shaping, resource, stored, names_apart(shaping->shape));
}

json_t *shape_whole(struct shaping *shaping, const struct resource *resource, const struct stored *stored)
{
    return shape_doc(shaping, resource, stored, shaping->shape->field_count == 0 || names_apart(shaping->shape));
}

bool shape_add(struct shaping *shaping, const struct resource *resource, const struct stored *stored,
               struct buffer *text)
{
    if (shaping->shape->field_count == 0 && shaping->shape->unit == OFFSET_CODE_POINTS) {
        buffer_add(text, stored->doc);
        return true;
    }
    json_auto_t *doc = shape_value(shaping, resource, stored);
    if (doc == NULL)
        return false;
    json_write(text, doc);
    return true;
}
