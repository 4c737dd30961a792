#include "claimd/pieces.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

enum { FIRST_CAPACITY = 64 };

static bool is_control(uint32_t code_point)
{
    return (code_point < 0x20 && code_point != '\n' && code_point != '\t') || (code_point >= 0x7F && code_point < 0xA0);
}

/* Without control characters, and with one line end for several with white space between. CR and CR LF are line ends. */
static struct str clean(struct arena *arena, struct str text)
{
    buffer_auto kept = {0};
    size_t line = 0; /* where the last line of kept begins to be white space alone */
    bool is_blank = true;
    buffer_reserve(&kept, text.size);
    for (size_t at = 0; at < text.size;) {
        uint32_t code_point = utf8_next(text, &at);
        if (code_point == '\r')
            code_point = '\n';
        if (is_control(code_point))
            continue;
        if (code_point == '\n' && is_blank) {
            kept.size = line;
            continue;
        }
        buffer_add_code_point(&kept, code_point);
        is_blank = code_point == '\n' || (is_blank && utf8_is_space(code_point));
        line = code_point == '\n' ? kept.size : line;
    }
    return arena_str(arena, buffer_str(&kept));
}

static struct str trim(struct str text)
{
    size_t start = text.size, end = 0;
    for (size_t at = 0; at < text.size;) {
        size_t here = at;
        if (utf8_is_space(utf8_next(text, &at)))
            continue;
        start = here < start ? here : start;
        end = at;
    }
    return str_part(text, start, end > start ? end - start : 0);
}

void pieces_add(struct arena *arena, struct pieces *pieces, enum block_kind kind, struct str text, struct str link)
{
    struct str cleaned = trim(clean(arena, text));
    if (cleaned.size == 0)
        return;
    if (pieces->count == pieces->capacity) {
        size_t capacity = pieces->capacity == 0 ? FIRST_CAPACITY : pieces->capacity * 2;
        struct piece *items = arena_array(arena, struct piece, capacity);
        if (pieces->count > 0)
            memcpy(items, pieces->items, pieces->count * sizeof *items);
        pieces->items = items;
        pieces->capacity = capacity;
    }
    pieces->items[pieces->count++] = (struct piece){kind, cleaned, link, false};
}

size_t pieces_size(const struct pieces *pieces)
{
    size_t size = 0;
    for (size_t i = 0; i < pieces->count; i++)
        size += pieces->items[i].is_gone ? 0 : pieces->items[i].text.size;
    return size;
}

struct blocks pieces_blocks(struct arena *arena, const struct pieces *pieces)
{
    buffer_auto text = {0};
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].is_gone)
            continue;
        if (text.size > 0)
            buffer_add(&text, STR("\n\n"));
        buffer_add(&text, pieces->items[i].text);
    }
    struct blocks blocks = blocks_of_text(arena, buffer_str(&text));
    size_t block = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        if (!pieces->items[i].is_gone)
            blocks.items[block++].kind = pieces->items[i].kind;
    }
    assert(block == blocks.count);
    return blocks;
}
