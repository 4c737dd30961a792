#include "claimd/pretty.h"

static void new_line(struct buffer *buffer, size_t depth)
{
    buffer_add_byte(buffer, '\n');
    for (size_t i = 0; i < depth; i++)
        buffer_add(buffer, STR("  "));
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* Where the string that begins at `from` ends, its quote included. */
static size_t string_end(struct str json, size_t from)
{
    size_t at = from + 1;
    while (at < json.size && json.data[at] != '"')
        at += json.data[at] == '\\' ? 2U : 1U;
    return at < json.size ? at + 1 : json.size;
}

/* The next byte that is no blank; NUL at the end. */
static char next_byte(struct str json, size_t from)
{
    while (from < json.size && is_blank(json.data[from]))
        from++;
    if (from == json.size)
        return '\0';
    return json.data[from];
}

void pretty_json(struct buffer *buffer, struct str json)
{
    size_t depth = 0;
    bool was_empty = false; /* the bracket that comes closes an empty object or list */
    for (size_t i = 0; i < json.size; i++) {
        char byte = json.data[i];
        if (is_blank(byte))
            continue;
        if (byte == '"') {
            size_t end = string_end(json, i);
            buffer_add(buffer, str_part(json, i, end - i));
            i = end - 1;
            continue;
        }
        bool opens = byte == '{' || byte == '[', closes = byte == '}' || byte == ']';
        if (closes) {
            depth -= depth > 0;
            if (!was_empty)
                new_line(buffer, depth);
        }
        buffer_add_byte(buffer, byte);
        was_empty = opens && (next_byte(json, i + 1) == '}' || next_byte(json, i + 1) == ']');
        depth += opens;
        if ((opens && !was_empty) || byte == ',')
            new_line(buffer, depth);
        if (byte == ':')
            buffer_add_byte(buffer, ' ');
    }
    buffer_add_byte(buffer, '\n');
}
