#include "claimd/character_reference.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/buffer.h"

/* clang-format off */
static const struct reference {
    const char *name; /* with its ";" */
    const char *text;
} references[] = {
#include "character_references.def"
};

/* What 0x80 to 0x9F mean: they are read as Windows-1252. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};
/* clang-format on */

enum {
    NAME_SIZE = 32, /* of the longest, with its ";" */
    BARE_SIZE = 6,  /* of the longest that may stand without one */
    REPLACEMENT = 0xFFFD,
};

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static int compare_name(const void *name, const void *reference)
{
    const struct str *wanted = name;
    return str_compare(*wanted, str_of(((const struct reference *)reference)->name));
}

static const struct reference *find(struct str name)
{
    return bsearch(&name, references, COUNT(references), sizeof *references, compare_name);
}

/* A name at the start of rest; its size, or 0. */
static size_t add_named(struct buffer *out, struct str rest, bool is_attribute)
{
    size_t size = 0;
    while (size < rest.size && size < NAME_SIZE && is_alphanumeric(rest.data[size]))
        size++;
    bool is_ended = size < rest.size && rest.data[size] == ';';
    const struct reference *found = is_ended ? find(str_part(rest, 0, size + 1)) : NULL;
    if (found != NULL) {
        buffer_add(out, str_of(found->text));
        return size + 1;
    }
    for (size_t bare = size < BARE_SIZE ? size : BARE_SIZE; bare > 1; bare--) {
        found = find(str_part(rest, 0, bare));
        if (found == NULL)
            continue;
        char next = bare < rest.size ? rest.data[bare] : ' ';
        if (is_attribute && (next == '=' || is_alphanumeric(next)))
            return 0;
        buffer_add(out, str_of(found->text));
        return bare;
    }
    return 0;
}

static int digit_of(char byte, bool is_hexadecimal)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (is_hexadecimal && byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return is_hexadecimal && byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* A number behind "#" at the start of rest; its size with the "#", or 0. */
static size_t add_number(struct buffer *out, struct str rest)
{
    bool is_hexadecimal = rest.size > 1 && (rest.data[1] == 'x' || rest.data[1] == 'X');
    size_t start = is_hexadecimal ? 2 : 1, at = start;
    uint32_t number = 0;
    for (; at < rest.size && digit_of(rest.data[at], is_hexadecimal) >= 0; at++) {
        if (number <= 0x10FFFF)
            number = number * (is_hexadecimal ? 16 : 10) + (uint32_t)digit_of(rest.data[at], is_hexadecimal);
    }
    if (at == start)
        return 0;
    if (number >= 0x80 && number < 0xA0)
        number = windows_1252[number - 0x80];
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        number = REPLACEMENT;
    buffer_add_code_point(out, number);
    return at + (at < rest.size && rest.data[at] == ';');
}

struct str character_references_replace(struct arena *arena, struct str text, bool is_attribute)
{
    buffer_auto out = {0};
    size_t same = 0; /* text from here on is not yet in out */
    for (size_t at = str_find_byte(text, 0, '&'); at < text.size; at = str_find_byte(text, at, '&')) {
        struct str rest = str_part(text, at + 1, text.size);
        buffer_add(&out, str_part(text, same, at - same));
        size_t used =
            rest.size > 0 && rest.data[0] == '#' ? add_number(&out, rest) : add_named(&out, rest, is_attribute);
        same = used > 0 ? at + 1 + used : at;
        at += used > 0 ? 1 + used : 1;
    }
    if (same == 0 && out.size == 0)
        return text;
    buffer_add(&out, str_part(text, same, text.size));
    return arena_str(arena, buffer_str(&out));
}
