#include "claimd/subject.h"

#include "claimd/piece.h"

enum { YEAR_DIGITS = 4 };

/* "sold" of "has not been sold". */
static uint32_t lexical_verb(const struct reading *reading, uint32_t finite)
{
    uint32_t verb = finite;
    for (uint32_t at = finite; at < reading->to; at++) {
        enum part part = reading_part(reading, at);
        bool is_verb = part == PART_BE || part == PART_HAVE || part == PART_DO || part == PART_MODAL ||
                       part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE ||
                       part == PART_ING;
        bool is_inverted = at == finite + 1 && part == PART_SUBJECT; /* "do you think" */
        if (!is_verb && part != PART_NOT && part != PART_ADVERB && !is_inverted)
            break;
        if (is_verb)
            verb = at;
        if (part == PART_PRESENT || part == PART_PAST ||
            (part == PART_BASE && at > finite + 1 && reading_part(reading, at - 1) == PART_TO))
            break;
    }
    return verb;
}

static bool is_aside_opening(uint8_t opening)
{
    return opening == OPENS_SUBORDINATE || opening == OPENS_QUESTION || opening == OPENS_RELATIVE ||
           opening == OPENS_BRACKET;
}

/* "In 1968 | David Levy": a year and a name are no phrase. */
static bool is_behind_year(const struct reading *reading, uint32_t from, uint32_t at)
{
    return at >= from + 2 && reading_part(reading, at) == PART_NAME && reading_part(reading, at - 1) == PART_NUMBER &&
           reading->tokens->items[at - 1].size == YEAR_DIGITS && reading_part(reading, at - 2) == PART_PREPOSITION;
}

/* Where the subject begins in a stretch before its verb: behind what opens the piece, adverbs, and a phrase of time or place
 * ("In 2010 the company"). */
static uint32_t subject_start(const struct reading *reading, uint32_t from, uint32_t to)
{
    uint32_t at = from;
    while (at < to) {
        enum part part = reading_part(reading, at);
        if (part != PART_COORDINATOR && part != PART_SUBORDINATOR && part != PART_CONTRAST && part != PART_OCCASION &&
            part != PART_THAT && part != PART_ADVERB && part != PART_INTERJECTION && part != PART_MARK &&
            part != PART_NOT)
            break;
        at++;
    }
    if (reading_part(reading, at) == PART_RELATIVE && at + 1 < to)
        return at + 1; /* "which the navy left" */
    if (reading_part(reading, at) != PART_PREPOSITION && reading_part(reading, at) != PART_LINKER)
        return at;
    /* The phrase ends before a noun phrase that no preposition governs. */
    for (uint32_t next = at + 2; next < to; next++) {
        enum part before = reading_part(reading, next - 1);
        enum part part = reading_part(reading, next);
        bool is_start = part == PART_DETERMINER || part == PART_SUBJECT || part == PART_POSSESSIVE ||
                        part == PART_DEMONSTRATIVE || part == PART_PRONOUN;
        bool is_end = before == PART_NOUN || before == PART_NAME || before == PART_NUMBER;
        if (is_start && is_end && str_equal_nocase(reading_text(reading, next), STR("'s")) == false)
            return next;
        if (is_behind_year(reading, from, next))
            return next;
    }
    return at;
}

static bool is_start(uint8_t opening)
{
    return opening == OPENS_SENTENCE || opening == OPENS_AND || opening == OPENS_BREAK || opening == OPENS_CONTENT;
}

static void set_subject(struct piece *piece, uint32_t from, uint32_t to)
{
    piece->subject_from = from;
    piece->subject_to = to;
}

/* A word that, put in front, puts the auxiliary before its subject, with what may stand between: "only in 1997 did", "no sooner had". */
static bool is_fronted(const struct reading *reading, uint32_t at, uint32_t verb)
{
    static const struct str words[] = {STR("only"),     STR("not"),     STR("never"),   STR("hardly"),
                                       STR("scarcely"), STR("rarely"),  STR("seldom"),  STR("nor"),
                                       STR("no"),       STR("nowhere"), STR("neither"), STR("so")};
    size_t i = 0;
    while (i < COUNT(words) && !str_equal_nocase(reading_text(reading, at), words[i]))
        i++;
    enum part next = reading_part(reading, at + 1);
    return i < COUNT(words) && (at + 1 == verb || next == PART_PREPOSITION || next == PART_ADVERB ||
                                (next == PART_ADJECTIVE && at + 2 == verb)); /* "so great was" */
}

/* "Only in 1997 did the machine win", "hardly had the war ended", "nor did she": the subject stands behind the auxiliary. */
static bool find_inverted(const struct reading *reading, struct piece *piece)
{
    enum part verb = reading_part(reading, piece->verb);
    uint32_t first = piece->from;
    if (reading_part(reading, first) == PART_COORDINATOR && first + 1 < piece->verb)
        first++; /* "and never has it" */
    if (first >= piece->verb || (verb != PART_DO && verb != PART_HAVE && verb != PART_MODAL && verb != PART_BE) ||
        !is_fronted(reading, first, piece->verb) || !piece_is_phrase_start(reading_part(reading, piece->verb + 1)))
        return false;
    for (uint32_t at = first + 1; at < piece->verb; at++) {
        if (reading_part(reading, at) == PART_SUBJECT)
            return false;
    }
    uint32_t end = piece->verb + 1;
    while (end < piece->to && reading_part(reading, end) != PART_BASE &&
           reading_part(reading, end) != PART_PARTICIPLE && reading_part(reading, end) != PART_MARK)
        end++;
    set_subject(piece, piece->verb + 1, end);
    if (end < piece->to && reading_part(reading, end) != PART_MARK)
        piece->lexical = lexical_verb(reading, end);
    return true;
}

/* Before the verb in its own piece. */
static bool find_inside(const struct reading *reading, struct piece *piece)
{
    uint32_t end = piece->verb;
    while (end > piece->from &&
           (reading_part(reading, end - 1) == PART_ADVERB || reading_part(reading, end - 1) == PART_NOT))
        end--;
    uint32_t start = subject_start(reading, piece->from, end);
    set_subject(piece, start, end);
    return start < end;
}

static bool is_noun_phrase(enum part part)
{
    return part == PART_DETERMINER || part == PART_POSSESSIVE || part == PART_NOUN || part == PART_NAME;
}

/* In pieces before: a noun phrase that has no verb of its own ("The daily, citing two people, reported"; "bread | and wine |
 * were"), or the subject of the clause before ("closed it | and sold it"). */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static void find_before(const struct reading *reading, uint32_t number)
{
    struct piece *piece = &reading->pieces[number];
    uint32_t later = READING_NONE; /* "In 1990, | many houses, | often small, | were": the piece that may be it */
    uint32_t end = 0;              /* behind the parts that "and" has joined right before */

    for (uint32_t i = number; i-- > 0;) {
        const struct piece *before = &reading->pieces[i];
        if (before->opening == OPENS_QUESTION && piece->opening == OPENS_VERB) { /* "what it leaves out | is" */
            set_subject(piece, before->from, before->to);
            return;
        }
        if (i + 1 == number && i > 0 && before->opening == OPENS_COMMA && before->mark == ',' &&
            before->verb != READING_NONE && piece->opening == OPENS_COMMA &&
            reading->pieces[i - 1].verb == READING_NONE)
            continue; /* "the bishop, it was said, | kept" */
        if (before->verb != READING_NONE && !is_aside_opening(before->opening)) {
            set_subject(piece, before->subject_from, before->subject_to);
            return;
        }
        if (before->opening == OPENS_AND && before->mark == ',' && i + 2 == number &&
            (reading->pieces[i + 1].opening == OPENS_RELATIVE ||
             reading->pieces[i + 1].opening == OPENS_CONTRAST)) { /* ", but the walls, which were old, | fell" */
            set_subject(piece, subject_start(reading, before->from, before->to), before->to);
            return;
        }
        if (before->opening == OPENS_AND && end == 0)
            end = before->to;
        if (before->opening == OPENS_COMMA && i + 1 < number && is_noun_phrase(reading_part(reading, before->from)))
            later = i;
        if (before->opening == OPENS_AND || before->opening == OPENS_COMMA)
            continue;
        uint32_t start = subject_start(reading, before->from, before->to);
        if (is_start(before->opening) && start < before->to && reading_part(reading, start) != PART_PREPOSITION) {
            set_subject(piece, start, end > 0 && i + 2 >= number ? end : before->to);
            return;
        }
        end = 0;
    }
    if (later != READING_NONE)
        set_subject(piece, reading->pieces[later].from, reading->pieces[later].to);
}

/* "Oil | and gas pipelines connect": the subject began before. */
static void extend_subject(const struct reading *reading, uint32_t number)
{
    struct piece *piece = &reading->pieces[number];
    if (number == 0 || piece->opening != OPENS_AND || piece->mark == ',')
        return;
    const struct piece *before = &reading->pieces[number - 1];
    uint32_t start = subject_start(reading, before->from, before->to);
    if (before->verb == READING_NONE && is_start(before->opening) && before->opening != OPENS_AND &&
        start < before->to && reading_part(reading, start) != PART_PREPOSITION)
        piece->subject_from = start;
}

void subjects_find(struct reading *reading)
{
    for (uint32_t i = 0; i < reading->piece_count; i++) {
        struct piece *piece = &reading->pieces[i];
        set_subject(piece, piece->from, piece->from);
        piece->lexical = READING_NONE;
        if (piece->verb == READING_NONE)
            continue;
        piece->lexical = lexical_verb(reading, piece->verb);
        if (find_inverted(reading, piece))
            continue;
        if (find_inside(reading, piece)) {
            extend_subject(reading, i);
        } else {
            find_before(reading, i);
        }
    }
}

uint32_t subject_phrase(const struct reading *reading, uint32_t from, uint32_t end)
{
    uint32_t at = end;
    while (at > from) {
        const struct token *token = &reading->tokens->items[at - 1];
        enum part part = reading_part(reading, at - 1);
        bool is_hyphen = token->mark == '-' && !token->is_spaced && at < end;
        if (part != PART_NOUN && part != PART_NAME && part != PART_ADJECTIVE && part != PART_NUMBER &&
            part != PART_POSSESSIVE && part != PART_DETERMINER && !is_hyphen)
            break;
        if (at < end && is_behind_year(reading, from, at))
            break;
        at--;
        if (part == PART_DETERMINER)
            break;
    }
    return at;
}
