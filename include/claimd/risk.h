/* risk.h: what came into a statement or went from it that may turn its meaning.
 *
 * Told by the words alone: a negation ("not", "never", "n't"), a number (in digits or words), a hedge (a word of doubt or
 * certainty: "may", "likely", "certainly"). Which words these are says the list `risks` of the lexicon. A word that only
 * changed its place is no risk.
 *
 * threads  no state
 */
#ifndef CLAIMD_RISK_H
#define CLAIMD_RISK_H

#include "claimd/lexicon.h"

/* In the order of the list's column. */
enum risk { RISK_NEGATION, RISK_NUMBER, RISK_HEDGE, RISK_COUNT };

/* A bit (1 << risk) for each kind of which the two texts have not the same words. O(both). */
CL_CHECK unsigned risks_between(const struct lexicon *lexicon, struct str was, struct str is);

#endif
