/* All tokens of a body, and the words between two places. */
#include <string.h>

#include "claimd/token.h"
#include "claimd/utf8.h"

/* English has a token for 5 bytes or so; an array that is too small is doubled, so that each is moved once or twice. */
struct tokens tokens_of(struct arena *arena, struct str body)
{
    struct token_reader reader = {.body = body};
    size_t capacity = body.size / 4 + 16;
    struct tokens tokens = {body, arena_alloc(arena, capacity * sizeof(struct token)), 0};

    assert(body.size <= UINT32_MAX);
    while (token_read(&reader, &tokens.items[tokens.count])) {
        if (++tokens.count < capacity)
            continue;
        struct token *larger = arena_alloc(arena, capacity * 2 * sizeof *larger);
        memcpy(larger, tokens.items, capacity * sizeof *larger);
        tokens.items = larger;
        capacity *= 2;
    }
    return tokens;
}

struct span token_span(const struct tokens *tokens, size_t from, size_t to)
{
    assert(from < to && to <= tokens->count);
    return (struct span){tokens->items[from].start, tokens->items[to - 1].end};
}

/* Byte of a code point: from the start of the last token that begins at or before it, or of the body. */
static size_t byte_of(const struct tokens *tokens, uint32_t code_point)
{
    size_t low = 0;
    for (size_t high = tokens->count; low < high;) {
        size_t middle = (low + high) / 2;
        if (tokens->items[middle].start <= code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0)
        return utf8_offset(tokens->body, code_point);
    const struct token *token = &tokens->items[low - 1];
    size_t from = code_point >= token->end ? token->byte + token->size : token->byte;
    uint32_t more = code_point - (code_point >= token->end ? token->end : token->start);
    return from + utf8_offset(str_part(tokens->body, from, tokens->body.size), more);
}

struct str token_words_of(const struct tokens *tokens, struct span span)
{
    size_t from = byte_of(tokens, span.start);
    return str_part(tokens->body, from, byte_of(tokens, span.end) - from);
}
