/* More, most, or as much as another. */
#include "claimd/joint.h"
#include "claimd/kind.h"
#include "claimd/piece.h"

static bool is_money(const struct kind_view *view, uint32_t at)
{
    return at < view->reading->to && view->reading->tokens->items[at].mark == '$';
}

/* "than" soon behind a comparative, not before a number: "more than 200". */
static bool is_than_near(const struct kind_view *view, uint32_t at)
{
    for (uint32_t i = 1; i <= KIND_NEAR && at + i < view->reading->to; i++) {
        enum part here = kind_part(view, at + i);
        if (kind_is_word(view, at + i, "than")) {
            enum part next = kind_part(view, at + i + 1);
            return i > 1 ||
                   (next != PART_NUMBER && !is_money(view, at + i + 1) && next != PART_PAST && next != PART_PARTICIPLE);
        }
        const struct token *token = &view->reading->tokens->items[at + i];
        if (here == PART_MARK && !piece_is_quote(token) && token->mark != '-')
            return false;
    }
    return false;
}

bool kind_is_comparative(const struct kind_view *view, uint32_t at)
{
    static const struct str words[] = {STR("more"),  STR("less"),    STR("fewer"), STR("better"),
                                       STR("worse"), STR("further"), STR("later"), STR("sooner")};
    return kind_is_any_of(view, at, words, COUNT(words)) ||
           (kind_ends_in(view, at, STR("er")) && kind_part(view, at) != PART_NAME &&
            word_any_sense(reading_word(view->reading, at), LEXICON_CLASSES) == NULL); /* not "rather", "other" */
}

static bool is_superlative(const struct kind_view *view, uint32_t at)
{
    static const struct str words[] = {STR("most"), STR("least"), STR("best"), STR("worst")};
    return kind_is_any_of(view, at, words, COUNT(words)) ||
           (kind_ends_in(view, at, STR("est")) && word_sense(reading_word(view->reading, at), LEXICON_VERBS) == NULL &&
            kind_part(view, at) != PART_NAME);
}

/* "as weak as", not "as early as". */
static bool is_as_as(const struct kind_view *view, uint32_t at)
{
    static const struct str idioms[] = {STR("early"), STR("far"),    STR("late"),    STR("long"),
                                        STR("soon"),  STR("well"),   STR("many"),    STR("much"),
                                        STR("few"),   STR("little"), STR("recently")};
    if (!kind_is_word(view, at, "as") || !kind_is_copula(view, kind_before_adverbs(view, at)))
        return false;
    for (size_t i = 0; i < COUNT(idioms); i++) {
        if (kind_is_text(view, at + 1, idioms[i]))
            return false;
    }
    for (uint32_t i = 2; i <= KIND_NEAR && at + i < view->reading->to; i++) {
        if (kind_is_word(view, at + i, "as"))
            return true;
    }
    return false;
}

static bool is_adjective(const struct kind_view *view, uint32_t at)
{
    const struct sense *sense =
        at < view->reading->to ? word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) : NULL;
    return kind_part(view, at) == PART_ADJECTIVE || (sense != NULL && sense->value == EVALUATIVE_ADJECTIVE);
}

/* Whether "than" or "as" stands in or soon behind what states the clause: in most none does. */
static bool may_compare(const struct kind_view *view)
{
    for (uint32_t at = view->piece->from; at < view->piece->to + KIND_NEAR && at < view->reading->to; at++) {
        struct str text = reading_text(view->reading, at);
        char first = (char)(text.data[0] | 0x20);
        bool may_be = ((text.size == 4) & (first == 't')) | ((text.size == 2) & (first == 'a')); /* no branch */
        if (may_be && (kind_is_word(view, at, "than") || kind_is_word(view, at, "as")))
            return true;
    }
    return false;
}

bool kind_is_comparison(const struct kind_view *view)
{
    uint32_t at = view->complement;

    if (kind_ask(view, CLAIM_COMPARISON, RULE_COMPARISON))
        return true;
    if (view->clause->piece == view->clause->first + 1 && joint_is_correlative(view->reading, view->clause->first))
        return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON, NULL, view->piece->from, view->piece->from + 2);
    for (uint32_t i = may_compare(view) ? view->piece->from : view->piece->to; i < view->piece->to; i++) {
        bool is_behind_verb = view->piece->verb != READING_NONE && i > view->piece->verb;
        if (is_behind_verb && kind_is_comparative(view, i) && is_than_near(view, i))
            return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON_THAN, NULL, i, i + 1);
        if (is_as_as(view, i))
            return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON_AS, NULL, i, i + 2);
    }
    uint32_t more = at;
    while (more != READING_NONE && kind_part(view, more) == PART_ADVERB)
        more++;
    if ((kind_is_word(view, more, "more") || kind_is_word(view, more, "less")) && is_adjective(view, more + 1) &&
        kind_part(view, more + 2) != PART_NOUN && kind_part(view, more + 2) != PART_NAME)
        return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON, NULL, more, more + 2);
    if (at != READING_NONE && is_superlative(view, at) && kind_part(view, at + 1) != PART_NOUN &&
        kind_part(view, at + 1) != PART_PARTICIPLE && view->certainty->from == view->certainty->to &&
        !kind_is_word(view, at, "most") && !kind_is_word(view, at, "least")) {
        return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON_SUPERLATIVE, NULL, at,
                       at + 1); /* "was strongest near" */
    }
    /* "is the largest", "are among the most productive" */
    for (uint32_t i = at; at != READING_NONE && i < at + 6 && i < view->piece->to; i++) {
        if (is_superlative(view, i) && (kind_is_article(view, i - 1) || kind_part(view, i - 1) == PART_POSSESSIVE))
            return kind_is(view, CLAIM_COMPARISON, RULE_COMPARISON_SUPERLATIVE, NULL, i, i + 1);
    }
    return false;
}
