#include "claimd/str.h"

#include <string.h>

static char lower(char byte)
{
    if (byte < 'A' || byte > 'Z') {
        return byte;
    }
    return (char)(byte + ('a' - 'A'));
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool str_same_nocase(const char *a, const char *b, size_t size)
{
    size_t same = 0;
    while (same < size && lower(a[same]) == lower(b[same]))
        same++;
    return same == size;
}

bool str_starts(struct str s, struct str start)
{
    return s.size >= start.size && str_equal(str_part(s, 0, start.size), start);
}

bool str_ends(struct str s, struct str end)
{
    return s.size >= end.size && str_equal(str_part(s, s.size - end.size, end.size), end);
}

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

struct str str_trim(struct str s)
{
    while (s.size > 0 && is_blank(s.data[s.size - 1]))
        s.size--;
    while (s.size > 0 && is_blank(s.data[0]))
        s = str_part(s, 1, s.size);
    return s;
}

size_t str_find_byte(struct str s, size_t from, char byte)
{
    if (from >= s.size)
        return s.size;
    const char *found = memchr(s.data + from, byte, s.size - from);
    return found == NULL ? s.size : (size_t)(found - s.data);
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (rest->data == NULL)
        return false;
    size_t end = str_find_byte(*rest, 0, separator);
    *part = str_part(*rest, 0, end);
    *rest = end == rest->size ? (struct str){0} : str_part(*rest, end + 1, rest->size);
    return true;
}

bool str_number(struct str s, uint64_t limit, uint64_t *number)
{
    uint64_t value = 0;
    if (s.size == 0 || s.size > 20)
        return false;
    for (size_t i = 0; i < s.size; i++) {
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(s.data[i] - '0');
        if (value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    if (value > limit)
        return false;
    *number = value;
    return true;
}
