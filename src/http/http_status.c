#include "claimd/http_status.h"

#include "claimd/json.h"

enum about {
    BODY,  /* an item speaks of the request's body, so that an empty pointer means the whole body */
    WHOLE, /* it speaks of the request */
};

/* code, status, seconds for Retry-After, about */
/* clang-format off */
#define ROWS(X) \
    X(INVALID_JSON,       400, 0, BODY) \
    X(INVALID_REQUEST,    400, 0, WHOLE) \
    X(UNKNOWN_PARAMETER,  400, 0, WHOLE) \
    X(BAD_PARAMETER,      400, 0, WHOLE) \
    X(BAD_CURSOR,         400, 0, WHOLE) \
    X(UNAUTHORIZED,       401, 0, WHOLE) \
    X(FORBIDDEN,          403, 0, WHOLE) \
    X(NOT_FOUND,          404, 0, WHOLE) \
    X(METHOD_NOT_ALLOWED, 405, 0, WHOLE) \
    X(NOT_ACCEPTABLE,     406, 0, WHOLE) \
    X(CONFLICT,           409, 0, BODY) \
    X(EXISTS,             409, 0, BODY) \
    X(IN_USE,             409, 0, WHOLE) \
    X(GONE,               410, 0, WHOLE) \
    X(STALE,              412, 0, WHOLE) \
    X(TOO_LARGE,          413, 0, WHOLE) \
    X(UNSUPPORTED_TYPE,   415, 0, WHOLE) \
    X(TYPE,               422, 0, BODY) \
    X(REQUIRED,           422, 0, BODY) \
    X(UNKNOWN_FIELD,      422, 0, BODY) \
    X(READ_ONLY,          422, 0, BODY) \
    X(TOO_LONG,           422, 0, BODY) \
    X(TOO_SHORT,          422, 0, BODY) \
    X(OUT_OF_RANGE,       422, 0, BODY) \
    X(FORMAT,             422, 0, BODY) \
    X(NOT_ALLOWED,        422, 0, BODY) \
    X(DUPLICATE,          422, 0, BODY) \
    X(NO_SUCH_RECORD,     422, 0, BODY) \
    X(QUOTE_NOT_FOUND,    422, 0, BODY) \
    X(QUOTE_AMBIGUOUS,    422, 0, BODY) \
    X(MISMATCH,           422, 0, BODY) \
    X(CYCLE,              422, 0, BODY) \
    X(NOT_SUPPORTED,      422, 0, BODY) \
    X(KEY_REUSED,         422, 0, WHOLE) \
    X(TOO_MANY_REQUESTS,  429, 1, WHOLE) \
    X(TOO_SLOW,           503, 5, WHOLE) \
    X(BUSY,               503, 1, WHOLE) \
    X(STOPPING,           503, 5, WHOLE) \
    X(STORAGE,            503, 5, WHOLE) \
    X(UNKNOWN_OUTCOME,    503, 1, WHOLE)
/* clang-format on */

/* Every code has its row, and the rows stand in the order of the codes. */
enum row_index {
#define X(name, status, retry_s, about) ROW_##name,
    ROWS(X)
#undef X
        ROW_COUNT
};
_Static_assert((int)ROW_COUNT == (int)PROBLEM_CODE_COUNT, "a row for each code");
#define X(name, word) _Static_assert((int)ROW_##name == (int)PROBLEM_##name, "in the order of the codes: " word);
PROBLEM_CODES(X)
#undef X

static const struct code_row {
    unsigned short status;
    unsigned char retry_s;
    unsigned char about;
} rows[] = {
#define X(name, status, retry_s, about) {status, retry_s, about},
    ROWS(X)
#undef X
};

/* Sorted; what is not here is not sent. */
static const struct title_row {
    unsigned status;
    const char *title;
} titles[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

unsigned http_status_of(enum problem_code code)
{
    return rows[code].status;
}

const char *http_status_title(unsigned status)
{
    for (size_t i = 0; i < COUNT(titles); i++) {
        if (titles[i].status == status)
            return titles[i].title;
    }
    return "Unknown";
}

unsigned http_status_retry_s(enum problem_code code)
{
    return rows[code].retry_s;
}

static void write_member(struct buffer *buffer, const char *name, struct str value)
{
    buffer_printf(buffer, "\"%s\":", name);
    buffer_add_json(buffer, value);
    buffer_add_byte(buffer, ',');
}

/* The members of an object, each with a comma before it. */
static void write_extra(struct buffer *buffer, const json_t *extra)
{
    /* Jansson's iteration takes a json_t that it could change; it does not. */
    json_t *walked = json_mutable(extra);
    for (void *at = json_object_iter(walked); at != NULL; at = json_object_iter_next(walked, at)) {
        buffer_add_byte(buffer, ',');
        buffer_add_json(buffer, str_of(json_object_iter_key(at)));
        buffer_add_byte(buffer, ':');
        json_write(buffer, json_object_iter_value(at));
    }
}

/* RFC 3986 as JSON: what is not printable ASCII, and the quote and backslash, percent-encoded. */
static void write_instance(struct buffer *buffer, struct str target)
{
    buffer_add(buffer, STR("\"instance\":\""));
    for (size_t i = 0; i < target.size; i++) {
        unsigned char byte = (unsigned char)target.data[i];
        if (byte <= ' ' || byte >= 0x7F || byte == '"' || byte == '\\') {
            buffer_printf(buffer, "%%%02X", byte);
        } else {
            buffer_add_byte(buffer, (char)byte);
        }
    }
    buffer_add(buffer, STR("\","));
}

static void write_item(struct buffer *buffer, const struct problem_item *item)
{
    buffer_add_byte(buffer, '{');
    if (item->is_parameter) {
        write_member(buffer, "parameter", str_of(item->pointer));
    } else if (rows[item->code].about == BODY || item->pointer[0] != '\0') {
        write_member(buffer, "pointer", str_of(item->pointer));
    }
    write_member(buffer, "code", str_of(problem_word(item->code)));
    buffer_add(buffer, STR("\"detail\":"));
    buffer_add_json(buffer, str_of(item->detail));
    write_extra(buffer, item->extra);
    buffer_add_byte(buffer, '}');
}

void http_problem_items(struct buffer *buffer, const struct problem *problem)
{
    buffer_add_byte(buffer, '[');
    for (size_t i = 0; i < problem->count; i++) {
        if (i > 0)
            buffer_add_byte(buffer, ',');
        write_item(buffer, &problem->items[i]);
    }
    buffer_add_byte(buffer, ']');
}

void http_problem_write(struct buffer *buffer, const struct problem *problem, unsigned status, struct str instance,
                        const char *request_id)
{
    assert(problem->count > 0);
    size_t wrong = problem->count + problem->more;
    buffer_printf(buffer, "{\"type\":\"/problems/%s\",", problem_word(problem->items[0].code));
    write_member(buffer, "title", str_of(http_status_title(status)));
    buffer_printf(buffer, "\"status\":%u,", status);
    if (wrong == 1) {
        write_member(buffer, "detail", str_of(problem->items[0].detail));
    } else {
        buffer_printf(buffer, "\"detail\":\"%zu things are wrong; errors names %s\",", wrong,
                      problem->more == 0 ? "each" : "the first of them");
    }
    write_instance(buffer, instance);
    buffer_add(buffer, STR("\"request_id\":"));
    buffer_add_json(buffer, str_of(request_id));
    write_extra(buffer, problem->extra);
    buffer_add(buffer, STR(",\"errors\":"));
    http_problem_items(buffer, problem);
    buffer_add(buffer, STR("}\n"));
}
