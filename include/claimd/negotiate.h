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

/* Whether a client takes a media type: the most specific range that fits decides, and an absent Accept takes everything. type
 * may have parameters ("text/html; charset=utf-8"), which are not compared. */
CL_CHECK bool negotiate_type(struct str accept, struct str type);

/* How much it wants it, in thousandths; 1000 when Accept is absent. */
CL_CHECK unsigned negotiate_weight(struct str accept, struct str type);

/* Whether it takes our JSON: as itself, or because it asks for application/problem+json by name. */
CL_CHECK bool negotiate_json(struct str accept);

/* Whether a reply may be compressed with gzip. */
CL_CHECK bool negotiate_gzip(struct str accept_encoding);

/* Cuts the next ETag, as it stands ("a", W/"a"), and the comma behind it off *rest, a list of them. false at the end, and then
 * *rest is empty, or what cannot be read as one. */
CL_CHECK bool negotiate_next_etag(struct str *rest, struct str *etag);

/* Whether an If-None-Match list holds etag, compared weakly; "*" holds every one. */
CL_CHECK bool negotiate_etag(struct str list, struct str etag);

/* Whether a Content-Type is this media type, with or without parameters. */
CL_CHECK bool negotiate_is(struct str content_type, const char *type);

#endif
