#include "claimd/page.h"

#include <string.h>

#include "claimd/html.h"
#include "claimd/html_metadata.h"
#include "claimd/html_text.h"
#include "claimd/language.h"
#include "claimd/markdown.h"
#include "claimd/notices.h"
#include "claimd/plain.h"

enum {
    LITTLE =
        400 /* bytes of a main text; with less, what the page says in JSON-LD goes before it where that is longer */
};

typedef struct page read_page(struct arena *arena, struct str source, struct str title);

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

/* What JSON-LD has as articleBody is text, and on some pages HTML. */
static struct pieces pieces_of_body(struct arena *arena, struct str body)
{
    if (memmem(body.data, body.size, "</", 2) == NULL)
        return plain_pieces(arena, body);
    struct html html = html_parse(arena, body);
    return html_text(arena, &html);
}

static struct page page_of_markdown(struct arena *arena, struct str source, struct str title)
{
    struct page page = {.title = title};
    struct pieces pieces = markdown_pieces(arena, source, &page);
    if (page.title.size == 0)
        page.title = plain_title(&pieces);
    notices_take(arena, &pieces, &page);
    page.blocks = pieces_blocks(arena, &pieces);
    return page;
}

static struct page page_of_html(struct arena *arena, struct str source, struct str title)
{
    struct page page = {.title = title};
    struct html html = html_parse(arena, source);
    struct str body;
    html_metadata(arena, &html, source, &page, &body);
    struct pieces pieces = html_text(arena, &html);
    if (pieces_size(&pieces) < LITTLE && body.size > 2 * pieces_size(&pieces))
        pieces = pieces_of_body(arena, body);
    notices_take(arena, &pieces, &page);
    page.blocks = pieces_blocks(arena, &pieces);
    return page;
}

struct page page_of(struct arena *arena, struct str source, enum page_type type, struct str title)
{
    static read_page *const readers[PAGE_TYPE_COUNT] = {
        [PAGE_PLAIN] = page_of_plain,
        [PAGE_MARKDOWN] = page_of_markdown,
        [PAGE_HTML] = page_of_html,
    };
    struct page page = readers[type](arena, source, title);
    /* A republication calls the first place its own. */
    if (page.canonical_url.size == 0)
        page.canonical_url = page.original.url;
    if (page.language.size == 0)
        page.language = language_of(page.blocks.body);
    return page;
}
