/* joint.h: how a piece of a sentence stands to those before and behind it, for clause.h, which puts them together.
 *
 * `number` is a piece of the reading, `at` a token of it. Each looks at a few pieces and their tokens, and at no piece behind the next strong mark; a piece's subject and verb are
 * there, its clause is not.
 */
#ifndef CLAIMD_JOINT_H
#define CLAIMD_JOINT_H

#include "claimd/reading.h"

/* Whether a finite verb comes before the next strong mark, from piece `number` on. */
bool joint_is_verb_coming(const struct reading *reading, uint32_t number);

/* A noun or a name. */
bool joint_is_noun(enum part part);

/* a, an, the */
bool joint_is_article(const struct reading *reading, uint32_t at);

/* The next piece is "and C": A, B and C. */
bool joint_is_listed(const struct reading *reading, uint32_t number);

/* The piece that ends in what an apposition explains: a bracket may stand between, "Ann Lee (1901–1980), a painter". */
const struct piece *joint_explained(const struct reading *reading, uint32_t number);

/* "the drop keel, a hollow beam", "Petra Lind, head of research": a piece behind a comma that says what the noun before is. */
bool joint_is_apposition(const struct reading *reading, uint32_t number);

/* "not", and neither "not only" nor another idiom. */
bool joint_is_negative(const struct reading *reading, uint32_t at);

/* The noun that a relative clause without its pronoun, before the verb at `verb`, belongs to: "computer I was using", "day the games
 * will be shown". READING_NONE: there is none. */
uint32_t joint_zero_relative(const struct reading *reading, uint32_t from, uint32_t verb);

/* "A | or hours of the day the games will be shown": a noun with such a clause, and nothing that would be said of it. */
bool joint_is_zero_relative(const struct reading *reading, const struct piece *piece);

/* ", and prices in London | and New York began": the verb comes behind the second name. */
bool joint_is_joined_subject(const struct reading *reading, uint32_t number);

/* "The longer he stays, | the less they listen": two pieces that state one thing. */
bool joint_is_correlative(const struct reading *reading, uint32_t number);

/* ", but the walls, which were old, | fell": the verb comes behind the relative clause. */
bool joint_is_subject_alone(const struct reading *reading, uint32_t number);

/* "OSLO, Feb. 11 (Nordwire) –" */
bool joint_is_dateline(const struct reading *reading, uint32_t number);

/* A dash, or a hyphen that stands for one. */
bool joint_is_dash(char mark);

/* "2,300 trucks — these are big ones — were left behind": whether a later dash goes on with the verb that the open clause waits for. */
bool joint_is_put_between(const struct reading *reading, uint32_t number);

/* "– a risk that few saw –": what a noun between dashes says by its relative clause. */
bool joint_is_named_between(const struct reading *reading, uint32_t number);

/* "Edit: it is fixed" */
bool joint_is_label(const struct reading *reading, uint32_t number);

/* "…, and if it rains, we": what the coordinator joins is the clause behind the condition. */
bool joint_is_joined_condition(const struct reading *reading, uint32_t number);

/* What goes on behind a bracket or several goes on with the piece before them. */
bool joint_is_again_aside(const struct reading *reading, uint32_t number);

/* "Had we waited until May," before a clause: an if without the word. */
bool joint_is_inverted_condition(const struct reading *reading);

/* "From the talks I have had, I know": a phrase whose noun has a relative clause without its pronoun. */
bool joint_is_phrase_with_clause(const struct reading *reading);

/* A verb without a subject of its own begins the third piece, behind an aside between commas. */
bool joint_is_bare_coming(const struct reading *reading);

#endif
