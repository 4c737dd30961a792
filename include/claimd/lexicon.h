/* lexicon.h: what words mean to the passes, as data.
 *
 * A lexicon is a set of lists; a list is a text file NAME.txt under src/text/lexicon/, compiled in and replaceable by a file of
 * the same name in another folder. A line is a term and what it means, columns separated by tabs; `#` begins a comment.
 * Which columns a list has is a row of the table in lexicon.c, and a line that does not fit is an error with file and
 * line number. Terms of several words are matched word by word, by token.h's keys.
 *
 * The library's own names and tags are a lexicon too, made from memory with lexicon_begin, lexicon_add and lexicon_finish.
 *
 * memory   everything in the arena given at opening; borrowed from then on
 * errors   FORMAT, NOT_FOUND, STORAGE; detail names file and line
 * threads  constant once open: any
 */
#ifndef CLAIMD_LEXICON_H
#define CLAIMD_LEXICON_H

#include "claimd/arena.h"
#include "claimd/problem.h"
#include "claimd/str.h"
#include "claimd/token.h"

struct lexicon;

/* What a list says of a term. A term may stand in several lists and more than once in one. */
struct sense {
    uint16_t list;            /* number of the list: enum lexicon_list */
    uint16_t words;           /* tokens of the term */
    uint32_t line;            /* of its file; the index given to lexicon_add */
    uint8_t value;            /* the first column that is one of a set of words, as its number in that set; 0 without */
    uint8_t value2;           /* the second such column */
    float weight;             /* the column that is a number; NaN without */
    struct str term;          /* as it stands in the file: what `why` names */
    struct str text;          /* the column of free text; data NULL without */
    const struct sense *next; /* another sense of the same term */
};

/* All lists. folder NULL: those compiled in; else files that stand there go before those. */
CL_CHECK struct lexicon *lexicon_open(struct arena *arena, const char *folder, struct problem *problem);

/* The longest term of any list that begins at token `at`, or NULL; *words says how many tokens it has. */
CL_CHECK const struct sense *lexicon_longest(const struct lexicon *lexicon, const struct tokens *tokens, size_t at);

/* The same among the terms of one list only. */
CL_CHECK const struct sense *lexicon_match(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
                                           unsigned list);

/* A lexicon made from memory: the names and tags of a library. Terms are split like text. */
CL_CHECK struct lexicon *lexicon_begin(struct arena *arena, size_t terms);
void lexicon_add(struct lexicon *lexicon, unsigned list, struct str term, uint32_t index);
void lexicon_finish(struct lexicon *lexicon);

#endif
