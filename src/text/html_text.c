/* Every paragraph gives points to the elements around it: by its length, its commas, and the share of it that is no link, as
 * Readability does. The element with the most is the container; it grows to the elements around it while they hold a good part
 * more. Its paragraphs, headings, list items and quotations become pieces, but for those that are mostly links.
 *
 * Where that gives little, it is tried once more with nothing taken out for its class. */
#include "claimd/html_text.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/html_facts.h"
#include "claimd/utf8.h"
#include "claimd/words.h"

enum {
    LITTLE = 250,        /* bytes of a text that looks like too little */
    PARAGRAPH_SIZE = 25, /* bytes from which a block gives points */
    ANCESTORS = 4,       /* that get points */
    BESIDE_SIZE = 100,   /* bytes of prose beside a container for which it may grow */
    BESIDE_SHARE = 5,    /* … when that is one part in so many of what it holds */
    LINKS_SIZE = 200,    /* bytes of a piece that goes when it is mostly links */
};

struct main_text {
    struct arena *arena;
    const struct html *html;
    const struct html_fact *facts;
    float *scores;
};

static void give_points(struct main_text *text)
{
    static const double shares[ANCESTORS] = {1, 0.5, 0.125, 0.06};
    const struct html *html = text->html;
    for (size_t i = 1; i < html->count; i++) {
        const struct html_node *at = &html->nodes[i];
        const struct html_fact *fact = &text->facts[i];
        if (fact->is_out || fact->block != i || fact->own < PARAGRAPH_SIZE || (html_traits(at->tag) & HTML_HEADING))
            continue;
        double length = fact->own / 100.0;
        double points = (1 + fact->commas + (length > 3 ? 3 : length)) * (1 - (double)fact->own_link / fact->own);
        /* Text that stands in a <div> without a <p> is a paragraph of the <div>. */
        bool holds_itself = at->tag == HTML_TAG_DIV || at->tag == HTML_TAG_SECTION || at->tag == HTML_TAG_ARTICLE ||
                            at->tag == HTML_TAG_TD || at->tag == HTML_TAG_MAIN || at->tag == HTML_TAG_BODY ||
                            at->tag == HTML_TAG_CENTER;
        size_t above = holds_itself ? i : at->parent;
        for (size_t k = 0; k < ANCESTORS && above != 0; k++) {
            text->scores[above] += (float)(points * shares[k]);
            above = html->nodes[above].parent;
        }
    }
}

/* What an element says of itself. */
static double weight(const struct html *html, size_t node)
{
    static const char *const good[] = {"article", "content", "story", "body", "entry", "post", "text", "main"};
    const struct str names[] = {html_attribute(html, node, HTML_ATTRIBUTE_CLASS),
                                html_attribute(html, node, HTML_ATTRIBUTE_ID)};
    if (str_is(html_attribute(html, node, HTML_ATTRIBUTE_ITEMPROP), "articleBody"))
        return 2;
    if (html->nodes[node].tag == HTML_TAG_ARTICLE || html->nodes[node].tag == HTML_TAG_MAIN)
        return 1.25;
    for (size_t i = 0; i < COUNT(names); i++) {
        for (size_t k = 0; k < COUNT(good) && names[i].size > 0; k++) {
            if (memmem(names[i].data, names[i].size, good[k], strlen(good[k])) != NULL)
                return 1.25;
        }
    }
    return 1;
}

static size_t find_container(const struct main_text *text)
{
    const struct html *html = text->html;
    size_t best = 0;
    double most = 0;
    for (size_t i = 1; i < html->count; i++) {
        if (text->scores[i] <= 0)
            continue;
        double score = text->scores[i] * (1 - html_link_share(&text->facts[i])) * weight(html, i);
        if (score > most) {
            most = score;
            best = i;
        }
    }
    bool is_page = best == 0;
    for (size_t above = best; !is_page;) {
        above = html->nodes[above].parent;
        is_page = above == 0 || html->nodes[best].tag == HTML_TAG_BODY;
        uint32_t inside = text->facts[best].prose, beside = text->facts[above].prose - inside;
        if (html->nodes[best].tag != HTML_TAG_BODY && beside >= BESIDE_SIZE &&
            (uint64_t)beside * BESIDE_SHARE >= inside)
            best = above;
    }
    return best;
}

/* A piece being gathered. */
struct gathering {
    struct buffer line;
    size_t link;   /* bytes of it in links */
    size_t breaks; /* <br> since the last word */
    uint32_t block;
    struct str href; /* the longest */
};

/* What a block's text is, by the nearest element around it that says. */
static enum block_kind kind_of(const struct html *html, size_t block)
{
    for (size_t at = block; at != 0; at = html->nodes[at].parent) {
        unsigned tag = html->nodes[at].tag;
        if (html_traits(tag) & HTML_HEADING)
            return BLOCK_HEADING;
        if (tag == HTML_TAG_LI || tag == HTML_TAG_DD || tag == HTML_TAG_DT)
            return BLOCK_LIST_ITEM;
        if (tag == HTML_TAG_BLOCKQUOTE)
            return BLOCK_QUOTATION;
        if (tag == HTML_TAG_TD || tag == HTML_TAG_TH)
            return BLOCK_PARAGRAPH;
    }
    return BLOCK_PARAGRAPH;
}

static void end_piece(const struct main_text *text, struct gathering *gathering, struct pieces *pieces)
{
    struct str line = str_trim(buffer_str(&gathering->line));
    enum block_kind kind = kind_of(text->html, gathering->block);
    bool is_links = gathering->link * 2 > line.size && kind != BLOCK_HEADING && line.size < LINKS_SIZE;
    if (line.size > 0 && (!is_links || words_stop(line)))
        pieces_add(text->arena, pieces, kind, line, gathering->href);
    buffer_clear(&gathering->line);
    gathering->link = gathering->breaks = 0;
    gathering->href = (struct str){0};
}

static void trim_end(struct buffer *line)
{
    while (line->size > 0 && line->data[line->size - 1] == ' ')
        line->size--;
}

/* Words with one blank for white space (no-break spaces stay), and a line end for a <br> between them. */
static void add_text(struct gathering *gathering, struct str words, bool in_link)
{
    struct buffer *line = &gathering->line;
    size_t before = line->size;
    for (size_t at = 0; at < words.size;) {
        size_t from = at;
        bool is_space = strchr(" \n\t\r\f", words.data[at]) != NULL && words.data[at] != '\0';
        while (at < words.size && (strchr(" \n\t\r\f", words.data[at]) != NULL && words.data[at] != '\0') == is_space)
            at++;
        if (is_space) {
            if (line->size > 0 && line->data[line->size - 1] != ' ' && line->data[line->size - 1] != '\n')
                buffer_add_byte(line, ' ');
            continue;
        }
        if (gathering->breaks > 0) {
            trim_end(line);
            if (line->size > 0)
                buffer_add_byte(line, '\n');
            gathering->breaks = 0;
        }
        buffer_add(line, str_part(words, from, at - from));
    }
    if (in_link && line->size > before)
        gathering->link += line->size - before;
}

/* A list, a table or a part of the container that is mostly links leads elsewhere. */
static bool leads_away(const struct main_text *text, size_t container, size_t node)
{
    unsigned tag = text->html->nodes[node].tag;
    const struct html_fact *fact = &text->facts[node];
    bool is_part = tag == HTML_TAG_UL || tag == HTML_TAG_OL || tag == HTML_TAG_TABLE || tag == HTML_TAG_DIV ||
                   tag == HTML_TAG_SECTION;
    return is_part && node != container && html_link_share(fact) > 0.6 && fact->size < text->facts[container].size / 3;
}

static void take_href(const struct main_text *text, struct gathering *gathering, size_t node)
{
    struct str href = html_attribute(text->html, node, HTML_ATTRIBUTE_HREF);
    if (href.size <= gathering->href.size)
        return;
    bool is_licence = str_is(html_attribute(text->html, node, HTML_ATTRIBUTE_REL), "license") ||
                      memmem(href.data, href.size, "creativecommons.org", sizeof "creativecommons.org" - 1) != NULL;
    if (str_starts(href, STR("http")) && !is_licence)
        gathering->href = href;
}

static struct pieces gather(const struct main_text *text, size_t container)
{
    const struct html *html = text->html;
    struct pieces pieces = {0};
    struct gathering gathering = {.block = 0};
    for (size_t i = container; i < html->nodes[container].end;) {
        const struct html_node *at = &html->nodes[i];
        const struct html_fact *fact = &text->facts[i];
        if (fact->is_out || leads_away(text, container, i)) {
            i = at->end;
            continue;
        }
        i++;
        gathering.breaks += at->tag == HTML_TAG_BR;
        bool is_empty_block = (html_traits(at->tag) & HTML_BLOCK) && at->end == i;
        if (is_empty_block || gathering.breaks > 1)
            end_piece(text, &gathering, &pieces);
        if (at->tag == HTML_TAG_A)
            take_href(text, &gathering, i - 1);
        if (at->tag != HTML_TAG_TEXT || (fact->size == 0 && fact->block != gathering.block))
            continue;
        if (fact->block != gathering.block)
            end_piece(text, &gathering, &pieces);
        gathering.block = fact->block;
        add_text(&gathering, at->text, fact->in_link);
    }
    end_piece(text, &gathering, &pieces);
    buffer_release(&gathering.line);
    return pieces;
}

static struct pieces read_text(struct arena *arena, const struct html *html, bool is_relaxed)
{
    struct main_text text = {arena, html, html_facts(arena, html, is_relaxed), arena_array(arena, float, html->count)};
    give_points(&text);
    return gather(&text, find_container(&text));
}

struct pieces html_text(struct arena *arena, const struct html *html)
{
    struct pieces pieces = read_text(arena, html, false);
    if (pieces_size(&pieces) >= LITTLE)
        return pieces;
    struct pieces relaxed = read_text(arena, html, true);
    return pieces_size(&relaxed) > 2 * pieces_size(&pieces) ? relaxed : pieces;
}
