#include "claimd/polarity.h"

/* Behind the verb group: its object or what follows a copula begins here, with nothing but adverbs and articles between. */
static bool is_object(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    if (piece->lexical == READING_NONE || at <= piece->lexical || at + 1 >= reading->to)
        return false;
    enum part next = reading_part(reading, at + 1);
    bool is_alone = next == PART_MARK || next == PART_COORDINATOR;
    for (uint32_t before = at; before-- > piece->lexical + 1;) {
        enum part part = reading_part(reading, before);
        if (part != PART_ADVERB && part != PART_PRONOUN && part != PART_SUBJECT) /* "caused them no loss" */
            return false;
    }
    return !is_alone || reading_part(reading, at) == PART_PRONOUN;
}

/* In the noun phrase that the clause begins with, before a preposition. */
static bool is_subject(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    if (at >= piece->subject_to || at < piece->subject_from)
        return false;
    if (at + 1 == piece->verb && reading_part(reading, at) == PART_PRONOUN &&
        (reading_part(reading, at - 1) == PART_ADVERB || reading_part(reading, at - 1) == PART_NOUN))
        return true; /* "up here nobody came" */
    for (uint32_t before = piece->subject_from; before < at; before++) {
        enum part part = reading_part(reading, before);
        if (part == PART_PREPOSITION || part == PART_ING || part == PART_TO) /* "doing nothing is" */
            return false;
    }
    return true;
}

/* Beside or inside the verb group, or the first word: "not everyone is". */
static bool is_at_verb(const struct reading *reading, const struct clause *clause, const struct piece *piece,
                       uint32_t at)
{
    if (piece->verb == READING_NONE)
        return false;
    enum { BETWEEN = 3 }; /* tokens: "is, perhaps, not" */
    uint32_t behind = piece->lexical + 1;
    uint32_t last = behind + BETWEEN;
    while (behind < last && at > behind &&
           (reading_part(reading, behind) == PART_ADVERB || reading->tokens->items[behind].mark == ','))
        behind++;
    if (at >= piece->verb && at <= behind &&
        (at <= piece->lexical || reading_part(reading, piece->lexical) == PART_BE ||
         reading_part(reading, piece->lexical) == PART_DO || reading_part(reading, piece->lexical) == PART_MODAL ||
         reading_part(reading, piece->lexical) == PART_HAVE))
        return true;
    if (at < piece->verb && at + 3 > piece->verb) {
        for (uint32_t between = at + 1; between < piece->verb; between++) {
            if (reading_part(reading, between) != PART_ADVERB && reading_part(reading, between) != PART_NOT)
                return at == clause->from;
        }
        return true;
    }
    return at == clause->from || at == piece->from;
}

static const struct sense *negation_at(const struct reading *reading, const struct clause *clause,
                                       const struct piece *piece, uint32_t at)
{
    const struct word *word = reading_word(reading, at);
    const struct sense *sense = word->is_covered ? NULL : word_sense(word, LEXICON_NEGATION);

    if (sense == NULL || sense->value == NEGATION_NEVER)
        return NULL;
    if (sense->value == NEGATION_WORD)
        return is_object(reading, piece, at) || is_subject(reading, piece, at) ? sense : NULL;
    return is_at_verb(reading, clause, piece, at) ? sense : NULL;
}

/* Of the sayings above: "does not believe that", "denied that"; not "does not doubt that", whose "not" is taken. */
static bool is_denied(const struct reading *reading, uint32_t saying, uint32_t taken, struct found_claim *claim)
{
    bool is_negated = false;
    for (size_t depth = 0; saying != READING_NONE && depth < SAYING_DEPTH; depth++) {
        const struct saying *it = &reading->sayings[saying];
        bool denies = it->sense->value2 == COMMITMENT_DENIES;
        bool is_taken = taken >= reading->pieces[it->piece].from && taken < it->cue_from;
        if (denies != (it->is_negated && !is_taken)) {
            is_negated = !is_negated;
            claim_because(claim, denies ? RULE_DENIED : RULE_SAYING_NEGATED, it->sense,
                          token_span(reading->tokens, it->cue_from, it->cue_to));
        }
        saying = it->above;
    }
    return is_negated;
}

static void look_at(const struct reading *reading, uint32_t clause, uint32_t from, uint32_t to, uint32_t taken,
                    struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    if (!reading_has(reading, LEXICON_NEGATION))
        return;
    for (uint32_t at = from; at < to && !claim->is_negated; at++) {
        const struct sense *sense = at == taken ? NULL : negation_at(reading, it, &reading->pieces[it->piece], at);
        if (sense == NULL)
            continue;
        claim->is_negated = true;
        claim_because(claim, RULE_NEGATION, sense, token_span(reading->tokens, at, at + sense->words));
    }
}

void polarity_find(const struct reading *reading, uint32_t clause, uint32_t taken, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    const struct piece *piece = &reading->pieces[it->piece];

    claim->is_negated = it->kind == CLAUSE_REST;
    if (claim->is_negated)
        claim_because(claim, RULE_NEGATION_REST, NULL, token_span(reading->tokens, it->from, it->from + 1));
    if (piece->subject_to <= piece->from && it->from <= piece->subject_from) /* "nobody | who was there | saw it" */
        look_at(reading, clause, piece->subject_from, piece->subject_to, taken, claim);
    look_at(reading, clause, piece->from, piece->to, taken, claim);
    claim->is_negated ^= is_denied(reading, it->saying, taken, claim);
}
