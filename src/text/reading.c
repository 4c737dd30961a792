#include "claimd/reading.h"

const struct word *reading_word(const struct reading *reading, uint32_t token)
{
    return &reading->words[token - reading->from];
}

enum part reading_part(const struct reading *reading, uint32_t token)
{
    return token >= reading->from && token < reading->to ? (enum part)reading_word(reading, token)->part : PART_MARK;
}

struct str reading_text(const struct reading *reading, uint32_t token)
{
    return token_words(reading->tokens, token, token + 1);
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
    if (claim->why.count == WHY_LIMIT)
        return;
    claim->why.items[claim->why.count++] = (struct why){rule, sense == NULL ? (struct str){0} : sense->term, span};
}
