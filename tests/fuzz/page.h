/* page.h: the check that the targets of page_of share: what is taken out is text, and the body has the form of a body. */
#ifndef CLAIMD_TEST_FUZZ_PAGE_H
#define CLAIMD_TEST_FUZZ_PAGE_H

#include "claimd/language.h"
#include "claimd/page.h"

#include "fuzz.h"

/* source is valid UTF-8. */
static inline void check_page_text(struct arena *arena, struct str source, enum page_type type)
{
    struct page page = page_of(arena, source, type, (struct str){0});
    struct blocks again = blocks_of_text(arena, page.blocks.body);
    const struct str texts[] = {page.title,        page.subtitle, page.publisher,     page.published_at,
                                page.language,     page.url,      page.canonical_url, page.license,
                                page.about_author, page.note,     page.blocks.body};

    for (size_t i = 0; i < COUNT(texts); i++)
        FUZZ_CHECK(utf8_valid(texts[i]));
    FUZZ_CHECK(page.authors.count <= BYLINE_NAMES);
    FUZZ_CHECK(str_equal(again.body, page.blocks.body) && again.count == page.blocks.count);
    FUZZ_CHECK(utf8_valid(language_of(source)));
}

static inline void check_page(const uint8_t *data, size_t size, enum page_type type)
{
    arena_auto arena = {0};
    check_page_text(&arena, fuzz_text(&arena, data, size), type);
}

#endif
