/* name_key.h: names as 64-bit keys, so that those with the same words are found in tables.
 *
 * Marks, articles and the ending 's do not count; a country's abbreviation is as good as its name ("U.S. Congress").
 *
 * memory   nothing here allocates
 * threads  no state
 */
#ifndef CLAIMD_NAME_KEY_H
#define CLAIMD_NAME_KEY_H

#include "claimd/name.h"

struct name_keys {
    const struct tokens *tokens;
    const struct lexicon *lexicon;
};

/* The key of words goes on with one more. */
CL_CHECK uint64_t name_key_longer(uint64_t key, uint64_t word);

/* Of tokens [from, to). */
CL_CHECK uint64_t name_key_of_tokens(const struct name_keys *keys, uint32_t from, uint32_t to);

/* Of a name: by what the library or the lexicon calls it, else by its words. */
CL_CHECK uint64_t name_key(const struct name_keys *keys, const struct name *name);
/* The same, and of its kind where it is one word, which a person, a place and an organisation may share. */
CL_CHECK uint64_t name_key_with_kind(const struct name_keys *keys, const struct name *name);

/* Of a given name: "Bob" has that of "Robert". */
CL_CHECK uint64_t name_key_of_given(const struct name_keys *keys, uint32_t token);

/* Words, without marks, in the name proper. */
CL_CHECK uint32_t name_words(const struct name_keys *keys, const struct name *name);
/* Token of its last word. */
CL_CHECK uint32_t name_last_word(const struct name_keys *keys, const struct name *name);
/* Whether a token is a word: no mark and no 's. */
CL_CHECK bool name_is_word(const struct name_keys *keys, uint32_t token);

#endif
