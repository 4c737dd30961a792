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
    return problem_add(&request->call.problem, PROBLEM_TOO_MANY_REQUESTS, "",
                       "this key may send %llu requests a second",
                       (unsigned long long)server->options->requests_per_key);
}

/* The value of the session's cookie (RFC 6265, section 4.2.1); false when it was not sent. */
static bool find_cookie(const struct request *request, struct str *value)
{
    const char *name = request->loop->server->service->session_cookie;
    struct str rest = request->known[KNOWN_COOKIE], part;
    while (name[0] != '\0' && rest.data != NULL && str_split(&rest, ';', &part)) {
        part = str_trim(part);
        size_t size = str_find_byte(part, 0, '=');
        *value = str_part(part, size + 1, part.size);
        if (str_is(str_part(part, 0, size), name) && value->size > 0)
            return true;
    }
    return false;
}

/* What the request shows of itself; is_there: it shows anything. */
static bool read_credential(struct request *request, struct credential *credential, bool *is_there)
{
    struct str header = request->known[KNOWN_AUTHORIZATION];
    *credential = (struct credential){0};
    if (header.data == NULL) {
        *is_there = credential->is_session = find_cookie(request, &credential->secret);
        return true;
    }
    *is_there = true;
    return bearer(header, &credential->secret) || problem_add(&request->call.problem, PROBLEM_UNAUTHORIZED, "",
                                                              "Authorization is not of the form: Bearer KEY");
}

/* A browser sends the cookie with whatever any page on this host asks for, other ports included: a write must come from ours. */
static bool check_origin(struct request *request)
{
    if (request->call.actor.session == 0 || request->call.route->access != WRITES ||
        origin_is_same(request->known[KNOWN_ORIGIN], request->known[KNOWN_HOST]))
        return true;
    return problem_add(&request->call.problem, PROBLEM_FORBIDDEN, "",
                       "a session writes only from this server's own pages: Origin must be its address; "
                       "other programs send a key");
}

static bool check_scope(struct request *request)
{
    struct call *call = &request->call;
    if (call->actor.scope >= call->route->scope)
        return true;
    return problem_add(&call->problem, PROBLEM_FORBIDDEN, "", "a key of scope %s is needed; this one has scope %s",
                       scope_name(call->route->scope), scope_name(call->actor.scope));
}

bool authorize(struct request *request)
{
    struct call *call = &request->call;
    struct loop *loop = request->loop;
    struct credential credential;
    bool is_there;
    if (call->route->access == OPEN)
        return true;
    if (!read_credential(request, &credential, &is_there))
        return false;
    if (is_there) {
        struct store *reader = loop_reader(loop, (int64_t)loop->server->options->loop_budget_us);
        if (loop->server->service->authenticate(reader, &credential, &call->arena, &call->actor, &call->problem))
            return check_rate(request) && check_origin(request) && check_scope(request);
        /* The cookie of a session that has ended is no reason to refuse what anybody may read. */
        if (!credential.is_session || needs_key(request) || !problem_is(&call->problem, PROBLEM_UNAUTHORIZED))
            return false;
        problem_clear(&call->problem);
    } else if (needs_key(request)) {
        return problem_add(&call->problem, PROBLEM_UNAUTHORIZED, "",
                           "a key of scope %s is needed: Authorization: Bearer KEY", scope_name(call->route->scope));
    }
    call->actor = (struct actor){.scope = SCOPE_READ};
    return true;
}
