/* charset.h: bytes of a file as UTF-8.
 *
 * The encoding is told by a byte order mark; else by what the file says of itself in its first CHARSET_SAMPLE bytes
 * (<meta charset>, <meta http-equiv>, <?xml encoding?>), unless it is valid UTF-8 with characters that are not ASCII; else it is
 * UTF-8 where that is valid, and Windows-1252 where not. Names mean what they mean on the web (encoding.spec.whatwg.org):
 * ISO-8859-1 is Windows-1252, GB2312 is GB18030.
 *
 * memory   in the arena, or borrowed from bytes
 * errors   FORMAT: an encoding that the system cannot convert
 * threads  no state
 */
#ifndef CLAIMD_CHARSET_H
#define CLAIMD_CHARSET_H

#include "claimd/arena.h"
#include "claimd/problem.h"
#include "claimd/str.h"

enum { CHARSET_SAMPLE = 4096 };

/* Valid UTF-8 without a byte order mark; what cannot be converted, and NUL, become U+FFFD. O(bytes). */
CL_CHECK bool charset_decode(struct arena *arena, struct str bytes, struct str *text, struct problem *problem);

#endif
