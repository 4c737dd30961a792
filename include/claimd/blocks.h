/* blocks.h: paragraphs of a body.
 *
 * A body is NFC text with LF line ends; blocks are separated by one empty line and hold no empty line themselves; spaces
 * stay as the author's (no-break spaces too). No white space (utf8_is_space: no-break too) stands at either end of a block,
 * and nothing else stands between blocks than "\n\n".
 *
 * memory   all in the arena
 * threads  no state
 */
#ifndef CLAIMD_BLOCKS_H
#define CLAIMD_BLOCKS_H

#include "claimd/arena.h"
#include "claimd/problem.h"
#include "claimd/span.h"
#include "claimd/str.h"

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_QUOTATION, BLOCK_LIST_ITEM, BLOCK_KIND_COUNT };

/* Their words, by number, NULL behind the last: "paragraph", "heading", "quotation", "list_item". */
extern const char *const block_kind_names[];

struct block {
    enum block_kind kind;
    struct span span;
};

struct blocks {
    struct str body;     /* in the form above */
    struct block *items; /* in order, covering all of body but the empty lines */
    size_t count;
};

CL_CHECK const char *block_kind_name(enum block_kind kind);
CL_CHECK bool block_kind_parse(struct str name, enum block_kind *kind);

/* The body that text comes to: CR LF and CR become LF, NFC, lines of only white space separate paragraphs, a single line end
 * stays inside its block, white space at the ends of blocks goes. Every block is a paragraph. text is valid UTF-8. O(text). */
CL_CHECK struct blocks blocks_of_text(struct arena *arena, struct str text);

/* Words of a body: whatever stands between white space, a dash alone too, as wc -w counts; and each Han character and kana, since
 * Chinese and Japanese have no spaces between words. */
CL_CHECK size_t blocks_word_count(struct str body);

#endif
