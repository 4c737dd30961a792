/* Small commands. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "claimd/command.h"
#include "claimd/listen_address.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/openapi.h"

int command_openapi(int count, char **words)
{
    const struct option_row rows[] = {{0}};
    bool is_help;
    if (!command_options(count, words, rows, "claimd openapi", NULL, &is_help))
        return is_help ? 0 : 2;
    buffer_auto text = {0};
    openapi_write(&text);
    return fwrite(text.data, 1, text.size, stdout) == text.size && fflush(stdout) == 0 ? 0 : 1;
}

struct checking {
    int64_t began_us; /* the step; 0: none yet */
};

static void end_step(const struct checking *checking)
{
    if (checking->began_us != 0)
        (void)printf("%.1f s\n", (double)(moment_monotonic_us() - checking->began_us) / 1e6);
}

static void begin_step(const char *step, void *context)
{
    struct checking *checking = context;
    end_step(checking);
    (void)printf("  %-18s ", step);
    (void)fflush(stdout);
    checking->began_us = moment_monotonic_us();
}

int command_check(int count, char **words)
{
    const char *data = command_data();
    const struct option_row rows[] = {{"data", "DIR", "the data folder", .text = &data}, {0}};
    bool is_help;
    if (!command_options(count, words, rows, "claimd check [--data DIR]", NULL, &is_help))
        return is_help ? 0 : 2;
    problem_auto problem = {0};
    struct folder_options options = {.path = data, .instance = -1};
    struct folder *folder = folder_open(&options, model_resources, &problem);
    struct store *store = folder == NULL ? NULL : store_open_writer(folder, &problem);
    struct checking checking = {0};
    bool ok = store != NULL && store_check(store, begin_step, &checking, &problem);
    end_step(&checking);
    store_close(store);
    folder_close(folder);
    if (ok)
        (void)printf("%s is in order\n", data);
    return ok ? 0 : command_fail(&problem);
}

/* One request on one connection, for health checks: no client library is worth its size in a container of 25 MB. */
static bool asks_well(int socket_fd)
{
    static const char request[] = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char reply[16] = "";
    struct timeval wait = {.tv_sec = 3};
    (void)setsockopt(socket_fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    (void)setsockopt(socket_fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    return send(socket_fd, request, sizeof request - 1, MSG_NOSIGNAL) == (ssize_t)sizeof request - 1 &&
           recv(socket_fd, reply, sizeof reply - 1, MSG_WAITALL) >= 12 && strncmp(reply, "HTTP/1.1 200", 12) == 0;
}

int command_ping(int count, char **words)
{
    const char *listen = secure_getenv("CLAIMD_LISTEN");
    if (listen == NULL)
        listen = "127.0.0.1:8080";
    const struct option_row rows[] = {{"listen", "ADDR:PORT", "where the server listens", .text = &listen}, {0}};
    bool is_help;
    if (!command_options(count, words, rows, "claimd ping [--listen ADDR:PORT]", NULL, &is_help))
        return is_help ? 0 : 2;
    struct listen_address address;
    if (!listen_address_parse(listen, &address)) {
        (void)fprintf(stderr, "claimd: \"%s\" is no ADDR:PORT\n", listen);
        return 2;
    }
    struct sockaddr_storage target;
    socklen_t size = listen_address_socket(&address, true, &target);
    int fd = socket(target.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = fd >= 0 && size > 0 && connect(fd, (struct sockaddr *)&target, size) == 0 && asks_well(fd);
    if (fd >= 0)
        (void)close(fd);
    if (!ok)
        (void)fprintf(stderr, "claimd: %s does not answer\n", listen);
    return ok ? 0 : 1;
}
