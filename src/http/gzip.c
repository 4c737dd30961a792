#include "claimd/gzip.h"

#include <limits.h>

#include "claimd/memory.h"

enum { LEVEL = 1, WINDOW_GZIP = 15 + 16, MEMORY_LEVEL = 8 };

struct str gzip_compress(struct gzip *gzip, struct arena *arena, struct str bytes)
{
    z_stream *stream = &gzip->stream;
    if (!gzip->is_open) {
        *stream = (z_stream){0};
        if (deflateInit2(stream, LEVEL, Z_DEFLATED, WINDOW_GZIP, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
            memory_gone(sizeof *stream);
        gzip->is_open = true;
    } else {
        (void)deflateReset(stream);
    }
    assert(bytes.size <= UINT_MAX / 2);
    size_t room = deflateBound(stream, bytes.size);
    unsigned char *out = arena_alloc(arena, room);
    stream->next_in = (const Bytef *)bytes.data;
    stream->avail_in = (uInt)bytes.size;
    stream->next_out = out;
    stream->avail_out = (uInt)room;
    int result = deflate(stream, Z_FINISH);
    assert(result == Z_STREAM_END);
    return (struct str){(char *)out, room - stream->avail_out};
}

void gzip_release(struct gzip *gzip)
{
    if (gzip->is_open)
        (void)deflateEnd(&gzip->stream);
    gzip->is_open = false;
}
