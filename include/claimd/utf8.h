/* utf8.h: UTF-8, RFC 3629, and what Unicode says about its characters (by utf8proc).
 *
 * Everything but utf8_valid wants valid text. All is linear in the text, hostile text too: a character with more than
 * UTF8_MARKS marks behind it is left as it came by all normalization here. (Putting marks in order is quadratic; the
 * Stream-Safe Text Format of UAX 15, section 13, takes 30 for more than any language needs.)
 *
 * memory   results lie in the arena, or borrow from s where nothing changes
 * threads  no state
 */
#ifndef CLAIMD_UTF8_H
#define CLAIMD_UTF8_H

#include "claimd/arena.h"
#include "claimd/base.h"
#include "claimd/str.h"

enum { UTF8_MARKS = 32 };

/* No overlong forms, no surrogates, nothing above U+10FFFF. */
CL_CHECK bool utf8_valid(struct str s);

/* Code points of valid text. */
CL_CHECK size_t utf8_count(struct str s);

/* The code point at byte *at (*at < s.size) of valid text; moves *at behind it. */
CL_CHECK uint32_t utf8_next(struct str s, size_t *at);

/* Byte offset of code point number `wanted` of valid text; s.size when there are no more. O(wanted). */
CL_CHECK size_t utf8_offset(struct str s, size_t wanted);

/* Bytes from `from` on that are ASCII, up to the first that is not. */
CL_CHECK size_t utf8_ascii_size(struct str s, size_t from);

/* Holds a control character other than tab and line feed (C0, C1, DEL). */
CL_CHECK bool utf8_has_control(struct str s);

CL_CHECK bool utf8_is_space(uint32_t code_point);     /* White_Space: no-break ones and line ends too */
CL_CHECK bool utf8_is_word(uint32_t code_point);      /* a letter or a digit: categories L and N */
CL_CHECK bool utf8_is_invisible(uint32_t code_point); /* Default_Ignorable_Code_Point: soft hyphen, zero-width … */

/* What a character is to who splits text into words. */
enum utf8_class {
    UTF8_SPACE, /* utf8_is_space */
    UTF8_UPPER, /* letters: upper and title case */
    UTF8_LOWER,
    UTF8_LETTER, /* one without case */
    UTF8_DIGIT,  /* category N */
    UTF8_JOINED, /* category M: belongs to the character before it */
    UTF8_INVISIBLE,
    UTF8_OTHER, /* punctuation, symbols, controls */
};
CL_CHECK enum utf8_class utf8_classify(uint32_t code_point);

/* The characters that stand for one in utf8_sort_key (white space as it comes); how many, 0 for an accent. */
enum { UTF8_FOLDED = 18 };
CL_CHECK size_t utf8_fold(uint32_t code_point, uint32_t folded[UTF8_FOLDED]);

/* The capital and the small form of a letter, one character for one (ß stays); anything else as it is. */
CL_CHECK uint32_t utf8_upper(uint32_t code_point);
CL_CHECK uint32_t utf8_lower(uint32_t code_point);

/* CR LF and CR as LF. Returns s itself where it has none. */
CL_CHECK struct str utf8_lines(struct arena *arena, struct str s);

/* Normalization Form C (UAX 15). Returns s itself where nothing changes. */
CL_CHECK struct str utf8_nfc(struct arena *arena, struct str s);

/* For sorting and finding names: NFKD, accents dropped (marks that have a combining class; the vowel signs of Indic scripts
 * have none and stay), invisible characters dropped, case folded, white space runs as one space and none at the ends. */
CL_CHECK struct str utf8_sort_key(struct arena *arena, struct str s);

/* Normalization a piece at a time, for who must know where in the text each character came from. A piece is a character
 * with the marks behind it; text is normalized when its pieces are. */
enum utf8_form { UTF8_NFC, UTF8_NFKC };

struct utf8_piece {
    struct str source;                       /* of the text */
    uint32_t source_count;                   /* its code points */
    struct str normal;                       /* borrows from source, or from work until the next piece */
    int32_t work[(UTF8_MARKS + 1) * 18 + 1]; /* 18: U+FDFA in NFKC, the longest of all */
};

/* The piece at byte *at; moves *at behind it. false at the end. piece need not be initialised. */
CL_CHECK bool utf8_next_piece(struct str s, size_t *at, enum utf8_form form, struct utf8_piece *piece);

#endif
