#include "claimd/reading.h"

#include <string.h>

static const char *const rule_words[] = {
#define X(id, word) [RULE_##id] = (word),
    CLAIM_RULES(X)
#undef X
};

_Static_assert(CLAIM_RULE_COUNT <= 64, "found_claim.rules has a bit for each rule");

bool reading_is_perfect(const struct reading *reading, uint32_t token)
{
    if (token >= reading->to || !str_equal_nocase(reading_text(reading, token), STR("have")))
        return false;
    do {
        token++;
    } while (reading_part(reading, token) == PART_ADVERB || reading_part(reading, token) == PART_NOT);
    return reading_part(reading, token) == PART_PARTICIPLE ||
           (token < reading->to && str_equal_nocase(reading_text(reading, token), STR("had")));
}

bool reading_is_kind_term(const struct reading *reading, uint32_t token, enum kind_how how)
{
    const struct sense *sense =
        token < reading->to ? word_any_sense(reading_word(reading, token), LEXICON_CLAIM_KINDS) : NULL;
    for (; sense != NULL; sense = sense_behind(sense)) {
        if (sense->list == LEXICON_CLAIM_KINDS && sense->value2 == how)
            return true;
    }
    return false;
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

void claim_because(struct found_claim *claim, enum claim_rule rule, const struct sense *sense, struct span span)
{
    if (claim->why.count == WHY_LIMIT)
        return;
    claim->rules |= (uint64_t)1 << rule;
    claim->why.items[claim->why.count++] =
        (struct why){rule_words[rule], sense == NULL ? (struct str){0} : sense->line->term, span};
}
