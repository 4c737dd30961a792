/* Four bytes are an annotation: whose, where, how long, which label. Counts agree with each other. */
#include "claimd/agreement.h"

#include "fuzz.h"

enum { BYTES = 4, APART = 16 };

static void check_pairs(const struct agreement *agreement)
{
    for (uint32_t a = 0; a < AGREEMENT_ANNOTATORS; a++) {
        for (uint32_t b = a + 1; b < AGREEMENT_ANNOTATORS; b++) {
            const struct agreement_pair *pair = &agreement->pairs[a][b];
            double f1 = agreement_f1(pair->matching, agreement->counts[a], agreement->counts[b]);
            FUZZ_CHECK(pair->exact <= pair->matching && f1 >= 0 && f1 <= 1);
            FUZZ_CHECK(pair->matching <= agreement->counts[a] && pair->matching <= agreement->counts[b]);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    size_t count = size / BYTES;
    struct annotation *annotations = arena_array(&arena, struct annotation, count);
    struct rating *ratings = arena_array(&arena, struct rating, count);

    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = data + i * BYTES;
        uint32_t start = (uint32_t)(i / 2 * APART + at[1] % (APART * 2));
        annotations[i] = (struct annotation){{start, start + 1 + at[2] % (APART * 3)}, at[0] % AGREEMENT_ANNOTATORS, 0};
    }
    struct agreement *agreement = agreement_of(&arena, annotations, count, AGREEMENT_ANNOTATORS);
    check_pairs(agreement);

    uint32_t *marked = arena_array(&arena, uint32_t, agreement->unit_count);
    for (size_t i = 0; i < count; i++) {
        uint32_t bit = 1u << annotations[i].annotator;
        FUZZ_CHECK(annotations[i].unit < agreement->unit_count && (marked[annotations[i].unit] & bit) == 0);
        marked[annotations[i].unit] |= bit;
        ratings[i] = (struct rating){annotations[i].unit, data[i * BYTES + 3] % AGREEMENT_LABELS};
    }
    struct alpha alpha = agreement_alpha(&arena, ratings, count, agreement->unit_count);
    FUZZ_CHECK(alpha.units <= agreement->unit_count && alpha.ratings <= count);
    FUZZ_CHECK(!alpha.is_defined || alpha.value <= 1);
    return 0;
}
