/* upload.h: the body of a request, from its announcement to JSON.
 *
 * Memory is taken from the guard before it is used: the announced size at once, a chunked body's as it comes, and 80 bytes a
 * JSON value before it is parsed. What is prepared for a write and waits with it is taken too.
 *
 * threads  the loop's where nothing else is said
 */
#ifndef CLAIMD_UPLOAD_H
#define CLAIMD_UPLOAD_H

#include "claimd/request.h"

/* Whether a body may come: its type, size and place. Before anything of it is read. */
CL_CHECK bool upload_admit(struct request *request);

/* Takes a piece. false: cut the connection, since the client goes on and on past the limit. */
CL_CHECK bool upload_add(struct request *request, struct str piece);

/* Whether what is there takes longer to parse than a loop should be kept: more than about 2 ms. */
CL_CHECK bool upload_is_heavy(const struct request *request);

/* All is there: parses it into call->body. Any thread. */
CL_CHECK bool upload_parse(struct request *request);

/* Counts what preparing a write has left in its call. false: there is no room for it to wait; with a problem. Any thread. */
CL_CHECK bool upload_keep(struct request *request);

/* Gives the memory back to the guard. */
void upload_end(struct request *request);

#endif
