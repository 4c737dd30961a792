/* republication.h: notices that say where an article was published first, and licences that texts name.
 *
 * memory   in the arena, or borrowed from the text
 * threads  no state
 */
#ifndef CLAIMD_REPUBLICATION_H
#define CLAIMD_REPUBLICATION_H

#include "claimd/words.h"

struct republication {
    struct str publisher, published_at, url; /* without data where the notice does not say */
};

/* Whether a paragraph is such a notice: "This article was originally published in X on 19 May 2023", "Republished from X under
 * …", "First appeared on X". link: where a link in it leads, or the empty str; its text's own URL goes first. */
CL_CHECK bool republication_of(struct arena *arena, const struct words *words, struct str link,
                               struct republication *found);

/* The licence that a text or the address of a licence names, in the form "CC BY-SA 4.0"; data NULL: none. */
CL_CHECK struct str licence_of(struct arena *arena, struct str text);

#endif
