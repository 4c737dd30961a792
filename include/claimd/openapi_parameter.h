/* openapi_parameter.h: what an operation can be asked with: path, query and headers.
 *
 * Each parameter stands once, under components/parameters: "limit" for all lists, "claims.kind" for those of claims.
 *
 * memory   results are new references
 * threads  no state
 */
#ifndef CLAIMD_OPENAPI_PARAMETER_H
#define CLAIMD_OPENAPI_PARAMETER_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/route.h"

/* References to a route's parameters; those that are not yet in `all` (components/parameters) are put there. */
CL_CHECK json_t *openapi_parameters(const struct route *route, json_t *all);

#endif
