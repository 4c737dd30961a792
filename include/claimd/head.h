/* head.h: a request's headers, and whether its head may be believed.
 *
 * libmicrohttpd 0.9.75 lets through what two servers in a row may read differently, which is how requests are smuggled
 * (tried): two Hosts or Content-Lengths, Content-Length beside Transfer-Encoding, "Transfer-Encoding : chunked" as another
 * header, a folded line as a part of the *name* before it, the head cut off at a line that begins with a colon, texts cut at
 * NUL. All of it is refused with INVALID_REQUEST, and the connection must be closed: nobody knows where the next request
 * begins.
 *
 * threads  the loop's
 */
#ifndef CLAIMD_HEAD_H
#define CLAIMD_HEAD_H

#include "claimd/request.h"

/* Fills headers, known, has_body and is_chunked. method and version are what libmicrohttpd passes to its handler, not
 * copies. On false *status is the status when it is not the problem's own (501, 431, 414). */
CL_CHECK bool head_read(struct request *request, const char *method, const char *version, unsigned *status);

#endif
