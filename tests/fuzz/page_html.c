/* page_of of HTML. */
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_page(data, size, PAGE_HTML);
    return 0;
}
