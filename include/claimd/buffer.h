/* buffer.h: bytes that grow.
 *
 * {0} is an empty buffer. data is not NUL-terminated unless buffer_terminate was called last. When the machine has no memory
 * left the program ends (memory.h), so adding cannot fail.
 *
 * memory   owns data; buffer_release gives it back, buffer_clear keeps it for the next use
 * threads  one thread at a time
 */
#ifndef CLAIMD_BUFFER_H
#define CLAIMD_BUFFER_H

#include "claimd/base.h"
#include "claimd/str.h"

struct buffer {
    char *data;
    size_t size, capacity;
};

void buffer_release(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
void buffer_reserve(struct buffer *buffer, size_t more); /* room for `more` bytes behind size */

void buffer_add(struct buffer *buffer, struct str s);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_code_point(struct buffer *buffer, uint32_t code_point); /* as UTF-8; must be a scalar value */
void buffer_printf(struct buffer *buffer, const char *format, ...) CL_PRINTF(2, 3);

/* s as a JSON string with its quotes, RFC 8259 section 7; s must be valid UTF-8. Non-ASCII stays as it is. */
void buffer_add_json(struct buffer *buffer, struct str s);

/* Puts a NUL behind the bytes (size does not count it) and returns them. */
const char *buffer_terminate(struct buffer *buffer);

CL_CHECK struct str buffer_str(const struct buffer *buffer);

#define buffer_auto __attribute__((cleanup(buffer_release))) struct buffer

#endif
