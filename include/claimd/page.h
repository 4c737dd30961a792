/* page.h: what somebody has (a pasted page, a saved file) taken apart into what an article is made of.
 *
 * Every field is read out of the source by a rule, so every one is a guess; what no rule finds is empty. The rules are described in
 * docs/analysis.md. Time and memory are linear in the source, whatever it holds.
 *
 * memory   all in the arena; text may borrow from the source
 * threads  no state
 */
#ifndef CLAIMD_PAGE_H
#define CLAIMD_PAGE_H

#include "claimd/blocks.h"
#include "claimd/byline.h"
#include "claimd/republication.h"

enum page_type { PAGE_PLAIN, PAGE_MARKDOWN, PAGE_HTML, PAGE_TYPE_COUNT };

struct page {
    struct str title, subtitle;
    struct byline authors;
    struct str publisher;
    struct str published_at; /* a partial date or a time (moment.h) */
    struct str language;     /* BCP 47 */
    struct str url, canonical_url;
    struct republication original;
    struct str license;
    struct str about_author, note;
    struct blocks blocks; /* none: the source holds no text */
};

/* "text/plain", "text/markdown", "text/html" */
CL_CHECK const char *page_type_name(enum page_type type);
CL_CHECK bool page_type_parse(struct str name, enum page_type *type);

/* source is valid UTF-8. title: the one that is known already, or the empty str; a line that repeats it is no part of the body,
 * and no other line is taken for the title. */
CL_CHECK struct page page_of(struct arena *arena, struct str source, enum page_type type, struct str title);

#endif
