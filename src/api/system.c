#include "claimd/handlers.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/openapi.h"
#include "claimd/query.h"
#include "claimd/route.h"
#include "claimd/routes.h"
#include "claimd/sizes.h"

bool get_health(struct call *call, struct store *store)
{
    (void)store;
    call->reply.body = STR("{\"status\":\"ok\"}\n");
    return true;
}

/* Ready is: the database answers. Asked every few seconds, so nothing is counted. */
bool get_ready(struct call *call, struct store *store)
{
    struct sizes sizes;
    if (!sizes_get(store, &sizes, &call->problem))
        return false;
    call->reply.body = STR("{\"status\":\"ready\"}\n");
    return true;
}

bool get_index(struct call *call, struct store *store)
{
    (void)store;
    if (!query_none(call))
        return false;
    json_auto_t *index = json_object();
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        char path[64];
        (void)snprintf(path, sizeof path, "/v1/%s", (*at)->plural);
        json_object_set_new(index, (*at)->plural, json_pack("{s:s, s:s}", "href", path, "about", (*at)->about));
    }
    json_object_set_new(index, "openapi",
                        json_pack("{s:s, s:s}", "href", "/openapi.json", "about", "The contract of this API"));
    call_reply_json(call, 200, index);
    return true;
}

bool get_openapi(struct call *call, struct store *store)
{
    (void)store;
    buffer_auto text = {0};
    openapi_write(&text);
    call->reply.body = arena_str(&call->arena, buffer_str(&text));
    return true;
}
