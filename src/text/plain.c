#include "claimd/plain.h"

#include <string.h>

#include "claimd/utf8.h"
#include "claimd/words.h"

enum {
    TITLE_SIZE = 150,   /* code points */
    LONG_LINE = 200,    /* code points: nobody wraps lines there */
    HEADING_SIZE = 100, /* code points */
    HEADING_WORDS = 14,
    CAPTION_SIZE = 5, /* letters of an abbreviation that stands alone: who made a picture */
};

static const struct str bullets[] = {STR("- "),  STR("* "), STR("+ "),  STR("• "),  STR("‣ "),
                                     STR("◦ "),  STR("▪ "), STR("● "),  STR("○ "),  STR("■ "),
                                     STR("·  "), STR("· "), STR("•\t"), STR("-\t"), STR("*\t")};

/* A line of marks alone ("* * *") has none. */
static size_t bullet_size(struct str line)
{
    if (words_trim(line).size == 0)
        return 0;
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (str_starts(line, bullets[i]))
            return bullets[i].size;
    }
    return 0;
}

/* The number at the front of "3. text" or "3) text"; 0: none. */
static unsigned item_number(struct str line)
{
    size_t digits = 0;
    uint64_t number = 0;
    while (digits < line.size && line.data[digits] >= '0' && line.data[digits] <= '9')
        digits++;
    bool has_mark = digits > 0 && digits <= 2 && digits + 1 < line.size &&
                    (line.data[digits] == '.' || line.data[digits] == ')') && line.data[digits + 1] == ' ';
    return has_mark && str_number(str_part(line, 0, digits), 99, &number) ? (unsigned)number : 0;
}

static struct str trimmed_line(struct str *rest)
{
    struct str line;
    return str_split(rest, '\n', &line) ? str_trim(line) : (struct str){0};
}

struct lines {
    size_t count, bullets, numbered, quoted;
    bool has_long; /* one of LONG_LINE */
};

static struct lines look_at_lines(struct str block)
{
    struct lines lines = {0};
    unsigned before = 0;
    while (block.data != NULL) {
        struct str line = trimmed_line(&block);
        unsigned number = item_number(line);
        lines.count++;
        lines.bullets += bullet_size(line) > 0;
        lines.numbered += number > 0 && number == before + 1;
        lines.quoted += str_starts(line, STR(">"));
        lines.has_long = lines.has_long || utf8_count(line) >= LONG_LINE;
        before = number > 0 ? number : before;
    }
    return lines;
}

/* Lines of a block without their ">". */
static struct str unquoted(struct arena *arena, struct str block)
{
    char *text = arena_alloc(arena, block.size);
    size_t size = 0;
    while (block.data != NULL) {
        struct str line = trimmed_line(&block);
        while (str_starts(line, STR(">")))
            line = str_trim(str_part(line, 1, line.size));
        if (size > 0)
            text[size++] = '\n';
        if (line.size > 0)
            memcpy(text + size, line.data, line.size);
        size += line.size;
    }
    return (struct str){text, size};
}

/* A line with a mark begins an item; those without go on with it, or are a paragraph before the first. */
static void add_items(struct arena *arena, struct pieces *pieces, struct str block)
{
    struct str open = {0};
    enum block_kind kind = BLOCK_PARAGRAPH;
    while (block.data != NULL) {
        struct str line = trimmed_line(&block);
        size_t mark = bullet_size(line);
        if (mark > 0 || item_number(line) > 0) {
            pieces_add(arena, pieces, kind, open, (struct str){0});
            open = str_part(line, mark, line.size);
            kind = BLOCK_LIST_ITEM;
        } else {
            open = open.size == 0 ? line : (struct str){open.data, (size_t)(line.data + line.size - open.data)};
        }
    }
    pieces_add(arena, pieces, kind, open, (struct str){0});
}

static void add_lines(struct arena *arena, struct pieces *pieces, struct str block)
{
    while (block.data != NULL)
        pieces_add(arena, pieces, BLOCK_PARAGRAPH, trimmed_line(&block), (struct str){0});
}

static bool may_be_title(struct str line)
{
    bool is_stopped = words_stop(line) && !str_ends(line, STR("?")) && !str_ends(line, STR("!"));
    return utf8_count(line) <= TITLE_SIZE && !is_stopped && !str_ends(line, STR(":")) && !str_ends(line, STR(","));
}

static void add_block(struct arena *arena, struct pieces *pieces, struct str block)
{
    struct lines lines = look_at_lines(block);
    struct str rest = block;
    /* "A title / By Jane Doe / 3 March", where wrapped text would end as a sentence does. */
    bool has_head = pieces->count == 0 && lines.count > 1 && !words_stop(block) && may_be_title(trimmed_line(&rest));
    if (lines.quoted == lines.count) {
        pieces_add(arena, pieces, BLOCK_QUOTATION, unquoted(arena, block), (struct str){0});
    } else if (lines.bullets > 1 || (lines.bullets == 1 && bullet_size(block) > 0) || lines.numbered > 1) {
        add_items(arena, pieces, block);
    } else if (lines.count > 1 && (lines.has_long || has_head)) {
        add_lines(arena, pieces, block);
    } else {
        pieces_add(arena, pieces, BLOCK_PARAGRAPH, block, (struct str){0});
    }
}

/* "1. …" and "2. …", each a block, are a list. */
static void join_numbers(struct pieces *pieces)
{
    for (size_t i = 1; i < pieces->count; i++) {
        struct piece *before = &pieces->items[i - 1], *piece = &pieces->items[i];
        unsigned number = item_number(piece->text);
        if (number > 1 && item_number(before->text) == number - 1)
            before->kind = piece->kind = BLOCK_LIST_ITEM;
    }
}

struct pieces plain_pieces(struct arena *arena, struct str text)
{
    struct pieces pieces = {0};
    struct str from = str_starts(text, STR("\uFEFF")) ? str_part(text, 3, text.size) : text;
    struct blocks blocks = blocks_of_text(arena, from);
    size_t at = 0;
    for (size_t i = 0; i < blocks.count; i++) {
        const char *end = memmem(blocks.body.data + at, blocks.body.size - at, "\n\n", 2);
        size_t behind = end == NULL ? blocks.body.size : (size_t)(end - blocks.body.data);
        add_block(arena, &pieces, str_part(blocks.body, at, behind - at));
        at = behind + 2;
    }
    join_numbers(&pieces);
    return pieces;
}

struct str plain_title(struct pieces *pieces)
{
    if (pieces->count < 2 || pieces->items[0].kind > BLOCK_HEADING || !may_be_title(pieces->items[0].text) ||
        str_find_byte(pieces->items[0].text, 0, '\n') < pieces->items[0].text.size)
        return (struct str){0};
    pieces->items[0].is_gone = true;
    return pieces->items[0].text;
}

/* The next piece that is not gone; NULL behind the last. */
static const struct piece *next_piece(const struct pieces *pieces, size_t at)
{
    while (++at < pieces->count) {
        if (!pieces->items[at].is_gone)
            return &pieces->items[at];
    }
    return NULL;
}

static bool is_roman(struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (strchr("IVXLC.", text.data[i]) == NULL)
            return false;
    }
    return true;
}

/* "OEC": a few capitals alone between two paragraphs. */
static bool is_stray(struct str text)
{
    size_t letters = 0;
    for (size_t at = 0; at < text.size;) {
        enum utf8_class class = utf8_classify(utf8_next(text, &at));
        if (class != UTF8_UPPER)
            return false;
        letters++;
    }
    return letters > 1 && letters <= CAPTION_SIZE && !is_roman(text);
}

static bool is_heading(struct arena *scratch, struct str text, const struct piece *next)
{
    if (utf8_count(text) > HEADING_SIZE || str_find_byte(text, 0, '\n') < text.size || next == NULL)
        return false;
    if (next->kind == BLOCK_PARAGRAPH && (next->text.size < 2 * text.size || !words_stop(next->text)))
        return false;
    bool is_question = str_ends(text, STR("?"));
    char last = text.data[text.size - 1];
    if ((words_stop(text) && !is_question) || strchr(",;:-", last) != NULL)
        return false;
    arena_reset(scratch);
    struct words words = words_of(scratch, text);
    bool begins = words_capital(text) || (text.data[0] >= '0' && text.data[0] <= '9');
    return words.count > 0 && words.count <= HEADING_WORDS && begins;
}

void plain_headings(struct pieces *pieces)
{
    arena_auto scratch = {0};
    const struct piece *before = NULL;
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        if (piece->is_gone)
            continue;
        const struct piece *next = next_piece(pieces, i);
        if (piece->kind == BLOCK_PARAGRAPH) {
            bool is_between = before != NULL && next != NULL && words_stop(before->text) && words_stop(next->text);
            if (is_between && is_stray(piece->text)) {
                piece->is_gone = true;
                continue;
            }
            if (is_heading(&scratch, piece->text, next))
                piece->kind = BLOCK_HEADING;
        }
        before = piece;
    }
}
