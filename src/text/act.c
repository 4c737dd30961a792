#include "claimd/act.h"

enum { NEAR = 12 }; /* tokens of a subject that are looked at */

/* A subject that can order nobody about: no name, pronoun or word for people in its first tokens. */
static bool is_thing(const struct reading *reading, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to && at < from + NEAR; at++) {
        enum part part = reading_part(reading, at);
        if (part == PART_NAME || part == PART_SUBJECT || part == PART_PRONOUN || part == PART_RELATIVE ||
            word_sense(reading_word(reading, at), LEXICON_ACTORS) != NULL)
            return false;
    }
    return from < to;
}

/* Whether the piece goes on in what the saying has, by a finite verb in the past without a subject of its own. */
static bool is_going_on(const struct reading *reading, const struct saying *saying, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    if (piece->opening != OPENS_AND || piece->verb == READING_NONE || piece->verb > piece->from + 2 ||
        reading_part(reading, piece->verb) != PART_PAST || piece->subject_to > piece->from)
        return false;
    return !saying->is_whole && saying->first > saying->piece && saying->first < number && saying->behind > number &&
           saying->holder_from < saying->holder_to;
}

void act_take(struct reading *reading, uint32_t number)
{
    if (reading->saying_count == 0)
        return;
    struct piece *piece = &reading->pieces[number];
    struct saying *last = &reading->sayings[reading->saying_count - 1];
    if (!is_going_on(reading, last, number) || !is_thing(reading, piece->subject_from, piece->subject_to) ||
        word_any_sense(reading_word(reading, piece->verb), LEXICON_ACTS) == NULL)
        return;
    last->behind = number;
    piece->subject_from = last->holder_from;
    piece->subject_to = last->holder_to;
}
