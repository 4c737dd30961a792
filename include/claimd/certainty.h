/* certainty.h: how sure a clause is of what it states, by its own words (ICD 203, 2015, section D.6.e). */
#ifndef CLAIMD_CERTAINTY_H
#define CLAIMD_CERTAINTY_H

#include "claimd/reading.h"

struct certainty_cue {
    const struct sense *sense; /* of certainty.txt; NULL: a number, or nothing */
    uint32_t from, to;         /* tokens; equal: the clause does not say */
    uint32_t negation; /* a "not" that belongs to it ("not likely") and negates nothing else; READING_NONE: none */
    enum certainty certainty;
};

/* Sets the clause's certainty and its reason, and says by which words. O(its tokens). */
CL_CHECK struct certainty_cue certainty_find(const struct reading *reading, uint32_t clause, struct found_claim *claim);

#endif
