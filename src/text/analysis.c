#include "claimd/analysis.h"

struct analysis analysis_of(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options)
{
    (void)options;
    return (struct analysis){.tokens = tokens_of(arena, blocks->body)};
}
