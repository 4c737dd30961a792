/* furniture.h: lines of a page that are not its article, known by their words: share bars, comment forms, captions …
 *
 * memory   none
 * threads  no state
 */
#ifndef CLAIMD_FURNITURE_H
#define CLAIMD_FURNITURE_H

#include "claimd/words.h"

enum furniture {
    FURNITURE_NONE,
    FURNITURE_LINE,    /* belongs to nothing: a share bar, an advertisement, a cookie banner, "5 min read" */
    FURNITURE_END,     /* begins what stands below articles: comments, related articles, forms */
    FURNITURE_CAPTION, /* of a picture, or who made it */
    FURNITURE_NOTE,    /* a disclaimer, a disclosure, a word from the editors */
    FURNITURE_ABOUT,   /* a heading of what follows about the author */
};

CL_CHECK enum furniture furniture_of(const struct words *line);

#endif
