/* http_status.h: the status of each problem, and the problem document of RFC 9457. */
#ifndef CLAIMD_HTTP_STATUS_H
#define CLAIMD_HTTP_STATUS_H

#include "claimd/buffer.h"
#include "claimd/problem.h"

CL_CHECK unsigned http_status_of(enum problem_code code);
CL_CHECK const char *http_status_title(unsigned status); /* "Not Found" … */

/* {"type","title","status","detail","instance","request_id",…,"errors":[…]} and a line end. A problem's status is that of its first item. */
void http_problem_write(struct buffer *buffer, const struct problem *problem, unsigned status, struct str instance,
                        const char *request_id);

#endif
