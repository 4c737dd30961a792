/* Days and calendar dates are turned into each other by arithmetic on eras of 400 years whose years begin in March, so that
 * the leap day comes last: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
 *
 * A leap second (":60") is refused: Unix time has no number for it. */
#include "claimd/moment.h"

#include <stdio.h>
#include <time.h>

enum { MS_PER_SECOND = 1000, MS_PER_MINUTE = 60 * MS_PER_SECOND, MS_PER_HOUR = 60 * MS_PER_MINUTE };
enum { MS_PER_DAY = 24 * MS_PER_HOUR, DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400 };
enum { DAYS_TO_EPOCH = 719468 }; /* from 0000-03-01 to 1970-01-01 */

static const int64_t first_moment = -62135596800000; /* 0001-01-01T00:00:00.000Z */
static const int64_t last_moment = 253402300799999;  /* 9999-12-31T23:59:59.999Z */

struct date {
    int64_t year, month, day; /* month and day from 1 */
};

/* Since 1970-01-01. A day past its month counts on into the next one. */
static int64_t days_of(struct date date)
{
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = (year >= 0 ? year : year - (YEARS_PER_ERA - 1)) / YEARS_PER_ERA;
    int64_t year_of_era = year - era * YEARS_PER_ERA;
    int64_t month_from_march = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

/* days is not before 0000-03-01. */
static struct date date_of(int64_t days)
{
    int64_t since = days + DAYS_TO_EPOCH;
    int64_t era = since / DAYS_PER_ERA;
    int64_t day_of_era = since % DAYS_PER_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int64_t year = year_of_era + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
    return (struct date){year, month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    struct date next = month == 12 ? (struct date){year + 1, 1, 1} : (struct date){year, month + 1, 1};
    return days_of(next) - days_of((struct date){year, month, 1});
}

int64_t moment_now_ms(void)
{
    struct timespec now;
    int failed = clock_gettime(CLOCK_REALTIME, &now);
    assert(failed == 0);
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / 1000000;
}

int64_t moment_monotonic_us(void)
{
    struct timespec now;
    int failed = clock_gettime(CLOCK_MONOTONIC, &now);
    assert(failed == 0);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct moment_text moment_format(int64_t unix_ms)
{
    struct moment_text text;
    if (unix_ms < first_moment)
        unix_ms = first_moment;
    if (unix_ms > last_moment)
        unix_ms = last_moment;

    int64_t since_first = unix_ms - first_moment; /* not negative, so that / and % round down */
    unsigned ms = (unsigned)(since_first % MS_PER_DAY);
    struct date date = date_of(since_first / MS_PER_DAY + first_moment / MS_PER_DAY);
    int size = snprintf(text.text, sizeof text.text, "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ", (unsigned)date.year % 10000,
                        (unsigned)date.month % 100, (unsigned)date.day % 100, ms / MS_PER_HOUR, ms / MS_PER_MINUTE % 60,
                        ms / MS_PER_SECOND % 60, ms % MS_PER_SECOND);
    assert(size == MOMENT_SIZE);
    return text;
}

/* Exactly `digits` digits off the front of *rest, from low to high. */
static bool take_number(struct str *rest, size_t digits, int64_t low, int64_t high, int64_t *number)
{
    uint64_t value = 0;
    if (rest->size < digits || !str_number(str_part(*rest, 0, digits), (uint64_t)high, &value))
        return false;
    if ((int64_t)value < low)
        return false;
    *number = (int64_t)value;
    *rest = str_part(*rest, digits, rest->size);
    return true;
}

/* One byte off the front of *rest, which must be one of those in `bytes`. */
static bool take_byte(struct str *rest, struct str bytes)
{
    if (rest->size == 0 || str_find_byte(bytes, 0, rest->data[0]) == bytes.size)
        return false;
    *rest = str_part(*rest, 1, rest->size);
    return true;
}

/* ".5", ".123456": cut to milliseconds. Without a "." it is none, and nothing is taken. */
static bool take_fraction(struct str *rest, int64_t *ms)
{
    int64_t digit = 0;
    int64_t weight = MS_PER_SECOND / 10;

    *ms = 0;
    if (!take_byte(rest, STR(".")))
        return true;
    if (!take_number(rest, 1, 0, 9, &digit))
        return false;
    do {
        *ms += digit * weight;
        weight /= 10;
    } while (take_number(rest, 1, 0, 9, &digit));
    return true;
}

/* "Z" or "+02:00"; milliseconds that local time is ahead of UTC. */
static bool take_offset(struct str *rest, int64_t *ahead_ms)
{
    int64_t hours = 0;
    int64_t minutes = 0;

    *ahead_ms = 0;
    if (take_byte(rest, STR("Zz")))
        return true;
    int64_t sign = rest->size > 0 && rest->data[0] == '-' ? -1 : 1;
    if (!take_byte(rest, STR("+-")) || !take_number(rest, 2, 0, 23, &hours) || !take_byte(rest, STR(":")) ||
        !take_number(rest, 2, 0, 59, &minutes))
        return false;
    *ahead_ms = sign * (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE);
    return true;
}

/* What stands behind the "T" of a time, in milliseconds of UTC since midnight of its date; may be below 0 or past a day. */
static bool take_time(struct str *rest, int64_t *ms)
{
    int64_t hour = 0;
    int64_t minute = 0;
    int64_t second = 0;
    int64_t fraction = 0;
    int64_t ahead_ms = 0;

    if (!take_number(rest, 2, 0, 23, &hour) || !take_byte(rest, STR(":")) || !take_number(rest, 2, 0, 59, &minute) ||
        !take_byte(rest, STR(":")) || !take_number(rest, 2, 0, 59, &second) || !take_fraction(rest, &fraction) ||
        !take_offset(rest, &ahead_ms))
        return false;
    *ms = hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND + fraction - ahead_ms;
    return true;
}

/* The first millisecond of a date and the first one behind its last. */
static bool period(struct date first, struct date behind, int64_t *first_ms, int64_t *last_ms)
{
    *first_ms = days_of(first) * MS_PER_DAY;
    *last_ms = days_of(behind) * MS_PER_DAY - 1;
    return true;
}

bool moment_parse(struct str date, int64_t *first_ms, int64_t *last_ms)
{
    struct str rest = date;
    struct date first = {.month = 1, .day = 1};
    int64_t time_ms = 0;

    if (!take_number(&rest, 4, 1, 9999, &first.year))
        return false;
    if (rest.size == 0)
        return period(first, (struct date){first.year + 1, 1, 1}, first_ms, last_ms);

    if (!take_byte(&rest, STR("-")) || !take_number(&rest, 2, 1, 12, &first.month))
        return false;
    int64_t days = days_in_month(first.year, first.month);
    if (rest.size == 0)
        return period(first, (struct date){first.year, first.month, days + 1}, first_ms, last_ms);

    if (!take_byte(&rest, STR("-")) || !take_number(&rest, 2, 1, days, &first.day))
        return false;
    if (rest.size == 0)
        return period(first, (struct date){first.year, first.month, first.day + 1}, first_ms, last_ms);

    if (!take_byte(&rest, STR("Tt")) || !take_time(&rest, &time_ms) || rest.size != 0)
        return false;
    int64_t moment = days_of(first) * MS_PER_DAY + time_ms;
    if (moment < first_moment || moment > last_moment)
        return false;
    *first_ms = *last_ms = moment;
    return true;
}

bool moment_canonical(struct str date, struct moment_text *text)
{
    enum { DAY_SIZE = sizeof "2023-05-19" - 1 };
    int64_t first_ms = 0;
    int64_t last_ms = 0;

    if (!moment_parse(date, &first_ms, &last_ms))
        return false;
    *text = moment_format(first_ms);
    if (date.size <= DAY_SIZE)
        text->text[date.size] = '\0'; /* what stays is what was given */
    return true;
}
