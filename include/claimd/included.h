/* included.h: the neighbours of a record or of a page, as include= asks for them, each once.
 *
 * Of one record at most INCLUDED_LIMIT of each kind, of a page so many in all kinds together. Claims and mentions stand in order
 * of position, article by article. What found no room is named in "more", with the address that lists it.
 */
#ifndef CLAIMD_INCLUDED_H
#define CLAIMD_INCLUDED_H

#include "claimd/shape.h"

enum { INCLUDED_LIMIT = 2000 };

/* `,"included":{…}` for these records, where their shape asks for any. is_page: they are a page, even one of one record. */
CL_CHECK bool included_add(const struct shaping *shaping, const struct resource *resource, const struct stored *items,
                           size_t count, bool is_page, struct buffer *text);

#endif
