/* json_ld.h: what a page says of its article in JSON-LD (schema.org's NewsArticle, BlogPosting and their like).
 *
 * memory   in the arena
 * threads  no state
 */
#ifndef CLAIMD_JSON_LD_H
#define CLAIMD_JSON_LD_H

#include "claimd/byline.h"
#include "claimd/html.h"

struct json_ld {
    struct str headline, name; /* one or both; some say in one what the article is about */
    struct str alternative;    /* alternativeHeadline */
    struct byline authors;
    struct str publisher;
    struct str published_at; /* as it stands there */
    struct str language, license;
    struct str body; /* articleBody: plain text, perhaps with HTML's character references */
};

/* What all scripts of the page say of one article: the first whose headline is in `title`, else the first. Empty where
 * there is none; what is no JSON, or larger than json.h allows, is passed by. */
CL_CHECK struct json_ld json_ld_of(struct arena *arena, const struct html *html, struct str title);

#endif
