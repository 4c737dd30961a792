#include "claimd/confidence.h"

/* Share of claims that were right, of those in which a rule had a part; the number counted is beside it. Where fewer than ten were, the
 * share of like rules. Sorted. */
/* clang-format off */
static const struct share {
    const char *rule;
    float share;
} shares[] = {
    {"cause",                  0.80F}, /* 14 */
    {"clause",                 0.89F}, /* 152 */
    {"clause-explains",        0.70F}, /* 4 */
    {"clause-relative",        0.90F}, /* 14 */
    {"clause-rest",            0.75F}, /* 3 */
    {"comparison",             0.85F}, /* 5 */
    {"comparison-as",          0.85F}, /* 3 */
    {"comparison-superlative", 0.88F}, /* 6 */
    {"comparison-than",        0.80F}, /* 7 */
    {"definition",             0.80F}, /* 2 */
    {"definition-apposition",  0.60F}, /* 2 */
    {"definition-is-a",        0.75F}, /* 4 */
    {"evaluation",             0.86F}, /* 19 */
    {"evaluation-called",      0.85F}, /* 4 */
    {"forecast",               0.92F}, /* 36 */
    {"forecast-likely",        0.85F}, /* 8 */
    {"quotation-goes-on",      0.80F}, /* 3 */
    {"question",               0.95F}, /* 6 */
    {"recommendation",         0.92F}, /* 10 */
    {"recommendation-order",   0.60F}, /* none: gum's travel guides, by eye */
};
/* clang-format on */

static const float share_of_facts = 0.86F; /* 95: no rule found another kind */

/* Tokens up to which a sentence is like those that were measured; of longer ones a third more were cut wrongly (gum, by eye). */
enum { LONG_SENTENCE = 40 };
static const float long_factor = 0.85F;

static float share_of(const char *rule)
{
    size_t low = 0;
    struct str wanted = str_of(rule);
    for (size_t high = COUNT(shares); low < high;) {
        size_t middle = (low + high) / 2;
        if (str_compare(str_of(shares[middle].rule), wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT(shares) && str_is(wanted, shares[low].rule) ? shares[low].share : 1.0F;
}

float claim_confidence(const struct reading *reading, const struct found_claim *claim)
{
    float least = claim->kind == CLAIM_FACT ? share_of_facts : 1.0F;
    for (uint32_t i = 0; i < claim->why.count; i++) {
        float share = share_of(claim->why.items[i].rule);
        least = share < least ? share : least;
    }
    return reading->to - reading->from > LONG_SENTENCE ? least * long_factor : least;
}
