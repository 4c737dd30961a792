#include "claimd/slow.h"

#include "claimd/gzip.h"
#include "claimd/reply.h"
#include "claimd/request.h"
#include "claimd/server_parts.h"
#include "claimd/upload.h"

struct slow_reader {
    struct server *server;
    struct store *reader;
    struct gzip gzip;
    pthread_t thread;
    bool is_running;
};

/* What the client may take away to make its request cheaper. */
static void name_filters(struct call *call, int64_t limit_ms)
{
    buffer_auto names = {0};
    for (size_t i = 0; i < call->parameter_count; i++) {
        buffer_add(&names, i == 0 ? STR(" with ") : STR(", "));
        buffer_add(&names, call->parameters[i].name);
    }
    problem_clear(&call->problem);
    problem_add(&call->problem, PROBLEM_TOO_SLOW, "",
                "took longer than the %lld ms that a request%s may take; ask for less at once", (long long)limit_ms,
                buffer_terminate(&names));
}

static void run(struct slow_reader *slow, struct request *request)
{
    const struct service *service = slow->server->service;
    struct call *call = &request->call;
    int64_t limit_ms = (int64_t)slow->server->options->query_time_ms;
    if (moment_monotonic_us() > atomic_load(&slow->server->stop_by_us)) {
        problem_add(&call->problem, PROBLEM_STOPPING, "", "the server is stopping");
        return;
    }
    service->reader_limit(slow->reader, limit_ms * 1000);
    request->generation = service->reader_generation(slow->reader);
    bool ok =
        request->errand == ERRAND_PREPARE ? call->prepare(call, slow->reader) : call->route->run(call, slow->reader);
    service->reader_limit(slow->reader, 0);
    assert(ok || call->problem.count > 0);
    if (!ok && problem_is(&call->problem, PROBLEM_TOO_SLOW))
        name_filters(call, limit_ms);
    request->is_prepared = ok && request->errand == ERRAND_PREPARE && upload_keep(request);
    request->succeeded = ok && request->errand == ERRAND_RUN;
}

static void *slow_main(void *context)
{
    struct slow_reader *slow = context;
    bool is_closed = false;
    while (true) {
        struct request *request = queue_take(&slow->server->slow.queue, &is_closed);
        if (request == NULL)
            break;
        run(slow, request);
        if (!request->is_prepared)
            reply_finish(request, &slow->gzip);
        loop_give_back(request->loop, (struct request_list){request, request, 1});
    }
    return NULL;
}

static bool start(struct slow_reader *slow, struct server *server, struct problem *problem)
{
    const struct service *service = server->service;
    slow->server = server;
    slow->reader = service->reader_open(service->context, problem);
    if (slow->reader == NULL)
        return false;
    slow->is_running = pthread_create(&slow->thread, NULL, slow_main, slow) == 0;
    if (!slow->is_running)
        return problem_add(problem, PROBLEM_STORAGE, "", "the system starts no thread for slow reads");
    return true;
}

bool slow_open(struct slow *slow, struct server *server, struct problem *problem)
{
    unsigned count = (unsigned)server->options->slow_readers;
    assert(count > 0 && count <= SLOW_LIMIT);
    slow->server = server;
    slow->readers = arena_array(&server->arena, struct slow_reader, count);
    slow->count = count;
    queue_init(&slow->queue, queue_share(server->options->queue_limit));
    for (unsigned i = 0; i < count; i++) {
        if (!start(&slow->readers[i], server, problem))
            return false;
    }
    return true;
}

void slow_close(struct slow *slow)
{
    if (slow->server == NULL)
        return;
    queue_close(&slow->queue);
    for (unsigned i = 0; i < slow->count; i++) {
        struct slow_reader *reader = &slow->readers[i];
        if (reader->is_running)
            (void)pthread_join(reader->thread, NULL);
        if (reader->reader != NULL)
            slow->server->service->reader_close(reader->reader);
        gzip_release(&reader->gzip);
    }
    queue_release(&slow->queue);
    *slow = (struct slow){0};
}
