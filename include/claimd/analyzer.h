/* analyzer.h: what reading a text for names and claims needs: the lexicons, and the names and tags of the library.
 *
 * The names of all entities that nobody has rejected and the labels of all tags are a lexicon in memory (analysis.h). It is
 * made when it is asked for first, and anew when entities or tags have changed since: what changed is known from the history,
 * so that only that is read. Who analyses keeps the one it began with. Seen with 100,000 entities that have an alias each: a
 * server of 28 MB has 104 with them and the lexicons, and 180 while a version is made anew. That takes 0.9 s of one core the
 * first time, and 0.1 s after a change, whoever asks first; else nothing is made.
 *
 * One analyzer, the companion of the folder (store.h), serves all that reads: analysis, and what anchors of an edited body risk.
 *
 * memory   analyzer_close gives everything back, after the last analyzing_end
 * errors   those of lexicon_open; STORAGE
 * threads  analyzer_open, analyzer_close: one; the rest: any, each with a reader of its own
 */
#ifndef CLAIMD_ANALYZER_H
#define CLAIMD_ANALYZER_H

#include "claimd/analysis.h"
#include "claimd/problem.h"

struct store;
struct analyzer;
struct library_version;

/* lexicons: a folder whose files go before those compiled in, read at once; NULL: none, and those compiled in are read when the
 * first text is. NULL with a problem. */
CL_CHECK struct analyzer *analyzer_open(const char *lexicons, struct problem *problem);
void analyzer_close(struct analyzer *analyzer);

/* The analyzer of the folder that the store is of. */
CL_CHECK struct analyzer *analyzer_of(const struct store *store);

/* The lexicons, read if they were not yet: constant from then on. NULL with a problem. */
CL_CHECK const struct lexicon *analyzer_lexicon(struct analyzer *analyzer, struct problem *problem);

/* For the length of one analysis. */
struct analyzing {
    struct analyzer *analyzer;
    struct library_version *version;
    struct analysis_options options; /* lexicon and library; who analyses adds what else it knows */
};

/* reader NULL: without a library. Lifts the reader's time limit where the whole library must be read. */
CL_CHECK bool analyzing_begin(struct analyzer *analyzer, struct store *reader, struct analyzing *analyzing,
                              struct problem *problem);
void analyzing_end(struct analyzing *analyzing);
#define analyzing_auto __attribute__((cleanup(analyzing_end))) struct analyzing

#endif
