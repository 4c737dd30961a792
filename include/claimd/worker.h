/* worker.h: a thread for work that needs no database and would stop a loop's other clients.
 *
 * It parses large bodies (1 MB takes up to 18 ms) and checks them, and makes large replies ready (gzip of 1 MB takes 5 ms).
 * It is apart from the slow readers, whose queries may take seconds.
 *
 * threads  worker_open, worker_close: the main thread; worker->queue: any loop
 */
#ifndef CLAIMD_WORKER_H
#define CLAIMD_WORKER_H

#include <pthread.h>

#include "claimd/gzip.h"
#include "claimd/problem.h"
#include "claimd/queue.h"

struct worker {
    struct server *server;
    struct queue queue;
    struct gzip gzip;
    pthread_t thread;
    bool is_running;
};

CL_CHECK bool worker_open(struct worker *worker, struct server *server, struct problem *problem);
/* Ends the thread when the queue is used up. Does nothing to what was not opened. */
void worker_close(struct worker *worker);

#endif
