/* token.h: the words and marks of a body, which every pass over a text walks.
 *
 * A token is a word, a number, a mark, or a link. Letters and digits that stand together are a word, or a number where a digit
 * begins it ("1990s", "5th", "3.5", "1,000"). An apostrophe joins ("O'Brien") but for the endings 's, 're, 've, 'll, 'd, 'm
 * and n't, which are tokens of their own: "don't" is "do" and "n't", "Russia's" is "Russia" and "'s". A hyphen does not:
 * "Russian-Chinese" is three. Single letters with dots are one word, with the last dot: "U.S.", "e.g."; "Ph.D." is four. An
 * address that begins with a scheme or "www." is one link. Marks are single but for runs of dots and of hyphens.
 * White space is no token: is_spaced, is_line and is_first say what stood before. Each token has its place in bytes, for who
 * reads the text, and in code points, for spans.
 *
 * Words are compared by `key`: 64 bits of a hash over utf8_sort_key's form (case folded, without accents, NFKD), so that
 * equal keys can be taken for equal words. Curly apostrophes are straight in it.
 *
 * memory   tokens in the arena (32 bytes each, at most one for a byte); text is the body's, borrowed
 * threads  no state
 */
#ifndef CLAIMD_TOKEN_H
#define CLAIMD_TOKEN_H

#include "claimd/arena.h"
#include "claimd/span.h"
#include "claimd/str.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_LINK };

enum token_shape {
    SHAPE_OTHER,   /* no letters, or of a script without case */
    SHAPE_LOWER,   /* "word" */
    SHAPE_CAPITAL, /* "Word" */
    SHAPE_UPPER,   /* "WORD", "U.S."; one letter too */
    SHAPE_MIXED,   /* "iPhone", "McDonald", "O'Brien" */
};

/* What token.mark says where ASCII has no character for it. */
enum { MARK_OTHER = 0, MARK_DASH = 1, MARK_ELLIPSIS = 2 };

struct token {
    uint32_t start, end; /* code points of the body */
    uint32_t byte, size; /* the same in bytes: begin, count */
    uint64_t key;        /* of its folded form; of a mark: of `mark` */
    uint8_t kind, shape; /* enum token_kind, enum token_shape */
    char
        mark; /* of a TOKEN_MARK, as ASCII: '"' for any double quotation mark, '\'' for any single one, '-' for hyphen and
                  minus, MARK_DASH for any dash and "--", MARK_ELLIPSIS for … and "..", MARK_OTHER. 0 for words */
    int8_t side; /* 1: a mark that opens (brackets, “ ‘ « „), -1: one that closes (” ’ »), 0: neither or either */
    bool is_spaced; /* white space before it, or nothing */
    bool is_line;   /* first of its line */
    bool is_first;  /* first of its block */
    bool is_dotted; /* single letters with dots: "U.S." */
};

struct lexicon;
struct begun;

struct tokens {
    struct str body;
    struct token *items;
    size_t count;
    const struct lexicon *lexicon; /* whose terms were looked up: lexicon_resolve */
    const struct begun *begun;     /* what was found, by token */
};

/* O(body). body as blocks_of_text leaves it: valid UTF-8, NFC, under 4 GB. */
CL_CHECK struct tokens tokens_of(struct arena *arena, struct str body);

/* The same tokens one by one, for who does not need all of them: from any white space on they are the same, since no token goes
 * over it. */
struct token_reader {
    struct str body;  /* up to where it is read */
    size_t at;        /* byte from which it is read, then the one behind the last token */
    size_t continued; /* bytes before it that are not the first of a code point, whose number is its byte less these */
};
/* The next token; false at the end. */
CL_CHECK bool token_read(struct token_reader *reader, struct token *token);

/* The words as they stand; from < to. */
CL_CHECK static inline struct str token_words(const struct tokens *tokens, size_t from, size_t to)
{
    assert(from < to && to <= tokens->count);
    const struct token *last = &tokens->items[to - 1];
    size_t start = tokens->items[from].byte;
    return (struct str){tokens->body.data + start, last->byte + last->size - start};
}
/* From the first token's start to the last one's end; from < to. */
CL_CHECK struct span token_span(const struct tokens *tokens, size_t from, size_t to);
/* The words of a span that begins and ends within the tokens. O(log tokens + size of the tokens at its ends). */
CL_CHECK struct str token_words_of(const struct tokens *tokens, struct span span);
/* The key of one word, as tokens have it. */
CL_CHECK uint64_t token_key(struct str word);

#endif
