#include "claimd/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "claimd/log.h"
#include "claimd/reply.h"
#include "claimd/router.h"
#include "claimd/server_parts.h"
#include "claimd/upload.h"

enum {
    /* It holds a head, what is made of it, and the head of the reply; the rest takes the body in pieces. libmicrohttpd
     * clears all of it once and half of it again for each request: with its default of 32 kB a request takes 0.4 µs more.
     * Above 32 kB it would be mapped and unmapped for each connection. */
    CONNECTION_MEMORY = 16 * 1024,
    SWEEP_US = 1000 * 1000,
};

/* What libmicrohttpd asks of us. */

static enum MHD_Result may_connect(void *context, const struct sockaddr *address, socklen_t size)
{
    struct loop *loop = context;
    (void)size;
    if (loop->has_admitted) /* the one before never began */
        guard_leave(&loop->server->guard, loop->admitted_place);
    loop->has_admitted = guard_admit(&loop->server->guard, address, &loop->admitted_place);
    return loop->has_admitted ? MHD_YES : MHD_NO;
}

static struct client *client_new(struct loop *loop, struct MHD_Connection *connection)
{
    struct client *client = loop->free_clients;
    if (client == NULL) {
        client = arena_new(&loop->arena, struct client);
    } else {
        loop->free_clients = client->after;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *client = (struct client){.socket = info->connect_fd,
                              .place = loop->admitted_place,
                              .after = loop->clients,
                              .deadline_us = loop->now_us + loop_idle_us(loop)};
    if (loop->clients != NULL)
        loop->clients->before = client;
    loop->clients = client;
    return client;
}

static void client_end(struct loop *loop, struct client *client)
{
    guard_leave(&loop->server->guard, client->place);
    if (client->before != NULL) {
        client->before->after = client->after;
    } else {
        loop->clients = client->after;
    }
    if (client->after != NULL)
        client->after->before = client->before;
    client->after = loop->free_clients;
    loop->free_clients = client;
}

static void notice_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                              enum MHD_ConnectionNotificationCode code)
{
    struct loop *loop = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *socket_context = client_new(loop, connection);
        loop->has_admitted = false;
    } else if (*socket_context != NULL) {
        const struct client *client = *socket_context;
        loop->has_ended = true;
        if (client->is_sending)
            drain_add(&loop->drain, client->socket, loop->now_us);
        client_end(loop, *socket_context);
        *socket_context = NULL;
    }
}

/* The request line is there. libmicrohttpd decodes target in place after this. */
static void *begin(void *context, const char *target, struct MHD_Connection *connection)
{
    struct loop *loop = context;
    struct request *request = loop->free_requests;
    if (request == NULL) {
        request = arena_new(&loop->arena, struct request);
    } else {
        loop->free_requests = request->next;
    }
    request_begin(request, loop, connection, target);
    request->began_us = moment_monotonic_us();
    loop_expect(request, 0);
    loop->in_flight++;
    return request;
}

static enum MHD_Result take_piece(struct request *request, const char *bytes, size_t *size)
{
    bool goes_on = upload_add(request, (struct str){bytes, *size});
    *size = 0;
    return goes_on ? MHD_YES : MHD_NO;
}

/* Called when the head is there, for each piece of the body, when all is there, and when the connection was resumed. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *piece, size_t *piece_size, void **request_context)
{
    struct request *request = *request_context;
    (void)context, (void)connection, (void)url;
    if (request->stage == STAGE_HEAD) {
        router_begin(request, method, version);
        /* A reply in this call closes the connection (0.9.75: 20k requests/s, not 77k), so it waits for the next call;
         * but a body that is refused must not be read. */
        if (request->stage == STAGE_REPLY && (request->has_body || request->closes)) {
            struct client *client = loop_client(connection);
            request->closes = true;
            if (client != NULL)
                client->is_sending = request->has_body;
            return reply_send(request);
        }
        if (request->has_body)
            loop_expect(request, request->body_taken);
        return MHD_YES;
    }
    if (request->stage == STAGE_BODY && *piece_size > 0)
        return take_piece(request, piece, piece_size);
    if (request->stage == STAGE_BODY) {
        router_work(request);
    } else if (request->stage == STAGE_RUN) {
        router_run(request);
    }
    return request->stage == STAGE_REPLY ? reply_send(request) : MHD_YES;
}

static unsigned status_of(const struct request *request)
{
    if (request->is_finished)
        return request->call.reply.status;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_HTTP_STATUS);
    return info == NULL ? 0 : info->http_status; /* what libmicrohttpd answered by itself */
}

static void log_request(struct loop *loop, const struct request *request, unsigned status)
{
    const struct call *call = &request->call;
    access_log_add(&loop->log, &(struct access_line){.method = request->method_name,
                                                     .target = call->target,
                                                     .status = status,
                                                     .size = call->reply.body.size,
                                                     .took_us = moment_monotonic_us() - request->began_us,
                                                     .request_id = call->request_id,
                                                     .key_name = call->actor.name});
}

static void count_request(struct loop *loop, const struct request *request, unsigned status)
{
    const struct service *service = loop->server->service;
    const struct route *route = request->call.route;
    size_t number = route == NULL ? service->route_count : (size_t)(route - service->routes);
    unsigned class = status / 100 < SERVER_CLASSES ? status / 100 : 0;
    figure_add(&loop->by_route[number][class], 1);
    histogram_add(&loop->took[route == NULL ? ACCESS_COUNT : route->access], &bounds_us,
                  (uint64_t)(moment_monotonic_us() - request->began_us));
}

static void end(void *context, struct MHD_Connection *connection, void **request_context,
                enum MHD_RequestTerminationCode code)
{
    struct loop *loop = context;
    struct request *request = *request_context;
    (void)code;
    if (request == NULL)
        return;
    unsigned status = status_of(request);
    count_request(loop, request, status);
    if (loop->server->options->log_requests || status >= 500)
        log_request(loop, request, status);
    upload_end(request);
    request_end(request);
    struct client *client = loop_client(connection);
    if (client != NULL)
        client->deadline_us = loop->now_us + loop_idle_us(loop);
    request->next = loop->free_requests;
    loop->free_requests = request;
    loop->in_flight--;
    *request_context = NULL;
}

/* The loop itself. */

/* Requests that were away have their reply: their connections go on. */
static void take_back(struct loop *loop)
{
    struct request_list list = mailbox_take(&loop->mailbox);
    struct request *request;
    while ((request = request_list_take(&list)) != NULL) {
        bool goes_on = request->errand == ERRAND_CHECK || (request->errand == ERRAND_PREPARE && request->is_prepared);
        request->stage = goes_on ? STAGE_RUN : STAGE_REPLY;
        loop->away--;
        loop_expect(request, 0);
        MHD_resume_connection(request->connection);
    }
}

/* Ends connections that are past their deadline; libmicrohttpd sees them hung up. */
static void sweep(struct loop *loop)
{
    if (loop->now_us - loop->swept_us < SWEEP_US)
        return;
    loop->swept_us = loop->now_us;
    for (struct client *client = loop->clients; client != NULL; client = client->after) {
        if (client->deadline_us < loop->now_us) {
            client->deadline_us = INT64_MAX;
            (void)shutdown(client->socket, SHUT_RDWR);
        }
    }
}

static int wait_ms(struct loop *loop)
{
    MHD_UNSIGNED_LONG_LONG wanted = 0;
    bool is_idle = loop->clients == NULL && loop->drain.count == 0;
    int longest = is_idle && !loop->is_quiet ? -1 : SWEEP_US / 1000;
    if (loop->is_quiet)
        longest = 10;
    if (loop->has_ended) /* a daemon that was full, or had no descriptor left, listens again in its next run */
        longest = 0;
    loop->has_ended = false;
    if (MHD_get_timeout(loop->daemon, &wanted) == MHD_YES && (longest < 0 || wanted < (MHD_UNSIGNED_LONG_LONG)longest))
        return (int)wanted;
    return longest;
}

static void turn(struct loop *loop)
{
    struct pollfd ready[] = {{.fd = loop->epoll, .events = POLLIN},
                             {.fd = loop->mailbox.wake, .events = POLLIN},
                             {.fd = loop->drain.epoll, .events = POLLIN}};
    int longest = wait_ms(loop);
    if (longest != 0 && loop->reader_is_used) {
        loop->server->service->reader_limit(loop->reader, 0); /* no snapshot is held over a wait */
        loop->reader_is_used = false;
    }
    access_log_flush(&loop->log);
    if (poll(ready, COUNT(ready), longest) < 0 && errno != EINTR)
        log_line(LOG_LEVEL_ERROR, "http", "poll failed with %d", errno);
    loop->now_us = moment_monotonic_us();
    if ((ready[1].revents & POLLIN) != 0)
        take_back(loop);
    if (MHD_run(loop->daemon) != MHD_YES)
        log_line(LOG_LEVEL_ERROR, "http", "libmicrohttpd did not run");
    drain_run(&loop->drain, loop->now_us);
    sweep(loop);
}

/* Accepts no more; what is open goes on. */
static void be_quiet(struct loop *loop)
{
    loop->is_quiet = true;
    int listener = MHD_quiesce_daemon(loop->daemon);
    if (listener >= 0)
        (void)close(listener);
    loop->listener = -1;
}

/* Whether there is nothing left to wait for. Who is away always comes back, and must before the daemon stops. */
static bool is_done(const struct loop *loop)
{
    if (!loop->is_quiet || loop->away > 0)
        return false;
    return loop->in_flight == 0 || loop->now_us > atomic_load(&loop->server->stop_by_us);
}

void *loop_main(void *context)
{
    struct loop *loop = context;
    loop->now_us = moment_monotonic_us();
    while (!is_done(loop)) {
        turn(loop);
        if (!loop->is_quiet && atomic_load_explicit(&loop->server->is_stopping, memory_order_acquire))
            be_quiet(loop);
    }
    MHD_stop_daemon(loop->daemon);
    loop->daemon = NULL;
    access_log_flush(&loop->log);
    loop->server->service->reader_limit(loop->reader, 0);
    return NULL;
}

bool loop_open(struct loop *loop, struct server *server, unsigned number, int listener, struct problem *problem)
{
    const struct service *service = server->service;
    *loop = (struct loop){.server = server, .number = number, .listener = listener};
    bool is_open = drain_open(&loop->drain);
    if (!mailbox_open(&loop->mailbox) || !is_open)
        return problem_add(problem, PROBLEM_STORAGE, "", "the system gives no eventfd or epoll: %d", errno);
    loop->now_us = moment_monotonic_us();
    loop->by_route = arena_zero(&loop->arena, service->route_count + 1, sizeof *loop->by_route);
    (void)snprintf(loop->id_prefix, sizeof loop->id_prefix, "%llx-%u-", (unsigned long long)(server->started_ms / 1000),
                   number);
    loop->reader = service->reader_open(service->context, problem);
    if (loop->reader == NULL)
        return false;
    loop->cache.limit = server->options->reply_cache;
    unsigned head = (unsigned)server->options->header_limit;
    unsigned memory = 2 * head > CONNECTION_MEMORY ? 2 * head : CONNECTION_MEMORY;
    loop->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, may_connect, loop, handle, loop,
                                    MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                    (size_t)memory, MHD_OPTION_CONNECTION_LIMIT, server->guard.connection_limit + 1,
                                    MHD_OPTION_URI_LOG_CALLBACK, begin, loop, MHD_OPTION_NOTIFY_COMPLETED, end, loop,
                                    MHD_OPTION_NOTIFY_CONNECTION, notice_connection, loop, MHD_OPTION_END);
    if (loop->daemon == NULL)
        return problem_add(problem, PROBLEM_STORAGE, "", "libmicrohttpd does not start");
    loop->epoll = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    return true;
}

void loop_close(struct loop *loop)
{
    if (loop->server == NULL)
        return;
    if (loop->daemon != NULL)
        MHD_stop_daemon(loop->daemon); /* it was opened and never ran */
    if (loop->listener >= 0)
        (void)close(loop->listener);
    if (loop->reader != NULL)
        loop->server->service->reader_close(loop->reader);
    for (struct request *request = loop->free_requests; request != NULL; request = request->next)
        request_release(request);
    mailbox_close(&loop->mailbox);
    drain_close(&loop->drain);
    access_log_release(&loop->log);
    gzip_release(&loop->gzip);
    reply_cache_release(&loop->cache);
    arena_release(&loop->arena);
    *loop = (struct loop){0};
}
