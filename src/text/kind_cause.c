/* What brings something about. */
#include "claimd/kind.h"
#include "claimd/piece.h"

/* Somebody who acts: a name, a pronoun for people, or a noun that people and their bodies are called by. */
static bool is_actor(const struct kind_view *view)
{
    uint32_t from = view->piece->subject_from;
    uint32_t to = view->piece->subject_to;
    if (from == to || kind_part(view, from) == PART_SUBJECT)
        return !kind_is_word(view, from, "it");
    uint32_t head = from;
    while (head + 1 < to && kind_part(view, head + 1) != PART_PREPOSITION && kind_part(view, head + 1) != PART_MARK)
        head++;
    const struct sense *sense = word_sense(reading_word(view->reading, head), LEXICON_ACTORS);
    return kind_part(view, head) == PART_NAME || kind_part(view, head) == PART_PRONOUN ||
           kind_part(view, head) == PART_RELATIVE || (kind_part(view, head) == PART_ING && head > from) ||
           kind_part(view, head) == PART_NUMBER || sense != NULL;
}

/* "makes imports cheaper": an adjective that no noun follows. */
static bool is_made_so(const struct kind_view *view, uint32_t verb)
{
    for (uint32_t at = verb + 2; at < verb + KIND_NEAR && at < view->piece->to; at++) {
        bool is_adjective = kind_part(view, at) == PART_ADJECTIVE ||
                            (kind_is_comparative(view, at) && kind_part(view, at) != PART_DETERMINER) ||
                            word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) != NULL;
        enum part next = kind_part(view, at + 1);
        if (is_adjective && next != PART_NOUN && next != PART_ADJECTIVE && next != PART_NAME)
            return true;
    }
    return false;
}

/* "it stops raining": its end, and not what it does to something. */
static bool is_phase(const struct sense *sense)
{
    static const struct str verbs[] = {STR("stop"), STR("keep"), STR("kept"), STR("end"), STR("start")};
    size_t i = 0;
    while (i < COUNT(verbs) && !str_starts(sense->line->term, verbs[i]))
        i++;
    return i < COUNT(verbs);
}

/* "was destroyed by fire": by a thing or an event, and nobody who acts. */
static bool is_by_a_thing(const struct kind_view *view, uint32_t verb)
{
    if (kind_part(view, verb) != PART_PARTICIPLE || !kind_is_copula(view, kind_before_adverbs(view, verb)) ||
        !kind_is_word(view, verb + 1, "by"))
        return false;
    uint32_t head = verb + 2;
    while (head < view->piece->to &&
           (kind_part(view, head) == PART_DETERMINER || kind_part(view, head) == PART_ADJECTIVE))
        head++;
    while (head + 1 < view->piece->to && kind_part(view, head + 1) == PART_NOUN)
        head++;
    return kind_part(view, head) == PART_NOUN && word_sense(reading_word(view->reading, head), LEXICON_ACTORS) == NULL;
}

static bool is_cause_term(const struct kind_view *view, uint32_t at, const struct sense *sense)
{
    uint32_t lexical = view->piece->lexical;
    switch (sense->value) {
    case CAUSE_LINK:
        return true;
    case CAUSE_VERB:
        return at == lexical;
    case CAUSE_PASSIVE:
        return at == lexical || kind_is_copula(view, kind_before_adverbs(view, at));
    case CAUSE_NOUN:
        return view->complement != READING_NONE && at >= view->complement;
    case CAUSE_MAKES:
        return at == lexical && !is_actor(view) && is_made_so(view, at);
    case CAUSE_CHANGE:
        if (at == lexical && is_by_a_thing(view, at))
            return true;
        return at == lexical && !is_actor(view) && piece_is_phrase_start(kind_part(view, at + 1)) &&
               !(kind_part(view, at + 1) == PART_ING && is_phase(sense)) &&
               !(kind_part(view, at + 1) == PART_NUMBER && at + 2 < view->reading->to &&
                 view->reading->tokens->items[at + 2].mark == '%');
    default:
        return false;
    }
}

bool kind_is_cause(const struct kind_view *view)
{
    const struct reading *reading = view->reading;
    if (!reading_has(reading, LEXICON_CAUSES))
        return false;
    for (uint32_t i = clause_piece(reading, view->number, view->clause->first, true); i < view->clause->behind;
         i = clause_piece(reading, view->number, i + 1, true)) {
        const struct piece *piece = &reading->pieces[i];
        bool is_link_only = piece->is_aside;
        for (uint32_t at = piece->from; at < piece->to; at++) {
            const struct word *word = reading_word(reading, at);
            const struct sense *sense = word->is_covered ? NULL : word_sense(word, LEXICON_CAUSES);
            if (sense == NULL || (is_link_only && (sense->value != CAUSE_LINK || at > piece->from + 1)))
                continue;
            if (is_cause_term(view, at, sense))
                return kind_is(view, CLAIM_CAUSE, RULE_CAUSE, sense, at, at + sense->words);
        }
    }
    return false;
}
