/* queue.h: where requests wait for another thread.
 *
 * A queue has a bound and is waited on with a condition (writer, slow readers). A mailbox has none, since what comes back
 * had its place before, and wakes its loop by an eventfd that the loop polls beside its sockets.
 *
 * threads  any
 */
#ifndef CLAIMD_QUEUE_H
#define CLAIMD_QUEUE_H

#include <pthread.h>
#include <stdatomic.h>

#include "claimd/base.h"

struct request;

/* A chain by request->next. */
struct request_list {
    struct request *first, *last;
    size_t count;
};

void request_list_add(struct request_list *list, struct request *request);
CL_CHECK struct request *request_list_take(struct request_list *list); /* the first one; NULL when it is empty */

struct queue {
    pthread_mutex_t mutex;
    pthread_cond_t filled;
    struct request_list list;
    atomic_size_t waiting; /* list.count, for queue_count */
    size_t limit;
    bool is_closed;
};

void queue_init(struct queue *queue, size_t limit);
CL_CHECK size_t
queue_share(size_t limit); /* of what readers and worker get of the writer's limit: a quarter, at least 1 */
void queue_release(struct queue *queue); /* must be empty */

CL_CHECK bool queue_add(struct queue *queue, struct request *request); /* false: full or closed */

/* Waits for something, at most wait_ms (-1: without end). All that is there, or one; empty when the time is over, or when
 * the queue is closed and used up: *is_closed says which. */
CL_CHECK struct request_list queue_take_all(struct queue *queue, int wait_ms, bool *is_closed);
CL_CHECK struct request *queue_take(struct queue *queue, bool *is_closed);

CL_CHECK size_t queue_count(const struct queue *queue); /* what waits in it, a moment ago */

void queue_close(struct queue *queue); /* takes no more; wakes all who wait */

struct mailbox {
    pthread_mutex_t mutex;
    struct request_list list;
    int wake; /* event.h: readable when there is something */
};

CL_CHECK bool mailbox_open(struct mailbox *mailbox);
void mailbox_close(struct mailbox *mailbox);
void mailbox_add(struct mailbox *mailbox, struct request_list list);
void mailbox_wake(struct mailbox *mailbox);                         /* async-signal-safe */
CL_CHECK struct request_list mailbox_take(struct mailbox *mailbox); /* resets the event */

#endif
