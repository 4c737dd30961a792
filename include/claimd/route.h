/* route.h: what a path means. The table of all of them is src/api/routes.c. */
#ifndef CLAIMD_ROUTE_H
#define CLAIMD_ROUTE_H

#include "claimd/call.h"

struct resource;

enum access {
    READS, /* on the loop, 5 ms; then begun again on a slow reader. The reply says nothing but what target, Accept and the
             * database say, and may be kept until something is written (reply_cache.h) */
    LIVE,   /* the same for replies that say more (who asks, figures): never kept */
    SLOW,   /* a read that goes to a slow reader at once */
    WRITES, /* on the writer, in its group */
    OPEN,   /* on the loop, and needs no key wherever we listen */
};
enum { ACCESS_COUNT = OPEN + 1 };

struct route {
    enum method method;
    const char *path;                 /* "/v1/tags/{slug}/merge"; a {…} is one segment, decoded, never empty */
    bool (*check)(struct call *call); /* may be NULL */
    bool (*run)(struct call *call, struct store *store);
    enum access access;
    enum scope scope;
    const struct resource *resource; /* for the handlers and the contract; the router does not look inside */
    const char *about;               /* one line of documentation; NULL: not a part of the contract */
};

#endif
