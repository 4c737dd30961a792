/* openapi.h: the contract (OpenAPI 3.1), made from the tables of routes and fields. */
#ifndef CLAIMD_OPENAPI_H
#define CLAIMD_OPENAPI_H

#include "claimd/buffer.h"

/* The document as JSON for people, with a line end. */
void openapi_write(struct buffer *text);

#endif
