/* event.h: an eventfd, which can be polled beside sockets and is readable once it was set.
 *
 * threads  any
 */
#ifndef CLAIMD_EVENT_H
#define CLAIMD_EVENT_H

#include "claimd/base.h"

/* -1, and errno, when the system gives none. Closed by close. */
CL_CHECK int event_open(void);

/* Async-signal-safe. */
void event_set(int event);

void event_reset(int event);

#endif
