/* word.h: what the lexicons say of a word that may be part of a name.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_WORD_H
#define CLAIMD_WORD_H

#include "claimd/lexicon.h"

enum word_flag {
    WORD_CAPITAL = 1 << 0,  /* written like a name */
    WORD_ORDINARY = 1 << 1, /* stands in the dictionary, in lower case */
    WORD_DOUBTFUL = 1 << 2, /* ordinary, and its capital may come from where it stands: start of a sentence, heading */
    WORD_GIVEN = 1 << 3,    /* given name */
    WORD_SURNAME = 1 << 4,
    WORD_INITIAL = 1 << 5,  /* one capital letter, or several with dots */
    WORD_NAMELESS = 1 << 6, /* has a capital and names nobody: a month, a degree */
    WORD_LANGUAGE = 1 << 7,
    WORD_PARTICLE = 1 << 8, /* "van", "de": inside names */
    WORD_GLUE = 1 << 9,     /* a mark inside a name: the stop of an initial, a hyphen, an ampersand */
    WORD_OF = 1 << 10,      /* of, for, on */
    WORD_AND = 1 << 11,
    WORD_ARTICLE = 1 << 12,
    WORD_POSSESSIVE = 1 << 13, /* 's, or an apostrophe behind s */
    WORD_STARTER = 1 << 14,    /* often begins sentences */
    WORD_ACRONYM = 1 << 15,    /* two to six capitals, no Roman number; "PvdA" */
    WORD_DIRECTION = 1 << 16,  /* "North", "Upper" */
    WORD_ROMAN = 1 << 17,      /* "IV", "Jr" */
    WORD_SUFFIX = 1 << 19,     /* "Inc": ends the name of a firm */
    WORD_LEADING = 1 << 18,    /* "The" or "A" */
};

/* Bits of enum entity_kind, for what a word may be by itself or with those behind it. */
#define WORD_KIND(kind) (1U << (kind))

struct word {
    uint32_t flags;
    uint16_t kinds;       /* WORD_KINDs of `term` in all lists */
    uint8_t head_last;    /* enum entity_kind of names that end in it; SENSE_NONE */
    uint8_t head_first;   /* the same of names that go on with of; SENSE_NONE */
    uint8_t head_opening; /* the same of names that it opens; SENSE_NONE */
    uint8_t title;        /* the use column of titles; SENSE_NONE */
    uint8_t title_words;  /* tokens of that title */
    uint8_t term_words;   /* tokens of term */
    const struct sense
        *term; /* the longest name known that begins here, of the first list in the order of word.c; NULL */
    const struct sense *demonym, *head, *honour, *seat; /* what demonym, head, title and seat of power stand in; NULL */
};

enum title_use { TITLE_ADDRESS, TITLE_OFFICE, TITLE_NAME, TITLE_NOUN };
enum beside_use {
    BESIDE_OF,
    BESIDE_AND,
    BESIDE_ARTICLE,
    BESIDE_PARTICLE,
    BESIDE_INSIDE,
    BESIDE_MAYBE_INSIDE,
    BESIDE_TOWARD,
    BESIDE_SPEECH,
    BESIDE_BORN,
    BESIDE_AUXILIARY,
    BESIDE_ACT,
    BESIDE_DIRECTION,
    BESIDE_CONTEST_OF,
    BESIDE_CONTEST,
    BESIDE_GAME,
};

/* The word at a token, with all that begins there. O(words of the longest term). */
CL_CHECK struct word word_look(const struct lexicon *lexicon, const struct tokens *tokens, size_t at);

/* Written like a name: with a capital. */
CL_CHECK static inline bool word_is_capital(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->shape >= SHAPE_CAPITAL;
}

/* Whether the token is this word, in whatever case; word is ASCII. */
CL_CHECK bool word_is(const struct tokens *tokens, size_t at, struct str word);

/* The ending 's of a word, as tokens have it. */
CL_CHECK bool word_is_possessive(const struct tokens *tokens, size_t at);

/* The sense that has this use in the list `beside` for the token, or NULL. */
CL_CHECK const struct sense *word_beside(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
                                         enum beside_use use);

/* Whether the token stands in the dictionary as it is or without one of its usual endings. */
CL_CHECK bool word_is_ordinary(const struct lexicon *lexicon, const struct tokens *tokens, size_t at);

#endif
