/* lexicons.h: the lexicons that are compiled in, for the targets that read with them. */
#ifndef CLAIMD_TEST_FUZZ_LEXICONS_H
#define CLAIMD_TEST_FUZZ_LEXICONS_H

#include "claimd/lexicon.h"

#include "fuzz.h"

/* Opened once, since all of it is constant from then on. */
static inline const struct lexicon *fuzz_lexicon(void)
{
    static struct arena arena;
    static const struct lexicon *lexicon;
    if (lexicon == NULL) {
        struct problem problem = {0};
        lexicon = lexicon_open(&arena, NULL, &problem);
        FUZZ_CHECK(lexicon != NULL);
    }
    return lexicon;
}

#endif
