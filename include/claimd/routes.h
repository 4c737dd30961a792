/* routes.h: the whole API as a table; read src/api/routes.c. */
#ifndef CLAIMD_ROUTES_H
#define CLAIMD_ROUTES_H

#include "claimd/route.h"

extern const struct route routes[];
extern const size_t route_count;

#endif
