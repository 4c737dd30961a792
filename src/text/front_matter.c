#include "claimd/front_matter.h"

#include <string.h>

#include "claimd/words.h"
#include "claimd/written_date.h"

enum { LINES = 500, VALUE_SIZE = 2000 /* bytes */ };

enum front_field {
    FRONT_TITLE,
    FRONT_SUBTITLE,
    FRONT_AUTHOR,
    FRONT_DATE,
    FRONT_LANGUAGE,
    FRONT_PUBLISHER,
    FRONT_URL,
    FRONT_CANONICAL,
    FRONT_LICENSE,
};

static const struct name {
    const char *name; /* lower case */
    enum front_field field;
} names[] = {
    {"title", FRONT_TITLE},
    {"headline", FRONT_TITLE},
    {"subtitle", FRONT_SUBTITLE},
    {"author", FRONT_AUTHOR},
    {"authors", FRONT_AUTHOR},
    {"byline", FRONT_AUTHOR},
    {"date", FRONT_DATE},
    {"published", FRONT_DATE},
    {"published_at", FRONT_DATE},
    {"publishdate", FRONT_DATE},
    {"pubdate", FRONT_DATE},
    {"lang", FRONT_LANGUAGE},
    {"language", FRONT_LANGUAGE},
    {"publisher", FRONT_PUBLISHER},
    {"site", FRONT_PUBLISHER},
    {"publication", FRONT_PUBLISHER},
    {"url", FRONT_URL},
    {"source", FRONT_URL},
    {"link", FRONT_URL},
    {"canonical", FRONT_CANONICAL},
    {"canonical_url", FRONT_CANONICAL},
    {"canonicalurl", FRONT_CANONICAL},
    {"license", FRONT_LICENSE},
    {"licence", FRONT_LICENSE},
};

static void keep(struct str *field, struct str value)
{
    if (field->size == 0)
        *field = value;
}

/* Without the quotation marks around it, and without a comma behind it. */
static struct str unquoted(struct str value)
{
    struct str text = str_trim(value);
    if (text.size >= 2 && (text.data[0] == '"' || text.data[0] == '\'') && text.data[text.size - 1] == text.data[0])
        return str_part(text, 1, text.size - 2);
    return text;
}

static void take_author(struct arena *arena, struct page *page, struct str value)
{
    struct str rest = value, item;
    if (!str_starts(value, STR("["))) {
        byline_add(arena, &page->authors, unquoted(value));
        return;
    }
    rest = str_part(value, 1, value.size - (str_ends(value, STR("]")) ? 2 : 1));
    while (str_split(&rest, ',', &item))
        byline_add(arena, &page->authors, unquoted(item));
}

static void take_date(struct arena *arena, struct page *page, struct str value)
{
    struct moment_text date;
    if (page->published_at.size == 0 && written_date_parse(arena, value, &date))
        page->published_at = arena_str(arena, str_of(date.text));
}

static void take_address(struct str *field, struct str value)
{
    struct str url = words_url(value);
    if (url.data == value.data)
        keep(field, url);
}

static void take(struct arena *arena, struct page *page, enum front_field field, struct str value)
{
    struct str text = unquoted(value), licence;
    switch (field) {
    case FRONT_TITLE:
        keep(&page->title, text);
        break;
    case FRONT_SUBTITLE:
        keep(&page->subtitle, text);
        break;
    case FRONT_AUTHOR:
        take_author(arena, page, value);
        break;
    case FRONT_DATE:
        take_date(arena, page, text);
        break;
    case FRONT_LANGUAGE:
        keep(&page->language, text);
        break;
    case FRONT_PUBLISHER:
        keep(&page->publisher, text);
        break;
    case FRONT_URL:
        take_address(&page->url, text);
        break;
    case FRONT_CANONICAL:
        take_address(&page->canonical_url, text);
        break;
    case FRONT_LICENSE:
        licence = licence_of(arena, text);
        keep(&page->license, licence.size > 0 ? licence : text);
        break;
    }
}

/* The field that a line names, and its value; false for lines that name none. */
static bool read_line(struct str line, char mark, enum front_field *field, struct str *value)
{
    size_t at = str_find_byte(line, 0, mark);
    struct str name = str_trim(str_part(line, 0, at));
    if (at == line.size || line.data[0] == ' ' || line.data[0] == '\t')
        return false;
    *value = str_trim(str_part(line, at + 1, line.size));
    for (size_t i = 0; i < COUNT(names) && value->size <= VALUE_SIZE; i++) {
        if (str_equal_nocase(name, str_of(names[i].name))) {
            *field = names[i].field;
            return true;
        }
    }
    return false;
}

static struct str next_line(struct str *rest)
{
    struct str line;
    bool has_line = str_split(rest, '\n', &line);
    (void)has_line;
    return str_ends(line, STR("\r")) ? str_part(line, 0, line.size - 1) : line;
}

/* Where the lines end: bytes up to the closing line, or 0 where none comes. */
static size_t size_of(struct str text, struct str fence)
{
    struct str rest = text;
    (void)next_line(&rest);
    for (size_t i = 0; i < LINES && rest.data != NULL; i++) {
        struct str line = str_trim(next_line(&rest));
        if (str_equal(line, fence))
            return rest.data == NULL ? text.size : (size_t)(rest.data - text.data);
    }
    return 0;
}

size_t front_matter_read(struct arena *arena, struct str text, struct page *page)
{
    struct str rest = text, first = str_trim(next_line(&rest));
    bool is_toml = str_is(first, "+++");
    size_t size = is_toml || str_is(first, "---") ? size_of(text, first) : 0;
    bool is_list = false; /* lines "- item" belong to an author */
    if (size == 0)
        return 0;
    rest = str_part(text, 0, size);
    while (rest.data != NULL) {
        enum front_field field;
        struct str value, line = next_line(&rest), item = str_trim(line);
        if (is_list && str_starts(item, STR("- "))) {
            byline_add(arena, &page->authors, unquoted(str_part(item, 2, item.size)));
            continue;
        }
        is_list = false;
        if (line.size == 0 || !read_line(line, is_toml ? '=' : ':', &field, &value))
            continue;
        is_list = field == FRONT_AUTHOR && value.size == 0;
        if (value.size > 0)
            take(arena, page, field, value);
    }
    return size;
}
