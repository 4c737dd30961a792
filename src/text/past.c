#include "claimd/past.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of the clause, and tokens of a phrase: "In the early 1980s", "About 20 years ago". */
enum { NEAR = 4 };
enum { CENTURY = 2000 };

/* "1974", "1880s"; 0: no year, or that of a thing ("the 1934 law") */
static uint32_t year_at(const struct reading *reading, uint32_t at)
{
    struct str text = reading_text(reading, at);
    char digits[5] = "";
    bool is_decade = text.size == 5 && (text.data[4] | 0x20) == 's';
    if ((text.size != 4 && !is_decade) || (!is_decade && reading_part(reading, at - 1) == PART_DETERMINER))
        return 0;
    memcpy(digits, text.data, 4);
    return strspn(digits, "0123456789") == 4 ? (uint32_t)strtoul(digits, NULL, 10) : 0;
}

/* "When he was young": what the clause goes with has been. */
static bool is_occasion(const struct reading *reading, const struct piece *piece)
{
    static const struct str verbs[] = {STR("was"), STR("were"), STR("had")};
    if (piece->opening != OPENS_OCCASION || piece->verb == READING_NONE)
        return false;
    size_t i = 0;
    while (i < COUNT(verbs) && !str_equal_nocase(reading_text(reading, piece->verb), verbs[i]))
        i++;
    return i < COUNT(verbs) || reading_part(reading, piece->verb) == PART_PAST;
}

/* "In 1990", "By the 1880s", "Twenty years ago", "As a child": a phrase of time, and neither "Built in 1990" nor "If the law of 1934". */
static bool is_time(const struct reading *reading, uint32_t from, uint32_t to)
{
    bool is_placed =
        reading_part(reading, from) == PART_PREPOSITION || reading_part(reading, from) == PART_SUBORDINATOR;
    uint32_t least = reading->year == 0 ? CENTURY : reading->year;
    for (uint32_t at = from; at < to && at <= from + NEAR; at++) {
        enum part part = reading_part(reading, at);
        uint32_t year = is_placed ? year_at(reading, at) : 0;
        if ((at == from && reading_is_kind_term(reading, at, KIND_PAST)) || (year > 0 && year < least) ||
            (at > from + 1 && str_equal_nocase(reading_text(reading, at), STR("ago"))))
            return true;
        if (part == PART_MARK || part == PART_PARTICIPLE || part == PART_ING || part == PART_PAST)
            return false;
    }
    return false;
}

bool past_begins(const struct reading *reading, uint32_t clause)
{
    const struct clause *it = &reading->clauses[clause];
    uint32_t verb = reading->pieces[it->piece].verb;

    for (uint32_t i = it->first; i <= it->piece && i < it->first + NEAR; i++) {
        const struct piece *piece = &reading->pieces[i];
        if (piece->clause != clause)
            continue;
        uint32_t to = piece->to < verb ? piece->to : verb;
        bool is_phrase = !piece->is_aside && (i == it->piece || piece->verb == READING_NONE);
        if (is_occasion(reading, piece) || (is_phrase && is_time(reading, piece->from, to)))
            return true;
    }
    return false;
}
