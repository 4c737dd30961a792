/* fuzz.h: what the fuzz targets share.
 *
 * A target is a file here with LLVMFuzzerTestOneInput, for one function of src/text/: it gives bytes to the function and checks
 * what its header promises of any text. Two programs come of it: build/asan/target/NAME with run.c, which `make test` runs,
 * and build/fuzz/target/NAME with libFuzzer, which `make check-all` runs for a set time. Either takes files to repeat a finding.
 * What is given goes through in linear time, the checks too: run.c measures it. */
#ifndef CLAIMD_TEST_FUZZ_H
#define CLAIMD_TEST_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/arena.h"
#include "claimd/span.h"
#include "claimd/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming): libFuzzer's */

/* The bytes as valid UTF-8: each that is in no valid sequence becomes a question mark. */
static inline struct str fuzz_text(struct arena *arena, const uint8_t *data, size_t size)
{
    char *text = arena_alloc(arena, size + 1);
    size_t at = 0;

    memcpy(text, data, size);
    while (at < size) {
        size_t sequence = 1;
        while (sequence < 4 && at + sequence < size && ((unsigned char)text[at + sequence] & 0xC0) == 0x80)
            sequence++;
        while (sequence > 1 && !utf8_valid((struct str){text + at, sequence}))
            sequence--;
        if (!utf8_valid((struct str){text + at, sequence}))
            text[at] = '?';
        at += sequence;
    }
    return (struct str){text, size};
}

/* Two texts of one: up to the first NUL and behind it; where there is none, halves. */
static inline struct str fuzz_cut(struct str *text)
{
    size_t at = str_find_byte(*text, 0, '\0');
    if (at == text->size) {
        for (at = text->size / 2; at < text->size && ((unsigned char)text->data[at] & 0xC0) == 0x80;)
            at++;
    }
    struct str first = str_part(*text, 0, at);
    *text = str_part(*text, at, text->size);
    return first;
}

static inline void fuzz_check(bool is_so, const char *file, int line, const char *condition)
{
    if (is_so)
        return;
    (void)fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
    abort();
}
#define FUZZ_CHECK(condition) fuzz_check((condition), __FILE__, __LINE__, #condition)

#endif
