#include "claimd/router.h"

#include <string.h>

#include "claimd/authorize.h"
#include "claimd/head.h"
#include "claimd/negotiate.h"
#include "claimd/origin.h"
#include "claimd/reply.h"
#include "claimd/server_parts.h"
#include "claimd/target.h"
#include "claimd/upload.h"

enum verb { VERB_CALL, VERB_OPTIONS, VERB_OTHER };

static enum verb read_method(struct call *call, const char *method)
{
    static const struct {
        const char *name;
        enum method method;
        bool is_head;
    } names[] = {
        {"GET", METHOD_GET, false}, {"HEAD", METHOD_GET, true},     {"POST", METHOD_POST, false},
        {"PUT", METHOD_PUT, false}, {"PATCH", METHOD_PATCH, false}, {"DELETE", METHOD_DELETE, false},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        if (strcmp(method, names[i].name) == 0) {
            call->method = names[i].method;
            call->is_head = names[i].is_head;
            request_of(call)->method_name = names[i].name;
            return VERB_CALL;
        }
    }
    request_of(call)->method_name = arena_cstr(&call->arena, str_of(method));
    return strcmp(method, "OPTIONS") == 0 ? VERB_OPTIONS : VERB_OTHER;
}

static void take_request_id(struct request *request)
{
    struct loop *loop = request->loop;
    struct str given = request->known[KNOWN_REQUEST_ID];
    bool is_good = given.size >= 1 && given.size <= 64;
    for (size_t i = 0; i < given.size && is_good; i++) {
        char byte = given.data[i];
        is_good = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
                  byte == '.' || byte == '_' || byte == '-';
    }
    if (is_good) {
        request->call.request_id = arena_cstr(&request->call.arena, given);
        return;
    }
    /* The loop's prefix and a number in base 36, from its end. */
    uint64_t number = ++loop->last_id;
    size_t at = sizeof request->own_id - 1, prefix = strlen(loop->id_prefix);
    request->own_id[at] = '\0';
    do {
        request->own_id[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
        number /= 36;
    } while (number > 0 && at > prefix);
    at -= prefix;
    memcpy(request->own_id + at, loop->id_prefix, prefix);
    request->call.request_id = request->own_id + at;
}

/* What makes the bytes behind this request unsafe to read: its errors close the connection. */
static bool check_head(struct request *request, const char *method, const char *version)
{
    unsigned status = 0;
    bool is_good = head_read(request, method, version, &status);
    take_request_id(request);
    request->closes = !is_good;
    request->call.reply.status = status;
    return is_good;
}

static bool check_host(struct request *request, struct str authority)
{
    struct str host = authority.data != NULL ? authority : request->known[KNOWN_HOST];
    if (host.data == NULL || origin_is_ours(&request->loop->server->origin, host))
        return true;
    return problem_add(&request->call.problem, PROBLEM_FORBIDDEN, "",
                       "the Host %.*s is not one of ours; --allow-host adds names",
                       (int)(host.size < 200 ? host.size : 200), host.data);
}

static bool answer_options(struct request *request, const struct place *place)
{
    struct call *call = &request->call;
    const char *allow = place == NULL ? "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" : place->allow;
    call_add_header(call, "Allow", "%s", allow);
    if (request->known[KNOWN_PREFLIGHT_METHOD].size > 0 &&
        origin_allowed(&request->loop->server->origin, request->known[KNOWN_ORIGIN]).data != NULL) {
        call_add_header(call, "Access-Control-Allow-Methods", "%s", allow);
        call_add_header(call, "Access-Control-Allow-Headers",
                        "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id");
        call_add_header(call, "Access-Control-Max-Age", "600");
    }
    call->reply.status = 204;
    request->succeeded = true;
    return false;
}

/* Nothing stands at this path: where it would be without the slash at its end, or what is near. */
static bool answer_nowhere(struct request *request)
{
    struct call *call = &request->call;
    struct server *server = request->loop->server;
    struct str shorter = call->path;
    const struct place *place = NULL;
    while (shorter.size > 1 && shorter.data[shorter.size - 1] == '/')
        shorter.size--;
    if (shorter.size < call->path.size && shorter.size > 1 && shorter.data[1] != '/') { /* "//host" leads elsewhere */
        if (!route_tree_find(server->routes, &call->arena, shorter, &place, call->segments, &call->problem))
            return false;
        if (place != NULL) {
            call_add_header(call, "Location", "%.*s%s%.*s", STR_PRINT(shorter), call->query.size > 0 ? "?" : "",
                            STR_PRINT(call->query));
            call->reply.status = 308;
            request->succeeded = true;
            return false;
        }
    }
    if (server->service->nowhere != NULL && server->service->nowhere(call)) {
        request->succeeded = true;
        return false;
    }
    const char *nearest = route_tree_nearest(server->routes, &call->arena, shorter);
    if (nearest != NULL)
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "there is no such path; the nearest is %s", nearest);
    return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "there is no such path; GET /v1 lists what there is");
}

static bool find_route(struct request *request, enum verb verb)
{
    struct call *call = &request->call;
    struct server *server = request->loop->server;
    const struct place *place = NULL;
    if (str_is(call->path, "*") && verb == VERB_OPTIONS)
        return answer_options(request, NULL);
    if (!route_tree_find(server->routes, &call->arena, call->path, &place, call->segments, &call->problem))
        return false;
    if (place == NULL)
        return answer_nowhere(request);
    if (verb == VERB_OPTIONS)
        return answer_options(request, place);
    call->route = verb == VERB_CALL ? place->routes[call->method] : NULL;
    if (call->route != NULL)
        return true;
    call_add_header(call, "Allow", "%s", place->allow);
    return problem_add(&call->problem, PROBLEM_METHOD_NOT_ALLOWED, "", "here stands %s", place->allow);
}

static void take_flag(struct request *request, const struct parameter *parameter, size_t seen)
{
    struct str value = parameter->value;
    request->is_pretty = value.size == 0 || str_is(value, "true") || str_is(value, "1");
    if (seen > 0) {
        problem_parameter(&request->call.problem, PROBLEM_BAD_PARAMETER, "pretty", "is given more than once");
    } else if (!request->is_pretty && !str_is(value, "false") && !str_is(value, "0")) {
        problem_parameter(&request->call.problem, PROBLEM_BAD_PARAMETER, "pretty", "must be true or false");
    }
}

/* "pretty" and "pretty=true" are http's own. */
static bool take_pretty(struct request *request)
{
    struct call *call = &request->call;
    size_t kept = 0, seen = 0;
    for (size_t i = 0; i < call->parameter_count; i++) {
        struct parameter *parameter = &call->parameters[i];
        if (str_is(parameter->name, "pretty")) {
            take_flag(request, parameter, seen++);
        } else {
            call->parameters[kept++] = *parameter;
        }
    }
    call->parameter_count = kept;
    return call->problem.count == 0;
}

static bool check_query(struct request *request)
{
    struct call *call = &request->call;
    if (!target_parameters(&call->arena, call->query, call->parameters, &call->parameter_count, &call->problem))
        return false;
    return call->query.size == 0 || take_pretty(request);
}

/* A write answers in JSON, and must not be done when the client cannot take the answer. A read chooses its form itself. */
static bool check_accept(struct request *request)
{
    struct str accept = request->known[KNOWN_ACCEPT];
    if (request->call.route->access != WRITES || negotiate_json(accept))
        return true;
    problem_add(&request->call.problem, PROBLEM_NOT_ACCEPTABLE, "", "this is application/json, which Accept rules out");
    problem_say(&request->call.problem, "available", json_pack("[s]", "application/json"));
    return false;
}

static bool check_running(struct request *request)
{
    if (!atomic_load_explicit(&request->loop->server->is_stopping, memory_order_relaxed))
        return true;
    return problem_add(&request->call.problem, PROBLEM_STOPPING, "", "the server is stopping");
}

/* Everything that is known from the head; false: the reply is there, or a problem. */
static bool look_at_head(struct request *request, const char *method, const char *version)
{
    struct call *call = &request->call;
    struct target target;
    enum verb verb = read_method(call, method);
    if (!check_head(request, method, version))
        return false;
    bool is_split = target_split(call->target, &target, &call->problem);
    if (!is_split || !check_host(request, target.authority))
        return false;
    call->path = target.path;
    call->query = target.query;
    return find_route(request, verb) && check_running(request) && authorize(request) &&
           (!request->has_body || upload_admit(request)) && check_query(request) && check_accept(request);
}

void router_begin(struct request *request, const char *method, const char *version)
{
    bool goes_on = look_at_head(request, method, version);
    request->stage = goes_on ? STAGE_BODY : STAGE_REPLY;
}

static void send_away(struct request *request, struct queue *queue, enum errand errand)
{
    if (loop_send_away(request, queue, errand))
        return;
    request->succeeded = false;
    problem_add(&request->call.problem, PROBLEM_BUSY, "", "too much is waiting already");
}

static bool is_cacheable(const struct request *request)
{
    const struct route *route = request->call.route;
    return route->access == READS && route->method == METHOD_GET && route->scope <= SCOPE_READ;
}

static void read_here(struct request *request)
{
    struct call *call = &request->call;
    struct loop *loop = request->loop;
    struct server *server = loop->server;
    const struct service *service = server->service;
    if (is_cacheable(request) &&
        reply_cache_find(&loop->cache, &loop->arena, request, service->generation(service->context))) {
        request->is_cached = request->succeeded = true;
        return;
    }
    struct store *reader = loop_reader(loop, (int64_t)server->options->loop_budget_us);
    request->generation = service->reader_generation(reader);
    request->succeeded = call->route->run(call, reader);
    assert(request->succeeded || call->problem.count > 0);
    if (!request->succeeded && problem_is(&call->problem, PROBLEM_TOO_SLOW)) {
        problem_clear(&call->problem);
        call->reply = (struct reply){0};
        figure_add(&request->loop->slow_reads, 1);
        send_away(request, &server->slow.queue, ERRAND_RUN);
        return;
    }
    /* With the worker's queue full this loop makes the reply ready itself. */
    if (reply_is_heavy(request) && loop_send_away(request, &server->worker.queue, ERRAND_FINISH))
        return;
}

void router_check(struct request *request)
{
    struct call *call = &request->call;
    request->is_checked = upload_parse(request) && (call->route->check == NULL || call->route->check(call));
    assert(request->is_checked || call->problem.count > 0);
}

void router_run(struct request *request)
{
    struct server *server = request->loop->server;
    request->stage = STAGE_REPLY;
    if (!request->is_checked)
        return;
    switch (request->call.route->access) {
    case READS:
    case LIVE:
    case OPEN:
        read_here(request);
        break;
    case SLOW:
        figure_add(&request->loop->slow_reads, 1);
        send_away(request, &server->slow.queue, ERRAND_RUN);
        break;
    case WRITES:
        if (request->call.prepare != NULL && !request->is_prepared) {
            figure_add(&request->loop->slow_reads, 1);
            send_away(request, &server->slow.queue, ERRAND_PREPARE);
        } else {
            send_away(request, &server->writer.queue, ERRAND_RUN);
        }
        break;
    }
}

void router_work(struct request *request)
{
    request->stage = STAGE_REPLY;
    if (upload_is_heavy(request)) {
        send_away(request, &request->loop->server->worker.queue, ERRAND_CHECK);
        return;
    }
    router_check(request);
    router_run(request);
}
