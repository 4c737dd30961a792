/* utf8.h: UTF-8, RFC 3629, and what Unicode says about its characters (by utf8proc).
 *
 * threads  no state
 */
#ifndef CLAIMD_UTF8_H
#define CLAIMD_UTF8_H

#include "claimd/arena.h"
#include "claimd/base.h"
#include "claimd/str.h"

/* No overlong forms, no surrogates, nothing above U+10FFFF. */
CL_CHECK bool utf8_valid(struct str s);

/* Code points of valid text. */
CL_CHECK size_t utf8_count(struct str s);

/* The code point at byte *at (*at < s.size) of valid text; moves *at behind it. */
CL_CHECK uint32_t utf8_next(struct str s, size_t *at);

/* Byte offset of code point number `wanted` of valid text; s.size when there are no more. O(wanted). */
CL_CHECK size_t utf8_offset(struct str s, size_t wanted);

/* Holds a control character other than tab and line feed (C0, C1, DEL). */
CL_CHECK bool utf8_has_control(struct str s);

/* Normalization Form C (UAX 15). Returns s itself where nothing changes. */
CL_CHECK struct str utf8_nfc(struct arena *arena, struct str s);

/* For sorting and finding names: NFKD, marks dropped, case folded, white space runs as one space. */
CL_CHECK struct str utf8_sort_key(struct arena *arena, struct str s);

#endif
