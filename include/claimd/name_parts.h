/* name_parts.h: names that a word of theirs gives away: "Labour Party", "Bank of England", "Lake Erie", "North Down".
 *
 * Each rule says whether a name begins at item `at` of the run, and which.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_NAME_PARTS_H
#define CLAIMD_NAME_PARTS_H

#include "claimd/name.h"

/* Items [from, to) of the run as a name. */
CL_CHECK struct name name_of(const struct run *run, uint32_t from, uint32_t to, enum entity_kind kind,
                             enum name_rule rule);
/* No name before item `to`. */
CL_CHECK struct name name_nothing(const struct run *run, uint32_t to);
/* Words with capitals among items [from, to). */
CL_CHECK uint32_t name_capitals(const struct run *run, uint32_t from, uint32_t to);
/* Hyphens among them that join two words with capitals: "Schlosspark-Klinik" is one word. */
CL_CHECK uint32_t name_hyphens(const struct run *run, uint32_t from, uint32_t to);
/* Where the words of one person's name end that begins at `at`. */
CL_CHECK uint32_t name_person_end(const struct run *run, uint32_t at);

bool name_make_contest(const struct run *run, uint32_t at, struct name *name); /* "1992 French presidential election" */
bool name_make_of(const struct run *run, uint32_t at, struct name *name);  /* "Ministry of Health and Social Care" */
bool name_make_and(const struct run *run, uint32_t at, struct name *name); /* "Social Democratic and Labour Party" */
bool name_make_possessive(const struct run *run, uint32_t at, struct name *name); /* "Workers' Party" */
bool name_make_last(const struct run *run, uint32_t at, struct name *name);       /* "Labour Party", "North Sea" */
bool name_make_opening(const struct run *run, uint32_t at, struct name *name);    /* "Lake Erie", "Partido Popular" */
bool name_make_team(const struct run *run, uint32_t at, struct name *name);       /* "Pittsburgh Penguins" */
bool name_make_toward(const struct run *run, uint32_t at, struct name *name);     /* "North Down", "Durham West" */
bool name_make_work(const struct run *run, uint32_t at, struct name *name);       /* the novel "Pride of the North" */

#endif
