#include "claimd/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "claimd/moment.h"

enum { LINE_SIZE = 1024 }; /* longer lines are cut */

void log_line(enum log_level level, const char *area, const char *format, ...)
{
    static const char *const names[] = {"error", "warn", "info"};
    char line[LINE_SIZE];
    struct moment_text now = moment_format(moment_now_ms());
    int head = snprintf(line, sizeof line, "%s %s %s ", now.text, names[level], area);
    assert(head > 0 && head < LINE_SIZE / 2);

    va_list values;
    va_start(values, format);
    int size = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, values);
    va_end(values);
    assert(size >= 0);
    size_t end = (size_t)head + (size_t)size;
    if (end > sizeof line - 2)
        end = sizeof line - 2;
    line[end++] = '\n';
    /* Nobody can be told when standard error takes no more. */
    ssize_t ignored = write(STDERR_FILENO, line, end);
    (void)ignored;
}
