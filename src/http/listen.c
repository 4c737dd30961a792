#include "claimd/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool parse(const char *text, uint16_t port, union address *address, socklen_t *size)
{
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, text, &address->v4.sin_addr) == 1) {
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons(port);
        *size = sizeof address->v4;
        return true;
    }
    if (inet_pton(AF_INET6, text, &address->v6.sin6_addr) == 1) {
        address->v6.sin6_family = AF_INET6;
        address->v6.sin6_port = htons(port);
        *size = sizeof address->v6;
        return true;
    }
    return false;
}

static bool set(int socket, int level, int option)
{
    int on = 1;
    return setsockopt(socket, level, option, &on, sizeof on) == 0;
}

/* The first socket is bound alone; see listen.h. */
static bool bind_socket(int fd, const union address *address, socklen_t size, bool is_first)
{
    if (!set(fd, SOL_SOCKET, SO_REUSEADDR) || (!is_first && !set(fd, SOL_SOCKET, SO_REUSEPORT)))
        return false;
    if (bind(fd, &address->any, size) != 0)
        return false;
    if (is_first && !set(fd, SOL_SOCKET, SO_REUSEPORT))
        return false;
    return true;
}

static bool refuse(struct problem *problem, const char *address, uint16_t port, int error)
{
    char text[128];
    const char *why = strerror_r(error, text, sizeof text);
    if (error == EADDRINUSE)
        why = "another program listens there";
    return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "cannot listen on %s port %u: %s", address, (unsigned)port,
                       why);
}

/* Takes the port that the system has chosen for the first socket into the address of the others. */
static uint16_t take_port(int fd, union address *address)
{
    union address bound;
    socklen_t size = sizeof bound;
    memset(&bound, 0, sizeof bound);
    (void)getsockname(fd, &bound.any, &size);
    uint16_t port = address->any.sa_family == AF_INET ? bound.v4.sin_port : bound.v6.sin6_port;
    if (address->any.sa_family == AF_INET) {
        address->v4.sin_port = port;
    } else {
        address->v6.sin6_port = port;
    }
    return ntohs(port);
}

bool listen_open(const char *address, uint16_t *port, unsigned count, int *sockets, struct problem *problem)
{
    union address place;
    socklen_t size;
    if (!parse(address, *port, &place, &size))
        return problem_add(problem, PROBLEM_INVALID_REQUEST, "", "%s is not an IPv4 or IPv6 address", address);
    unsigned opened = 0;
    int error = 0;
    while (opened < count && error == 0) {
        int fd = socket(place.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (fd < 0) {
            error = errno;
            break;
        }
        sockets[opened] = fd;
        if (!bind_socket(fd, &place, size, opened == 0))
            error = errno;
        opened++;
        if (error == 0)
            *port = take_port(fd, &place);
    }
    /* All are bound before the first listens: no client meets half of them. */
    for (unsigned i = 0; i < opened && error == 0; i++) {
        if (listen(sockets[i], SOMAXCONN) != 0)
            error = errno;
    }
    if (error == 0)
        return true;
    for (unsigned i = 0; i < opened; i++)
        (void)close(sockets[i]);
    return refuse(problem, address, *port, error);
}
