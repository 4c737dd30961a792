/* Chunks double from 16 kB, so that a request that needs much asks the system seldom; the first is kept by reset, and with
 * it an ordinary request allocates nothing. */
#include "claimd/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/memory.h"

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024, ALIGNMENT = 16 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size, used; /* of bytes; used is a multiple of ALIGNMENT */
    _Alignas(ALIGNMENT) char bytes[];
};

static struct arena_chunk *chunk_new(size_t size)
{
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL)
        memory_gone(size);
    *chunk = (struct arena_chunk){.size = size};
    return chunk;
}

static void chunks_free(struct arena_chunk *chunk)
{
    while (chunk != NULL) {
        struct arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void arena_release(struct arena *arena)
{
    chunks_free(arena->first);
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    if (arena->first == NULL)
        return;
    chunks_free(arena->first->next);
    arena->first->next = NULL;
    arena->first->used = 0;
    arena->current = arena->first;
}

size_t arena_size(const struct arena *arena)
{
    size_t size = 0;
    for (const struct arena_chunk *chunk = arena->first; chunk != NULL; chunk = chunk->next)
        size += sizeof *chunk + chunk->size;
    return size;
}

static struct arena_chunk *chunk_for(struct arena *arena, size_t size)
{
    size_t wanted = FIRST_CHUNK;
    if (arena->current != NULL)
        wanted = arena->current->size < LARGEST_CHUNK ? arena->current->size * 2 : LARGEST_CHUNK;
    assert((arena->first == NULL) == (arena->current == NULL));
    struct arena_chunk *chunk = chunk_new(size > wanted ? size : wanted);
    if (arena->first == NULL) {
        arena->first = chunk;
    } else {
        arena->current->next = chunk;
    }
    arena->current = chunk;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        memory_gone(size);
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct arena_chunk *chunk = arena->current;
    if (chunk == NULL || chunk->size - chunk->used < rounded)
        chunk = chunk_for(arena, rounded);
    void *bytes = chunk->bytes + chunk->used;
    chunk->used += rounded;
    return bytes;
}

void *arena_zero(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        memory_gone(count);
    void *bytes = arena_alloc(arena, count * size);
    memset(bytes, 0, count * size);
    return bytes;
}

struct str arena_str(struct arena *arena, struct str s)
{
    return (struct str){arena_cstr(arena, s), s.size};
}

char *arena_cstr(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.size + 1);
    if (s.size > 0)
        memcpy(copy, s.data, s.size);
    copy[s.size] = '\0';
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, format, values);
    assert(size >= 0);
    char *text = arena_alloc(arena, (size_t)size + 1);
    (void)vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    va_end(values);
    return text;
}
