/* page_of of Markdown. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_page(data, size, PAGE_MARKDOWN);
    return 0;
}
