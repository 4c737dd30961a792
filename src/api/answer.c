#include "claimd/answer.h"

#include "claimd/body.h"
#include "claimd/cursor.h"
#include "claimd/included.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/shape.h"

struct next_page answer_next(struct call *call, struct store *store, const struct list_page *page)
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

static void finish(struct call *call, struct buffer *text)
{
    buffer_add_byte(text, '\n');
    call->reply.body = arena_str(&call->arena, buffer_str(text));
}

static bool add_docs(struct shaping *shaping, const struct resource *resource, const struct list_page *page,
                     struct buffer *text)
{
    for (size_t i = 0; i < page->count; i++) {
        if (i > 0)
            buffer_add_byte(text, ',');
        if (!shape_add(shaping, resource, &page->items[i], text))
            return false;
    }
    return true;
}

bool answer_list(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                 const struct list_query *query, const struct list_page *page)
{
    struct shaping shaping = {call, store, shape};
    buffer_auto text = {0};
    buffer_add(&text, STR("{\"data\":["));
    if (!add_docs(&shaping, resource, page, &text))
        return false;
    buffer_add_byte(&text, ']');
    struct str cursor = answer_next(call, store, page).cursor;
    if (page->has_next) {
        buffer_printf(&text, ",\"next\":\"%.*s\"", STR_PRINT(cursor));
    } else {
        buffer_add(&text, STR(",\"next\":null"));
    }
    if (query->counts)
        buffer_printf(&text, ",\"count\":%lld", (long long)page->total);
    if (page->is_capped)
        buffer_add(&text, STR(",\"capped\":true"));
    if (!included_add(&shaping, resource, page->items, page->count, true, &text))
        return false;
    buffer_add_byte(&text, '}');
    finish(call, &text);
    return true;
}

bool answer_record(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                   const struct stored *stored)
{
    struct shaping shaping = {call, store, shape};
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
        json_auto_t *doc = shape_whole(&shaping, resource, stored);
        if (doc == NULL)
            return false;
        json_write(&text, doc);
        text.size--; /* its brace, which comes behind what is included */
    }
    if (!included_add(&shaping, resource, stored, 1, false, &text))
        return false;
    if (stored->analysis.data != NULL)
        buffer_printf(&text, ",\"analysis\":%.*s", STR_PRINT(stored->analysis));
    if (stored->anchors.data != NULL)
        buffer_printf(&text, ",\"anchors\":%.*s", STR_PRINT(stored->anchors));
    buffer_add_byte(&text, '}');
    finish(call, &text);
    return true;
}
