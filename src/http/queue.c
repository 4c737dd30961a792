#include "claimd/queue.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "claimd/event.h"
#include "claimd/request.h"

void request_list_add(struct request_list *list, struct request *request)
{
    request->next = NULL;
    if (list->last == NULL) {
        list->first = request;
    } else {
        list->last->next = request;
    }
    list->last = request;
    list->count++;
}

struct request *request_list_take(struct request_list *list)
{
    struct request *request = list->first;
    if (request == NULL)
        return NULL;
    list->first = request->next;
    if (list->first == NULL)
        list->last = NULL;
    list->count--;
    request->next = NULL;
    return request;
}

/* These fail only when they are used wrongly. */
static void lock(pthread_mutex_t *mutex)
{
    int error = pthread_mutex_lock(mutex);
    assert(error == 0);
}

static void unlock(pthread_mutex_t *mutex)
{
    int error = pthread_mutex_unlock(mutex);
    assert(error == 0);
}

void queue_init(struct queue *queue, size_t limit)
{
    pthread_condattr_t attributes;
    *queue = (struct queue){.limit = limit};
    (void)pthread_mutex_init(&queue->mutex, NULL);
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&queue->filled, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

size_t queue_share(size_t limit)
{
    return limit < 4 ? 1 : limit / 4;
}

void queue_release(struct queue *queue)
{
    assert(queue->list.count == 0);
    (void)pthread_cond_destroy(&queue->filled);
    (void)pthread_mutex_destroy(&queue->mutex);
}

/* With the mutex held. */
static void note_count(struct queue *queue)
{
    atomic_store_explicit(&queue->waiting, queue->list.count, memory_order_relaxed);
}

bool queue_add(struct queue *queue, struct request *request)
{
    lock(&queue->mutex);
    bool has_room = !queue->is_closed && queue->list.count < queue->limit;
    if (has_room)
        request_list_add(&queue->list, request);
    note_count(queue);
    unlock(&queue->mutex);
    if (has_room)
        (void)pthread_cond_signal(&queue->filled);
    return has_room;
}

/* With the mutex held. */
static void wait_filled(struct queue *queue, int wait_ms)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += wait_ms / 1000;
    until.tv_nsec += (long)(wait_ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    int error = 0;
    while (queue->list.count == 0 && !queue->is_closed && error != ETIMEDOUT) {
        if (wait_ms < 0) {
            error = pthread_cond_wait(&queue->filled, &queue->mutex);
        } else {
            error = pthread_cond_timedwait(&queue->filled, &queue->mutex, &until);
        }
    }
}

struct request_list queue_take_all(struct queue *queue, int wait_ms, bool *is_closed)
{
    lock(&queue->mutex);
    wait_filled(queue, wait_ms);
    struct request_list list = queue->list;
    queue->list = (struct request_list){0};
    note_count(queue);
    *is_closed = queue->is_closed;
    unlock(&queue->mutex);
    return list;
}

struct request *queue_take(struct queue *queue, bool *is_closed)
{
    lock(&queue->mutex);
    wait_filled(queue, -1);
    struct request *request = request_list_take(&queue->list);
    note_count(queue);
    *is_closed = queue->is_closed;
    unlock(&queue->mutex);
    return request;
}

size_t queue_count(const struct queue *queue)
{
    return atomic_load_explicit(&queue->waiting, memory_order_relaxed);
}

void queue_close(struct queue *queue)
{
    lock(&queue->mutex);
    queue->is_closed = true;
    unlock(&queue->mutex);
    (void)pthread_cond_broadcast(&queue->filled);
}

bool mailbox_open(struct mailbox *mailbox)
{
    *mailbox = (struct mailbox){.wake = event_open()};
    (void)pthread_mutex_init(&mailbox->mutex, NULL);
    return mailbox->wake >= 0;
}

void mailbox_close(struct mailbox *mailbox)
{
    if (mailbox->wake >= 0)
        (void)close(mailbox->wake);
    (void)pthread_mutex_destroy(&mailbox->mutex);
}

void mailbox_add(struct mailbox *mailbox, struct request_list list)
{
    if (list.count == 0)
        return;
    lock(&mailbox->mutex);
    bool was_empty = mailbox->list.count == 0;
    if (was_empty) {
        mailbox->list = list;
    } else {
        mailbox->list.last->next = list.first;
        mailbox->list.last = list.last;
        mailbox->list.count += list.count;
    }
    unlock(&mailbox->mutex);
    if (was_empty) /* who filled it before has woken the loop, which takes all at once */
        mailbox_wake(mailbox);
}

void mailbox_wake(struct mailbox *mailbox)
{
    event_set(mailbox->wake);
}

struct request_list mailbox_take(struct mailbox *mailbox)
{
    event_reset(mailbox->wake); /* before the list: a later wake stays */
    lock(&mailbox->mutex);
    struct request_list list = mailbox->list;
    mailbox->list = (struct request_list){0};
    unlock(&mailbox->mutex);
    return list;
}
