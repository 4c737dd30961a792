/* call.h: one request being answered, and its reply.
 *
 * A call is made by the loop that read the request, goes to a slow reader or to the writer when it must, and comes back to
 * its loop for the reply. One thread has it at a time, so nothing in it is locked. All it points to lives in its arena
 * until the reply was sent.
 *
 * Handlers do not know where they run. A route has two: `check` looks at what the request says by itself (syntax, types,
 * limits) and is run once, on the loop; `run` does the work on a store: for reads a reader's, and it may be stopped and
 * begun again on a slow reader, so it must have no effect but the reply; for writes the writer's, inside a savepoint that
 * is abandoned when it returns false. A write that needs long computing sets call->prepare in its check: that runs on a slow
 * reader in between, and what it read may have changed when run comes. All return false with an item in call->problem.
 */
#ifndef CLAIMD_CALL_H
#define CLAIMD_CALL_H

#include <jansson.h>

#include "claimd/arena.h"
#include "claimd/base.h"
#include "claimd/buffer.h"
#include "claimd/problem.h"
#include "claimd/scope.h"
#include "claimd/str.h"

struct route;
struct store;

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

enum {
    CALL_SEGMENTS = 3,    /* {…} in one path */
    CALL_PARAMETERS = 64, /* in one query */
    CALL_HEADERS = 12,    /* that a handler adds to its reply */
};

struct parameter {
    struct str name, value; /* decoded; "+" is a blank as in application/x-www-form-urlencoded */
};

struct actor {
    int64_t key;      /* id of the key, 0: none was sent */
    int64_t session;  /* of the session that stands for the key; 0: the key itself was sent */
    struct str name;  /* of the key; "" without one */
    enum scope scope; /* SCOPE_READ where reading needs no key */
};

struct reply_header {
    const char *name, *value; /* value lives in the arena or for good */
};

/* A record in the answer to a write, from which a repeat makes it again when it was too long to keep. */
struct written {
    int64_t id, revision; /* id 0: it was not written, and rest has why */
    struct str rest;      /* what the answer says of it that is not its own: one line of JSON, or "" */
};

/* What a handler answers. The router adds what every reply has. */
struct reply {
    unsigned status;          /* 0 while there is none; 200 is meant when run returns true and left 0 */
    const char *content_type; /* NULL: application/json */
    struct str body;          /* in the arena, or for good; the router neither copies nor ends it */
    struct str gzipped;       /* body compressed already, for good; "": it is done for each reply */
    struct str etag;          /* with its quotes; "": the router makes a weak one of a 200's bytes */
    bool is_dry;              /* of a write: nothing of it is kept, only its answer was wanted */
    bool is_secret;           /* body is shown once: not kept for a repeat with the same Idempotency-Key */
    bool was_asked_for;       /* the form, by address: Accept is not looked at */
    bool is_record; /* body is one record's own form: never compressed below 4 kB, so that its ETag stays strong */
    struct reply_header headers[CALL_HEADERS];
    size_t header_count;
    struct written *written; /* by a write whose answer may be long: its records in order; in the arena */
    size_t written_count;
};

struct call {
    struct arena arena;
    enum method method;
    bool is_head;
    const struct route *route;
    struct str target;                            /* as sent, for `instance` and the log */
    struct str path;                              /* the raw path, still encoded */
    struct str query;                             /* the raw query, "" without */
    struct str segments[CALL_SEGMENTS];           /* values of the path's {…}, decoded, in order */
    struct parameter parameters[CALL_PARAMETERS]; /* of the query; the router takes "pretty" away */
    size_t parameter_count;
    const struct parameter *headers; /* of the request, for call_header */
    size_t header_count;
    struct str body_bytes;
    json_t *body; /* NULL: none was sent; released with the call */
    struct actor actor;
    const char *request_id;
    uint64_t page_limit; /* records that one page may hold, as the operator allows */
    void *state;         /* what check leaves for run; in the arena */
    bool (*prepare)(struct call *call,
                    struct store *reader); /* of a write, set by its check; NULL: nothing takes long */
    bool is_alone; /* set by the check of a write that may touch thousands of records: a commit of its own */
    const struct written
        *again; /* of a write that was done before: these are to be read and answered as then, and nothing
                                  * is to be written; NULL: it is new */
    size_t again_count;
    struct problem problem;
    struct reply reply;
};

/* First value of a query parameter; data is NULL when it is not there. */
CL_CHECK struct str call_parameter(const struct call *call, const char *name);
/* Value of a request header (names in any case); data is NULL when it is not there. In check and run. */
CL_CHECK struct str call_header(const struct call *call, const char *name);

/* Adds a header to the reply: at most CALL_HEADERS. name is borrowed, the value is copied into the arena; one that holds a
 * line end is not sent. */
void call_add_header(struct call *call, const char *name, const char *format, ...) CL_PRINTF(3, 4);

/* The reply's body from a JSON value, compact, with a line end. */
void call_reply_json(struct call *call, unsigned status, const json_t *value);

#endif
