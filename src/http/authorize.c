#include "claimd/authorize.h"

#include "claimd/origin.h"
#include "claimd/server_parts.h"

/* The key of "Bearer KEY"; false when the header says something else. */
static bool bearer(struct str header, struct str *key)
{
    static const struct str scheme = {"bearer ", 7};
    if (!str_equal_nocase(str_part(header, 0, scheme.size), scheme))
        return false;
    *key = str_trim(str_part(header, scheme.size, header.size));
    return key->size > 0;
}

static bool needs_key(const struct request *request)
{
    const struct route *route = request->call.route;
    const struct server *server = request->loop->server;
    bool was_forwarded = request->known_count[KNOWN_FORWARDED] > 0 || request->known_count[KNOWN_X_FORWARDED_FOR] > 0;
    if (route->access == WRITES || route->scope > SCOPE_READ)
        return true;
    return !server->options->public_read && !origin_is_local(&server->origin, was_forwarded);
}

static bool check_rate(struct request *request)
{
    struct server *server = request->loop->server;
    if (server->options->requests_per_key == 0)
        return true;
    if (guard_count(&server->guard, request->call.actor.key, request->loop->now_us / 1000000, &request->rate_remaining))
        return true;
    return problem_add(&request->call.problem, PROBLEM_TOO_MANY_REQUESTS, "", "this key may send %u requests a second",
                       server->options->requests_per_key);
}

bool authorize(struct request *request)
{
    struct call *call = &request->call;
    struct loop *loop = request->loop;
    struct str header = request->known[KNOWN_AUTHORIZATION], key;
    if (call->route->access == OPEN)
        return true;
    if (header.data == NULL) {
        if (needs_key(request)) {
            return problem_add(&call->problem, PROBLEM_UNAUTHORIZED, "",
                               "a key of scope %s is needed: Authorization: Bearer KEY",
                               scope_name(call->route->scope));
        }
        call->actor.scope = SCOPE_READ;
        return true;
    }
    if (!bearer(header, &key))
        return problem_add(&call->problem, PROBLEM_UNAUTHORIZED, "", "Authorization is not of the form: Bearer KEY");
    struct store *reader = loop_reader(loop, loop->server->options->loop_budget_us);
    if (!loop->server->service->authenticate(reader, key, &call->arena, &call->actor, &call->problem))
        return false;
    if (!check_rate(request))
        return false;
    if (call->actor.scope < call->route->scope) {
        return problem_add(&call->problem, PROBLEM_FORBIDDEN, "", "a key of scope %s is needed; this one has scope %s",
                           scope_name(call->route->scope), scope_name(call->actor.scope));
    }
    return true;
}
