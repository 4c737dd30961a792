/* markdown.h: a Markdown text taken apart: CommonMark, by md4c, with tables and strikethrough, and the fields in front of it.
 *
 * Fields are the lines "name: value" of YAML between "---" (or "name = value" of TOML between "+++") at the very start. The
 * first heading of level 1 is the title where no field says it, and no part of the text then. Images are left out, links leave their
 * words, a row of a table is a paragraph with " | " between its cells.
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_MARKDOWN_H
#define CLAIMD_MARKDOWN_H

#include "claimd/page.h"
#include "claimd/pieces.h"

/* Fills those fields of the page that are empty. source is valid UTF-8. O(source). */
CL_CHECK struct pieces markdown_pieces(struct arena *arena, struct str source, struct page *page);

#endif
