/* query_parameter.h: parameters by their names: which there are, and what is said of others.
 *
 * What is wrong is noted in call->problem.
 */
#ifndef CLAIMD_QUERY_PARAMETER_H
#define CLAIMD_QUERY_PARAMETER_H

#include "claimd/call.h"
#include "claimd/resource.h"

/* Of a route whose parameters, beside pretty, are these names, which end in NULL; their values are left to the caller. */
CL_CHECK bool query_only(struct call *call, const char *const *names);
/* Of a route that has no parameters of its own. */
CL_CHECK bool query_none(struct call *call);

/* A parameter that is true or false; absent is false. */
CL_CHECK bool query_flag(struct call *call, const char *name, bool *flag);

/* Whether records may have several values of what this filter looks at, so that it may be given twice: all of them. resource NULL:
 * there are no filters. */
CL_CHECK bool query_has_many(const struct resource *resource, struct str name);

/* Names that end in NULL: of what says how a record is written, and of what else a list has beside its filters. */
extern const char *const query_shape_names[];
extern const char *const query_list_names[];

/* names: NULL or a list that ends in NULL. */
CL_CHECK bool query_is_one_of(struct str name, const char *const *names);

/* The parameter must be what is expected. Returns false. */
bool query_bad(struct call *call, const char *name, const char *expected);

/* There is no such parameter; names the one that comes next to it. */
void query_unknown(struct call *call, const struct resource *resource, struct str name, bool is_list);

/* Says which are given twice and may not be. resource NULL: there are no filters. */
void query_check_repeated(struct call *call, const struct resource *resource);

#endif
