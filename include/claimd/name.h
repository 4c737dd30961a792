/* name.h: what in a run of capitals is a name, and of what.
 *
 * memory   values; nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_NAME_H
#define CLAIMD_NAME_H

#include "claimd/run.h"

/* The rules, as `why` names them. */
#define NAME_RULES(X)                        \
    X(NONE, "")                              \
    X(LIBRARY, "library")                    \
    X(KNOWN, "known-name")                   \
    X(PLACE, "known-place")                  \
    X(DEMONYM, "demonym")                    \
    X(HEAD_LAST, "head-word")                \
    X(HEAD_OF, "head-word-of")               \
    X(TITLE, "title")                        \
    X(ROLE, "role")                          \
    X(GIVEN_NAME, "given-name")              \
    X(INITIALS, "initials")                  \
    X(SURNAME, "surname-alone")              \
    X(GIVEN_ALONE, "given-name-alone")       \
    X(FAMILY, "person-seen")                 \
    X(ACRONYM, "acronym")                    \
    X(ACRONYM_DEFINED, "acronym-defined")    \
    X(NOUN_BEFORE, "noun-before")            \
    X(NOUN_AFTER, "noun-after")              \
    X(NOUN_APPOSED, "noun-apposed")          \
    X(INSIDE, "preposition-of-place")        \
    X(SPEAKER, "speaker")                    \
    X(AGE, "age")                            \
    X(CITED, "cited")                        \
    X(TWO_WORDS, "capitals-together")        \
    X(ONE_WORD, "capital-alone")             \
    X(JOINED, "capitals-joined")             \
    X(DIRECTION, "direction")                \
    X(TEAM, "place-and-plural")              \
    X(SCORE, "score")                        \
    X(STATE, "place-after-place")            \
    X(ROLE_BEHIND, "role-behind")            \
    X(LISTED, "listed-with")                 \
    X(EVENT, "event-pattern")                \
    X(SEEN, "seen-elsewhere")                \
    X(SHORT, "shorter-form")                 \
    X(SEAT, "seat-of-power")                 \
    X(CAPITAL, "capital-as-government")      \
    X(CAPITAL_PRIOR, "capital-as-elsewhere") \
    X(BLOC, "bloc-with-article")

enum name_rule {
#define X(id, word) NAME_##id,
    NAME_RULES(X)
#undef X
        NAME_RULE_COUNT
};

/* What a capital's surroundings say: whether it acts or lies somewhere. */
enum metonym_doubt { METONYM_NO, METONYM_MAYBE };

struct name {
    uint32_t from, to; /* tokens */
    uint8_t kind;      /* enum entity_kind */
    uint8_t rule;      /* enum name_rule */
    bool is_demonym;
    bool is_metonym;
    bool is_plain;    /* a guess that the rest of the article may correct */
    bool is_short;    /* "the Commission": a name only where the article has a longer one */
    bool is_bearable; /* one word, and somebody may be called so */
    bool is_acronym;
    uint8_t metonym;           /* enum metonym_doubt */
    uint16_t kinds;            /* WORD_KINDs that the lexicons know for these words */
    const struct sense *sense; /* what decided; NULL */
    struct str ordinary;       /* what the lexicon calls it; data NULL where it says nothing */
    const struct sense *seat;  /* whom a capital stands for where it acts; NULL */
    uint32_t library, rival;   /* entities of the library; ANALYSIS_NONE */
    uint32_t cue_from, cue_to; /* tokens that decided beside the name itself; equal: none */
    uint32_t head;             /* tokens of the name before its words proper: "Lord" of "Lord Hall" */
    uint32_t referent;         /* given by referents_join */
};

CL_CHECK const char *name_rule_word(enum name_rule rule);

/* The name that begins at item `at` of the run, as far as the run itself tells; its `to` is behind it. rule NAME_NONE: none
 * begins here, go on at `to`. O(RUN_LIMIT). */
CL_CHECK struct name name_make(const struct run *run, uint32_t at);

/* Looks at the words around a name that the run alone does not decide. */
void name_look_around(const struct run *run, struct name *name);

#endif
