#include "claimd/page.h"

#include "claimd/language.h"
#include "claimd/notices.h"
#include "claimd/plain.h"

static const char *const type_names[PAGE_TYPE_COUNT] = {
    [PAGE_PLAIN] = "text/plain",
    [PAGE_MARKDOWN] = "text/markdown",
    [PAGE_HTML] = "text/html",
};

const char *page_type_name(enum page_type type)
{
    return type_names[type];
}

bool page_type_parse(struct str name, enum page_type *type)
{
    for (size_t i = 0; i < PAGE_TYPE_COUNT; i++) {
        if (str_is(name, type_names[i])) {
            *type = (enum page_type)i;
            return true;
        }
    }
    return false;
}

static struct page page_of_plain(struct arena *arena, struct str source, struct str title)
{
    struct page page = {.title = title};
    struct pieces pieces = plain_pieces(arena, source);
    if (title.size == 0)
        page.title = plain_title(&pieces);
    notices_take(arena, &pieces, &page);
    plain_headings(&pieces);
    page.blocks = pieces_blocks(arena, &pieces);
    return page;
}

struct page page_of(struct arena *arena, struct str source, enum page_type type, struct str title)
{
    struct page page = page_of_plain(arena, source, title);
    (void)type;
    /* A republication calls the first place its own. */
    if (page.canonical_url.size == 0)
        page.canonical_url = page.original.url;
    if (page.language.size == 0)
        page.language = language_of(page.blocks.body);
    return page;
}
