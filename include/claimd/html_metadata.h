/* html_metadata.h: what a page says of itself, in its head and around its article.
 *
 * Of several that say the same, the first counts: JSON-LD, <meta>, attributes of elements (itemprop, rel, <time>), elements whose
 * class says what they hold, and for the date the address of the page. The title of a page without one in its metadata is the
 * first heading whose words are in <title>, else <title> without the name of the site.
 *
 * memory   in the arena, or borrowed from the page
 * threads  no state
 */
#ifndef CLAIMD_HTML_METADATA_H
#define CLAIMD_HTML_METADATA_H

#include "claimd/html.h"
#include "claimd/page.h"

/* Fills those fields of the page that are empty. source: the page's text. articleBody of JSON-LD: into *body. O(page). */
void html_metadata(struct arena *arena, const struct html *html, struct str source, struct page *page,
                   struct str *body);

#endif
