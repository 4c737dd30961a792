/* run.h: words with capitals that stand together, and what joins them: where names are looked for.
 *
 * A run begins with a word written like a name and ends with one; between may stand marks that belong to names (the stop of an
 * initial, a hyphen, "&"), particles ("van"), and words that may join two parts ("of", "for the", "and", "'s"). It stays within
 * a sentence and has at most RUN_LIMIT tokens; a longer one is cut, so that work on a run is bounded.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_RUN_H
#define CLAIMD_RUN_H

#include "claimd/analysis.h"
#include "claimd/word.h"

enum { RUN_LIMIT = 40 };

struct run {
    const struct tokens *tokens;
    const struct lexicon *lexicon;
    uint32_t from, count; /* tokens */
    uint32_t begin, end;  /* of its sentence */
    struct word words[RUN_LIMIT];
};

/* Whether capitals of the sentence tell nothing by themselves: a heading in title case, or all in capitals. */
CL_CHECK bool run_is_shouted(const struct lexicon *lexicon, const struct tokens *tokens, uint32_t from, uint32_t to);

/* The first run of the sentence [begin, end) at or after token `at`; false when there is none. */
CL_CHECK bool run_next(struct run *run, uint32_t at, bool is_shouted);

/* End of the words with capitals that stand together from item `at` on, with marks and particles between, and before a title
 * that begins another name; at < the end. */
CL_CHECK uint32_t run_tight_end(const struct run *run, uint32_t at);
/* The same, but before the first word whose capital is doubtful; `at` when that is the first one. */
CL_CHECK uint32_t run_sure_end(const struct run *run, uint32_t at);

/* Whether item i of the run has any of the flags; false past the end. In the header because every rule asks several times. */
CL_CHECK static inline bool run_has(const struct run *run, uint32_t i, uint32_t flags)
{
    return i < run->count && (run->words[i].flags & flags) != 0;
}

#endif
