/* loop_parts.h: what http's own modules share of a loop (loop.h), and what they ask of it.
 *
 * threads  loop_give_back: any; the rest: the loop's own
 */
#ifndef CLAIMD_LOOP_PARTS_H
#define CLAIMD_LOOP_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include <microhttpd.h>

#include "claimd/access_log.h"
#include "claimd/arena.h"
#include "claimd/drain.h"
#include "claimd/figures.h"
#include "claimd/gzip.h"
#include "claimd/problem.h"
#include "claimd/queue.h"
#include "claimd/reply_cache.h"
#include "claimd/request.h"
#include "claimd/server.h"

/* A connection. */
struct client {
    struct client *before, *after;
    int socket;
    uint32_t place;      /* in the guard's table */
    int64_t deadline_us; /* INT64_MAX: nothing is expected of it */
    bool is_sending;     /* a body that was refused unread */
};

enum { LOOP_LIMIT = 64 };

struct loop {
    struct server *server;
    unsigned number;
    struct MHD_Daemon *daemon;
    int listener, epoll; /* epoll belongs to the daemon */
    struct store *reader;
    bool reader_is_used; /* since reader_limit(0): it may hold a snapshot */
    bool is_quiet;       /* accepts no more */
    bool has_ended;      /* a connection, in the last run of the daemon */
    bool has_admitted;   /* guard_admit was called for a connection that has not begun */
    uint32_t admitted_place;
    struct mailbox mailbox;
    struct drain drain;            /* connections that ended while their clients were sending */
    struct arena arena;            /* of requests and clients; given back when the loop ends */
    struct request *free_requests; /* by next */
    struct client *clients, *free_clients;
    size_t in_flight; /* requests that have begun and not ended, those away too */
    size_t away;
    int64_t now_us, swept_us;
    struct access_log log;
    struct gzip gzip;
    struct reply_cache cache;
    char id_prefix[24];
    uint64_t last_id;
    _Atomic uint64_t slow_reads;
    _Atomic
        uint64_t (*by_route)[SERVER_CLASSES]; /* by number of the route and class of status; the last for no route */
    struct histogram took[ACCESS_COUNT + 1];  /* microseconds by access; the last for no route */
    pthread_t thread;
};

/* Requests of this loop come back with their reply. */
void loop_give_back(struct loop *loop, struct request_list list);

/* Gives the request to another thread: suspends its connection and adds it to queue. false: the queue is full, and the
 * request stays here. */
CL_CHECK bool loop_send_away(struct request *request, struct queue *queue, enum errand errand);

/* The loop's reader, with this much time for what follows. */
CL_CHECK struct store *loop_reader(struct loop *loop, int64_t limit_us);

/* How long the client has for what comes next, when size bytes are to go either way. */
void loop_expect(struct request *request, size_t size);

/* The client of a connection that has begun; NULL: it has ended. */
CL_CHECK struct client *loop_client(struct MHD_Connection *connection);

/* How long a client may do nothing. */
CL_CHECK int64_t loop_idle_us(const struct loop *loop);

#endif
