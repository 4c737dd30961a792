/* What came into a text or went from it: nothing between a text and itself, and the same both ways. */
#include "claimd/risk.h"

#include "lexicons.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct str text = fuzz_text(&arena, data, size);
    struct str other = fuzz_cut(&text);
    unsigned risks = risks_between(fuzz_lexicon(), text, other);

    FUZZ_CHECK(risks < 1u << RISK_COUNT);
    FUZZ_CHECK(risks_between(fuzz_lexicon(), other, text) == risks);
    FUZZ_CHECK(risks_between(fuzz_lexicon(), text, text) == 0);
    return 0;
}
