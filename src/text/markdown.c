/* md4c 0.4.8 takes quadratic time for brackets that are nested thousands deep (160 kB of "[" and "]" 1.9 s), and for tables of
 * thousands of columns. So brackets deeper than any link needs are escaped before it sees them, and tables are read only where no
 * line has that many columns. With that a search through 40,000 repeated patterns found nothing that grows faster than its size. */
#include "claimd/markdown.h"

#include <md4c.h>
#include <string.h>

#include "claimd/buffer.h"
#include "claimd/character_reference.h"
#include "claimd/front_matter.h"
#include "claimd/html.h"
#include "claimd/memory.h"

enum {
    BRACKETS = 32, /* nested in one paragraph */
    COLUMNS = 100, /* of a table */
    CONTAINERS = 256,
};

/* A text being read. */
struct reading {
    struct arena *arena;
    struct page *page;
    struct pieces pieces;
    struct buffer text;                 /* of the piece that has begun */
    struct str link;                    /* its longest */
    enum block_kind outer[CONTAINERS];  /* kinds of the quotations and lists around it, as far as there is room */
    size_t depth;                       /* of them */
    size_t images;                      /* around it */
    bool is_heading, is_title, is_html; /* is_title: the piece is the page's title */
};

static void end_piece(struct reading *reading)
{
    struct str text = str_trim(buffer_str(&reading->text));
    enum block_kind kind = reading->depth == 0            ? BLOCK_PARAGRAPH
                           : reading->depth <= CONTAINERS ? reading->outer[reading->depth - 1]
                                                          : reading->outer[CONTAINERS - 1];
    if (reading->is_html) {
        struct html html = html_parse(reading->arena, arena_str(reading->arena, text));
        text = html_line(reading->arena, &html, 0, SIZE_MAX);
    }
    if (reading->is_title && text.size > 0) {
        reading->page->title = arena_str(reading->arena, text);
    } else {
        pieces_add(reading->arena, &reading->pieces, reading->is_heading ? BLOCK_HEADING : kind, text, reading->link);
    }
    buffer_clear(&reading->text);
    reading->link = (struct str){0};
}

static void enter(struct reading *reading, enum block_kind kind)
{
    if (reading->depth < CONTAINERS)
        reading->outer[reading->depth] = kind;
    reading->depth++;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reading *reading = context;
    bool is_cell = type == MD_BLOCK_TH || type == MD_BLOCK_TD;
    if (!is_cell)
        end_piece(reading);
    if (is_cell && reading->text.size > 0)
        buffer_add(&reading->text, STR(" | "));
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
        enter(reading, type == MD_BLOCK_QUOTE ? BLOCK_QUOTATION : BLOCK_LIST_ITEM);
    reading->is_heading = type == MD_BLOCK_H;
    reading->is_html = type == MD_BLOCK_HTML;
    reading->is_title =
        type == MD_BLOCK_H && ((const MD_BLOCK_H_DETAIL *)detail)->level == 1 && reading->page->title.size == 0;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reading *reading = context;
    (void)detail;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD)
        return 0;
    end_piece(reading);
    if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_LI)
        reading->depth--;
    reading->is_heading = reading->is_html = reading->is_title = false;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reading *reading = context;
    reading->images += type == MD_SPAN_IMG;
    if (type == MD_SPAN_A) {
        const MD_ATTRIBUTE *href = &((const MD_SPAN_A_DETAIL *)detail)->href;
        struct str link = {href->text, href->size};
        if (link.size > reading->link.size && str_starts(link, STR("http")))
            reading->link = arena_str(reading->arena, link);
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reading *reading = context;
    (void)detail;
    reading->images -= type == MD_SPAN_IMG;
    return 0;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct reading *reading = context;
    struct str added = {text, size};
    if (reading->images > 0)
        return 0;
    switch (type) {
    case MD_TEXT_NULLCHAR:
        added = STR("\uFFFD");
        break;
    case MD_TEXT_BR:
        added = STR("\n");
        break;
    case MD_TEXT_SOFTBR:
        added = str_ends(buffer_str(&reading->text), STR(" ")) ? STR("") : STR(" ");
        break;
    case MD_TEXT_ENTITY:
        added = character_references_replace(reading->arena, added, false);
        break;
    case MD_TEXT_HTML: /* tags among words are left out; a block of HTML is read as such */
        added = reading->is_html ? added : STR("");
        break;
    default:
        break;
    }
    buffer_add(&reading->text, added);
    return 0;
}

/* With a "\" before brackets that are nested too deep. */
static struct str without_deep_brackets(struct arena *arena, struct str text)
{
    buffer_auto kept = {0};
    size_t depth = 0, same = 0, line = 0; /* line: where the line begins */
    bool is_escaped = false;
    for (size_t at = 0; at < text.size; at++) {
        char byte = text.data[at];
        if (byte == '\n') {
            depth = at == line ? 0 : depth; /* an empty line ends a paragraph */
            line = at + 1;
        }
        if (byte == ']' && depth > 0)
            depth--;
        if (byte == '[' && ++depth > BRACKETS && !is_escaped) {
            buffer_add(&kept, str_part(text, same, at - same));
            buffer_add_byte(&kept, '\\');
            same = at;
        }
        is_escaped = byte == '\\' && !is_escaped;
    }
    if (same == 0)
        return text;
    buffer_add(&kept, str_part(text, same, text.size));
    return arena_str(arena, buffer_str(&kept));
}

static bool has_wide_lines(struct str text)
{
    size_t bars = 0;
    for (size_t i = 0; i < text.size; i++) {
        bars = text.data[i] == '\n' ? 0 : bars + (text.data[i] == '|');
        if (bars > COLUMNS)
            return true;
    }
    return false;
}

struct pieces markdown_pieces(struct arena *arena, struct str source, struct page *page)
{
    struct str text = str_starts(source, STR("\uFEFF")) ? str_part(source, 3, source.size) : source;
    size_t front = front_matter_read(arena, text, page);
    text = without_deep_brackets(arena, str_part(text, front, text.size));
    struct reading reading = {.arena = arena, .page = page};
    const MD_PARSER parser = {
        .flags = MD_FLAG_STRIKETHROUGH | (has_wide_lines(text) ? 0U : MD_FLAG_TABLES),
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    text = arena_str(arena, text); /* md4c looks for line ends with strcspn, which wants a NUL behind the text */
    /* It fails for want of memory only. */
    if (md_parse(text.data, (MD_SIZE)text.size, &parser, &reading) != 0)
        memory_gone(text.size);
    end_piece(&reading);
    buffer_release(&reading.text);
    return reading.pieces;
}
