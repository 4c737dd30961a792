#include "claimd/access_log.h"

#include <unistd.h>

enum { TARGET_SIZE = 200, NAME_SIZE = 80 };

/* Client's text in one word of one line, at most size bytes of it. */
static void add_word(struct buffer *lines, struct str text, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";
    struct str kept = str_part(text, 0, size);
    buffer_reserve(lines, 3 * kept.size + 1);
    char *to = lines->data + lines->size;
    for (size_t i = 0; i < kept.size; i++) {
        unsigned char byte = (unsigned char)kept.data[i];
        if (byte > ' ' && byte < 0x7F) {
            *to++ = (char)byte;
        } else {
            *to++ = '%';
            *to++ = digits[byte >> 4];
            *to++ = digits[byte & 15];
        }
    }
    lines->size = (size_t)(to - lines->data);
}

/* printf's %lu takes most of the time of a line. */
static void add_number(struct buffer *lines, uint64_t number)
{
    char text[24];
    size_t at = sizeof text;
    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text[--at] = ' ';
    buffer_add(lines, (struct str){text + at, sizeof text - at});
}

void access_log_add(struct access_log *log, const struct access_line *line)
{
    struct buffer *lines = &log->lines;
    if (log->now.text[0] == '\0')
        log->now = moment_format(moment_now_ms());
    buffer_reserve(lines, 512);
    buffer_add(lines, (struct str){log->now.text, MOMENT_SIZE});
    buffer_add(lines, line->status >= 500 ? STR(" error http ") : STR(" info http "));
    add_word(lines, str_of(line->method), NAME_SIZE);
    buffer_add_byte(lines, ' ');
    add_word(lines, line->target, TARGET_SIZE);
    add_number(lines, line->status);
    add_number(lines, line->size);
    add_number(lines, line->took_us > 0 ? (uint64_t)line->took_us : 0);
    buffer_add_byte(lines, ' ');
    buffer_add(lines, str_of(line->request_id));
    if (line->key_name.size > 0) {
        buffer_add_byte(lines, ' ');
        add_word(lines, line->key_name, NAME_SIZE);
    }
    buffer_add_byte(lines, '\n');
}

void access_log_flush(struct access_log *log)
{
    log->now.text[0] = '\0';
    if (log->lines.size == 0)
        return;
    /* Nobody can be told when standard error takes no more. */
    ssize_t ignored = write(STDERR_FILENO, log->lines.data, log->lines.size);
    (void)ignored;
    buffer_clear(&log->lines);
}

void access_log_release(struct access_log *log)
{
    buffer_release(&log->lines);
}
