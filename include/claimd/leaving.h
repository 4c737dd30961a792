/* leaving.h: the docs that name a record which is merged into another, or deleted.
 *
 * memory   the docs are changed in place
 * threads  no state
 */
#ifndef CLAIMD_LEAVING_H
#define CLAIMD_LEAVING_H

#include "claimd/resource.h"

struct leaving {
    struct str gone, into; /* what docs call it, and what they shall say instead; into.size 0: nothing */
    struct str name;       /* of an entity: what it is called */
};

/* Puts `into` (or null) wherever reference fields are `gone`, also in objects and lists. With nothing in its place a list loses a tag,
 * and a subject or object, which is nothing without its entity; a holder without words keeps the name. */
void leaving_replace(const struct field *fields, json_t *object, const struct leaving *leaving);

#endif
