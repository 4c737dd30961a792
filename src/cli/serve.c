#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claimd/admin_key.h"
#include "claimd/command.h"
#include "claimd/listen_address.h"
#include "claimd/log.h"
#include "claimd/model.h"
#include "claimd/server.h"
#include "claimd/service.h"
#include "claimd/version.h"

static void print_banner(const struct folder *folder, const char *address, const struct admin_key *key)
{
    (void)fprintf(stderr, "claimd %s\n  data   %s\n  open   http://%s/\n  API    http://%s/v1\n", CLAIMD_VERSION,
                  folder_path(folder), address, address);
    if (key->is_new && isatty(STDERR_FILENO)) {
        (void)fprintf(stderr, "  key    %s (admin; shown once, kept in %s)\n", key->secret, key->path);
    } else if (key->path[0] != '\0') {
        (void)fprintf(stderr, "  key    in %s\n", key->path);
    }
    (void)fprintf(stderr, "  stop   Ctrl-C\n");
}

struct waiting {
    sigset_t stops;
    struct server *server;
};

static void *wait_for_signal(void *context)
{
    const struct waiting *waiting = context;
    int number;
    (void)sigwait(&waiting->stops, &number);
    log_line(LOG_LEVEL_INFO, "serve", "stopping");
    server_stop(waiting->server);
    return NULL;
}

static int serve(struct folder *folder, const struct listen_address *listen, struct server_options *options,
                 const struct admin_key *key)
{
    /* Blocked here, so that every thread inherits it and only the waiter sees them. */
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &stops, NULL);
    (void)signal(SIGPIPE, SIG_IGN);

    problem_auto problem = {0};
    struct service service = service_of(folder);
    options->address = listen->host;
    options->port = listen->port;
    struct server *server = server_open(options, &service, &problem);
    if (server == NULL)
        return command_fail(&problem);
    char address[96];
    (void)snprintf(address, sizeof address, listen->is_six ? "[%s]:%u" : "%s:%u", listen->host, server_port(server));
    folder_announce(folder, address);
    print_banner(folder, address, key);

    pthread_t waiter;
    struct waiting waiting = {stops, server};
    int failed = pthread_create(&waiter, NULL, wait_for_signal, &waiting);
    assert(failed == 0);
    bool is_well = server_wait(server);
    (void)pthread_kill(waiter, SIGINT); /* it may still wait, when the server gave up by itself */
    (void)pthread_join(waiter, NULL);
    server_close(server);
    return is_well ? 0 : 1;
}

int command_serve(int count, char **words)
{
    const char *data = secure_getenv("CLAIMD_DATA"), *listen_text = secure_getenv("CLAIMD_LISTEN"), *key_file = NULL;
    const char *allow_host = NULL, *allow_origin = NULL;
    uint64_t loops = 0, body_limit = 0, body_memory = 0, connections = 0, per_address = 0, rate = 0, query_time = 0,
             idle = 0;
    uint64_t reply_cache = UINT64_MAX, group = 0, grace = 0, instance = UINT64_MAX;
    bool public_read = false, quiet = false;
    data = data == NULL ? "var" : data;
    listen_text = listen_text == NULL ? "127.0.0.1:8080" : listen_text;
    const struct option_row rows[] = {
        {"listen", "ADDR:PORT", "where to listen (127.0.0.1:8080)", .text = &listen_text},
        {"data", "DIR", "the data folder (var)", .text = &data},
        {"admin-key-file", "FILE", "take the admin key from here instead of making one", .text = &key_file},
        {"allow-host", "NAME", "a further name of this server in Host headers", .text = &allow_host},
        {"allow-origin", "ORIGIN", "a web page that may use the API (CORS); * is any", .text = &allow_origin},
        {"public-read", NULL, "reading needs no key, wherever we listen", .flag = &public_read},
        {"loops", "N", "threads that answer requests (one a core)", .number = &loops},
        {"body-limit", "BYTES", "of one request body (1048576)", .number = &body_limit},
        {"body-memory", "BYTES", "of all bodies being worked on (67108864)", .number = &body_memory},
        {"reply-cache", "BYTES", "of replies kept by each loop; 0: none (8388608)", .number = &reply_cache},
        {"connections", "N", "at once (4096)", .number = &connections},
        {"connections-per-address", "N", "at once from one address (no limit)", .number = &per_address},
        {"rate", "N", "requests a second for each key (no limit)", .number = &rate},
        {"query-time", "MS", "of one read (2000)", .number = &query_time},
        {"idle", "S", "until a silent connection is closed (60)", .number = &idle},
        {"group", "N", "writes in one commit (as many as wait)", .number = &group},
        {"grace", "MS", "for what is in flight when stopping (5000)", .number = &grace},
        {"instance", "N", "0 to 1023, a part of every id (drawn)", .number = &instance},
        {"quiet", NULL, "no line for each request", .flag = &quiet},
        {0},
    };
    int rest;
    bool is_help;
    if (!command_options(count, words, rows, "claimd serve [OPTIONS]", &rest, &is_help))
        return is_help ? 0 : 2;
    struct listen_address listen;
    if (rest > 0 || !listen_address_parse(listen_text, &listen)) {
        (void)fprintf(stderr, "claimd: \"%s\" is no ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080\n",
                      rest > 0 ? words[1] : listen_text);
        return 2;
    }
    struct server_options options = server_defaults();
    options.public_read = public_read;
    options.log_requests = !quiet;
    options.loops = (unsigned)loops;
    options.allow_hosts = &allow_host;
    options.allow_host_count = allow_host != NULL;
    options.allow_origins = &allow_origin;
    options.allow_origin_count = allow_origin != NULL;
    options.body_limit = body_limit != 0 ? body_limit : options.body_limit;
    options.body_memory = body_memory != 0 ? body_memory : options.body_memory;
    options.reply_cache = reply_cache != UINT64_MAX ? (size_t)reply_cache : options.reply_cache;
    options.connections = connections != 0 ? (unsigned)connections : options.connections;
    options.connections_per_address = (unsigned)per_address;
    options.requests_per_key = (unsigned)rate;
    options.query_time_ms = query_time != 0 ? (int64_t)query_time : options.query_time_ms;
    options.idle_timeout_s = idle != 0 ? (unsigned)idle : options.idle_timeout_s;
    options.group_limit = (size_t)group;
    options.grace_ms = grace != 0 ? (int64_t)grace : options.grace_ms;

    problem_auto problem = {0};
    struct folder_options folder_options = {.path = data, .instance = instance < 1024 ? (int)instance : -1};
    struct folder *folder = folder_open(&folder_options, model_resources, &problem);
    if (folder == NULL)
        return command_fail(&problem);
    struct admin_key key;
    int status = admin_key_prepare(folder, key_file, &key, &problem) ? serve(folder, &listen, &options, &key)
                                                                     : command_fail(&problem);
    folder_close(folder);
    return status;
}
