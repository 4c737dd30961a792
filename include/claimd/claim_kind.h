/* claim_kind.h: what kind of claim a clause makes: the first of question, definition, recommendation, forecast, comparison, cause
 * and evaluation that its words show, else fact. */
#ifndef CLAIMD_CLAIM_KIND_H
#define CLAIMD_CLAIM_KIND_H

#include "claimd/certainty.h"

/* O(tokens of the clause). */
void claim_kind_find(const struct reading *reading, uint32_t clause, const struct certainty_cue *certainty,
                     struct found_claim *claim);

#endif
