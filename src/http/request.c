#include "claimd/request.h"

#include <string.h>

static const struct str known_names[] = {
#define X(name, word) {word, sizeof(word) - 1},
    REQUEST_KNOWN(X)
#undef X
};

void request_begin(struct request *request, struct loop *loop, struct MHD_Connection *connection, struct str target)
{
    struct call *call = &request->call;
    request->loop = loop;
    request->connection = connection;
    request->next = NULL;
    request->stage = STAGE_HEAD;
    request->succeeded = request->has_body = request->is_chunked = request->is_too_large = request->is_crowded = false;
    request->is_pretty = request->closes = request->is_finished = request->is_gzip = request->is_problem = false;
    request->rate_remaining = request->head_size = 0;
    request->body_taken = request->body_seen = 0;
    request->method_name = "-";
    memset(request->known_count, 0, sizeof request->known_count);
    memset(request->known, 0, sizeof request->known);

    call->is_head = false;
    call->method = METHOD_GET;
    call->route = NULL;
    call->target = arena_str(&call->arena, target);
    call->path = call->query = call->body_bytes = (struct str){0};
    call->parameter_count = call->header_count = 0;
    call->headers = request->headers;
    call->body = NULL;
    call->actor = (struct actor){0};
    call->request_id = "";
    call->state = NULL;
    call->problem.at = NULL;
    call->reply = (struct reply){0};
}

static void keep_small(struct buffer *buffer)
{
    if (buffer->capacity > REQUEST_KEPT_BUFFER)
        buffer_release(buffer);
    else
        buffer_clear(buffer);
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

static void note_known(struct request *request, struct str name, struct str value)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (known_names[i].size == name.size && str_equal_nocase(known_names[i], name)) {
            if (request->known_count[i]++ == 0)
                request->known[i] = value;
            return;
        }
    }
}

static bool has_control(struct str value)
{
    for (size_t i = 0; i < value.size; i++) {
        unsigned char byte = (unsigned char)value.data[i];
        if ((byte < ' ' && byte != '\t') || byte == 0x7F)
            return true;
    }
    return false;
}

static enum MHD_Result note_header(void *context, enum MHD_ValueKind kind, const char *key, size_t key_size,
                                   const char *value, size_t value_size)
{
    struct request *request = context;
    (void)kind;
    struct str name = {key, key_size};
    struct str text = str_trim((struct str){value, value == NULL ? 0 : value_size});
    if (text.data == NULL)
        text.data = "";
    if (request->call.header_count == REQUEST_HEADERS) {
        problem_add(&request->call.problem, PROBLEM_INVALID_REQUEST, "", "the request has more than %d headers",
                    REQUEST_HEADERS);
        return MHD_NO;
    }
    if (has_control(text)) {
        problem_add(&request->call.problem, PROBLEM_INVALID_REQUEST, "", "a header holds a control character");
        return MHD_NO;
    }
    request->headers[request->call.header_count++] = (struct parameter){name, text};
    note_known(request, name, text);
    return MHD_YES;
}

bool request_read_headers(struct request *request)
{
    (void)MHD_get_connection_values_n(request->connection, MHD_HEADER_KIND, note_header, request);
    return request->call.problem.count == 0;
}

bool request_check_framing(struct request *request, const char *version, unsigned *status)
{
    struct problem *problem = &request->call.problem;
    static const enum known once[] = {KNOWN_HOST, KNOWN_CONTENT_LENGTH, KNOWN_TRANSFER_ENCODING, KNOWN_CONTENT_TYPE,
                                      KNOWN_AUTHORIZATION};
    for (size_t i = 0; i < COUNT(once); i++) {
        if (request->known_count[once[i]] > 1)
            return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "there is more than one %s header",
                               known_names[once[i]].data);
    }
    if (request->known_count[KNOWN_HOST] == 0 && strcmp(version, MHD_HTTP_VERSION_1_1) == 0)
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "the Host header is missing");

    struct str coding = request->known[KNOWN_TRANSFER_ENCODING], size = request->known[KNOWN_CONTENT_LENGTH];
    uint64_t announced = 0;
    if (coding.data != NULL && size.data != NULL)
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "there are both Content-Length and Transfer-Encoding");
    if (coding.data != NULL && !str_equal_nocase(coding, STR("chunked"))) {
        *status = 501;
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "the only Transfer-Encoding understood is chunked");
    }
    if (size.data != NULL && !str_number(size, INT64_MAX, &announced))
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "Content-Length is not a number");
    request->is_chunked = coding.data != NULL;
    request->has_body = request->is_chunked || announced > 0;
    return true;
}
