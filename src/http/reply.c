#include "claimd/reply.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "claimd/http_status.h"
#include "claimd/json.h"
#include "claimd/log.h"
#include "claimd/memory.h"
#include "claimd/negotiate.h"
#include "claimd/origin.h"
#include "claimd/pretty.h"
#include "claimd/server_parts.h"

enum { HASH_BYTES = sizeof(XXH128_canonical_t), ETAG_SIZE = sizeof "W/\"\"" + 2 * (size_t)HASH_BYTES };

static struct str content_type(const struct reply *reply)
{
    return reply->content_type == NULL ? STR("application/json") : str_of(reply->content_type);
}

static bool is_json(const struct reply *reply)
{
    struct str type = content_type(reply);
    return str_starts(type, STR("application/json")) || str_ends(type, STR("+json"));
}

static void write_problem(struct request *request)
{
    struct call *call = &request->call;
    enum problem_code code = call->problem.items[0].code;
    if (call->reply.status < 400) /* else the router has chosen one that no code has */
        call->reply.status = http_status_of(code);
    request->is_problem = true;
    buffer_clear(&request->text);
    http_problem_write(&request->text, &call->problem, call->reply.status, call->target, call->request_id);
    call->reply.body = buffer_str(&request->text);
    call->reply.content_type = "application/problem+json";
    call->reply.etag = (struct str){0};
    if (code == PROBLEM_UNAUTHORIZED)
        call_add_header(call, "WWW-Authenticate", "Bearer");
    if (http_status_retry_s(code) > 0)
        call_add_header(call, "Retry-After", "%u", http_status_retry_s(code));
}

/* Whether the client takes the form that the handler chose. */
static bool check_accept(struct request *request)
{
    struct reply *reply = &request->call.reply;
    struct str accept = request->known[KNOWN_ACCEPT];
    if (accept.size == 0 || reply->body.size == 0 || reply->was_asked_for)
        return true;
    if (reply->content_type == NULL ? negotiate_json(accept) : negotiate_type(accept, content_type(reply)))
        return true;
    struct str type = content_type(reply);
    *reply = (struct reply){0};
    problem_add(&request->call.problem, PROBLEM_NOT_ACCEPTABLE, "", "this is %.*s, which Accept rules out",
                STR_PRINT(type));
    problem_say(&request->call.problem, "available", json_pack("[o]", json_new_str(type)));
    return false;
}

static void make_pretty(struct request *request)
{
    struct reply *reply = &request->call.reply;
    buffer_auto before = {0};
    if (request->is_problem)
        buffer_add(&before, reply->body); /* stands where the result goes */
    struct str json = request->is_problem ? buffer_str(&before) : reply->body;
    buffer_clear(&request->text);
    pretty_json(&request->text, json);
    reply->gzipped = (struct str){0};
    reply->body = buffer_str(&request->text);
    reply->etag = (struct str){0};
}

static const char hex[] = "0123456789abcdef";

/* W/"…" of XXH3 in 128 bits, which is the same for the same bytes on every machine. SipHash took a fifth of a page's processor
 * time. Neither is made to withstand who looks for two texts with one tag; who did would see a list that he wrote as unchanged. */
static struct str weak_etag(struct arena *arena, struct str body)
{
    XXH128_canonical_t hash;
    XXH128_canonicalFromHash(&hash, XXH3_128bits(body.data, body.size));
    char *text = arena_alloc(arena, ETAG_SIZE);
    memcpy(text, "W/\"", sizeof "W/\"");
    for (size_t i = 0; i < HASH_BYTES; i++) {
        text[3 + 2 * i] = hex[hash.digest[i] >> 4];
        text[4 + 2 * i] = hex[hash.digest[i] & 15];
    }
    memcpy(text + ETAG_SIZE - 2, "\"", 2);
    return (struct str){text, ETAG_SIZE - 1};
}

static void tag(struct request *request)
{
    struct call *call = &request->call;
    struct reply *reply = &call->reply;
    if (call->method == METHOD_GET && reply->status == 200 && !request->is_problem && reply->etag.size == 0)
        reply->etag = weak_etag(&call->arena, reply->body);
}

/* 304 where the client has it already. */
static void compare_tag(struct request *request)
{
    struct call *call = &request->call;
    struct reply *reply = &call->reply;
    if (call->method != METHOD_GET || reply->status != 200 || request->is_problem)
        return;
    struct str known = request->known[KNOWN_IF_NONE_MATCH];
    if (known.size > 0 && negotiate_etag(known, reply->etag)) {
        reply->status = 304;
        reply->body = (struct str){0};
        request->is_gzip = false;
    }
}

static bool can_shrink(const struct request *request)
{
    const struct reply *reply = &request->call.reply;
    struct str type = content_type(reply);
    bool is_worth =
        reply->gzipped.size > 0 || (reply->body.size >= REPLY_GZIP_FROM &&
                                    (str_starts(type, STR("text/")) || str_starts(type, STR("application/"))));
    return is_worth && reply->body.size > 0 && request->known[KNOWN_ACCEPT_ENCODING].size > 0 &&
           negotiate_gzip(request->known[KNOWN_ACCEPT_ENCODING]);
}

static void shrink(struct request *request, struct gzip *gzip)
{
    struct call *call = &request->call;
    struct reply *reply = &call->reply;
    reply->body = reply->gzipped.size > 0 ? reply->gzipped : gzip_compress(gzip, &call->arena, reply->body);
    request->is_gzip = true;
    if (reply->etag.size > 0 && reply->etag.data[0] != 'W')
        reply->etag = str_of(arena_printf(&call->arena, "W/%.*s", STR_PRINT(reply->etag)));
}

void reply_finish(struct request *request, struct gzip *gzip)
{
    struct reply *reply = &request->call.reply;
    if (request->is_finished)
        return;
    request->is_finished = true;
    if (request->is_cached)
        return;
    if (!request->succeeded || !check_accept(request)) {
        write_problem(request);
    } else if (reply->status == 0) {
        reply->status = 200;
    }
    if (request->is_pretty && is_json(reply) && reply->body.size > 0)
        make_pretty(request);
    tag(request);
    if (!request->keeps)
        compare_tag(request); /* else the whole reply is made first */
    if (can_shrink(request))
        shrink(request, gzip);
}

bool reply_is_heavy(const struct request *request)
{
    const struct reply *reply = &request->call.reply;
    bool is_shrunk_here = reply->gzipped.size == 0 && can_shrink(request);
    return request->succeeded && reply->body.size >= REPLY_HEAVY_FROM && (is_shrunk_here || request->is_pretty);
}

static void add(struct MHD_Response *response, const char *name, const char *value)
{
    if (MHD_add_response_header(response, name, value) != MHD_YES)
        log_line(LOG_LEVEL_WARN, "http", "the header %s was left out: its value cannot be sent", name);
}

static bool has_header(const struct reply *reply, const char *name)
{
    for (size_t i = 0; i < reply->header_count; i++) {
        if (strcmp(reply->headers[i].name, name) == 0)
            return true;
    }
    return false;
}

static void add_cors(struct MHD_Response *response, struct request *request)
{
    struct str allowed = origin_allowed(&request->loop->server->origin, request->known[KNOWN_ORIGIN]);
    if (allowed.data == NULL)
        return;
    add(response, "Access-Control-Allow-Origin", arena_cstr(&request->call.arena, allowed));
    add(response, "Access-Control-Expose-Headers",
        "Link, ETag, Location, X-Request-Id, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After");
}

static void add_rate(struct MHD_Response *response, struct request *request)
{
    uint64_t limit = request->loop->server->options->requests_per_key;
    char text[64];
    if (limit == 0 || request->call.actor.key == 0)
        return;
    (void)snprintf(text, sizeof text, "\"key\";q=%llu;w=1", (unsigned long long)limit);
    add(response, "RateLimit-Policy", text);
    (void)snprintf(text, sizeof text, "\"key\";r=%u;t=1", request->rate_remaining);
    add(response, "RateLimit", text);
}

static void add_headers(struct MHD_Response *response, struct request *request)
{
    struct call *call = &request->call;
    const struct reply *reply = &call->reply;
    if (reply->body.size > 0)
        add(response, "Content-Type", content_type(reply).data);
    if (reply->etag.size > 0)
        add(response, "ETag", arena_cstr(&call->arena, reply->etag));
    if (request->is_gzip)
        add(response, "Content-Encoding", "gzip");
    for (size_t i = 0; i < reply->header_count; i++)
        add(response, reply->headers[i].name, reply->headers[i].value);
    add(response, "X-Request-Id", call->request_id);
    if (!has_header(reply, "Cache-Control"))
        add(response, "Cache-Control", call->actor.key == 0 ? "no-cache" : "private, no-cache");
    add(response, "Vary", "Accept, Accept-Encoding, Authorization, Origin");
    add(response, "X-Content-Type-Options", "nosniff");
    add(response, "Referrer-Policy", "no-referrer");
    if (request->known[KNOWN_ORIGIN].size > 0)
        add_cors(response, request);
    add_rate(response, request);
    if (request->closes)
        add(response, "Connection", "close");
}

enum MHD_Result reply_send(struct request *request)
{
    struct call *call = &request->call;
    reply_finish(request, &request->loop->gzip);
    if (request->keeps)
        reply_cache_keep(&request->loop->cache, request);
    compare_tag(request);
    if (atomic_load_explicit(&request->loop->server->is_stopping, memory_order_relaxed))
        request->closes = true;
    struct str body = call->reply.body;
    union {
        const char *ours;
        void *theirs;
    } bytes = {.ours = body.size == 0 ? "" : body.data}; /* a PERSISTENT buffer is not written to */
    struct MHD_Response *response = MHD_create_response_from_buffer(body.size, bytes.theirs, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        memory_gone(body.size);
    add_headers(response, request);
    loop_expect(request, body.size);
    enum MHD_Result result = MHD_queue_response(request->connection, call->reply.status, response);
    MHD_destroy_response(response);
    return result;
}
