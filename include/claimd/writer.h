/* writer.h: the one thread that writes, many requests to a commit.
 *
 * It takes all that waits, does each in its savepoint inside one transaction, commits with one fsync, and only then answers.
 * A write that is_alone (call.h) has a transaction to itself, without a savepoint.
 * A commit that failed cannot be known to have failed: its writes are answered UNKNOWN_OUTCOME, and the database is closed
 * and opened before the next group; where that fails the server ends.
 *
 * threads  writer_open, writer_close: the main thread; writer->queue: any loop
 */
#ifndef CLAIMD_WRITER_H
#define CLAIMD_WRITER_H

#include <pthread.h>
#include <semaphore.h>

#include "claimd/loop_parts.h"
#include "claimd/problem.h"
#include "claimd/queue.h"
#include "claimd/server.h"

struct writer {
    struct server *server;
    struct queue queue;
    struct store *store;
    struct problem *start_problem; /* of the thread's first steps; borrowed until started is posted */
    sem_t started;
    bool has_started;                    /* written before started is posted */
    struct histogram group_size, commit; /* writes, microseconds */
    pthread_t thread;
    bool is_running;
};

/* Starts the thread and waits until it has its database. */
CL_CHECK bool writer_open(struct writer *writer, struct server *server, struct problem *problem);
/* Does what is in the queue, then ends. Does nothing to a writer that was not opened. */
void writer_close(struct writer *writer);

#endif
