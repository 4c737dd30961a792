#include "claimd/html_facts.h"

#include <string.h>

enum {
    GUARD_PERCENT =
        40, /* of all prose: what holds more is not taken out. Without it F1 of the main text was 0.86, not 0.94 */
    PROSE_SIZE = 80, /* bytes from which a block that is no <p> reads as a paragraph */
    CARD_SIZE = 400, /* bytes beside its heading that a teaser has at most */
    NAME_PARTS = 3,  /* of a class or id: longer ones are made from a heading's words */
    WHOLE_WORD = 5,  /* letters from which a word is found at the beginning of longer ones, too */
};

/* Words of classes, ids and roles. */
static const char *const out_words[] = {
    "ad",          "ads",     "advert",     "author-bio", "banner",   "breadcrumb", "byline",    "caption",
    "comment",     "consent", "cookie",     "copyright",  "credit",   "disqus",     "footer",    "gallery",
    "gdpr",        "hidden",  "legal",      "login",      "masthead", "menu",       "meta",      "metadata",
    "modal",       "nav",     "navigation", "newsletter", "noprint",  "outbrain",   "pager",     "pagination",
    "paywall",     "popular", "popup",      "print",      "promo",    "rating",     "recommend", "related",
    "share",       "sharing", "sidebar",    "signup",     "skip",     "slideshow",  "social",    "sponsor",
    "subscri",     "taboola", "tags",       "teaser",     "toolbar",  "trending",   "widget",    "complementary",
    "contentinfo", "search",  "dialog",     "alert",
};

double html_link_share(const struct html_fact *fact)
{
    return fact->size == 0 ? 0 : (double)fact->link / fact->size;
}

static bool is_mark(char byte)
{
    return strchr(" -_\n\t\r:./", byte) != NULL;
}

static bool is_out_word(struct str part)
{
    for (size_t i = 0; i < COUNT(out_words); i++) {
        struct str word = str_of(out_words[i]);
        bool is_plural = part.size == word.size + 1 && (part.data[word.size] == 's' || part.data[word.size] == 'S');
        if (part.size >= word.size && str_equal_nocase(str_part(part, 0, word.size), word) &&
            (part.size == word.size || is_plural || word.size >= WHOLE_WORD))
            return true;
    }
    return false;
}

/* Whether one of the names in a list has a part between marks that is such a word. */
static bool has_out_word(struct str names)
{
    size_t parts = 0, start = 0;
    bool has_word = false;
    for (size_t at = 0; at <= names.size; at++) {
        if (at < names.size && !is_mark(names.data[at]))
            continue;
        struct str part = str_part(names, start, at - start);
        start = at + 1;
        parts += part.size > 0;
        has_word = has_word || (part.size > 0 && is_out_word(part));
        bool is_end = at == names.size || names.data[at] == ' ' || names.data[at] == '\n' || names.data[at] == '\t';
        if (!is_end)
            continue;
        if (has_word && parts <= NAME_PARTS)
            return true;
        parts = 0;
        has_word = false;
    }
    return false;
}

/* display: none, or visibility: hidden. */
static bool hides(struct str style)
{
    struct str rest = style, rule;
    while (str_split(&rest, ';', &rule)) {
        size_t colon = str_find_byte(rule, 0, ':');
        struct str name = str_trim(str_part(rule, 0, colon)), value = str_trim(str_part(rule, colon + 1, rule.size));
        if ((str_equal_nocase(name, STR("display")) && str_equal_nocase(str_part(value, 0, 4), STR("none"))) ||
            (str_equal_nocase(name, STR("visibility")) && str_equal_nocase(str_part(value, 0, 6), STR("hidden"))))
            return true;
    }
    return false;
}

static bool is_hidden(const struct html *html, size_t node)
{
    struct str style = html_attribute(html, node, HTML_ATTRIBUTE_STYLE);
    return html_attribute(html, node, HTML_ATTRIBUTE_HIDDEN).data != NULL ||
           str_is(html_attribute(html, node, HTML_ATTRIBUTE_ARIA_HIDDEN), "true") || (style.size > 0 && hides(style));
}

static uint32_t comma_count(struct str text)
{
    uint32_t count = 0;
    for (size_t at = str_find_byte(text, 0, ','); at < text.size; at = str_find_byte(text, at + 1, ','))
        count++;
    return count;
}

static void begin(const struct html *html, struct html_fact *facts)
{
    for (size_t i = 1; i < html->count; i++) {
        const struct html_node *at = &html->nodes[i];
        const struct html_fact *above = &facts[at->parent];
        unsigned traits = html_traits(at->tag);
        facts[i].block = (traits & HTML_BLOCK) ? (uint32_t)i : above->block;
        facts[i].in_link = above->in_link || at->tag == HTML_TAG_A;
        facts[i].is_out = (traits & HTML_SILENT) || (at->attribute_count > 0 && is_hidden(html, i));
    }
}

static bool is_prose(const struct html_node *node, const struct html_fact *fact, bool is_any)
{
    bool is_long = node->tag == HTML_TAG_P || (is_any && fact->own >= PROSE_SIZE);
    return is_long && fact->own_link * 2 < fact->own && !(html_traits(node->tag) & HTML_HEADING);
}

/* What was taken out takes out all below it; then sums, from the last node to the first. */
static void sum_as(const struct html *html, struct html_fact *facts, bool is_any)
{
    for (size_t i = 1; i < html->count; i++) {
        struct html_fact *fact = &facts[i];
        fact->is_out = fact->is_out || facts[html->nodes[i].parent].is_out;
        fact->size = fact->link = fact->prose = fact->own = fact->own_link = fact->commas = 0;
    }
    facts[0] = (struct html_fact){0};
    for (size_t i = html->count; i-- > 1;) {
        const struct html_node *at = &html->nodes[i];
        struct html_fact *fact = &facts[i], *above = &facts[at->parent];
        if (fact->is_out)
            continue;
        if (at->tag == HTML_TAG_TEXT) {
            struct html_fact *block = &facts[fact->block];
            fact->size = (uint32_t)str_trim(at->text).size;
            fact->link = fact->in_link ? fact->size : 0;
            block->own += fact->size;
            block->own_link += fact->link;
            block->commas += comma_count(at->text);
        }
        if (fact->block == i && is_prose(at, fact, is_any))
            fact->prose += fact->own;
        above->size += fact->size;
        above->link += fact->link;
        above->prose += fact->prose;
    }
}

/* Paragraphs are what is marked as such, on pages that mark most of their text so. */
static void sum(const struct html *html, struct html_fact *facts)
{
    sum_as(html, facts, true);
    uint32_t all = facts[0].prose;
    sum_as(html, facts, false);
    if (facts[0].prose < all / 2)
        sum_as(html, facts, true);
}

static bool says_out(const struct html *html, size_t node)
{
    static const enum html_attribute_name names[] = {HTML_ATTRIBUTE_CLASS, HTML_ATTRIBUTE_ID, HTML_ATTRIBUTE_ROLE};
    for (size_t i = 0; i < COUNT(names) && html->nodes[node].attribute_count > 0; i++) {
        struct str value = html_attribute(html, node, names[i]);
        if (value.size > 0 && has_out_word(value))
            return true;
    }
    return false;
}

/* An inline element in the middle of a paragraph is text of it, whatever its class. */
static bool is_in_paragraph(const struct html *html, const struct html_fact *facts, size_t node)
{
    const struct html_fact *block = &facts[facts[node].block];
    return !(html_traits(html->nodes[node].tag) & HTML_BLOCK) && block->own >= facts[node].size + PROSE_SIZE;
}

static bool may_go(const struct html *html, const struct html_fact *facts, size_t node)
{
    unsigned tag = html->nodes[node].tag;
    bool is_page = tag == HTML_TAG_BODY || tag == HTML_TAG_HTML || tag == HTML_TAG_MAIN || tag == HTML_TAG_TEXT;
    return !facts[node].is_out && !is_page && facts[node].prose <= (uint64_t)facts[0].prose * GUARD_PERCENT / 100;
}

static void take_out_named(const struct html *html, struct html_fact *facts, bool is_relaxed)
{
    for (size_t i = 1; i < html->count; i++) {
        unsigned traits = html_traits(html->nodes[i].tag);
        bool is_named =
            !is_relaxed && !(traits & HTML_HEADING) && says_out(html, i) && !is_in_paragraph(html, facts, i);
        if (((traits & HTML_ASIDE) || is_named) && may_go(html, facts, i))
            facts[i].is_out = true;
    }
}

/* A heading that is a link leads to another article, unless it is the page's own (h1). With it goes the element around it, as
 * long as that holds little more. */
static void take_out_teasers(const struct html *html, struct html_fact *facts)
{
    for (size_t i = 1; i < html->count; i++) {
        const struct html_node *at = &html->nodes[i];
        if (!(html_traits(at->tag) & HTML_HEADING) || at->tag == HTML_TAG_H1 || facts[i].size == 0 ||
            facts[i].link * 5 < facts[i].size * 4 || facts[i].is_out)
            continue;
        size_t card = i;
        for (size_t above = at->parent; above != 0; above = html->nodes[above].parent) {
            if (facts[above].size > facts[i].size + CARD_SIZE || !may_go(html, facts, above))
                break;
            card = above;
        }
        facts[card].is_out = true;
    }
}

struct html_fact *html_facts(struct arena *arena, const struct html *html, bool is_relaxed)
{
    struct html_fact *facts = arena_array(arena, struct html_fact, html->count);
    begin(html, facts);
    sum(html, facts);
    take_out_named(html, facts, is_relaxed);
    if (!is_relaxed)
        take_out_teasers(html, facts);
    sum(html, facts);
    return facts;
}
