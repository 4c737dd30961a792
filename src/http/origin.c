#include "claimd/origin.h"

#include <arpa/inet.h>
#include <string.h>

static bool is_loopback(const char *address)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, address, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, address, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

/* "name" of "name:port", "::1" of "[::1]:port". A dot at the end of a name is part of it for DNS only. */
static struct str name_of(struct str host)
{
    if (host.size > 0 && host.data[0] == '[')
        return str_part(host, 1, str_find_byte(host, 0, ']') - 1);
    struct str name = str_part(host, 0, str_find_byte(host, 0, ':'));
    if (name.size > 0 && name.data[name.size - 1] == '.')
        name.size--;
    return name;
}

struct origin origin_of(const struct server_options *options)
{
    return (struct origin){options, is_loopback(options->address)};
}

bool origin_is_ours(const struct origin *origin, struct str host)
{
    const struct server_options *options = origin->options;
    if (!origin->on_loopback)
        return true;
    struct str name = name_of(host);
    if (str_equal_nocase(name, STR("localhost")) || str_is(name, "127.0.0.1") || str_is(name, "::1") ||
        str_is(name, options->address))
        return true;
    for (size_t i = 0; i < options->allow_host_count; i++) {
        if (str_equal_nocase(name, name_of(str_of(options->allow_hosts[i]))))
            return true;
    }
    return false;
}

bool origin_is_local(const struct origin *origin, bool was_forwarded)
{
    return origin->on_loopback && origin->options->allow_host_count == 0 && !was_forwarded;
}

bool origin_is_same(struct str page, struct str host)
{
    static const struct str schemes[] = {STR("http://"), STR("https://")};
    for (size_t i = 0; i < COUNT(schemes) && host.size > 0; i++) {
        if (str_starts(page, schemes[i]) && str_equal_nocase(str_part(page, schemes[i].size, page.size), host))
            return true;
    }
    return false;
}

bool origin_is_written(struct str text)
{
    size_t host = str_starts(text, STR("https://")) ? 8 : str_starts(text, STR("http://")) ? 7 : text.size;
    bool is_host = host < text.size;
    for (size_t i = host; i < text.size; i++)
        is_host = is_host && text.data[i] > ' ' && strchr("/?#@\"\\", text.data[i]) == NULL;
    return is_host || str_is(text, "*");
}

struct str origin_allowed(const struct origin *origin, struct str page)
{
    const struct server_options *options = origin->options;
    for (size_t i = 0; i < options->allow_origin_count && page.size > 0; i++) {
        if (strcmp(options->allow_origins[i], "*") == 0)
            return STR("*");
        if (str_equal_nocase(str_of(options->allow_origins[i]), page))
            return page;
    }
    return (struct str){0};
}
