#include "claimd/drain.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PIECE = 1024 * 1024 };

bool drain_open(struct drain *drain)
{
    *drain = (struct drain){.epoll = epoll_create1(EPOLL_CLOEXEC)};
    for (size_t i = 0; i < DRAIN_MOST; i++)
        drain->places[i].socket = -1;
    return drain->epoll >= 0;
}

static void end(struct drain *drain, struct draining *draining)
{
    (void)close(draining->socket);
    draining->socket = -1;
    drain->count--;
}

void drain_close(struct drain *drain)
{
    for (size_t i = 0; i < DRAIN_MOST; i++) {
        if (drain->places[i].socket >= 0)
            end(drain, &drain->places[i]);
    }
    if (drain->epoll >= 0)
        (void)close(drain->epoll);
    drain->epoll = -1;
}

/* A free place, or that of the one that began first. */
static struct draining *place(struct drain *drain)
{
    struct draining *first = &drain->places[0];
    for (size_t i = 0; i < DRAIN_MOST; i++) {
        struct draining *one = &drain->places[i];
        if (one->socket < 0)
            return one;
        if (one->deadline_us < first->deadline_us)
            first = one;
    }
    end(drain, first);
    return first;
}

void drain_add(struct drain *drain, int socket, int64_t now_us)
{
    int copy = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return;
    struct draining *draining = place(drain);
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = draining};
    *draining = (struct draining){copy, now_us + DRAIN_US, DRAIN_BYTES};
    drain->count++;
    (void)shutdown(copy, SHUT_WR);
    if (epoll_ctl(drain->epoll, EPOLL_CTL_ADD, copy, &event) != 0)
        end(drain, draining);
}

/* One piece, so that a fast client does not keep the loop from the others. */
static void throw_away(struct drain *drain, struct draining *draining)
{
    ssize_t size = recv(draining->socket, NULL, PIECE, MSG_TRUNC | MSG_DONTWAIT); /* TCP: thrown away, not copied */
    if (size > 0)
        draining->left -= size;
    if (size == 0 || draining->left <= 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
        end(drain, draining);
}

void drain_run(struct drain *drain, int64_t now_us)
{
    if (drain->count == 0)
        return;
    struct epoll_event events[DRAIN_MOST];
    int count = epoll_wait(drain->epoll, events, DRAIN_MOST, 0);
    for (int i = 0; i < count; i++)
        throw_away(drain, events[i].data.ptr);
    for (size_t i = 0; i < DRAIN_MOST; i++) {
        if (drain->places[i].socket >= 0 && drain->places[i].deadline_us < now_us)
            end(drain, &drain->places[i]);
    }
}
