/* authorize.h: may this request do what its route does?
 *
 * threads  the loop's
 */
#ifndef CLAIMD_AUTHORIZE_H
#define CLAIMD_AUTHORIZE_H

#include "claimd/request.h"

/* Fills call->actor. false with UNAUTHORIZED, FORBIDDEN or TOO_MANY_REQUESTS. A key that was sent and is not good is
 * refused where none would have been needed too, but for OPEN routes, which look at none. */
CL_CHECK bool authorize(struct request *request);

#endif
