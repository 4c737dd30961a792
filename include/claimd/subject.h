/* subject.h: the subjects of finite verbs, and the verbs that groups of them are about (reading.h). */
#ifndef CLAIMD_SUBJECT_H
#define CLAIMD_SUBJECT_H

#include "claimd/reading.h"

/* Fills verb, lexical and subject of the pieces. O(tokens). */
void subjects_find(struct reading *reading);

/* Where the noun phrase that ends before token `end` begins, at `from` or behind. O(its tokens). */
CL_CHECK uint32_t subject_phrase(const struct reading *reading, uint32_t from, uint32_t end);

#endif
