#include "claimd/request.h"

#include <string.h>

#include "claimd/server_parts.h"

void request_begin(struct request *request, struct loop *loop, struct MHD_Connection *connection, const char *target)
{
    struct call *call = &request->call;
    request->loop = loop;
    request->connection = connection;
    request->next = NULL;
    request->target_start = target;
    request->target_end = target + strlen(target);
    request->stage = STAGE_HEAD;
    request->errand = ERRAND_RUN;
    request->is_checked = request->is_prepared = false;
    request->succeeded = request->has_body = request->is_chunked = request->is_too_large = request->is_crowded = false;
    request->is_pretty = request->closes = request->is_finished = request->is_gzip = request->is_problem = false;
    request->is_cached = request->keeps = false;
    request->rate_remaining = 0;
    request->body_taken = request->body_seen = 0;
    request->method_name = "-";
    memset(request->known_count, 0, sizeof request->known_count);
    memset(request->known, 0, sizeof request->known);

    call->page_limit = loop->server->options->page_limit;
    call->is_head = false;
    call->method = METHOD_GET;
    call->route = NULL;
    call->target = arena_str(&call->arena, str_of(target));
    call->path = call->query = call->body_bytes = (struct str){0};
    call->parameter_count = call->header_count = 0;
    call->headers = request->headers;
    call->body = NULL;
    call->actor = (struct actor){0};
    call->request_id = "";
    call->state = NULL;
    call->prepare = NULL;
    call->is_alone = false;
    call->again = NULL;
    call->again_count = 0;
    call->problem.at = NULL;
    call->reply = (struct reply){0};
}

static void keep_small(struct buffer *buffer)
{
    if (buffer->capacity > REQUEST_KEPT_BUFFER) {
        buffer_release(buffer);
    } else {
        buffer_clear(buffer);
    }
}

void request_end(struct request *request)
{
    struct call *call = &request->call;
    json_decref(call->body);
    call->body = NULL;
    problem_clear(&call->problem);
    arena_reset(&call->arena);
    keep_small(&request->body);
    keep_small(&request->text);
}

void request_release(struct request *request)
{
    json_decref(request->call.body);
    request->call.body = NULL;
    problem_release(&request->call.problem);
    arena_release(&request->call.arena);
    buffer_release(&request->body);
    buffer_release(&request->text);
}
