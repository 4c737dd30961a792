#include "claimd/reading.h"

#include <string.h>

static const char *const claim_rules[] = {
#define X(word) word,
    CLAIM_RULES(X)
#undef X
};

static bool is_claim_rule(const char *rule)
{
    size_t low = 0;
    for (size_t high = COUNT(claim_rules); low < high;) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(claim_rules[middle], rule) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT(claim_rules) && strcmp(claim_rules[low], rule) == 0;
}

bool reading_is_perfect(const struct reading *reading, uint32_t token)
{
    if (token >= reading->to || !str_equal_nocase(reading_text(reading, token), STR("have")))
        return false;
    do {
        token++;
    } while (reading_part(reading, token) == PART_ADVERB || reading_part(reading, token) == PART_NOT);
    return reading_part(reading, token) == PART_PARTICIPLE;
}

uint32_t clause_piece(const struct reading *reading, uint32_t clause, uint32_t piece, bool with_asides)
{
    uint32_t behind = reading->clauses[clause].behind;
    while (piece < behind &&
           (reading->pieces[piece].clause != clause || (reading->pieces[piece].is_aside && !with_asides)))
        piece++;
    return piece;
}

uint32_t reading_saying(const struct reading *reading, uint32_t piece)
{
    uint32_t low = 0;
    for (uint32_t high = reading->saying_count; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (reading->sayings[middle].piece < piece) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void claim_because(struct found_claim *claim, const char *rule, const struct sense *sense, struct span span)
{
    assert(is_claim_rule(rule));
    if (claim->why.count == WHY_LIMIT)
        return;
    claim->why.items[claim->why.count++] =
        (struct why){rule, sense == NULL ? (struct str){0} : sense->line->term, span};
}
