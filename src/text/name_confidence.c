/* Of persons, places and organisations: the share with span and kind right, of all that the rule found in CrossNER politics and GUM
 * (the development files), rounded to 0.05. `node tests/quality/run.mjs calibration --show` prints it again and says, by
 * cross-validation, how far it can be trusted on other text; where a rule was seen fewer than 20 times it is taken with those
 * like it. Of other kinds, which the files do not hold or mark otherwise: the share with the span right.
 * Metonyms: of 44 in news (development articles and CausalNewsCorpus), judged by hand. docs/analysis.md has the numbers. */
#include "claimd/name_confidence.h"

/* clang-format off */
/* What stands for all kinds that have no number of their own. */
#define OTHERS(confidence)                                                                                            \
    {confidence, confidence, confidence, confidence, confidence, confidence, confidence, confidence, confidence}

static const float confidences[NAME_RULE_COUNT][ENTITY_KIND_COUNT] = {
    /*                       person organization place  group  event  work   facility concept other */
    [NAME_LIBRARY]         = OTHERS(0.90F),
    [NAME_KNOWN]           = {0.90F, 0.70F,     0.75F, 0.45F, 0.85F, 0.65F, 0.65F,   0.60F,  0.60F},
    [NAME_PLACE]           = OTHERS(0.75F),
    [NAME_DEMONYM]         = OTHERS(0.95F),
    [NAME_HEAD_LAST]       = {0.60F, 0.80F,     0.70F, 0.30F, 0.85F, 0.65F, 0.70F,   0.50F,  0.50F},
    [NAME_HEAD_OF]         = {0.60F, 0.80F,     0.90F, 0.50F, 0.85F, 0.80F, 0.80F,   0.50F,  0.50F},
    [NAME_TITLE]           = OTHERS(0.75F),
    [NAME_ROLE]            = OTHERS(0.70F),
    [NAME_GIVEN_NAME]      = OTHERS(0.95F),
    [NAME_INITIALS]        = OTHERS(0.65F),
    [NAME_SURNAME]         = OTHERS(0.65F),
    [NAME_GIVEN_ALONE]     = OTHERS(0.55F),
    [NAME_FAMILY]          = OTHERS(0.85F),
    [NAME_ACRONYM]         = OTHERS(0.60F),
    [NAME_ACRONYM_DEFINED] = OTHERS(0.95F),
    [NAME_NOUN_BEFORE]     = OTHERS(0.75F),
    [NAME_NOUN_AFTER]      = OTHERS(0.55F),
    [NAME_NOUN_APPOSED]    = OTHERS(0.75F),
    [NAME_INSIDE]          = OTHERS(0.85F),
    [NAME_SPEAKER]         = OTHERS(0.65F),
    [NAME_AGE]             = OTHERS(0.95F),
    [NAME_TWO_WORDS]       = OTHERS(0.50F),
    [NAME_ONE_WORD]        = OTHERS(0.55F),
    [NAME_JOINED]          = OTHERS(0.55F),
    [NAME_DIRECTION]       = OTHERS(0.70F),
    [NAME_TEAM]            = OTHERS(0.60F),
    [NAME_SCORE]           = OTHERS(0.60F),
    [NAME_STATE]           = OTHERS(0.75F),
    [NAME_ROLE_BEHIND]     = OTHERS(0.75F),
    [NAME_LISTED]          = {0.90F, 0.55F,     0.80F, 0.50F, 0.50F, 0.50F, 0.50F,   0.50F,  0.50F},
    [NAME_EVENT]           = OTHERS(0.95F),
    [NAME_SEEN]            = {0.70F, 0.50F,     0.85F, 0.50F, 0.50F, 0.50F, 0.50F,   0.50F,  0.70F},
    [NAME_SHORT]           = OTHERS(0.25F),
    [NAME_SEAT]            = OTHERS(0.85F),
    [NAME_CAPITAL]         = OTHERS(0.95F),
    [NAME_CAPITAL_PRIOR]   = OTHERS(0.70F),
    [NAME_BLOC]            = OTHERS(0.60F),
};
/* clang-format on */

float name_confidence(const struct name *name)
{
    return confidences[name->rule][name->kind];
}
