/* Where the words of a body stand in another: inside it, and the same words where it says so. */
#include "claimd/moving.h"

#include "fuzz.h"

enum { SPANS = 64 };

static struct str words_of(struct str body, struct span span)
{
    problem_auto ignored = {0};
    struct str words = {0};
    FUZZ_CHECK(span_words(span, body, &words, &ignored));
    return words;
}

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
        if (moved.state == ANCHOR_EXACT || moved.state == ANCHOR_MOVED)
            FUZZ_CHECK(quote_same(&arena, words_of(before.body, span), words_of(after.body, moved.span)));
    }
    return 0;
}
