/* What a term means. */
#include "claimd/kind.h"

/* A word at the sentence's beginning, where every word has a capital, that people, firms or places are called by. */
static bool is_called_so(const struct kind_view *view, uint32_t at)
{
    static const enum lexicon_list others[] = {LEXICON_NAMES, LEXICON_ORGANIZATIONS, LEXICON_TERRITORIES,
                                               LEXICON_CITIES};
    const struct lexicon *lexicon = view->reading->lexicon;
    uint64_t key = view->reading->tokens->items[at].key;
    if (at != view->reading->from)
        return false;
    for (size_t i = 0; i < COUNT(others); i++) {
        if (lexicon_has_word(lexicon, key, others[i]))
            return true;
    }
    return !lexicon_has_word(lexicon, key, LEXICON_DICTIONARY) &&
           (lexicon_has_word(lexicon, key, LEXICON_GIVEN_NAMES) || lexicon_has_word(lexicon, key, LEXICON_SURNAMES));
}

/* "The term refers to" */
static bool is_a_word(const struct kind_view *view)
{
    static const struct str nouns[] = {STR("word"),  STR("term"),    STR("name"),  STR("phrase"), STR("expression"),
                                       STR("title"), STR("acronym"), STR("label"), STR("names"),  STR("terms")};
    for (uint32_t at = view->piece->subject_from; at < view->piece->subject_to; at++) {
        if (kind_is_any_of(view, at, nouns, COUNT(nouns)))
            return true;
    }
    return false;
}

/* Somebody or a place that is called or known as something: what they are is a fact, not what a term means. */
static bool is_of_a_name(const struct kind_view *view)
{
    const struct sense *sense = view->terms[CLAIM_DEFINITION].sense;
    uint32_t to = view->piece->subject_to;
    if (sense == NULL || view->piece->subject_from == to)
        return false;
    uint32_t behind = view->terms[CLAIM_DEFINITION].at + sense->words;
    if (sense->value2 == KIND_PREDICATE &&
        (kind_part(view, behind) == PART_PREPOSITION || kind_part(view, behind) == PART_ADVERB))
        return true; /* "was called off" */
    if (kind_part(view, to - 1) == PART_DEMONSTRATIVE || kind_part(view, to - 1) == PART_RELATIVE)
        return true; /* "that means" */
    if (sense->value2 == KIND_VERB)
        return kind_part(view, behind) == PART_NAME && str_starts(sense->line->term, STR("refer")) && !is_a_word(view);
    return kind_part(view, to - 1) == PART_NAME || kind_part(view, to - 1) == PART_SUBJECT ||
           is_called_so(view, to - 1);
}

/* A word for people or their bodies, before a preposition: "the suspect, a woman from Graz". */
static bool names_somebody(const struct kind_view *view, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to && kind_part(view, at) != PART_PREPOSITION; at++) {
        if (word_sense(reading_word(view->reading, at), LEXICON_ACTORS) != NULL)
            return true;
    }
    return false;
}

/* "A holdfast is the organ by which kelp clings": a or no article, few words, and a complement that goes on. */
bool kind_is_definition(const struct kind_view *view)
{
    uint32_t from = view->piece->subject_from;
    uint32_t to = view->piece->subject_to;
    uint32_t at = view->complement;
    uint32_t found = 0;

    if (view->clause->kind == CLAUSE_EXPLAINS) {
        bool is_somebody = names_somebody(view, view->clause->subject_to - 1, view->clause->subject_to) ||
                           names_somebody(view, view->piece->from, view->piece->to);
        bool is_term = kind_part(view, view->clause->subject_to - 1) != PART_NAME && !is_somebody &&
                       !is_called_so(view, view->clause->subject_to - 1) &&
                       !kind_is_word(view, view->piece->from, "one"); /* "one of the oldest" */
        return is_term && kind_is(view, CLAIM_DEFINITION, RULE_DEFINITION_APPOSITION, NULL, view->clause->subject_from,
                                  view->clause->subject_to);
    }
    if (!is_of_a_name(view) && kind_ask(view, CLAIM_DEFINITION, RULE_DEFINITION))
        return true;
    if (at == READING_NONE || from >= to || to - from > 4 || !kind_is_article(view, at) ||
        kind_part(view, view->piece->verb) != PART_BE)
        return false;
    bool is_generic = kind_is_word(view, from, "a") || kind_is_word(view, from, "an") ||
                      ((kind_part(view, from) == PART_NOUN || kind_part(view, from) == PART_ADJECTIVE) &&
                       to - from <= 2 && !kind_ends_in(view, to - 1, STR("s")) && !is_called_so(view, from));
    uint32_t next = (uint32_t)(view->piece - view->reading->pieces) + 1;
    bool goes_on = next < view->reading->piece_count &&
                   (view->reading->pieces[next].opening == OPENS_RELATIVE ||
                    view->reading->pieces[next].opening == OPENS_CONTENT) &&
                   view->reading->pieces[next].clause == view->number;
    for (uint32_t of = at; of < view->piece->to; of++)
        goes_on |= kind_is_word(view, of, "of") || kind_is_word(view, of, "for");
    const struct sense *judged = is_generic && goes_on ? kind_judgement(view, at, &found) : NULL;
    bool is_judged =
        judged != NULL && (judged->value != EVALUATIVE_ADJECTIVE || kind_part(view, found + 1) != PART_NOUN);
    return is_generic && goes_on && !is_judged && /* "is the fine powder that forms" */
           kind_is(view, CLAIM_DEFINITION, RULE_DEFINITION_IS_A, NULL, view->piece->verb, view->piece->lexical + 1);
}
