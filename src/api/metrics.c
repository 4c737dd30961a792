/* The text format of Prometheus, version 0.0.4: of each family # HELP, # TYPE and its samples. Counters never go back but with the
 * program. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "claimd/handlers.h"
#include "claimd/query.h"
#include "claimd/routes.h"
#include "claimd/server.h"
#include "claimd/sizes.h"
#include "claimd/store.h"
#include "claimd/version.h"

/* What one answer is made from. */
struct scrape {
    const struct server *server;
    struct server_figures figures;
    struct sizes sizes;
    uint64_t commits;
    struct buffer text;
};

static const char *const methods[METHOD_COUNT] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
static const char *const accesses[ACCESS_COUNT + 1] = {
    [READS] = "read", [LIVE] = "live", [SLOW] = "slow", [WRITES] = "write", [OPEN] = "open", [ACCESS_COUNT] = "none"};
static const char *const classes[SERVER_CLASSES] = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

static void add_requests(struct scrape *scrape, const char *name)
{
    for (size_t i = 0; i <= route_count; i++) {
        for (unsigned class = 0; class < SERVER_CLASSES; class ++) {
            uint64_t count = server_requests(scrape->server, i, class);
            if (count == 0)
                continue;
            buffer_printf(&scrape->text, "%s{method=\"%s\",route=\"%s\",status=\"%s\"} %llu\n", name,
                          i == route_count ? "" : methods[routes[i].method], i == route_count ? "" : routes[i].path,
                          classes[class], (unsigned long long)count);
        }
    }
}

/* label: "access=\"read\"," or "". Bounds and sum are divided by unit. */
static void add_histogram(struct scrape *scrape, const char *name, const char *label,
                          const struct histogram_figures *figures, const struct bounds *bounds, double unit)
{
    uint64_t count = 0;
    for (size_t i = 0; i < bounds->count; i++) {
        count += figures->buckets[i];
        buffer_printf(&scrape->text, "%s_bucket{%sle=\"%.9g\"} %llu\n", name, label, bounds->values[i] / unit,
                      (unsigned long long)count);
    }
    count += figures->buckets[bounds->count];
    buffer_printf(&scrape->text, "%s_bucket{%sle=\"+Inf\"} %llu\n", name, label, (unsigned long long)count);
    char only[64] = "";
    if (label[0] != '\0')
        (void)snprintf(only, sizeof only, "{%.*s}", (int)strlen(label) - 1, label);
    buffer_printf(&scrape->text, "%s_sum%s %.9g\n%s_count%s %llu\n", name, only, (double)figures->sum / unit, name,
                  only, (unsigned long long)count);
}

static void add_times(struct scrape *scrape, const char *name)
{
    for (size_t access = 0; access <= ACCESS_COUNT; access++) {
        char label[32];
        (void)snprintf(label, sizeof label, "access=\"%s\",", accesses[access]);
        add_histogram(scrape, name, label, &scrape->figures.took[access], &bounds_us, 1e6);
    }
}

static void add_commits(struct scrape *scrape, const char *name)
{
    add_histogram(scrape, name, "", &scrape->figures.commit, &bounds_us, 1e6);
}

static void add_groups(struct scrape *scrape, const char *name)
{
    add_histogram(scrape, name, "", &scrape->figures.group_size, &bounds_group, 1);
}

static void add_waiting(struct scrape *scrape, const char *name)
{
    const struct server_figures *figures = &scrape->figures;
    buffer_printf(&scrape->text, "%s{queue=\"writer\"} %llu\n%s{queue=\"slow\"} %llu\n%s{queue=\"worker\"} %llu\n",
                  name, (unsigned long long)figures->waiting_writes, name, (unsigned long long)figures->waiting_reads,
                  name, (unsigned long long)figures->waiting_work);
}

static void add_build(struct scrape *scrape, const char *name)
{
    buffer_printf(&scrape->text, "%s{version=\"%s\"} 1\n", name, CLAIMD_VERSION);
}

static void add_number(struct scrape *scrape, const char *name, double value)
{
    buffer_printf(&scrape->text, "%s %.15g\n", name, value);
}

static void add_slow(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->figures.slow_reads);
}

static void add_connections(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->figures.connections);
}

static void add_bodies(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->figures.body_bytes_held);
}

static void add_generation(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->commits);
}

static void add_database(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)(scrape->sizes.pages * scrape->sizes.page_bytes));
}

static void add_free(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)(scrape->sizes.free_pages * scrape->sizes.page_bytes));
}

static void add_log(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->sizes.log_bytes);
}

static void add_start(struct scrape *scrape, const char *name)
{
    add_number(scrape, name, (double)scrape->figures.started_ms / 1000);
}

static void add_cpu(struct scrape *scrape, const char *name)
{
    struct timespec used;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    add_number(scrape, name, (double)used.tv_sec + (double)used.tv_nsec / 1e9);
}

/* The second number of statm (proc(5)): pages in memory. */
static void add_memory(struct scrape *scrape, const char *name)
{
    FILE *file = fopen("/proc/self/statm", "re");
    char line[128] = "";
    if (file != NULL && fgets(line, sizeof line, file) == NULL)
        line[0] = '\0';
    if (file != NULL)
        (void)fclose(file);
    struct str rest = str_of(line), part;
    uint64_t pages = 0;
    /* NOLINTNEXTLINE(misc-redundant-expression): the second word */
    if (str_split(&rest, ' ', &part) && str_split(&rest, ' ', &part) && str_number(part, UINT32_MAX, &pages))
        add_number(scrape, name, (double)pages * (double)sysconf(_SC_PAGESIZE));
}

static const struct family {
    const char *name, *type;
    void (*add)(struct scrape *scrape, const char *name);
    const char *help;
} families[] = {
    /* clang-format off */
    {"claimd_build_info",                    "gauge",     add_build,       "The version that runs"},
    {"claimd_http_requests_total",           "counter",   add_requests,    "Requests by route and class of status; no route: none was found"},
    {"claimd_http_request_duration_seconds", "histogram", add_times,       "From the request line to the end of the reply, by what the route does"},
    {"claimd_http_connections",              "gauge",     add_connections, "Connections that are open"},
    {"claimd_request_body_bytes",            "gauge",     add_bodies,      "Memory held for request bodies and what is prepared for writes, see --body-memory"},
    {"claimd_slow_reads_total",              "counter",   add_slow,        "Reads that went to a slow reader"},
    {"claimd_queue_requests",                "gauge",     add_waiting,     "Requests that wait for the writer, a slow reader, the worker"},
    {"claimd_group_writes",                  "histogram", add_groups,      "Writes in one commit"},
    {"claimd_commit_duration_seconds",       "histogram", add_commits,     "Of one commit, until it is on the disk"},
    {"claimd_commits_total",                 "counter",   add_generation,  "Commits that changed something"},
    {"claimd_database_bytes",                "gauge",     add_database,    "The database file, without its log"},
    {"claimd_database_free_bytes",           "gauge",     add_free,        "Of it, what is free for new rows"},
    {"claimd_database_log_bytes",            "gauge",     add_log,         "The write-ahead log beside it"},
    {"process_start_time_seconds",           "gauge",     add_start,       "When the server started, Unix time"},
    {"process_cpu_seconds_total",            "counter",   add_cpu,         "Processor time that the program has used"},
    {"process_resident_memory_bytes",        "gauge",     add_memory,      "Memory of the program"},
    /* clang-format on */
};

bool get_metrics(struct call *call, struct store *store)
{
    struct scrape scrape = {.server = server_of(call), .commits = folder_generation(store_folder(store))};
    if (!sizes_get(store, &scrape.sizes, &call->problem))
        return false;
    server_figures_get(scrape.server, &scrape.figures);
    for (size_t i = 0; i < COUNT(families); i++) {
        const struct family *family = &families[i];
        buffer_printf(&scrape.text, "# HELP %s %s\n# TYPE %s %s\n", family->name, family->help, family->name,
                      family->type);
        family->add(&scrape, family->name);
    }
    call->reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    call->reply.body = arena_str(&call->arena, buffer_str(&scrape.text));
    buffer_release(&scrape.text);
    return true;
}
