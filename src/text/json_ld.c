/* A script is parsed and its objects are listed (through arrays, "@graph" and "mainEntity"), so that a reference {"@id": …} to
 * an author can be followed. Limits keep a page from making that long. */
#include "claimd/json_ld.h"

#include <string.h>

#include "claimd/character_reference.h"
#include "claimd/json.h"
#include "claimd/words.h"

enum { OBJECTS = 500, SCRIPTS = 50, NAMES = 50, MARK_WITHIN = 32 /* "//<![CDATA[" stands at the start */ };

static const char *const article_types[] = {
    "Article",
    "NewsArticle",
    "BlogPosting",
    "ReportageNewsArticle",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "LiveBlogPosting",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "SocialMediaPosting",
    "MedicalScholarlyArticle",
    "Review",
};
static const char *const page_types[] = {"WebPage", "ItemPage"};

struct objects {
    const json_t *items[OBJECTS];
    size_t count;
};

/* Everything in the script that may be an article or a person; breadth first, so the list is its own queue. */
static void list_objects(const json_t *root, struct objects *objects)
{
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"};
    const json_t *queue[OBJECTS];
    size_t first = 0, last = 0;
    queue[last++] = root;
    while (first < last && objects->count < OBJECTS) {
        const json_t *value = queue[first++];
        for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && last < OBJECTS; i++)
            queue[last++] = json_array_get(value, i);
        if (!json_is_object(value))
            continue;
        objects->items[objects->count++] = value;
        for (size_t i = 0; i < COUNT(inner) && last < OBJECTS; i++) {
            const json_t *below = json_object_get(value, inner[i]);
            if (json_is_object(below) || json_is_array(below))
                queue[last++] = below;
        }
    }
}

/* "NewsArticle", "http://schema.org/NewsArticle", or a list that has it. */
static bool has_type(const json_t *object, const char *const *types, size_t count)
{
    const json_t *type = json_object_get(object, "@type");
    size_t names = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < names && i < NAMES; i++) {
        struct str name = json_text(json_is_array(type) ? json_array_get(type, i) : type);
        for (size_t at = str_find_byte(name, 0, '/'); at < name.size; at = str_find_byte(name, 0, '/'))
            name = str_part(name, at + 1, name.size);
        if (words_key_in(name, types, count))
            return true;
    }
    return false;
}

static const json_t *follow(const struct objects *objects, const json_t *value)
{
    struct str id = json_str(value, "@id");
    if (id.size == 0 || json_is(value, "name"))
        return value;
    for (size_t i = 0; i < objects->count; i++) {
        if (json_is(objects->items[i], "name") && str_equal(json_str(objects->items[i], "@id"), id))
            return objects->items[i];
    }
    return value;
}

static struct str first_text(const json_t *value)
{
    return json_text(json_is_array(value) ? json_array_get(value, 0) : value);
}

/* A string, an object with a name (or names), or a list of these. */
static void add_authors(struct arena *arena, const struct objects *objects, const json_t *value, struct byline *authors)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < NAMES; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        const json_t *name = json_is_object(one) ? json_object_get(follow(objects, one), "name") : one;
        size_t names = json_is_array(name) ? json_array_size(name) : 1;
        for (size_t k = 0; k < names && k < NAMES; k++) {
            struct str text = json_text(json_is_array(name) ? json_array_get(name, k) : name);
            byline_add(arena, authors, arena_str(arena, character_references_replace(arena, text, false)));
        }
    }
}

static void keep(struct arena *arena, struct str *field, struct str value)
{
    struct str trimmed = str_trim(value);
    if (field->size == 0 && trimmed.size > 0) {
        *field =
            arena_str(arena, character_references_replace(arena, trimmed, false)); /* some are written twice over */
    }
}

static struct str name_of(const struct objects *objects, const json_t *value)
{
    const json_t *one = json_is_array(value) ? json_array_get(value, 0) : value;
    return json_is_object(one) ? first_text(json_object_get(follow(objects, one), "name")) : json_text(one);
}

static void read_article(struct arena *arena, const struct objects *objects, const json_t *article,
                         struct json_ld *found)
{
    keep(arena, &found->headline, first_text(json_object_get(article, "headline")));
    keep(arena, &found->name, first_text(json_object_get(article, "name")));
    keep(arena, &found->alternative, first_text(json_object_get(article, "alternativeHeadline")));
    keep(arena, &found->publisher, name_of(objects, json_object_get(article, "publisher")));
    keep(arena, &found->published_at, first_text(json_object_get(article, "datePublished")));
    keep(arena, &found->published_at, first_text(json_object_get(article, "dateCreated")));
    keep(arena, &found->language, first_text(json_object_get(article, "inLanguage")));
    keep(arena, &found->license, first_text(json_object_get(article, "license")));
    keep(arena, &found->body, first_text(json_object_get(article, "articleBody")));
    if (found->authors.count == 0) {
        add_authors(arena, objects, json_object_get(article, "author"), &found->authors);
        if (found->authors.count == 0)
            add_authors(arena, objects, json_object_get(article, "creator"), &found->authors);
    }
}

/* A page's JSON-LD with what people put around and into it: comment marks, and line ends inside strings. */
static json_t *parse(struct arena *arena, struct str script)
{
    static const struct str mark = STR("<![CDATA[");
    struct str text = str_trim(script);
    const char *marked = memmem(text.data, text.size < MARK_WITHIN ? text.size : MARK_WITHIN, mark.data, mark.size);
    size_t start = marked == NULL ? 0 : (size_t)(marked - text.data) + mark.size, end = text.size;
    while (marked != NULL && end > start && text.data[end - 1] != '>') /* of "]]>", perhaps in a comment */
        end--;
    end = marked != NULL && str_ends(str_part(text, 0, end), STR("]]>")) ? end - 3 : end;
    while (start < end && text.data[start] != '{' && text.data[start] != '[')
        start++;
    while (end > start && text.data[end - 1] != '}' && text.data[end - 1] != ']')
        end--;
    char *clean = arena_cstr(arena, str_part(text, start, end - start));
    for (size_t i = 0; i < end - start; i++) {
        if ((unsigned char)clean[i] < ' ')
            clean[i] = ' ';
    }
    struct json_size size = json_measure((struct str){clean, end - start});
    if (start == end || size.depth > JSON_DEPTH_LIMIT || size.values > JSON_VALUES_LIMIT)
        return NULL;
    return json_loadb(clean, end - start, 0, NULL);
}

static bool is_in(struct arena *arena, struct str page, struct str headline)
{
    struct str key = words_of(arena, headline).key;
    return key.size > 0 && page.size > 0 && memmem(page.data, page.size, key.data, key.size) != NULL;
}

/* The article that the script is about: one whose headline is in the page's title goes first. */
static const json_t *find_article(struct arena *arena, const struct objects *objects, struct str title, bool *is_sure)
{
    struct str page = words_of(arena, title).key;
    const json_t *first = NULL;
    *is_sure = false;
    for (size_t i = 0; i < objects->count; i++) {
        const json_t *object = objects->items[i];
        if (!has_type(object, article_types, COUNT(article_types)))
            continue;
        first = first == NULL ? object : first;
        *is_sure = is_in(arena, page, json_str(object, "headline")) || is_in(arena, page, json_str(object, "name"));
        if (*is_sure)
            return object;
    }
    return first;
}

static void read_script(struct arena *arena, struct str script, struct str title, struct json_ld *sure,
                        struct json_ld *perhaps)
{
    json_auto_t *root = parse(arena, script);
    struct objects objects = {.count = 0};
    bool is_sure;
    if (root == NULL)
        return;
    list_objects(root, &objects);
    const json_t *article = find_article(arena, &objects, title, &is_sure);
    if (article != NULL)
        read_article(arena, &objects, article, is_sure ? sure : perhaps);
    for (size_t i = 0; i < objects.count; i++) {
        const json_t *page = objects.items[i];
        if (!has_type(page, page_types, COUNT(page_types)))
            continue;
        keep(arena, &perhaps->published_at, json_str(page, "datePublished"));
        keep(arena, &perhaps->language, json_str(page, "inLanguage"));
    }
}

struct json_ld json_ld_of(struct arena *arena, const struct html *html, struct str title)
{
    struct json_ld sure = {0}, perhaps = {0};
    size_t scripts = 0;
    for (size_t i = 1; i < html->count && scripts < SCRIPTS; i++) {
        struct str type = html_attribute(html, i, HTML_ATTRIBUTE_TYPE);
        if (html->nodes[i].tag != HTML_TAG_SCRIPT || type.size == 0 ||
            memmem(type.data, type.size, "ld+json", sizeof "ld+json" - 1) == NULL)
            continue;
        scripts++;
        read_script(arena, html->nodes[i].text, title, &sure, &perhaps);
    }
    if (sure.headline.size == 0 && sure.name.size == 0)
        return perhaps;
    keep(arena, &sure.published_at, perhaps.published_at);
    keep(arena, &sure.language, perhaps.language);
    return sure;
}
