/* moment.h: times and partial dates.
 *
 * A time is Unix milliseconds and is written as RFC 3339 in UTC with milliseconds, "2026-11-24T05:10:00.123Z" (24
 * characters). A partial date is "2023", "2023-05", "2023-05-19" or a time; it stays as given. The calendar is the proleptic
 * Gregorian of ISO 8601, years 0001 to 9999.
 *
 * threads  no state
 */
#ifndef CLAIMD_MOMENT_H
#define CLAIMD_MOMENT_H

#include "claimd/base.h"
#include "claimd/str.h"

enum { MOMENT_SIZE = 24 };

struct moment_text {
    char text[MOMENT_SIZE + 1];
};

CL_CHECK int64_t moment_now_ms(void);       /* the wall clock */
CL_CHECK int64_t moment_monotonic_us(void); /* for lengths of time only */
CL_CHECK struct moment_text moment_format(int64_t unix_ms);

/* First and last millisecond of what a partial date or a time names. A time may have any offset ("+02:00") and is one
 * millisecond long. false: not a date, or one that does not exist (30 February). */
CL_CHECK bool moment_parse(struct str date, int64_t *first_ms, int64_t *last_ms);

/* The form in which a partial date is stored: days, months, years as given, times in UTC. false as above. */
CL_CHECK bool moment_canonical(struct str date, struct moment_text *text);

#endif
