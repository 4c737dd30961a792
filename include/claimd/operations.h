/* operations.h: what the contract says of routes whose requests and replies are no records of a resource.
 *
 * threads  constant table
 */
#ifndef CLAIMD_OPERATIONS_H
#define CLAIMD_OPERATIONS_H

#include "claimd/resource.h"
#include "claimd/route.h"

struct operation {
    bool (*run)(struct call *call, struct store *store); /* the route's */
    const char *status;                                  /* of its success */
    const char *type;                                    /* media type of the reply; NULL: none comes */
    const struct field *takes;                           /* members of the body; NULL: none is sent */
    const struct field *gives;                           /* members of the reply; NULL: a text, or schema */
    const char *schema;                                  /* JSON text, where no fields can say it */
    const char *example, *request; /* of reply and request: the text, or JSON text; NULL: made from the fields */
};

/* NULL: the route is about records and says all by itself. */
CL_CHECK const struct operation *operation_of(const struct route *route);

#endif
