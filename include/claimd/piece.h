/* piece.h: a sentence cut at every word or mark that could begin a clause (reading.h). */
#ifndef CLAIMD_PIECE_H
#define CLAIMD_PIECE_H

#include "claimd/reading.h"

/* Fills reading->pieces; words are there. O(tokens). */
void pieces_find(struct arena *arena, struct reading *reading);

/* Whether a noun phrase could begin at a token. */
CL_CHECK bool piece_is_phrase_start(enum part part);

/* Whether a token is a mark that opens or closes a quotation, or nothing but an apostrophe. */
CL_CHECK bool piece_is_quote(const struct token *token);

#endif
