/* agreement.h: how far annotators agree on where a text says something and on what it says.
 *
 * Places: two spans of different annotators match when they have in common at least half of what they cover together (their
 * Jaccard index, in code points, is ½ or more). Each span matches at most one of another annotator: those that have most in
 * common are paired first. F1 is 2 m / (a + b), for m matches among a and b spans.
 *
 * Labels: spans that match are one unit, in which each annotator has at most one span; pairs that have most in common are
 * joined first. On the units that two or more annotators have marked, agreement is Krippendorff's alpha with the nominal
 * metric (K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011): 1 is perfect, 0 is what chance gives.
 *
 * memory   results in the arena
 * threads  no state
 */
#ifndef CLAIMD_AGREEMENT_H
#define CLAIMD_AGREEMENT_H

#include "claimd/arena.h"
#include "claimd/span.h"

enum {
    AGREEMENT_ANNOTATORS = 20, /* at most 32: units keep them as bits */
    AGREEMENT_LABELS = 16,     /* different ones of one sort */
};

struct annotation {
    struct span span;
    uint32_t annotator; /* from 0 */
    uint32_t unit;      /* set by agreement_of */
};

struct agreement_pair {
    uint32_t exact;    /* the same span */
    uint32_t matching; /* or nearly: see above */
};

struct agreement {
    uint32_t counts[AGREEMENT_ANNOTATORS];                                   /* spans of each */
    struct agreement_pair pairs[AGREEMENT_ANNOTATORS][AGREEMENT_ANNOTATORS]; /* [a][b] for a < b */
    size_t unit_count;
};

/* annotators at most AGREEMENT_ANNOTATORS. O(n² log n) where all overlap, n log n where few do. */
CL_CHECK struct agreement *agreement_of(struct arena *arena, struct annotation *annotations, size_t count,
                                        uint32_t annotators);

CL_CHECK double agreement_f1(uint32_t matches, uint32_t a, uint32_t b); /* 0 where there is nothing */

/* One annotator's label of a unit. */
struct rating {
    uint32_t unit, label; /* label below AGREEMENT_LABELS */
};
struct alpha {
    double value;
    bool is_defined;       /* false: there is nothing to compare, or only one label was ever given */
    size_t units, ratings; /* those that could be compared */
};
CL_CHECK struct alpha agreement_alpha(struct arena *arena, const struct rating *ratings, size_t count,
                                      size_t unit_count);

#endif
