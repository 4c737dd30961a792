/* name_confidence.h: how often a rule is right about names.
 *
 * threads  no state
 */
#ifndef CLAIMD_NAME_CONFIDENCE_H
#define CLAIMD_NAME_CONFIDENCE_H

#include "claimd/name.h"

/* The share of such names that were right where it was measured; between 0 and 1. */
CL_CHECK float name_confidence(const struct name *name);

#endif
