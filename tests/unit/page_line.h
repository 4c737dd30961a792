/* page_line.h: what was found about a page as one line, NAME=VALUE with "|" between, in the order below. */
#ifndef CLAIMD_TEST_PAGE_LINE_H
#define CLAIMD_TEST_PAGE_LINE_H

#include "claimd/buffer.h"
#include "claimd/page.h"

static inline void page_line_add(struct buffer *line, const char *name, struct str value)
{
    if (value.size > 0)
        buffer_printf(line, "%s%s=%.*s", line->size > 0 ? "|" : "", name, STR_PRINT(value));
}

static inline void page_line(struct buffer *line, const struct page *page)
{
    buffer_auto names = {0};
    for (size_t i = 0; i < page->authors.count; i++)
        buffer_printf(&names, "%s%.*s", i == 0 ? "" : "; ", STR_PRINT(page->authors.names[i]));
    page_line_add(line, "title", page->title);
    page_line_add(line, "subtitle", page->subtitle);
    page_line_add(line, "authors", buffer_str(&names));
    page_line_add(line, "publisher", page->publisher);
    page_line_add(line, "date", page->published_at);
    page_line_add(line, "language", page->language);
    page_line_add(line, "url", page->url);
    page_line_add(line, "canonical", page->canonical_url);
    page_line_add(line, "license", page->license);
}

#endif
