#include <string.h>

#include "claimd/answer.h"
#include "claimd/endpoint.h"
#include "claimd/forms.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/list.h"
#include "claimd/model.h"
#include "claimd/names.h"
#include "claimd/negotiate.h"
#include "claimd/route.h"
#include "claimd/shape.h"

enum { RECORDS_LIMIT = 200 };

static bool list_with(struct call *call, struct store *store, const struct preset *preset)
{
    struct list_query query;
    struct shape shape;
    struct list_page page;
    const struct resource *resource = call->route->resource;
    const struct form *form = form_of(call, resource, true);
    return form != NULL && query_list(call, store, resource, preset, &query, &shape) &&
           list_page_get(store, &query, &call->arena, &page, &call->problem) &&
           form->list(call, store, resource, &shape, &query, &page);
}

bool list_records(struct call *call, struct store *store)
{
    return list_with(call, store, NULL);
}

bool list_of_article_records(struct call *call, struct store *store)
{
    struct preset preset = {.kind = FILTER_COLUMN, .column = "article_id"};
    if (!find_record(call, store, &article_resource, call->segments[0], &preset.id))
        return was_redirected(call);
    if (call->route->resource == &entity_resource)
        preset.kind = FILTER_IN_ARTICLE;
    return list_with(call, store, &preset);
}

bool list_of_entity_records(struct call *call, struct store *store)
{
    struct preset preset = {.kind = FILTER_COLUMN, .column = "entity_id"};
    if (!find_record(call, store, &entity_resource, call->segments[0], &preset.id))
        return was_redirected(call);
    if (call->route->resource == &claim_resource)
        preset = (struct preset){.kind = FILTER_LINK, .role = LINK_ANY, .id = preset.id};
    return list_with(call, store, &preset);
}

bool get_record(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    struct shape shape;
    int64_t id;
    const struct form *form = form_of(call, resource, false);
    if (form == NULL || !query_record(call, resource, (const char *const[]){"format", NULL}, &shape))
        return false;
    if (!find_record(call, store, resource, call->segments[0], &id))
        return was_redirected(call);
    struct stored stored;
    bool found;
    if (!record_get(store, resource, id, &call->arena, &stored, &found, &call->problem))
        return false;
    if (!found)
        return no_such_record(call, resource, call->segments[0]);
    if (shape_is_plain(&shape) && form->record == answer_record)
        reply_revision(call, stored.revision);
    return form->record(call, store, resource, &shape, &stored);
}

static bool check_parameters(struct call *call, const char *const *further)
{
    struct shape shape;
    return query_record(call, call->route->resource, further, &shape);
}

/* Parameters of a POST on a collection; only articles can be analysed. */
static const char *const *creating(const struct resource *resource)
{
    static const char *const names[] = {"analyze", "dry_run", NULL};
    return resource == &article_resource ? names : names + 1;
}

/* A new record as input_check returns it. What is wrong in any way is named at once. */
static json_t *check_one(struct call *call, json_t *sent)
{
    const struct resource *resource = call->route->resource;
    bool is_good = resource->prepare == NULL || !json_is_object(sent) || resource->prepare(sent, true, &call->problem);
    json_t *checked = input_check(resource, sent, NULL, &call->problem);
    if (is_good)
        return checked;
    json_decref(checked);
    return NULL;
}

/* The body's records as a list, whether one came or many. state is a json_t array that lives with the call's body. */
bool check_new(struct call *call)
{
    const struct resource *resource = call->route->resource;
    bool ignored, analyzes;
    /* The answer to a new key is one of its own. */
    bool is_read = resource == &key_resource ? query_none(call) : check_parameters(call, creating(resource));
    if (!is_read || !query_flag(call, "dry_run", &ignored) || !query_flag(call, "analyze", &analyzes))
        return false;
    if (analyzes && json_is_array(call->body)) {
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "analyze",
                                 "goes with one article, not with a list");
    }
    if (analyzes)
        call->prepare = prepare_article;
    if (call->body == NULL) {
        return problem_add(&call->problem, PROBLEM_REQUIRED, "", "a body is required: one of %s, or a list of them",
                           resource->plural);
    }
    if (!json_is_array(call->body)) {
        json_t *checked = check_one(call, call->body);
        if (checked == NULL)
            return false;
        json_decref(call->body);
        call->body = checked;
        return true;
    }
    size_t count = json_array_size(call->body);
    if (count == 0 || count > RECORDS_LIMIT) {
        return problem_add(&call->problem, PROBLEM_TOO_LONG, "", "has %zu records; from 1 to %d are allowed", count,
                           RECORDS_LIMIT);
    }
    for (size_t i = 0; i < count; i++) {
        problem_at_auto where;
        problem_at_enter(&where, &call->problem, "/%zu", i);
        json_t *checked = check_one(call, json_array_get(call->body, i));
        if (checked != NULL)
            json_array_set_new(call->body, i, checked);
    }
    return call->problem.count == 0;
}

/* An answer to a write: the record in the form asked for. */
static bool reply_stored(struct call *call, struct store *store, unsigned status, const struct stored *stored)
{
    call->reply.written = arena_array(&call->arena, struct written, 1);
    call->reply.written_count = 1;
    call->reply.written[0] = (struct written){stored->id, stored->revision, stored->analysis};
    struct shape shape;
    if (!query_record(call, call->route->resource,
                      (const char *const[]){"analyze", "cascade", "dry_run", "large", NULL}, &shape))
        return false;
    call->reply.status = status;
    if (shape_is_plain(&shape) && !call->reply.is_dry) /* that revision may yet be another's */
        reply_revision(call, stored->revision);
    return answer_record(call, store, call->route->resource, &shape, stored);
}

static bool create_list(struct call *call, struct store *store, const struct writing *writing)
{
    const struct resource *resource = call->route->resource;
    const struct list_query query = {.resource = resource};
    struct list_page page = {.count = json_array_size(call->body)};
    struct shape shape;
    page.items = arena_array(&call->arena, struct stored, page.count);
    struct written *written = arena_array(&call->arena, struct written, page.count);
    for (size_t i = 0; i < page.count; i++) {
        problem_at_auto where;
        problem_at_enter(&where, &call->problem, "/%zu", i);
        if (!(call->again != NULL
                  ? read_again(call, store, &call->again[i], &page.items[i])
                  : model_create(writing, resource, json_array_get(call->body, i), &page.items[i], &call->problem)))
            return false;
        written[i] = (struct written){page.items[i].id, page.items[i].revision, {0}};
    }
    call->reply.written = written;
    call->reply.written_count = page.count;
    call->reply.status = call->reply.is_dry ? 200 : 201;
    return query_record(call, resource, creating(resource), &shape) &&
           answer_list(call, store, resource, &shape, &query, &page);
}

/* The answer that a write of one record had. */
static bool reply_again(struct call *call, struct store *store)
{
    struct stored stored;
    if (!read_again(call, store, &call->again[0], &stored))
        return false;
    stored.analysis = call->again[0].rest.size > 0 ? call->again[0].rest : (struct str){0};
    return reply_stored(call, store, 0, &stored);
}

bool create_records(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    struct writing writing = writing_of(call, store);
    if (!query_flag(call, "dry_run", &call->reply.is_dry))
        return false;
    if (json_is_array(call->body))
        return create_list(call, store, &writing);
    if (call->again != NULL)
        return reply_again(call, store);
    struct stored stored;
    if (!model_create(&writing, resource, call->body, &stored, &call->problem) ||
        (call->prepare != NULL && !suggest_in_article(call, &writing, &stored)))
        return false;
    if (call->reply.is_dry)
        return reply_stored(call, store, 200, &stored);
    call_add_header(call, "Location", "/v1/%s/%s", resource->plural, id_format(stored.id).text);
    if (resource == &tag_resource) {
        call->reply.header_count--;
        struct str slug;
        if (!names_tag_slug(store, &call->arena, stored.id, &slug, &call->problem))
            return false;
        call_add_header(call, "Location", "/v1/tags/%.*s", STR_PRINT(slug));
    }
    return reply_stored(call, store, 201, &stored);
}

/* Of `"r3"` or `"r3.1"`; 0: a record has no such ETag, or it is weak and cannot say which revision was seen. */
static int64_t revision_of(struct str etag)
{
    uint64_t number;
    struct str inner = str_part(etag, 2, etag.size < 3 ? 0 : etag.size - 3);
    inner = str_part(inner, 0, str_find_byte(inner, 0, '.'));
    return str_starts(etag, STR("\"r")) && str_number(inner, INT64_MAX, &number) ? (int64_t)number : 0;
}

/* The revisions that If-Match names; *expected is NULL where any will do. */
static bool read_if_match(struct call *call, const struct revisions **expected)
{
    struct str rest = call_header(call, "If-Match"), etag;
    *expected = NULL;
    if (rest.data == NULL || str_is(rest, "*"))
        return true;
    struct revisions *named = arena_new(&call->arena, struct revisions);
    named->items = arena_array(&call->arena, int64_t, rest.size / strlen("\"r1\"") + 1);
    bool has_one = false;
    while (negotiate_next_etag(&rest, &etag)) {
        int64_t revision = revision_of(etag);
        has_one = true;
        if (revision > 0)
            named->items[named->count++] = revision;
    }
    if (rest.size > 0 || !has_one) {
        return problem_add(&call->problem, PROBLEM_INVALID_REQUEST, "",
                           "If-Match must be * or ETags in quotes with commas between them, such as \"r3\"");
    }
    *expected = named;
    return named->count > 0 ||
           problem_add(&call->problem, PROBLEM_STALE, "",
                       "If-Match is no ETag of this record; send \"r\" and its revision, such as \"r3\"");
}

/* What becomes of a long text is found before the writer is held. */
static bool prepare_patch(struct call *call, struct store *reader)
{
    int64_t article;
    return !id_parse(call->segments[0], &article) ||
           article_prepare(reader, &call->arena, article, call->body, &call->state, &call->problem);
}

bool check_patch(struct call *call)
{
    bool moves = call->route->resource == &article_resource, ignored;
    if (!check_parameters(call, (const char *const[]){"dry_run", moves ? "large" : NULL, NULL}) ||
        !query_flag(call, "dry_run", &ignored) || (moves && !query_flag(call, "large", &ignored)))
        return false;
    if (!json_is_object(call->body)) {
        return problem_add(&call->problem, call->body == NULL ? PROBLEM_REQUIRED : PROBLEM_TYPE, "",
                           "an object of the members to change is required (RFC 7396)");
    }
    if (moves && (json_is(call->body, "body") || json_is(call->body, "source")))
        call->prepare = prepare_patch;
    const struct resource *resource = call->route->resource;
    call->is_alone = moves && (json_is(call->body, "body") || json_is(call->body, "source"));
    return resource->prepare == NULL || resource->prepare(call->body, false, &call->problem);
}

bool patch_record(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    int64_t id;
    const struct revisions *expected;
    if (!read_if_match(call, &expected))
        return false;
    if (!find_record(call, store, resource, call->segments[0], &id))
        return was_redirected(call);
    struct writing writing = writing_of(call, store);
    struct stored stored;
    if (!query_flag(call, "large", &writing.is_large) || !query_flag(call, "dry_run", &call->reply.is_dry))
        return false;
    writing.prepared = call->state;
    return model_patch(&writing, resource, id, call->body, expected, &stored, &call->problem) &&
           reply_stored(call, store, 200, &stored);
}

bool check_delete(struct call *call)
{
    return query_only(call, (const char *const[]){"cascade", NULL}) && query_flag(call, "cascade", &call->is_alone);
}

bool delete_record(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    int64_t id;
    const struct revisions *expected;
    bool cascades;
    if (!query_flag(call, "cascade", &cascades) || !read_if_match(call, &expected))
        return false;
    if (!find_record(call, store, resource, call->segments[0], &id))
        return was_redirected(call);
    struct writing writing = writing_of(call, store);
    if (!model_delete(&writing, resource, id, expected, cascades, &call->problem))
        return false;
    call->reply.status = 204;
    return true;
}

bool check_merge(struct call *call)
{
    call->is_alone = true;
    return check_parameters(call, (const char *const[]){"large", NULL}) && read_body(call);
}

bool merge_record(struct call *call, struct store *store)
{
    const struct resource *resource = call->route->resource;
    int64_t gone, into = 0;
    bool is_former;
    if (call->again != NULL)
        return reply_again(call, store);
    struct str name = json_str(call->body, "into");
    bool ok = resource == &tag_resource ? names_tag(store, call->segments[0], &gone, &is_former, &call->problem)
                                        : names_entity(store, call->segments[0], &gone, &is_former, &call->problem);
    if (!ok)
        return false;
    if (gone == 0)
        return no_such_record(call, resource, call->segments[0]);
    if (is_former)
        return problem_add(&call->problem, PROBLEM_CONFLICT, "", "was merged already, into %s", id_format(gone).text);
    ok = resource == &tag_resource ? names_tag(store, name, &into, &is_former, &call->problem)
                                   : names_entity(store, name, &into, &is_former, &call->problem);
    if (!ok)
        return false;
    if (into == 0) {
        return problem_add(&call->problem, PROBLEM_NO_SUCH_RECORD, "/into", "there is no %s \"%.*s\"",
                           resource->singular, STR_PRINT(name));
    }
    struct writing writing = writing_of(call, store);
    struct stored stored;
    return query_flag(call, "large", &writing.is_large) &&
           model_merge(&writing, resource, gone, into, &stored, &call->problem) &&
           reply_stored(call, store, 200, &stored);
}
