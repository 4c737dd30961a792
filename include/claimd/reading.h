/* reading.h: a sentence on its way to its claims: words, pieces, sayings, clauses, in this order.
 *
 * A sentence is cut into pieces at every word or mark that could begin a clause (piece.h). Sayings are found in them
 * (attribution.h). Then pieces without a finite verb are put back to what they belong to, and so are clauses that only qualify
 * another; what is left are clauses (clause.h), each of which could state a claim.
 *
 * memory   the caller's arena
 * threads  no state
 */
#ifndef CLAIMD_READING_H
#define CLAIMD_READING_H

#include "claimd/analysis.h"
#include "claimd/part.h"

enum {
    READING_NONE = UINT32_MAX, /* no token, piece, saying or clause */
    CLAIM_TEXT = 2000,         /* code points of a claim, as the model has it */
    HOLDER_TEXT = 500,
    SAYING_DEPTH = 8, /* sayings inside one another that are looked at; more than any chain that makes sense */
};

/* What begins a piece. */
enum opening {
    OPENS_SENTENCE,
    OPENS_COMMA,       /* nothing but the comma */
    OPENS_BREAK,       /* semicolon, colon, dash */
    OPENS_BRACKET,     /* all that it holds, with its marks */
    OPENS_AGAIN,       /* goes on behind a bracket */
    OPENS_AND,         /* and, but, or */
    OPENS_SUBORDINATE, /* if, because, after */
    OPENS_CONTRAST,    /* although, while */
    OPENS_OCCASION,    /* when, where */
    OPENS_RELATIVE,    /* who, which, "by which" */
    OPENS_QUESTION,    /* what, how */
    OPENS_CONTENT,     /* that; or nothing, behind a saying */
    OPENS_VERB,        /* the verb of a subject that a clause has cut off: "those who say so | talk" */
};

/* A stretch in which at most one clause begins. Pieces cover the sentence but for marks between them. */
struct piece {
    uint32_t from, to;                 /* tokens; the words that open it are in it, marks are not */
    uint8_t opening;                   /* enum opening */
    char mark;                         /* before it: a comma, a dash, a quotation mark …; 0: none */
    bool is_quoted;                    /* begins inside quotation marks */
    bool is_aside;                     /* qualifies its clause and does not state it */
    uint32_t verb;                     /* its first finite token */
    uint32_t lexical;                  /* what that group of verbs is about: "sold" of "has not been sold" */
    uint32_t subject_from, subject_to; /* of the verb; may stand in a piece before; equal: none */
    uint32_t said_end;                 /* the piece behind what is said, if it begins here */
    uint32_t clause;
};

/* The columns of lexicon.h, in its order. */
enum attribution_how {
    ATTRIBUTION_SAY,
    ATTRIBUTION_TELL,
    ATTRIBUTION_THINK,
    ATTRIBUTION_SHOW,
    ATTRIBUTION_AS,
    ATTRIBUTION_JUDGE,
    ATTRIBUTION_STATE,
    ATTRIBUTION_PASSIVE,
    ATTRIBUTION_SOURCE,
    ATTRIBUTION_OWN,
    ATTRIBUTION_NOUN,
    ATTRIBUTION_ADVERB,
};

/* A verb or phrase that says whose the words of other pieces are. */
struct saying {
    const struct sense *sense; /* of attribution.txt */
    uint32_t piece;
    uint32_t cue_from, cue_to;       /* tokens: "told", "according to" */
    uint32_t holder_from, holder_to; /* equal: nobody is named */
    uint32_t first, behind;          /* pieces that it governs */
    uint32_t above;                  /* the saying in whose content it stands */
    bool is_negated;
    bool is_whole;   /* cannot be cut off: the clause that it stands in is the claim */
    bool is_frame;   /* the author's way to begin: "it is worth remembering that" */
    bool is_hearsay; /* nobody says it: "it is believed that" */
};

enum clause_kind {
    CLAUSE_MAIN,     /* the sentence's first, or one as good */
    CLAUSE_RELATIVE, /* ", which …" */
    CLAUSE_EXPLAINS, /* "the keel, a beam that …", "GNP (the value of …)": without a verb of its own */
    CLAUSE_REST,     /* ", not B" */
};

struct clause {
    uint32_t from, to;                 /* tokens of its span; another may lie inside */
    uint8_t kind;                      /* enum clause_kind */
    uint32_t first, behind;            /* its pieces are among these */
    uint32_t piece;                    /* that states it */
    uint32_t verb;                     /* finite token of that piece */
    uint32_t subject_from, subject_to; /* tokens; equal: none before the verb */
    uint32_t saying;                   /* that governs it */
    bool is_saying;                    /* it only says that another is said */
};

struct reading {
    const struct lexicon *lexicon;
    const struct tokens *tokens;
    uint32_t from, to;  /* tokens of the sentence */
    uint32_t year;      /* in which the article was published; 0: not known */
    struct word *words; /* from[0] is that of token `from` */
    uint64_t lists;     /* that say something of any of them, a bit each */
    struct piece *pieces;
    uint32_t piece_count;
    struct saying *sayings;
    uint32_t saying_count;
    struct clause *clauses;
    uint32_t clause_count;
};

/* The word of a token of the sentence. In the header because every rule asks many times for each token. */
static inline const struct word *reading_word(const struct reading *reading, uint32_t token)
{
    return &reading->words[token - reading->from];
}

/* Whether a list says something of any word of the sentence: of most lists it is none. */
static inline bool reading_has(const struct reading *reading, unsigned list)
{
    return (reading->lists >> list & 1) != 0;
}

/* PART_MARK outside the sentence. */
static inline enum part reading_part(const struct reading *reading, uint32_t token)
{
    return token >= reading->from && token < reading->to ? (enum part)reading_word(reading, token)->part : PART_MARK;
}

static inline struct str reading_text(const struct reading *reading, uint32_t token)
{
    const struct token *it = &reading->tokens->items[token];
    return (struct str){reading->tokens->body.data + it->byte, it->size};
}

/* Columns of other lists, in the order of lexicon.h. */
enum certainty_how { CERTAINTY_ALWAYS, CERTAINTY_MODAL, CERTAINTY_PREDICATE, CERTAINTY_VERB, CERTAINTY_NEVER };
enum condition_how {
    CONDITION_IF,
    CONDITION_UNLESS,
    CONDITION_PROVIDED,
    CONDITION_CONCESSION,
    CONDITION_ALONE,
    CONDITION_ASKING
};
enum negation_how { NEGATION_VERB, NEGATION_WORD, NEGATION_NEVER };
enum cause_how { CAUSE_LINK, CAUSE_VERB, CAUSE_PASSIVE, CAUSE_NOUN, CAUSE_CHANGE, CAUSE_MAKES };
enum evaluative_how { EVALUATIVE_ADJECTIVE, EVALUATIVE_NOUN, EVALUATIVE_PHRASE, EVALUATIVE_VERB };
enum kind_how {
    KIND_MODAL,
    KIND_VERB,
    KIND_PREDICATE,
    KIND_OPENING,
    KIND_ANY,
    KIND_COPULA,
    KIND_STATE,
    KIND_PAST,
    KIND_NEVER
};
enum connective_before { CONNECTIVE_COMMA, CONNECTIVE_ANY };

/* "have been", "have often said", "have had": the perfect behind a modal; not "have an effect". */
CL_CHECK bool reading_is_perfect(const struct reading *reading, uint32_t token);

/* Whether claim_kinds.txt says that of the term which begins at a token: KIND_STATE, KIND_PAST. */
CL_CHECK bool reading_is_kind_term(const struct reading *reading, uint32_t token, enum kind_how how);

/* The piece at or behind `piece` that belongs to the clause and states it; clause->behind: none. Asides are left out unless
 * asked for. */
CL_CHECK uint32_t clause_piece(const struct reading *reading, uint32_t clause, uint32_t piece, bool with_asides);

/* The first saying in that piece or behind it; saying_count: none. O(log sayings). */
CL_CHECK uint32_t reading_saying(const struct reading *reading, uint32_t piece);

/* The rules, as `why` names them; sorted. The page has words for each (web/src/reader/why.ts). */
#define CLAIM_RULES(X)                                  \
    X(ATTRIBUTION, "attribution")                       \
    X(ATTRIBUTION_INSIDE, "attribution-inside")         \
    X(CAUSE, "cause")                                   \
    X(CERTAINTY, "certainty")                           \
    X(CERTAINTY_NUMBER, "certainty-number")             \
    X(CLAUSE, "clause")                                 \
    X(CLAUSE_EXPLAINS, "clause-explains")               \
    X(CLAUSE_RELATIVE, "clause-relative")               \
    X(CLAUSE_REST, "clause-rest")                       \
    X(COMPARISON, "comparison")                         \
    X(COMPARISON_AS, "comparison-as")                   \
    X(COMPARISON_SUPERLATIVE, "comparison-superlative") \
    X(COMPARISON_THAN, "comparison-than")               \
    X(CONDITION, "condition")                           \
    X(CONDITION_INVERTED, "condition-inverted")         \
    X(CONDITION_WITHOUT, "condition-without")           \
    X(DEFINITION, "definition")                         \
    X(DEFINITION_APPOSITION, "definition-apposition")   \
    X(DEFINITION_IS_A, "definition-is-a")               \
    X(DENIED, "denied")                                 \
    X(EVALUATION, "evaluation")                         \
    X(EVALUATION_CALLED, "evaluation-called")           \
    X(FORECAST, "forecast")                             \
    X(FORECAST_LIKELY, "forecast-likely")               \
    X(FRAME, "frame")                                   \
    X(HEARSAY, "hearsay")                               \
    X(HORIZON, "horizon")                               \
    X(JUDGEMENT, "judgement")                           \
    X(NEGATION, "negation")                             \
    X(NEGATION_REST, "negation-rest")                   \
    X(QUESTION, "question")                             \
    X(QUOTATION_GOES_ON, "quotation-goes-on")           \
    X(RECOMMENDATION, "recommendation")                 \
    X(RECOMMENDATION_ORDER, "recommendation-order")     \
    X(SAYING_NEGATED, "saying-negated")                 \
    X(TAG, "tag")

enum claim_rule {
#define X(id, word) RULE_##id,
    CLAIM_RULES(X)
#undef X
        CLAIM_RULE_COUNT
};

/* Why a claim is what it is. The first WHY_LIMIT reasons are kept. */
void claim_because(struct found_claim *claim, enum claim_rule rule, const struct sense *sense, struct span span);

#endif
