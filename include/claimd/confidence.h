/* confidence.h: how often claims of this sort are right: its words are a claim, and kind, certainty and polarity are what a person would
 * say by the guide in tests/text/README.md.
 *
 * The share of claims cut like it whose place was right, times the least of the shares of the rules that found kind, certainty and
 * polarity, as src/text/confidences.def has them; `node tests/quality/calibration.mjs --write` makes that file.
 */
#ifndef CLAIMD_CONFIDENCE_H
#define CLAIMD_CONFIDENCE_H

#include "claimd/reading.h"

/* Of what a clause states; above 0, below 1. */
CL_CHECK float claim_confidence(const struct reading *reading, uint32_t clause, const struct found_claim *claim);

#endif
