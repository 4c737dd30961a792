/* request.h: a call with what the loop needs to answer it: its connection, its stage, its headers, its body as it comes.
 *
 *     HEAD ──► BODY ──► RUN ──► REPLY      Stages are changed by the loop only. While AWAY on its errand a request belongs to
 *                 └─► AWAY ─┘               the writer, a slow reader or the worker, and its connection is suspended; where it
 *                                           goes on when it comes back depends on the errand.
 *
 * Requests come from a list that each loop keeps; a used one keeps its arena's first chunk and its buffers, so that an
 * ordinary request asks the system for no memory.
 *
 * memory   one block from the loop's own arena, never given back before the loop ends
 * threads  one thread at a time
 */
#ifndef CLAIMD_REQUEST_H
#define CLAIMD_REQUEST_H

#include <microhttpd.h>

#include "claimd/buffer.h"
#include "claimd/call.h"

struct loop;

enum {
    REQUEST_HEADERS = 100,          /* a browser behind two proxies sends about 30 */
    REQUEST_OVERRUN = 64 * 1024,    /* of a chunked body past its limit, read so that it can be refused with words */
    REQUEST_KEPT_BUFFER = 64 * 1024 /* larger buffers are given back with the request */
};

/* Headers that the loop looks at. */
#define REQUEST_KNOWN(X)                                 \
    X(ACCEPT, "Accept")                                  \
    X(ACCEPT_ENCODING, "Accept-Encoding")                \
    X(AUTHORIZATION, "Authorization")                    \
    X(CONTENT_ENCODING, "Content-Encoding")              \
    X(CONTENT_LENGTH, "Content-Length")                  \
    X(CONTENT_TYPE, "Content-Type")                      \
    X(COOKIE, "Cookie")                                  \
    X(FORWARDED, "Forwarded")                            \
    X(HOST, "Host")                                      \
    X(IF_NONE_MATCH, "If-None-Match")                    \
    X(ORIGIN, "Origin")                                  \
    X(PREFLIGHT_METHOD, "Access-Control-Request-Method") \
    X(REQUEST_ID, "X-Request-Id")                        \
    X(TRANSFER_ENCODING, "Transfer-Encoding")            \
    X(X_FORWARDED_FOR, "X-Forwarded-For")

enum known {
#define X(name, word) KNOWN_##name,
    REQUEST_KNOWN(X)
#undef X
        KNOWN_COUNT
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_AWAY, STAGE_RUN, STAGE_REPLY };

enum errand {
    ERRAND_CHECK,   /* worker: parse and check the body; then RUN */
    ERRAND_PREPARE, /* slow reader: what a write computes beforehand; then RUN, or REPLY when it cannot be */
    ERRAND_RUN,     /* slow reader or writer; then REPLY */
    ERRAND_FINISH,  /* worker: make the reply ready; then REPLY */
};

struct request {
    struct call call; /* first, so that a call is its request */
    struct loop *loop;
    struct MHD_Connection *connection;
    struct request *next;                  /* in the one list or queue that it is in */
    const char *target_start, *target_end; /* where libmicrohttpd had it: for head.c only */
    enum stage stage;
    enum errand errand; /* while AWAY */
    bool is_checked;    /* parsed, and the route's check returned true */
    bool is_prepared;   /* what its check left to prepare is done */
    bool succeeded;     /* check and run returned true, or the router has its reply */
    bool has_body;      /* one was announced */
    bool is_chunked;    /* … without its size */
    bool is_too_large;  /* the chunked body went past its limit */
    bool is_crowded;    /* there was no memory for the chunked body */
    bool is_pretty;
    bool closes;      /* the connection ends with the reply */
    bool is_finished; /* reply_finish was here */
    bool is_gzip, is_problem;
    bool is_cached;      /* the reply came from the cache, finished */
    bool keeps;          /* … and shall go into it */
    uint64_t generation; /* of what it was read from */
    unsigned rate_remaining;
    size_t body_taken; /* bytes held with the guard */
    size_t body_seen;
    int64_t began_us;
    struct buffer body; /* as it comes */
    struct buffer text; /* of a reply that http itself writes */
    size_t known_count[KNOWN_COUNT];
    struct str known[KNOWN_COUNT]; /* the first of each; data NULL: none */
    struct parameter headers[REQUEST_HEADERS];
    const char *method_name; /* as sent, for the log; "-" before the head was read */
    char own_id[40];
};

/* A used or new request, empty. target is libmicrohttpd's, raw, and is copied. */
void request_begin(struct request *request, struct loop *loop, struct MHD_Connection *connection, const char *target);

/* Lets go of all it holds but what the next one will use again. */
void request_end(struct request *request);
void request_release(struct request *request);

#define request_of(call_pointer) ((struct request *)(void *)(call_pointer))

#endif
