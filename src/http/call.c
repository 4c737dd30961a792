#include "claimd/call.h"

#include <stdarg.h>
#include <stdio.h>

#include "claimd/json.h"

struct str call_parameter(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->parameter_count; i++) {
        if (str_is(call->parameters[i].name, name))
            return call->parameters[i].value;
    }
    return (struct str){0};
}

struct str call_header(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->header_count; i++) {
        if (str_equal_nocase(call->headers[i].name, str_of(name)))
            return call->headers[i].value;
    }
    return (struct str){0};
}

void call_add_header(struct call *call, const char *name, const char *format, ...)
{
    struct reply *reply = &call->reply;
    assert(reply->header_count < CALL_HEADERS);
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, format, values);
    assert(size >= 0);
    char *value = arena_alloc(&call->arena, (size_t)size + 1);
    (void)vsnprintf(value, (size_t)size + 1, format, again);
    va_end(again);
    va_end(values);
    reply->headers[reply->header_count++] = (struct reply_header){name, value};
}

void call_reply_json(struct call *call, unsigned status, const json_t *value)
{
    buffer_auto text = {0};
    json_write(&text, value);
    buffer_add_byte(&text, '\n');
    call->reply.status = status;
    call->reply.body = arena_str(&call->arena, buffer_str(&text));
}
