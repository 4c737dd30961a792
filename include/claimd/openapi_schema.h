/* openapi_schema.h: tables of fields as JSON Schema.
 *
 * memory   results are new references
 * threads  no state
 */
#ifndef CLAIMD_OPENAPI_SCHEMA_H
#define CLAIMD_OPENAPI_SCHEMA_H

#include "claimd/resource.h"

/* A record as it comes back; what creates one; what changes one (RFC 7396: objects merge, lists are replaced). */
enum openapi_form { OPENAPI_RECORD, OPENAPI_NEW, OPENAPI_PATCH };

/* {"$ref": "#/components/<kind>/<name>"} */
CL_CHECK json_t *openapi_reference(const char *kind, const char *name);

/* The name of a resource's schema: "ClaimList" of claims and "List". */
struct openapi_name {
    char text[64];
};
CL_CHECK struct openapi_name openapi_name_of(const struct resource *resource, const char *ending);

/* components/schemas: of each resource the record, its list, what creates one and what changes one; problems; ids. */
CL_CHECK json_t *openapi_schemas(void);

/* Of an object with these members (ends in a field without name). */
CL_CHECK json_t *openapi_object(const struct field *members, enum openapi_form form);

/* Whether null may stand there. */
CL_CHECK bool openapi_may_be_null(const struct field *field, enum openapi_form form);

/* Whether a field is a member of records as they come back. */
CL_CHECK bool openapi_comes_back(const struct field *field);

#endif
