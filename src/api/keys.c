#include "claimd/endpoint.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/store.h"

/* The only answer that ever holds the secret. */
bool create_key(struct call *call, struct store *store)
{
    if (json_is_array(call->body))
        return problem_add(&call->problem, PROBLEM_TYPE, "", "keys are created one at a time");
    struct writing writing = writing_of(call, store);
    struct stored stored;
    struct key_secret secret;
    key_secret_new(&secret);
    if (!model_create(&writing, &key_resource, call->body, &stored, &call->problem) ||
        !key_store_hash(store, stored.id, str_of(secret.text), &call->problem))
        return false;
    json_auto_t *doc = json_loadb(stored.doc.data, stored.doc.size, 0, NULL);
    json_object_set_new(doc, "secret", json_string(secret.text));
    call_add_header(call, "Location", "/v1/keys/%s", id_format(stored.id).text);
    call_reply_json(call, 201, doc);
    call->reply.is_secret = true;
    return true;
}
