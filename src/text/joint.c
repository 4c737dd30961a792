/* What stands where, by parts of speech and openings; nothing here changes a reading. */
#include "claimd/joint.h"

#include "claimd/piece.h"
#include "claimd/subject.h"

bool joint_is_verb_coming(const struct reading *reading, uint32_t number)
{
    for (uint32_t i = number; i < reading->piece_count; i++) {
        const struct piece *piece = &reading->pieces[i];
        if (i > number && piece->opening == OPENS_BREAK)
            return false;
        if (piece->verb != READING_NONE && piece->opening != OPENS_RELATIVE && piece->opening != OPENS_SUBORDINATE)
            return true;
    }
    return false;
}

bool joint_is_noun(enum part part)
{
    return part == PART_NOUN || part == PART_NAME;
}

bool joint_is_article(const struct reading *reading, uint32_t at)
{
    struct str text = reading_text(reading, at);
    return str_equal_nocase(text, STR("a")) || str_equal_nocase(text, STR("an")) || str_equal_nocase(text, STR("the"));
}

/* "one of the oldest in Europe" */
static bool is_one_of(const struct reading *reading, uint32_t at)
{
    return str_equal_nocase(reading_text(reading, at), STR("one")) && at + 1 < reading->to &&
           str_equal_nocase(reading_text(reading, at + 1), STR("of"));
}

static bool is_indefinite(const struct reading *reading, uint32_t at)
{
    struct str text = reading_text(reading, at);
    return str_equal_nocase(text, STR("a")) || str_equal_nocase(text, STR("an"));
}

bool joint_is_listed(const struct reading *reading, uint32_t number)
{
    if (number + 1 >= reading->piece_count)
        return false;
    const struct piece *next = &reading->pieces[number + 1];
    bool is_subject = next->verb == next->from + 2 && next->mark != ',' &&
                      reading_part(reading, next->from + 1) == PART_NAME; /* "A, the B and C are" */
    if (next->opening != OPENS_AND || (next->verb != READING_NONE && !is_subject))
        return false;
    enum part first = reading_part(reading, next->from + 1);
    return next->mark == ',' || !is_indefinite(reading, reading->pieces[number].from) ||
           (first != PART_NOUN && first != PART_ADJECTIVE); /* "Ann Lee, an engineer and painter" */
}

const struct piece *joint_explained(const struct reading *reading, uint32_t number)
{
    const struct piece *before = &reading->pieces[number - 1];
    return before->opening == OPENS_BRACKET && number > 1 ? before - 1 : before;
}

/* "a beam that", "a fee for": it says more than a noun or two. */
static bool goes_on(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    if (number + 1 < reading->piece_count && piece[1].opening == OPENS_RELATIVE)
        return true;
    for (uint32_t at = piece->from; at < piece->to; at++) {
        enum part part = reading_part(reading, at);
        if (part == PART_PREPOSITION || part == PART_PARTICIPLE || part == PART_ING || part == PART_TO)
            return true;
    }
    return false;
}

bool joint_is_apposition(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    const struct piece *before = joint_explained(reading, number);
    enum part last = reading_part(reading, before->to - 1);

    if (!joint_is_noun(last) || piece->to - piece->from < 2 || joint_is_listed(reading, number) ||
        before->opening == OPENS_AND)
        return false;
    if (is_one_of(reading, piece->from))
        return true;
    if (joint_is_article(reading, piece->from)) {
        return last == PART_NAME ||
               (is_indefinite(reading, piece->from) &&
                (reading->tokens->items[before->to - 1].shape == SHAPE_CAPITAL || goes_on(reading, number)));
    }
    if (reading_part(reading, piece->from) == PART_POSSESSIVE) { /* "Imran Qureshi, his barrister," */
        bool is_closed = number + 1 < reading->piece_count && piece[1].mark == ',';
        return last == PART_NAME && is_closed && reading_part(reading, piece->to - 1) == PART_NOUN;
    }
    return last == PART_NAME && reading_part(reading, piece->from) == PART_NOUN &&
           reading_part(reading, piece->from + 1) == PART_PREPOSITION;
}

bool joint_is_negative(const struct reading *reading, uint32_t at)
{
    if (reading_part(reading, at) != PART_NOT)
        return false;
    const struct sense *sense = word_sense(reading_word(reading, at), LEXICON_NEGATION);
    return sense != NULL && sense->value == NEGATION_VERB;
}

uint32_t joint_zero_relative(const struct reading *reading, uint32_t from, uint32_t verb)
{
    uint32_t at = verb;
    while (at > from && (reading_part(reading, at - 1) == PART_ADVERB || reading_part(reading, at - 1) == PART_NOT))
        at--;
    if (at < from + 2)
        return READING_NONE;
    if (reading_part(reading, at - 1) == PART_SUBJECT)
        return joint_is_noun(reading_part(reading, at - 2)) ? at - 2 : READING_NONE;
    at = subject_phrase(reading, from, at);
    bool is_determined = reading_part(reading, at) == PART_DETERMINER && at + 1 < verb;
    return is_determined && at > from && reading_part(reading, at - 1) == PART_NOUN ? at - 1 : READING_NONE;
}

bool joint_is_zero_relative(const struct reading *reading, const struct piece *piece)
{
    if (piece->verb == READING_NONE || piece->lexical == READING_NONE ||
        !joint_is_noun(reading_part(reading, piece->from + 1)))
        return false;
    uint32_t behind = piece->lexical + 1;
    return (behind >= piece->to || reading_part(reading, behind) == PART_MARK) &&
           joint_zero_relative(reading, piece->from + 1, piece->verb) != READING_NONE;
}

bool joint_is_joined_subject(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    if (piece->verb != READING_NONE || piece->mark != ',' || number + 1 >= reading->piece_count ||
        piece[1].opening != OPENS_AND || piece[1].mark != '\0' || piece[1].verb == READING_NONE ||
        piece[1].verb <= piece[1].from + 1 || reading_part(reading, piece[1].verb - 1) != PART_NAME)
        return false;
    return reading_part(reading, piece->to - 1) == PART_NAME && joint_is_noun(reading_part(reading, piece->from + 1)) &&
           reading_part(reading, piece->from + 2) == PART_PREPOSITION;
}

/* "the more", "the longer" */
static bool is_the_more(const struct reading *reading, const struct piece *piece)
{
    static const struct str words[] = {STR("more"), STR("less"), STR("further"), STR("later"), STR("sooner")};
    uint32_t at = piece->from;
    if (reading_part(reading, at) == PART_COORDINATOR || reading_part(reading, at) == PART_THAT)
        at++;
    if (at + 1 >= piece->to || !str_equal_nocase(reading_text(reading, at), STR("the")))
        return false;
    size_t i = 0;
    while (i < COUNT(words) && !str_equal_nocase(reading_text(reading, at + 1), words[i]))
        i++;
    const struct sense *sense = word_any_sense(reading_word(reading, at + 1), LEXICON_CLAIM_KINDS);
    while (sense != NULL && (sense->list != LEXICON_CLAIM_KINDS || sense->value != CLAIM_COMPARISON ||
                             sense->value2 != KIND_PREDICATE || sense->words > 1))
        sense = sense_behind(sense);
    return i < COUNT(words) || sense != NULL;
}

bool joint_is_correlative(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    return number + 1 < reading->piece_count && piece[1].mark == ',' && piece[1].opening == OPENS_COMMA &&
           piece[1].verb != READING_NONE && is_the_more(reading, piece) && is_the_more(reading, piece + 1);
}

bool joint_is_subject_alone(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    if (piece->verb != READING_NONE || piece->mark != ',' || number + 2 >= reading->piece_count ||
        (piece[1].opening != OPENS_RELATIVE && piece[1].opening != OPENS_CONTRAST) || piece[1].mark != ',' ||
        piece[2].opening != OPENS_COMMA || piece[2].verb == READING_NONE)
        return false;
    uint32_t at = piece[2].from;
    while (reading_part(reading, at) == PART_ADVERB)
        at++;
    return at == piece[2].verb;
}

bool joint_is_dateline(const struct reading *reading, uint32_t number)
{
    const struct token *first = &reading->tokens->items[reading->from];
    char mark = reading->pieces[number].mark;
    if ((mark != MARK_DASH && mark != '-') || first->shape != SHAPE_UPPER || first->size < 3)
        return false;
    for (uint32_t i = 0; i < number; i++) {
        if (reading->pieces[i].verb != READING_NONE)
            return false;
    }
    return true;
}

bool joint_is_dash(char mark)
{
    return mark == MARK_DASH || mark == '-';
}

bool joint_is_put_between(const struct reading *reading, uint32_t number)
{
    enum { NEAR = 3 }; /* tokens to the verb: "has since been" */
    if (!joint_is_dash(reading->pieces[number].mark))
        return false;
    for (uint32_t i = number + 1; i < reading->piece_count; i++) {
        const struct piece *piece = &reading->pieces[i];
        if (piece->opening == OPENS_BREAK && joint_is_dash(piece->mark))
            return piece->verb != READING_NONE && piece->verb < piece->from + NEAR && piece->subject_to <= piece->from;
    }
    return false;
}

bool joint_is_named_between(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    return joint_is_dash(piece->mark) && piece->verb == READING_NONE && is_indefinite(reading, piece->from) &&
           number + 1 < reading->piece_count && piece[1].opening == OPENS_RELATIVE && piece[1].mark == '\0' &&
           piece[1].verb != READING_NONE;
}

bool joint_is_label(const struct reading *reading, uint32_t number)
{
    const struct piece *pieces = reading->pieces;
    return number == 1 && pieces[1].mark == ':' && pieces[0].to <= pieces[0].from + 2 &&
           pieces[1].verb != READING_NONE && pieces[1].subject_from >= pieces[1].from;
}

bool joint_is_joined_condition(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    if (reading_part(reading, piece->from) != PART_COORDINATOR || number + 1 >= reading->piece_count)
        return false;
    const struct piece *next = &reading->pieces[number + 1];
    return next->opening == OPENS_COMMA && next->verb != READING_NONE;
}

bool joint_is_again_aside(const struct reading *reading, uint32_t number)
{
    uint32_t before = number;
    while (before > 0 && reading->pieces[before - 1].opening == OPENS_BRACKET)
        before--;
    return before > 0 && reading->pieces[before - 1].is_aside;
}

bool joint_is_inverted_condition(const struct reading *reading)
{
    const struct piece *piece = &reading->pieces[0];
    static const struct str verbs[] = {STR("had"), STR("were"), STR("should")};
    if (piece->verb != piece->from || reading->piece_count < 2 || reading->pieces[1].verb == READING_NONE ||
        reading->pieces[1].opening != OPENS_COMMA)
        return false;
    size_t i = 0;
    while (i < COUNT(verbs) && !str_equal_nocase(reading_text(reading, piece->from), verbs[i]))
        i++;
    return i < COUNT(verbs);
}

bool joint_is_phrase_with_clause(const struct reading *reading)
{
    const struct piece *piece = &reading->pieces[0];
    if (reading->piece_count < 2 || reading_part(reading, piece->from) != PART_PREPOSITION ||
        reading_part(reading, piece->from + 1) != PART_DETERMINER || piece->verb == READING_NONE ||
        piece[1].opening != OPENS_COMMA || piece[1].verb == READING_NONE || piece[1].subject_from < piece[1].from ||
        reading_part(reading, piece->verb - 1) != PART_SUBJECT || reading->saying_count > 0)
        return false;
    uint32_t noun = joint_zero_relative(reading, piece->from, piece->verb);
    return noun != READING_NONE && subject_phrase(reading, piece->from, noun + 1) == piece->from + 1;
}

bool joint_is_bare_coming(const struct reading *reading)
{
    const struct piece *pieces = reading->pieces;
    return reading->piece_count > 2 && pieces[1].mark == ',' && pieces[1].opening == OPENS_SUBORDINATE &&
           pieces[2].opening == OPENS_COMMA && pieces[2].verb != READING_NONE && pieces[2].verb == pieces[2].from;
}
