/* Each kind has a function that looks at a clause's words; they are asked in the order of the guide to annotation
 * (tests/text/README.md). */
#include "claimd/claim_kind.h"

#include "claimd/clause.h"
#include "claimd/piece.h"

enum { NEAR = 8 }; /* tokens between "as" and "as", "more" and "than", a copula and what it says */

/* A term of claim_kinds.txt where it stands. */
struct term {
    const struct sense *sense; /* NULL: none */
    uint32_t at;
};

/* A clause and the words that say it. */
struct view {
    const struct reading *reading;
    const struct clause *clause;
    const struct piece *piece; /* that states it */
    uint32_t complement;       /* where what a copula says of the subject begins; READING_NONE: the verb is another */
    uint32_t number;           /* of the clause */
    const struct certainty_cue *certainty;
    struct term terms[CLAIM_KIND_COUNT]; /* of each kind, the first that counts */
    struct found_claim *claim;
};

static enum part part(const struct view *view, uint32_t token)
{
    return reading_part(view->reading, token);
}

static inline bool is_text(const struct view *view, uint32_t token, struct str word)
{
    return token < view->reading->to && token >= view->reading->from &&
           view->reading->tokens->items[token].size == word.size &&
           str_equal_nocase(reading_text(view->reading, token), word);
}

#define is_word(view, token, word) is_text(view, token, STR(word))

static bool is_any_of(const struct view *view, uint32_t token, const struct str *words, size_t count)
{
    struct str text = reading_text(view->reading, token);
    size_t i = 0;
    while (i < count && !str_equal_nocase(text, words[i]))
        i++;
    return i < count;
}

static bool ends_in(const struct view *view, uint32_t token, struct str end)
{
    struct str text = reading_text(view->reading, token);
    return text.size > end.size + 1 && str_equal_nocase(str_part(text, text.size - end.size, end.size), end);
}

static bool is_kind(const struct view *view, enum claim_kind kind, enum claim_rule rule, const struct sense *sense,
                    uint32_t from, uint32_t to)
{
    view->claim->kind = kind;
    claim_because(view->claim, rule, sense, token_span(view->reading->tokens, from, to));
    return true;
}

/* The first token before `at` that is no adverb. */
static uint32_t before_adverbs(const struct view *view, uint32_t at)
{
    while (at > view->piece->from && (part(view, at - 1) == PART_ADVERB || part(view, at - 1) == PART_NOT))
        at--;
    return at > view->piece->from ? at - 1 : READING_NONE;
}

static bool is_copula(const struct view *view, uint32_t at)
{
    if (at == READING_NONE)
        return false;
    if (part(view, at) == PART_BE || is_word(view, at, "be") || is_word(view, at, "been"))
        return true;
    const struct sense *sense = word_sense(reading_word(view->reading, at), LEXICON_CLAIM_KINDS);
    return sense != NULL && sense->value2 == KIND_COPULA;
}

/* Tokens of the verb group: from the finite verb to the lexical one. */
static bool is_in_group(const struct view *view, uint32_t at)
{
    return view->piece->verb != READING_NONE && at >= view->piece->verb && at <= view->piece->lexical;
}

/* Whether a term of claim_kinds.txt counts where it stands. */
static bool counts(const struct view *view, uint32_t at, const struct sense *sense)
{
    switch (sense->value2) {
    case KIND_MODAL:
        return part(view, at) == PART_MODAL && (at == view->piece->verb || is_in_group(view, at));
    case KIND_VERB:
        return is_in_group(view, at) || is_in_group(view, at + sense->words - 1U);
    case KIND_PREDICATE:
        return is_copula(view, before_adverbs(view, at));
    case KIND_OPENING:
        return at == view->clause->from || at == view->piece->from;
    case KIND_ANY:
        return true;
    default:
        return false;
    }
}

/* In one walk over what states the clause, for all kinds. */
static void find_terms(struct view *view)
{
    const struct reading *reading = view->reading;
    if (!reading_has(reading, LEXICON_CLAIM_KINDS))
        return;
    for (uint32_t i = clause_piece(reading, view->number, view->clause->first, false); i < view->clause->behind;
         i = clause_piece(reading, view->number, i + 1, false)) {
        for (uint32_t at = reading->pieces[i].from; at < reading->pieces[i].to; at++) {
            const struct word *word = reading_word(reading, at);
            const struct sense *sense = word->is_covered ? NULL : word_sense(word, LEXICON_CLAIM_KINDS);
            if (sense == NULL && word->part == PART_MODAL) { /* "would", though "would likely" is a term of others */
                sense = word_any_sense(word, LEXICON_CLAIM_KINDS);
            }
            for (; sense != NULL; sense = sense_behind(sense)) {
                if (sense->list == LEXICON_CLAIM_KINDS && view->terms[sense->value].sense == NULL &&
                    counts(view, at, sense))
                    view->terms[sense->value] = (struct term){sense, at};
            }
        }
    }
}

static bool ask(const struct view *view, enum claim_kind kind, enum claim_rule rule)
{
    const struct term *term = &view->terms[kind];
    return term->sense != NULL && is_kind(view, kind, rule, term->sense, term->at, term->at + term->sense->words);
}

static bool is_article(const struct view *view, uint32_t at)
{
    return is_word(view, at, "a") || is_word(view, at, "an") || is_word(view, at, "the");
}

static bool is_verb(enum part part)
{
    return part == PART_PARTICIPLE || part == PART_ING || part == PART_BASE || part == PART_PRESENT;
}

static uint32_t complement(const struct view *view)
{
    uint32_t lexical = view->piece->lexical;
    if (lexical != READING_NONE && lexical > view->piece->verb && is_verb(part(view, lexical)) &&
        !piece_is_phrase_start(part(view, lexical + 1)) && is_copula(view, before_adverbs(view, lexical)) &&
        word_sense(reading_word(view->reading, lexical), LEXICON_EVALUATIVE) != NULL &&
        word_sense(reading_word(view->reading, lexical), LEXICON_EVALUATIVE)->value != EVALUATIVE_VERB)
        return lexical; /* "are overvalued", "is worrying", "are welcome"; not "were disappointed" */
    if (lexical == READING_NONE || !is_copula(view, lexical))
        return READING_NONE;
    uint32_t at = view->piece->lexical + 1;
    while (at < view->piece->to && (part(view, at) == PART_ADVERB || part(view, at) == PART_NOT) &&
           (word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) == NULL || is_article(view, at + 1)))
        at++; /* "is just", but "is just a hut" */
    return at < view->piece->to ? at : READING_NONE;
}

/* A judgement in a noun phrase or adjective from token `at` on; the phrase ends at a preposition. */
static const struct sense *judgement(const struct view *view, uint32_t at, uint32_t *found)
{
    for (uint32_t end = at + NEAR; at < end && at < view->piece->to; at++) {
        enum part here = part(view, at);
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

/* A word at the sentence's beginning, where every word has a capital, that people, firms or places are called by. */
static bool is_called_so(const struct view *view, uint32_t at)
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

/* Somebody or a place that is called or known as something: what they are is a fact, not what a term means. */
static bool is_of_a_name(const struct view *view)
{
    const struct sense *sense = view->terms[CLAIM_DEFINITION].sense;
    uint32_t to = view->piece->subject_to;
    if (sense == NULL || view->piece->subject_from == to)
        return false;
    uint32_t behind = view->terms[CLAIM_DEFINITION].at + sense->words;
    if (sense->value2 == KIND_PREDICATE &&
        (part(view, behind) == PART_PREPOSITION || part(view, behind) == PART_ADVERB))
        return true; /* "was called off" */
    if (part(view, to - 1) == PART_DEMONSTRATIVE || part(view, to - 1) == PART_RELATIVE)
        return true; /* "that means" */
    if (sense->value2 == KIND_VERB)
        return false;
    return part(view, to - 1) == PART_NAME || part(view, to - 1) == PART_SUBJECT || is_called_so(view, to - 1);
}

/* A word for people or their bodies, before a preposition: "the suspect, a woman from Graz". */
static bool names_somebody(const struct view *view, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to && part(view, at) != PART_PREPOSITION; at++) {
        if (word_sense(reading_word(view->reading, at), LEXICON_ACTORS) != NULL)
            return true;
    }
    return false;
}

/* "A holdfast is the organ by which kelp clings": a or no article, few words, and a complement that goes on. */
static bool is_definition(const struct view *view)
{
    uint32_t from = view->piece->subject_from;
    uint32_t to = view->piece->subject_to;
    uint32_t at = view->complement;
    uint32_t found = 0;

    if (view->clause->kind == CLAUSE_EXPLAINS) {
        bool is_somebody = names_somebody(view, view->clause->subject_to - 1, view->clause->subject_to) ||
                           names_somebody(view, view->piece->from, view->piece->to);
        bool is_term = part(view, view->clause->subject_to - 1) != PART_NAME && !is_somebody &&
                       !is_called_so(view, view->clause->subject_to - 1) &&
                       !is_word(view, view->piece->from, "one"); /* "one of the oldest" */
        return is_term && is_kind(view, CLAIM_DEFINITION, RULE_DEFINITION_APPOSITION, NULL, view->clause->subject_from,
                                  view->clause->subject_to);
    }
    if (!is_of_a_name(view) && ask(view, CLAIM_DEFINITION, RULE_DEFINITION))
        return true;
    if (at == READING_NONE || from >= to || to - from > 4 || !is_article(view, at) ||
        part(view, view->piece->verb) != PART_BE)
        return false;
    bool is_generic = is_word(view, from, "a") || is_word(view, from, "an") ||
                      ((part(view, from) == PART_NOUN || part(view, from) == PART_ADJECTIVE) && to - from <= 2 &&
                       !ends_in(view, to - 1, STR("s")) && !is_called_so(view, from));
    uint32_t next = (uint32_t)(view->piece - view->reading->pieces) + 1;
    bool goes_on = next < view->reading->piece_count &&
                   (view->reading->pieces[next].opening == OPENS_RELATIVE ||
                    view->reading->pieces[next].opening == OPENS_CONTENT) &&
                   view->reading->pieces[next].clause == view->number;
    for (uint32_t of = at; of < view->piece->to; of++)
        goes_on |= is_word(view, of, "of") || is_word(view, of, "for");
    const struct sense *judged = is_generic && goes_on ? judgement(view, at, &found) : NULL;
    bool is_judged = judged != NULL && (judged->value != EVALUATIVE_ADJECTIVE || part(view, found + 1) != PART_NOUN);
    return is_generic && goes_on && !is_judged && /* "is the fine powder that forms" */
           is_kind(view, CLAIM_DEFINITION, RULE_DEFINITION_IS_A, NULL, view->piece->verb, view->piece->lexical + 1);
}

/* "must have been", "should have said" look back. */
static bool is_recommendation(const struct view *view)
{
    const struct sense *sense = view->terms[CLAIM_RECOMMENDATION].sense;
    uint32_t at = view->terms[CLAIM_RECOMMENDATION].at;
    if (sense == NULL) {
        return clause_is_command(view->reading, view->clause) &&
               is_kind(view, CLAIM_RECOMMENDATION, RULE_RECOMMENDATION_ORDER, NULL, view->clause->from,
                       view->clause->from + 1); /* "If it rains, stay inside" */
    }
    uint32_t next = at + sense->words;
    while (part(view, next) == PART_ADVERB || part(view, next) == PART_NOT)
        next++;
    if (sense->value2 == KIND_MODAL && reading_is_perfect(view->reading, next))
        return false;
    return is_kind(view, CLAIM_RECOMMENDATION, RULE_RECOMMENDATION, sense, at, at + sense->words);
}

/* A verb of claim_kinds.txt that says what is, not what happens. */
static bool is_state(const struct view *view, uint32_t at)
{
    const struct sense *sense =
        at < view->reading->to ? word_any_sense(reading_word(view->reading, at), LEXICON_CLAIM_KINDS) : NULL;
    for (; sense != NULL; sense = sense_behind(sense)) {
        if (sense->list == LEXICON_CLAIM_KINDS && sense->value2 == KIND_STATE)
            return true;
    }
    return false;
}

/* What a modal says of the past, or of what was not: "could not", "would have", "would later". */
static bool is_past(const struct view *view, uint32_t modal)
{
    uint32_t at = modal + 1;
    bool is_future = !is_word(view, modal, "would") && !is_word(view, modal, "could");
    bool is_past_modal = is_word(view, modal, "could");
    bool is_present_modal =
        is_word(view, modal, "may") || is_word(view, modal, "might") || is_word(view, modal, "could");
    for (; part(view, at) == PART_ADVERB || part(view, at) == PART_NOT; at++) {
        if ((part(view, at) == PART_NOT && is_past_modal) || is_word(view, at, "later") || is_word(view, at, "often") ||
            is_word(view, at, "sometimes") || is_word(view, at, "always") || is_word(view, at, "eventually"))
            return true;
    }
    if (reading_is_perfect(view->reading, at))
        return !is_future || is_present_modal; /* "will have failed" */
    if (is_present_modal && is_state(view, at) && !is_word(view, modal, "could"))
        return true; /* "may influence" */
    /* "may be irresistible": about now; "may be held" is not. */
    return is_present_modal && is_word(view, at, "be") && part(view, at + 1) != PART_PARTICIPLE &&
           part(view, at + 1) != PART_ING;
}

/* "A fall is highly unlikely", "there is an even chance of a rally": what is likely or not is to come. */
static bool is_future_certainty(const struct view *view)
{
    const struct certainty_cue *cue = view->certainty;
    bool is_adverb = cue->from < cue->to && part(view, cue->from) == PART_ADVERB && cue->to == cue->from + 1;
    if (cue->from == cue->to || view->piece->verb == READING_NONE || part(view, view->piece->verb) != PART_BE ||
        cue->from < view->piece->verb || is_adverb)
        return false;
    if (cue->certainty > CERTAINTY_POSSIBLE ||
        (cue->sense != NULL && str_ends(cue->sense->line->term, STR("impossible"))))
        return false;
    for (uint32_t i = view->clause->piece + 1; i < view->clause->behind; i++) { /* "it is likely that it is a copy" */
        const struct piece *content = &view->reading->pieces[i];
        if (content->clause == view->number && !content->is_aside && content->opening == OPENS_CONTENT &&
            content->verb != READING_NONE)
            return part(view, content->verb) == PART_MODAL;
    }
    return true;
}

/* "tomorrow", "next week" behind a verb in the present, with no preposition ("of next week") and no infinitive ("plans to go
 * tomorrow") between: "The fair opens next week". READING_NONE: there is none. */
static uint32_t next_time(const struct view *view)
{
    static const struct str units[] = {STR("week"),   STR("month"),  STR("year"),
                                       STR("summer"), STR("spring"), STR("autumn")};
    const struct piece *piece = view->piece;
    if (piece->lexical == READING_NONE || part(view, piece->lexical) == PART_BASE ||
        (part(view, piece->verb) != PART_PRESENT && !is_word(view, piece->verb, "is") &&
         !is_word(view, piece->verb, "are") && !is_word(view, piece->verb, "'s") && !is_word(view, piece->verb, "'re")))
        return READING_NONE;
    for (uint32_t at = piece->lexical + 1; at < piece->to; at++) {
        enum part here = part(view, at);
        if (here == PART_TO || here == PART_BASE || here == PART_MARK)
            return READING_NONE;
        bool is_next = is_word(view, at, "next") && is_any_of(view, at + 1, units, COUNT(units));
        if (is_next || is_word(view, at, "tomorrow"))
            return part(view, at - 1) == PART_PREPOSITION ? READING_NONE : at;
    }
    return READING_NONE;
}

static bool is_forecast(const struct view *view)
{
    const struct sense *sense = view->terms[CLAIM_FORECAST].sense;
    uint32_t at = view->terms[CLAIM_FORECAST].at;

    if (sense != NULL && !(sense->value2 == KIND_MODAL && is_past(view, at)))
        return is_kind(view, CLAIM_FORECAST, RULE_FORECAST, sense, at, at + sense->words);
    if (is_future_certainty(view))
        return is_kind(view, CLAIM_FORECAST, RULE_FORECAST_LIKELY, NULL, view->piece->verb, view->piece->verb + 1);
    at = next_time(view);
    return at != READING_NONE && is_kind(view, CLAIM_FORECAST, RULE_FORECAST, NULL, at, at + 1);
}

static bool is_money(const struct view *view, uint32_t at)
{
    return at < view->reading->to && view->reading->tokens->items[at].mark == '$';
}

/* "than" soon behind a comparative, not before a number: "more than 200". */
static bool is_than_near(const struct view *view, uint32_t at)
{
    for (uint32_t i = 1; i <= NEAR && at + i < view->reading->to; i++) {
        enum part here = part(view, at + i);
        if (is_word(view, at + i, "than")) {
            enum part next = part(view, at + i + 1);
            return i > 1 ||
                   (next != PART_NUMBER && !is_money(view, at + i + 1) && next != PART_PAST && next != PART_PARTICIPLE);
        }
        const struct token *token = &view->reading->tokens->items[at + i];
        if (here == PART_MARK && !piece_is_quote(token) && token->mark != '-')
            return false;
    }
    return false;
}

static bool is_comparative(const struct view *view, uint32_t at)
{
    static const struct str words[] = {STR("more"),  STR("less"),    STR("fewer"), STR("better"),
                                       STR("worse"), STR("further"), STR("later"), STR("sooner")};
    return is_any_of(view, at, words, COUNT(words)) ||
           (ends_in(view, at, STR("er")) && part(view, at) != PART_NAME &&
            word_any_sense(reading_word(view->reading, at), LEXICON_CLASSES) == NULL); /* not "rather", "other" */
}

static bool is_superlative(const struct view *view, uint32_t at)
{
    static const struct str words[] = {STR("most"), STR("least"), STR("best"), STR("worst")};
    return is_any_of(view, at, words, COUNT(words)) ||
           (ends_in(view, at, STR("est")) && word_sense(reading_word(view->reading, at), LEXICON_VERBS) == NULL &&
            part(view, at) != PART_NAME);
}

/* "as weak as", not "as early as". */
static bool is_as_as(const struct view *view, uint32_t at)
{
    static const struct str idioms[] = {STR("early"), STR("far"),    STR("late"),    STR("long"),
                                        STR("soon"),  STR("well"),   STR("many"),    STR("much"),
                                        STR("few"),   STR("little"), STR("recently")};
    if (!is_word(view, at, "as") || !is_copula(view, before_adverbs(view, at)))
        return false;
    for (size_t i = 0; i < COUNT(idioms); i++) {
        if (is_text(view, at + 1, idioms[i]))
            return false;
    }
    for (uint32_t i = 2; i <= NEAR && at + i < view->reading->to; i++) {
        if (is_word(view, at + i, "as"))
            return true;
    }
    return false;
}

static bool is_adjective(const struct view *view, uint32_t at)
{
    const struct sense *sense =
        at < view->reading->to ? word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) : NULL;
    return part(view, at) == PART_ADJECTIVE || (sense != NULL && sense->value == EVALUATIVE_ADJECTIVE);
}

/* Whether "than" or "as" stands in or soon behind what states the clause: in most none does. */
static bool may_compare(const struct view *view)
{
    for (uint32_t at = view->piece->from; at < view->piece->to + NEAR && at < view->reading->to; at++) {
        struct str text = reading_text(view->reading, at);
        char first = (char)(text.data[0] | 0x20);
        bool may_be = ((text.size == 4) & (first == 't')) | ((text.size == 2) & (first == 'a')); /* no branch */
        if (may_be && (is_word(view, at, "than") || is_word(view, at, "as")))
            return true;
    }
    return false;
}

static bool is_comparison(const struct view *view)
{
    uint32_t at = view->complement;

    if (ask(view, CLAIM_COMPARISON, RULE_COMPARISON))
        return true;
    for (uint32_t i = may_compare(view) ? view->piece->from : view->piece->to; i < view->piece->to; i++) {
        bool is_behind_verb = view->piece->verb != READING_NONE && i > view->piece->verb;
        if (is_behind_verb && is_comparative(view, i) && is_than_near(view, i))
            return is_kind(view, CLAIM_COMPARISON, RULE_COMPARISON_THAN, NULL, i, i + 1);
        if (is_as_as(view, i))
            return is_kind(view, CLAIM_COMPARISON, RULE_COMPARISON_AS, NULL, i, i + 2);
    }
    uint32_t more = at;
    while (more != READING_NONE && part(view, more) == PART_ADVERB)
        more++;
    if ((is_word(view, more, "more") || is_word(view, more, "less")) && is_adjective(view, more + 1) &&
        part(view, more + 2) != PART_NOUN && part(view, more + 2) != PART_NAME)
        return is_kind(view, CLAIM_COMPARISON, RULE_COMPARISON, NULL, more, more + 2);
    if (at != READING_NONE && is_superlative(view, at) && part(view, at + 1) != PART_NOUN &&
        part(view, at + 1) != PART_PARTICIPLE && view->certainty->from == view->certainty->to &&
        !is_word(view, at, "most") && !is_word(view, at, "least")) {
        return is_kind(view, CLAIM_COMPARISON, RULE_COMPARISON_SUPERLATIVE, NULL, at,
                       at + 1); /* "was strongest near" */
    }
    /* "is the largest", "are among the most productive" */
    for (uint32_t i = at; at != READING_NONE && i < at + 6 && i < view->piece->to; i++) {
        if (is_superlative(view, i) && (is_article(view, i - 1) || part(view, i - 1) == PART_POSSESSIVE))
            return is_kind(view, CLAIM_COMPARISON, RULE_COMPARISON_SUPERLATIVE, NULL, i, i + 1);
    }
    return false;
}

/* Somebody who acts: a name, a pronoun for people, or a noun that people and their bodies are called by. */
static bool is_actor(const struct view *view)
{
    uint32_t from = view->piece->subject_from;
    uint32_t to = view->piece->subject_to;
    if (from == to || part(view, from) == PART_SUBJECT)
        return !is_word(view, from, "it");
    uint32_t head = from;
    while (head + 1 < to && part(view, head + 1) != PART_PREPOSITION && part(view, head + 1) != PART_MARK)
        head++;
    const struct sense *sense = word_sense(reading_word(view->reading, head), LEXICON_ACTORS);
    return part(view, head) == PART_NAME || part(view, head) == PART_PRONOUN || part(view, head) == PART_RELATIVE ||
           (part(view, head) == PART_ING && head > from) || part(view, head) == PART_NUMBER || sense != NULL;
}

/* "makes imports cheaper": an adjective that no noun follows. */
static bool is_made_so(const struct view *view, uint32_t verb)
{
    for (uint32_t at = verb + 2; at < verb + NEAR && at < view->piece->to; at++) {
        bool is_adjective = part(view, at) == PART_ADJECTIVE ||
                            (is_comparative(view, at) && part(view, at) != PART_DETERMINER) ||
                            word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) != NULL;
        enum part next = part(view, at + 1);
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
static bool is_by_a_thing(const struct view *view, uint32_t verb)
{
    if (part(view, verb) != PART_PARTICIPLE || !is_copula(view, before_adverbs(view, verb)) ||
        !is_word(view, verb + 1, "by"))
        return false;
    uint32_t head = verb + 2;
    while (head < view->piece->to && (part(view, head) == PART_DETERMINER || part(view, head) == PART_ADJECTIVE))
        head++;
    while (head + 1 < view->piece->to && part(view, head + 1) == PART_NOUN)
        head++;
    return part(view, head) == PART_NOUN && word_sense(reading_word(view->reading, head), LEXICON_ACTORS) == NULL;
}

static bool is_cause_term(const struct view *view, uint32_t at, const struct sense *sense)
{
    uint32_t lexical = view->piece->lexical;
    switch (sense->value) {
    case CAUSE_LINK:
        return true;
    case CAUSE_VERB:
        return at == lexical;
    case CAUSE_PASSIVE:
        return at == lexical || is_copula(view, before_adverbs(view, at));
    case CAUSE_NOUN:
        return view->complement != READING_NONE && at >= view->complement;
    case CAUSE_MAKES:
        return at == lexical && !is_actor(view) && is_made_so(view, at);
    case CAUSE_CHANGE:
        if (at == lexical && is_by_a_thing(view, at))
            return true;
        return at == lexical && !is_actor(view) && piece_is_phrase_start(part(view, at + 1)) &&
               !(part(view, at + 1) == PART_ING && is_phase(sense)) &&
               !(part(view, at + 1) == PART_NUMBER && at + 2 < view->reading->to &&
                 view->reading->tokens->items[at + 2].mark == '%');
    default:
        return false;
    }
}

static bool is_cause(const struct view *view)
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
                return is_kind(view, CLAIM_CAUSE, RULE_CAUSE, sense, at, at + sense->words);
        }
    }
    return false;
}

/* Of what a saying calls or sees as: "called the bill a gift". */
static bool is_called(const struct view *view)
{
    const struct reading *reading = view->reading;
    uint32_t i = reading_saying(reading, view->clause->piece);
    if (i == reading->saying_count)
        return false;
    const struct saying *saying = &reading->sayings[i];
    bool is_called = saying->sense->value == ATTRIBUTION_AS ||
                     (saying->sense->value == ATTRIBUTION_JUDGE && str_starts(saying->sense->line->term, STR("call")));
    return saying->piece == view->clause->piece && is_called &&
           is_kind(view, CLAIM_EVALUATION, RULE_EVALUATION_CALLED, saying->sense, saying->cue_from, saying->cue_to);
}

static bool is_evaluation(const struct view *view)
{
    uint32_t at = view->complement;
    uint32_t found = 0;
    const struct sense *sense = NULL;

    if (view->clause->kind == CLAUSE_EXPLAINS)
        return false;
    if (is_called(view))
        return true;
    if (at == READING_NONE && view->piece->lexical != READING_NONE && part(view, view->piece->lexical) == PART_HAVE)
        at = view->piece->lexical + 1; /* "had a dull week" */
    if (at != READING_NONE && (sense = judgement(view, at, &found)) != NULL)
        return is_kind(view, CLAIM_EVALUATION, RULE_EVALUATION, sense, found, found + sense->words);
    if (view->piece->lexical == READING_NONE)
        return false;
    sense = word_sense(reading_word(view->reading, view->piece->lexical), LEXICON_EVALUATIVE);
    if (part(view, view->piece->lexical) == PART_PARTICIPLE &&
        is_copula(view, before_adverbs(view, view->piece->lexical)))
        return false; /* "were disappointed" */
    return sense != NULL && sense->value == EVALUATIVE_VERB &&
           is_kind(view, CLAIM_EVALUATION, RULE_EVALUATION, sense, view->piece->lexical, view->piece->lexical + 1);
}

/* "not because of the rain": a cause by itself. */
static bool has_reason(const struct reading *reading, const struct clause *clause)
{
    for (uint32_t at = clause->from; at < clause->to; at++) {
        const struct sense *sense = word_sense(reading_word(reading, at), LEXICON_CAUSES);
        if (sense != NULL && sense->value == CAUSE_LINK)
            return true;
    }
    return false;
}

void claim_kind_find(const struct reading *reading, uint32_t clause, const struct certainty_cue *certainty,
                     struct found_claim *claim)
{
    static bool (*const kinds[])(const struct view *) = {is_definition, is_recommendation, is_forecast,
                                                         is_comparison, is_cause,          is_evaluation};
    bool is_rest = reading->clauses[clause].kind == CLAUSE_REST && clause > 0 &&
                   !has_reason(reading, &reading->clauses[clause]); /* B is of the kind that A is */
    uint32_t number = is_rest ? clause - 1 : clause;
    const struct clause *it = &reading->clauses[number];
    struct view view = {.reading = reading,
                        .clause = it,
                        .piece = &reading->pieces[it->piece],
                        .number = number,
                        .certainty = certainty,
                        .claim = claim};

    claim->kind = CLAIM_FACT;
    view.complement = complement(&view);
    find_terms(&view);
    for (size_t i = 0; i < COUNT(kinds) && !kinds[i](&view); i++) {
    }
}
