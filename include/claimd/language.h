/* language.h: in which language a text is, as a BCP 47 tag.
 *
 * By its script, and for Latin and Cyrillic by its commonest words and letters; the first LANGUAGE_SAMPLE bytes are read.
 *
 * memory   none
 * threads  no state
 */
#ifndef CLAIMD_LANGUAGE_H
#define CLAIMD_LANGUAGE_H

#include "claimd/str.h"

enum { LANGUAGE_SAMPLE = 16 * 1024 };

/* data NULL: not one of those it knows, or too little text to tell. text is valid UTF-8. */
CL_CHECK struct str language_of(struct str text);

#endif
