/* A body comes to itself, and its blocks cover all of it but the empty lines. */
#include "claimd/blocks.h"

#include "claimd/offsets.h"
#include "claimd/slug.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct blocks blocks = blocks_of_text(&arena, fuzz_text(&arena, data, size));
    struct blocks again = blocks_of_text(&arena, blocks.body);
    uint32_t behind = 0;

    FUZZ_CHECK(str_equal(blocks.body, again.body) && blocks.count == again.count);
    for (size_t i = 0; i < blocks.count; i++) {
        FUZZ_CHECK(blocks.items[i].span.start == (i == 0 ? 0 : behind + 2));
        FUZZ_CHECK(blocks.items[i].span.end > blocks.items[i].span.start);
        behind = blocks.items[i].span.end;
    }
    FUZZ_CHECK(behind == utf8_count(blocks.body));
    FUZZ_CHECK(blocks_word_count(blocks.body) <= blocks.body.size);

    struct offsets offsets = offsets_make(&arena, blocks.body);
    FUZZ_CHECK(offsets.code_points == behind);
    FUZZ_CHECK(offsets_out(offsets, OFFSET_BYTES, behind) == blocks.body.size);

    struct str slug = slug_make(&arena, blocks.body);
    FUZZ_CHECK(slug.size == 0 || slug_valid(slug));
    return 0;
}
