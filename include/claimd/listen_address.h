/* listen_address.h: "127.0.0.1:8080", "[::1]:8080", ":8080" (all of IPv4). */
#ifndef CLAIMD_LISTEN_ADDRESS_H
#define CLAIMD_LISTEN_ADDRESS_H

#include <sys/socket.h>

#include "claimd/base.h"

struct listen_address {
    char host[64]; /* without brackets */
    uint16_t port;
    bool is_six;
};

CL_CHECK bool listen_address_parse(const char *text, struct listen_address *address);

/* For bind, or for connect: then the unspecified address becomes that of the loopback. 0: not an address. */
CL_CHECK socklen_t listen_address_socket(const struct listen_address *address, bool connects,
                                         struct sockaddr_storage *socket);

#endif
