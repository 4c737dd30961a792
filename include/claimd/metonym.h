/* metonym.h: where a capital or seat of power means whoever governs there: "Moscow signed", "ties with Beijing", "the Kremlin".
 *
 * A seat always does. A capital does where it acts (subject of a verb that a city is not), has what governments have ("Beijing's
 * policy"), is addressed ("accused Khartoum") or dealt with ("cooperation with", "pro-Beijing"), or something like pressure comes
 * from it, and not behind a preposition of place or where a game is spoken of. What may be either is left to the article: names_join
 * takes it as the sure ones of that capital.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_METONYM_H
#define CLAIMD_METONYM_H

#include "claimd/name.h"

/* Makes name a metonym where it is one; name->metonym says METONYM_MAYBE where the article has to tell. */
void metonym_find(const struct run *run, struct name *name);

/* Makes a capital the government it stands for. */
void metonym_take(struct name *name, enum name_rule rule);

#endif
