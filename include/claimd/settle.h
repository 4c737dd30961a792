/* settle.h: what mentions and claims, and the references of all records, have in common when they are stored. */
#ifndef CLAIMD_SETTLE_H
#define CLAIMD_SETTLE_H

#include "claimd/anchoring.h"
#include "claimd/resource.h"

extern const char *const statuses[];
extern const char *const anchor_states[]; /* in the order of enum anchor_state */
extern const char *const anchor_risks[];  /* in the order of enum risk, then "part" */
extern const struct field anchor_members[];
extern const struct field why_members[];

/* Every entity, tag and article that the doc names: ids for slugs, present names for former ones, NO_SUCH_RECORD for the rest. */
CL_CHECK bool settle_references(struct store *store, struct draft *draft, struct problem *problem);

/* A key of scope suggest writes suggestions, and only its own may it change. A status that changes, or that a decision gives, is
 * kept with who gave it and when; one that goes back to suggested is decided by nobody. */
CL_CHECK bool settle_status(struct draft *draft, struct problem *problem);

/* The words of `why`, like those of a cue. */
CL_CHECK bool settle_why(const struct anchoring *anchoring, struct draft *draft, struct problem *problem);

#endif
