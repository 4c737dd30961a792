/* Of persons, places and organisations: confidences.def, which says what was counted and how. Of other kinds, which the files that it was
 * counted in do not hold or mark otherwise: the share with the span right there, where a rule was seen; else that of those like it.
 * Metonyms: of 44 in news (development articles and CausalNewsCorpus), judged by hand; what was found in tests/text/names when it was
 * new agrees. docs/analysis.md has the numbers. */
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
    [NAME_CITED]           = OTHERS(0.95F),
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

enum { MEASURED_KINDS = 3 };
_Static_assert(ENTITY_PERSON == 0 && ENTITY_ORGANIZATION == 1 && ENTITY_PLACE == 2, "the columns of confidences.def");

/* 0: not measured. */
static const float measured[NAME_RULE_COUNT][MEASURED_KINDS] = {
#define PLACE_SHARE(place, share)
#define RULE_SHARE(rule, share)
#define NAME_SHARE(rule, person, organization, place) [NAME_##rule] = {person, organization, place},
#include "confidences.def"
#undef NAME_SHARE
#undef RULE_SHARE
#undef PLACE_SHARE
};

float name_confidence(const struct name *name)
{
    if (name->kind < MEASURED_KINDS && measured[name->rule][name->kind] > 0)
        return measured[name->rule][name->kind];
    return confidences[name->rule][name->kind];
}
