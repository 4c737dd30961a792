/* target.h: what a request's target says, read from the bytes as they came.
 *
 * libmicrohttpd cuts a path at %00 and turns %2F into a slash before a handler sees it, so it is asked for the raw target
 * and everything is decoded here. Refused, with INVALID_REQUEST: a % without two hexadecimal digits, bytes below 0x20 (as
 * they are or encoded), text that is not UTF-8, an absolute form that is not http. Non-ASCII UTF-8 that came unencoded is
 * taken as it is, because curl and others send it.
 *
 * memory   views into the target, or the arena where something had to be decoded
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_TARGET_H
#define CLAIMD_TARGET_H

#include "claimd/arena.h"
#include "claimd/call.h"
#include "claimd/problem.h"
#include "claimd/str.h"

struct target {
    struct str
        authority;    /* of an absolute form ("http://host/path"), which goes before Host; data NULL: the usual form */
    struct str path;  /* raw, begins with "/"; or "*" */
    struct str query; /* raw, without "?"; "" without one */
};

CL_CHECK bool target_split(struct str raw, struct target *target, struct problem *problem);

/* Decodes one segment of a path; %2F stays a part of it. */
CL_CHECK bool target_decode(struct arena *arena, struct str raw, struct str *text);

/* The parameters of a query in their order, at most CALL_PARAMETERS; "+" is a blank. "a&&b=" is a and b, both empty. */
CL_CHECK bool target_parameters(struct arena *arena, struct str query, struct parameter *parameters, size_t *count,
                                struct problem *problem);

#endif
