/* server.h: loops, router, slow readers and writer: what is between the socket and the handlers.
 *
 *     socket → loop: parse, route, authorise, read body, check
 *                ├─ read:   run on the loop's reader; after budget_ms again on a slow reader   → reply
 *                └─ write:  suspend; (→ slow reader: prepare; →) writer: one transaction for all that waits, a savepoint
 *                           for each; commit → back to its loop → reply
 *
 * One loop per core; each has its own listening socket (SO_REUSEPORT), libmicrohttpd daemon and reader. It knows no
 * resource and no SQL: everything of that kind is behind struct service.
 *
 * threads  server_open, server_run, server_close: the main thread; server_stop: any, also a signal handler
 */
#ifndef CLAIMD_SERVER_H
#define CLAIMD_SERVER_H

#include "claimd/base.h"
#include "claimd/call.h"
#include "claimd/figures.h"
#include "claimd/problem.h"
#include "claimd/route.h"

/* What a client shows of itself: a key (Authorization: Bearer), or the session that a key was exchanged for (a cookie). */
struct credential {
    struct str secret;
    bool is_session;
};

/* What the server asks of the program. Functions get `context` and must be as thread-safe as said. */
struct service {
    const struct route *routes;
    size_t route_count;
    void *context;

    /* The reply to a request for a path that no route has, where it is another than the problem NOT_FOUND: false: it is not. NULL: it
     * never is. On the loop. */
    bool (*nowhere)(struct call *call);

    /* A connection for reading, used by one thread. NULL with a problem when it cannot be had. Any thread. */
    struct store *(*reader_open)(void *context, struct problem *problem);
    void (*reader_close)(struct store *reader);
    /* From now on until the next call a read of this reader may take limit_us; after that it fails with TOO_SLOW. 0 lifts it
     * and ends the reader's transaction. */
    void (*reader_limit)(struct store *reader, int64_t limit_us);
    /* Counts what was committed: now, and when this reader's snapshot was taken. Any thread; the reader's. */
    uint64_t (*generation)(void *context);
    uint64_t (*reader_generation)(const struct store *reader);

    /* Who is it? Fills actor (name in the arena) and returns true, or UNAUTHORIZED: unknown, expired, revoked. On the loop's
     * reader. */
    bool (*authenticate)(struct store *reader, const struct credential *credential, struct arena *arena,
                         struct actor *actor, struct problem *problem);
    char session_cookie[16]; /* its name, which sets us apart from servers on other ports; "": there are no sessions */

    /* Once, on the writer's thread, before its first group; after a commit that failed the writer closes and opens. */
    struct store *(*writer_open)(void *context, struct problem *problem);
    void (*writer_close)(struct store *writer);
    bool (*group_begin)(struct store *writer, struct problem *problem);
    /* Does the call's write, all of it and true, or nothing of it and false: in a savepoint of the group, or as all there is of
     * the group where call->is_alone. */
    bool (*group_write)(struct store *writer, struct call *call);
    /* Everything of the group is on the disk when it returns true. false: the outcome is unknown. */
    bool (*group_commit)(struct store *writer, struct problem *problem);
    /* Called when the writer has nothing to do, at most once a second, and after groups: checkpoints and cleaning. */
    void (*writer_rest)(struct store *writer);
};

/* Numbers are what `claimd serve` takes them as; 0 means no limit where nothing else is said. */
struct server_options {
    const char *address;            /* "127.0.0.1", "::1", "0.0.0.0" … */
    uint16_t port;                  /* 0: the system chooses; server_port tells */
    const char *const *allow_hosts; /* further names of ours, for the Host header */
    size_t allow_host_count;
    const char *const *allow_origins; /* CORS; "*" is any */
    size_t allow_origin_count;
    bool public_read;  /* reading needs no key wherever we listen */
    bool log_requests; /* a line per request; failures (5xx) are always logged */

    uint64_t loops; /* 0: one per core */
    uint64_t slow_readers;
    uint64_t header_limit;            /* bytes of a request's head */
    uint64_t target_limit;            /* bytes of its target, path and query */
    uint64_t body_limit;              /* bytes of one request body */
    uint64_t body_memory;             /* bytes of all bodies being read or worked on, counted as bytes + 80 a value, and
                             * of what is prepared for writes that wait */
    uint64_t reply_cache;             /* bytes of replies kept by each loop; 0: none */
    uint64_t json_depth, json_values; /* of one body */
    uint64_t page_limit;              /* records on a page: for the handlers, as call->page_limit */
    uint64_t connections;             /* over all loops */
    uint64_t connections_per_address;
    uint64_t requests_per_key; /* a second. Over it: 429 with Retry-After */
    uint64_t query_time_ms;    /* on a slow reader */
    uint64_t loop_budget_us;   /* on the loop */
    uint64_t idle_timeout_s;   /* of a connection */
    uint64_t queue_limit;      /* calls waiting for the writer; past it 503 BUSY. Slow readers: a quarter of it */
    uint64_t group_limit;      /* writes in one commit; 0: as many as wait */
    uint64_t grace_ms;         /* for what is in flight when stopping */
};

struct server;

CL_CHECK struct server_options server_defaults(void);

/* Binds (once without SO_REUSEPORT first: another program on the port is a refusal) and starts the threads. NULL with a
 * problem (detail for people) where that fails. options and service are borrowed until server_close. */
CL_CHECK struct server *server_open(const struct server_options *options, const struct service *service,
                                    struct problem *problem);
CL_CHECK uint16_t server_port(const struct server *server);

/* Waits until server_stop was called or the writer gave up (false: end the program with an error). */
CL_CHECK bool server_wait(struct server *server);
void server_stop(struct server *server); /* async-signal-safe */

/* Stops accepting, finishes what is in flight within the grace time, ends the threads, frees everything. */
void server_close(struct server *server);

/* The server that answers this call. For handlers. */
CL_CHECK const struct server *server_of(const struct call *call);

/* Figures for /metrics, added over all threads. O(threads). */
struct server_figures {
    uint64_t requests, writes, groups, slow_reads, connections, body_bytes_held;
    uint64_t waiting_writes, waiting_reads, waiting_work; /* in the queues just now */
    struct histogram_figures took[ACCESS_COUNT + 1]; /* microseconds by access; the last for requests without a route */
    struct histogram_figures group_size, commit;     /* writes in a commit, microseconds of one */
    int64_t started_ms;
};
void server_figures_get(const struct server *server, struct server_figures *figures);

/* Requests that a route of the service's table answered with a status of this class (2: 2xx); number route_count: those that
 * found no route. */
enum { SERVER_CLASSES = 6 };
CL_CHECK uint64_t server_requests(const struct server *server, size_t number, unsigned class);

#endif
