/* endpoint.h: what handlers share: who writes, which record a path means, what a repeat is answered from. */
#ifndef CLAIMD_ENDPOINT_H
#define CLAIMD_ENDPOINT_H

#include "claimd/call.h"
#include "claimd/model.h"

/* Who and through what, for the model. */
CL_CHECK struct writing writing_of(struct call *call, struct store *store);

/* NOT_FOUND, with the id that was meant where name looks like one. Returns false. */
bool no_such_record(struct call *call, const struct resource *resource, struct str name);
/* The record's id from a path segment; answers 308 (and returns false without a problem) for a former name; NOT_FOUND otherwise. */
CL_CHECK bool find_record(struct call *call, struct store *store, const struct resource *resource, struct str name,
                          int64_t *id);
/* Whether find_record returned false because it has answered. */
CL_CHECK bool was_redirected(const struct call *call);

/* The ETag of a revision in its own form: the reply is never another. */
void reply_revision(struct call *call, int64_t revision);

/* A record of call->again as it was written then, whatever became of it. */
CL_CHECK bool read_again(struct call *call, struct store *store, const struct written *one, struct stored *stored);

#endif
