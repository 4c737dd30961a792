/* html.h: an HTML page as a light tree.
 *
 * A page is an array of nodes in the order of their start tags, so that a node's descendants follow it up to `end`: passes over
 * the tree are loops. What browsers do to mend pages is done as far as texts need it: paragraphs, list items, table rows
 * and cells close by themselves, end tags without a start are passed by, nothing is closed from inside a table's cell, and scripts
 * and styles are not read. Elements nested deeper than HTML_DEPTH lie side by side in the deepest.
 *
 * Of attributes only those of HTML_ATTRIBUTES are kept, the first of each name.
 *
 * memory   all in the arena; texts borrow from the source where nothing was to be decoded. At most a node for 3 bytes
 * threads  no state
 */
#ifndef CLAIMD_HTML_H
#define CLAIMD_HTML_H

#include "claimd/arena.h"
#include "claimd/str.h"

enum { HTML_DEPTH = 256 };

/* What is to be known of an element. */
enum html_trait {
    HTML_VOID = 1 << 0,    /* has no end tag */
    HTML_RAW = 1 << 1,     /* its content is text up to its end tag */
    HTML_BLOCK = 1 << 2,   /* begins a line of its own, and closes an open paragraph */
    HTML_BORDER = 1 << 3,  /* no end tag inside reaches out of it */
    HTML_HEADING = 1 << 4, /* h1 to h6 */
    HTML_SILENT = 1 << 5,  /* holds no text that a reader sees as such: script, form control, drawing */
    HTML_ASIDE = 1 << 6,   /* holds what stands beside an article: navigation, footers, pictures */
};

/* name, traits. Sorted. */
#define HTML_TAGS(X)                                     \
    X(A, "a", 0)                                         \
    X(ABBR, "abbr", 0)                                   \
    X(ADDRESS, "address", HTML_BLOCK)                    \
    X(ARTICLE, "article", HTML_BLOCK)                    \
    X(ASIDE, "aside", HTML_BLOCK | HTML_ASIDE)           \
    X(AUDIO, "audio", HTML_SILENT)                       \
    X(B, "b", 0)                                         \
    X(BASE, "base", HTML_VOID)                           \
    X(BLOCKQUOTE, "blockquote", HTML_BLOCK)              \
    X(BODY, "body", HTML_BLOCK)                          \
    X(BR, "br", HTML_VOID)                               \
    X(BUTTON, "button", HTML_SILENT)                     \
    X(CANVAS, "canvas", HTML_SILENT)                     \
    X(CAPTION, "caption", HTML_BLOCK | HTML_BORDER)      \
    X(CENTER, "center", HTML_BLOCK)                      \
    X(CITE, "cite", 0)                                   \
    X(CODE, "code", 0)                                   \
    X(COL, "col", HTML_VOID)                             \
    X(DATALIST, "datalist", HTML_SILENT)                 \
    X(DD, "dd", HTML_BLOCK)                              \
    X(DETAILS, "details", HTML_BLOCK)                    \
    X(DIALOG, "dialog", HTML_BLOCK | HTML_SILENT)        \
    X(DIV, "div", HTML_BLOCK)                            \
    X(DL, "dl", HTML_BLOCK)                              \
    X(DT, "dt", HTML_BLOCK)                              \
    X(EM, "em", 0)                                       \
    X(EMBED, "embed", HTML_VOID)                         \
    X(FIELDSET, "fieldset", HTML_BLOCK)                  \
    X(FIGCAPTION, "figcaption", HTML_BLOCK | HTML_ASIDE) \
    X(FIGURE, "figure", HTML_BLOCK | HTML_ASIDE)         \
    X(FONT, "font", 0)                                   \
    X(FOOTER, "footer", HTML_BLOCK | HTML_ASIDE)         \
    X(FORM, "form", HTML_BLOCK)                          \
    X(FRAMESET, "frameset", HTML_BLOCK)                  \
    X(H1, "h1", HTML_BLOCK | HTML_HEADING)               \
    X(H2, "h2", HTML_BLOCK | HTML_HEADING)               \
    X(H3, "h3", HTML_BLOCK | HTML_HEADING)               \
    X(H4, "h4", HTML_BLOCK | HTML_HEADING)               \
    X(H5, "h5", HTML_BLOCK | HTML_HEADING)               \
    X(H6, "h6", HTML_BLOCK | HTML_HEADING)               \
    X(HEAD, "head", HTML_BLOCK)                          \
    X(HEADER, "header", HTML_BLOCK)                      \
    X(HR, "hr", HTML_BLOCK | HTML_VOID)                  \
    X(HTML, "html", HTML_BLOCK | HTML_BORDER)            \
    X(I, "i", 0)                                         \
    X(IFRAME, "iframe", HTML_RAW | HTML_SILENT)          \
    X(IMG, "img", HTML_VOID)                             \
    X(INPUT, "input", HTML_VOID | HTML_SILENT)           \
    X(LEGEND, "legend", HTML_BLOCK)                      \
    X(LI, "li", HTML_BLOCK)                              \
    X(LINK, "link", HTML_VOID)                           \
    X(MAIN, "main", HTML_BLOCK)                          \
    X(MAP, "map", HTML_SILENT)                           \
    X(MATH, "math", HTML_SILENT)                         \
    X(MENU, "menu", HTML_BLOCK | HTML_ASIDE)             \
    X(META, "meta", HTML_VOID)                           \
    X(NAV, "nav", HTML_BLOCK | HTML_ASIDE)               \
    X(NOEMBED, "noembed", HTML_RAW | HTML_SILENT)        \
    X(NOFRAMES, "noframes", HTML_RAW | HTML_SILENT)      \
    X(NOSCRIPT, "noscript", HTML_SILENT)                 \
    X(OBJECT, "object", HTML_SILENT | HTML_BORDER)       \
    X(OL, "ol", HTML_BLOCK)                              \
    X(OPTGROUP, "optgroup", HTML_SILENT)                 \
    X(OPTION, "option", HTML_SILENT)                     \
    X(OUTPUT, "output", HTML_SILENT)                     \
    X(P, "p", HTML_BLOCK)                                \
    X(PARAM, "param", HTML_VOID)                         \
    X(PICTURE, "picture", HTML_SILENT)                   \
    X(PRE, "pre", HTML_BLOCK)                            \
    X(PROGRESS, "progress", HTML_SILENT)                 \
    X(RP, "rp", HTML_SILENT)                             \
    X(RT, "rt", HTML_SILENT)                             \
    X(S, "s", 0)                                         \
    X(SCRIPT, "script", HTML_RAW | HTML_SILENT)          \
    X(SECTION, "section", HTML_BLOCK)                    \
    X(SELECT, "select", HTML_SILENT)                     \
    X(SMALL, "small", 0)                                 \
    X(SOURCE, "source", HTML_VOID)                       \
    X(SPAN, "span", 0)                                   \
    X(STRONG, "strong", 0)                               \
    X(STYLE, "style", HTML_RAW | HTML_SILENT)            \
    X(SUMMARY, "summary", HTML_BLOCK)                    \
    X(SUP, "sup", 0)                                     \
    X(SVG, "svg", HTML_SILENT)                           \
    X(TABLE, "table", HTML_BLOCK | HTML_BORDER)          \
    X(TBODY, "tbody", HTML_BLOCK)                        \
    X(TD, "td", HTML_BLOCK | HTML_BORDER)                \
    X(TEMPLATE, "template", HTML_SILENT | HTML_BORDER)   \
    X(TEXTAREA, "textarea", HTML_RAW | HTML_SILENT)      \
    X(TFOOT, "tfoot", HTML_BLOCK)                        \
    X(TH, "th", HTML_BLOCK | HTML_BORDER)                \
    X(THEAD, "thead", HTML_BLOCK)                        \
    X(TIME, "time", 0)                                   \
    X(TITLE, "title", HTML_RAW | HTML_SILENT)            \
    X(TR, "tr", HTML_BLOCK)                              \
    X(TRACK, "track", HTML_VOID)                         \
    X(U, "u", 0)                                         \
    X(UL, "ul", HTML_BLOCK)                              \
    X(VIDEO, "video", HTML_SILENT)                       \
    X(WBR, "wbr", HTML_VOID)                             \
    X(XMP, "xmp", HTML_RAW | HTML_BLOCK)

enum html_tag {
#define X(name, text, traits) HTML_TAG_##name,
    HTML_TAGS(X)
#undef X
        HTML_TAG_COUNT,
    HTML_TAG_OTHER = HTML_TAG_COUNT, /* an element that the table does not name */
    HTML_TAG_TEXT,                   /* no element: text */
    HTML_TAG_PAGE,                   /* the root, node 0 */
};

/* Sorted. */
#define HTML_ATTRIBUTES(X)        \
    X(ARIA_HIDDEN, "aria-hidden") \
    X(CHARSET, "charset")         \
    X(CLASS, "class")             \
    X(CONTENT, "content")         \
    X(DATETIME, "datetime")       \
    X(HIDDEN, "hidden")           \
    X(HREF, "href")               \
    X(HTTP_EQUIV, "http-equiv")   \
    X(ID, "id")                   \
    X(ITEMPROP, "itemprop")       \
    X(LANG, "lang")               \
    X(NAME, "name")               \
    X(PROPERTY, "property")       \
    X(PUBDATE, "pubdate")         \
    X(REL, "rel")                 \
    X(ROLE, "role")               \
    X(STYLE, "style")             \
    X(TITLE, "title")             \
    X(TYPE, "type")

enum html_attribute_name {
#define X(name, text) HTML_ATTRIBUTE_##name,
    HTML_ATTRIBUTES(X)
#undef X
        HTML_ATTRIBUTE_COUNT
};

struct html_attribute {
    uint32_t name; /* enum html_attribute_name */
    struct str value;
};

struct html_node {
    uint32_t parent;
    uint32_t end; /* the first node behind its descendants */
    uint16_t tag; /* enum html_tag */
    uint16_t attribute_count;
    uint32_t attributes; /* the first of them in html.attributes */
    struct str text;     /* of HTML_TAG_TEXT, and the content of a raw element */
};

struct html {
    struct html_node *nodes;
    size_t count; /* at least 1: the page */
    struct html_attribute *attributes;
};

/* source is valid UTF-8. O(source × HTML_DEPTH) at worst, O(source) for what people write. */
CL_CHECK struct html html_parse(struct arena *arena, struct str source);

/* Traits of a tag; 0 for an unknown element and for text. */
CL_CHECK unsigned html_traits(unsigned tag);

/* The value of an attribute; data NULL where the node has none, and not NULL for an empty one. */
CL_CHECK struct str html_attribute(const struct html *html, size_t node, enum html_attribute_name name);

/* All text below a node in one line: white space as one blank, none at the ends; silent elements left out. At most `limit`
 * bytes are gathered. */
CL_CHECK struct str html_line(struct arena *arena, const struct html *html, size_t node, size_t limit);

#endif
