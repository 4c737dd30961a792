/* token_mark.h: which mark a character is, for token.c. */
#ifndef CLAIMD_TOKEN_MARK_H
#define CLAIMD_TOKEN_MARK_H

#include "claimd/token.h"

/* Sets mark and side of a token that is no word. O(log marks) outside ASCII. */
void token_mark_set(uint32_t code_point, struct token *token);

#endif
