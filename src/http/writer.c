#include "claimd/writer.h"

#include "claimd/event.h"
#include "claimd/log.h"
#include "claimd/request.h"
#include "claimd/server_parts.h"

enum {
    REST_MS = 1000,
    /* A group of large requests is committed after this time, so that its first does not wait for its last. */
    GROUP_US = 100 * 1000,
};

/* The group's own problem, said to one of its calls. Nothing of it is written, or nobody knows. */
static void fail(struct request *request, enum problem_code code, const struct problem *cause)
{
    struct problem *problem = &request->call.problem;
    const char *detail = cause->count > 0 ? cause->items[0].detail : "the database took no more";
    problem_clear(problem);
    request->call.reply = (struct reply){0};
    request->succeeded = false;
    if (code == PROBLEM_UNKNOWN_OUTCOME) {
        problem_add(problem, code, "",
                    "the commit failed (%s), and what was written may be there or not: repeat the request "
                    "with the same Idempotency-Key, or read before writing again",
                    detail);
    } else {
        problem_add(problem, code, "", "nothing of this request was written: %s", detail);
    }
}

/* Who must be alone is first of its group and the last. */
static bool may_join(const struct request_list *group, const struct request *request)
{
    return group->count == 0 || !(group->last->call.is_alone || request->call.is_alone);
}

/* Writes one after the other until the list is used up, the group is full or the time is over; the rest stays in *waiting. */
static struct request_list write_group(struct writer *writer, struct request_list *waiting)
{
    const struct service *service = writer->server->service;
    size_t limit = writer->server->options->group_limit;
    struct request_list group = {0};
    int64_t began_us = moment_monotonic_us();
    while ((limit == 0 || group.count < limit) && moment_monotonic_us() - began_us < GROUP_US && waiting->count > 0 &&
           may_join(&group, waiting->first)) {
        struct request *request = request_list_take(waiting);
        request->succeeded = service->group_write(writer->store, &request->call);
        assert(request->succeeded || request->call.problem.count > 0);
        request_list_add(&group, request);
    }
    return group;
}

static void answer(struct writer *writer, struct request_list group)
{
    struct server *server = writer->server;
    struct request_list lists[LOOP_LIMIT] = {0};
    struct request *request;
    while ((request = request_list_take(&group)) != NULL)
        request_list_add(&lists[request->loop->number], request);
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_give_back(&server->loops[i], lists[i]);
}

static void give_up(struct writer *writer)
{
    struct server *server = writer->server;
    log_line(LOG_LEVEL_ERROR, "writer", "the database cannot be opened again; ending");
    atomic_store(&server->has_given_up, true);
    event_set(server->stop_event);
}

/* After a commit that failed. */
static void reopen(struct writer *writer)
{
    const struct service *service = writer->server->service;
    problem_auto problem = {0};
    service->writer_close(writer->store);
    writer->store = service->writer_open(service->context, &problem);
    if (writer->store == NULL)
        give_up(writer);
}

/* One transaction for the first of what waits. */
static void do_group(struct writer *writer, struct request_list *waiting)
{
    const struct service *service = writer->server->service;
    problem_auto problem = {0};
    if (!service->group_begin(writer->store, &problem)) {
        struct request_list refused = *waiting;
        *waiting = (struct request_list){0};
        for (struct request *request = refused.first; request != NULL; request = request->next)
            fail(request, PROBLEM_STORAGE, &problem);
        answer(writer, refused);
        return;
    }
    struct request_list group = write_group(writer, waiting);
    int64_t began_us = moment_monotonic_us();
    bool is_kept = service->group_commit(writer->store, &problem);
    histogram_add(&writer->group_size, &bounds_group, group.count);
    histogram_add(&writer->commit, &bounds_us, (uint64_t)(moment_monotonic_us() - began_us));
    if (!is_kept) {
        log_line(LOG_LEVEL_ERROR, "writer", "a commit of %zu requests failed: %s", group.count,
                 problem.count > 0 ? problem.items[0].detail : "no reason given");
        /* A refusal may rest on what another of the group wrote, so it is not certain either. */
        for (struct request *request = group.first; request != NULL; request = request->next)
            fail(request, request->succeeded ? PROBLEM_UNKNOWN_OUTCOME : PROBLEM_STORAGE, &problem);
        reopen(writer); /* before anybody is answered: who repeats at once finds a database */
    }
    answer(writer, group);
}

/* Without a database: all that comes is refused. */
static void refuse_all(struct writer *writer, struct request_list *waiting)
{
    problem_auto problem = {0};
    problem_add(&problem, PROBLEM_STORAGE, "", "the database is closed");
    for (struct request *request = waiting->first; request != NULL; request = request->next)
        fail(request, PROBLEM_STORAGE, &problem);
    answer(writer, *waiting);
    *waiting = (struct request_list){0};
}

static void *writer_main(void *context)
{
    struct writer *writer = context;
    const struct service *service = writer->server->service;
    bool is_closed = false;
    writer->store = service->writer_open(service->context, writer->start_problem);
    writer->has_started = writer->store != NULL;
    (void)sem_post(&writer->started);
    if (writer->store == NULL)
        return NULL;

    while (true) {
        struct request_list waiting = queue_take_all(&writer->queue, REST_MS, &is_closed);
        if (is_closed && waiting.count == 0)
            break;
        while (waiting.count > 0 && writer->store != NULL)
            do_group(writer, &waiting);
        if (writer->store == NULL) {
            refuse_all(writer, &waiting);
        } else {
            service->writer_rest(writer->store);
        }
    }
    if (writer->store != NULL)
        service->writer_close(writer->store);
    return NULL;
}

bool writer_open(struct writer *writer, struct server *server, struct problem *problem)
{
    writer->server = server;
    writer->start_problem = problem;
    queue_init(&writer->queue, server->options->queue_limit);
    (void)sem_init(&writer->started, 0, 0);
    writer->is_running = pthread_create(&writer->thread, NULL, writer_main, writer) == 0;
    if (!writer->is_running)
        return problem_add(problem, PROBLEM_STORAGE, "", "the system starts no thread for the writer");
    while (sem_wait(&writer->started) != 0) { /* interrupted by a signal */
    }
    return writer->has_started;
}

void writer_close(struct writer *writer)
{
    if (writer->server == NULL)
        return;
    queue_close(&writer->queue);
    if (writer->is_running)
        (void)pthread_join(writer->thread, NULL);
    queue_release(&writer->queue);
    (void)sem_destroy(&writer->started);
    *writer = (struct writer){0};
}
