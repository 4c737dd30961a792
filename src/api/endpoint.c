#include "claimd/endpoint.h"

#include <string.h>

#include "claimd/changes.h"
#include "claimd/id.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/offsets.h"
#include "claimd/route.h"

/* Reads and PATCH follow a former name by 308, with what stood behind it in the path and the query. */
static bool redirect(struct call *call, const struct resource *resource, struct str from, struct str to)
{
    buffer_auto location = {0};
    size_t at = strlen("/v1/") + strlen(resource->plural) + 1;
    buffer_printf(&location, "/v1/%s/%.*s%.*s", resource->plural, STR_PRINT(to),
                  STR_PRINT(str_part(call->path, at + from.size, call->path.size)));
    if (call->query.size > 0)
        buffer_printf(&location, "?%.*s", STR_PRINT(call->query));
    call_add_header(call, "Location", "%.*s", STR_PRINT(buffer_str(&location)));
    call->reply.status = 308;
    return false;
}

struct writing writing_of(struct call *call, struct store *store)
{
    struct writing writing = {
        .store = store,
        .arena = &call->arena,
        .actor = arena_cstr(&call->arena, call->actor.name),
        .route = call->route->path,
        .request_id = call->request_id,
        .scope = call->actor.scope,
        .now_ms = moment_now_ms(),
    };
    enum offset_unit unit = OFFSET_CODE_POINTS;
    if (offset_unit_parse(call_parameter(call, "offsets"), &unit))
        writing.unit = unit;
    return writing;
}

bool no_such_record(struct call *call, const struct resource *resource, struct str name)
{
    struct id_text right;
    if (resource != &tag_resource && id_canonical(name, &right) && !str_is(name, right.text)) {
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "",
                           "there is no %s \"%.*s\"; ids are lower case, did you mean \"%s\"?", resource->singular,
                           STR_PRINT(name), right.text);
    }
    return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "there is no %s \"%.*s\"", resource->singular,
                       (int)(name.size < 100 ? name.size : 100), name.data);
}

bool find_record(struct call *call, struct store *store, const struct resource *resource, struct str name, int64_t *id)
{
    bool is_former = false, found = false;
    *id = 0;
    if (resource == &tag_resource) {
        if (!names_tag(store, name, id, &is_former, &call->problem))
            return false;
    } else if (resource == &entity_resource) {
        if (!names_entity(store, name, id, &is_former, &call->problem))
            return false;
    } else {
        if (id_parse(name, id) && !names_exists(store, resource, *id, &found, &call->problem))
            return false;
        *id = found ? *id : 0;
    }
    if (*id == 0)
        return no_such_record(call, resource, name);
    if (!is_former)
        return true;
    struct str right = str_of(arena_printf(&call->arena, "%s", id_format(*id).text));
    if (resource == &tag_resource && !names_tag_slug(store, &call->arena, *id, &right, &call->problem))
        return false;
    return redirect(call, resource, name, right);
}

bool was_redirected(const struct call *call)
{
    return call->reply.status == 308 && call->problem.count == 0;
}

void reply_revision(struct call *call, int64_t revision)
{
    call->reply.etag = str_of(arena_printf(&call->arena, "\"r%lld.%d\"", (long long)revision, STORE_DOC_VERSION));
    call->reply.is_record = true;
}

bool read_again(struct call *call, struct store *store, const struct written *one, struct stored *stored)
{
    *stored = (struct stored){.id = one->id, .revision = one->revision};
    return changes_doc_at(store, one->id, one->revision, &call->arena, &stored->doc, &call->problem) &&
           (stored->doc.data != NULL || problem_add(&call->problem, PROBLEM_STORAGE, "", "the history is not whole"));
}
