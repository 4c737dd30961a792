#include "claimd/body.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/query.h"

/* What was given, as it was given: never rendered, whatever it holds. */
bool get_source(struct call *call, struct store *store)
{
    int64_t article;
    struct body body;
    bool found;
    if (!query_none(call) || !find_record(call, store, &article_resource, call->segments[0], &article) ||
        !body_get(store, article, false, true, &call->arena, &body, &found, &call->problem))
        return false;
    if (body.source.data == NULL)
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "the article was given as a body, without a source");
    call->reply.content_type = "text/plain; charset=utf-8";
    call_add_header(call, "Content-Security-Policy", "sandbox");
    call->reply.body = body.source;
    return true;
}

bool get_reads(struct call *call, struct store *store)
{
    int64_t article;
    json_t *list = NULL;
    if (!query_none(call) || !find_record(call, store, &article_resource, call->segments[0], &article) ||
        !body_reads(store, article, &list, &call->problem))
        return false;
    json_auto_t *reply = json_object();
    json_object_set_new(reply, "data", list);
    json_object_set_new(reply, "next", json_null());
    call_reply_json(call, 200, reply);
    return true;
}

/* PUT marks, DELETE takes the mark away; both may be said again. */
bool mark_read(struct call *call, struct store *store)
{
    int64_t article;
    uint64_t block;
    struct body body;
    bool found;
    if (!query_none(call) || !find_record(call, store, &article_resource, call->segments[0], &article) ||
        !body_get(store, article, true, false, &call->arena, &body, &found, &call->problem))
        return false;
    json_auto_t *blocks = json_loadb(body.blocks.data, body.blocks.size, 0, NULL);
    if (!str_number(call->segments[1], UINT32_MAX, &block) || block >= json_array_size(blocks)) {
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "the article has %zu blocks, counted from 0",
                           json_array_size(blocks));
    }
    struct writing writing = writing_of(call, store);
    if (!body_read_set(store, article, (int64_t)block, writing.actor, writing.now_ms, call->method == METHOD_PUT,
                       &call->problem))
        return false;
    call->reply.status = 204;
    return true;
}
