/* Folding goes a piece at a time (utf8.h), so the folded text is known to the code point it came from. The map back is a list
 * of runs: in most text one byte of folded is one code point of the body for hundreds of bytes. A table with an entry for
 * each byte was simpler and took 8 bytes for each of them; U+FDFA, which folds into 33 bytes, made 170 MB of it out of a body
 * of 2 MB. Runs take 16 bytes, at most two of them for a code point. */
#include "claimd/quote_fold.h"

#include "claimd/buffer.h"
#include "claimd/utf8.h"

/* NFKC makes at most 11 bytes of one, and bytes of folded are counted in 32 bits. */
enum { LARGEST_BODY = 128 << 20 };

/* Items of `width` bytes of folded, each from `count` code points of the body; up to where the next run starts. */
struct quote_run {
    uint32_t folded;       /* byte at which the first item starts */
    uint32_t start;        /* code point at which its source does */
    uint32_t width, count; /* of each item: bytes of folded, code points of the body */
};

struct folding {
    struct buffer folded;
    struct buffer runs; /* of struct quote_run */
    bool is_space_owed; /* white space is added when something comes behind it, as one */
    struct span space;  /* where it stands */
};

static void folding_release(struct folding *folding)
{
    buffer_release(&folding->folded);
    buffer_release(&folding->runs);
}

#define folding_auto __attribute__((cleanup(folding_release))) struct folding

/* NULL before the first. */
static struct quote_run *last_run(const struct folding *folding)
{
    struct quote_run *runs = (struct quote_run *)(void *)folding->runs.data;
    size_t count = folding->runs.size / sizeof *runs;
    return count == 0 ? NULL : &runs[count - 1];
}

/* Says where the bytes come from that are added to folded next: items of `width` bytes from `count` code points each. */
static void map(struct folding *folding, uint32_t width, uint32_t start, uint32_t count)
{
    uint32_t folded = (uint32_t)folding->folded.size;
    struct quote_run *last = last_run(folding);

    if (last != NULL) {
        uint32_t items = (folded - last->folded) / last->width;
        if (last->width == width && last->count == count && last->start + items * count == start)
            return;
        if (items == 1 && last->start == start && last->count == count) {
            last->width += width;
            return;
        }
    }
    struct quote_run run = {folded, start, width, count};
    buffer_add(&folding->runs, (struct str){(const char *)&run, sizeof run});
}

static void owe_space(struct folding *folding, uint32_t start, uint32_t count)
{
    if (!folding->is_space_owed)
        folding->space.start = start;
    folding->space.end = start + count;
    folding->is_space_owed = true;
}

static void pay_space(struct folding *folding)
{
    if (!folding->is_space_owed)
        return;
    map(folding, 1, folding->space.start, folding->space.end - folding->space.start);
    buffer_add_byte(&folding->folded, ' ');
    folding->is_space_owed = false;
}

/* What NFKC leaves apart and typists do not. U+02BC is the apostrophe of Ukrainian. */
static uint32_t plain(uint32_t code_point)
{
    if ((code_point >= 0x2018 && code_point <= 0x201B) || code_point == 0x02BC)
        return '\'';
    if (code_point >= 0x201C && code_point <= 0x201F)
        return '"';
    if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212 || code_point == 0x2E3A ||
        code_point == 0x2E3B)
        return '-';
    return code_point;
}

static uint32_t utf8_size(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/* code_point is in NFKC and came from `count` code points from `start` on. */
static void fold_code_point(struct folding *folding, uint32_t code_point, uint32_t start, uint32_t count)
{
    uint32_t folded = plain(code_point);

    if (utf8_is_space(code_point)) {
        owe_space(folding, start, count);
        return;
    }
    if (utf8_is_invisible(code_point))
        return;
    pay_space(folding);
    map(folding, utf8_size(folded), start, count);
    buffer_add_code_point(&folding->folded, folded);
}

/* A piece that NFKC leaves as it is maps back one to one, else as a whole. */
static void fold_piece(struct folding *folding, const struct utf8_piece *piece, uint32_t start)
{
    bool is_same = str_equal(piece->source, piece->normal);

    for (size_t at = 0; at < piece->normal.size;) {
        uint32_t code_point = utf8_next(piece->normal, &at);
        fold_code_point(folding, code_point, start, is_same ? 1 : piece->source_count);
        start += is_same ? 1 : 0;
    }
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Where what folds to itself ends: words with single spaces between them. */
static size_t settled_end(struct str ascii, size_t at)
{
    while (at < ascii.size) {
        bool is_between = ascii.data[at] == ' ' && at + 1 < ascii.size && !is_blank(ascii.data[at + 1]);
        if (is_blank(ascii.data[at]) && !is_between)
            break;
        at++;
    }
    return at;
}

static void fold_ascii(struct folding *folding, struct str ascii, uint32_t start)
{
    for (size_t at = 0; at < ascii.size;) {
        if (is_blank(ascii.data[at])) {
            owe_space(folding, start + (uint32_t)at, 1);
            at++;
            continue;
        }
        size_t end = settled_end(ascii, at);
        pay_space(folding);
        map(folding, 1, start + (uint32_t)at, 1);
        buffer_add(&folding->folded, str_part(ascii, at, end - at));
        at = end;
    }
}

static void fold(struct folding *folding, struct str text)
{
    struct utf8_piece piece;
    uint32_t start = 0;

    buffer_reserve(&folding->folded, text.size);
    for (size_t at = 0; at < text.size;) {
        size_t ascii = utf8_ascii_size(text, at);
        if (ascii > 0 && at + ascii < text.size)
            ascii--; /* the last one may have a mark behind it */
        fold_ascii(folding, str_part(text, at, ascii), start);
        start += (uint32_t)ascii;
        at += ascii;
        if (utf8_next_piece(text, &at, UTF8_NFKC, &piece)) {
            fold_piece(folding, &piece, start);
            start += piece.source_count;
        }
    }
    pay_space(folding);
}

struct quote_body quote_body_make(struct arena *arena, struct str body)
{
    folding_auto folding = {0};

    assert(body.size <= LARGEST_BODY);
    fold(&folding, body);
    struct str runs = arena_str(arena, buffer_str(&folding.runs));
    return (struct quote_body){
        .body = body,
        .folded = arena_str(arena, buffer_str(&folding.folded)),
        .runs = (const struct quote_run *)(const void *)runs.data,
        .run_count = runs.size / sizeof(struct quote_run),
    };
}

struct str quote_folded(struct arena *arena, struct str text)
{
    folding_auto folding = {0};
    fold(&folding, text);
    return arena_str(arena, buffer_str(&folding.folded));
}

static struct span source_in(const struct quote_run *run, size_t byte)
{
    uint32_t start = run->start + ((uint32_t)byte - run->folded) / run->width * run->count;
    return (struct span){start, start + run->count};
}

/* The code points from which a byte of folded came. */
static struct span source_of(const struct quote_body *body, size_t byte)
{
    size_t low = 0; /* the last run that starts at or before the byte is in [low, high) */
    size_t high = body->run_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (body->runs[middle].folded <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return source_in(&body->runs[low], byte);
}

struct span quote_source(const struct quote_body *body, size_t start, size_t end)
{
    return (struct span){source_of(body, start).start, source_of(body, end - 1).end};
}

struct span quote_source_next(const struct quote_body *body, size_t *run, size_t start, size_t end)
{
    while (*run + 1 < body->run_count && body->runs[*run + 1].folded <= start)
        (*run)++;
    size_t last = *run;
    while (last + 1 < body->run_count && body->runs[last + 1].folded < end)
        last++;
    return (struct span){source_in(&body->runs[*run], start).start, source_in(&body->runs[last], end - 1).end};
}

/* Behind the last code point from which a run came. */
static uint32_t run_end(const struct quote_body *body, size_t index)
{
    struct quote_run run = body->runs[index];
    size_t folded_end = index + 1 == body->run_count ? body->folded.size : body->runs[index + 1].folded;
    return run.start + ((uint32_t)folded_end - run.folded) / run.width * run.count;
}

size_t quote_byte(const struct quote_body *body, uint32_t code_point)
{
    size_t low = 0; /* the first run that ends behind the code point is in [low, high] */
    size_t high = body->run_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run_end(body, middle) <= code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == body->run_count)
        return body->folded.size;
    struct quote_run run = body->runs[low];
    return code_point <= run.start ? run.folded
                                   : run.folded + (size_t)((code_point - run.start) / run.count) * run.width;
}
