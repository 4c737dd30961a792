/* diff.h: which words of an old body stand where in a new one.
 *
 * Not the shortest list of changes but what can be relied on. Words in a row that stand once in either body belong together,
 * wherever they went (P. Heckel, A technique for isolating differences between files, CACM 21, 1978; as genomes are
 * aligned by maximal unique matches: A. L. Delcher et al., Nucleic Acids Research 27, 1999). From there matches grow while
 * neighbours are alike. Between two that are next to each other in both bodies the longest common subsequence fills small
 * gaps, and words that were only spelt differently are paired. A longest common subsequence of the whole (E. W. Myers,
 * An O(ND) difference algorithm, Algorithmica 1, 1986) was not taken: it follows no block that moved, costs the product of
 * both sizes where bodies differ wholly, and pairs words by chance where a passage was replaced.
 *
 * What it says of each word:
 *
 * - is_sure: its run of alike words is too long for chance (DIFF_SURE words of substance, or up to a border of the block in both),
 *   and so is what the two blocks have in common (as many words, or all of one).
 * - is_loose: it could as well be another one. When "ha " is taken from "ha ha", nothing tells which; the word has a second
 *   place in `other`, or its place is another word's second. Where one of the cuts that are possible lies between sentences or
 *   blocks and no other does, that one is taken and nothing is loose.
 *
 * O(n) time and memory for n bytes of both bodies, whatever they hold.
 *
 * memory   all in the arena; the bodies are borrowed
 * threads  no state
 */
#ifndef CLAIMD_DIFF_H
#define CLAIMD_DIFF_H

#include "claimd/diff_words.h"

enum {
    DIFF_NONE = UINT32_MAX,
    DIFF_SURE = 6, /* see docs/architecture.md for what fewer and more give */
};

enum diff_match {
    DIFF_LOST,  /* stands nowhere */
    DIFF_ALIKE, /* the same word */
    DIFF_SPELT, /* a word in its place, spelt much like it */
};

struct diff_place {
    uint32_t there; /* the word of the new body, DIFF_NONE when lost */
    uint32_t other; /* a second place where it could be; DIFF_NONE: none */
    uint8_t match;  /* enum diff_match */
    bool is_sure, is_loose;
};

struct diff {
    struct diff_words before, after;
    struct diff_place *places; /* by words of before */
    uint32_t *back;            /* by words of after: the word of before, DIFF_NONE: a new one */
    struct vocabulary *vocabulary;
};

CL_CHECK struct diff diff_make(struct arena *arena, const struct blocks *before, const struct blocks *after);

#endif
