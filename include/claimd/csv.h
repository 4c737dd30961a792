/* csv.h: records as rows of RFC 4180.
 *
 * Columns are the fields of the table, objects taken apart by their members: "anchor.start", "holder.cue.text". Lists, ranges
 * and metadata are JSON text in one cell. null and the empty text are both an empty cell. Lines end in CR LF.
 *
 * A text that begins with = + - @ or a control character gets an apostrophe before it: a spreadsheet would take it for a formula,
 * and an article can hold one that was made to be taken (CWE-1236). JSON and NDJSON give every text as it is.
 *
 * threads  no state
 */
#ifndef CLAIMD_CSV_H
#define CLAIMD_CSV_H

#include "claimd/buffer.h"
#include "claimd/resource.h"

/* The columns of a resource's lists; fields: names to give instead of all, in this order (count 0: all). */
void csv_header(struct buffer *text, const struct resource *resource, const char *const *fields, size_t count);
void csv_record(struct buffer *text, const struct resource *resource, const char *const *fields, size_t count,
                const json_t *doc);

#endif
