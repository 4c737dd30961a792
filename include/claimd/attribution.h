/* attribution.h: who says what, inside a sentence (reading.h). */
#ifndef CLAIMD_ATTRIBUTION_H
#define CLAIMD_ATTRIBUTION_H

#include "claimd/reading.h"

/* Fills reading->sayings, in the order of their cues; pieces are there. O(tokens). */
void sayings_find(struct arena *arena, struct reading *reading);

#endif
