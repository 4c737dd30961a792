/* router.h: from a request's head to its handler, and everything that is the same on every route.
 *
 * The order in which a request is looked at: framing (400, 501), size of head and target (431, 414), Host (403), target
 * (400), OPTIONS, path (404, 308), method (405), key (401, 403, 429), body's type and size (400, 415, 413, 503), query
 * (400), Accept of a write (406); then, when the body is there, JSON (400), the route's check, and run.
 *
 * threads  the loop's where nothing else is said
 */
#ifndef CLAIMD_ROUTER_H
#define CLAIMD_ROUTER_H

#include "claimd/request.h"

/* The head is there. Leaves stage BODY, or REPLY when the answer is known. */
void router_begin(struct request *request, const char *method, const char *version);

/* All is there: checks and runs it, here or elsewhere. Leaves stage REPLY, or AWAY. */
void router_work(struct request *request);

/* Parses the body and lets the route check what the request says. Any thread. */
void router_check(struct request *request);

/* What follows when it was checked. Leaves stage REPLY, or AWAY. */
void router_run(struct request *request);

#endif
