/* confidences.def says what was counted and how; docs/analysis.md shows what it comes to. */
#include "claimd/confidence.h"

enum place {
    PLACE_WHOLE,
    PLACE_PART,
    PLACE_SHORT,
    PLACE_LONG,
    PLACE_RELATIVE,
    PLACE_EXPLAINS,
    PLACE_REST,
    PLACE_COUNT
};

/* The share of claims whose words are one, by how they were cut. */
static const float place_shares[PLACE_COUNT] = {
#define NAME_SHARE(rule, person, organization, place)
#define RULE_SHARE(rule, share)
#define PLACE_SHARE(place, share) [PLACE_##place] = (share),
#include "confidences.def"
#undef PLACE_SHARE
#undef RULE_SHARE
};

/* Of those, the share with kind, certainty and polarity right, by the rules that had a part in it. Sorted. */
static const struct share {
    const char *rule;
    float share;
} shares[] = {
#define PLACE_SHARE(place, share)
#define RULE_SHARE(rule, share) {rule, share},
#include "confidences.def"
#undef PLACE_SHARE
#undef RULE_SHARE
#undef NAME_SHARE
};

static float share_of(struct str rule)
{
    size_t low = 0;
    for (size_t high = COUNT(shares); low < high;) {
        size_t middle = (low + high) / 2;
        if (str_compare(str_of(shares[middle].rule), rule) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT(shares) && str_is(rule, shares[low].rule) ? shares[low].share : 1.0F;
}

/* How much of its sentence a claim is, in code points: nearly all of it cannot be cut wrongly; a few
 * words that are nothing but a fact mostly are. */
static enum place place_of(const struct reading *reading, enum clause_kind kind, const struct found_claim *claim)
{
    enum { LONG = 300, SHORT = 40 };
    static const enum place kinds[] = {
        [CLAUSE_RELATIVE] = PLACE_RELATIVE, [CLAUSE_EXPLAINS] = PLACE_EXPLAINS, [CLAUSE_REST] = PLACE_REST};
    struct span sentence = token_span(reading->tokens, reading->from, reading->to);
    uint32_t all = sentence.end - sentence.start;
    uint32_t size = claim->span.end - claim->span.start;

    if (kind != CLAUSE_MAIN)
        return kinds[kind];
    if (5 * (uint64_t)size >= 4 * (uint64_t)all)
        return PLACE_WHOLE;
    return all > LONG ? PLACE_LONG : claim->kind == CLAIM_FACT && size < SHORT ? PLACE_SHORT : PLACE_PART;
}

float claim_confidence(const struct reading *reading, uint32_t clause, const struct found_claim *claim)
{
    float least = claim->kind == CLAIM_FACT ? share_of(STR("fact")) : 1.0F; /* no rule finds a fact */
    for (uint32_t i = 0; i < claim->why.count; i++) {
        float share = share_of(str_of(claim->why.items[i].rule));
        least = share < least ? share : least;
    }
    return least * place_shares[place_of(reading, (enum clause_kind)reading->clauses[clause].kind, claim)];
}
