#include "claimd/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/memory.h"

enum { SMALLEST = 256 };

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (more > SIZE_MAX / 4 || buffer->size > SIZE_MAX / 4)
        memory_gone(more);
    if (buffer->capacity - buffer->size >= more)
        return;
    size_t capacity = buffer->capacity < SMALLEST ? SMALLEST : buffer->capacity * 2;
    if (capacity < buffer->size + more)
        capacity = buffer->size + more;
    char *data = realloc(buffer->data, capacity);
    if (data == NULL)
        memory_gone(capacity);
    buffer->data = data;
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, struct str s)
{
    if (s.size == 0)
        return;
    buffer_reserve(buffer, s.size);
    memcpy(buffer->data + buffer->size, s.data, s.size);
    buffer->size += s.size;
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->data[buffer->size++] = byte;
}

void buffer_add_code_point(struct buffer *buffer, uint32_t code_point)
{
    char bytes[4];
    size_t size = 1;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
    } else if (code_point < 0x800) {
        bytes[0] = (char)(0xC0 | (code_point >> 6));
        size = 2;
    } else if (code_point < 0x10000) {
        bytes[0] = (char)(0xE0 | (code_point >> 12));
        size = 3;
    } else {
        bytes[0] = (char)(0xF0 | (code_point >> 18));
        size = 4;
    }
    for (size_t i = 1; i < size; i++)
        bytes[i] = (char)(0x80 | ((code_point >> (6 * (size - 1 - i))) & 0x3F));
    buffer_add(buffer, (struct str){bytes, size});
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    buffer_reserve(buffer, SMALLEST);
    size_t room = buffer->capacity - buffer->size;
    int size = vsnprintf(buffer->data + buffer->size, room, format, values);
    assert(size >= 0);
    if ((size_t)size >= room) {
        buffer_reserve(buffer, (size_t)size + 1);
        (void)vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, again);
    }
    buffer->size += (size_t)size;
    va_end(again);
    va_end(values);
}

/* How a byte below 0x20, a quote or a backslash is written; 0 for bytes that stand for themselves, 'u' for \u00XX. */
static char escape_of(unsigned char byte)
{
    switch (byte) {
    case '"':
    case '\\':
        return (char)byte;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    default:
        return byte < 0x20 ? 'u' : 0;
    }
}

void buffer_add_json(struct buffer *buffer, struct str s)
{
    buffer_reserve(buffer, s.size + 2);
    buffer_add_byte(buffer, '"');
    size_t plain = 0; /* where the run of bytes that stand for themselves began */
    for (size_t i = 0; i < s.size; i++) {
        char escape = escape_of((unsigned char)s.data[i]);
        if (escape == 0)
            continue;
        buffer_add(buffer, str_part(s, plain, i - plain));
        plain = i + 1;
        if (escape == 'u') {
            buffer_printf(buffer, "\\u%04x", (unsigned)(unsigned char)s.data[i]);
        } else {
            buffer_add(buffer, (struct str){(char[]){'\\', escape}, 2});
        }
    }
    buffer_add(buffer, str_part(s, plain, s.size));
    buffer_add_byte(buffer, '"');
}

const char *buffer_terminate(struct buffer *buffer)
{
    buffer_reserve(buffer, 1);
    buffer->data[buffer->size] = '\0';
    return buffer->data;
}

struct str buffer_str(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->size};
}
