/* arena.h: memory for one piece of work, given back all at once.
 *
 * Who takes a struct arena * may allocate; what it returns lives until arena_reset or arena_release and is never freed
 * singly. Memory is aligned for any type and not zeroed unless said. When the machine has none left the program ends
 * (memory.h).
 *
 * threads  one thread at a time
 */
#ifndef CLAIMD_ARENA_H
#define CLAIMD_ARENA_H

#include <stdarg.h>

#include "claimd/base.h"
#include "claimd/str.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *first,
        *current; /* chunks are chained in the order they were asked for; first is kept by reset */
};

void arena_release(struct arena *arena);

/* Gives everything back but the first chunk, so that the next piece of work asks the system for nothing. */
void arena_reset(struct arena *arena);

/* Bytes that it holds, given out or not. O(pieces of up to 1 MiB). */
CL_CHECK size_t arena_size(const struct arena *arena);

/* size 0 gives a pointer that may not be read. */
CL_CHECK void *arena_alloc(struct arena *arena, size_t size) __attribute__((alloc_size(2), returns_nonnull, malloc));
CL_CHECK void *arena_zero(struct arena *arena, size_t count, size_t size)
    __attribute__((alloc_size(2, 3), returns_nonnull));

/* A copy with a NUL behind it, which size does not count. */
CL_CHECK struct str arena_str(struct arena *arena, struct str s);
CL_CHECK char *arena_cstr(struct arena *arena, struct str s) __attribute__((returns_nonnull));
CL_CHECK char *arena_printf(struct arena *arena, const char *format, ...) CL_PRINTF(2, 3)
    __attribute__((returns_nonnull));

#define arena_new(arena, type)          ((type *)arena_zero((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_zero((arena), (count), sizeof(type)))

#define arena_auto __attribute__((cleanup(arena_release))) struct arena

#endif
