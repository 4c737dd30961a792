#include "claimd/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "claimd/utf8.h"

struct json_size json_measure(struct str text)
{
    struct json_size size = {.values = text.size > 0};
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (in_string) {
            if (byte == '\\') {
                i++;
            } else if (byte == '"') {
                in_string = false;
            }
            continue;
        }
        switch (byte) {
        case '"':
            in_string = true;
            break;
        case '{':
        case '[':
            size.values++;
            if (++depth > size.depth)
                size.depth = depth;
            break;
        case '}':
        case ']':
            depth -= depth > 0;
            break;
        case ',':
        case ':':
            size.values++;
            break;
        default:
            break;
        }
    }
    return size;
}

json_t *json_read(struct str text, struct json_size most, struct problem *problem)
{
    struct json_size size = json_measure(text);
    if (size.depth > most.depth) {
        problem_add(problem, PROBLEM_INVALID_JSON, "", "nests %zu levels deep; %zu are allowed", size.depth,
                    most.depth);
        return NULL;
    }
    if (size.values > most.values) {
        problem_add(problem, PROBLEM_INVALID_JSON, "", "holds about %zu values; %zu are allowed", size.values,
                    most.values);
        return NULL;
    }
    json_error_t error;
    json_t *value =
        json_loadb(text.data == NULL ? "" : text.data, text.size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (value == NULL) {
        /* Jansson quotes what it stumbled over; bytes that are not UTF-8 must not come back in a reply. Of NUL it names a flag. */
        const char *what = json_error_code(&error) == json_error_null_character ? "\\u0000 is no character of a text"
                           : !utf8_valid(str_of(error.text))                    ? "bytes that are not UTF-8"
                                                                                : error.text;
        problem_add(problem, PROBLEM_INVALID_JSON, "", "line %d, column %d: %s", error.line, error.column, what);
    }
    return value;
}

static void write_value(struct buffer *buffer, const json_t *value, int indent, int depth);

static void write_real(struct buffer *buffer, double number)
{
    char text[40];
    (void)snprintf(text, sizeof text, "%.15g", number);
    if (strtod(text, NULL) != number)
        (void)snprintf(text, sizeof text, "%.17g", number);
    buffer_add(buffer, str_of(text));
    if (strpbrk(text, ".e") == NULL)
        buffer_add(buffer, STR(".0")); /* a real stays a real when it is read back */
}

static void write_line(struct buffer *buffer, int indent, int depth)
{
    if (indent == 0)
        return;
    buffer_add_byte(buffer, '\n');
    for (int i = 0; i < indent * depth; i++)
        buffer_add_byte(buffer, ' ');
}

/* NOLINTNEXTLINE(misc-no-recursion): as write_value */
static void write_array(struct buffer *buffer, const json_t *array, int indent, int depth)
{
    size_t count = json_array_size(array);
    buffer_add_byte(buffer, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(buffer, ',');
        write_line(buffer, indent, depth + 1);
        write_value(buffer, json_array_get(array, i), indent, depth + 1);
    }
    if (count > 0)
        write_line(buffer, indent, depth);
    buffer_add_byte(buffer, ']');
}

/* NOLINTNEXTLINE(misc-no-recursion): as write_value */
static void write_object(struct buffer *buffer, const json_t *object, int indent, int depth)
{
    bool is_first = true;
    buffer_add_byte(buffer, '{');
    /* Jansson's iteration takes a json_t that it could change; it does not. */
    json_t *walked = json_mutable(object);
    for (void *at = json_object_iter(walked); at != NULL; at = json_object_iter_next(walked, at)) {
        if (!is_first)
            buffer_add_byte(buffer, ',');
        is_first = false;
        write_line(buffer, indent, depth + 1);
        buffer_add_json(buffer, str_of(json_object_iter_key(at)));
        buffer_add(buffer, indent == 0 ? STR(":") : STR(": "));
        write_value(buffer, json_object_iter_value(at), indent, depth + 1);
    }
    if (!is_first)
        write_line(buffer, indent, depth);
    buffer_add_byte(buffer, '}');
}

/* NOLINTNEXTLINE(misc-no-recursion): depth is at most what --json-depth allows and what the program adds around it */
static void write_value(struct buffer *buffer, const json_t *value, int indent, int depth)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        write_object(buffer, value, indent, depth);
        break;
    case JSON_ARRAY:
        write_array(buffer, value, indent, depth);
        break;
    case JSON_STRING:
        buffer_add_json(buffer, json_text(value));
        break;
    case JSON_INTEGER:
        buffer_printf(buffer, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL:
        write_real(buffer, json_real_value(value));
        break;
    case JSON_TRUE:
        buffer_add(buffer, STR("true"));
        break;
    case JSON_FALSE:
        buffer_add(buffer, STR("false"));
        break;
    case JSON_NULL:
        buffer_add(buffer, STR("null"));
        break;
    }
}

void json_write(struct buffer *buffer, const json_t *value)
{
    write_value(buffer, value, 0, 0);
}

void json_write_pretty(struct buffer *buffer, const json_t *value)
{
    write_value(buffer, value, 2, 0);
}

struct str json_str(const json_t *object, const char *member)
{
    return json_text(json_object_get(object, member));
}

struct str json_text(const json_t *string)
{
    return (struct str){json_string_value(string), json_string_length(string)};
}

int64_t json_int(const json_t *object, const char *member)
{
    return json_integer_value(json_object_get(object, member));
}

bool json_is(const json_t *object, const char *member)
{
    const json_t *value = json_object_get(object, member);
    return value != NULL && !json_is_null(value);
}

json_t *json_mutable(const json_t *value)
{
    const union {
        const json_t *constant;
        json_t *variable;
    } same = {value};
    return same.variable;
}

json_t *json_new_str(struct str s)
{
    json_t *string = json_stringn(s.data == NULL ? "" : s.data, s.size);
    assert(string != NULL); /* Jansson refuses bytes that are not UTF-8: they were to be checked before */
    return string;
}

const char *json_type_name(const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object",   [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
        [JSON_INTEGER] = "an integer", [JSON_REAL] = "a number",  [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",        [JSON_NULL] = "null",
    };
    return names[json_typeof(value)];
}
