/* plain.h: plain text taken apart: pieces, and which of their lines are title and headings.
 *
 * memory   in the arena
 * threads  no state
 */
#ifndef CLAIMD_PLAIN_H
#define CLAIMD_PLAIN_H

#include "claimd/pieces.h"

/* Paragraphs, list items ("- ", "• ", "1. ") and quotations ("> "). A block of lines longer than anybody wraps them is a
 * paragraph a line. text is valid UTF-8. O(text). */
CL_CHECK struct pieces plain_pieces(struct arena *arena, struct str text);

/* Takes the title from the first piece: one line of at most 150 characters that does not end with a full stop. data NULL: none. */
CL_CHECK struct str plain_title(struct pieces *pieces);

/* Tells headings, and drops captions that stand alone, among the pieces that are left. */
void plain_headings(struct pieces *pieces);

#endif
