/* guard.h: what all clients may hold together: connections, memory for bodies, requests per key.
 *
 * libmicrohttpd counts connections for each daemon, that is for each loop, so they are counted here, over all loops. Tables
 * are of a fixed size: two addresses or keys that fall into one place share its limit, which is off unless asked for.
 *
 * threads  any: atomics only
 */
#ifndef CLAIMD_GUARD_H
#define CLAIMD_GUARD_H

#include <stdatomic.h>
#include <sys/socket.h>

#include "claimd/base.h"
#include "claimd/server.h"

enum {
    GUARD_ADDRESSES = 4096,
    GUARD_KEYS = 1024,
    GUARD_VALUE_BYTES = 80, /* what a JSON value takes in Jansson's heap; measured: `{},` is 78 */
};

struct guard {
    const struct server_options *options;
    unsigned connection_limit;  /* of the options, or what the system's limit on open files leaves */
    unsigned char hash_key[16]; /* drawn at start, so that nobody can aim at another's place */
    atomic_uint connections;
    atomic_uint addresses[GUARD_ADDRESSES];
    atomic_size_t body_bytes;
    _Atomic uint64_t keys[GUARD_KEYS]; /* second << 32 | requests in it */
};

/* Raises the process's limit on open files if it must and can; else fewer connections are let in, and the log says so. */
void guard_init(struct guard *guard, const struct server_options *options);

/* Counts a connection in, unless there are too many; place is to be given back by guard_leave. IPv6 counts by /64, which is
 * what one client has. */
CL_CHECK bool guard_admit(struct guard *guard, const struct sockaddr *address, uint32_t *place);
void guard_leave(struct guard *guard, uint32_t place);

/* Memory for a body: taken before it is read. */
CL_CHECK bool guard_take(struct guard *guard, size_t bytes);
void guard_give(struct guard *guard, size_t bytes);

/* Counts a request of a key in this second; remaining is what it still may do. false: over requests_per_key. */
CL_CHECK bool guard_count(struct guard *guard, int64_t key, int64_t now_s, unsigned *remaining);

#endif
