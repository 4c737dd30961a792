/* part_word.h: a word of a sentence: its part of speech, and what the lists say of it.
 *
 * threads  no state
 */
#ifndef CLAIMD_PART_WORD_H
#define CLAIMD_PART_WORD_H

#include "claimd/lexicon.h"
#include "claimd/token.h"

/* The first ones are those of classes.txt, in the order of lexicon.h. */
enum part {
    PART_DETERMINER,
    PART_POSSESSIVE,    /* my, its; the 's of a noun */
    PART_SUBJECT,       /* I, they, it */
    PART_DEMONSTRATIVE, /* this, those */
    PART_PRONOUN,       /* them, nobody, there */
    PART_RELATIVE,      /* who, which; that behind a noun */
    PART_QUESTION,      /* what, why, how */
    PART_PREPOSITION,
    PART_COORDINATOR,  /* and, but */
    PART_SUBORDINATOR, /* if, because */
    PART_CONTRAST,     /* although, while */
    PART_OCCASION,     /* when, where */
    PART_LINKER,       /* as, after, than: prepositions here; SUBORDINATOR where a clause follows */
    PART_BE,
    PART_HAVE,
    PART_DO,
    PART_MODAL,
    PART_TO,
    PART_NOT,
    PART_ADVERB,
    PART_INTERJECTION,
    PART_NOUN,
    PART_ADJECTIVE,
    PART_NAME,
    PART_NUMBER,
    PART_THAT,       /* before a clause */
    PART_BASE,       /* not finite: to go, will go; go! */
    PART_PRESENT,    /* finite: goes; go behind a subject */
    PART_PAST,       /* finite: went */
    PART_PARTICIPLE, /* gone, been; not finite */
    PART_ING,
    PART_MARK,
};

/* Of a verb, as verbs.txt has them in this order. */
enum form { FORM_BASE, FORM_THIRD, FORM_PAST, FORM_PARTICIPLE, FORM_BOTH, FORM_COUNT };

struct word {
    const struct sense *sense;  /* the longest term that begins here; NULL: none */
    const struct sense *single; /* that of one word */
    uint64_t lists;             /* that say something of either, a bit each */
    uint8_t part;               /* enum part */
    uint8_t class;              /* of the word by itself (classes.txt); PART_MARK: open */
    bool is_finite;             /* begins a group of finite verbs: "has" of "has been sold" */
    bool is_covered;            /* a term of several words that began before goes on here */
};

/* What a list says of the term that begins at a word; senses follow by `next`, of other lists too. */
CL_CHECK const struct sense *word_find(const struct word *word, unsigned list, bool is_any);

/* Of the longest term only; NULL: nothing. In the header because most words are asked by every rule and have nothing to say. */
static inline const struct sense *word_sense(const struct word *word, unsigned list)
{
    return (word->lists >> list & 1) == 0 ? NULL : word_find(word, list, false);
}

/* And where that says nothing, of the word by itself: "claims" of "claims that". */
static inline const struct sense *word_any_sense(const struct word *word, unsigned list)
{
    return (word->lists >> list & 1) == 0 ? NULL : word_find(word, list, true);
}

#endif
