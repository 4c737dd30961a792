#include "claimd/name_key.h"

#include <string.h>

enum { LIBRARY_KEY = 0x6C696272 }; /* begins the key of what the library has; any number */

uint64_t name_key_longer(uint64_t key, uint64_t word)
{
    return (key << 7 | key >> 57) * 0x9E3779B97F4A7C15U ^ word;
}

bool name_is_word(const struct name_keys *keys, uint32_t token)
{
    uint8_t kind = keys->tokens->items[token].kind;
    return kind == TOKEN_NUMBER || (kind == TOKEN_WORD && !word_is_possessive(keys->tokens, token));
}

static uint64_t longer_by_text(uint64_t key, struct str text)
{
    while (text.size > 0) {
        size_t size = 0;
        while (size < text.size && text.data[size] != ' ' && text.data[size] != '-')
            size++;
        struct str word = str_part(text, 0, size);
        if (size > 0 && !str_equal_nocase(word, STR("the")))
            key = name_key_longer(key, token_key(word));
        text = str_part(text, size < text.size ? size + 1 : size, text.size);
    }
    return key;
}

uint64_t name_key_of_tokens(const struct name_keys *keys, uint32_t from, uint32_t to)
{
    uint64_t key = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct token *token = &keys->tokens->items[i];
        const struct sense *place = NULL;
        if (token->kind == TOKEN_WORD && token->shape == SHAPE_UPPER)
            place = lexicon_match(keys->lexicon, keys->tokens, i, LEXICON_PLACES);
        if (place != NULL && place->words == 1) {
            key = longer_by_text(key, place->line->text);
        } else if (name_is_word(keys, i) && !word_is(keys->tokens, i, STR("the"))) {
            key = name_key_longer(key, token->key);
        }
    }
    return key;
}

uint64_t name_key(const struct name_keys *keys, const struct name *name)
{
    if (name->library != ANALYSIS_NONE)
        return name_key_longer(name_key_longer(LIBRARY_KEY, name->library), name->rival);
    if (name->ordinary.data != NULL)
        return longer_by_text(0, name->ordinary);
    return name_key_of_tokens(keys, name->from + name->head, name->to);
}

uint64_t name_key_with_kind(const struct name_keys *keys, const struct name *name)
{
    uint64_t key = name_key(keys, name);
    struct str ordinary = name->ordinary;
    bool is_one =
        ordinary.data != NULL ? memchr(ordinary.data, ' ', ordinary.size) == NULL : name_words(keys, name) == 1;
    return is_one && name->library == ANALYSIS_NONE ? name_key_longer(key, name->kind + 1U) : key;
}

uint64_t name_key_of_given(const struct name_keys *keys, uint32_t token)
{
    const struct sense *sense = lexicon_match(keys->lexicon, keys->tokens, token, LEXICON_NICKNAMES);
    return sense != NULL ? token_key(sense->line->text) : keys->tokens->items[token].key;
}

uint32_t name_words(const struct name_keys *keys, const struct name *name)
{
    uint32_t count = 0;
    for (uint32_t i = name->from + name->head; i < name->to; i++)
        count += name_is_word(keys, i);
    return count;
}

uint32_t name_last_word(const struct name_keys *keys, const struct name *name)
{
    uint32_t last = name->to - 1;
    while (last > name->from && !name_is_word(keys, last))
        last--;
    return last;
}
