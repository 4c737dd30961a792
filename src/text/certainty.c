#include "claimd/certainty.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/past.h"

enum { NEAR = 4 }; /* tokens from "not" to the verb: "do not really doubt" */

/* "not" turned round. What has no opposite among the terms is unstated: "not certain". */
static const uint8_t opposites[CERTAINTY_COUNT] = {
    [CERTAINTY_ALMOST_NO_CHANCE] = CERTAINTY_UNSTATED, [CERTAINTY_VERY_UNLIKELY] = CERTAINTY_UNSTATED,
    [CERTAINTY_UNLIKELY] = CERTAINTY_POSSIBLE,         [CERTAINTY_ROUGHLY_EVEN] = CERTAINTY_UNSTATED,
    [CERTAINTY_LIKELY] = CERTAINTY_UNLIKELY,           [CERTAINTY_VERY_LIKELY] = CERTAINTY_UNSTATED,
    [CERTAINTY_ALMOST_CERTAIN] = CERTAINTY_UNSTATED,   [CERTAINTY_CERTAIN] = CERTAINTY_UNSTATED,
    [CERTAINTY_POSSIBLE] = CERTAINTY_UNSTATED,         [CERTAINTY_UNSTATED] = CERTAINTY_UNSTATED,
};

/* Upper borders of the bands, in per cent, for "a 70% chance". */
static const struct band {
    double below;
    enum certainty certainty;
} bands[] = {
    {5.0, CERTAINTY_ALMOST_NO_CHANCE}, {20.0, CERTAINTY_VERY_UNLIKELY}, {45.0, CERTAINTY_UNLIKELY},
    {55.1, CERTAINTY_ROUGHLY_EVEN},    {80.0, CERTAINTY_LIKELY},        {95.0, CERTAINTY_VERY_LIKELY},
    {99.1, CERTAINTY_ALMOST_CERTAIN},  {101.0, CERTAINTY_CERTAIN},
};

/* The token before, over adverbs; *negation is a "not" passed on the way. */
static uint32_t before_adverbs(const struct reading *reading, uint32_t from, uint32_t at, uint32_t *negation)
{
    while (at > from && (reading_part(reading, at - 1) == PART_ADVERB || reading_part(reading, at - 1) == PART_NOT)) {
        at--;
        if (reading_part(reading, at) == PART_NOT)
            *negation = at;
    }
    return at > from ? at - 1 : READING_NONE;
}

static bool is_copula(const struct reading *reading, uint32_t at)
{
    static const struct str copulas[] = {
        STR("be"),      STR("been"),   STR("seem"),    STR("seems"),  STR("seemed"),   STR("look"),     STR("looks"),
        STR("looked"),  STR("appear"), STR("appears"), STR("remain"), STR("remains"),  STR("remained"), STR("become"),
        STR("becomes"), STR("became"), STR("looking"), STR("being"),  STR("becoming"), STR("appeared")};
    if (at == READING_NONE)
        return false;
    size_t i = 0;
    while (i < COUNT(copulas) && !str_equal_nocase(reading_text(reading, at), copulas[i]))
        i++;
    return i < COUNT(copulas) || reading_part(reading, at) == PART_BE;
}

/* "could not", "could have": nothing is said to be possible. "can be" says so of what somebody is, not of what is done. */
static bool is_modal_cue(const struct reading *reading, uint32_t at, const struct sense *sense)
{
    if (reading_part(reading, at) != PART_MODAL)
        return false;
    uint32_t next = at + sense->words;
    while (reading_part(reading, next) == PART_ADVERB)
        next++;
    if (str_starts(sense->line->term, STR("can ")))
        return reading_part(reading, next) != PART_PARTICIPLE && reading_part(reading, next) != PART_ING;
    if (!str_starts(sense->line->term, STR("could")))
        return true;
    return reading_part(reading, next) != PART_NOT && !reading_is_perfect(reading, next);
}

static bool is_number(const struct reading *reading, uint32_t at)
{
    static const struct str numbers[] = {STR("two"),   STR("three"),   STR("four"),   STR("five"),   STR("six"),
                                         STR("ten"),   STR("twelve"),  STR("twenty"), STR("thirty"), STR("forty"),
                                         STR("fifty"), STR("hundred"), STR("half"),   STR("dozens")};
    size_t i = 0;
    while (i < COUNT(numbers) && !(at < reading->to && str_equal_nocase(reading_text(reading, at), numbers[i])))
        i++;
    return i < COUNT(numbers);
}

/* "a possibly fatal error", "of potentially conflicting interests": about a word, not about the clause. */
static bool is_inside_phrase(const struct reading *reading, uint32_t at, const struct sense *sense)
{
    if (sense->words > 1 || reading_part(reading, at) != PART_ADVERB)
        return false;
    enum part before = reading_part(reading, at - 1);
    if (reading_part(reading, at + 1) == PART_NUMBER || is_number(reading, at + 1))
        return true;                                            /* "maybe thirty times" */
    if (before == PART_COORDINATOR && at > reading->from + 2) { /* "complex and potentially fatal" */
        return (reading_part(reading, at - 2) == PART_ADJECTIVE || reading_part(reading, at - 2) == PART_NOUN) &&
               (reading_part(reading, at + 1) == PART_ING || reading_part(reading, at + 1) == PART_ADJECTIVE) &&
               reading_part(reading, at + 2) == PART_NOUN;
    }
    return before == PART_DETERMINER || before == PART_POSSESSIVE || before == PART_PREPOSITION ||
           before == PART_ADJECTIVE || before == PART_NUMBER;
}

static bool is_nobody(const struct reading *reading, const struct piece *piece)
{
    const struct sense *sense = piece->subject_from == piece->subject_to
                                    ? NULL
                                    : word_sense(reading_word(reading, piece->subject_from), LEXICON_NEGATION);
    return sense != NULL && sense->value == NEGATION_WORD;
}

/* "doubt whether it is", "doubt that it is"; not "doubt him", nor "nobody doubts that", "few doubt that". */
static bool is_doubted(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    enum part next = reading_part(reading, at + 1);
    bool is_few = piece->subject_from < piece->subject_to &&
                  str_equal_nocase(reading_text(reading, piece->subject_from), STR("few"));
    return (next == PART_QUESTION || next == PART_THAT || next == PART_SUBORDINATOR) && !is_few &&
           !is_nobody(reading, piece);
}

static bool is_cue(const struct reading *reading, uint32_t clause, uint32_t from, uint32_t at,
                   struct certainty_cue *cue)
{
    const struct piece *piece = &reading->pieces[reading->clauses[clause].piece];
    uint32_t before = before_adverbs(reading, from, at, &cue->negation);

    switch (cue->sense->value2) {
    case CERTAINTY_ALWAYS:
        return !is_inside_phrase(reading, at, cue->sense);
    case CERTAINTY_MODAL:
        cue->negation = READING_NONE;
        if (is_nobody(reading, piece) && str_starts(cue->sense->line->term, STR("could")))
            return false; /* "nothing could be further from it" */
        return at + 1 < reading->to && is_modal_cue(reading, at, cue->sense) &&
               !(str_starts(cue->sense->line->term, STR("could")) && past_begins(reading, clause));
    case CERTAINTY_PREDICATE:
        return is_copula(reading, before);
    case CERTAINTY_VERB:
        if (cue->certainty == CERTAINTY_UNLIKELY && !is_doubted(reading, piece, at))
            return false;
        return at == piece->lexical && reading_part(reading, at) != PART_PARTICIPLE;
    default:
        return false;
    }
}

/* "not" before the cue. Who does not doubt is certain. */
static enum certainty opposite(const struct certainty_cue *cue)
{
    bool is_doubt = cue->sense->value2 == CERTAINTY_VERB && cue->certainty == CERTAINTY_UNLIKELY;
    return is_doubt ? CERTAINTY_CERTAIN : (enum certainty)opposites[cue->certainty];
}

/* An explicit term says more than a modal: "could probably". */
static bool is_better(const struct certainty_cue *cue, const struct certainty_cue *best)
{
    return best->from == best->to || (best->sense != NULL && best->sense->value2 == CERTAINTY_MODAL &&
                                      cue->sense->value2 != CERTAINTY_MODAL); /* a number says most */
}

static void look_at(const struct reading *reading, uint32_t clause, uint32_t from, uint32_t at,
                    struct certainty_cue *best)
{
    const struct word *word = reading_word(reading, at);
    const struct sense *sense = word->is_covered ? NULL : word_sense(word, LEXICON_CERTAINTY);
    if (sense == NULL)
        return;
    struct certainty_cue cue = {sense, at, at + sense->words, READING_NONE, (enum certainty)sense->value};
    if (!is_cue(reading, clause, from, at, &cue) || !is_better(&cue, best))
        return;
    if (cue.negation != READING_NONE)
        cue.certainty = opposite(&cue);
    *best = cue;
}

/* "doubts | that A", "expects | that A": the verb of the saying above says how sure it is, and a "not" before it belongs to that. */
static void look_above(const struct reading *reading, uint32_t clause, struct certainty_cue *best)
{
    uint32_t above = reading->clauses[clause].saying;
    if (above == READING_NONE)
        return;
    const struct saying *saying = &reading->sayings[above];
    const struct sense *sense = word_sense(reading_word(reading, saying->cue_from), LEXICON_CERTAINTY);
    if (sense == NULL || sense->value2 != CERTAINTY_VERB || saying->first <= saying->piece)
        return;
    struct certainty_cue cue = {sense, saying->cue_from, saying->cue_to, READING_NONE, (enum certainty)sense->value};
    if (!is_better(&cue, best))
        return;
    uint32_t first = saying->cue_from - reading->pieces[saying->piece].from;
    for (uint32_t back = 1; saying->is_negated && cue.negation == READING_NONE && back <= first && back <= NEAR;
         back++) {
        if (reading_part(reading, saying->cue_from - back) == PART_NOT)
            cue.negation = saying->cue_from - back;
    }
    if (cue.negation != READING_NONE)
        cue.certainty = opposite(&cue);
    *best = cue;
}

/* "a 70% chance", "a 70 per cent probability" */
static void look_at_number(const struct reading *reading, uint32_t at, struct certainty_cue *best)
{
    static const struct str nouns[] = {STR("chance"), STR("chances"), STR("probability"), STR("likelihood")};
    uint32_t next = at + 1;
    char text[16] = "";
    struct str number = reading_text(reading, at);

    if (number.size >= sizeof text)
        return;
    /* NOLINTNEXTLINE(bugprone-branch-clone): one token, or one, or two */
    if (next < reading->to && reading->tokens->items[next].mark == '%') {
        next++;
    } else if (next < reading->to && str_equal_nocase(reading_text(reading, next), STR("percent"))) {
        next++;
    } else if (next + 1 < reading->to && str_equal_nocase(reading_text(reading, next), STR("per")) &&
               str_equal_nocase(reading_text(reading, next + 1), STR("cent"))) {
        next += 2;
    } else {
        return;
    }
    size_t i = 0;
    while (i < COUNT(nouns) && !(next < reading->to && str_equal_nocase(reading_text(reading, next), nouns[i])))
        i++;
    memcpy(text, number.data, number.size);
    double percent = strtod(text, NULL);
    for (size_t band = 0; i < COUNT(nouns) && band < COUNT(bands); band++) {
        if (percent < bands[band].below) {
            *best = (struct certainty_cue){NULL, at, next + 1, READING_NONE, bands[band].certainty};
            return;
        }
    }
}

/* What a clause without an auxiliary takes from the one before, with which it shares its subject: "probably closed … and sold". */
static bool is_shared(const struct reading *reading, uint32_t clause)
{
    const struct clause *it = &reading->clauses[clause];
    const struct piece *piece = &reading->pieces[it->piece];
    if (clause == 0)
        return false;
    if (it->kind == CLAUSE_REST)
        return true;
    if (piece->opening != OPENS_AND || piece->verb == READING_NONE || piece->subject_to > piece->from)
        return false;
    enum part part = reading_part(reading, piece->verb);
    return part == PART_PAST || part == PART_PRESENT;
}

static struct certainty_cue best_cue(const struct reading *reading, uint32_t clause)
{
    const struct clause *it = &reading->clauses[clause];
    struct certainty_cue best = {.certainty = CERTAINTY_UNSTATED, .negation = READING_NONE};
    bool has_cues = reading_has(reading, LEXICON_CERTAINTY);

    for (uint32_t i = clause_piece(reading, clause, it->first, false); i < it->behind;
         i = clause_piece(reading, clause, i + 1, false)) {
        const struct piece *piece = &reading->pieces[i];
        for (uint32_t at = piece->from; at < piece->to; at++) {
            if (has_cues)
                look_at(reading, clause, piece->from, at, &best);
            if (reading_part(reading, at) == PART_NUMBER)
                look_at_number(reading, at, &best);
        }
    }
    return best;
}

struct certainty_cue certainty_find(const struct reading *reading, uint32_t clause, struct found_claim *claim)
{
    static const struct certainty_cue none = {.certainty = CERTAINTY_UNSTATED, .negation = READING_NONE};
    struct certainty_cue best = best_cue(reading, clause);

    for (uint32_t above = clause; best.from == best.to && is_shared(reading, above); above--) {
        best = best_cue(reading, above - 1);
        if (best.sense != NULL && best.sense->value2 == CERTAINTY_MODAL && reading->clauses[above].kind != CLAUSE_REST)
            best = none; /* "could slip and warned them": a finite verb stands behind no modal */
    }
    if (reading_has(reading, LEXICON_CERTAINTY))
        look_above(reading, clause, &best);
    claim->certainty = best.certainty;
    if (best.from < best.to) {
        claim_because(claim, best.sense == NULL ? RULE_CERTAINTY_NUMBER : RULE_CERTAINTY, best.sense,
                      token_span(reading->tokens, best.from, best.to));
    }
    return best;
}
