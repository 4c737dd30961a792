/* words.h: a short line of a page, taken apart for rules that go by its words.
 *
 * Words are what stands between white space. The key of a word is how rules write it: lower case, without accents, quotation
 * marks straight, and without marks at its ends but a colon behind it. The key of a line has one space between words.
 *
 * memory   in the arena; text of words is borrowed from the line
 * threads  no state
 */
#ifndef CLAIMD_WORDS_H
#define CLAIMD_WORDS_H

#include "claimd/arena.h"
#include "claimd/str.h"

struct word {
    struct str text; /* as it stands */
    struct str key;  /* "" for marks alone */
};

struct words {
    struct word *items; /* those with a key */
    size_t count;
    struct str key;  /* of the line */
    struct str line; /* as it was given */
};

/* line is valid UTF-8. O(line). */
CL_CHECK struct words words_of(struct arena *arena, struct str line);

/* The next run of what is not white space, from byte *at on, marks alone too; false at the end. */
CL_CHECK bool words_next(struct str line, size_t *at, struct str *word);

/* Whether the words from `at` on are those of a phrase, written as keys with one space between. A word of the phrase without a
 * colon fits one with it. */
CL_CHECK bool words_have(const struct words *words, size_t at, struct str phrase);
/* The first place at or after `from` where they are; words->count when there is none. O(words × phrase). */
CL_CHECK size_t words_find(const struct words *words, size_t from, struct str phrase);

/* Whether a key is one of a list. */
CL_CHECK bool words_key_in(struct str key, const char *const *list, size_t count);

/* The words from one to another (exclusive) as they stand, with what stands between. from < to. */
CL_CHECK struct str words_text(const struct words *words, size_t from, size_t to);

/* Without marks and white space at its ends. */
CL_CHECK struct str words_trim(struct str text);

/* Whether a text begins with an upper-case letter (behind quotation marks and brackets). */
CL_CHECK bool words_capital(struct str text);

/* Whether it ends as sentences do: . ! ? … behind which only quotation marks and brackets may stand. */
CL_CHECK bool words_stop(struct str text);

/* The first absolute http or https URL in it, without the marks behind it; data NULL: there is none. */
CL_CHECK struct str words_url(struct str text);

#endif
