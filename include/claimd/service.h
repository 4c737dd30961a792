/* service.h: what the server asks of the program, answered by store and model. */
#ifndef CLAIMD_SERVICE_H
#define CLAIMD_SERVICE_H

#include "claimd/server.h"
#include "claimd/store.h"

CL_CHECK struct service service_of(struct folder *folder);

#endif
