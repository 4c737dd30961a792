#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claimd/admin_key.h"
#include "claimd/analyzer.h"
#include "claimd/command.h"
#include "claimd/id.h"
#include "claimd/list.h"
#include "claimd/listen_address.h"
#include "claimd/log.h"
#include "claimd/loop_parts.h"
#include "claimd/model.h"
#include "claimd/origin.h"
#include "claimd/server.h"
#include "claimd/service.h"
#include "claimd/slow.h"
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

enum { HOUR_MS = 60 * 60 * 1000, GIBIBYTE = 1 << 30 };

int command_serve(int count, char **words)
{
    const char *data = command_data(), *listen_text = secure_getenv("CLAIMD_LISTEN"), *key_file = NULL, *lexicon = NULL;
    struct option_list hosts = {0}, origins = {0};
    struct server_options options = server_defaults();
    uint64_t instance = ID_INSTANCES;
    bool is_quiet = false;
    listen_text = listen_text == NULL ? "127.0.0.1:8080" : listen_text;
    const struct option_row rows[] = {
        /* clang-format off */
        {"listen", "ADDR:PORT", "where to listen", .text = &listen_text},
        {"data", "DIR", "the data folder", .text = &data},
        {"admin-key-file", "FILE", "takes the admin key from here instead of making one", .text = &key_file},
        {"allow-host", "NAME", "a further name of this server in Host headers; may be given again", .list = &hosts},
        {"allow-origin", "ORIGIN", "a web page that may use the API (CORS), * is any; may be given again", .list = &origins},
        {"public-read", NULL, "reading needs no key, wherever it listens", .flag = &options.public_read},
        {"loops", "N", "threads that answer requests", .number = &options.loops, 1, LOOP_LIMIT, .otherwise = "one a core"},
        {"slow-readers", "N", "threads for reads that take long", .number = &options.slow_readers, 1, SLOW_LIMIT},
        {"header-limit", "BYTES", "of a request's head", .number = &options.header_limit, 1024, 1 << 20},
        {"target-limit", "BYTES", "of its address, path and query", .number = &options.target_limit, 100, 1 << 20},
        {"body-limit", "BYTES", "of one request body", .number = &options.body_limit, 1024, GIBIBYTE},
        {"body-memory", "BYTES", "of all bodies being worked on, counted as bytes and 80 a JSON value, and of what is prepared for writes that wait", .number = &options.body_memory, 1024, INT64_MAX},
        {"reply-cache", "BYTES", "of replies kept by each loop until something is written; 0: none", .number = &options.reply_cache, 0, INT64_MAX},
        {"json-depth", "N", "levels of a JSON body", .number = &options.json_depth, 4, 256},
        {"json-values", "N", "values of a JSON body; a member's name counts as one", .number = &options.json_values, 100, 100000000},
        {"page-limit", "N", "records on a page", .number = &options.page_limit, 1, LIST_LIMIT},
        {"connections", "N", "at once", .number = &options.connections, 1, 1 << 20},
        {"connections-per-address", "N", "at once from one address", .number = &options.connections_per_address, 0, 1 << 20, .otherwise = "no limit"},
        {"rate", "N", "requests a second for each key", .number = &options.requests_per_key, 0, 1 << 20, .otherwise = "no limit"},
        {"query-time", "MS", "of one read", .number = &options.query_time_ms, 1, HOUR_MS},
        {"idle", "S", "until a silent connection is closed", .number = &options.idle_timeout_s, 1, 86400},
        {"queue", "N", "writes that may wait; of slow reads a quarter", .number = &options.queue_limit, 1, 1 << 20},
        {"group", "N", "writes in one commit", .number = &options.group_limit, 0, 1 << 20, .otherwise = "as many as wait"},
        {"grace", "MS", "for what is in flight when stopping", .number = &options.grace_ms, 0, HOUR_MS},
        {"instance", "N", "0 to 1023, a part of every id; only for a new data folder", .number = &instance, 0, ID_INSTANCES - 1, .otherwise = "drawn"},
        {"lexicon", "DIR", "lists of words that go before those compiled in", .text = &lexicon, .otherwise = "none"},
        {"quiet", NULL, "no log line for each request", .flag = &is_quiet},
        {0},
        /* clang-format on */
    };
    bool is_help;
    if (!command_options(count, words, rows, "claimd serve [OPTIONS]", NULL, &is_help))
        return is_help ? 0 : 2;
    struct listen_address listen;
    if (!listen_address_parse(listen_text, &listen)) {
        (void)fprintf(stderr, "claimd: \"%s\" is no ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080\n", listen_text);
        return 2;
    }
    for (size_t i = 0; i < origins.count; i++) {
        if (!origin_is_written(str_of(origins.items[i]))) {
            (void)fprintf(stderr, "claimd: \"%s\" is no origin, such as https://example.org or http://localhost:3000\n",
                          origins.items[i]);
            return 2;
        }
    }
    if (options.body_limit > options.body_memory) {
        (void)fprintf(stderr, "claimd: a body of --body-limit does not fit into --body-memory\n");
        return 2;
    }
    options.log_requests = !is_quiet;
    options.allow_hosts = hosts.items;
    options.allow_host_count = hosts.count;
    options.allow_origins = origins.items;
    options.allow_origin_count = origins.count;

    problem_auto problem = {0};
    struct folder_options folder_options = {.path = data, .instance = instance < ID_INSTANCES ? (int)instance : -1};
    struct analyzer *analyzer = analyzer_open(lexicon, &problem);
    struct folder *folder = analyzer == NULL ? NULL : folder_open(&folder_options, model_resources, &problem);
    struct admin_key key;
    bool ok = folder != NULL && admin_key_prepare(folder, key_file, &key, &problem);
    if (ok)
        folder_accompany(folder, analyzer);
    int status = ok ? serve(folder, &listen, &options, &key) : command_fail(&problem);
    folder_close(folder);
    analyzer_close(analyzer);
    return status;
}
