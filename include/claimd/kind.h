/* kind.h: a clause as the rules of its kind see it, and these rules. For claim_kind.c only, which asks them in order.
 *
 * `at`, `token`, `from` and `to` are tokens of the reading; outside the sentence there are only marks.
 *
 * memory   values and borrowed views; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_KIND_H
#define CLAIMD_KIND_H

#include "claimd/certainty.h"

enum { KIND_NEAR = 8 }; /* tokens between "as" and "as", "more" and "than", a copula and what it says */

/* A term of claim_kinds.txt where it stands. */
struct kind_term {
    const struct sense *sense; /* NULL: none */
    uint32_t at;
};

/* A clause and the words that say it. */
struct kind_view {
    const struct reading *reading;
    const struct clause *clause;
    const struct piece *piece; /* that states it */
    uint32_t complement;       /* where what a copula says of the subject begins; READING_NONE: the verb is another */
    uint32_t number;           /* of the clause */
    const struct certainty_cue *certainty;
    struct kind_term terms[CLAIM_KIND_COUNT]; /* of each kind, the first that counts */
    struct found_claim *claim;
};

/* kind.c */

/* Looks once for the terms of all kinds. O(tokens of the clause). */
void kind_view_init(struct kind_view *view, const struct reading *reading, uint32_t clause,
                    const struct certainty_cue *certainty, struct found_claim *claim);

/* In the header, as reading_part is. */
static inline enum part kind_part(const struct kind_view *view, uint32_t token)
{
    return reading_part(view->reading, token);
}

static inline bool kind_is_text(const struct kind_view *view, uint32_t token, struct str word)
{
    return token < view->reading->to && token >= view->reading->from &&
           view->reading->tokens->items[token].size == word.size &&
           str_equal_nocase(reading_text(view->reading, token), word);
}

#define kind_is_word(view, token, word) kind_is_text(view, token, STR(word))

/* `token` is one of the sentence's. */
bool kind_is_any_of(const struct kind_view *view, uint32_t token, const struct str *words, size_t count);
bool kind_ends_in(const struct kind_view *view, uint32_t token, struct str end);
bool kind_is_article(const struct kind_view *view, uint32_t at);

/* be, or a verb that says as it does what something is */
bool kind_is_copula(const struct kind_view *view, uint32_t at);

/* The first token before `at` that is no adverb; READING_NONE at the beginning of the piece. */
uint32_t kind_before_adverbs(const struct kind_view *view, uint32_t at);

/* The claim is of this kind, by that rule and tokens [from, to). True. */
bool kind_is(const struct kind_view *view, enum claim_kind kind, enum claim_rule rule, const struct sense *sense,
             uint32_t from, uint32_t to);

/* Whether a term of that kind counts; then the claim is of it. */
bool kind_ask(const struct kind_view *view, enum claim_kind kind, enum claim_rule rule);

/* The rules: whether the claim is of that kind; then it is set, with its reason. O(tokens of the clause). */
bool kind_is_definition(const struct kind_view *view);     /* kind_definition.c */
bool kind_is_recommendation(const struct kind_view *view); /* kind_future.c */
bool kind_is_forecast(const struct kind_view *view);       /* kind_future.c */
bool kind_is_comparison(const struct kind_view *view);     /* kind_comparison.c */
bool kind_is_cause(const struct kind_view *view);          /* kind_cause.c */
bool kind_is_evaluation(const struct kind_view *view);     /* kind_evaluation.c */

/* "more", "weaker". kind_comparison.c */
bool kind_is_comparative(const struct kind_view *view, uint32_t at);

/* A judgement in a noun phrase or adjective from token `at` on, and where; the phrase ends at a preposition. NULL: none.
 * kind_evaluation.c */
const struct sense *kind_judgement(const struct kind_view *view, uint32_t at, uint32_t *found);

#endif
