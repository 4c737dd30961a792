/* service.h: what the server asks of the program, answered by store and model. */
#ifndef CLAIMD_SERVICE_H
#define CLAIMD_SERVICE_H

#include "claimd/server.h"
#include "claimd/store.h"

CL_CHECK struct service service_of(struct folder *folder);

/* "claimd_" and 8 hex characters of the folder's id: browsers send cookies to every port of a host. */
struct cookie_name {
    char text[16];
};
CL_CHECK struct cookie_name session_cookie(const struct folder *folder);

#endif
