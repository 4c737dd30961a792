/* str.h: text as pointer and size.
 *
 * A str borrows: it never owns its bytes and they need not end in NUL. size is in bytes. The empty str has size 0 and
 * any data, NULL included. Text is UTF-8 wherever nothing else is said.
 *
 * memory   values; nothing here allocates
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_STR_H
#define CLAIMD_STR_H

#include <string.h>

#include "claimd/base.h"

struct str {
    const char *data;
    size_t size;
};

/* A string literal as a str, also in tables. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* For printf's "%.*s". */
#define STR_PRINT(s) (int)(s).size, (s).data

/* Those that are asked of every word of a text are in the header: most words differ from most in size. */

/* Of text that ends in NUL; NULL gives the empty str. */
CL_CHECK static inline struct str str_of(const char *text)
{
    return (struct str){text, text == NULL ? 0 : strlen(text)};
}

CL_CHECK static inline bool str_equal(struct str a, struct str b)
{
    if (a.size != b.size || a.size == 0)
        return a.size == b.size;
    assert(a.data != NULL && b.data != NULL);
    return memcmp(a.data, b.data, a.size) == 0;
}

CL_CHECK static inline bool str_is(struct str s, const char *text)
{
    return str_equal(s, str_of(text));
}

/* ASCII letters alike in either case, of so many bytes. */
CL_CHECK bool str_same_nocase(const char *a, const char *b, size_t size);
CL_CHECK static inline bool str_equal_nocase(struct str a, struct str b)
{
    if (a.size != b.size || a.size == 0)
        return a.size == b.size;
    /* Most words differ from most here, but for bit 0x20. */
    unsigned differ = (unsigned char)(a.data[0] ^ b.data[0]) | (unsigned char)(a.data[a.size - 1] ^ b.data[b.size - 1]);
    return (differ & ~0x20U) == 0 && str_same_nocase(a.data, b.data, a.size);
}

CL_CHECK bool str_starts(struct str s, struct str start);
CL_CHECK bool str_ends(struct str s, struct str end);

/* By bytes, shorter first among equal beginnings; as memcmp. */
CL_CHECK int str_compare(struct str a, struct str b);

/* The bytes from `from` on, at most `size` of them; both are cut to what there is. */
CL_CHECK static inline struct str str_part(struct str s, size_t from, size_t size)
{
    if (s.data == NULL)
        return (struct str){0};
    if (from > s.size)
        from = s.size;
    if (size > s.size - from)
        size = s.size - from;
    return (struct str){s.data + from, size};
}

/* Without ASCII white space at either end. */
CL_CHECK struct str str_trim(struct str s);

/* Where byte first occurs at or after `from`; s.size when it does not. */
CL_CHECK size_t str_find_byte(struct str s, size_t from, char byte);

/* Cuts the text up to the next separator off *rest and returns it; false when *rest was used up (data becomes NULL then).
 * "a,,b" gives three parts and "" gives one, empty. */
CL_CHECK bool str_split(struct str *rest, char separator, struct str *part);

/* A decimal number without sign, blanks or anything after it; false when it is not one or is above limit. */
CL_CHECK bool str_number(struct str s, uint64_t limit, uint64_t *number);

#endif
