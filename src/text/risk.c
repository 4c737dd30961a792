#include "claimd/risk.h"

/* Sums, in which the order of words is lost: of negations their number, so that "do not" for "don't" is no change; of numbers
 * and hedges their keys. */
struct tally {
    uint64_t sums[RISK_COUNT];
};

static struct tally tally_of(struct arena *arena, const struct lexicon *lexicon, struct str text)
{
    struct tally tally = {0};
    struct tokens tokens = tokens_of(arena, text);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        const struct sense *sense = lexicon_match(lexicon, &tokens, i, LEXICON_RISKS);
        if (token->kind == TOKEN_NUMBER) {
            tally.sums[RISK_NUMBER] += token->key;
        } else if (sense != NULL) {
            tally.sums[sense->value] += sense->value == RISK_NEGATION ? 1 : token->key;
        }
    }
    return tally;
}

unsigned risks_between(const struct lexicon *lexicon, struct str was, struct str is)
{
    arena_auto arena = {0};
    struct tally before = tally_of(&arena, lexicon, was), after = tally_of(&arena, lexicon, is);
    unsigned risks = 0;
    for (unsigned risk = 0; risk < RISK_COUNT; risk++)
        risks |= before.sums[risk] == after.sums[risk] ? 0 : 1u << risk;
    return risks;
}
