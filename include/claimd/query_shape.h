/* query_shape.h: what members of records are wanted, and in which form: fields, include, offsets. */
#ifndef CLAIMD_QUERY_SHAPE_H
#define CLAIMD_QUERY_SHAPE_H

#include "claimd/call.h"
#include "claimd/offsets.h"
#include "claimd/resource.h"

/* What members of a record or list are wanted and in which form. */
struct shape {
    const char *fields[64]; /* of fields=, by name from the tables */
    size_t field_count;     /* 0: all of the default form */
    unsigned includes;      /* bits of enum include */
    enum offset_unit unit;
};

enum include {
    INCLUDE_ARTICLES = 1,
    INCLUDE_ENTITIES = 2,
    INCLUDE_MENTIONS = 4,
    INCLUDE_CLAIMS = 8,
    INCLUDE_TAGS = 16
};

/* For the contract: names that include= takes (a new reference). */
CL_CHECK json_t *query_includes(const struct resource *resource);

/* Of a route whose one parameter is offsets. */
CL_CHECK bool query_offsets(struct call *call, enum offset_unit *unit);

/* What is wrong is noted in call->problem. */
void query_shape_read(struct call *call, const struct resource *resource, struct shape *shape);

#endif
