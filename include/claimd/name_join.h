/* name_join.h: which names of an article name one thing.
 *
 * A person is named in full first and by the last or first name alone afterwards, also before (a heading); an organisation by
 * its acronym or the beginning of its name; a country by its other names and by its people's. Two persons of one surname make
 * that surname name nobody in particular.
 *
 * memory   in the arena
 * threads  no state
 */
#ifndef CLAIMD_NAME_JOIN_H
#define CLAIMD_NAME_JOIN_H

#include "claimd/name.h"

/* Gives every name its referent; a name that turns out to be none gets ANALYSIS_NONE. names are in order of position. Kinds and
 * rules of names that were guesses are corrected by what the article says elsewhere. O(names). */
void names_join(struct arena *arena, const struct lexicon *lexicon, struct name *names, size_t count,
                struct analysis *analysis);

#endif
