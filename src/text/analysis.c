#include "claimd/analysis.h"

/* clang-format off */
#define WORD(name, word) word,
const char *const entity_kind_names[ENTITY_KIND_COUNT + 1] = {ENTITY_KINDS(WORD) NULL};
const char *const claim_kind_names[CLAIM_KIND_COUNT + 1] = {CLAIM_KINDS(WORD) NULL};
const char *const certainty_names[CERTAINTY_COUNT + 1] = {CERTAINTIES(WORD) NULL};
const char *const commitment_names[COMMITMENT_COUNT + 1] = {COMMITMENTS(WORD) NULL};
#undef WORD

const struct certainty_band certainty_bands[CERTAINTY_COUNT] = {
    [CERTAINTY_ALMOST_NO_CHANCE] = {0.01, 0.05},
    [CERTAINTY_VERY_UNLIKELY]    = {0.05, 0.20},
    [CERTAINTY_UNLIKELY]         = {0.20, 0.45},
    [CERTAINTY_ROUGHLY_EVEN]     = {0.45, 0.55},
    [CERTAINTY_LIKELY]           = {0.55, 0.80},
    [CERTAINTY_VERY_LIKELY]      = {0.80, 0.95},
    [CERTAINTY_ALMOST_CERTAIN]   = {0.95, 0.99},
    [CERTAINTY_CERTAIN]          = {1.00, 1.00},
};
/* clang-format on */

struct analysis analysis_of(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options)
{
    struct analysis analysis = {.tokens = tokens_of(arena, blocks->body)};

    lexicon_resolve(arena, options->lexicon, &analysis.tokens);
    sentences_find(arena, blocks, options->lexicon, &analysis);
    mentions_find(arena, blocks, options, &analysis);
    claims_find(arena, blocks, options, &analysis);
    return analysis;
}
