/* What is good or bad, as somebody sees it. */
#include "claimd/kind.h"
#include "claimd/piece.h"

const struct sense *kind_judgement(const struct kind_view *view, uint32_t at, uint32_t *found)
{
    for (uint32_t end = at + KIND_NEAR; at < end && at < view->piece->to; at++) {
        enum part here = kind_part(view, at);
        const struct word *word = reading_word(view->reading, at);
        const struct sense *sense = word_sense(word, LEXICON_EVALUATIVE);
        if (here == PART_PREPOSITION || here == PART_TO ||
            (here == PART_MARK && !piece_is_quote(&view->reading->tokens->items[at])))
            return NULL;
        if (sense != NULL && !word->is_covered && sense->value <= EVALUATIVE_PHRASE) {
            *found = at;
            return sense;
        }
    }
    return NULL;
}

/* Of what a saying calls or sees as: "called the bill a gift". */
static bool is_called(const struct kind_view *view)
{
    const struct reading *reading = view->reading;
    uint32_t i = reading_saying(reading, view->clause->piece);
    if (i == reading->saying_count)
        return false;
    const struct saying *saying = &reading->sayings[i];
    bool is_called = saying->sense->value == ATTRIBUTION_AS ||
                     (saying->sense->value == ATTRIBUTION_JUDGE && str_starts(saying->sense->line->term, STR("call")));
    return saying->piece == view->clause->piece && is_called &&
           kind_is(view, CLAIM_EVALUATION, RULE_EVALUATION_CALLED, saying->sense, saying->cue_from, saying->cue_to);
}

bool kind_is_evaluation(const struct kind_view *view)
{
    uint32_t at = view->complement;
    uint32_t found = 0;
    const struct sense *sense = NULL;

    if (view->clause->kind == CLAUSE_EXPLAINS)
        return false;
    if (is_called(view))
        return true;
    if (at == READING_NONE && view->piece->lexical != READING_NONE &&
        kind_part(view, view->piece->lexical) == PART_HAVE)
        at = view->piece->lexical + 1; /* "had a dull week" */
    if (at != READING_NONE && (sense = kind_judgement(view, at, &found)) != NULL)
        return kind_is(view, CLAIM_EVALUATION, RULE_EVALUATION, sense, found, found + sense->words);
    if (view->piece->lexical == READING_NONE)
        return false;
    sense = word_sense(reading_word(view->reading, view->piece->lexical), LEXICON_EVALUATIVE);
    if (kind_part(view, view->piece->lexical) == PART_PARTICIPLE &&
        kind_is_copula(view, kind_before_adverbs(view, view->piece->lexical)))
        return false; /* "were disappointed" */
    return sense != NULL && sense->value == EVALUATIVE_VERB &&
           kind_is(view, CLAIM_EVALUATION, RULE_EVALUATION, sense, view->piece->lexical, view->piece->lexical + 1);
}
