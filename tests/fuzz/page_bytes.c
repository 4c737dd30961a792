/* A file of any encoding, whatever it says of itself, and the page in it. */
#include "claimd/charset.h"

#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct str bytes = {(const char *)data, size}, text = {0};

    if (!charset_decode(&arena, bytes, &text, &problem)) {
        FUZZ_CHECK(problem.count == 1);
        return 0;
    }
    FUZZ_CHECK(utf8_valid(text) && str_find_byte(text, 0, '\0') == text.size);
    check_page_text(&arena, text, PAGE_HTML);
    return 0;
}
