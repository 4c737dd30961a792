/* confidence.h: how often claims of this sort were right where it was measured (docs/analysis.md). */
#ifndef CLAIMD_CONFIDENCE_H
#define CLAIMD_CONFIDENCE_H

#include "claimd/reading.h"

/* 0 to 1. O(reasons). */
CL_CHECK float claim_confidence(const struct reading *reading, uint32_t clause, const struct found_claim *claim);

#endif
