/* drain.h: connections that are over for us, while their clients are still sending.
 *
 * Who closes a socket with bytes in it that nobody read resets the connection, and the reset takes away a reply that the client has
 * not read yet: a body refused by its size would be answered by "connection reset", not by 413 (RFC 9112, section 9.6). So what
 * still comes is thrown away for a while, unread by any parser, until the client closes too.
 *
 * limits   DRAIN_US and DRAIN_BYTES a connection, DRAIN_MOST connections: past that the one that began first is closed
 * errors   a descriptor that the system does not give is a connection that is closed at once
 * threads  its loop's
 */
#ifndef CLAIMD_DRAIN_H
#define CLAIMD_DRAIN_H

#include <stdint.h>

#include "claimd/base.h"

enum {
    DRAIN_MOST = 64,
    DRAIN_US = 2 * 1000 * 1000,
    DRAIN_BYTES = 64 * 1024 * 1024, /* most that is refused by its size is smaller */
};

struct drain {
    int epoll; /* readable when something is to be done */
    uint32_t count;
    struct draining {
        int socket;                /* -1: free */
        int64_t deadline_us, left; /* bytes */
    } places[DRAIN_MOST];
};

CL_CHECK bool drain_open(struct drain *drain); /* false: the system gives no descriptor */
void drain_close(struct drain *drain);

/* Sends the end of what we say. The caller closes its socket; a copy of it stays here. */
void drain_add(struct drain *drain, int socket, int64_t now_us);

/* Throws away what came, and closes what has ended or is past its limits. */
void drain_run(struct drain *drain, int64_t now_us);

#endif
