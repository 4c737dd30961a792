/* server_parts.h: what the threads of a server share. For http's own modules.
 *
 * Everything but the atomics, the guard and the queues is constant once the threads run.
 */
#ifndef CLAIMD_SERVER_PARTS_H
#define CLAIMD_SERVER_PARTS_H

#include <stdatomic.h>

#include "claimd/guard.h"
#include "claimd/loop_parts.h"
#include "claimd/origin.h"
#include "claimd/route_tree.h"
#include "claimd/server.h"
#include "claimd/slow.h"
#include "claimd/worker.h"
#include "claimd/writer.h"

struct server {
    const struct server_options *options;
    const struct service *service;
    struct origin origin;
    struct arena arena; /* of loops and routes */
    struct route_tree *routes;
    struct guard guard;
    struct writer writer;
    struct slow slow;
    struct worker worker;
    struct loop *loops;
    unsigned loop_count, running; /* loops opened, threads started */
    uint16_t port;
    int64_t started_ms;
    int stop_event; /* event.h: readable when server_wait shall return */
    atomic_bool is_stopping;
    atomic_bool has_given_up;   /* the writer has no database any more */
    _Atomic int64_t stop_by_us; /* when what is in flight is cut off */
};

#endif
