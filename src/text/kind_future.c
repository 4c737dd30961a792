/* What should be, and what will be. */
#include "claimd/clause.h"
#include "claimd/kind.h"
#include "claimd/past.h"

/* "must have been", "should have said" look back. */
bool kind_is_recommendation(const struct kind_view *view)
{
    const struct sense *sense = view->terms[CLAIM_RECOMMENDATION].sense;
    uint32_t at = view->terms[CLAIM_RECOMMENDATION].at;
    if (sense == NULL) {
        return clause_is_command(view->reading, view->clause) &&
               kind_is(view, CLAIM_RECOMMENDATION, RULE_RECOMMENDATION_ORDER, NULL, view->clause->from,
                       view->clause->from + 1); /* "If it rains, stay inside" */
    }
    uint32_t next = at + sense->words;
    while (kind_part(view, next) == PART_ADVERB || kind_part(view, next) == PART_NOT)
        next++;
    if (sense->value2 == KIND_MODAL && reading_is_perfect(view->reading, next))
        return false;
    return kind_is(view, CLAIM_RECOMMENDATION, RULE_RECOMMENDATION, sense, at, at + sense->words);
}

/* What a modal says of the past, or of what was not: "could not", "would have", "would later". */
static bool is_past(const struct kind_view *view, uint32_t modal)
{
    uint32_t at = modal + 1;
    bool is_future = !kind_is_word(view, modal, "would") && !kind_is_word(view, modal, "could");
    bool is_past_modal = kind_is_word(view, modal, "could");
    bool is_present_modal =
        kind_is_word(view, modal, "may") || kind_is_word(view, modal, "might") || kind_is_word(view, modal, "could");
    for (; kind_part(view, at) == PART_ADVERB || kind_part(view, at) == PART_NOT; at++) {
        if ((kind_part(view, at) == PART_NOT && is_past_modal) || kind_is_word(view, at, "later") ||
            kind_is_word(view, at, "often") || kind_is_word(view, at, "sometimes") ||
            kind_is_word(view, at, "always") || kind_is_word(view, at, "eventually"))
            return true;
    }
    if (reading_is_perfect(view->reading, at))
        return !is_future || is_present_modal; /* "will have failed" */
    if (is_present_modal && reading_is_kind_term(view->reading, at, KIND_STATE) && !kind_is_word(view, modal, "could"))
        return true; /* "may influence" */
    /* "may be irresistible": about now; "may be held" is not. */
    if (is_present_modal && kind_is_word(view, at, "be") && kind_part(view, at + 1) != PART_PARTICIPLE &&
        kind_part(view, at + 1) != PART_ING)
        return true;
    return !is_future && past_begins(view->reading, view->number);
}

/* "A fall is highly unlikely", "there is an even chance of a rally": what is likely or not is to come. */
static bool is_future_certainty(const struct kind_view *view)
{
    const struct certainty_cue *cue = view->certainty;
    bool is_adverb = cue->from < cue->to && kind_part(view, cue->from) == PART_ADVERB && cue->to == cue->from + 1;
    if (cue->from == cue->to || view->piece->verb == READING_NONE || kind_part(view, view->piece->verb) != PART_BE ||
        cue->from < view->piece->verb || is_adverb)
        return false;
    if (cue->certainty > CERTAINTY_POSSIBLE ||
        (cue->sense != NULL && str_ends(cue->sense->line->term, STR("impossible"))))
        return false;
    for (uint32_t i = view->clause->piece + 1; i < view->clause->behind; i++) { /* "it is likely that it is a copy" */
        const struct piece *content = &view->reading->pieces[i];
        if (content->clause == view->number && !content->is_aside && content->opening == OPENS_CONTENT &&
            content->verb != READING_NONE)
            return kind_part(view, content->verb) == PART_MODAL;
    }
    return true;
}

/* "tomorrow", "next week" behind a verb in the present, with no preposition ("of next week") and no infinitive ("plans to go
 * tomorrow") between: "The fair opens next week". READING_NONE: there is none. */
static uint32_t next_time(const struct kind_view *view)
{
    static const struct str units[] = {STR("week"),   STR("month"),  STR("year"),
                                       STR("summer"), STR("spring"), STR("autumn")};
    const struct piece *piece = view->piece;
    if (piece->lexical == READING_NONE || kind_part(view, piece->lexical) == PART_BASE ||
        (kind_part(view, piece->verb) != PART_PRESENT && !kind_is_word(view, piece->verb, "is") &&
         !kind_is_word(view, piece->verb, "are") && !kind_is_word(view, piece->verb, "'s") &&
         !kind_is_word(view, piece->verb, "'re")))
        return READING_NONE;
    for (uint32_t at = piece->lexical + 1; at < piece->to; at++) {
        enum part here = kind_part(view, at);
        if (here == PART_TO || here == PART_BASE || here == PART_MARK)
            return READING_NONE;
        bool is_next = kind_is_word(view, at, "next") && kind_is_any_of(view, at + 1, units, COUNT(units));
        if (is_next || kind_is_word(view, at, "tomorrow"))
            return kind_part(view, at - 1) == PART_PREPOSITION ? READING_NONE : at;
    }
    return READING_NONE;
}

bool kind_is_forecast(const struct kind_view *view)
{
    const struct sense *sense = view->terms[CLAIM_FORECAST].sense;
    uint32_t at = view->terms[CLAIM_FORECAST].at;

    if (sense != NULL && !(sense->value2 == KIND_MODAL && is_past(view, at)))
        return kind_is(view, CLAIM_FORECAST, RULE_FORECAST, sense, at, at + sense->words);
    if (is_future_certainty(view))
        return kind_is(view, CLAIM_FORECAST, RULE_FORECAST_LIKELY, NULL, view->piece->verb, view->piece->verb + 1);
    at = next_time(view);
    return at != READING_NONE && kind_is(view, CLAIM_FORECAST, RULE_FORECAST, NULL, at, at + 1);
}
