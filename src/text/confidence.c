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

/* Of those, the share with kind, certainty and polarity right, by the rules that had a part in it; 0: not counted. */
enum { RULE_FACT = CLAIM_RULE_COUNT }; /* no rule finds a fact */
static const float rule_shares[CLAIM_RULE_COUNT + 1] = {
#define PLACE_SHARE(place, share)
#define RULE_SHARE(rule, share) [RULE_##rule] = (share),
#include "confidences.def"
#undef PLACE_SHARE
#undef RULE_SHARE
#undef NAME_SHARE
};

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
    float least = claim->kind == CLAIM_FACT ? rule_shares[RULE_FACT] : 1.0F;
    for (uint64_t rules = claim->rules; rules != 0; rules &= rules - 1) {
        float share = rule_shares[__builtin_ctzll(rules)];
        least = share > 0 && share < least ? share : least;
    }
    return least * place_shares[place_of(reading, (enum clause_kind)reading->clauses[clause].kind, claim)];
}
