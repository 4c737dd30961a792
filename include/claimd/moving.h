/* moving.h: where anchors stand once a body was edited.
 *
 * The difference between the two bodies (diff.h) is the map; only a span that it lost, or that was lost before, is looked for by
 * its words. What became of it:
 *
 *   exact      the same words, which begin at the same place
 *   moved      the same words elsewhere
 *   changed    the words themselves were edited; at least half of them are still there
 *   ambiguous  the words stand there, and nothing tells whether they are these; the likeliest place when there is one
 *   orphaned   nowhere
 *
 * Words are the same when their foldings are (quote.h): other quotes, dashes or spaces are no change. What was put in at a span's very
 * edge is outside. A word counts as a whole: "Russia" in what became "Russian" has changed.
 *
 * exact and moved are said only of what cannot be chance: words in a row that are alike, among them DIFF_SURE of substance, of
 * which the span may be a part; or of a place where only one of several cuts lies between sentences. A span of two words
 * that alone were left of a sentence is ambiguous, at their place.
 *
 * memory   all in the arena; bodies are borrowed
 * threads  one thread at a time
 */
#ifndef CLAIMD_MOVING_H
#define CLAIMD_MOVING_H

#include "claimd/diff.h"
#include "claimd/quote.h"

/* In the order of the model's words. */
enum anchor_state {
    ANCHOR_EXACT,
    ANCHOR_MOVED,
    ANCHOR_CHANGED,
    ANCHOR_AMBIGUOUS,
    ANCHOR_ORPHANED,
    ANCHOR_STATE_COUNT,
};

/* A map from one body to the next. */
struct moving;

struct moved {
    enum anchor_state state;
    struct span span; /* of the new body; start == end: no place is likelier than others, and this is where it stood */
};

/* O(both bodies). */
CL_CHECK struct moving *moving_make(struct arena *arena, const struct blocks *before, const struct blocks *after);

/* What became of a span of the old body. O(words of the span). */
CL_CHECK struct moved moving_span(struct moving *moving, struct span span);

/* Whether words that had no place in the old body (those of an anchor that was orphaned) stand among what is new in the new
 * one: moved, ambiguous or orphaned. at: where in the old body they stood once. O(quotation). */
CL_CHECK struct moved moving_quote(struct moving *moving, const struct quote *quote, uint32_t at);

#endif
