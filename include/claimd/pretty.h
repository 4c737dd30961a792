/* pretty.h: JSON with line ends and two spaces, for people (?pretty).
 *
 * It moves bytes and parses nothing, so that numbers and texts stay exactly what they were.
 *
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_PRETTY_H
#define CLAIMD_PRETTY_H

#include "claimd/buffer.h"
#include "claimd/str.h"

/* json must be JSON, compact or not. Ends with a line end. Empty objects and lists stay on their line. */
void pretty_json(struct buffer *buffer, struct str json);

#endif
