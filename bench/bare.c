/* bare PORT: what libmicrohttpd alone can do. One daemon per core, each with its own socket (SO_REUSEPORT), epoll and a poll of
 * our own, as in src/http/loop.c; every request gets a response made for it, with the headers of a record and a ready body of
 * 1.6 kB. No routes, no data, no log. */
#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

enum { BODY_SIZE = 1600, CORES_MAX = 64 };

struct loop {
    int socket;
    unsigned number;
    unsigned long sequence;
    char body[BODY_SIZE];
};

static void *begin(void *context, const char *target, struct MHD_Connection *connection)
{
    (void)context, (void)target, (void)connection;
    return NULL;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *piece, size_t *piece_size, void **request)
{
    struct loop *loop = context;
    (void)url, (void)method, (void)version, (void)piece;
    if (*request == NULL || *piece_size > 0) { /* a reply in the first call closes the connection */
        *request = loop;
        *piece_size = 0;
        return MHD_YES;
    }
    char id[48];
    (void)snprintf(id, sizeof id, "6b0534a9-%u-%lu", loop->number, ++loop->sequence);
    struct MHD_Response *response = MHD_create_response_from_buffer(BODY_SIZE, loop->body, MHD_RESPMEM_PERSISTENT);
    const char *const headers[][2] = {{"Content-Type", "application/json"},
                                      {"ETag", "\"r1\""},
                                      {"X-Request-Id", id},
                                      {"Cache-Control", "no-cache"},
                                      {"Vary", "Accept, Accept-Encoding, Authorization, Origin"},
                                      {"X-Content-Type-Options", "nosniff"},
                                      {"Referrer-Policy", "no-referrer"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        (void)MHD_add_response_header(response, headers[i][0], headers[i][1]);
    enum MHD_Result result = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

static int listen_on(unsigned short port)
{
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) != 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1024) != 0) {
        perror("bare");
        _exit(1);
    }
    return listener;
}

static void *run(void *context)
{
    struct loop *loop = context;
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, handle, loop, MHD_OPTION_LISTEN_SOCKET, loop->socket,
                         MHD_OPTION_CONNECTION_LIMIT, 2000u, MHD_OPTION_URI_LOG_CALLBACK, begin, loop, MHD_OPTION_END);
    assert(daemon != NULL);
    struct pollfd ready = {.fd = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN};
    for (;;) {
        MHD_UNSIGNED_LONG_LONG wanted = 0;
        int wait_ms = 1000;
        if (MHD_get_timeout(daemon, &wanted) == MHD_YES && wanted < 1000)
            wait_ms = (int)wanted;
        (void)poll(&ready, 1, wait_ms);
        (void)MHD_run(daemon);
    }
}

int main(int count, char **words)
{
    if (count != 2) {
        (void)fprintf(stderr, "usage: bare PORT\n");
        return 2;
    }
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    cores = cores < 1 ? 1 : cores > CORES_MAX ? CORES_MAX : cores;
    struct loop *loops = calloc((size_t)cores, sizeof *loops);
    assert(loops != NULL);
    pthread_t threads[CORES_MAX];
    for (long i = 0; i < cores; i++) {
        loops[i].number = (unsigned)i;
        loops[i].socket = listen_on((unsigned short)strtoul(words[1], NULL, 10));
        memset(loops[i].body, 'x', BODY_SIZE);
        int failed = pthread_create(&threads[i], NULL, run, &loops[i]);
        assert(failed == 0);
    }
    for (long i = 0; i < cores; i++)
        (void)pthread_join(threads[i], NULL);
    return 0;
}
