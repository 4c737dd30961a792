/* What a record was and who changed it. It outlives the record: who may write finds it by id after that was deleted or merged. */
#include <string.h>

#include "claimd/answer.h"
#include "claimd/changes.h"
#include "claimd/cursor.h"
#include "claimd/endpoint.h"
#include "claimd/former.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/query.h"
#include "claimd/route.h"

static const char *const actions[] = {"created", "changed", "merged", "deleted", NULL};

/* clang-format off */
static const struct field change_fields[] = {
    {"id",         NULL, FIELD_ID,     SET, 0, "Of the change"},
    {"at",         NULL, FIELD_TIME,   SET, 0, "When it was made"},
    {"action",     NULL, FIELD_ENUM,   SET, 0, "What was done to the record", .values = actions},
    {"revision",   NULL, FIELD_COUNT,  SET, 0, "The record's after it", .example = "1"},
    {"actor",      NULL, FIELD_LINE,   SET, 0, "Name of the key that did it", .example = "admin"},
    {"route",      NULL, FIELD_LINE,   SET, 0, "Through what: the path of a route, or the name of a command", .example = "/v1/claims"},
    {"request_id", NULL, FIELD_LINE,   SET, 0, "Of the request; what else one request changed has the same", .example = "6b0534e5-1-c"},
    {"cause",      NULL, FIELD_ID,     0,   0, "The change that brought this one with it: a merge, a delete that cascades; null: none"},
    {"brought",    NULL, FIELD_LINE,   0,   0, "Where the changes are listed that this one brought with it; null: none"},
    {"body",       NULL, FIELD_LINE,   0,   0, "Where the body is that an article had after it, the same until it got another; null: it is not kept, or this is no article"},
    {"record",     NULL, FIELD_OBJECT, 0,   0, "The record after it, without what is stored apart; null when it was deleted"},
    {0},
};
static const struct field brought_fields[] = {
    {"resource", NULL, FIELD_LINE,  SET, 0, "Of the record", .example = "claims"},
    {"id",       NULL, FIELD_ID,    SET, 0, "Of the record"},
    {"revision", NULL, FIELD_COUNT, SET, 0, "The record's after it", .example = "2"},
    {"change",   NULL, FIELD_ID,    SET, 0, "Of the change, in the record's history"},
    {0},
};
const struct field brought_gives[] = {
    {"data", NULL, FIELD_OBJECTS, SET, 0, "In the order in which they were changed", .members = brought_fields},
    {"next", NULL, FIELD_LINE,    0,   0, "cursor= of the next page; null: this is the last one"},
    {0},
};
const struct field history_gives[] = {
    {"data", NULL, FIELD_OBJECTS, SET, 0, "The newest first", .members = change_fields},
    {"next", NULL, FIELD_LINE,    0,   0, "cursor= of the next page; null: this is the last one"},
    {0},
};
/* clang-format on */

static const char *action_of(const struct change *change, const json_t *record)
{
    if (change->doc.data == NULL)
        return "deleted";
    if (json_is(record, "merged_into"))
        return "merged";
    return change->revision == 1 ? "created" : "changed";
}

/* Where the body is that the article had then. A new reference. */
static json_t *body_link(const struct former_list *bodies, int64_t article, const struct change *change)
{
    int64_t body = change->doc.data == NULL ? 0 : former_at(bodies, change->revision);
    return body == 0 ? json_null()
                     : json_sprintf("/v1/articles/%s/bodies/%lld", id_format(article).text, (long long)body);
}

static json_t *change_json(const struct change *change, json_t *body)
{
    json_t *record = change->doc.data == NULL ? json_null() : json_loadb(change->doc.data, change->doc.size, 0, NULL);
    const char *action = action_of(change, record);
    json_t *cause = change->cause == 0 ? json_null() : json_string(id_format(change->cause).text);
    json_t *brought =
        change->has_others ? json_sprintf("/v1/changes/%s/brought", id_format(change->id).text) : json_null();
    return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id", id_format(change->id).text, "at",
                     moment_format(id_time_ms(change->id)).text, "action", action, "revision",
                     (json_int_t)change->revision, "actor", json_new_str(change->actor), "route",
                     json_new_str(change->route), "request_id", json_new_str(change->request_id), "cause", cause,
                     "brought", brought, "body", body, "record", record);
}

/* An id is the record itself. What was deleted or merged is shown to those who may write it, and to nobody else. */
static bool find_subject(struct call *call, struct store *store, int64_t *id)
{
    bool exists = false;
    if (id_parse(call->segments[0], id)) {
        if (!names_exists(store, call->route->resource, *id, &exists, &call->problem))
            return false;
        if (exists || call->actor.scope >= SCOPE_EDIT)
            return true;
    }
    return find_record(call, store, call->route->resource, call->segments[0], id);
}

/* data is given away. last: the id of its last item, behind which the next page begins. */
static void reply_page(struct call *call, struct store *store, json_t *data, int64_t last, bool has_more)
{
    struct list_page page = {.has_next = has_more, .next = {.is_set = true, .id = last}};
    struct str next = answer_next(call, store, &page).cursor;
    json_auto_t *reply = json_object();
    json_object_set_new(reply, "data", data);
    json_object_set_new(reply, "next", has_more ? json_new_str(next) : json_null());
    call_reply_json(call, 200, reply);
}

bool get_history(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    struct list_cursor cursor = {0};
    struct former_list bodies = {.count = 0};
    struct change *changes;
    uint64_t limit;
    size_t count;
    bool more;
    int64_t record;
    if (!query_paging(call, &limit) || !cursor_read(call, store, &cursor))
        return false;
    if (!find_subject(call, store, &record))
        return call->reply.status == 308 && call->problem.count == 0;
    if (!changes_of(store, resource, record, cursor.is_set ? cursor.id : INT64_MAX, limit, &call->arena, &changes,
                    &count, &more, &call->problem))
        return false;
    if (count == 0 && !cursor.is_set) {
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "there was never a %s \"%.*s\"", resource->singular,
                           STR_PRINT(call->segments[0]));
    }
    if (resource == &article_resource && !former_list(store, record, &bodies, &call->problem))
        return false;
    json_t *data = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(data, change_json(&changes[i], body_link(&bodies, record, &changes[i])));
    reply_page(call, store, data, count == 0 ? 0 : changes[count - 1].id, more);
    return true;
}

bool get_brought(struct call *call, struct store *store)
{
    struct list_cursor cursor = {0};
    struct consequences brought;
    uint64_t limit;
    int64_t id;
    bool exists = false;
    if (!query_paging(call, &limit) || !cursor_read(call, store, &cursor))
        return false;
    if (id_parse(call->segments[0], &id) && !change_exists(store, id, &exists, &call->problem))
        return false;
    if (!exists) {
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "there is no change \"%.*s\"",
                           STR_PRINT(call->segments[0]));
    }
    if (!changes_brought(store, id, cursor.id, limit, &call->arena, &brought, &call->problem))
        return false;
    json_t *data = json_array();
    for (size_t i = 0; i < brought.count; i++) {
        const struct consequence *one = &brought.items[i];
        json_array_append_new(data, json_pack("{s:s, s:s, s:I, s:s}", "resource", one->resource->plural, "id",
                                              id_format(one->record).text, "revision", (json_int_t)one->revision,
                                              "change", id_format(one->change).text));
    }
    reply_page(call, store, data, brought.count == 0 ? 0 : brought.items[brought.count - 1].change, brought.has_more);
    return true;
}
