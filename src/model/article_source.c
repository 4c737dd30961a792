#include "claimd/article_source.h"

#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/page.h"
#include "claimd/utf8.h"
#include "claimd/value.h"

const char *const article_guessable[] = {"title", "subtitle",      "authors",  "publisher", "published_at", "language",
                                         "url",   "canonical_url", "original", "license",   "about_author", "note",
                                         NULL};

static json_t *text_or_null(struct str text)
{
    return text.size == 0 ? json_null() : json_new_str(text);
}

static json_t *authors_of(const struct page *page)
{
    json_t *list = json_array();
    for (size_t i = 0; i < page->authors.count; i++)
        json_array_append_new(list, json_pack("{s:o}", "name", json_new_str(page->authors.names[i])));
    return list;
}

static json_t *original_of(const struct republication *original)
{
    if (original->publisher.size == 0 && original->url.size == 0)
        return json_null();
    return json_pack("{s:o, s:o, s:o}", "publisher", text_or_null(original->publisher), "published_at",
                     text_or_null(original->published_at), "url", text_or_null(original->url));
}

/* The fields of the page as JSON; what was not found is null or empty. */
static json_t *fields_of(const struct page *page)
{
    json_t *publisher =
        page->publisher.size == 0 ? json_null() : json_pack("{s:o}", "name", json_new_str(page->publisher));
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "title", text_or_null(page->title),
                     "subtitle", text_or_null(page->subtitle), "authors", authors_of(page), "publisher", publisher,
                     "published_at", text_or_null(page->published_at), "language", text_or_null(page->language), "url",
                     text_or_null(page->url), "canonical_url", text_or_null(page->canonical_url), "original",
                     original_of(&page->original), "license", text_or_null(page->license), "about_author",
                     text_or_null(page->about_author), "note", text_or_null(page->note));
}

/* What was found and fits its field; a guess that would be refused is none. */
static void add_guesses(json_t *sent, const struct page *page)
{
    json_auto_t *found = fields_of(page);
    json_auto_t *names = json_array();
    for (size_t i = 0; article_guessable[i] != NULL; i++) {
        const char *name = article_guessable[i];
        json_t *value = json_object_get(found, name);
        bool is_empty = json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0);
        if (is_empty || json_object_get(sent, name) != NULL ||
            !value_accepts(resource_field(&article_resource, str_of(name)), value))
            continue;
        json_object_set(sent, name, value);
        json_array_append_new(names, json_string(name));
    }
    json_t *guessed = json_object_get(sent, "guessed");
    if (guessed == NULL) {
        json_object_set(sent, "guessed", names);
    } else if (json_is_array(guessed)) {
        json_array_extend(guessed, names);
    }
}

static json_t *blocks_of(const struct blocks *blocks)
{
    json_t *list = json_array();
    for (size_t i = 0; i < blocks->count; i++) {
        const struct block *block = &blocks->items[i];
        json_array_append_new(list, json_pack("{s:s, s:I, s:I}", "kind", block_kind_name(block->kind), "start",
                                              (json_int_t)block->span.start, "end", (json_int_t)block->span.end));
    }
    return list;
}

/* What a source excludes and needs. */
static bool check_source(const json_t *sent, struct problem *problem)
{
    bool is_good = true;
    if (json_is(sent, "body"))
        is_good = problem_add(problem, PROBLEM_MISMATCH, "/source", "and body exclude each other");
    if (json_is(sent, "blocks"))
        is_good = problem_add(problem, PROBLEM_MISMATCH, "/blocks", "go with a body; those of a source are found");
    if (!json_is(sent, "source_type")) {
        is_good = problem_add(problem, PROBLEM_REQUIRED, "/source_type",
                              "is required with source: text/plain, text/markdown or text/html");
    }
    return is_good;
}

static bool read_page(json_t *sent, bool is_new, enum page_type type, struct problem *problem)
{
    arena_auto arena = {0};
    struct page page = page_of(&arena, json_str(sent, "source"), type, json_str(sent, "title"));
    if (page.blocks.count == 0)
        return problem_add(problem, PROBLEM_TOO_SHORT, "/source", "holds no text");
    json_object_set_new(sent, "body", json_new_str(page.blocks.body));
    json_object_set_new(sent, "blocks", blocks_of(&page.blocks));
    if (is_new)
        add_guesses(sent, &page);
    return true;
}

bool article_source_read(json_t *sent, bool is_new, struct problem *problem)
{
    const struct field *field = resource_field(&article_resource, STR("source"));
    struct str source = json_str(sent, "source");
    enum page_type type;
    bool is_good = !json_is(sent, "source") || check_source(sent, problem);
    /* What is of a wrong type, unknown or too long is named when the table is checked. */
    if (is_good && source.data != NULL && utf8_count(source) <= field->limit &&
        page_type_parse(json_str(sent, "source_type"), &type))
        is_good = read_page(sent, is_new, type, problem);
    bool is_untitled = is_new ? !json_is(sent, "title") : json_is_null(json_object_get(sent, "title"));
    if (is_untitled) {
        is_good = problem_add(problem, PROBLEM_REQUIRED, "/title", "is required: a string of one line%s",
                              source.data == NULL ? "" : "; none was found in the source");
    }
    return is_good;
}
