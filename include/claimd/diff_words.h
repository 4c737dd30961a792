/* diff_words.h: bodies as rows of words that are compared by number.
 *
 * A word is a run of letters and digits, or of one and the same mark; in scripts that put no spaces between words each
 * letter is one. Words are those of the folded body (quote.h), so quotes, dashes, spaces and line ends of any kind are alike.
 * Two words have one id when they have the same folded bytes, whichever text of one vocabulary they stand in.
 *
 * A text has DIFF_WORDS at most: what stands behind the last but one of them is the last. Without that U+FDFA, which folds into
 * four words, made 650 MB of two bodies of 2,097,152 characters.
 *
 * Linear in the texts, hostile ones too: a word that finds WORD_PROBES places of the table taken gets an id of its own, and
 * is like no other word from then on.
 *
 * memory   all in the arena; the bodies are borrowed
 * threads  no state
 */
#ifndef CLAIMD_DIFF_WORDS_H
#define CLAIMD_DIFF_WORDS_H

#include "claimd/arena.h"
#include "claimd/blocks.h"
#include "claimd/quote_fold.h"

enum {
    WORD_PROBES = 32,
    DIFF_WORDS = 1 << 21, /* as many as a body has characters at most; those that fold into several words make more */
};

enum begins { BEGINS_NOTHING, BEGINS_SENTENCE, BEGINS_BLOCK };

struct diff_word {
    uint32_t start, end; /* code points of the body */
    uint32_t byte, size; /* of the folded body: begin, count */
    uint32_t id;
    uint8_t begins;    /* enum begins; sentences as their marks have it */
    bool is_spaced;    /* white space stands before it */
    bool is_substance; /* no mark and no single letter of ASCII */
};

struct diff_words {
    struct quote_body quotes;
    struct diff_word *items;
    uint32_t count;
};

/* The words of several texts by id. */
struct vocabulary;
CL_CHECK struct vocabulary *vocabulary_make(struct arena *arena);
CL_CHECK uint32_t vocabulary_count(const struct vocabulary *vocabulary); /* ids are below it */

/* blocks: a body with its blocks. Its words go into the vocabulary. O(body). */
CL_CHECK struct diff_words diff_words_of(struct arena *arena, const struct blocks *blocks,
                                         struct vocabulary *vocabulary);

/* The folded bytes of a word. */
CL_CHECK struct str diff_word_text(const struct diff_words *words, uint32_t index);

#endif
