/* html_facts.h: how much text is where in a page, and what of it is no part of an article.
 *
 * What is taken out, with all that is in it: silent and hidden elements; and unless they hold more than 40% of all prose,
 * navigation, footers and pictures, elements whose class or id says that they are something else (share, comments,
 * related …), and teasers, which are headings that are links with the little text around them.
 *
 * Prose is the text of blocks that read as paragraphs: long enough, and not mostly links.
 *
 * memory   in the arena
 * threads  no state
 */
#ifndef CLAIMD_HTML_FACTS_H
#define CLAIMD_HTML_FACTS_H

#include "claimd/html.h"

/* Of one node. Sizes are bytes, without white space at the ends of text nodes, of what was not taken out. */
struct html_fact {
    uint32_t size;                  /* of all text in it */
    uint32_t link;                  /* of that, in links */
    uint32_t prose;                 /* of that, in paragraphs */
    uint32_t own, own_link, commas; /* of a block: in it, and in no block inside it */
    uint32_t block;                 /* the nearest block around it; itself for a block */
    bool is_out;
    bool in_link;
};

/* One for each node. is_relaxed: nothing is taken out for its class, and no teasers. O(page). */
CL_CHECK struct html_fact *html_facts(struct arena *arena, const struct html *html, bool is_relaxed);

/* The share of a node's text that is in links. */
CL_CHECK double html_link_share(const struct html_fact *fact);

#endif
