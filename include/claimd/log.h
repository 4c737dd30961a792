/* log.h: one line per event on standard error.
 *
 * `2026-11-24T05:10:00.123Z level area message`, for a person and for grep. A line is written by one write(2), so lines of
 * several threads do not mix.
 *
 * threads  any
 */
#ifndef CLAIMD_LOG_H
#define CLAIMD_LOG_H

#include "claimd/base.h"

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARN, LOG_LEVEL_INFO };

/* area: "serve", "writer", "store" … */
void log_line(enum log_level level, const char *area, const char *format, ...) CL_PRINTF(3, 4);

#endif
