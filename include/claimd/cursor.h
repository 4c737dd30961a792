/* cursor.h: where the next page of a list begins, as text that a client hands back.
 *
 * It is opaque and sealed with the folder's secret against the list's path, filters and sort: one that was cut, altered, or
 * given out by another list is refused.
 *
 * memory   in the call's arena
 * errors   BAD_CURSOR
 */
#ifndef CLAIMD_CURSOR_H
#define CLAIMD_CURSOR_H

#include "claimd/call.h"
#include "claimd/list.h"

/* The cursor for the page after this one. */
CL_CHECK struct str cursor_make(struct call *call, struct store *store, const struct list_cursor *cursor);

/* The parameter `cursor`; absent: not set. */
CL_CHECK bool cursor_read(struct call *call, struct store *store, struct list_cursor *cursor);

#endif
