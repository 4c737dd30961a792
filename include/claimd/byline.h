/* byline.h: who wrote something, as bylines and author fields of pages say it.
 *
 * memory   in the arena, or borrowed from the text
 * threads  no state
 */
#ifndef CLAIMD_BYLINE_H
#define CLAIMD_BYLINE_H

#include "claimd/arena.h"
#include "claimd/str.h"

enum { BYLINE_NAMES = 30, BYLINE_NAME_SIZE = 120 /* bytes of one */ };

struct byline {
    struct str names[BYLINE_NAMES]; /* each once, without titles of office, places and dates behind them */
    size_t count;
};

/* Adds the names of an author field: "Jane Doe", "Doe, Jane", "By Jane Doe and John Roe, staff writers". What names nobody
 * (a URL, a number) adds nothing. */
void byline_add(struct arena *arena, struct byline *byline, struct str field);

/* Whether a line of a text is a byline and nothing else: "By" (or its like in other languages) and names that look like names
 * of people. Adds them. */
CL_CHECK bool byline_take(struct arena *arena, struct byline *byline, struct str line);

#endif
