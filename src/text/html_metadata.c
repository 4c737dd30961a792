#include "claimd/html_metadata.h"

#include <string.h>

#include "claimd/json_ld.h"
#include "claimd/words.h"
#include "claimd/written_date.h"

enum {
    LINE_SIZE = 500,   /* bytes of a title or a byline that are gathered */
    BYLINE_SIZE = 200, /* bytes of an element that may be a byline */
    DATE_SIZE = 100,   /* bytes of an element that may be a date */
    URL_SIZE = 2048,
    SUBTITLE_WORDS = 4,
    SUBTITLE_WITHIN = 40, /* nodes behind the headline */
    COMMENT_SIZE = 4096,  /* bytes from the page's start where browsers say where they saved it from */
};

enum meta_field { META_TITLE, META_AUTHOR, META_DATE, META_PUBLISHER, META_LANGUAGE, META_URL, META_FIELD_COUNT };

/* Earlier rows go first. Names in lower case. */
static const struct meta {
    const char *name;
    enum meta_field field;
} metas[] = {
    /* clang-format off */
    {"dc:title",                     META_TITLE},
    {"dc.title",                     META_TITLE},
    {"dcterms.title",                META_TITLE},
    {"dcterm:title",                 META_TITLE},
    {"og:title",                     META_TITLE},
    {"citation_title",               META_TITLE},
    {"title",                        META_TITLE},
    {"twitter:title",                META_TITLE},
    {"parsely-title",                META_TITLE},
    {"sailthru.title",               META_TITLE},
    {"headline",                     META_TITLE},
    {"dc:creator",                   META_AUTHOR},
    {"dc.creator",                   META_AUTHOR},
    {"dcterms.creator",              META_AUTHOR},
    {"dcterm:creator",               META_AUTHOR},
    {"citation_author",              META_AUTHOR},
    {"author",                       META_AUTHOR},
    {"byl",                          META_AUTHOR},
    {"parsely-author",               META_AUTHOR},
    {"article:author",               META_AUTHOR},
    {"article:author_name",          META_AUTHOR},
    {"og:article:author",            META_AUTHOR},
    {"sailthru.author",              META_AUTHOR},
    {"cxenseparse:author",           META_AUTHOR},
    {"article:published_time",       META_DATE},
    {"og:article:published_time",    META_DATE},
    {"datepublished",                META_DATE},
    {"parsely-pub-date",             META_DATE},
    {"dc:date",                      META_DATE},
    {"dc.date",                      META_DATE},
    {"dc.date.issued",               META_DATE},
    {"dcterms.date",                 META_DATE},
    {"dcterms.created",              META_DATE},
    {"citation_publication_date",    META_DATE},
    {"citation_date",                META_DATE},
    {"cxenseparse:recs:publishtime", META_DATE},
    {"sailthru.date",                META_DATE},
    {"pubdate",                      META_DATE},
    {"publishdate",                  META_DATE},
    {"publish-date",                 META_DATE},
    {"publish_date",                 META_DATE},
    {"published_date",               META_DATE},
    {"publication_date",             META_DATE},
    {"article.published",            META_DATE},
    {"originalpublicationdate",      META_DATE},
    {"ptime",                        META_DATE},
    {"pdate",                        META_DATE},
    {"date",                         META_DATE},
    {"og:site_name",                 META_PUBLISHER},
    {"dc.publisher",                 META_PUBLISHER},
    {"dc:publisher",                 META_PUBLISHER},
    {"citation_journal_title",       META_PUBLISHER},
    {"publisher",                    META_PUBLISHER},
    {"cre",                          META_PUBLISHER},
    {"application-name",             META_PUBLISHER},
    {"content-language",             META_LANGUAGE},
    {"og:locale",                    META_LANGUAGE},
    {"dc.language",                  META_LANGUAGE},
    {"dc:language",                  META_LANGUAGE},
    {"og:url",                       META_URL},
    /* clang-format on */
};

struct reading {
    struct arena *arena;
    const struct html *html;
    struct page *page;
    struct str metas[META_FIELD_COUNT]; /* the first row's content */
    size_t rows[META_FIELD_COUNT];      /* of it; COUNT(metas): none */
    struct byline authors;              /* of all <meta> of the first row */
    struct str document_title;          /* of <title> */
    size_t heading;                     /* the node that names the article; 0: none */
};

static void keep(struct str *field, struct str value)
{
    if (field->size == 0)
        *field = value;
}

/* In one line, without control characters. */
static struct str tidy(struct arena *arena, struct str text)
{
    char *line = arena_alloc(arena, text.size + 1);
    size_t size = 0;
    bool is_owed = false;
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.data[i] <= ' ' || text.data[i] == 0x7F) {
            is_owed = size > 0;
            continue;
        }
        if (is_owed)
            line[size++] = ' ';
        is_owed = false;
        line[size++] = text.data[i];
    }
    return (struct str){line, size};
}

static bool is_absolute(struct str url)
{
    return url.size <= URL_SIZE && (str_starts(url, STR("https://")) || str_starts(url, STR("http://")));
}

static void take_meta(struct reading *reading, struct str name, struct str content)
{
    for (size_t row = 0; row < COUNT(metas); row++) {
        if (!str_equal_nocase(name, str_of(metas[row].name)))
            continue;
        enum meta_field field = metas[row].field;
        if (field == META_AUTHOR && str_starts(content, STR("http")))
            return;
        if (row < reading->rows[field]) {
            reading->rows[field] = row;
            reading->metas[field] = content;
            if (field == META_AUTHOR)
                reading->authors = (struct byline){0};
        }
        if (field == META_AUTHOR && row == reading->rows[field])
            byline_add(reading->arena, &reading->authors, content);
        return;
    }
}

/* A <meta> may have several names: property="x:title dc:title". */
static void read_meta(struct reading *reading, size_t node)
{
    static const enum html_attribute_name kinds[] = {HTML_ATTRIBUTE_PROPERTY, HTML_ATTRIBUTE_NAME,
                                                     HTML_ATTRIBUTE_ITEMPROP, HTML_ATTRIBUTE_HTTP_EQUIV};
    struct str content = tidy(reading->arena, html_attribute(reading->html, node, HTML_ATTRIBUTE_CONTENT));
    for (size_t i = 0; i < COUNT(kinds) && content.size > 0; i++) {
        struct str names = html_attribute(reading->html, node, kinds[i]), name;
        for (size_t at = 0; words_next(names, &at, &name);)
            take_meta(reading, name, content);
    }
}

static bool has_word(struct str list, const char *word)
{
    struct str part;
    for (size_t at = 0; words_next(list, &at, &part);) {
        if (str_equal_nocase(part, str_of(word)))
            return true;
    }
    return false;
}

static void read_link(struct reading *reading, size_t node)
{
    struct str rel = html_attribute(reading->html, node, HTML_ATTRIBUTE_REL);
    struct str href = str_trim(html_attribute(reading->html, node, HTML_ATTRIBUTE_HREF));
    if (has_word(rel, "canonical") && is_absolute(href))
        keep(&reading->page->canonical_url, href);
    if (!has_word(rel, "license") || href.size == 0)
        return;
    struct str licence = licence_of(reading->arena, href);
    keep(&reading->page->license, licence.size > 0 ? licence : href);
}

/* Browsers: "<!-- saved from url=(0034)https://example.org/a -->", SingleFile: "url: https://example.org/a". */
static void read_saved_from(struct reading *reading, struct str source)
{
    static const struct str signs[] = {STR("saved from url="), STR("Page saved with SingleFile")};
    struct str start = str_part(source, 0, COMMENT_SIZE);
    for (size_t i = 0; i < COUNT(signs); i++) {
        const char *at = start.size == 0 ? NULL : memmem(start.data, start.size, signs[i].data, signs[i].size);
        if (at != NULL)
            keep(&reading->page->url, words_url(str_part(start, (size_t)(at - start.data), start.size)));
    }
}

static struct str line_of(const struct reading *reading, size_t node)
{
    return html_line(reading->arena, reading->html, node, LINE_SIZE);
}

/* Whether a line says the same as <title>, or most of it: the site's name may stand beside it. */
static bool is_in_title(const struct words *title, const struct words *line)
{
    bool is_most = line->count * 2 >= title->count || (line->count > 2 && line->count * 3 >= title->count);
    return line->count > 0 && is_most && title->key.size > 0 &&
           memmem(title->key.data, title->key.size, line->key.data, line->key.size) != NULL;
}

/* The heading that names the article: the first of the longest h1 and h2 that are in <title> or equal to one of `said`. */
static struct str find_heading(struct reading *reading, const struct str *said, size_t count)
{
    struct words title = words_of(reading->arena, reading->document_title);
    struct str found = {0};
    size_t most = 0;
    for (size_t i = 1; i < reading->html->count; i++) {
        unsigned tag = reading->html->nodes[i].tag;
        if (tag != HTML_TAG_H1 && tag != HTML_TAG_H2)
            continue;
        struct str line = line_of(reading, i);
        struct words words = words_of(reading->arena, line);
        bool is_named = is_in_title(&title, &words);
        for (size_t k = 0; k < count && !is_named; k++)
            is_named = words.count > 0 && str_equal(words.key, words_of(reading->arena, said[k]).key);
        if (is_named && words.count > most) {
            most = words.count;
            found = line;
            reading->heading = i;
        }
    }
    return found;
}

/* <title> without the site's name behind (or before) a mark; what is left has three words at least. */
static struct str without_site(struct reading *reading, struct str title)
{
    static const struct str marks[] = {STR(" | "), STR(" - "), STR(" – "), STR(" — "),
                                       STR(" » "), STR(" · "), STR(" :: ")};
    for (size_t i = 0; i < COUNT(marks); i++) {
        const char *last = NULL;
        struct str rest = title;
        for (const char *at;
             rest.size > 0 && (at = memmem(rest.data, rest.size, marks[i].data, marks[i].size)) != NULL;) {
            last = at;
            rest = str_part(title, (size_t)(at - title.data) + marks[i].size, title.size);
        }
        if (last == NULL)
            continue;
        struct str before = str_trim(str_part(title, 0, (size_t)(last - title.data)));
        struct str behind = str_trim(str_part(title, (size_t)(last - title.data) + marks[i].size, title.size));
        if (words_of(reading->arena, before).count >= 3)
            return before;
        if (words_of(reading->arena, behind).count >= 3)
            return behind;
    }
    return title;
}

/* What the page says of its title more than once goes first: in a heading, in <title>. */
static void take_title(struct reading *reading, const struct json_ld *linked)
{
    const struct str said[] = {linked->headline, linked->name, reading->metas[META_TITLE]};
    struct words title = words_of(reading->arena, reading->document_title);
    struct str heading = find_heading(reading, said, COUNT(said));
    struct str heading_key = words_of(reading->arena, heading).key;
    struct page *page = reading->page;
    for (size_t i = 0; i < COUNT(said) && heading.size > 0; i++) {
        if (str_equal(words_of(reading->arena, said[i]).key, heading_key))
            keep(&page->title, tidy(reading->arena, said[i]));
    }
    for (size_t i = 0; i < COUNT(said); i++) {
        struct words words = words_of(reading->arena, said[i]);
        if (is_in_title(&title, &words))
            keep(&page->title, tidy(reading->arena, said[i]));
    }
    for (size_t i = 0; i < COUNT(said); i++)
        keep(&page->title, tidy(reading->arena, said[i]));
    keep(&page->title, heading);
    keep(&page->title, without_site(reading, reading->document_title));
}

static void take_date(struct reading *reading, struct str text)
{
    struct moment_text date;
    if (reading->page->published_at.size == 0 && text.size > 0 && text.size <= DATE_SIZE &&
        written_date_parse(reading->arena, text, &date))
        reading->page->published_at = arena_str(reading->arena, str_of(date.text));
}

static bool names_one_of(const struct reading *reading, size_t node, const char *const *words, size_t count)
{
    const struct str names[] = {html_attribute(reading->html, node, HTML_ATTRIBUTE_CLASS),
                                html_attribute(reading->html, node, HTML_ATTRIBUTE_ID)};
    for (size_t i = 0; i < COUNT(names); i++) {
        for (size_t k = 0; k < count && names[i].size > 0; k++) {
            if (memmem(names[i].data, names[i].size, words[k], strlen(words[k])) != NULL)
                return true;
        }
    }
    return false;
}

/* Dates and authors that elements of the page say. */
static void read_elements(struct reading *reading)
{
    static const char *const date_classes[] = {"published",    "pubdate",        "publish-date",  "post-date",
                                               "article-date", "entry-date",     "timestamp",     "dateline",
                                               "posted-on",    "date-published", "article__date", "post_date"};
    const struct html *html = reading->html;
    struct str time = {0}, classed = {0};
    for (size_t i = 1; i < html->count; i++) {
        const struct html_node *at = &html->nodes[i];
        if (at->attribute_count == 0 && at->tag != HTML_TAG_TIME)
            continue;
        struct str property = html_attribute(html, i, HTML_ATTRIBUTE_ITEMPROP);
        struct str stamp = html_attribute(html, i, HTML_ATTRIBUTE_DATETIME);
        struct str text = stamp.size > 0 ? stamp : html_attribute(html, i, HTML_ATTRIBUTE_CONTENT);
        if (has_word(property, "datePublished") || html_attribute(html, i, HTML_ATTRIBUTE_PUBDATE).data != NULL)
            take_date(reading, text.size > 0 ? text : html_line(reading->arena, html, i, DATE_SIZE + 1));
        if (at->tag == HTML_TAG_TIME && time.size == 0)
            time = stamp.size > 0 ? stamp : html_line(reading->arena, html, i, DATE_SIZE + 1);
        if (classed.size == 0 && at->tag != HTML_TAG_TEXT &&
            names_one_of(reading, i, date_classes, COUNT(date_classes)))
            classed = html_line(reading->arena, html, i, DATE_SIZE + 1);
    }
    take_date(reading, time);
    take_date(reading, classed);
}

/* An element that says who wrote: rel=author, itemprop=author, or a class. */
static void read_bylines(struct reading *reading)
{
    static const char *const classes[] = {"byline", "author", "Author", "Byline", "writtenby", "contributor"};
    const struct html *html = reading->html;
    struct byline classed = {0}, marked = {0};
    for (size_t i = 1; i < html->count; i++) {
        const struct html_node *at = &html->nodes[i];
        if (at->attribute_count == 0 || at->tag == HTML_TAG_BODY || at->tag == HTML_TAG_META ||
            at->tag == HTML_TAG_LINK)
            continue;
        bool is_marked = has_word(html_attribute(html, i, HTML_ATTRIBUTE_REL), "author") ||
                         has_word(html_attribute(html, i, HTML_ATTRIBUTE_ITEMPROP), "author");
        if (!is_marked && (classed.count > 0 || !names_one_of(reading, i, classes, COUNT(classes))))
            continue;
        struct str line = html_line(reading->arena, html, i, BYLINE_SIZE + 1);
        if (line.size == 0 || line.size > BYLINE_SIZE)
            continue;
        if (is_marked && marked.count == 0) {
            byline_add(reading->arena, &marked, line);
        } else if (!is_marked && !byline_take(reading->arena, &classed, line)) {
            byline_add(reading->arena, &classed, line);
        }
    }
    reading->page->authors = marked.count > 0 ? marked : classed;
}

/* What stands below the headline: a short element close behind it with a class that says so. */
static void read_subtitle(struct reading *reading)
{
    static const char *const classes[] = {"subtitle", "sub-title",   "standfirst", "subhead",
                                          "sub-head", "article-dek", "-deck",      "__dek"};
    size_t end = reading->heading == 0 ? 0 : reading->heading + SUBTITLE_WITHIN;
    for (size_t i = reading->heading + 1; i < end && i < reading->html->count && reading->page->subtitle.size == 0;
         i++) {
        const struct html_node *at = &reading->html->nodes[i];
        if (at->attribute_count == 0 || at->tag == HTML_TAG_BODY || !names_one_of(reading, i, classes, COUNT(classes)))
            continue;
        struct str line = html_line(reading->arena, reading->html, i, LINE_SIZE + 1);
        struct words words = words_of(reading->arena, line), title = words_of(reading->arena, reading->page->title);
        if (words.count >= SUBTITLE_WORDS && line.size <= LINE_SIZE && !str_equal(words.key, title.key))
            reading->page->subtitle = line;
    }
}

/* "/2019/11/19/" in the page's address. */
static void take_date_of_url(struct reading *reading, struct str url)
{
    struct str rest = url, parts[3] = {{0}}, part;
    while (str_split(&rest, '/', &part)) {
        parts[0] = parts[1];
        parts[1] = parts[2];
        parts[2] = part;
        if (parts[0].size == 4 && parts[1].size == 2 && parts[2].size == 2) {
            take_date(reading, str_of(arena_printf(reading->arena, "%.*s-%.*s-%.*s", STR_PRINT(parts[0]),
                                                   STR_PRINT(parts[1]), STR_PRINT(parts[2]))));
        }
    }
}

/* "en_US" as "en-US"; data NULL: no language tag. */
static struct str language_tag(struct arena *arena, struct str text)
{
    struct str tag = arena_str(arena, str_trim(text));
    char *bytes = arena_cstr(arena, tag);
    for (size_t i = 0; i < tag.size; i++) {
        bool is_letter = (bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] >= 'A' && bytes[i] <= 'Z');
        if (bytes[i] == '_')
            bytes[i] = '-';
        if (!is_letter && bytes[i] != '-' && (bytes[i] < '0' || bytes[i] > '9'))
            return (struct str){0};
    }
    bool is_tag = tag.size >= 2 && tag.size <= 35 && (tag.size < 4 || bytes[2] == '-' || bytes[3] == '-');
    return is_tag ? (struct str){bytes, tag.size} : (struct str){0};
}

static void take_language(struct reading *reading, struct str said)
{
    for (size_t i = 1; i < reading->html->count; i++) {
        if (reading->html->nodes[i].tag == HTML_TAG_HTML) {
            keep(&reading->page->language,
                 language_tag(reading->arena, html_attribute(reading->html, i, HTML_ATTRIBUTE_LANG)));
            break;
        }
    }
    keep(&reading->page->language, language_tag(reading->arena, said));
    keep(&reading->page->language, language_tag(reading->arena, reading->metas[META_LANGUAGE]));
}

void html_metadata(struct arena *arena, const struct html *html, struct str source, struct page *page, struct str *body)
{
    struct reading reading = {.arena = arena, .html = html, .page = page};
    for (size_t i = 0; i < META_FIELD_COUNT; i++)
        reading.rows[i] = COUNT(metas);
    for (size_t i = 1; i < html->count; i++) {
        unsigned tag = html->nodes[i].tag;
        if (tag == HTML_TAG_META) {
            read_meta(&reading, i);
        } else if (tag == HTML_TAG_LINK || tag == HTML_TAG_A) {
            read_link(&reading, i);
        } else if (tag == HTML_TAG_TITLE && reading.document_title.size == 0) {
            reading.document_title = tidy(arena, html->nodes[i].text);
        }
    }
    struct json_ld linked = json_ld_of(arena, html, reading.document_title);
    *body = linked.body;
    read_saved_from(&reading, source);
    if (is_absolute(reading.metas[META_URL]))
        keep(&page->canonical_url, reading.metas[META_URL]);
    take_title(&reading, &linked);
    struct words alternative = words_of(arena, linked.alternative);
    if (!str_equal(alternative.key, words_of(arena, page->title).key))
        keep(&page->subtitle, tidy(arena, linked.alternative));
    read_subtitle(&reading);
    keep(&page->publisher, tidy(arena, linked.publisher));
    keep(&page->publisher, reading.metas[META_PUBLISHER]);
    take_language(&reading, linked.language);
    keep(&page->license, licence_of(arena, linked.license));
    page->authors = linked.authors.count > 0 ? linked.authors : reading.authors;
    if (page->authors.count == 0)
        read_bylines(&reading);
    take_date(&reading, linked.published_at);
    take_date(&reading, reading.metas[META_DATE]);
    if (page->published_at.size == 0)
        read_elements(&reading);
    take_date_of_url(&reading, page->canonical_url);
    take_date_of_url(&reading, page->url);
}
