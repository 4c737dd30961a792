/* The page's signing in (docs/architecture.md, "Sessions"). The cookie is named after the data folder, since cookies don't know ports. */
#include "claimd/session.h"

#include "claimd/handlers.h"
#include "claimd/json.h"
#include "claimd/moment.h"
#include "claimd/query.h"
#include "claimd/service.h"
#include "claimd/sessions.h"

static void reply_actor(struct call *call, unsigned status, int64_t expires_ms)
{
    const struct actor *actor = &call->actor;
    json_auto_t *reply = json_object();
    json_object_set_new(reply, "name", actor->key == 0 ? json_null() : json_new_str(actor->name));
    json_object_set_new(reply, "scope", json_string(scope_name(actor->scope)));
    json_object_set_new(reply, "expires_at",
                        expires_ms == 0 ? json_null() : json_string(moment_format(expires_ms).text));
    call_reply_json(call, status, reply);
}

static void set_cookie(struct call *call, const struct store *store, const char *value, int seconds)
{
    bool is_secure = str_equal_nocase(call_header(call, "X-Forwarded-Proto"), STR("https"));
    call_add_header(call, "Set-Cookie", "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s",
                    session_cookie(store_folder(store)).text, value, seconds, is_secure ? "; Secure" : "");
}

/* Who sends something expects that it matters. */
bool check_no_body(struct call *call)
{
    return call->body == NULL || problem_add(&call->problem, PROBLEM_TYPE, "", "no body is wanted here");
}

/* Who is it? Answers without a key, too. */
bool get_session(struct call *call, struct store *store)
{
    int64_t expires_ms = 0;
    if (!query_none(call) ||
        (call->actor.session != 0 && !sessions_expires(store, call->actor.session, &expires_ms, &call->problem)))
        return false;
    reply_actor(call, 200, expires_ms);
    return true;
}

bool create_session(struct call *call, struct store *store)
{
    int64_t now_ms = moment_now_ms();
    struct key_secret token;
    if (!query_none(call))
        return false;
    if (call->actor.session != 0) {
        return problem_add(&call->problem, PROBLEM_UNAUTHORIZED, "",
                           "a session is made with a key: Authorization: Bearer KEY");
    }
    if (!session_create(store, call->actor.key, now_ms, &token, &call->problem))
        return false;
    set_cookie(call, store, token.text, SESSION_SECONDS);
    reply_actor(call, 201, now_ms + SESSION_MS);
    return true;
}

bool end_session(struct call *call, struct store *store)
{
    if (!query_none(call) || !session_end(store, call->actor.session, &call->problem))
        return false;
    set_cookie(call, store, "", 0);
    call->reply.status = 204;
    return true;
}
