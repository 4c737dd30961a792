#include "claimd/blocks.h"

#include <string.h>

#include "claimd/utf8.h"

const char *const block_kind_names[BLOCK_KIND_COUNT + 1] = {
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_HEADING] = "heading",
    [BLOCK_QUOTATION] = "quotation",
    [BLOCK_LIST_ITEM] = "list_item",
};

static const struct str between = STR("\n\n");

const char *block_kind_name(enum block_kind kind)
{
    return block_kind_names[kind];
}

bool block_kind_parse(struct str name, enum block_kind *kind)
{
    for (size_t i = 0; i < BLOCK_KIND_COUNT; i++) {
        if (str_is(name, block_kind_names[i])) {
            *kind = (enum block_kind)i;
            return true;
        }
    }
    return false;
}

/* The next block from byte *at on, without white space at its ends; false when there is none. One reading of each character:
 * two line ends with nothing but white space between them end a block that has begun. */
static bool next_block(struct str text, size_t *at, struct str *block)
{
    size_t start = text.size;
    size_t end = 0; /* behind the last character that is not white space */
    size_t line_ends = 0;

    while (*at < text.size && line_ends < 2) {
        size_t here = *at;
        uint32_t code_point = utf8_next(text, at);
        if (!utf8_is_space(code_point)) {
            start = here < start ? here : start;
            end = *at;
            line_ends = 0;
        } else if (code_point == '\n' && end > 0) {
            line_ends++;
        }
    }
    *block = str_part(text, start, end > start ? end - start : 0);
    return end > 0;
}

struct blocks blocks_of_text(struct arena *arena, struct str text)
{
    struct str normal = utf8_nfc(arena, utf8_lines(arena, text));
    struct str block = {0};
    size_t count = 0;
    size_t size = 0;
    uint32_t code_points = 0;

    for (size_t at = 0; next_block(normal, &at, &block); count++)
        size += (count == 0 ? 0 : between.size) + block.size;

    char *body = arena_alloc(arena, size);
    struct blocks blocks = {{body, size}, arena_array(arena, struct block, count), 0};
    for (size_t at = 0; next_block(normal, &at, &block);) {
        if (blocks.count > 0) {
            memcpy(body, between.data, between.size);
            body += between.size;
            code_points += (uint32_t)between.size;
        }
        assert(block.data != NULL); /* a block has words */
        memcpy(body, block.data, block.size);
        body += block.size;
        struct span span = {code_points, code_points + (uint32_t)utf8_count(block)};
        blocks.items[blocks.count++] = (struct block){BLOCK_PARAGRAPH, span};
        code_points = span.end;
    }
    return blocks;
}

/* A Han character or kana: whole blocks of Unicode; the caller leaves out the marks among them. */
static bool is_word_alone(uint32_t code_point)
{
    return (code_point >= 0x3005 && code_point < 0x3100) || (code_point >= 0x3400 && code_point < 0xA000) ||
           (code_point >= 0xF900 && code_point < 0xFB00) || (code_point >= 0x20000 && code_point < 0x32000);
}

size_t blocks_word_count(struct str body)
{
    size_t count = 0;
    /* Of what stands between two spaces: whether there is something, a letter among it, and a word alone before only marks. */
    bool is_run = false, has_letter = false, is_behind_alone = false;

    for (size_t at = 0; at < body.size;) {
        uint32_t code_point = utf8_next(body, &at);
        if (utf8_is_space(code_point)) {
            is_run = is_behind_alone = false;
            continue;
        }
        bool is_letter = utf8_is_word(code_point), is_alone = is_letter && is_word_alone(code_point);
        bool begins = !is_run || (has_letter && is_letter && (is_alone || is_behind_alone));
        count += begins;
        has_letter = is_letter || (has_letter && !begins);
        is_behind_alone = is_alone || (is_behind_alone && !is_letter);
        is_run = true;
    }
    return count;
}
