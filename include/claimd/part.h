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

#include "claimd/part_word.h"

/* Parts of the tokens from..to, one sentence; words has room for to - from. Returns the lists that say something of any of
 * them, a bit each. O(to - from). */
CL_CHECK uint64_t parts_find(const struct lexicon *lexicon, const struct tokens *tokens, size_t from, size_t to,
                             struct word *words);

#endif
