#include "claimd/event.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

int event_open(void)
{
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void event_set(int event)
{
    uint64_t one = 1;
    int error = errno;
    ssize_t ignored = write(event, &one, sizeof one); /* full means that it is readable */
    (void)ignored;
    errno = error;
}

void event_reset(int event)
{
    uint64_t count;
    ssize_t ignored = read(event, &count, sizeof count);
    (void)ignored;
}
