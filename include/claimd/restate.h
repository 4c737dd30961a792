/* restate.h: the words of a clause as a sentence that stands alone.
 *
 * Nothing is invented: connectives in front go; a relative pronoun gives way to what it stands for; a verb that shares its
 * subject with the clause before gets it; he and she give way to the one person named before; then a capital and a full
 * stop. Where that is not clear the words stay as they are.
 *
 * memory   the text lies in the arena; work is used on the way, so that many claims ask for memory once
 * threads  no state
 */
#ifndef CLAIMD_RESTATE_H
#define CLAIMD_RESTATE_H

#include "claimd/buffer.h"
#include "claimd/reading.h"

/* person: the name of the one whom he or she means; size 0: nobody clear. O(tokens of the clause). */
CL_CHECK struct str restate(struct arena *arena, struct buffer *work, const struct reading *reading, uint32_t clause,
                            const struct found_claim *claim, struct str person);

#endif
