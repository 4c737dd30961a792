/* What libmicrohttpd made of a head is compared with the bytes, which it leaves where they came, in its read buffer: it puts
 * a NUL on each separator and passes pointers between them. Names and values must lie there one behind the other with
 * nothing else between, else it has read something otherwise than it was written. A version that lays them out differently
 * would have every request refused, which the tests see at once. */
#include "claimd/head.h"

#include <string.h>

#include "claimd/server_parts.h"

static const struct str known_names[] = {
#define X(name, word) {word, sizeof(word) - 1},
    REQUEST_KNOWN(X)
#undef X
};

/* A walk over the head's bytes. */
struct walk {
    struct request *request;
    const char *at, *end;
};

static bool refuse(struct request *request, const char *why)
{
    return problem_add(&request->call.problem, PROBLEM_INVALID_REQUEST, "", "%s", why);
}

/* RFC 9110 section 5.6.2: letters, digits and !#$%&'*+-.^_`|~, a bit for each byte below 0x80. */
static bool is_token(struct str name)
{
    static const uint64_t token[] = {0x03FF6CFA00000000, 0x57FFFFFFC7FFFFFE};
    for (size_t i = 0; i < name.size; i++) {
        unsigned char byte = (unsigned char)name.data[i];
        if (byte >= 0x80 || (token[byte >> 6] >> (byte & 63) & 1) == 0)
            return false;
    }
    return name.size > 0;
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

/* Moves over count NULs, which libmicrohttpd puts in place of a colon (1) and a line end (2). */
static bool pass_nuls(struct walk *walk, size_t count)
{
    assert(walk->at != NULL);
    for (size_t i = 0; i < count; i++) {
        if (walk->at >= walk->end || *walk->at != '\0')
            return false;
        walk->at++;
    }
    return true;
}

/* Moves over text if that is what comes now. */
static bool pass(struct walk *walk, struct str text)
{
    if (walk->at != text.data || (size_t)(walk->end - walk->at) < text.size)
        return false;
    walk->at += text.size;
    return true;
}

static bool pass_header(struct walk *walk, struct str name, struct str value)
{
    if (!pass(walk, name) || !pass_nuls(walk, 1))
        return false;
    while (walk->at < walk->end && walk->at != value.data && (*walk->at == ' ' || *walk->at == '\t'))
        walk->at++;
    return pass(walk, value) && pass_nuls(walk, 2);
}

static bool take_header(struct walk *walk, struct str name, struct str value)
{
    struct request *request = walk->request;
    struct call *call = &request->call;
    if (call->header_count == REQUEST_HEADERS)
        return refuse(request, "the request has too many headers");
    if (!is_token(name))
        return refuse(request, "a header has a name that is not one");
    if (has_control(value))
        return refuse(request, "a header holds a control character");
    if (!pass_header(walk, name, value))
        return refuse(request, "a header is folded, holds a NUL, or does not end in CR LF");
    value = str_trim(value);
    request->headers[call->header_count++] = (struct parameter){name, value};
    note_known(request, name, value);
    return true;
}

static enum MHD_Result note_header(void *context, enum MHD_ValueKind kind, const char *key, size_t key_size,
                                   const char *value, size_t value_size)
{
    (void)kind;
    return take_header(context, (struct str){key, key_size}, (struct str){value, value_size}) ? MHD_YES : MHD_NO;
}

static bool read_headers(struct request *request, const char *method, const char *version, size_t size)
{
    struct walk walk = {request, version, method + size};
    /* One blank between target and version; the target itself was decoded in place. */
    if (version != request->target_end + 1 || request->target_start != method + strlen(method) + 1)
        return refuse(request, "the request line holds a NUL or more than two blanks");
    if (!pass(&walk, str_of(version)) || !pass_nuls(&walk, 2))
        return refuse(request, "the request line does not end in CR LF");
    (void)MHD_get_connection_values_n(request->connection, MHD_HEADER_KIND, note_header, &walk);
    if (request->call.problem.count > 0)
        return false;
    if (!pass_nuls(&walk, 2) || walk.at != walk.end)
        return refuse(request, "the head ends with a line that is neither a header nor empty");
    return true;
}

static bool check_once(struct request *request)
{
    static const enum known once[] = {KNOWN_AUTHORIZATION, KNOWN_CONTENT_LENGTH, KNOWN_CONTENT_TYPE,
                                      KNOWN_COOKIE,        KNOWN_HOST,           KNOWN_TRANSFER_ENCODING};
    for (size_t i = 0; i < COUNT(once); i++) {
        if (request->known_count[once[i]] > 1) {
            return problem_add(&request->call.problem, PROBLEM_INVALID_REQUEST, "", "there is more than one %s header",
                               known_names[once[i]].data);
        }
    }
    return true;
}

/* One Host, and one way to tell where the body ends. */
static bool check_framing(struct request *request, const char *version, unsigned *status)
{
    struct str coding = request->known[KNOWN_TRANSFER_ENCODING], size = request->known[KNOWN_CONTENT_LENGTH];
    bool is_old = strcmp(version, MHD_HTTP_VERSION_1_0) == 0;
    uint64_t announced = 0;
    if (request->known[KNOWN_HOST].data == NULL && !is_old)
        return refuse(request, "the Host header is missing");
    if (coding.data != NULL && is_old)
        return refuse(request, "Transfer-Encoding is not a part of HTTP/1.0");
    if (coding.data != NULL && size.data != NULL)
        return refuse(request, "there are both Content-Length and Transfer-Encoding");
    if (coding.data != NULL && !str_equal_nocase(coding, STR("chunked"))) {
        *status = 501;
        return refuse(request, "the only Transfer-Encoding understood is chunked");
    }
    if (size.data != NULL && !str_number(size, INT64_MAX, &announced))
        return refuse(request, "Content-Length is not a number");
    request->is_chunked = coding.data != NULL;
    request->has_body = request->is_chunked || announced > 0;
    return true;
}

bool head_read(struct request *request, const char *method, const char *version, unsigned *status)
{
    const struct server_options *options = request->loop->server->options;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    size_t size = info->header_size;
    bool is_read = read_headers(request, method, version, size);
    bool is_large = size > options->header_limit, is_long = request->call.target.size > options->target_limit;
    if (is_read && !is_large && !is_long)
        return check_once(request) && check_framing(request, version, status);
    if (is_long || is_large) {
        problem_clear(&request->call.problem);
        *status = is_long ? 414 : 431;
        problem_add(&request->call.problem, PROBLEM_INVALID_REQUEST, "", "the %s is larger than %llu bytes",
                    is_long ? "target" : "head",
                    (unsigned long long)(is_long ? options->target_limit : options->header_limit));
    }
    return false;
}
