#include "claimd/server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <unistd.h>

#include "claimd/event.h"
#include "claimd/json.h"
#include "claimd/listen.h"
#include "claimd/log.h"
#include "claimd/loop.h"
#include "claimd/moment.h"
#include "claimd/server_parts.h"

struct server_options server_defaults(void)
{
    return (struct server_options){
        .address = "127.0.0.1",
        .port = 8080,
        .slow_readers = 2,
        .body_limit = (size_t)16 << 20,
        .reply_cache = (size_t)8 << 20,
        .body_memory = (size_t)256 << 20,
        .header_limit = 8192,
        .target_limit = 8000, /* RFC 9110 section 4.1 */
        .json_depth = JSON_DEPTH_LIMIT,
        .json_values = JSON_VALUES_LIMIT,
        .page_limit = 200,
        .connections = 4096,
        .query_time_ms = 2000,
        .loop_budget_us = 5000,
        .idle_timeout_s = 60,
        .queue_limit = 4096,
        .grace_ms = 5000,
        .log_requests = true,
    };
}

static unsigned loop_count(const struct server_options *options)
{
    long cores = options->loops > 0 ? (long)options->loops : sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores > LOOP_LIMIT ? LOOP_LIMIT : (unsigned)cores;
}

static bool open_loops(struct server *server, struct problem *problem)
{
    int sockets[LOOP_LIMIT];
    unsigned count = loop_count(server->options), taken = 0;
    server->port = server->options->port;
    if (!listen_open(server->options->address, &server->port, count, sockets, problem))
        return false;
    server->loops = arena_array(&server->arena, struct loop, count);
    server->loop_count = count;
    while (taken < count && loop_open(&server->loops[taken], server, taken, sockets[taken], problem))
        taken++;
    for (unsigned i = taken + 1; i < count; i++) /* the one that failed has taken its own */
        (void)close(sockets[i]);
    return taken == count;
}

static bool start_loops(struct server *server, struct problem *problem)
{
    while (server->running < server->loop_count) {
        struct loop *loop = &server->loops[server->running];
        if (pthread_create(&loop->thread, NULL, loop_main, loop) != 0)
            return problem_add(problem, PROBLEM_STORAGE, "", "the system starts no thread for a loop");
        server->running++;
    }
    return true;
}

/* All threads but the caller's leave signals alone. */
static bool start_threads(struct server *server, struct problem *problem)
{
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = writer_open(&server->writer, server, problem) && slow_open(&server->slow, server, problem) &&
                      worker_open(&server->worker, server, problem) && start_loops(server, problem);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

struct server *server_open(const struct server_options *options, const struct service *service, struct problem *problem)
{
    struct arena arena = {0};
    if (sodium_init() < 0) {
        problem_add(problem, PROBLEM_STORAGE, "", "libsodium does not start");
        return NULL;
    }
    struct server *server = arena_new(&arena, struct server);
    server->arena = arena;
    server->options = options;
    server->service = service;
    server->origin = origin_of(options);
    server->started_ms = moment_now_ms();
    server->stop_event = event_open();
    atomic_store(&server->stop_by_us, INT64_MAX);
    guard_init(&server->guard, options);
    server->routes = route_tree_new(&server->arena, service->routes, service->route_count);
    if (server->stop_event < 0) {
        problem_add(problem, PROBLEM_STORAGE, "", "the system gives no eventfd: %d", errno);
    } else if (open_loops(server, problem) && start_threads(server, problem)) {
        return server;
    }
    server_close(server);
    return NULL;
}

uint16_t server_port(const struct server *server)
{
    return server->port;
}

bool server_wait(struct server *server)
{
    struct pollfd stop = {.fd = server->stop_event, .events = POLLIN};
    while (poll(&stop, 1, -1) < 0) { /* interrupted by a signal */
    }
    return !atomic_load(&server->has_given_up);
}

void server_stop(struct server *server)
{
    event_set(server->stop_event);
}

void server_close(struct server *server)
{
    if (server == NULL)
        return;
    atomic_store(&server->stop_by_us, moment_monotonic_us() + (int64_t)server->options->grace_ms * 1000);
    atomic_store(&server->is_stopping, true);
    for (unsigned i = 0; i < server->running; i++)
        mailbox_wake(&server->loops[i].mailbox);
    for (unsigned i = 0; i < server->running; i++)
        (void)pthread_join(server->loops[i].thread, NULL);
    /* Nobody asks them any more, and all they had has come back. */
    slow_close(&server->slow);
    worker_close(&server->worker);
    writer_close(&server->writer);
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_close(&server->loops[i]);
    if (server->stop_event >= 0)
        (void)close(server->stop_event);
    struct arena arena = server->arena;
    arena_release(&arena);
}

const struct server *server_of(const struct call *call)
{
    const struct request *request = (const struct request *)(const void *)call; /* its first member */
    return request->loop->server;
}

uint64_t server_requests(const struct server *server, size_t number, unsigned class)
{
    uint64_t count = 0;
    for (unsigned i = 0; i < server->loop_count; i++)
        count += figure_get(&server->loops[i].by_route[number][class]);
    return count;
}

void server_figures_get(const struct server *server, struct server_figures *figures)
{
    *figures = (struct server_figures){
        .writes = figure_get(&server->writer.group_size.sum),
        .connections = atomic_load_explicit(&server->guard.connections, memory_order_relaxed),
        .body_bytes_held = atomic_load_explicit(&server->guard.body_bytes, memory_order_relaxed),
        .waiting_writes = queue_count(&server->writer.queue),
        .waiting_reads = queue_count(&server->slow.queue),
        .waiting_work = queue_count(&server->worker.queue),
        .started_ms = server->started_ms,
    };
    histogram_read(&server->writer.group_size, &figures->group_size);
    histogram_read(&server->writer.commit, &figures->commit);
    for (size_t i = 0; i < COUNT(figures->group_size.buckets); i++)
        figures->groups += figures->group_size.buckets[i];
    for (unsigned i = 0; i < server->loop_count; i++) {
        const struct loop *loop = &server->loops[i];
        figures->slow_reads += figure_get(&loop->slow_reads);
        for (size_t access = 0; access <= ACCESS_COUNT; access++)
            histogram_read(&loop->took[access], &figures->took[access]);
    }
    for (size_t access = 0; access <= ACCESS_COUNT; access++) {
        for (size_t i = 0; i < COUNT(figures->took[access].buckets); i++)
            figures->requests += figures->took[access].buckets[i];
    }
}
