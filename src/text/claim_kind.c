/* Each kind has a rule that looks at a clause's words (kind.h); they are asked in the order of the guide to annotation
 * (tests/text/README.md). */
#include "claimd/claim_kind.h"

#include "claimd/kind.h"

/* "not because of the rain": a cause by itself. */
static bool has_reason(const struct reading *reading, const struct clause *clause)
{
    for (uint32_t at = clause->from; at < clause->to; at++) {
        const struct sense *sense = word_sense(reading_word(reading, at), LEXICON_CAUSES);
        if (sense != NULL && sense->value == CAUSE_LINK)
            return true;
    }
    return false;
}

void claim_kind_find(const struct reading *reading, uint32_t clause, const struct certainty_cue *certainty,
                     struct found_claim *claim)
{
    static bool (*const kinds[])(const struct kind_view *) = {kind_is_definition, kind_is_recommendation,
                                                              kind_is_forecast,   kind_is_comparison,
                                                              kind_is_cause,      kind_is_evaluation};
    bool is_rest = reading->clauses[clause].kind == CLAUSE_REST && clause > 0 &&
                   !has_reason(reading, &reading->clauses[clause]); /* B is of the kind that A is */
    struct kind_view view;

    claim->kind = CLAIM_FACT;
    kind_view_init(&view, reading, is_rest ? clause - 1 : clause, certainty, claim);
    for (size_t i = 0; i < COUNT(kinds) && !kinds[i](&view); i++) {
    }
}
