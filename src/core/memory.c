#include "claimd/memory.h"

#include <malloc.h>
#include <stdlib.h>

#include <jansson.h>

#include "claimd/log.h"

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
