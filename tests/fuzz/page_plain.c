/* page_of of plain text. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_page(data, size, PAGE_PLAIN);
    return 0;
}
