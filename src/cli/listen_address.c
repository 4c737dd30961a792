#include "claimd/listen_address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "claimd/str.h"

bool listen_address_parse(const char *text, struct listen_address *address)
{
    *address = (struct listen_address){0};
    const char *colon = strrchr(text, ':');
    uint64_t port;
    if (colon == NULL || !str_number(str_of(colon + 1), UINT16_MAX, &port))
        return false;
    struct str host = {text, (size_t)(colon - text)};
    address->port = (uint16_t)port;
    address->is_six = host.size > 1 && host.data[0] == '[' && host.data[host.size - 1] == ']';
    if (address->is_six)
        host = str_part(host, 1, host.size - 2);
    if (host.size == 0)
        host = STR("0.0.0.0");
    if (str_is(host, "localhost"))
        host = STR("127.0.0.1");
    if (host.size >= sizeof address->host)
        return false;
    (void)snprintf(address->host, sizeof address->host, "%.*s", STR_PRINT(host));
    struct sockaddr_storage ignored;
    return listen_address_socket(address, false, &ignored) > 0;
}

socklen_t listen_address_socket(const struct listen_address *address, bool connects, struct sockaddr_storage *socket)
{
    memset(socket, 0, sizeof *socket);
    if (address->is_six) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)socket;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(address->port);
        if (inet_pton(AF_INET6, address->host, &six->sin6_addr) != 1)
            return 0;
        if (connects && IN6_IS_ADDR_UNSPECIFIED(&six->sin6_addr))
            six->sin6_addr = in6addr_loopback;
        return sizeof *six;
    }
    struct sockaddr_in *four = (struct sockaddr_in *)socket;
    four->sin_family = AF_INET;
    four->sin_port = htons(address->port);
    if (inet_pton(AF_INET, address->host, &four->sin_addr) != 1)
        return 0;
    if (connects && four->sin_addr.s_addr == htonl(INADDR_ANY))
        four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return sizeof *four;
}
