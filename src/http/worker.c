#include "claimd/worker.h"

#include "claimd/reply.h"
#include "claimd/request.h"
#include "claimd/router.h"
#include "claimd/server_parts.h"

static void *worker_main(void *context)
{
    struct worker *worker = context;
    struct request *request;
    bool is_closed = false;
    while ((request = queue_take(&worker->queue, &is_closed)) != NULL) {
        if (request->errand == ERRAND_CHECK) {
            router_check(request);
        } else {
            reply_finish(request, &worker->gzip);
        }
        loop_give_back(request->loop, (struct request_list){request, request, 1});
    }
    return NULL;
}

bool worker_open(struct worker *worker, struct server *server, struct problem *problem)
{
    worker->server = server;
    queue_init(&worker->queue, queue_share(server->options->queue_limit));
    worker->is_running = pthread_create(&worker->thread, NULL, worker_main, worker) == 0;
    if (!worker->is_running)
        return problem_add(problem, PROBLEM_STORAGE, "", "the system starts no thread for the worker");
    return true;
}

void worker_close(struct worker *worker)
{
    if (worker->server == NULL)
        return;
    queue_close(&worker->queue);
    if (worker->is_running)
        (void)pthread_join(worker->thread, NULL);
    gzip_release(&worker->gzip);
    queue_release(&worker->queue);
    *worker = (struct worker){0};
}
