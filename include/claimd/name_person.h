/* name_person.h: names of persons, and of places that have a saint's.
 *
 * Each rule says whether a name begins at item `at` of the run, and which.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_NAME_PERSON_H
#define CLAIMD_NAME_PERSON_H

#include "claimd/name.h"

bool name_make_saint(const struct run *run, uint32_t at, struct name *name);    /* "Saint-Denis" */
bool name_make_title(const struct run *run, uint32_t at, struct name *name);    /* "President Bush", "Lord Hall" */
bool name_make_given(const struct run *run, uint32_t at, struct name *name);    /* "Jane Doe" */
bool name_make_initials(const struct run *run, uint32_t at, struct name *name); /* "J. K. Rowling" */

/* Particles before a name that may be a person's belong to it ("van der Berg", "al-Hakim"). They are no part of the words by which it
 * is known again. */
void name_take_particles(const struct run *run, struct name *name);

#endif
