/* name_library.h: names that the library has already.
 *
 * They win over guesses. Where a name stands for several of the library's entities, its kind in the article decides; where that
 * does not tell either, the name keeps two of them, and nobody chooses for the reader. An alias that is a place's name and
 * whose entity is none ("Moscow" for a government) counts only where the place acts.
 *
 * memory   the arena's for words of the lexicon that are looked up
 * threads  no state
 */
#ifndef CLAIMD_NAME_LIBRARY_H
#define CLAIMD_NAME_LIBRARY_H

#include "claimd/name.h"

/* What the library has from token `at` on, made a name of; rule NAME_NONE where it has nothing. guess: what the rules say of a
 * name at the same place, or NULL. A single word in lower case needs "the" before it. */
CL_CHECK struct name name_from_library(const struct library *library, const struct run *run, uint32_t at,
                                       const struct name *guess);

/* Links a name to the library by what the lexicon calls it: "Russian" to an entity named Russia. */
void name_link_ordinary(struct arena *arena, const struct library *library, struct name *name);

#endif
