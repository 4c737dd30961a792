#include "claimd/horizon.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "claimd/moment.h"

/* Columns of horizons.txt, in the order of lexicon.h. */
enum what {
    WHAT_DEADLINE,
    WHAT_BEFORE,
    WHAT_END,
    WHAT_IN,
    WHAT_WITHIN,
    WHAT_NEXT,
    WHAT_THIS,
    WHAT_SOON,
    WHAT_DAYS,
    WHAT_NUMBER,
    WHAT_MONTH,
    WHAT_WEEKDAY,
    WHAT_WEEKEND,
    WHAT_SEASON,
    WHAT_DAY,
    WHAT_WEEK,
    WHAT_QUARTER,
    WHAT_YEAR,
    WHAT_DECADE,
    WHAT_CENTURY,
    WHAT_NONE
};

static const int64_t day_ms = 86400000;

/* A day, month or year; 0: not known. A week ends on Sunday. */
struct when {
    int year, month, day;
};

struct expression {
    const struct reading *reading;
    uint32_t at, end; /* token to be read next; behind the clause's piece */
    struct when published;
    struct when by; /* year 0: only words */
    enum what begins;
    bool is_time; /* an expression of time was read */
};

static enum what what_at(const struct expression *expression, const struct sense **sense)
{
    const struct word *word =
        expression->at < expression->end ? reading_word(expression->reading, expression->at) : NULL;
    *sense = word == NULL ? NULL : word_sense(word, LEXICON_HORIZONS);
    return *sense == NULL ? WHAT_NONE : (enum what)(*sense)->value;
}

/* ---- the calendar ---- */

static int64_t ms_of(struct when day)
{
    char text[16];
    int64_t first = 0;
    int64_t last = 0;
    (void)snprintf(text, sizeof text, "%04d-%02d-%02d", day.year % 10000, day.month % 100, day.day % 100);
    return moment_parse(str_of(text), &first, &last) ? first : INT64_MIN;
}

static struct when day_of(int64_t ms)
{
    struct when day = {0};
    struct moment_text text = moment_format(ms);
    /* NOLINTNEXTLINE(cert-err34-c): our own digits */
    if (sscanf(text.text, "%4d-%2d-%2d", &day.year, &day.month, &day.day) != 3)
        return (struct when){0};
    return day;
}

static struct when add_days(struct when day, int days)
{
    int64_t ms = day.day == 0 ? INT64_MIN : ms_of(day);
    return ms == INT64_MIN ? (struct when){0} : day_of(ms + days * day_ms);
}

static struct when add_months(struct when from, int months)
{
    if (from.month == 0)
        return (struct when){0};
    int month = from.year * 12 + from.month - 1 + months;
    return (struct when){month / 12, month % 12 + 1, 0};
}

static struct when add_years(struct when from, int years)
{
    return from.year == 0 ? (struct when){0} : (struct when){from.year + years, 0, 0};
}

/* Monday is 1. */
static int weekday_of(struct when day)
{
    int64_t ms = ms_of(day);
    return ms == INT64_MIN ? 0 : (int)(((ms / day_ms) % 7 + 10) % 7) + 1;
}

static struct when next_weekday(struct when from, int weekday)
{
    return from.day == 0 ? (struct when){0} : add_days(from, (weekday - weekday_of(from) + 7) % 7);
}

/* The last day of the week that is `weeks` ahead. */
static struct when week_end(struct when from, int weeks)
{
    return from.day == 0 ? (struct when){0} : add_days(from, 7 - weekday_of(from) + 7 * weeks);
}

/* `ahead` units on: 0 is the one in which `from` lies. Its last day, month or year. */
static struct when unit_ahead(struct when from, enum what unit, int ahead)
{
    switch (unit) {
    case WHAT_DAY:
        return add_days(from, ahead);
    case WHAT_WEEK:
    case WHAT_WEEKEND:
        return week_end(from, ahead);
    case WHAT_MONTH:
        return add_months(from, ahead);
    case WHAT_QUARTER:
        return from.month == 0 ? (struct when){0} : add_months(from, 2 - (from.month - 1) % 3 + 3 * ahead);
    case WHAT_YEAR:
        return add_years(from, ahead);
    case WHAT_DECADE:
        return from.year == 0 ? (struct when){0} : (struct when){from.year - from.year % 10 + 9 + 10 * ahead, 0, 0};
    default:
        return (struct when){0};
    }
}

/* A length of time from publication. */
static struct when after(struct when from, enum what unit, int count)
{
    switch (unit) {
    case WHAT_DAY:
        return add_days(from, count);
    case WHAT_WEEK:
        return add_days(from, 7 * count);
    case WHAT_MONTH:
        return add_months(from, count);
    case WHAT_QUARTER:
        return add_months(from, 3 * count);
    case WHAT_YEAR:
        return from.month == 0 ? add_years(from, count) : add_months(from, 12 * count);
    case WHAT_DECADE:
        return from.month == 0 ? add_years(from, 10 * count) : add_months(from, 120 * count);
    default:
        return (struct when){0};
    }
}

/* What is still in time before it. */
static struct when before(struct when by)
{
    if (by.day > 0)
        return add_days(by, -1);
    return by.month > 0 ? add_months(by, -1) : add_years(by, -1);
}

/* ---- the words ---- */

static bool is_unit(enum what what, const struct sense *sense)
{
    return (what == WHAT_MONTH && isnan(sense->weight)) || what == WHAT_WEEKEND ||
           (what >= WHAT_DAY && what < WHAT_NONE);
}

/* A number of one to four digits; -1: none. */
static int digits_at(const struct expression *expression)
{
    if (expression->at >= expression->end || reading_part(expression->reading, expression->at) != PART_NUMBER)
        return -1;
    uint64_t number = 0;
    return str_number(reading_text(expression->reading, expression->at), 9999, &number) ? (int)number : -1;
}

static bool is_year(int number)
{
    return number >= 1000 && number <= 2999;
}

static void skip_mark(struct expression *expression, char mark)
{
    if (expression->at < expression->end && expression->reading->tokens->items[expression->at].mark == mark)
        expression->at++;
}

/* "December", "December 2026", "5 December": the month has been read. */
static bool read_month(struct expression *expression, int month, int day)
{
    const struct when published = expression->published;
    int number = digits_at(expression);
    if (day == 0 && number > 0 && number <= 31) {
        day = number;
        expression->at++;
    }
    uint32_t behind_day = expression->at;
    skip_mark(expression, ',');
    number = digits_at(expression);
    if (is_year(number)) {
        expression->at++;
        expression->by = (struct when){number, month, day};
        return true;
    }
    expression->at = behind_day;
    if (published.year > 0 && published.month > 0) {
        bool is_passed = month < published.month || (month == published.month && day > 0 && day < published.day);
        expression->by = (struct when){published.year + is_passed, month, day};
    }
    return true;
}

/* "2030", "2030s", "5 June", "ten years", "50 years" */
static bool read_number(struct expression *expression, int number)
{
    const struct sense *sense = NULL;
    enum what what = what_at(expression, &sense);

    if (what == WHAT_MONTH && !isnan(sense->weight) && number <= 31) {
        expression->at++;
        return read_month(expression, (int)sense->weight, number);
    }
    if (is_unit(what, sense) && (expression->begins == WHAT_WITHIN || expression->begins == WHAT_IN)) {
        expression->at++;
        expression->by = after(expression->published, what, number);
        return true;
    }
    if (!is_year(number))
        return false;
    expression->by = (struct when){number, 0, 0};
    return true;
}

static bool read_next(struct expression *expression, int ahead)
{
    const struct sense *sense = NULL;
    enum what what = what_at(expression, &sense);
    if (what == WHAT_NONE)
        return false;
    expression->at++;
    if (what == WHAT_WEEKDAY) {
        expression->by =
            next_weekday(ahead > 0 ? add_days(expression->published, 1) : expression->published, (int)sense->weight);
    } else if (what == WHAT_MONTH && !isnan(sense->weight)) {
        return read_month(expression, (int)sense->weight, 0);
    } else if (is_unit(what, sense)) {
        expression->by = unit_ahead(expression->published, what, ahead);
    } else if (what != WHAT_SEASON) {
        return false;
    }
    return true;
}

/* "within weeks": how many, nobody says. */
static bool is_many(const struct expression *expression)
{
    struct str unit = reading_text(expression->reading, expression->at);
    return unit.data[unit.size - 1] == 's';
}

/* What stands behind what began the expression. */
static bool read_time(struct expression *expression)
{
    const struct sense *sense = NULL;
    enum what what = what_at(expression, &sense);
    int number = digits_at(expression);

    if (what == WHAT_NONE && str_equal_nocase(reading_text(expression->reading, expression->at), STR("the"))) {
        expression->at++;
        what = what_at(expression, &sense);
        if (what == WHAT_QUARTER && !isnan(sense->weight)) { /* "in the third quarter" */
            expression->at += sense->words;
            const struct when published = expression->published;
            int month = 3 * (int)sense->weight;
            if (published.year > 0 && published.month > 0)
                expression->by = (struct when){published.year + (month < published.month), month, 0};
            return true;
        }
        if (is_unit(what, sense)) { /* "before the weekend", "by the end of the year" */
            expression->at++;
            expression->by = unit_ahead(expression->published, what, 0);
            if (expression->begins == WHAT_BEFORE && what == WHAT_WEEKEND)
                expression->by = add_days(expression->by, -1); /* Saturday, before which Friday is */
            return expression->begins != WHAT_IN;
        }
        if (what == WHAT_SEASON) {
            expression->at++;
            return true;
        }
    }
    if (number >= 0) {
        expression->at++;
        return read_number(expression, number);
    }
    switch (what) {
    case WHAT_NUMBER:
        expression->at += sense->words;
        return read_number(expression, (int)sense->weight);
    case WHAT_MONTH:
        if (expression->begins == WHAT_WITHIN && isnan(sense->weight) && is_many(expression)) {
            expression->at++;
            return true;
        }
        return read_next(expression, 0);
    case WHAT_WEEKDAY:
        return read_next(expression, 0);
    case WHAT_NEXT:
    case WHAT_THIS:
        expression->at += sense->words;
        return read_next(expression, what == WHAT_NEXT);
    case WHAT_DECADE:
    case WHAT_YEAR:
    case WHAT_WEEK:
    case WHAT_DAY:
        if (!is_many(expression)) /* "over the next decade" */
            expression->by = after(expression->published, what, 1);
        expression->at++;
        return expression->begins == WHAT_WITHIN;
    case WHAT_DAYS:
        expression->at += sense->words;
        expression->by = add_days(expression->published, (int)sense->weight);
        return true;
    default:
        return false;
    }
}

/* An expression of time that begins at expression->at. */
static bool read_expression(struct expression *expression)
{
    const struct sense *sense = NULL;
    expression->begins = what_at(expression, &sense);

    switch (expression->begins) {
    case WHAT_SOON:
        expression->at += sense->words;
        return true;
    case WHAT_DAYS:
    case WHAT_NEXT:
    case WHAT_THIS:
        return read_time(expression);
    case WHAT_DEADLINE:
    case WHAT_BEFORE:
    case WHAT_END:
    case WHAT_IN:
    case WHAT_WITHIN:
        expression->at += sense->words;
        if (expression->at >= expression->end || !read_time(expression))
            return false;
        if (expression->begins == WHAT_BEFORE)
            expression->by = before(expression->by);
        return true;
    default:
        return false;
    }
}

static bool is_passed(struct when by, struct when published)
{
    if (by.year == 0 || published.year == 0 || by.year != published.year)
        return by.year != 0 && by.year < published.year;
    if (by.month == 0 || published.month == 0 || by.month != published.month)
        return by.month != 0 && by.month < published.month;
    return by.day != 0 && by.day < published.day;
}

static struct when published_day(const char *published_at)
{
    struct when day = {0};
    int64_t first = 0;
    int64_t last = 0;
    if (published_at == NULL || !moment_parse(str_of(published_at), &first, &last))
        return day;
    size_t size = strlen(published_at);
    day = day_of(first);
    if (size < sizeof "2025-01" - 1)
        day.month = 0;
    if (size < sizeof "2025-01-01" - 1)
        day.day = 0;
    return day;
}

static void write_date(struct when by, char text[static 16])
{
    if (by.year <= 0 || by.year > 9999)
        return;
    if (by.day > 0) {
        (void)snprintf(text, 16, "%04d-%02d-%02d", by.year, by.month % 100, by.day % 100);
    } else if (by.month > 0) {
        (void)snprintf(text, 16, "%04d-%02d", by.year, by.month % 100);
    } else {
        (void)snprintf(text, 16, "%04d", by.year);
    }
}

void horizon_find(const struct reading *reading, uint32_t clause, const char *published_at, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    struct when published = published_day(published_at);

    for (uint32_t i = clause_piece(reading, clause, it->first, false); i < it->behind;
         i = clause_piece(reading, clause, i + 1, false)) {
        const struct piece *piece = &reading->pieces[i];
        for (uint32_t at = piece->from; at < piece->to; at++) {
            struct expression expression = {.reading = reading, .at = at, .end = piece->to, .published = published};
            if (!read_expression(&expression) || is_passed(expression.by, published))
                continue;
            claim->horizon = token_span(reading->tokens, at, expression.at);
            write_date(expression.by, claim->horizon_by);
            claim_because(claim, RULE_HORIZON, word_sense(reading_word(reading, at), LEXICON_HORIZONS), claim->horizon);
            return;
        }
    }
}
