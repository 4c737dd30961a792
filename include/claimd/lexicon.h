/* lexicon.h: what words mean to the passes, as data.
 *
 * A lexicon is a set of lists; a list is a text file NAME.txt in src/text/lexicon/, compiled in and replaceable by a file of the
 * same name in another folder. UTF-8, a line for each term: the term, then the columns of its list, separated by tabs. A `#`
 * at the start of a line or behind white space begins a comment. What does not fit is an error with file and line.
 *
 * Terms are split like text and matched token by token (token.h). Where a word of a term has a capital, so must the text: "May"
 * is not "may", and "US" is not "us". Text in capitals matches any term, and terms in capitals of more than three letters match
 * text with one ("Nato"). Lower case in a term matches anything.
 *
 * The library's own names and tags are a lexicon too, made from memory with lexicon_begin, lexicon_add and lexicon_finish.
 *
 * memory   everything in the arena given at opening; borrowed from then on
 * errors   FORMAT, NOT_ALLOWED, DUPLICATE: a line; NOT_FOUND, STORAGE: a folder or file; the detail names file and line
 * threads  constant once open: any
 */
#ifndef CLAIMD_LEXICON_H
#define CLAIMD_LEXICON_H

#include "claimd/arena.h"
#include "claimd/problem.h"
#include "claimd/str.h"
#include "claimd/token.h"

/* To add a list: one line here and its file. The columns behind the term, at most four: WORD(name, "one|two|three") is one of
 * a set of words and gives its number in it, at most two of a list; NUMBER(name) is decimal; TEXT(name) is anything.
 * A column with a `?` behind its name may be missing or "-". Sorted.
 *  name of the list  its file, without .txt
 */
/* clang-format off */
#define LEXICON_KINDS "person|organization|place|group|event|work|facility|concept|other" /* enum entity_kind */
#define LEXICON_BESIDE_USES /* enum beside_use in word.h */                                          \
    "of|and|article|particle|inside|maybe_inside|toward|speech|born|auxiliary|act|direction|contest_of|" \
    "contest|game"
#define LEXICON_LISTS(X)                                                                                                  \
    X(ABBREVIATIONS,  abbreviations, WORD("ends", "never|name|number|capital|starter"))                                   \
    X(ACTORS,         actors)                                                                                             \
    X(ACTS,           acts)                                                                                               \
    X(ATTRIBUTION,    attribution,                                                                                        \
      WORD("how", "say|tell|think|show|as|judge|state|passive|source|own|noun|adverb"),                                   \
      WORD("commitment", "endorses|reports|doubts|denies"), NUMBER("share"))                                              \
    X(BESIDE,         beside, WORD("use", LEXICON_BESIDE_USES))                                                           \
    X(BLOCS,          blocs, TEXT("ordinary name"))                                                                       \
    X(CAPITALS,       capitals, TEXT("whom it stands for"))                                                               \
    X(CAUSES,         causes, WORD("how", "link|verb|passive|noun|change|makes"), NUMBER("share"))                        \
    X(CERTAINTY,      certainty,                                                                                          \
      WORD("certainty", "almost_no_chance|very_unlikely|unlikely|roughly_even|likely|very_likely|almost_certain|certain|" \
           "possible|unstated"), WORD("how", "always|modal|predicate|verb|none"))                                         \
    X(CITIES,         cities)                                                                                             \
    X(CLAIM_KINDS,    claim_kinds,                                                                                        \
      WORD("kind", "fact|cause|forecast|evaluation|recommendation|comparison|definition|question"),                       \
      WORD("how", "modal|verb|predicate|opening|any|copula|state|past|none"))                                             \
    X(CLASSES,        classes,                                                                                            \
      WORD("part", "determiner|possessive|subject|demonstrative|pronoun|relative|question|preposition|coordinator|"       \
           "subordinator|contrast|occasion|linker|be|have|do|modal|to|not|adverb|interjection|noun|adjective"))           \
    X(CONDITIONS,     conditions, WORD("how", "if|unless|provided|concession|alone|asking"))                              \
    X(CONNECTIVES,    connectives, WORD("before", "comma|any"))                                                           \
    X(COURTESIES,     courtesies, WORD("claims nothing", "clause|sentence"))                                              \
    X(DEMONYMS,       demonyms, TEXT("place"))                                                                            \
    X(DICTIONARY,     dictionary)                                                                                         \
    X(EVALUATIVE,     evaluative, WORD("how", "adjective|noun|phrase|verb"))                                              \
    X(GIVEN_NAMES,    given_names)                                                                                        \
    X(HEADS,          heads, WORD("kind", LEXICON_KINDS), WORD("position", "last|first|opening|suffix"))                  \
    X(HORIZONS,       horizons,                                                                                           \
      WORD("what", "deadline|before|end|in|within|next|this|soon|days|number|month|weekday|weekend|season|day|week|"      \
           "quarter|year|decade|century"), NUMBER("number?"))                                                             \
    X(LANGUAGES,      languages)                                                                                          \
    X(NAMELESS,       nameless)                                                                                           \
    X(NAMES,          names, WORD("kind", LEXICON_KINDS), TEXT("ordinary name?"))                                         \
    X(NEGATION,       negation, WORD("how", "verb|word|never"))                                                           \
    X(NICKNAMES,      nicknames, TEXT("given name"))                                                                      \
    X(NOUNS,          nouns, WORD("kind", LEXICON_KINDS))                                                                 \
    X(ORGANIZATIONS,  organizations, WORD("kind", "organization|team"))                                                   \
    X(PLACES,         places, WORD("kind", "country|region|city|body"), TEXT("ordinary name"))                            \
    X(POSTAL,         postal, TEXT("state or province"))                                                                  \
    X(POWERS,         powers, WORD("use", "deed|target|persuade|policy|relation|source|joined|town|motion|sport"))        \
    X(RISKS,          risks, WORD("kind", "negation|number|hedge"))                                                       \
    X(SEATS,          seats, WORD("kind", "seat|capital"), TEXT("whom it stands for"))                                    \
    X(STARTERS,       starters)                                                                                           \
    X(SURNAMES,       surnames)                                                                                           \
    X(TERRITORIES,    territories, WORD("kind", "country|region"), TEXT("ordinary name"))                                 \
    X(TITLES,         titles, WORD("use", "address|office|name|noun"))                                                    \
    X(VERBS,          verbs, WORD("form", "base|third|past|participle|past_participle"), NUMBER("share"))
/* clang-format on */

enum lexicon_list {
#define X(name, file, ...) LEXICON_##name,
    LEXICON_LISTS(X)
#undef X
        LEXICON_LIST_COUNT
};

struct lexicon;

/* The line of a list that a sense comes from: what is read of few. */
struct lexicon_line {
    struct str term;       /* as it stands in the file: what `why` names */
    struct str text;       /* the TEXT column; data NULL without */
    const uint8_t *shapes; /* of each word of the term, enum token_shape */
    uint32_t number;       /* of its file; the index given to lexicon_add */
};

/* What a list says of a term. A term may stand in several lists and more than once in one; its senses lie behind each other. Two fit
 * into a cache line, since there are many and most texts ask for words that are in none of the near caches. */
struct sense {
    uint64_t lists; /* a bit for each list that this sense or one behind it is of */
    const struct lexicon_line *line;
    float weight;          /* the NUMBER column; NaN without */
    uint16_t words;        /* tokens of the term */
    uint8_t list;          /* enum lexicon_list; the number given to lexicon_add */
    uint8_t value, value2; /* the WORD columns; SENSE_NONE without */
    uint8_t shape;         /* of the first word */
    bool is_cased;         /* has capitals, which the text must have too */
    bool is_last;          /* of its term */
};
enum {
    SENSE_NONE = UINT8_MAX,
    LEXICON_WORDS = 64, /* of a term */
    /* Senses of a term that are looked at for one that fits; a library may have any number of one name. The lists have 11 at most. */
    LEXICON_LOOKS = 64,
};

/* The next sense of the same words, maybe with other capitals; NULL at the end. */
static inline const struct sense *sense_behind(const struct sense *sense)
{
    return sense->is_last ? NULL : sense + 1;
}

/* All lists. folder NULL: those compiled in; else files that stand there go before those, and a file there that is no list
 * is an error. */
CL_CHECK struct lexicon *lexicon_open(struct arena *arena, const char *folder, struct problem *problem);

/* Looks up all tokens at once, so that what begins at each is known to all that is asked of this lexicon below. Says the same as
 * without it, sooner: the processor waits for many tokens together. The tokens keep what is found. O(tokens). */
void lexicon_resolve(struct arena *arena, const struct lexicon *lexicon, struct tokens *tokens);

/* The longest term of any list that begins at token `at`, or NULL; first->words says how many tokens it has. Its other senses
 * by sense_next. O(words of the longest term that begins alike). */
CL_CHECK const struct sense *lexicon_longest(const struct lexicon *lexicon, const struct tokens *tokens, size_t at);

/* The same among the terms of one list only. */
CL_CHECK const struct sense *lexicon_match(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
                                           unsigned list);

/* What words mean to the rules for claims, which are asked of every word, is kept apart from the long lists of words and names,
 * which are asked of few. */
enum lexicon_group { LEXICON_WORDS_AND_NAMES, LEXICON_RULES, LEXICON_GROUPS };

/* All words and names that begin at a token, shortest first: each step gives the first sense of the next longer one, NULL at
 * the end. */
struct lexicon_walk {
    const struct lexicon *lexicon;
    enum lexicon_group group;
    const struct tokens *tokens;
    size_t at, behind; /* behind: the next token to look at */
    uint64_t path;
};
CL_CHECK struct lexicon_walk lexicon_walk(const struct lexicon *lexicon, const struct tokens *tokens, size_t at);
CL_CHECK const struct sense *lexicon_step(struct lexicon_walk *walk);

/* Of the terms of LEXICON_RULES that begin at a token and end by `to`: the longest, and that of the one word; NULL: none. */
struct lexicon_terms {
    const struct sense *longest, *single;
};
CL_CHECK struct lexicon_terms lexicon_rules(const struct lexicon *lexicon, const struct tokens *tokens, size_t at,
                                            size_t to);

/* Whether a word with that key (token_key) stands in a list by itself, whatever its capitals. */
CL_CHECK bool lexicon_has_word(const struct lexicon *lexicon, uint64_t key, unsigned list);

/* The same of the word at a token. */
CL_CHECK bool lexicon_has_token(const struct lexicon *lexicon, const struct tokens *tokens, size_t at, unsigned list);

/* Whether a term of a list may end in the word with that key: where not, nothing need be looked up. Right for most words. */
CL_CHECK bool lexicon_may_end(const struct lexicon *lexicon, uint64_t key, unsigned list);

/* The next sense of the term that was matched at token `at`, from any list; NULL at the end. */
CL_CHECK const struct sense *sense_next(const struct sense *sense, const struct tokens *tokens, size_t at);

/* The word that a WORD column of a list has for `value`: "never". */
CL_CHECK struct str lexicon_word(enum lexicon_list list, size_t column, uint8_t value);

/* A lexicon made from memory: the names and tags of a library. term is borrowed. One without a token, or of more than
 * LEXICON_WORDS, is left out: false. lexicon_finish must be called, and nothing is found before. O(size of all terms). */
CL_CHECK struct lexicon *lexicon_begin(struct arena *arena);
bool lexicon_add(struct lexicon *lexicon, unsigned list, struct str term, uint32_t index);
/* The same with all that a sense may say: of sense, list, values and weight are read; of line, all but shapes. */
bool lexicon_add_sense(struct lexicon *lexicon, const struct sense *sense, const struct lexicon_line *line);
/* Before lexicon_finish: the lists of LEXICON_RULES, a bit each. Without it there are none. */
void lexicon_split(struct lexicon *lexicon, uint64_t rules);
void lexicon_finish(struct lexicon *lexicon);

/* All senses; those of the same words in the order in which they were added. */
CL_CHECK const struct sense *lexicon_senses(const struct lexicon *lexicon, size_t *count);

#endif
