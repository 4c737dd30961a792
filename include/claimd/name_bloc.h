/* name_bloc.h: parts of the world that act like one and need their article: "sanctions by the west", "the West fears".
 *
 * threads  no state
 */
#ifndef CLAIMD_NAME_BLOC_H
#define CLAIMD_NAME_BLOC_H

#include "claimd/name.h"

/* Whether "the" could stand before token `at`: before most no word of three letters does, and they need not be asked. */
static inline bool name_bloc_may_begin(const struct run *run, uint32_t at)
{
    return at > run->begin && run->tokens->items[at - 1].size == 3;
}

/* The bloc at token `at` of run's sentence (which need not be in the run); rule NAME_NONE for none. */
CL_CHECK struct name name_bloc(const struct run *run, uint32_t at);

#endif
