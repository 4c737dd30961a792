/* front_matter.h: the fields that stand in front of a Markdown text.
 *
 * "---", lines "name: value", "---", as YAML has them: strings with or without quotation marks, [lists] on the line, and lists
 * of lines "- item"; what is nested deeper is passed by. "+++" with "name = value", as TOML has it. Anchors, tags, folded
 * strings and the rest of YAML are not read: what looks like them is text.
 *
 * memory   borrowed from the text, or in the arena
 * threads  no state
 */
#ifndef CLAIMD_FRONT_MATTER_H
#define CLAIMD_FRONT_MATTER_H

#include "claimd/page.h"

/* Fills those fields of the page that are empty, and returns the bytes of the whole with its last line; 0: there is none. O(text). */
CL_CHECK size_t front_matter_read(struct arena *arena, struct str text, struct page *page);

#endif
