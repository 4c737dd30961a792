/* listen.h: the sockets on which clients arrive.
 *
 * SO_REUSEPORT, which gives each loop its own socket of one port, would let another program share the port unnoticed. So
 * the first socket is bound without it, which fails where anybody is there, and is given it only then.
 *
 * errors   STORAGE is for disks; here a problem's detail is for the person who starts the program (INVALID_REQUEST)
 * threads  any
 */
#ifndef CLAIMD_LISTEN_H
#define CLAIMD_LISTEN_H

#include "claimd/problem.h"

/* Opens count listening sockets on address ("127.0.0.1", "::1", "0.0.0.0", "::") and port; 0: the system chooses. *port is
 * the port they have. Non-blocking and close-on-exec. The caller closes them. */
CL_CHECK bool listen_open(const char *address, uint16_t *port, unsigned count, int *sockets, struct problem *problem);

#endif
