/* horizon.h: by when a forecast will have come true: "by 2030", "next week", "within ten years".
 *
 * What is counted from publication is written as a date where published_at tells enough of it, else only the words are. `by`
 * is the last day, month or year that is still in time: "before June" is May, "next week" its Sunday.
 */
#ifndef CLAIMD_HORIZON_H
#define CLAIMD_HORIZON_H

#include "claimd/reading.h"

/* published_at: a partial date, NULL or "": unknown. Expressions that lie before it are none. O(tokens of the clause). */
void horizon_find(const struct reading *reading, uint32_t clause, const char *published_at, struct found_claim *claim);

#endif
