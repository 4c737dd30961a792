#include "claimd/target.h"

#include <string.h>

#include "claimd/utf8.h"

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* Whether raw is printable ASCII with nothing to decode, as nearly every segment and value is. */
static bool is_plain(struct str raw, char blank)
{
    for (size_t i = 0; i < raw.size; i++) {
        unsigned char byte = (unsigned char)raw.data[i];
        if (byte < ' ' || byte >= 0x7F || byte == '%' || raw.data[i] == blank)
            return false;
    }
    return true;
}

/* blank is the byte that stands for a blank: '+' in a query, ' ' (itself) in a path. */
static bool decode(struct arena *arena, struct str raw, char blank, struct str *text)
{
    *text = raw;
    if (is_plain(raw, blank))
        return true;
    char *bytes = arena_alloc(arena, raw.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        int byte = (unsigned char)raw.data[i];
        if (byte == '%') {
            if (i + 2 >= raw.size || hex_digit(raw.data[i + 1]) < 0 || hex_digit(raw.data[i + 2]) < 0)
                return false;
            byte = hex_digit(raw.data[i + 1]) * 16 + hex_digit(raw.data[i + 2]);
            i += 2;
        } else if (raw.data[i] == blank) {
            byte = ' ';
        }
        if (byte < ' ')
            return false;
        bytes[size++] = (char)byte;
    }
    bytes[size] = '\0';
    *text = (struct str){bytes, size};
    return utf8_valid(*text);
}

static bool refuse(struct problem *problem, const char *where)
{
    return problem_add(
        problem, PROBLEM_INVALID_REQUEST, "",
        "the %s is not percent-encoded UTF-8 (each %% with two hexadecimal digits, no control characters)", where);
}

bool target_split(struct str raw, struct target *target, struct problem *problem)
{
    static const struct str scheme = {"http://", 7};
    *target = (struct target){0};
    if (str_find_byte(raw, 0, '#') < raw.size || str_find_byte(raw, 0, ' ') < raw.size)
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "the target holds a # or a blank as it is");
    if (raw.size >= scheme.size && str_equal_nocase(str_part(raw, 0, scheme.size), scheme)) {
        raw = str_part(raw, scheme.size, raw.size);
        size_t end = 0;
        while (end < raw.size && raw.data[end] != '/' && raw.data[end] != '?')
            end++;
        target->authority = str_part(raw, 0, end);
        raw = str_part(raw, end, raw.size);
        if (raw.size == 0)
            raw = STR("/");
    }
    size_t mark = str_find_byte(raw, 0, '?');
    target->path = str_part(raw, 0, mark);
    target->query = str_part(raw, mark + 1, raw.size);
    if (target->path.size == 0 || (target->path.data[0] != '/' && !str_is(raw, "*"))) {
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "",
                           "the target is neither a path that begins with / nor an http URL");
    }
    return true;
}

bool target_decode(struct arena *arena, struct str raw, struct str *text)
{
    return decode(arena, raw, ' ', text);
}

bool target_parameters(struct arena *arena, struct str query, struct parameter *parameters, size_t *count,
                       struct problem *problem)
{
    struct str rest = query, part;
    *count = 0;
    if (query.size == 0)
        return true;
    while (str_split(&rest, '&', &part)) {
        if (part.size == 0)
            continue;
        if (*count == CALL_PARAMETERS) {
            return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "the query has more than %d parameters",
                               CALL_PARAMETERS);
        }
        size_t equals = str_find_byte(part, 0, '=');
        struct parameter *parameter = &parameters[(*count)++];
        if (!decode(arena, str_part(part, 0, equals), '+', &parameter->name) ||
            !decode(arena, str_part(part, equals + 1, part.size), '+', &parameter->value))
            return refuse(problem, "query");
    }
    return true;
}
