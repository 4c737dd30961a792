#include "claimd/page_file.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/charset.h"

static const struct ending {
    struct str text;
    enum page_type type;
} endings[] = {
    {STR(".htm"), PAGE_HTML},    {STR(".html"), PAGE_HTML},         {STR(".xhtml"), PAGE_HTML},
    {STR(".md"), PAGE_MARKDOWN}, {STR(".markdown"), PAGE_MARKDOWN}, {STR(".txt"), PAGE_PLAIN},
};

bool page_file_type(const char *path, enum page_type *type, struct str *name)
{
    const char *slash = strrchr(path, '/');
    struct str whole = str_of(slash == NULL ? path : slash + 1);
    for (size_t i = 0; i < COUNT(endings); i++) {
        size_t size = endings[i].text.size;
        if (whole.size > size && str_equal_nocase(str_part(whole, whole.size - size, size), endings[i].text)) {
            *type = endings[i].type;
            *name = str_part(whole, 0, whole.size - size);
            return true;
        }
    }
    return false;
}

bool page_file_read(struct arena *arena, FILE *file, struct str *text, struct problem *problem)
{
    buffer_auto bytes = {0};
    char piece[64 * 1024];
    size_t size;
    while ((size = fread(piece, 1, sizeof piece, file)) > 0) {
        if (bytes.size + size > PAGE_FILE_SIZE)
            return problem_add(problem, PROBLEM_TOO_LARGE, "", "is larger than %d bytes", PAGE_FILE_SIZE);
        buffer_add(&bytes, (struct str){piece, size});
    }
    if (ferror(file) != 0)
        return problem_add(problem, PROBLEM_STORAGE, "", "cannot be read");
    return charset_decode(arena, arena_str(arena, buffer_str(&bytes)), text, problem);
}
