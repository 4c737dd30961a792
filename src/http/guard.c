#include "claimd/guard.h"

#include <netinet/in.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>

#include "claimd/log.h"

/* Open files that are no client's: databases with their logs for each reader, loops, listeners, and some to spare. Without
 * them a database that is opened under full load would fail. */
enum { RESERVED_FILES = 128 };

static unsigned connection_limit(unsigned wanted)
{
    struct rlimit files;
    rlim_t needed = (rlim_t)wanted + RESERVED_FILES;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= needed)
        return wanted;
    files.rlim_cur = files.rlim_max < needed ? files.rlim_max : needed;
    (void)setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur >= needed)
        return wanted;
    unsigned left =
        files.rlim_cur > (rlim_t)2 * RESERVED_FILES ? (unsigned)files.rlim_cur - RESERVED_FILES : RESERVED_FILES;
    log_line(LOG_LEVEL_WARN, "serve", "the system allows %llu open files: %u connections instead of %u",
             (unsigned long long)files.rlim_cur, left, wanted);
    return left;
}

void guard_init(struct guard *guard, const struct server_options *options)
{
    memset(guard, 0, sizeof *guard);
    guard->options = options;
    guard->connection_limit = connection_limit((unsigned)options->connections);
    crypto_shorthash_keygen(guard->hash_key);
}

static uint64_t hash(const struct guard *guard, const void *bytes, size_t size)
{
    uint64_t value;
    unsigned char out[crypto_shorthash_BYTES];
    (void)crypto_shorthash(out, bytes, size, guard->hash_key);
    memcpy(&value, out, sizeof value);
    return value;
}

static uint32_t place_of(const struct guard *guard, const struct sockaddr *address)
{
    unsigned char key[8] = {0}; /* IPv4: 4 bytes; IPv6: the first 8 */
    if (address->sa_family == AF_INET) {
        memcpy(key, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
    } else if (address->sa_family == AF_INET6) {
        const struct in6_addr *v6 = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(v6)) {
            memcpy(key, v6->s6_addr + 12, 4);
        } else {
            memcpy(key, v6->s6_addr, 8);
        }
    }
    return (uint32_t)(hash(guard, key, sizeof key) % GUARD_ADDRESSES);
}

/* Counts one in unless limit are there; a limit of 0 is none. */
static bool enter(atomic_uint *counter, unsigned limit)
{
    if (atomic_fetch_add_explicit(counter, 1, memory_order_relaxed) < limit || limit == 0)
        return true;
    atomic_fetch_sub_explicit(counter, 1, memory_order_relaxed);
    return false;
}

bool guard_admit(struct guard *guard, const struct sockaddr *address, uint32_t *place)
{
    if (!enter(&guard->connections, guard->connection_limit))
        return false;
    *place = place_of(guard, address);
    if (enter(&guard->addresses[*place], (unsigned)guard->options->connections_per_address))
        return true;
    atomic_fetch_sub_explicit(&guard->connections, 1, memory_order_relaxed);
    return false;
}

void guard_leave(struct guard *guard, uint32_t place)
{
    atomic_fetch_sub_explicit(&guard->connections, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&guard->addresses[place], 1, memory_order_relaxed);
}

bool guard_take(struct guard *guard, size_t bytes)
{
    size_t before = atomic_fetch_add_explicit(&guard->body_bytes, bytes, memory_order_relaxed);
    if (before + bytes <= guard->options->body_memory)
        return true;
    guard_give(guard, bytes);
    return false;
}

void guard_give(struct guard *guard, size_t bytes)
{
    atomic_fetch_sub_explicit(&guard->body_bytes, bytes, memory_order_relaxed);
}

bool guard_count(struct guard *guard, int64_t key, int64_t now_s, unsigned *remaining)
{
    _Atomic uint64_t *place = &guard->keys[hash(guard, &key, sizeof key) % GUARD_KEYS];
    uint64_t second = (uint64_t)(uint32_t)now_s << 32;
    uint64_t before = atomic_load_explicit(place, memory_order_relaxed), after;
    do {
        after = (before & ~(uint64_t)UINT32_MAX) == second ? before + 1 : second + 1;
    } while (!atomic_compare_exchange_weak_explicit(place, &before, after, memory_order_relaxed, memory_order_relaxed));
    uint64_t used = after & UINT32_MAX;
    uint64_t limit = guard->options->requests_per_key;
    *remaining = used < limit ? (unsigned)(limit - used) : 0;
    return used <= limit;
}
