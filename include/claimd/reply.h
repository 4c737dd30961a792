/* reply.h: from what a handler answered to what is sent.
 *
 * A reply is finished once (problem document, Accept, pretty, ETag, 304, gzip) by any thread, and sent by its loop. Every
 * reply has X-Request-Id, Vary, X-Content-Type-Options, Referrer-Policy, Cache-Control, and what CORS and RateLimit ask for.
 *
 * threads  as said
 */
#ifndef CLAIMD_REPLY_H
#define CLAIMD_REPLY_H

#include "claimd/gzip.h"
#include "claimd/request.h"

enum {
    REPLY_GZIP_FROM = 4096,       /* smaller ones keep their strong ETag and fit into three packets anyway */
    REPLY_HEAVY_FROM = 64 * 1024, /* from here finishing is work for the worker: gzip of 64 kB takes 0.4 ms */
};

/* Makes the reply ready. Once; who has the request. */
void reply_finish(struct request *request, struct gzip *gzip);

/* Whether finishing takes long enough to be done elsewhere. */
CL_CHECK bool reply_is_heavy(const struct request *request);

/* Hands the reply to libmicrohttpd, which copies its headers and borrows its body until the request has ended. The
 * loop's thread. */
CL_CHECK enum MHD_Result reply_send(struct request *request);

#endif
