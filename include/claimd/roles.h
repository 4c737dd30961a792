/* roles.h: whom and what a claim is about: its subjects and objects among the mentions, its holder's entity, its tags. */
#ifndef CLAIMD_ROLES_H
#define CLAIMD_ROLES_H

#include "claimd/reading.h"

/* The mentions of one sentence, in order. */
struct sentence_mentions {
    const struct found_mention *items; /* of the article */
    uint32_t from, to;                 /* those that lie in the sentence */
};

/* Referents before the verb of the clause are subjects, behind it objects; each once. O(mentions of the clause). */
void roles_find(const struct reading *reading, uint32_t clause, const struct sentence_mentions *mentions,
                struct found_claim *claim);

/* The mention that a noun phrase is: the last one before a preposition; ANALYSIS_NONE: none. O(its tokens). */
CL_CHECK uint32_t roles_mention(const struct reading *reading, const struct sentence_mentions *mentions, uint32_t from,
                                uint32_t to);

/* Tags of the library whose label or alias stands in the clause. O(its tokens). */
void tags_of_clause(const struct reading *reading, uint32_t clause, const struct library *library,
                    struct found_claim *claim);

#endif
