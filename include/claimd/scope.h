/* scope.h: what a key allows. Each scope holds those before it. */
#ifndef CLAIMD_SCOPE_H
#define CLAIMD_SCOPE_H

#include "claimd/base.h"
#include "claimd/str.h"

enum scope {
    SCOPE_NONE,    /* nobody in particular; /healthz and the like */
    SCOPE_READ,    /* GET */
    SCOPE_SUGGEST, /* write suggestions, and change one's own while they are still suggested */
    SCOPE_EDIT,    /* write everything but keys */
    SCOPE_ADMIN,   /* keys too */
    SCOPE_COUNT
};

CL_CHECK const char *scope_name(enum scope scope);             /* "read" … */
CL_CHECK bool scope_parse(struct str name, enum scope *scope); /* the four that a key can have */

#endif
