/* Where a line stands decides with its words. The head is the first few pieces up to the first long paragraph. The tail begins with
 * the first line of what stands below articles behind which less than a quarter of the text is left, or the first note behind which
 * less than a twentieth is: from there on nothing is body. The shares guard texts that have such lines in their middle. */
#include "claimd/notices.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/furniture.h"
#include "claimd/utf8.h"
#include "claimd/words.h"
#include "claimd/written_date.h"

enum {
    NOTICE_SIZE = 1500, /* bytes: longer pieces are text */
    HEAD_PIECES = 8,    /* that are looked at for a byline */
    HEAD_WORDS = 25,    /* a paragraph of so many ends the head */
    TEXT_SIZE = 100,    /* bytes from which a sentence counts as text of the body */
    TAIL_SHARE = 4,     /* the tail holds at most one part in so many of the text */
    NOTE_SHARE = 20,    /* … where it begins with a note, which may stand in the middle of an article, too */
    GLUED_WITHIN = 60,  /* bytes in which a name that was glued to its repetition comes again */
    ABOUT_PIECES = 6,   /* paragraphs about authors */
    BIO_PIECES = 3,     /* last ones that may be about the author without a heading */
    BIO_WORDS = 120,
    DATE_WORDS = 16,
    FIELD_SIZE = 4500, /* bytes of a note, so that it keeps within 5,000 characters */
};

struct reading {
    struct arena *arena;
    struct arena *scratch; /* of the piece that is looked at */
    struct pieces *pieces;
    uint8_t *kinds; /* enum furniture of each piece */
    struct page *page;
    struct words title, subtitle;
    struct buffer note, about;
};

/* They last until the next piece is asked for. */
static struct words words_in(const struct reading *reading, const struct piece *piece)
{
    arena_reset(reading->scratch);
    if (piece->text.size > NOTICE_SIZE)
        return (struct words){.line = piece->text};
    return words_of(reading->scratch, piece->text);
}

static enum furniture kind_of(const struct reading *reading, const struct piece *piece)
{
    return (enum furniture)reading->kinds[piece - reading->pieces->items];
}

static void find_kinds(struct reading *reading)
{
    reading->kinds = arena_alloc(reading->arena, reading->pieces->count);
    for (size_t i = 0; i < reading->pieces->count; i++) {
        struct words words = words_in(reading, &reading->pieces->items[i]);
        bool is_mark = words.count == 0 && reading->pieces->items[i].text.size <= NOTICE_SIZE; /* "* * *" */
        reading->kinds[i] = is_mark ? FURNITURE_LINE : (uint8_t)furniture_of(&words);
    }
}

static void add_to(struct buffer *field, struct str text)
{
    if (field->size + text.size > FIELD_SIZE)
        return;
    if (field->size > 0)
        buffer_add(field, STR("\n\n"));
    buffer_add(field, text);
}

/* "Published May 19, 2023, at 6:01 am": a date, and no other word than those that stand beside dates. */
static bool is_date_line(const struct words *words, struct written_date *date)
{
    static const char *const beside[] = {
        "published", "published:", "posted",   "posted:",   "updated", "updated:", "on",   "at",    "last",   "first",
        "date",      "date:",      "modified", "modified:", "am",      "pm",       "a.m",  "p.m",   "gmt",    "utc",
        "est",       "edt",        "et",       "bst",       "pst",     "pdt",      "cet",  "ist",   "monday", "tuesday",
        "wednesday", "thursday",   "friday",   "saturday",  "sunday",  "mon",      "tue",  "wed",   "thu",    "fri",
        "sat",       "sun",        "created",  "created:",  "release", "release:", "time", "time:", "uhr",    "von",
        "am:",       "publie",     "le",       "a",         "the",     "h"};
    if (words->count > DATE_WORDS || !written_date_find(words, 0, date))
        return false;
    for (size_t i = 0; i < words->count; i++) {
        struct str key = words->items[i].key;
        struct written_date other;
        if (written_date_at(words, i, &other)) {
            i = other.to - 1;
        } else if (!words_key_in(key, beside, COUNT(beside)) && !(key.data[0] >= '0' && key.data[0] <= '9')) {
            return false;
        }
    }
    return true;
}

static bool same_words(const struct words *a, const struct words *b)
{
    return a->count > 0 && str_equal(a->key, b->key);
}

static void take_date(struct reading *reading, const struct written_date *date)
{
    if (reading->page->published_at.size == 0)
        reading->page->published_at = arena_str(reading->arena, str_of(date->text));
}

static bool take_republication(struct reading *reading, const struct piece *piece, const struct words *words)
{
    struct republication found;
    struct page *page = reading->page;
    if (!republication_of(reading->arena, words, piece->link, &found))
        return false;
    if (page->original.publisher.size == 0 && page->original.url.size == 0)
        page->original = found;
    struct str licence = licence_of(reading->arena, piece->text);
    if (page->license.size == 0 && licence.size > 0)
        page->license = licence;
    return true;
}

static bool take_byline(struct reading *reading, const struct piece *piece, const struct words *words)
{
    struct byline found = {0};
    struct written_date date;
    if (!byline_take(reading->arena, &found, piece->text))
        return false;
    if (reading->page->authors.count == 0)
        reading->page->authors = found;
    if (written_date_find(words, 0, &date))
        take_date(reading, &date);
    return true;
}

/* The name behind the last "of" of a disclaimer: "… of the author and not necessarily those of NAME." */
static void take_publisher(struct reading *reading, const struct words *words)
{
    size_t of = words->count;
    for (size_t i = 0; i < words->count; i++)
        of = str_is(words->items[i].key, "of") ? i : of;
    if (reading->page->publisher.size > 0 || of + 1 >= words->count)
        return;
    for (size_t i = of + 1; i < words->count; i++) {
        bool is_small = str_is(words->items[i].key, "the") || str_is(words->items[i].key, "and") ||
                        str_is(words->items[i].key, "for");
        if (!is_small && !words_capital(words->items[i].text))
            return;
        if (i + 1 < words->count && words_stop(words->items[i].text))
            return; /* more sentences follow */
    }
    reading->page->publisher = words_trim(words_text(words, of + 1, words->count));
}

static void take_note(struct reading *reading, const struct piece *piece, const struct words *words)
{
    add_to(&reading->note, piece->text);
    take_publisher(reading, words);
}

static bool is_author(const struct reading *reading, const struct words *words)
{
    for (size_t i = 0; i < reading->page->authors.count; i++) {
        struct words name = words_of(reading->scratch, reading->page->authors.names[i]);
        if (same_words(words, &name))
            return true;
    }
    return false;
}

/* What a piece of the head says, once: true when it is no body. */
static bool take_head(struct reading *reading, const struct piece *piece, const struct words *words)
{
    struct written_date date;
    if (same_words(words, &reading->title) || same_words(words, &reading->subtitle))
        return true;
    if (take_byline(reading, piece, words) || is_author(reading, words))
        return true;
    if (is_date_line(words, &date)) {
        take_date(reading, &date);
        return true;
    }
    if (kind_of(reading, piece) == FURNITURE_NOTE) {
        take_note(reading, piece, words);
        return true;
    }
    return take_republication(reading, piece, words);
}

static void read_head(struct reading *reading)
{
    struct pieces *pieces = reading->pieces;
    for (size_t i = 0, seen = 0; i < pieces->count && seen < HEAD_PIECES; i++) {
        struct piece *piece = &pieces->items[i];
        if (piece->is_gone)
            continue;
        seen++;
        struct words words = words_in(reading, piece);
        piece->is_gone = take_head(reading, piece, &words);
        if (!piece->is_gone && (words.count > HEAD_WORDS || piece->text.size > NOTICE_SIZE))
            return;
    }
}

/* Lines that belong to nothing. with_ends: those that begin what stands below articles, too, where they do not. */
static void drop_furniture(struct reading *reading, bool with_ends)
{
    for (size_t i = 0; i < reading->pieces->count; i++) {
        struct piece *piece = &reading->pieces->items[i];
        if (piece->is_gone || piece->kind == BLOCK_LIST_ITEM)
            continue;
        struct words words = words_in(reading, piece);
        enum furniture is = furniture_of(&words);
        bool is_mark = words.count == 0 && piece->text.size <= NOTICE_SIZE; /* "* * *" */
        piece->is_gone =
            is_mark || is == FURNITURE_LINE || is == FURNITURE_CAPTION || (with_ends && is == FURNITURE_END);
    }
}

/* The kind of notice that a piece may be where it stands in the tail. */
static enum furniture notice_of(struct reading *reading, const struct piece *piece, const struct words *words)
{
    enum furniture is = kind_of(reading, piece);
    struct republication found;
    if (is == FURNITURE_NONE && republication_of(reading->scratch, words, piece->link, &found))
        return FURNITURE_NOTE;
    if (is == FURNITURE_NONE && words->count <= 8 && words_have(words, 0, STR("about"))) {
        for (size_t i = 0; i < reading->page->authors.count; i++) {
            struct words name = words_of(reading->scratch, reading->page->authors.names[i]);
            if (words->count == name.count + 1 && words_have(words, 1, name.key))
                return FURNITURE_ABOUT;
        }
    }
    return is == FURNITURE_END || is == FURNITURE_NOTE || is == FURNITURE_ABOUT ? is : FURNITURE_NONE;
}

static bool is_text(const struct piece *piece)
{
    return piece->text.size >= TEXT_SIZE && words_stop(piece->text);
}

/* The first piece of the tail; count when there is none. */
static size_t find_tail(struct reading *reading)
{
    struct pieces *pieces = reading->pieces;
    size_t tail = pieces->count, behind = 0, whole = 0;
    for (size_t i = 0; i < pieces->count; i++)
        whole += pieces->items[i].is_gone ? 0 : pieces->items[i].text.size;
    bool is_about = false;
    for (size_t i = pieces->count; i-- > 0 && behind * TAIL_SHARE <= whole;) {
        const struct piece *piece = &pieces->items[i];
        if (piece->is_gone)
            continue;
        struct words words = words_in(reading, piece);
        enum furniture is = notice_of(reading, piece, &words);
        if (is != FURNITURE_NONE && (is != FURNITURE_NOTE || behind * NOTE_SHARE <= whole))
            tail = i;
        /* What follows a heading "About the author" does not count as text. */
        is_about = is == FURNITURE_ABOUT;
        if (is == FURNITURE_NONE && is_text(piece))
            behind += piece->text.size;
        if (is_about)
            behind = 0;
    }
    return tail;
}

/* The text without a name that stands glued before it: "Jane DoeDr Jane Doe is …". */
static struct str unglued(const struct reading *reading, struct str text)
{
    for (size_t i = 0; i < reading->page->authors.count; i++) {
        struct str name = reading->page->authors.names[i], rest = str_part(text, name.size, text.size);
        if (str_starts(text, name) && rest.size > 0 && words_capital(rest) && utf8_is_word((unsigned char)rest.data[0]))
            return rest;
    }
    /* Without a byline: a beginning that comes again soon, where a capital follows a lower-case letter. */
    for (size_t at = 1; at < text.size && at < GLUED_WITHIN; at++) {
        bool is_seam =
            text.data[at - 1] >= 'a' && text.data[at - 1] <= 'z' && text.data[at] >= 'A' && text.data[at] <= 'Z';
        struct str rest = str_part(text, at, GLUED_WITHIN + at);
        if (is_seam && memchr(text.data, ' ', at) != NULL && memmem(rest.data, rest.size, text.data, at) != NULL)
            return str_part(text, at, text.size);
    }
    return text;
}

/* Paragraphs behind a heading "About the author", up to the next notice; the piece behind them. */
static size_t take_about(struct reading *reading, size_t from)
{
    struct pieces *pieces = reading->pieces;
    size_t i = from;
    for (size_t taken = 0; i < pieces->count && taken < ABOUT_PIECES; i++) {
        struct piece *piece = &pieces->items[i];
        struct words words = words_in(reading, piece);
        if (piece->is_gone)
            continue;
        if (notice_of(reading, piece, &words) != FURNITURE_NONE)
            break;
        add_to(&reading->about, unglued(reading, piece->text));
        piece->is_gone = true;
        taken++;
    }
    return i;
}

static void read_tail(struct reading *reading, size_t from)
{
    struct pieces *pieces = reading->pieces;
    bool is_label = false; /* "Disclaimer" alone: what follows is the note */
    for (size_t i = from; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        if (piece->is_gone)
            continue;
        struct words words = words_in(reading, piece);
        enum furniture is = notice_of(reading, piece, &words);
        piece->is_gone = true;
        if (is == FURNITURE_ABOUT) {
            i = take_about(reading, i + 1) - 1;
        } else if (is_label || (is == FURNITURE_NOTE && !take_republication(reading, piece, &words))) {
            is_label = is == FURNITURE_NOTE && words.count <= 2;
            if (!is_label)
                take_note(reading, piece, &words);
        }
    }
}

/* "NAME is a professor …" as one of the last paragraphs. */
static bool is_bio(const struct reading *reading, const struct words *words)
{
    static const char *const verbs[] = {"is",     "was",   "writes", "covers", "teaches", "works", "has", "holds",
                                        "serves", "leads", "can",    "joined", "lives",   "runs",  "are"};
    static const char *const trades[] = {
        "professor", "author",     "writer",    "editor",        "reporter",  "journalist", "fellow",      "director",
        "lecturer",  "researcher", "columnist", "correspondent", "founder",   "teaches",    "writes",      "covers",
        "student",   "analyst",    "scientist", "economist",     "historian", "consultant", "contributor", "scholar"};
    bool has_trade = false;
    if (words->count == 0 || words->count > BIO_WORDS)
        return false;
    for (size_t i = 0; i < words->count && !has_trade; i++)
        has_trade = words_key_in(words->items[i].key, trades, COUNT(trades));
    for (size_t i = 0; has_trade && i < reading->page->authors.count; i++) {
        struct words name = words_of(reading->scratch, reading->page->authors.names[i]);
        if (name.count > 1 && words_have(words, 0, name.key) && name.count < words->count &&
            words_key_in(words->items[name.count].key, verbs, COUNT(verbs)))
            return true;
    }
    return false;
}

static void take_bio(struct reading *reading)
{
    struct pieces *pieces = reading->pieces;
    size_t seen = 0;
    for (size_t i = pieces->count; i-- > 0 && seen < BIO_PIECES && reading->about.size == 0;) {
        struct piece *piece = &pieces->items[i];
        if (piece->is_gone)
            continue;
        seen++;
        struct words words = words_in(reading, piece);
        if (!is_bio(reading, &words))
            continue;
        add_to(&reading->about, piece->text);
        piece->is_gone = true;
    }
}

void notices_take(struct arena *arena, struct pieces *pieces, struct page *page)
{
    arena_auto scratch = {0};
    struct reading reading = {.arena = arena,
                              .scratch = &scratch,
                              .pieces = pieces,
                              .page = page,
                              .title = words_of(arena, page->title),
                              .subtitle = words_of(arena, page->subtitle)};
    find_kinds(&reading);
    drop_furniture(&reading, false);
    read_head(&reading);
    read_tail(&reading, find_tail(&reading));
    drop_furniture(&reading, true);
    take_bio(&reading);
    page->note = arena_str(arena, buffer_str(&reading.note));
    page->about_author = arena_str(arena, buffer_str(&reading.about));
    buffer_release(&reading.note);
    buffer_release(&reading.about);
}
