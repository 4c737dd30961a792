/* past.h: whether a clause begins with a time that has passed, so that its "could" and "would" tell what was: "Until 1974 nobody
 * could vote there", "As a child she would hide in the attic", "When he was young, he could run for hours". */
#ifndef CLAIMD_PAST_H
#define CLAIMD_PAST_H

#include "claimd/reading.h"

/* Looks at the beginning of what stands before the clause's verb; a time further on may be that of something else ("a law of 1934"). A year is past
 * where it is before that of the reading, or before 2000 where that is not known. O(1). */
CL_CHECK bool past_begins(const struct reading *reading, uint32_t clause);

#endif
