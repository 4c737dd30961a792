/* Reading a text. */
#include "analysis.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct blocks blocks = blocks_of_text(&arena, fuzz_text(&arena, data, size));
    check_analysis(&arena, &blocks, NULL);
    return 0;
}
