/* notices.h: lines around an article that say something of it and are not its body: the byline, the date, where it was
 * published first, about its author, disclaimers; and what belongs to nothing: share bars, captions, comment forms.
 *
 * memory   in the arena, or borrowed from pieces
 * threads  no state
 */
#ifndef CLAIMD_NOTICES_H
#define CLAIMD_NOTICES_H

#include "claimd/page.h"
#include "claimd/pieces.h"

/* Takes them out of the pieces and into the page's fields, where nothing else said them; page->title must be known. O(text). */
void notices_take(struct arena *arena, struct pieces *pieces, struct page *page);

#endif
