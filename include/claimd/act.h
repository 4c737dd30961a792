/* act.h: what only somebody does, behind what they say: "ruled that the permit was void and ordered a hearing".
 *
 * threads  no state
 */
#ifndef CLAIMD_ACT_H
#define CLAIMD_ACT_H

#include "claimd/reading.h"

/* Where piece `number` is an act (acts.txt) without a subject that could do it, the last saying ends before it, and its holder
 * becomes the subject. */
void act_take(struct reading *reading, uint32_t number);

#endif
