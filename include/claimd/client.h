/* client.h: a command speaks to the server that has its data folder.
 *
 * A folder is opened by one claimd at a time; a command that finds it in use asks that server. HTTP/1.1 to our own program on
 * this machine, a connection for each request: no library is worth its size in a container of 25 MB (docs/dependencies.md).
 *
 * errors   NOT_FOUND no server or no key; STORAGE the connection failed; what the server says of a request
 * threads  no state
 */
#ifndef CLAIMD_CLIENT_H
#define CLAIMD_CLIENT_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/listen_address.h"
#include "claimd/problem.h"

enum { CLIENT_KEY_SIZE = 512 };

struct client {
    struct listen_address address;
    char key[CLIENT_KEY_SIZE];
    char once[24];        /* beginning of the Idempotency-Keys that this client sends */
    unsigned once_number; /* of the last one */
};

/* The server of a data folder, with the admin key: CLAIMD_ADMIN_KEY, else from key_file (may be NULL), else admin.key in the
 * folder. *runs is false where nobody serves it. */
CL_CHECK bool client_find(const char *data, const char *key_file, struct client *client, bool *runs,
                          struct problem *problem);

/* What came back; body is a new reference, NULL for an empty one. */
struct client_reply {
    unsigned status;
    json_t *body;
};

/* Sends body (NULL: none) and waits for the reply, which may say that the request was wrong. A POST carries an
 * Idempotency-Key, so what is answered 503 is sent again for half a minute. */
CL_CHECK bool client_send(struct client *client, const char *method, const char *path, const json_t *body,
                          struct client_reply *reply, struct problem *problem);

/* What a reply of 400 and more says, as problems. The body was a list cut out of a longer one at `offset`; SIZE_MAX: it was
 * none. Always false. */
bool client_problem(const struct client_reply *reply, size_t offset, struct problem *problem);

#endif
