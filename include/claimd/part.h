/* part.h: the part of speech of each token of a sentence, as far as the word and its neighbours show it.
 *
 * Closed classes are known (classes.txt), verbs by their forms (verbs.txt) and endings, the rest by ending, capitals and
 * neighbours. What matters most is which tokens begin a group of finite verbs, since those make clauses: nouns that look like
 * verbs ("plans", "report") are told from them by what stands around.
 *
 * memory   the caller's
 * threads  no state
 */
#ifndef CLAIMD_PART_H
#define CLAIMD_PART_H

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

/* Parts of the tokens from..to, one sentence; words has room for to - from. Returns the lists that say something of any of
 * them, a bit each. O(to - from). */
CL_CHECK uint64_t parts_find(const struct lexicon *lexicon, const struct tokens *tokens, size_t from, size_t to,
                             struct word *words);

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
