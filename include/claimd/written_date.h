/* written_date.h: dates as people and pages write them, as partial dates (moment.h).
 *
 * "19 May 2023", "May 19th, 2023", "19. Mai 2023", "2023/05/19", "19.05.2023", "2023年5月19日", "May 2023"; months in English,
 * German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish and Czech. "05/06/2023" may be either of
 * two days, so only its year is taken. Dates that do not exist are none.
 *
 * memory   values
 * threads  no state
 */
#ifndef CLAIMD_WRITTEN_DATE_H
#define CLAIMD_WRITTEN_DATE_H

#include "claimd/moment.h"
#include "claimd/words.h"

struct written_date {
    char text[sizeof "2023-05-19"];
    size_t from, to; /* words */
};

/* The first date at or after word `from`. A year alone is none. O(words). */
CL_CHECK bool written_date_find(const struct words *words, size_t from, struct written_date *date);

/* The date that begins with the word `at`. */
CL_CHECK bool written_date_at(const struct words *words, size_t at, struct written_date *date);

/* The date or time that a machine wrote ("2023-05-19T06:01+0200", "2023-05-19 06:01:07", "20230519", any date above), in its canonical form.
 * A time without an offset is one of an unknown zone, so only its day is taken. */
CL_CHECK bool written_date_parse(struct arena *arena, struct str text, struct moment_text *date);

#endif
