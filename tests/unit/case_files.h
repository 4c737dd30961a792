/* case_files.h: the lexicon for a group of tests, and texts in files with what must come out of them (tests/text/). */
#ifndef CLAIMD_TEST_CASE_FILES_H
#define CLAIMD_TEST_CASE_FILES_H

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/lexicon.h"

struct texts {
    struct arena arena, lexicon_arena;
    const struct lexicon *lexicon;
};

/* Set-up and tear-down of a group: its state is a struct texts. */
static inline int texts_open(void **state)
{
    struct texts *texts = calloc(1, sizeof *texts);
    problem_auto problem = {0};
    texts->lexicon = lexicon_open(&texts->lexicon_arena, NULL, &problem);
    *state = texts;
    return texts->lexicon == NULL ? -1 : 0;
}

static inline int texts_close(void **state)
{
    struct texts *texts = *state;
    arena_release(&texts->arena);
    arena_release(&texts->lexicon_arena);
    free(texts);
    return 0;
}

/* How many of a file's cases, with lines "---" between them, are wrong. */
typedef size_t case_check(struct texts *texts, const char *path, struct str lines);

static inline size_t case_file_check(struct texts *texts, const char *path, case_check *check)
{
    static char bytes[1 << 16];
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    struct str rest = {bytes, fread(bytes, 1, sizeof bytes, file)};
    assert_int_equal(fclose(file), 0);
    assert_true(rest.size > 0 && rest.size < sizeof bytes);

    size_t wrong = 0;
    const char *end;
    while ((end = memmem(rest.data, rest.size, "\n---\n", 5)) != NULL) {
        size_t size = (size_t)(end - rest.data);
        wrong += check(texts, path, str_part(rest, 0, size));
        rest = str_part(rest, size + 5, rest.size);
    }
    return wrong + check(texts, path, rest);
}

/* Fails when a case of any file that fits pattern is wrong, or none fits. */
static inline void case_files_check(struct texts *texts, const char *pattern, case_check *check)
{
    glob_t found;
    size_t wrong = 0;
    int failed = glob(pattern, 0, NULL, &found); /* NOLINT(concurrency-mt-unsafe): one thread */
    assert_int_equal(failed, 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        wrong += case_file_check(texts, found.gl_pathv[i], check);
    globfree(&found);
    assert_int_equal(wrong, 0);
}

#endif
