/* holder.h: to whom a clause is attributed, and through whom it came.
 *
 * A quotation that goes on in the next sentences without a new "she said" keeps its holder: struct speaker remembers it.
 */
#ifndef CLAIMD_HOLDER_H
#define CLAIMD_HOLDER_H

#include "claimd/roles.h"

/* Who spoke last in quotation marks. */
struct speaker {
    struct found_holder holder; /* words start == end: nobody */
    bool is_open;               /* the quotation has not been closed */
    uint32_t block;
};

/* O(sayings above the clause). */
void holder_find(const struct reading *reading, uint32_t clause, const struct sentence_mentions *mentions,
                 const struct speaker *speaker, struct found_claim *claim);

/* A sentence will be read: a quotation that nobody closed ends with its block, unless the next one begins with a quotation mark.
 * O(1). */
void speaker_enter(struct speaker *speaker, const struct reading *reading, uint32_t block);

/* The sentence has been read: who speaks now. O(its tokens). */
void speaker_note(struct speaker *speaker, const struct reading *reading, const struct sentence_mentions *mentions,
                  uint32_t block);

#endif
