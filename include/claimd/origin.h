/* origin.h: which names are ours, which requests are local, which pages may read our replies.
 *
 * While the server listens on loopback, a page of any site can make a browser send requests to it under that site's name
 * (DNS rebinding), so a Host that is not ours is refused. Ours are localhost, 127.0.0.1, [::1], the listen address and the
 * names of --allow-host, compared without port and case.
 *
 * Local are requests to a loopback address that no proxy passed on: as soon as --allow-host is given, or a request carries
 * Forwarded or X-Forwarded-For, there may be a proxy before us and reading needs a key.
 *
 * threads  constant after start: any thread
 */
#ifndef CLAIMD_ORIGIN_H
#define CLAIMD_ORIGIN_H

#include "claimd/server.h"
#include "claimd/str.h"

struct origin {
    const struct server_options *options;
    bool on_loopback; /* we listen on 127.0.0.0/8 or ::1 */
};

CL_CHECK struct origin origin_of(const struct server_options *options);

/* Whether a Host header or an authority ("name:port") is one of ours; always true when not listening on loopback. */
CL_CHECK bool origin_is_ours(const struct origin *origin, struct str host);

/* Whether a request that was (not) passed on by a proxy counts as local. */
CL_CHECK bool origin_is_local(const struct origin *origin, bool was_forwarded);

/* Whether a page's Origin is the server that the request was sent to, by its Host: scheme apart, which a proxy may have
 * changed. Another port of the same host is another origin. */
CL_CHECK bool origin_is_same(struct str page, struct str host);

/* Whether text is an origin as browsers write it, scheme://host or scheme://host:port and nothing behind; or `*`. */
CL_CHECK bool origin_is_written(struct str text);

/* What Access-Control-Allow-Origin says to a page's Origin: data is NULL where it may not read. */
CL_CHECK struct str origin_allowed(const struct origin *origin, struct str page);

#endif
