/* Read backwards from the second name: a phrase, then nothing but marks and what brackets hold up to the first. */
#include "claimd/name_alias.h"

enum { BETWEEN = 24 }; /* tokens between two names that are one, with what brackets hold */

static bool is_any(const struct tokens *tokens, uint32_t at, const struct str *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word_is(tokens, at, words[i]))
            return true;
    }
    return false;
}

static bool is_adverb(const struct tokens *tokens, uint32_t at)
{
    static const struct str adverbs[] = {STR("also"), STR("better"),    STR("now"),  STR("often"),
                                         STR("once"), STR("sometimes"), STR("still")};
    return is_any(tokens, at, adverbs, COUNT(adverbs)) || str_ends(token_words(tokens, at, at + 1), STR("ly"));
}

/* Tokens of the phrase that ends before `at`; 0: none. `from` is the first that may belong to it. */
static uint32_t phrase_size(const struct tokens *tokens, uint32_t from, uint32_t at)
{
    static const struct str singles[] = {STR("n\u00e9e"), STR("n\u00e9"), STR("alias"), STR("aka"), STR("a.k.a.")};
    static const struct str bracketed[] = {STR("now"), STR("formerly"), STR("today"), STR("then"), STR("born")};

    if (at == from)
        return 0;
    if (is_any(tokens, at - 1, singles, COUNT(singles)))
        return 1;
    if (at < from + 2)
        return 0;
    if (tokens->items[at - 2].mark == '(' && is_any(tokens, at - 1, bracketed, COUNT(bracketed)))
        return 1;
    if (word_is(tokens, at - 1, STR("called")) && is_adverb(tokens, at - 2))
        return 2;
    if (!word_is(tokens, at - 1, STR("as")) || !word_is(tokens, at - 2, STR("known")))
        return 0;
    return at >= from + 3 && is_adverb(tokens, at - 3) ? 3 : 2;
}

/* Whether tokens [from, to) are marks, and words that brackets hold. */
static bool is_aside(const struct tokens *tokens, uint32_t from, uint32_t to)
{
    uint32_t depth = 0;

    for (uint32_t i = from; i < to; i++) {
        const struct token *token = &tokens->items[i];
        if (token->is_first || token->mark == '.' || token->mark == '!' || token->mark == '?' || token->mark == ';')
            return false;
        depth += token->mark == '(';
        if (token->mark == ')' && depth > 0)
            depth--;
        if (token->kind != TOKEN_MARK && depth == 0)
            return false;
    }
    return true;
}

bool name_is_alias(const struct tokens *tokens, const struct name *first, const struct name *second)
{
    if (second->from <= first->to || second->from - first->to > BETWEEN ||
        tokens->items[second->from - 1].shape != SHAPE_LOWER)
        return false;
    uint32_t size = phrase_size(tokens, first->to, second->from);
    return size > 0 && is_aside(tokens, first->to, second->from - size);
}
