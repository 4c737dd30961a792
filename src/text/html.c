/* Not libgumbo, which follows the standard to the letter: its version 0.10.1 took 44 s for 200 kB of "<div>" and 13 s for 100 kB of
 * unclosed "<b>" in paragraphs, quadratic in both, and has no limit on depth. Here each step looks at most at the HTML_DEPTH elements
 * that are open. */
#include "claimd/html.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/buffer.h"
#include "claimd/character_reference.h"
#include "claimd/utf8.h"

enum { TAG_NAME_SIZE = 16, ATTRIBUTE_NAME_SIZE = 16 };

static const struct tag {
    const char *name;
    unsigned traits;
} tags[HTML_TAG_COUNT] = {
#define X(name, text, traits) {text, traits},
    HTML_TAGS(X)
#undef X
};

static const char *const attribute_names[HTML_ATTRIBUTE_COUNT] = {
#define X(name, text) text,
    HTML_ATTRIBUTES(X)
#undef X
};

unsigned html_traits(unsigned tag)
{
    return tag < HTML_TAG_COUNT ? tags[tag].traits : 0;
}

struct parser {
    struct arena *arena;
    struct str source;
    size_t at;
    struct buffer nodes, attributes;     /* of struct html_node, struct html_attribute */
    uint32_t open[HTML_DEPTH];           /* nodes whose end has not come, from the page on */
    size_t depth;                        /* of open */
    size_t deeper;                       /* elements that were not put into open, for want of room */
    uint32_t counts[HTML_TAG_OTHER + 1]; /* open elements of each tag */
};

static struct html_node *node_at(const struct parser *parser, size_t number)
{
    return (struct html_node *)(void *)parser->nodes.data + number;
}

static size_t node_count(const struct parser *parser)
{
    return parser->nodes.size / sizeof(struct html_node);
}

static uint32_t add_node(struct parser *parser, unsigned tag)
{
    uint32_t number = (uint32_t)node_count(parser);
    struct html_node node = {.parent = parser->depth == 0 ? 0 : parser->open[parser->depth - 1],
                             .end = number + 1,
                             .tag = (uint16_t)tag,
                             .attributes = (uint32_t)(parser->attributes.size / sizeof(struct html_attribute))};
    buffer_add(&parser->nodes, (struct str){(const char *)&node, sizeof node});
    return number;
}

static unsigned tag_of(const struct parser *parser, size_t level)
{
    return node_at(parser, parser->open[level])->tag;
}

static void open_node(struct parser *parser, uint32_t number)
{
    if (parser->depth == HTML_DEPTH) {
        parser->deeper++;
        return;
    }
    parser->open[parser->depth++] = number;
    if (tag_of(parser, parser->depth - 1) <= HTML_TAG_OTHER)
        parser->counts[tag_of(parser, parser->depth - 1)]++;
}

/* Closes all from a level on. */
static void close_to(struct parser *parser, size_t level)
{
    while (parser->depth > level) {
        struct html_node *node = node_at(parser, parser->open[--parser->depth]);
        node->end = (uint32_t)node_count(parser);
        if (node->tag <= HTML_TAG_OTHER)
            parser->counts[node->tag]--;
    }
    parser->deeper = 0;
}

/* Closes the innermost open element of one tag and all in it, unless one of another stands between or a border does. */
static void close_inside(struct parser *parser, enum html_tag tag, enum html_tag border, enum html_tag other_border)
{
    if (parser->counts[tag] == 0)
        return;
    for (size_t level = parser->depth; level-- > 1;) {
        unsigned here = tag_of(parser, level);
        if (here == tag) {
            close_to(parser, level);
            return;
        }
        if (here == border || here == other_border || (html_traits(here) & HTML_BORDER))
            return;
    }
}

/* What a start tag closes before it opens: the standard's "in body", "in table", "in row" as far as people write it. */
static void close_before(struct parser *parser, unsigned tag)
{
    if (html_traits(tag) & HTML_BLOCK)
        close_inside(parser, HTML_TAG_P, HTML_TAG_BUTTON, HTML_TAG_BUTTON);
    switch (tag) {
    case HTML_TAG_LI:
        close_inside(parser, HTML_TAG_LI, HTML_TAG_UL, HTML_TAG_OL);
        break;
    case HTML_TAG_DT:
    case HTML_TAG_DD:
        close_inside(parser, HTML_TAG_DT, HTML_TAG_DL, HTML_TAG_DL);
        close_inside(parser, HTML_TAG_DD, HTML_TAG_DL, HTML_TAG_DL);
        break;
    case HTML_TAG_OPTION:
        close_inside(parser, HTML_TAG_OPTION, HTML_TAG_SELECT, HTML_TAG_OPTGROUP);
        break;
    case HTML_TAG_A:
        close_inside(parser, HTML_TAG_A, HTML_TAG_DIV, HTML_TAG_P);
        break;
    case HTML_TAG_BODY:
        close_inside(parser, HTML_TAG_HEAD, HTML_TAG_BODY, HTML_TAG_BODY);
        break;
    default:
        break;
    }
}

/* Rows and cells close those before them in the same table, whatever is open in them. */
static void close_cells(struct parser *parser, unsigned tag)
{
    bool is_cell = tag == HTML_TAG_TD || tag == HTML_TAG_TH;
    bool is_group = tag == HTML_TAG_TBODY || tag == HTML_TAG_THEAD || tag == HTML_TAG_TFOOT;
    if ((!is_cell && !is_group && tag != HTML_TAG_TR) || parser->counts[HTML_TAG_TABLE] == 0)
        return;
    size_t lowest = parser->depth;
    for (size_t level = parser->depth; level-- > 1;) {
        unsigned here = tag_of(parser, level);
        bool is_row = here == HTML_TAG_TR;
        if (here == HTML_TAG_TABLE || (is_cell && is_row))
            break;
        bool is_same_group = is_group && (here == HTML_TAG_TBODY || here == HTML_TAG_THEAD || here == HTML_TAG_TFOOT);
        if (here == HTML_TAG_TD || here == HTML_TAG_TH || (is_row && !is_cell) || is_same_group ||
            here == HTML_TAG_CAPTION)
            lowest = level;
    }
    if (lowest < parser->depth)
        close_to(parser, lowest);
}

/* An end tag closes its element and all in it. One of an inline element does not reach out of a block, so that "<p><b></p>"
 * and "<b><div></b>" lose no structure; none reaches out of a table's cell. */
static void close_element(struct parser *parser, unsigned tag)
{
    if (parser->deeper > 0) {
        parser->deeper--;
        return;
    }
    if (tag > HTML_TAG_OTHER || parser->counts[tag] == 0 || tag == HTML_TAG_HTML || tag == HTML_TAG_BODY)
        return;
    bool is_block = html_traits(tag) & HTML_BLOCK;
    for (size_t level = parser->depth; level-- > 1;) {
        unsigned here = tag_of(parser, level);
        if (here == tag) {
            close_to(parser, level);
            return;
        }
        if ((html_traits(here) & HTML_BORDER) && !(html_traits(tag) & HTML_BORDER) && tag != HTML_TAG_TR)
            return;
        if (!is_block && (html_traits(here) & HTML_BLOCK))
            return;
    }
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* At most `size` bytes of a name in lower case; the size of the whole name may be greater. */
static struct str lower(struct str name, char *bytes, size_t size)
{
    size_t kept = name.size < size ? name.size : size;
    for (size_t i = 0; i < kept; i++)
        bytes[i] = name.data[i] >= 'A' && name.data[i] <= 'Z' ? (char)(name.data[i] - 'A' + 'a') : name.data[i];
    return (struct str){bytes, kept};
}

static int compare_tag(const void *name, const void *tag)
{
    return str_compare(*(const struct str *)name, str_of(((const struct tag *)tag)->name));
}

static unsigned tag_named(struct str name)
{
    char bytes[TAG_NAME_SIZE];
    struct str key = lower(name, bytes, sizeof bytes);
    const struct tag *found = bsearch(&key, tags, COUNT(tags), sizeof *tags, compare_tag);
    return found == NULL || name.size > sizeof bytes ? HTML_TAG_OTHER : (unsigned)(found - tags);
}

static int compare_attribute(const void *name, const void *attribute)
{
    return str_compare(*(const struct str *)name, str_of(*(const char *const *)attribute));
}

static uint32_t attribute_named(struct str name)
{
    char bytes[ATTRIBUTE_NAME_SIZE];
    struct str key = lower(name, bytes, sizeof bytes);
    const char *const *found =
        bsearch(&key, attribute_names, COUNT(attribute_names), sizeof *attribute_names, compare_attribute);
    return found == NULL || name.size > sizeof bytes ? HTML_ATTRIBUTE_COUNT : (uint32_t)(found - attribute_names);
}

static char here(const struct parser *parser)
{
    return parser->at < parser->source.size ? parser->source.data[parser->at] : '\0';
}

static bool at_end(const struct parser *parser)
{
    return parser->at >= parser->source.size;
}

static void skip_spaces(struct parser *parser)
{
    while (!at_end(parser) && is_space(here(parser)))
        parser->at++;
}

/* Up to one of the bytes that end a name. */
static struct str take_name(struct parser *parser, const char *ends)
{
    size_t start = parser->at;
    while (!at_end(parser) && !is_space(here(parser)) && (here(parser) == '\0' || strchr(ends, here(parser)) == NULL))
        parser->at++;
    return str_part(parser->source, start, parser->at - start);
}

static struct str take_value(struct parser *parser)
{
    char quote = here(parser);
    if (quote != '"' && quote != '\'')
        return take_name(parser, ">");
    size_t start = ++parser->at, end = str_find_byte(parser->source, start, quote);
    parser->at = end < parser->source.size ? end + 1 : end;
    return str_part(parser->source, start, end - start);
}

/* Attributes up to the end of a tag. false: the page ended first. seen: a bit for each name that the node has. */
static bool take_attributes(struct parser *parser, size_t node, bool keeps)
{
    uint32_t seen = 0;
    for (;;) {
        while (!at_end(parser) && (is_space(here(parser)) || here(parser) == '/'))
            parser->at++;
        if (at_end(parser))
            return false;
        if (here(parser) == '>') {
            parser->at++;
            return true;
        }
        if (here(parser) == '=') /* a name may begin with one */
            parser->at++;
        struct str text = take_name(parser, "=/>"), value = STR("");
        uint32_t name = attribute_named(text);
        skip_spaces(parser);
        if (here(parser) == '=') {
            parser->at++;
            skip_spaces(parser);
            value = here(parser) == '>' ? STR("") : take_value(parser);
        }
        if (!keeps || name == HTML_ATTRIBUTE_COUNT || (seen & 1U << name) != 0)
            continue;
        seen |= 1U << name;
        struct html_attribute attribute = {name, character_references_replace(parser->arena, value, true)};
        buffer_add(&parser->attributes, (struct str){(const char *)&attribute, sizeof attribute});
        node_at(parser, node)->attribute_count++;
    }
}

static void add_text(struct parser *parser, size_t from, size_t to)
{
    if (from == to)
        return;
    uint32_t node = add_node(parser, HTML_TAG_TEXT);
    node_at(parser, node)->text =
        character_references_replace(parser->arena, str_part(parser->source, from, to - from), false);
}

/* Where the end tag of a raw element begins, from `from` on; the page's end where there is none. */
static size_t raw_end(const struct parser *parser, size_t from, struct str name)
{
    struct str source = parser->source;
    for (size_t at = str_find_byte(source, from, '<'); at < source.size; at = str_find_byte(source, at + 1, '<')) {
        struct str rest = str_part(source, at + 1, name.size + 2);
        if (rest.size < name.size + 2 || rest.data[0] != '/' || !str_equal_nocase(str_part(rest, 1, name.size), name))
            continue;
        char behind = rest.data[name.size + 1];
        if (is_space(behind) || behind == '>' || behind == '/')
            return at;
    }
    return source.size;
}

static void take_raw(struct parser *parser, size_t node, struct str name)
{
    size_t end = raw_end(parser, parser->at, name);
    struct str text = str_part(parser->source, parser->at, end - parser->at);
    bool is_text = str_equal_nocase(name, STR("title")) || str_equal_nocase(name, STR("textarea"));
    node_at(parser, node)->text = is_text ? character_references_replace(parser->arena, text, false) : text;
    parser->at = end;
}

static void start_tag(struct parser *parser)
{
    struct str name = take_name(parser, "/>");
    unsigned tag = tag_named(name);
    bool is_again = (tag == HTML_TAG_HTML || tag == HTML_TAG_BODY || tag == HTML_TAG_HEAD) && parser->counts[tag] > 0;
    close_before(parser, tag);
    close_cells(parser, tag);
    if (is_again) { /* its attributes would be the first one's */
        (void)!take_attributes(parser, 0, false);
        return;
    }
    uint32_t node = add_node(parser, tag);
    if (!take_attributes(parser, node, true))
        return;
    if (html_traits(tag) & HTML_RAW) {
        take_raw(parser, node, name);
    } else if (!(html_traits(tag) & HTML_VOID)) {
        open_node(parser, node);
    }
}

static void end_tag(struct parser *parser)
{
    unsigned tag = tag_named(take_name(parser, "/>"));
    (void)!take_attributes(parser, 0, false);
    if (tag == HTML_TAG_BR) {
        (void)add_node(parser, tag); /* "</br>" is one */
    } else if (!(html_traits(tag) & (HTML_VOID | HTML_RAW))) {
        close_element(parser, tag);
    }
}

/* Behind what stands from "<!" or "<?" on. */
static void skip_declaration(struct parser *parser)
{
    struct str rest = str_part(parser->source, parser->at, parser->source.size);
    if (str_starts(rest, STR("!--"))) {
        assert(rest.data != NULL); /* it starts with something */
        const char *end = memmem(rest.data + 3, rest.size - 3, "-->", 3);
        bool is_empty = str_starts(rest, STR("!-->")) || str_starts(rest, STR("!--->"));
        if (is_empty) {
            parser->at = str_find_byte(parser->source, parser->at, '>') + 1;
            return;
        }
        parser->at = end == NULL ? parser->source.size : (size_t)(end - parser->source.data) + 3;
        return;
    }
    size_t end = str_find_byte(parser->source, parser->at, '>');
    parser->at = end < parser->source.size ? end + 1 : end;
}

static void parse(struct parser *parser)
{
    size_t from = 0; /* of the text that is being read */
    while ((parser->at = str_find_byte(parser->source, parser->at, '<')) < parser->source.size) {
        size_t mark = parser->at++;
        char next = here(parser);
        bool is_end =
            next == '/' && parser->at + 1 < parser->source.size && is_letter(parser->source.data[parser->at + 1]);
        if (!is_letter(next) && !is_end && next != '!' && next != '?' && next != '/')
            continue;
        add_text(parser, from, mark);
        if (is_end) {
            parser->at++;
            end_tag(parser);
        } else if (is_letter(next)) {
            start_tag(parser);
        } else {
            skip_declaration(parser);
        }
        from = parser->at;
    }
    add_text(parser, from, parser->source.size);
}

struct html html_parse(struct arena *arena, struct str source)
{
    struct parser *parser = arena_new(arena, struct parser);
    parser->arena = arena;
    parser->source = source;
    open_node(parser, add_node(parser, HTML_TAG_PAGE));
    parse(parser);
    close_to(parser, 0);
    struct html html = {.count = node_count(parser)};
    html.nodes = arena_alloc(arena, parser->nodes.size);
    memcpy(html.nodes, parser->nodes.data, parser->nodes.size);
    html.attributes = arena_alloc(arena, parser->attributes.size);
    if (parser->attributes.size > 0)
        memcpy(html.attributes, parser->attributes.data, parser->attributes.size);
    buffer_release(&parser->nodes);
    buffer_release(&parser->attributes);
    return html;
}

struct str html_attribute(const struct html *html, size_t node, enum html_attribute_name name)
{
    const struct html_node *at = &html->nodes[node];
    for (size_t i = 0; i < at->attribute_count; i++) {
        if (html->attributes[at->attributes + i].name == (uint32_t)name)
            return html->attributes[at->attributes + i].value;
    }
    return (struct str){0};
}

static void add_words(struct buffer *line, struct str text)
{
    bool is_owed = false;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        if (utf8_is_space(utf8_next(text, &at))) {
            is_owed = true;
            continue;
        }
        if (is_owed && line->size > 0 && line->data[line->size - 1] != ' ')
            buffer_add_byte(line, ' ');
        is_owed = false;
        buffer_add(line, str_part(text, from, at - from));
    }
    if (is_owed && line->size > 0 && line->data[line->size - 1] != ' ')
        buffer_add_byte(line, ' ');
}

static size_t block_of(const struct html *html, size_t node)
{
    while (node != 0 && !(html_traits(html->nodes[node].tag) & HTML_BLOCK))
        node = html->nodes[node].parent;
    return node;
}

struct str html_line(struct arena *arena, const struct html *html, size_t node, size_t limit)
{
    buffer_auto line = {0};
    size_t block = block_of(html, node);
    for (size_t i = node; i < html->nodes[node].end && line.size < limit;) {
        const struct html_node *at = &html->nodes[i];
        unsigned traits = html_traits(at->tag);
        if (i != node && (traits & HTML_SILENT)) {
            i = at->end;
            continue;
        }
        size_t here = block_of(html, i);
        if (here != block || at->tag == HTML_TAG_BR)
            add_words(&line, STR(" "));
        block = here;
        if (at->tag == HTML_TAG_TEXT || (i == node && (traits & HTML_RAW)))
            add_words(&line, at->text);
        i++;
    }
    return str_trim(arena_str(arena, buffer_str(&line)));
}
