/* slow.h: readers for what takes longer than a loop may.
 *
 * A few threads, each with its own reader. They begin a read again that its loop has stopped, run routes marked SLOW, and
 * prepare the writes whose check asks for it.
 *
 * threads  slow_open, slow_close: the main thread; slow->queue: any loop
 */
#ifndef CLAIMD_SLOW_H
#define CLAIMD_SLOW_H

#include <pthread.h>

#include "claimd/problem.h"
#include "claimd/queue.h"

enum { SLOW_LIMIT = 16 };

struct slow_reader;

struct slow {
    struct server *server;
    struct queue queue;
    struct slow_reader *readers;
    unsigned count;
};

CL_CHECK bool slow_open(struct slow *slow, struct server *server, struct problem *problem);
/* Ends the threads when the queue is used up. Does nothing to what was not opened. */
void slow_close(struct slow *slow);

#endif
