#include "claimd/slug.h"

#include "claimd/id.h"
#include "claimd/utf8.h"

static bool is_slug_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

bool slug_valid(struct str s)
{
    if (s.size == 0 || s.size > SLUG_SIZE || id_shaped(s))
        return false;
    for (size_t i = 0; i < s.size; i++) {
        bool is_between = i > 0 && i + 1 < s.size && s.data[i - 1] != '-';
        if (!is_slug_letter(s.data[i]) && !(s.data[i] == '-' && is_between))
            return false;
    }
    return true;
}

/* Those that are typed inside names: ' ’ ‘ ʼ ʻ. */
static bool is_apostrophe(uint32_t code_point)
{
    return code_point == '\'' || code_point == 0x2018 || code_point == 0x2019 || code_point == 0x02BB ||
           code_point == 0x02BC;
}

/* Cut where a "-" is, so that no word is halved; a word that alone is too long is. */
static struct str cut(struct str slug, size_t limit)
{
    if (slug.size <= limit)
        return slug;
    size_t end = limit;
    while (end > 0 && slug.data[end] != '-')
        end--;
    return str_part(slug, 0, end == 0 ? limit : end);
}

struct str slug_make(struct arena *arena, struct str name)
{
    struct str key = utf8_sort_key(arena, name);
    char *slug = arena_alloc(arena, key.size);
    size_t size = 0;

    for (size_t at = 0; at < key.size;) {
        uint32_t code_point = utf8_next(key, &at);
        if (code_point < 0x80 && is_slug_letter((char)code_point)) {
            slug[size++] = (char)code_point;
        } else if (!is_apostrophe(code_point) && size > 0 && slug[size - 1] != '-') {
            slug[size++] = '-';
        }
    }
    if (size > 0 && slug[size - 1] == '-')
        size--;

    struct str made = cut((struct str){slug, size}, SLUG_SIZE);
    return id_shaped(made) ? (struct str){0} : made;
}

struct str slug_numbered(struct arena *arena, struct str slug, unsigned number)
{
    struct str end = str_of(arena_printf(arena, "-%u", number));
    struct str base = cut(slug, SLUG_SIZE - end.size);
    return str_of(arena_printf(arena, "%.*s%.*s", STR_PRINT(base), STR_PRINT(end)));
}
