#include "claimd/memory.h"

#include <malloc.h>
#include <stdlib.h>

#include <jansson.h>

#include "claimd/log.h"

/* A request frees some 200 kB, and the next one wants them again: a thread keeps that much instead of giving its pages back and
 * having them mapped and cleared anew, which halved the rate of pages, in some runs of the program and not in others. */
enum { KEPT_BYTES = 8 * 1024 * 1024, MAPPED_BYTES = 4 * 1024 * 1024 };

static void *json_allocate(size_t size)
{
    void *bytes = malloc(size);
    if (bytes == NULL && size > 0)
        memory_gone(size);
    return bytes;
}

void memory_install(void)
{
    json_set_alloc_funcs(json_allocate, free);
#ifdef __GLIBC__
    /* NOLINTBEGIN(concurrency-mt-unsafe): before any other thread */
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
    /* NOLINTEND(concurrency-mt-unsafe) */
#endif
}

void memory_gone(size_t size)
{
    log_line(LOG_LEVEL_ERROR, "memory", "the system gives no %zu bytes more; ending", size);
    abort();
}

void memory_give_back(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}
