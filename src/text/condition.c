#include "claimd/condition.h"

enum { ASKING_BEFORE = 4 }; /* tokens between "asked" and "if": "asked him politely if" */

static bool is_asked(const struct reading *reading, uint32_t at)
{
    for (uint32_t i = 1; i <= ASKING_BEFORE && at >= reading->from + i; i++) {
        enum part part = reading_part(reading, at - i);
        const struct sense *sense = word_sense(reading_word(reading, at - i), LEXICON_CONDITIONS);
        if (part == PART_MARK)
            return false;
        if (sense != NULL && sense->value == CONDITION_ASKING)
            return true;
        if (part != PART_ADVERB && part != PART_PRONOUN && part != PART_SUBJECT && part != PART_NAME)
            return false;
    }
    return false;
}

/* Without white space's neighbours: marks at the end. */
static uint32_t without_marks(const struct reading *reading, uint32_t from, uint32_t to)
{
    while (to > from && reading_part(reading, to - 1) == PART_MARK && reading->tokens->items[to - 1].mark != '%')
        to--;
    return to;
}

/* The first token of a piece that is no coordinator: "and if". */
static uint32_t first_word(const struct reading *reading, const struct piece *piece)
{
    uint32_t at = piece->from;
    while (at < piece->to &&
           (reading_part(reading, at) == PART_COORDINATOR || reading_part(reading, at) == PART_ADVERB))
        at++;
    return at < piece->to ? at : piece->from;
}

/* "if", with a verb: its own, or that of a clause behind ("if those who | say so | win"); or "if departing from there". Not "than
 * if", nor "if necessary". */
static bool is_condition(const struct reading *reading, const struct piece *piece, uint32_t at,
                         const struct sense *sense)
{
    enum part next = reading_part(reading, at + sense->words);
    bool is_last = piece + 1 >= reading->pieces + reading->piece_count;
    bool has_verb = piece->verb != READING_NONE ||
                    (!is_last && piece[1].is_aside && piece[1].opening == OPENS_RELATIVE) ||
                    (!is_last && piece[1].is_aside && piece[1].opening == OPENS_AND && piece[1].verb != READING_NONE);
    if (at > reading->from && str_equal_nocase(reading_text(reading, at - 1), STR("than")))
        return false;
    if (sense->value == CONDITION_ALONE)
        return has_verb;
    return sense->value <= CONDITION_PROVIDED && (has_verb || next == PART_PARTICIPLE || next == PART_ING);
}

bool condition_of_piece(const struct reading *reading, uint32_t number, const struct sense **sense, uint32_t *from,
                        uint32_t *to)
{
    const struct piece *piece = &reading->pieces[number];
    uint32_t at = first_word(reading, piece);
    const struct word *word = reading_word(reading, at);

    *from = at;
    *to = piece->to;
    *sense = NULL;
    if (piece->opening == OPENS_SUBORDINATE) {
        *sense = word_sense(word, LEXICON_CONDITIONS);
        if (*sense == NULL || !is_condition(reading, piece, at, *sense) || is_asked(reading, at))
            return false;
    } else if (!(number == 0 && piece->is_aside && piece->verb == piece->from)) {
        return false; /* not "had we waited" either */
    }
    for (uint32_t i = number + 1; i < reading->piece_count; i++) {
        uint8_t opening = reading->pieces[i].opening;
        if (!reading->pieces[i].is_aside && opening != OPENS_BRACKET)
            break;
        bool goes_on = opening == OPENS_BRACKET || opening == OPENS_AGAIN || reading->pieces[i].mark == '\0';
        if (!goes_on || opening == OPENS_SUBORDINATE)
            break;
        *to = reading->pieces[i].to;
    }
    *to = without_marks(reading, *from, *to);
    return *from < *to;
}

/* "without rain | the dam": up to the subject where no comma ends it. */
static uint32_t without_end(const struct piece *first)
{
    return first->verb == READING_NONE ? first->to : first->subject_from;
}

/* "Without colder winters, storms could": a condition before would, could or might. */
static bool is_without(const struct reading *reading, uint32_t clause)
{
    const struct clause *it = &reading->clauses[clause];
    const struct piece *first = &reading->pieces[it->first];
    if (it->verb == READING_NONE || (first->verb != READING_NONE && without_end(first) <= first->from + 1) ||
        first->clause != clause || !str_equal_nocase(reading_text(reading, first->from), STR("without")))
        return false;
    if (word_sense(reading_word(reading, first->from), LEXICON_CERTAINTY) != NULL)
        return false; /* "without a doubt" */
    struct str modal = reading_text(reading, it->verb);
    return str_is(modal, "would") || str_is(modal, "could") || str_is(modal, "might");
}

static void set(const struct reading *reading, enum claim_rule rule, const struct sense *sense, uint32_t from,
                uint32_t to, struct found_claim *claim)
{
    claim->condition = token_span(reading->tokens, from, to);
    claim->is_condition_negated = sense != NULL && sense->value == CONDITION_UNLESS;
    claim_because(claim, rule, sense, claim->condition);
}

void condition_find(const struct reading *reading, uint32_t clause, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    const struct sense *sense = NULL;
    uint32_t from = 0;
    uint32_t to = 0;

    for (uint32_t i = clause_piece(reading, clause, it->first, true); i < it->behind;
         i = clause_piece(reading, clause, i + 1, true)) {
        if (condition_of_piece(reading, i, &sense, &from, &to)) {
            set(reading, sense == NULL ? RULE_CONDITION_INVERTED : RULE_CONDITION, sense, from, to, claim);
            return;
        }
    }
    if (is_without(reading, clause)) {
        const struct piece *first = &reading->pieces[it->first];
        set(reading, RULE_CONDITION_WITHOUT, NULL, first->from, without_marks(reading, first->from, without_end(first)),
            claim);
        claim->is_condition_negated = true;
    }
}
