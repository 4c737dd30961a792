/* tagger.h: a sentence while its parts of speech are decided, for part.c, part_verb.c and part_mend.c only.
 *
 * threads  no state
 */
#ifndef CLAIMD_TAGGER_H
#define CLAIMD_TAGGER_H

#include "claimd/part_word.h"

/* What a token could be, and how often it is that. */
struct forms {
    float share[FORM_COUNT];
    bool is_verb; /* any of them, or by its ending */
    bool is_ed, is_ing;
};

struct tagger {
    const struct lexicon *lexicon;
    const struct tokens *tokens;
    size_t from, to;
    struct word *words;
    uint64_t lists; /* of all words */

    /* Of what stands before, while going from left to right. */
    enum part last;       /* of the token before */
    enum part lead;       /* of the one before that is neither adverb nor "not" */
    enum part verb;       /* of the last verb: "and" goes on with its like */
    bool is_auxiliary;    /* lead is have or be in any form */
    bool has_finite;      /* since a clause could begin */
    bool is_aside;        /* since a clause began that hangs on another: "which …" */
    bool is_relative;     /* and that is a relative clause */
    bool has_main;        /* a finite verb stood in none of those */
    bool is_behind_aside; /* the comma before has ended such a clause */
    bool has_waited;      /* a relative clause waited behind a comma for its verb */
    bool is_with;         /* "with" began the stretch behind a comma: what follows has no finite verb */
    bool is_fronted;      /* "only in 1997", "never before": the auxiliary that comes stands before its subject */
    bool is_inverted;     /* an auxiliary began the clause: "would the deal hold" */
};

CL_CHECK struct forms tagger_forms(const struct tagger *tagger, size_t at);
/* end in lower case */
CL_CHECK bool tagger_ends(const struct tagger *tagger, size_t at, struct str end);

/* part_verb.c: what a form of a verb is where it stands, by what stands before; PART_NOUN and PART_ADJECTIVE too. */
CL_CHECK enum part tagger_verb(const struct tagger *tagger, size_t at, const struct forms *forms);
/* Behind a hyphen: "state-owned", but "she co-founded it" and "was re-elected". */
CL_CHECK enum part tagger_prefixed(const struct tagger *tagger, size_t at, const struct forms *forms);
/* "be", "been", "being", "having", and "have" behind a modal. */
CL_CHECK bool tagger_is_auxiliary(const struct tagger *tagger, size_t at);
/* "became", "sounds": a verb that says what its subject is. */
CL_CHECK bool tagger_is_copula(struct str text);

/* part_mend.c: finds the verb that a sentence must have and was not given one; then mends from right to left. */
void tagger_rescue(struct tagger *tagger);
void tagger_mend(struct tagger *tagger);

static inline const struct sense *tagger_sense(const struct tagger *tagger, size_t at, unsigned list)
{
    return word_any_sense(&tagger->words[at - tagger->from], list);
}

static inline bool shape_has_case(enum token_shape shape)
{
    return shape == SHAPE_CAPITAL || shape == SHAPE_UPPER || shape == SHAPE_MIXED;
}

/* The closed class of a token by itself; PART_MARK: none. */
static inline enum part tagger_class(const struct tagger *tagger, size_t at)
{
    return (enum part)tagger->words[at - tagger->from].class;
}

static inline bool part_starts_object(enum part part)
{
    return part == PART_DETERMINER || part == PART_POSSESSIVE || part == PART_SUBJECT || part == PART_DEMONSTRATIVE ||
           part == PART_PRONOUN || part == PART_TO || part == PART_ADVERB || part == PART_QUESTION;
}

/* Whether what follows token `at` looks like what follows a verb. */
static inline bool tagger_is_before_object(const struct tagger *tagger, size_t at)
{
    if (at + 1 >= tagger->to)
        return false;
    const struct token *next = &tagger->tokens->items[at + 1];
    enum part class = tagger_class(tagger, at + 1);
    return class == PART_MARK
               ? next->kind == TOKEN_NUMBER || next->mark == '"' || shape_has_case((enum token_shape)next->shape)
               : part_starts_object(class);
}

static inline bool tagger_is_before_auxiliary(const struct tagger *tagger, size_t at)
{
    enum part class = at + 1 < tagger->to ? tagger_class(tagger, at + 1) : PART_MARK;
    return class == PART_BE || class == PART_HAVE || class == PART_DO || class == PART_MODAL;
}

static inline bool part_is_verb(enum part part)
{
    return part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE ||
           part == PART_ING;
}

static inline bool part_is_noun_like(enum part part)
{
    return part == PART_NOUN || part == PART_NAME || part == PART_NUMBER;
}

/* What keeps a verb from being finite: it stands inside a noun phrase. */
static inline bool part_is_inside_phrase(enum part last)
{
    return last == PART_DETERMINER || last == PART_POSSESSIVE || last == PART_ADJECTIVE || last == PART_PREPOSITION ||
           last == PART_LINKER || last == PART_DEMONSTRATIVE;
}

/* The token that stands before `at`, over adverbs ("readers rarely block"); `at`: none does. */
static inline size_t tagger_before_adverbs(const struct tagger *tagger, size_t at)
{
    size_t before = at;
    while (before > tagger->from && tagger->words[before - 1 - tagger->from].part == PART_ADVERB)
        before--;
    return before > tagger->from ? before - 1 : at;
}

/* Whether a clause could begin behind a token of this part, so that what was seen before no longer counts. */
static inline bool part_is_border(const struct token *token, enum part part)
{
    static const bool inner_marks[128] = {['"'] = true, ['\''] = true, ['-'] = true, ['$'] = true, ['%'] = true};
    static const bool border_parts[PART_MARK + 1] = {
        [PART_COORDINATOR] = true, [PART_SUBORDINATOR] = true, [PART_CONTRAST] = true, [PART_OCCASION] = true,
        [PART_RELATIVE] = true,    [PART_THAT] = true,         [PART_QUESTION] = true,
    };
    /* Without a branch, since nobody can tell what comes next. */
    return (border_parts[part] | ((part == PART_MARK) & !inner_marks[token->mark & 0x7F])) != 0;
}

#endif
