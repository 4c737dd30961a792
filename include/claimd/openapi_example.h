/* openapi_example.h: the contract's examples, made from the tables of fields.
 *
 * They are one story: an article, an entity and a tag that it names, a mention and a claim in it. What is sent and what comes
 * back belong together, so that a test can send the one and compare the other.
 *
 * memory   results are new references
 * threads  no state
 */
#ifndef CLAIMD_OPENAPI_EXAMPLE_H
#define CLAIMD_OPENAPI_EXAMPLE_H

#include "claimd/resource.h"

/* components/examples: of each resource the record, its list, what creates one and what changes one. */
CL_CHECK json_t *openapi_examples(void);

/* The name in a path of the resource's example: a slug or an id. */
CL_CHECK const char *openapi_example_name(const struct resource *resource);

/* The resource's example; is_listed: as lists have it. */
CL_CHECK json_t *openapi_example_record(const struct resource *resource, bool is_listed);

/* What creates the resource's example. */
CL_CHECK json_t *openapi_example_new(const struct resource *resource);

/* The schema and the example of one media type: {"schema": …, "example": …}. Takes both; example may be NULL. */
CL_CHECK json_t *openapi_media(json_t *schema, json_t *example);

/* An object with these members, as it is sent or as it comes back. */
CL_CHECK json_t *openapi_example_object(const struct field *members, bool for_input);

/* One problem document of each code that is answered with this status, by code: {"exists": {"value": …}}. */
CL_CHECK json_t *openapi_example_problems(unsigned status);

#endif
