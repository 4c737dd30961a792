/* Tokens are in order, apart and not empty; the key of one that stands alone is the same. */
#include "claimd/token.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct str body = fuzz_text(&arena, data, size);
    struct tokens tokens = tokens_of(&arena, body);
    size_t byte = 0;
    uint32_t code_point = 0;

    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        FUZZ_CHECK(token->byte >= byte && token->start >= code_point);
        FUZZ_CHECK(token->size > 0 && token->end > token->start);
        FUZZ_CHECK(token->start - code_point == utf8_count(str_part(body, byte, token->byte - byte)));
        FUZZ_CHECK(token->end - token->start == utf8_count(token_words(&tokens, i, i + 1)));
        byte = token->byte + token->size;
        code_point = token->end;
    }
    FUZZ_CHECK(byte <= body.size);
    return 0;
}
