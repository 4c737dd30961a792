/* openapi_reply.h: what an operation can answer: statuses, headers, forms.
 *
 * memory   results are new references
 * threads  no state
 */
#ifndef CLAIMD_OPENAPI_REPLY_H
#define CLAIMD_OPENAPI_REPLY_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/route.h"

CL_CHECK json_t *openapi_replies(const struct route *route); /* its `responses` */

CL_CHECK json_t *openapi_errors(void);  /* components/responses */
CL_CHECK json_t *openapi_headers(void); /* components/headers */

/* Whether the route answers with a page of records. */
CL_CHECK bool openapi_is_list(const struct route *route);

#endif
