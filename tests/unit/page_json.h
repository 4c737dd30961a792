/* page_json.h: a page as JSON, for case files and for measuring: only what was found; blocks as [kind, words]. */
#ifndef CLAIMD_TEST_PAGE_JSON_H
#define CLAIMD_TEST_PAGE_JSON_H

#include <string.h>

#include "claimd/json.h"
#include "claimd/page.h"

static inline void page_json_add(json_t *object, const char *name, struct str value)
{
    if (value.size > 0)
        json_object_set_new(object, name, json_new_str(value));
}

static inline json_t *page_json_blocks(const struct blocks *blocks)
{
    json_t *list = json_array();
    struct str rest = blocks->body;
    for (size_t i = 0; i < blocks->count; i++) {
        const char *end = memmem(rest.data, rest.size, "\n\n", 2);
        size_t size = end == NULL ? rest.size : (size_t)(end - rest.data);
        json_t *words = json_new_str(str_part(rest, 0, size));
        json_array_append_new(list, json_pack("[s,o]", block_kind_name(blocks->items[i].kind), words));
        rest = str_part(rest, size + 2, rest.size);
    }
    return list;
}

/* A new reference. */
static inline json_t *page_json(const struct page *page)
{
    json_t *object = json_object(), *authors = json_array();
    page_json_add(object, "title", page->title);
    page_json_add(object, "subtitle", page->subtitle);
    for (size_t i = 0; i < page->authors.count; i++)
        json_array_append_new(authors, json_new_str(page->authors.names[i]));
    if (json_array_size(authors) > 0)
        json_object_set(object, "authors", authors);
    json_decref(authors);
    page_json_add(object, "publisher", page->publisher);
    page_json_add(object, "published_at", page->published_at);
    page_json_add(object, "language", page->language);
    page_json_add(object, "url", page->url);
    page_json_add(object, "canonical_url", page->canonical_url);
    page_json_add(object, "original_publisher", page->original.publisher);
    page_json_add(object, "original_published_at", page->original.published_at);
    page_json_add(object, "original_url", page->original.url);
    page_json_add(object, "license", page->license);
    page_json_add(object, "about_author", page->about_author);
    page_json_add(object, "note", page->note);
    json_object_set_new(object, "blocks", page_json_blocks(&page->blocks));
    return object;
}

#endif
