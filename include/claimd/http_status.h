/* http_status.h: the status of each problem, and the problem document of RFC 9457.
 *
 * A problem's status is that of its first item. Where the router answers with another one (414, 431, 501, which no code
 * has) it says so itself.
 *
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_HTTP_STATUS_H
#define CLAIMD_HTTP_STATUS_H

#include "claimd/buffer.h"
#include "claimd/problem.h"

CL_CHECK unsigned http_status_of(enum problem_code code);
CL_CHECK const char *http_status_title(unsigned status); /* "Not Found" … */

/* Seconds for Retry-After; 0: trying again does not help, and no header is sent. */
CL_CHECK unsigned http_status_retry_s(enum problem_code code);

/* The items of a problem as a list: [{"pointer","code","detail",…},…]. */
void http_problem_items(struct buffer *buffer, const struct problem *problem);

/* {"type","title","status","detail","instance","request_id",…,"errors":[…]} and a line end. type is "/problems/" and the
 * word of the first item's code. What stands in problem->extra follows request_id. An item about the request as a whole
 * and not about its body ("no such path") has no pointer. instance is the target as sent: bytes that a URI may not hold are
 * percent-encoded. problem has at least one item. */
void http_problem_write(struct buffer *buffer, const struct problem *problem, unsigned status, struct str instance,
                        const char *request_id);

#endif
