/* problem.h: what went wrong, said once, completely, by who knows it.
 *
 * A problem is a list of {code, JSON Pointer, detail}. Validation goes on after the first mistake and names every wrong
 * field. problem->at is the pointer (RFC 6901) of the value being read, so deep code gives only the rest: at "/span" an
 * item added at "/end" stands at "/span/end". Codes say whose mistake it is; only the http layer knows statuses.
 * On success a problem is untouched.
 *
 * {0} is an empty problem. Items point into the struct: never copy it.
 *
 * memory   owns what it says; items past PROBLEM_ITEMS are counted and not kept. problem_release lets go of `extra`
 * threads  one thread at a time
 */
#ifndef CLAIMD_PROBLEM_H
#define CLAIMD_PROBLEM_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/str.h"

/* code, the word clients see. In the order of http's statuses. */
#define PROBLEM_CODES(X)                                                                                        \
    X(INVALID_JSON, "invalid_json")           /* not JSON, or JSON we refuse (depth, values, duplicate keys) */ \
    X(INVALID_REQUEST, "invalid_request")     /* target, header or framing that cannot be read */               \
    X(UNKNOWN_PARAMETER, "unknown_parameter") /* a query parameter that this route does not have */             \
    X(BAD_PARAMETER, "bad_parameter")         /* a query parameter whose value is wrong */                      \
    X(BAD_CURSOR, "bad_cursor")               /* cut, altered, or of another list */                            \
    X(UNAUTHORIZED, "unauthorized")           /* no key, or one that is unknown, expired or revoked */          \
    X(FORBIDDEN, "forbidden")                 /* the key's scope does not allow it */                           \
    X(NOT_FOUND, "not_found")                                                                                   \
    X(METHOD_NOT_ALLOWED, "method_not_allowed")                                                                 \
    X(NOT_ACCEPTABLE, "not_acceptable")                                                                         \
    X(CONFLICT, "conflict")                 /* with what is stored */                                           \
    X(EXISTS, "exists")                     /* something else has this name */                                  \
    X(IN_USE, "in_use")                     /* others hang on it */                                             \
    X(GONE, "gone")                         /* it was there, and is not kept */                                 \
    X(STALE, "stale")                       /* somebody else was first: If-Match */                             \
    X(TOO_LARGE, "too_large")               /* the request's body */                                            \
    X(UNSUPPORTED_TYPE, "unsupported_type") /* of the request's body */                                         \
    X(TYPE, "type")                         /* another JSON type than expected */                               \
    X(REQUIRED, "required")                                                                                     \
    X(UNKNOWN_FIELD, "unknown_field")                                                                           \
    X(READ_ONLY, "read_only")                                                                                   \
    X(TOO_LONG, "too_long")                                                                                     \
    X(TOO_SHORT, "too_short")                                                                                   \
    X(OUT_OF_RANGE, "out_of_range")                                                                             \
    X(FORMAT, "format")                 /* text of another form than expected */                                \
    X(NOT_ALLOWED, "not_allowed")       /* not one of the values listed */                                      \
    X(DUPLICATE, "duplicate")           /* twice in one list */                                                 \
    X(NO_SUCH_RECORD, "no_such_record") /* a reference to something that is not there */                        \
    X(QUOTE_NOT_FOUND, "quote_not_found")                                                                       \
    X(QUOTE_AMBIGUOUS, "quote_ambiguous")                                                                       \
    X(MISMATCH, "mismatch") /* two members that contradict each other */                                        \
    X(CYCLE, "cycle")                                                                                           \
    X(NOT_SUPPORTED, "not_supported") /* a field that exists in the model and cannot be written yet */          \
    X(KEY_REUSED, "key_reused")       /* an Idempotency-Key with another request */                             \
    X(TOO_MANY_REQUESTS, "too_many_requests")                                                                   \
    X(TOO_SLOW, "too_slow") /* a read that took longer than it may */                                           \
    X(BUSY, "busy")         /* queue or memory for bodies is full; again later */                               \
    X(STOPPING, "stopping")                                                                                     \
    X(STORAGE, "storage")                 /* the disk or the database; nothing was written */                   \
    X(UNKNOWN_OUTCOME, "unknown_outcome") /* a commit failed: it may be on the disk or not */

enum problem_code {
#define X(name, word) PROBLEM_##name,
    PROBLEM_CODES(X)
#undef X
        PROBLEM_CODE_COUNT
};

enum {
    PROBLEM_ITEMS = 50,        /* more mistakes than anybody mends at once */
    PROBLEM_TEXT_SIZE = 12288, /* of all pointers and details together: 50 of ordinary length */
};

struct problem_item {
    enum problem_code code;
    const char *pointer; /* JSON Pointer into the body, "" for the whole; or a parameter's name */
    const char *detail;  /* what is wrong and what was expected, without a full stop */
    bool is_parameter;
    json_t *extra; /* an object of further members, or NULL */
};

struct problem {
    const char *at; /* pointer of the value being read; NULL is "" */
    size_t count;   /* items kept */
    size_t more;    /* items that found no room */
    struct problem_item items[PROBLEM_ITEMS];
    json_t *extra; /* members of the problem itself ("revision" of a 412), or NULL */
    size_t used;
    char text[PROBLEM_TEXT_SIZE];
};

void problem_release(struct problem *problem);

/* Empties it, keeping at. */
void problem_clear(struct problem *problem);

/* Adds an item and returns false, so that a function can end with it. pointer is appended to problem->at. */
bool problem_add(struct problem *problem, enum problem_code code, const char *pointer, const char *format, ...)
    CL_PRINTF(4, 5);

/* The same about a query parameter or header. */
bool problem_parameter(struct problem *problem, enum problem_code code, const char *name, const char *format, ...)
    CL_PRINTF(4, 5);

/* A further member of the item added last (or of the whole where nothing was added). Takes value. */
void problem_attach(struct problem *problem, const char *name, json_t *value);
/* A further member of the whole problem. Takes value. */
void problem_say(struct problem *problem, const char *name, json_t *value);

CL_CHECK bool problem_is(const struct problem *problem, enum problem_code code); /* its first item's code */
CL_CHECK const char *problem_word(enum problem_code code);

/* problem->at for the length of a scope: `problem_at_auto at = problem_at_enter(problem, buffer, "/%zu", i);` puts it back when
 * the scope ends. Pointers past PROBLEM_POINTER_SIZE bytes are cut. */
enum { PROBLEM_POINTER_SIZE = 256 };
struct problem_at {
    struct problem *problem;
    const char *before;
    char path[PROBLEM_POINTER_SIZE];
};
void problem_at_enter(struct problem_at *at, struct problem *problem, const char *format, ...) CL_PRINTF(3, 4);
/* The same for a member by a name that a client chose, which RFC 6901 wants with ~ as ~0 and / as ~1. */
void problem_at_member(struct problem_at *at, struct problem *problem, const char *name);
void problem_at_leave(struct problem_at *at);
#define problem_at_auto __attribute__((cleanup(problem_at_leave))) struct problem_at

#define problem_auto __attribute__((cleanup(problem_release))) struct problem

#endif
