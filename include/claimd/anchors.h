/* anchors.h: the mentions and claims of an article whose body changes.
 *
 * Each keeps its words as far as moving.h finds them: anchor, and inside claims cue, condition and horizon, and the words of
 * `why`. What that comes to in a record:
 *
 *   exact, moved   positions, words and what stands around them are those of the new body
 *   changed        the same; `was` has the words before, `risk` what may turn their meaning. It stays so until somebody says
 *                  where the anchor is (a PATCH of `anchor` or `quote`) or the words are again what they were
 *   ambiguous,     words and what stood around them stay as they were; start and end are the likeliest place or, both the same,
 *   orphaned       where they stood. With each further change of the body they are looked for again
 *
 * A cue, condition or horizon goes with its words too; when they are lost it keeps its text and has no positions. A claim of
 * which such a part was edited or lost is changed, with the risk "part".
 *
 * A body that the article had before brings every anchor and part back to where it was then (former_place.h).
 *
 * Runs on the writer, in the transaction that changes the body. Only records that come out different get a new revision.
 */
#ifndef CLAIMD_ANCHORS_H
#define CLAIMD_ANCHORS_H

#include "claimd/blocks.h"
#include "claimd/body.h"
#include "claimd/former.h"
#include "claimd/moving.h"

/* A text in place of the body that an article has, and the map between the two. Making it takes long (100 to 500 ms for 2 MB), so
 * that is done before a request comes to the writer, which makes it anew where the body is another one by then. */
struct body_change {
    struct str text;      /* as it was given, in NFC */
    struct blocks blocks; /* what it comes to */
    struct blocks before; /* the body, with its kinds */
    int64_t stamp;        /* of the body */
    struct moving *moving;
    const struct lexicon *lexicon; /* has the words that turn a meaning */
};

/* body, text and lexicon are borrowed. O(both bodies). */
CL_CHECK struct body_change *body_change_of(struct arena *arena, const struct lexicon *lexicon, const struct body *body,
                                            struct str text);

/* The blocks of the new body that are ones of the old one, edited or not, become of the kind that those are. O(blocks). */
void body_change_keep_kinds(struct body_change *change);

/* Moves all anchors of the article, and the marks of who read which block: those of blocks that did not change, under their new
 * numbers. body: the new one; former: which it was before, of revision 0 when it is none. summary: JSON in the draft's arena. IN_USE for more than MERGE_LIMIT records unless the draft is_large. */
CL_CHECK bool anchors_move(struct store *store, const struct draft *article, const struct body_change *change,
                           const struct body *body, const struct former *former, struct str *summary,
                           struct problem *problem);

/* The members of a summary, for the contract. */
extern const struct field anchors_summary_members[];

#endif
