/* analysis.h: what is read out of an article: its sentences, the names in it, and the claims it seems to make.
 *
 * Deterministic and offline: the same body, lexicons and library give the same answer. Every finding says which rule made it and by
 * which words (`why`), and has a confidence: the share of findings of that kind that were right where it was measured
 * (docs/analysis.md).
 *
 * Indexes (of mentions, referents, sentences) are positions in the arrays here. Spans are code points of the body.
 *
 * memory   all in the arena; text borrows from body, lexicons and library, or lies in the arena
 * threads  no state; lexicons and library are constant
 */
#ifndef CLAIMD_ANALYSIS_H
#define CLAIMD_ANALYSIS_H

#include "claimd/arena.h"
#include "claimd/blocks.h"
#include "claimd/lexicon.h"
#include "claimd/span.h"

enum { ANALYSIS_NONE = UINT32_MAX }; /* no index */

/* The model's enumerations and their words, in the order of the contract; the tables of src/model/ take them from here. */
#define ENTITY_KINDS(X)             \
    X(PERSON, "person")             \
    X(ORGANIZATION, "organization") \
    X(PLACE, "place")               \
    X(GROUP, "group")               \
    X(EVENT, "event")               \
    X(WORK, "work")                 \
    X(FACILITY, "facility")         \
    X(CONCEPT, "concept")           \
    X(OTHER, "other")
enum entity_kind {
#define X(name, word) ENTITY_##name,
    ENTITY_KINDS(X)
#undef X
        ENTITY_KIND_COUNT
};
#define CLAIM_KINDS(X)                  \
    X(FACT, "fact")                     \
    X(CAUSE, "cause")                   \
    X(FORECAST, "forecast")             \
    X(EVALUATION, "evaluation")         \
    X(RECOMMENDATION, "recommendation") \
    X(COMPARISON, "comparison")         \
    X(DEFINITION, "definition")         \
    X(QUESTION, "question")
enum claim_kind {
#define X(name, word) CLAIM_##name,
    CLAIM_KINDS(X)
#undef X
        CLAIM_KIND_COUNT
};
#define CERTAINTIES(X)                      \
    X(ALMOST_NO_CHANCE, "almost_no_chance") \
    X(VERY_UNLIKELY, "very_unlikely")       \
    X(UNLIKELY, "unlikely")                 \
    X(ROUGHLY_EVEN, "roughly_even")         \
    X(LIKELY, "likely")                     \
    X(VERY_LIKELY, "very_likely")           \
    X(ALMOST_CERTAIN, "almost_certain")     \
    X(CERTAIN, "certain")                   \
    X(POSSIBLE, "possible")                 \
    X(UNSTATED, "unstated")
enum certainty {
#define X(name, word) CERTAINTY_##name,
    CERTAINTIES(X)
#undef X
        CERTAINTY_COUNT
};
/* The band that a certainty stands for, ICD 203 (2015), section D.6.e; {0, 0} where the language gives none. */
struct certainty_band {
    double low, high;
};
extern const struct certainty_band certainty_bands[CERTAINTY_COUNT];

#define COMMITMENTS(X)      \
    X(ENDORSES, "endorses") \
    X(REPORTS, "reports")   \
    X(DOUBTS, "doubts")     \
    X(DENIES, "denies")
enum commitment {
#define X(name, word) COMMITMENT_##name,
    COMMITMENTS(X)
#undef X
        COMMITMENT_COUNT
};

/* Their words, by number, NULL behind the last. */
extern const char *const entity_kind_names[];
extern const char *const claim_kind_names[];
extern const char *const certainty_names[];
extern const char *const commitment_names[];

/* One reason: a rule by name, the lexicon's term where one decided (data NULL without), and the words it went by. */
struct why {
    const char *rule;
    struct str term;
    struct span span; /* start == end: nowhere in particular */
};
enum { WHY_LIMIT = 8 };
struct reasons {
    struct why items[WHY_LIMIT];
    uint32_t count;
};

struct sentence {
    struct span span;
    uint32_t block;
    uint32_t from, to; /* tokens */
};

/* Somebody or something that the article names, perhaps many times. */
struct referent {
    struct str name; /* the fullest form seen */
    enum entity_kind kind;
    uint32_t library; /* index of the library's entity, ANALYSIS_NONE: a new one */
    uint32_t rival;   /* another of equal standing: the mention names both and links to neither */
    float confidence;
    uint32_t mention_count;
};

struct found_mention {
    struct span span;
    uint32_t from, to; /* tokens */
    uint32_t referent;
    bool is_metonym; /* names one thing and means another */
    bool is_demonym; /* "Russian" for Russia */
    float confidence;
    struct reasons why;
};

struct found_holder {
    uint32_t mention;  /* ANALYSIS_NONE: only words */
    struct span words; /* start == end: the article's author */
    struct span cue;
    enum commitment commitment;
};

enum { CLAIM_VIA = 4, CLAIM_ROLES = 8, CLAIM_TAGS = 8 };
struct found_claim {
    struct span span;
    uint32_t sentence;
    struct str text; /* restated so that it stands alone */
    enum claim_kind kind;
    enum certainty certainty;
    bool is_negated;
    struct found_holder holder;
    struct found_holder via[CLAIM_VIA]; /* nearest to the article first */
    uint32_t via_count;
    struct span condition;                                /* start == end: none */
    bool is_condition_negated;                            /* "unless", "without": it holds where that is not so */
    struct span horizon;                                  /* the words; start == end: none */
    char horizon_by[16];                                  /* "2030", "2030-05"; "": only words */
    uint32_t subjects[CLAIM_ROLES], objects[CLAIM_ROLES]; /* referents */
    uint32_t subject_count, object_count;
    uint32_t tags[CLAIM_TAGS]; /* of the library */
    uint32_t tag_count;
    float confidence;
    struct reasons why;
    uint64_t rules; /* of `why`, a bit each: enum claim_rule of reading.h */
};

/* What the library has, for the passes: names and aliases of entities (list 0) and labels and aliases of tags (list 1),
 * made with lexicon_begin. `line` of a sense is an index into entities or tags. */
enum { LIBRARY_ENTITIES = 0, LIBRARY_TAGS = 1 };
struct library_entity {
    int64_t id;
    enum entity_kind kind;
    struct str name;
};
struct library {
    const struct lexicon *names;
    const struct library_entity *entities;
    size_t entity_count;
    const struct str *tags; /* slugs */
    size_t tag_count;
};

struct analysis_options {
    const struct lexicon *lexicon;
    const struct library *library; /* NULL: empty */
    const char *published_at;      /* partial date, for "next year"; NULL or "": unknown */
};

struct analysis {
    struct tokens tokens;
    struct sentence *sentences;
    size_t sentence_count;
    struct referent *referents;
    size_t referent_count;
    struct found_mention *mentions; /* in order of position */
    size_t mention_count;
    struct found_claim *claims; /* in order of position */
    size_t claim_count;
};

/* blocks: body with its blocks. O(body) for given lexicons. */
CL_CHECK struct analysis analysis_of(struct arena *arena, const struct blocks *blocks,
                                     const struct analysis_options *options);

/* The same sentences for who wants nothing else, several times sooner: most words are never looked at. The rest is empty, tokens
 * too, and from and to of a sentence are 0. O(body). */
CL_CHECK struct analysis sentences_of(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon);

/* The passes, each over what those before it found; analysis_of runs them in this order. */
void sentences_find(struct arena *arena, const struct blocks *blocks, const struct lexicon *lexicon,
                    struct analysis *analysis); /* sentence.c */
void mentions_find(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options,
                   struct analysis *analysis); /* mention.c */
void claims_find(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options,
                 struct analysis *analysis); /* claims.c */

#endif
