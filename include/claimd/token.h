/* token.h: the words and marks of a body, which every pass over a text walks.
 *
 * A token is a word (letters, digits, and what joins them: "don't" is "do" and "n't", "Russian-Chinese" is three, "U.S." is
 * one, "3.5" is one), a number, or a single mark. White space is none; is_spaced says that some stood before. Each token has
 * its place in bytes, for who reads the text, and in code points, for spans.
 *
 * Words are compared by `key`: a hash of the form that lexicons use (quote.h's folding, lower case), so that one
 * look-up serves every lexicon and equal keys are looked at once more by who must be sure.
 *
 * memory   tokens in the arena; bytes are the body's, borrowed
 * threads  no state
 */
#ifndef CLAIMD_TOKEN_H
#define CLAIMD_TOKEN_H

#include "claimd/arena.h"
#include "claimd/span.h"
#include "claimd/str.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

enum token_shape {
    SHAPE_OTHER,   /* no letters, or of a script without case */
    SHAPE_LOWER,   /* "word" */
    SHAPE_CAPITAL, /* "Word" */
    SHAPE_UPPER,   /* "WORD", "U.S."; one letter too */
    SHAPE_MIXED,   /* "iPhone", "McDonald" */
};

struct token {
    uint32_t start, end; /* code points of the body */
    uint32_t byte, size; /* the same in bytes: begin, count */
    uint32_t key;        /* of its folded, lower-case form */
    uint8_t kind, shape; /* enum token_kind, enum token_shape */
    char mark; /* of a TOKEN_MARK: as ASCII ('"' for any double quotation mark, '-' for any dash …), 0: another */
    bool is_spaced; /* white space before it */
    bool is_first;  /* of its block */
};

struct tokens {
    struct str body;
    struct token *items;
    size_t count;
};

/* O(body). body as blocks_of_text leaves it. */
CL_CHECK struct tokens tokens_of(struct arena *arena, struct str body);

/* The words as they stand. */
CL_CHECK struct str token_words(const struct tokens *tokens, size_t from, size_t to);
/* From the first token's start to the last one's end; from < to. */
CL_CHECK struct span token_span(const struct tokens *tokens, size_t from, size_t to);
/* The key of one word, as tokens have it. */
CL_CHECK uint32_t token_key(struct str word);

#endif
