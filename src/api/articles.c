#include "claimd/body.h"
#include "claimd/endpoint.h"
#include "claimd/former.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/query.h"
#include "claimd/shape.h"

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

/* The body that the article had at a revision, the present one among them. GONE, where it is not kept. */
static bool find_body(struct call *call, struct store *store, const struct stored *article, int64_t revision,
                      struct former *body)
{
    struct former_list kept;
    struct body present = {0};
    bool found;
    if (!former_list(store, article->id, &kept, &call->problem))
        return false;
    int64_t at = former_at(&kept, revision);
    if (at == 0) {
        return problem_add(&call->problem, PROBLEM_GONE, "",
                           "the body of revision %lld is not kept; the oldest that is came with revision %lld",
                           (long long)revision, (long long)kept.revisions[0]);
    }
    if (at != kept.revisions[kept.count - 1])
        return former_get(store, article->id, at, &call->arena, body, &found, &call->problem);
    json_auto_t *doc = json_loadb(article->doc.data, article->doc.size, 0, NULL);
    *body = (struct former){.revision = at, .sha256 = arena_str(&call->arena, json_str(doc, "body_sha256"))};
    if (!body_get(store, article->id, true, false, &call->arena, &present, &found, &call->problem))
        return false;
    body->text = present.text;
    body->blocks = present.blocks;
    return true;
}

bool get_body(struct call *call, struct store *store)
{
    enum offset_unit unit;
    int64_t article;
    uint64_t revision;
    struct stored stored = {0};
    struct former body = {0};
    bool found;
    if (!query_offsets(call, &unit) || !find_record(call, store, &article_resource, call->segments[0], &article) ||
        !record_get(store, &article_resource, article, &call->arena, &stored, &found, &call->problem))
        return false;
    assert(found); /* in the snapshot in which it was found */
    if (!str_number(call->segments[1], (uint64_t)stored.revision, &revision) || revision == 0) {
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "the article has revisions from 1 to %lld",
                           (long long)stored.revision);
    }
    if (!find_body(call, store, &stored, (int64_t)revision, &body))
        return false;
    json_t *blocks = json_loadb(body.blocks.data, body.blocks.size, 0, NULL);
    if (unit == OFFSET_CODE_POINTS) {
        reply_revision(call, body.revision);
    } else {
        shape_convert(blocks, offsets_make(&call->arena, body.text), unit);
    }
    json_auto_t *reply = json_pack("{s:s, s:I, s:o, s:o, s:o}", "article", id_format(article).text, "revision",
                                   (json_int_t)body.revision, "body_sha256", json_new_str(body.sha256), "body",
                                   json_new_str(body.text), "blocks", blocks);
    call_reply_json(call, 200, reply);
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
