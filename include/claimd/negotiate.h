/* negotiate.h: what a client's headers say about the form it wants.
 *
 * RFC 9110: Accept (12.5.1), Accept-Encoding (12.5.3), If-None-Match (13.1.2). What cannot be read in them is skipped, since
 * a careless header is no reason to refuse a reply.
 *
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_NEGOTIATE_H
#define CLAIMD_NEGOTIATE_H

#include "claimd/str.h"

/* How much a client wants a media type, 0 (not at all) to 1000. The most specific range that fits decides; an absent Accept
 * wants everything. type may have parameters ("text/html; charset=utf-8"), which are not compared. */
CL_CHECK unsigned negotiate_type(struct str accept, struct str type);

/* Whether a reply may be compressed with gzip. */
CL_CHECK bool negotiate_gzip(struct str accept_encoding);

/* Whether an If-None-Match or If-Match list holds etag, compared weakly; "*" holds every one. */
CL_CHECK bool negotiate_etag(struct str list, struct str etag);

/* Whether a Content-Type is this media type, with or without parameters. */
CL_CHECK bool negotiate_is(struct str content_type, const char *type);

#endif
