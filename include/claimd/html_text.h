/* html_text.h: the main text of a page: its article, without what stands around it.
 *
 * memory   all in the arena; what is only needed on the way lies there too
 * threads  no state
 */
#ifndef CLAIMD_HTML_TEXT_H
#define CLAIMD_HTML_TEXT_H

#include "claimd/html.h"
#include "claimd/pieces.h"

/* Headings, paragraphs, quotations and list items of the main text, in order. The rule is described in html_text.c. O(page). */
CL_CHECK struct pieces html_text(struct arena *arena, const struct html *html);

#endif
