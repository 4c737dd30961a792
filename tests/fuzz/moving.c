/* Where the words of a body stand in another: inside it, and exactly where nothing changed. */
#include "claimd/moving.h"

#include "fuzz.h"

enum { SPANS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct str text = fuzz_text(&arena, data, size);
    struct blocks before = blocks_of_text(&arena, fuzz_cut(&text));
    struct blocks after = blocks_of_text(&arena, text);
    struct moving *moving = moving_make(&arena, &before, &after);
    uint32_t end = (uint32_t)utf8_count(before.body);
    uint32_t end_after = (uint32_t)utf8_count(after.body);

    for (uint32_t i = 0; i < SPANS && end > 1; i++) {
        struct span span = {end / SPANS * i, end / SPANS * i + 1 + i % 7};
        if (span.end > end)
            break;
        struct moved moved = moving_span(moving, span);
        FUZZ_CHECK(moved.state < ANCHOR_STATE_COUNT && moved.span.start <= moved.span.end);
        FUZZ_CHECK(moved.span.end <= end_after);
    }
    return 0;
}
