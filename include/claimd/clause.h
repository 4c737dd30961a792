/* clause.h: pieces put together to the clauses that could each state a claim (reading.h).
 *
 * One for each finite verb that states something. Cut at and, but, or; at a semicolon, colon or dash; at a relative clause behind a
 * comma; at although and while; at an apposition that explains; at ", not B"; between a saying and what it says, and
 * between two contents of one saying. Not cut at if, because, when, after, or a relative clause without a comma.
 */
#ifndef CLAIMD_CLAUSE_H
#define CLAIMD_CLAUSE_H

#include "claimd/reading.h"

/* Fills reading->clauses; pieces and sayings are there. O(pieces). */
void clauses_find(struct arena *arena, struct reading *reading);

/* "Have a good week", "See the map": a verb that nobody is the subject of. */
bool clause_is_command(const struct reading *reading, const struct clause *clause);

#endif
