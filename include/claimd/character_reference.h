/* character_reference.h: "&amp;", "&#8217;" and the like, as the HTML standard reads them (section 13.2.5.72 and on).
 *
 * memory   results lie in the arena, or borrow from text where nothing changes
 * threads  no state
 */
#ifndef CLAIMD_CHARACTER_REFERENCE_H
#define CLAIMD_CHARACTER_REFERENCE_H

#include "claimd/arena.h"
#include "claimd/str.h"

/* text with its references replaced; what is none stays. In attributes a name without ";" that goes on is none ("?a=1&copy=2").
 * NUL and surrogates become U+FFFD. Valid UTF-8 where text is. O(text). */
CL_CHECK struct str character_references_replace(struct arena *arena, struct str text, bool is_attribute);

#endif
