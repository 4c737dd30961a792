/* confidence.h: how often claims of this sort are right: its words are a claim, and kind, certainty and polarity are what a person would
 * say by the guide in tests/text/README.md.
 *
 * Measured on sentences that the rules had not met (docs/analysis.md): a share for each rule that found a kind or a clause, the
 * lesser of the two, and less in long sentences and where parts of speech had to be guessed.
 */
#ifndef CLAIMD_CONFIDENCE_H
#define CLAIMD_CONFIDENCE_H

#include "claimd/reading.h"

/* Above 0, below 1. O(reasons). */
CL_CHECK float claim_confidence(const struct reading *reading, const struct found_claim *claim);

#endif
