#include "claimd/written_date.h"

#include <stdio.h>

static const struct {
    const char *name; /* as a key of words.h */
    unsigned month;
} months[] = {
    /* clang-format off */
    {"january", 1},    {"february", 2},  {"march", 3},     {"april", 4},     {"may", 5},       {"june", 6},
    {"july", 7},       {"august", 8},    {"september", 9}, {"october", 10},  {"november", 11}, {"december", 12},
    {"jan", 1},        {"feb", 2},       {"mar", 3},       {"apr", 4},       {"jun", 6},       {"jul", 7},
    {"aug", 8},        {"sep", 9},       {"sept", 9},      {"oct", 10},      {"nov", 11},      {"dec", 12},
    {"januar", 1},     {"februar", 2},   {"marz", 3},      {"mai", 5},       {"juni", 6},      {"juli", 7},
    {"oktober", 10},   {"dezember", 12}, {"janner", 1},
    {"janvier", 1},    {"fevrier", 2},   {"mars", 3},      {"avril", 4},     {"juin", 6},      {"juillet", 7},
    {"aout", 8},       {"septembre", 9}, {"octobre", 10},  {"novembre", 11}, {"decembre", 12},
    {"enero", 1},      {"febrero", 2},   {"marzo", 3},     {"abril", 4},     {"mayo", 5},      {"junio", 6},
    {"julio", 7},      {"agosto", 8},    {"septiembre", 9}, {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11},
    {"diciembre", 12},
    {"gennaio", 1},    {"febbraio", 2},  {"aprile", 4},    {"maggio", 5},    {"giugno", 6},    {"luglio", 7},
    {"settembre", 9},  {"ottobre", 10},  {"dicembre", 12},
    {"janeiro", 1},    {"fevereiro", 2}, {"marco", 3},     {"maio", 5},      {"junho", 6},     {"julho", 7},
    {"setembro", 9},   {"outubro", 10},  {"novembro", 11}, {"dezembro", 12},
    {"januari", 1},    {"februari", 2},  {"maart", 3},     {"mei", 5},       {"augustus", 8},
    {"maj", 5},        {"augusti", 8},   {"marts", 3},     {"desember", 12},
    {"stycznia", 1},   {"lutego", 2},    {"marca", 3},     {"kwietnia", 4},  {"maja", 5},      {"czerwca", 6},
    {"lipca", 7},      {"sierpnia", 8},  {"wrzesnia", 9},  {"pazdziernika", 10}, {"listopada", 11}, {"grudnia", 12},
    {"ledna", 1},      {"unora", 2},     {"brezna", 3},    {"dubna", 4},     {"kvetna", 5},    {"cervna", 6},
    {"cervence", 7},   {"srpna", 8},     {"zari", 9},      {"rijna", 10},    {"prosince", 12},
    /* clang-format on */
};

/* Behind a day, and between the parts of a date: "19th of May", "19 de mayo de 2023". */
static const char *const day_ends[] = {"st", "nd", "rd", "th", "er", "o", "a", "."};
static const char *const joints[] = {"of", "de", "del", "di"};

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999 };

static unsigned month_of(struct str key)
{
    for (size_t i = 0; i < COUNT(months); i++) {
        if (str_is(key, months[i].name))
            return months[i].month;
    }
    return 0;
}

/* Digits off the front of *rest; 0 when there are none or more than `most`. */
static unsigned take_digits(struct str *rest, size_t most)
{
    size_t size = 0;
    uint64_t number = 0;
    while (size < rest->size && rest->data[size] >= '0' && rest->data[size] <= '9')
        size++;
    if (size == 0 || size > most || !str_number(str_part(*rest, 0, size), LAST_YEAR, &number))
        return 0;
    *rest = str_part(*rest, size, rest->size);
    return (unsigned)number;
}

static unsigned year_of(struct str key)
{
    struct str rest = key;
    unsigned year = take_digits(&rest, 4);
    return rest.size == 0 && year >= FIRST_YEAR ? year : 0;
}

static unsigned day_of(struct str key)
{
    struct str rest = key;
    unsigned day = take_digits(&rest, 2);
    bool is_day = rest.size == 0 && day >= 1 && day <= 31;
    for (size_t i = 0; i < COUNT(day_ends) && !is_day; i++)
        is_day = day >= 1 && day <= 31 && str_is(rest, day_ends[i]);
    return is_day ? day : 0;
}

/* Month or day 0: unknown. */
static bool fill(struct written_date *date, unsigned year, unsigned month, unsigned day)
{
    struct moment_text canonical;
    if (day > 0) {
        (void)snprintf(date->text, sizeof date->text, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
    } else if (month > 0) {
        (void)snprintf(date->text, sizeof date->text, "%04u-%02u", year % 10000, month % 100);
    } else {
        (void)snprintf(date->text, sizeof date->text, "%04u", year % 10000);
    }
    return moment_canonical(str_of(date->text), &canonical);
}

/* "2023-05-19…", "2023/05/19", "2023.5.19", "2023年5月19日" */
static bool year_first(struct str key, struct written_date *date)
{
    struct str rest = key;
    unsigned year = take_digits(&rest, 4);
    if (year < FIRST_YEAR)
        return false;
    bool is_cjk = str_starts(rest, STR("年"));
    char separator = rest.size > 0 ? rest.data[0] : '\0';
    if (!is_cjk && separator != '-' && separator != '/' && separator != '.')
        return false;
    rest = str_part(rest, is_cjk ? STR("年").size : 1, rest.size);
    unsigned month = take_digits(&rest, 2);
    if (is_cjk ? !str_starts(rest, STR("月")) : rest.size == 0 || rest.data[0] != separator)
        return false;
    rest = str_part(rest, is_cjk ? STR("月").size : 1, rest.size);
    unsigned day = take_digits(&rest, 2);
    bool is_end = rest.size == 0 || rest.data[0] == 't' || rest.data[0] == ':' || (is_cjk && day > 0);
    return month > 0 && day > 0 && is_end && fill(date, year, month, day);
}

/* "19.05.2023", "19/05/2023", "05/19/2023", "19-May-2023" */
static bool year_last(struct str key, struct written_date *date)
{
    struct str rest = key, parts[3];
    char separator = str_find_byte(key, 0, '.') < key.size ? '.' : str_find_byte(key, 0, '/') < key.size ? '/' : '-';
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!str_split(&rest, separator, &parts[i]))
            return false;
    }
    unsigned year = year_of(parts[2]), first = day_of(parts[0]), second = day_of(parts[1]);
    if (rest.data != NULL || year == 0 || first == 0)
        return false;
    if (second == 0)
        return month_of(parts[1]) > 0 && fill(date, year, month_of(parts[1]), first);
    if (separator == '.' || first > 12)
        return second <= 12 && fill(date, year, second, first);
    if (second > 12 || first == second)
        return fill(date, year, first, second);
    return fill(date, year, 0, 0);
}

/* Key of the word behind the joint that may stand at *at. */
static struct str next_key(const struct words *words, size_t *at)
{
    for (size_t i = 0; i < COUNT(joints) && *at < words->count; i++) {
        if (str_is(words->items[*at].key, joints[i])) {
            ++*at;
            break;
        }
    }
    return *at < words->count ? words->items[(*at)++].key : (struct str){0};
}

/* "19 May 2023", "19 de mayo de 2023", "May 19, 2023", "May 2023" */
static bool with_month(const struct words *words, struct written_date *date)
{
    size_t at = date->from;
    struct str first = words->items[at++].key;
    unsigned day = day_of(first), month = month_of(first);
    if (day == 0 && month == 0)
        return false;
    if (day > 0)
        month = month_of(next_key(words, &at));
    struct str next = next_key(words, &at);
    if (day == 0 && day_of(next) > 0) {
        day = day_of(next);
        next = next_key(words, &at);
    }
    date->to = at;
    return month > 0 && year_of(next) > 0 && fill(date, year_of(next), month, day);
}

bool written_date_at(const struct words *words, size_t at, struct written_date *date)
{
    *date = (struct written_date){.from = at, .to = at + 1};
    struct str key = words->items[at].key;
    return year_first(key, date) || year_last(key, date) || with_month(words, date);
}

bool written_date_find(const struct words *words, size_t from, struct written_date *date)
{
    for (size_t at = from; at < words->count; at++) {
        if (written_date_at(words, at, date))
            return true;
    }
    return false;
}

/* "+02:00", "+0200", "+02" or "Z" as RFC 3339 has it; "" for anything else. */
static const char *offset_of(struct arena *arena, struct str rest)
{
    struct str digits = str_part(rest, 1, 2), minutes = str_part(rest, 3, rest.size);
    uint64_t number;
    if (str_is(rest, "Z") || str_is(rest, "z") || str_is(rest, "UTC") || str_is(rest, "GMT"))
        return "Z";
    if (rest.size < 3 || (rest.data[0] != '+' && rest.data[0] != '-') || !str_number(digits, 23, &number))
        return "";
    if (minutes.size > 0 && minutes.data[0] == ':')
        minutes = str_part(minutes, 1, minutes.size);
    if (minutes.size != 0 && (minutes.size != 2 || !str_number(minutes, 59, &number)))
        return "";
    return arena_printf(arena, "%c%.*s:%.2s", rest.data[0], STR_PRINT(digits), minutes.size == 0 ? "00" : minutes.data);
}

/* Behind the date: "06:01", "06:01:07", "06:01:07.123", then an offset. false where there is no offset. */
static bool add_time(struct arena *arena, struct str day, struct str time, struct moment_text *date)
{
    size_t end = 0;
    while (end < time.size &&
           ((time.data[end] >= '0' && time.data[end] <= '9') || time.data[end] == ':' || time.data[end] == '.'))
        end++;
    struct str clock = str_part(time, 0, end);
    const char *offset = offset_of(arena, str_trim(str_part(time, end, time.size)));
    const char *seconds = clock.size == 5 ? ":00" : "";
    char *whole = arena_printf(arena, "%.*sT%.*s%s%s", STR_PRINT(day), STR_PRINT(clock), seconds, offset);
    return offset[0] != '\0' && moment_canonical(str_of(whole), date);
}

bool written_date_parse(struct arena *arena, struct str text, struct moment_text *date)
{
    enum { DAY_SIZE = sizeof "2023-05-19" - 1 };
    struct str whole = str_trim(text), day = str_part(whole, 0, DAY_SIZE);
    struct words words = words_of(arena, whole);
    struct written_date written;
    uint64_t number;
    if (moment_canonical(whole, date))
        return whole.size > 4;
    if (day.size == DAY_SIZE && moment_canonical(day, date)) {
        struct str time = str_trim(str_part(whole, DAY_SIZE, whole.size));
        if (time.size > 0 && (time.data[0] == 'T' || time.data[0] == 't'))
            time = str_part(time, 1, time.size);
        return add_time(arena, day, time, date) || moment_canonical(day, date);
    }
    if (str_number(str_part(whole, 0, 8), 29991231, &number) && (whole.size == 8 || whole.size == 14)) {
        char *dashed = arena_printf(arena, "%.4s-%.2s-%.2s", whole.data, whole.data + 4, whole.data + 6);
        return moment_canonical(str_of(dashed), date);
    }
    return written_date_find(&words, 0, &written) && moment_canonical(str_of(written.text), date);
}
