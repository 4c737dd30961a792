/* name_alias.h: two names of which the text says that they are of one: "Natsu Higuchi, also known as Natsuko Higuchi", "Burma (now
 * Myanmar)".
 *
 * memory   nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_NAME_ALIAS_H
#define CLAIMD_NAME_ALIAS_H

#include "claimd/name.h"

/* Whether the text says that the second is another name of the first, which is the name before it. */
CL_CHECK bool name_is_alias(const struct tokens *tokens, const struct name *first, const struct name *second);

#endif
