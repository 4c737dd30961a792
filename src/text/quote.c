/* Folding goes a piece at a time (utf8.h), so the folded text is known to the code point it came from. The map back is a list
 * of runs: in most text one byte of folded is one code point of the body for hundreds of bytes. A table with an entry for
 * each byte was simpler and took 8 bytes for each of them; U+FDFA, which folds into 33 bytes, made 170 MB of it out of a body
 * of 2 MB. Runs take 16 bytes, at most two of them for a code point.
 *
 * Searching is memmem up to the first hit and Knuth-Morris-Pratt from a hit on, as long as the next one may overlap it. So
 * each byte is read a fixed number of times whatever the texts are, where starting memmem again behind each of a million
 * overlapping hits would read the quotation a million times. */
#include "claimd/quote.h"

#include <stdlib.h>
#include <string.h>

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

static struct str folded_copy(struct arena *arena, struct str text)
{
    folding_auto folding = {0};
    fold(&folding, text);
    return arena_str(arena, buffer_str(&folding.folded));
}

/* Folded text has single spaces only. */
static struct str without_space_before(struct str folded)
{
    return str_starts(folded, STR(" ")) ? str_part(folded, 1, folded.size) : folded;
}

static struct str without_space_behind(struct str folded)
{
    return str_ends(folded, STR(" ")) ? str_part(folded, 0, folded.size - 1) : folded;
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

/* Finds all places of a needle, which is not empty, one after the other. */
struct finder {
    struct str text, needle;
    const uint32_t *borders; /* for each size of a beginning of needle: the longest shorter one that it ends with */
    size_t at, matched;      /* the `matched` bytes of text before `at` are a beginning of needle, the longest one */
    size_t found;            /* the latest place; text.size when there are no more */
};

/* The bytes of needle that are matched once `byte` comes behind `matched` (< needle.size) of them. */
static size_t match_on(struct str needle, const uint32_t *borders, size_t matched, char byte)
{
    while (matched > 0 && needle.data[matched] != byte)
        matched = borders[matched];
    return needle.data[matched] == byte ? matched + 1 : matched;
}

static void finder_next(struct finder *finder)
{
    struct str text = finder->text;
    struct str needle = finder->needle;

    if (finder->matched == needle.size)
        finder->matched = finder->borders[needle.size];
    while (finder->matched > 0 && finder->matched < needle.size && finder->at < text.size)
        finder->matched = match_on(needle, finder->borders, finder->matched, text.data[finder->at++]);

    if (finder->matched == 0 && finder->at < text.size) {
        const char *hit = memmem(text.data + finder->at, text.size - finder->at, needle.data, needle.size);
        finder->at = hit == NULL ? text.size : (size_t)(hit - text.data) + needle.size;
        finder->matched = hit == NULL ? 0 : needle.size;
    }
    finder->found = finder->matched == needle.size ? finder->at - needle.size : text.size;
}

static struct finder finder_begin(struct arena *arena, struct str text, struct str needle)
{
    uint32_t *borders = arena_array(arena, uint32_t, needle.size + 1);
    struct finder finder = {.text = text, .needle = needle, .borders = borders, .found = text.size};

    for (size_t size = 2; size <= needle.size; size++)
        borders[size] = (uint32_t)match_on(needle, borders, borders[size - 1], needle.data[size - 1]);
    if (needle.size > 0)
        finder_next(&finder);
    return finder;
}

/* Whether needle stands at a place. Places are asked for in rising order, equal ones again. */
static bool finder_stands(struct finder *finder, size_t place)
{
    while (finder->found < place)
        finder_next(finder);
    return finder->found == place && place < finder->text.size;
}

/* Whether what is before a place ends with prefix, with a space or none between. */
static bool stands_before(struct finder *prefix, size_t place)
{
    size_t size = prefix->needle.size;

    if (size == 0)
        return true;
    if (place > size && prefix->text.data[place - 1] == ' ' && finder_stands(prefix, place - size - 1))
        return true;
    return place >= size && finder_stands(prefix, place - size);
}

static bool stands_behind(struct finder *suffix, size_t place)
{
    if (suffix->needle.size == 0 || finder_stands(suffix, place))
        return true;
    return place < suffix->text.size && suffix->text.data[place] == ' ' && finder_stands(suffix, place + 1);
}

size_t quote_find(struct arena *arena, const struct quote_body *body, const struct quote *quote, struct span *spans,
                  size_t limit)
{
    struct str text = body->folded;
    struct str needle = without_space_before(without_space_behind(folded_copy(arena, quote->exact)));
    struct finder exact = finder_begin(arena, text, needle);
    struct finder prefix = finder_begin(arena, text, without_space_behind(folded_copy(arena, quote->prefix)));
    struct finder suffix = finder_begin(arena, text, without_space_before(folded_copy(arena, quote->suffix)));
    struct span last = {0};
    size_t count = 0;

    for (; exact.found < text.size && count < QUOTE_PLACES; finder_next(&exact)) {
        size_t end = exact.found + needle.size;
        if (!stands_before(&prefix, exact.found) || !stands_behind(&suffix, end))
            continue;
        struct span span = quote_source(body, exact.found, end);
        if (span.start == last.start && span.end == last.end)
            continue; /* "." is three times in one ellipsis */
        if (count < limit)
            spans[count] = span;
        last = span;
        count++;
    }
    return count;
}

void quote_context(struct str body, struct str words, uint32_t count, struct str *prefix, struct str *suffix)
{
    size_t start = (size_t)(words.data - body.data);
    size_t first = start;
    struct str behind = str_part(body, start + words.size, body.size);

    for (uint32_t taken = 0; first > 0 && taken < count; taken++) {
        do {
            first--;
        } while (first > 0 && ((unsigned char)body.data[first] & 0xC0) == 0x80);
    }
    *prefix = str_part(body, first, start - first);
    *suffix = str_part(behind, 0, utf8_offset(str_part(behind, 0, (size_t)count * 4), count));
}

void quote_around(struct str body, struct span span, uint32_t count, struct str *prefix, struct str *suffix)
{
    struct str rest = str_part(body, utf8_offset(body, span.start), body.size);
    struct str words = str_part(rest, 0, utf8_offset(rest, span.end - span.start));

    quote_context(body, words, count, prefix, suffix);
}

bool quote_same(struct arena *arena, struct str a, struct str b)
{
    if (str_equal(a, b))
        return true;
    return str_equal(without_space_before(without_space_behind(folded_copy(arena, a))),
                     without_space_before(without_space_behind(folded_copy(arena, b))));
}

/* A word of folded text, without punctuation at its ends. */
struct word {
    uint32_t start, end;
    uint64_t hash; /* of all words up to here: H(n) = H(n-1) * factor + h(word n), modulo 2^64 */
};

struct words {
    struct str text;
    struct word *items; /* items[0] is none: its hash is 0 */
    size_t count;       /* without it */
};

/* Several words in a row. Runs that differ may have one hash, so the words of a hit are compared. */
struct word_run {
    uint64_t hash;
    size_t first;
};

static const uint64_t factor = 0x9E3779B97F4A7C15; /* odd, with bits all over: 2^64 divided by the golden ratio */

/* FNV-1a. */
static uint64_t hash_of(struct str s)
{
    uint64_t hash = 0xCBF29CE484222325;
    for (size_t i = 0; i < s.size; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001B3;
    return hash;
}

static bool is_punctuation(char byte)
{
    return (unsigned char)byte < 0x80 && !utf8_is_word((unsigned char)byte);
}

static struct words words_of(struct arena *arena, struct str folded)
{
    size_t most = 1;
    for (size_t at = 0; (at = str_find_byte(folded, at, ' ')) < folded.size; at++)
        most++;

    struct words words = {.text = folded, .items = arena_array(arena, struct word, most + 1)};
    struct str rest = folded;
    for (struct str part = {0}; str_split(&rest, ' ', &part);) {
        while (part.size > 0 && is_punctuation(part.data[0]))
            part = str_part(part, 1, part.size);
        while (part.size > 0 && is_punctuation(part.data[part.size - 1]))
            part.size--;
        if (part.size == 0)
            continue;
        uint32_t start = (uint32_t)(part.data - folded.data);
        uint64_t before = words.items[words.count].hash;
        words.items[++words.count] = (struct word){start, start + (uint32_t)part.size, before * factor + hash_of(part)};
    }
    return words;
}

/* first is from 1 on. */
static struct word_run word_run_at(const struct words *words, size_t first, size_t count, uint64_t factor_power)
{
    return (struct word_run){words->items[first + count - 1].hash - words->items[first - 1].hash * factor_power, first};
}

static int compare_word_runs(const void *a, const void *b)
{
    uint64_t left = ((const struct word_run *)a)->hash;
    uint64_t right = ((const struct word_run *)b)->hash;
    return (left > right) - (left < right);
}

static struct str word_at(const struct words *words, size_t index)
{
    struct word word = words->items[index];
    return str_part(words->text, word.start, word.end - word.start);
}

static bool are_same_words(const struct words *a, size_t first_a, const struct words *b, size_t first_b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(word_at(a, first_a + i), word_at(b, first_b + i)))
            return false;
    }
    return true;
}

/* The first place of the body at which any `count` words in a row of the quotation stand; 0 where there is none. runs is
 * room for as many as the quotation has words. Only the first run with the right hash is compared: who makes another with
 * the same one spoils a hint in his own error message. */
static size_t find_words(const struct words *body, const struct words *quotation, size_t count, struct word_run *runs)
{
    uint64_t factor_power = 1;
    size_t run_count = 0;

    if (count > body->count)
        return 0;
    for (size_t i = 0; i < count; i++)
        factor_power *= factor;
    for (size_t first = 1; first + count <= quotation->count + 1; first++)
        runs[run_count++] = word_run_at(quotation, first, count, factor_power);
    qsort(runs, run_count, sizeof *runs, compare_word_runs);

    for (size_t first = 1; first + count <= body->count + 1; first++) {
        struct word_run wanted = word_run_at(body, first, count, factor_power);
        const struct word_run *run = bsearch(&wanted, runs, run_count, sizeof *runs, compare_word_runs);
        if (run != NULL)
            return are_same_words(body, first, quotation, run->first, count) ? first : 0;
    }
    return 0;
}

bool quote_nearest(struct arena *arena, const struct quote_body *body, struct str exact, struct span *span)
{
    struct words quotation = words_of(arena, folded_copy(arena, exact));
    struct words words = words_of(arena, body->folded);
    struct word_run *runs = arena_array(arena, struct word_run, quotation.count);
    size_t place = 0;
    size_t found = 1;                     /* that many words in a row do stand at `place`, once it is more than 1 … */
    size_t missing = quotation.count + 1; /* … and that many do not: where many stand, fewer do */

    while (missing - found > 1) {
        size_t count = found + (missing - found) / 2;
        size_t first = find_words(&words, &quotation, count, runs);
        if (first == 0) {
            missing = count;
        } else {
            found = count;
            place = first;
        }
    }
    if (place == 0)
        return false;
    *span = quote_source(body, words.items[place].start, words.items[place + found - 1].end);
    return true;
}

/* The different words of a quotation, and how often the body has each. */
struct word_counts {
    struct word_run *runs; /* of one word, by hash */
    uint32_t *counts;
    size_t count;
};

static struct word_counts distinct_words(struct arena *arena, const struct words *quotation)
{
    struct word_counts words = {.runs = arena_array(arena, struct word_run, quotation->count),
                                .counts = arena_array(arena, uint32_t, quotation->count)};
    size_t count = 0;
    for (size_t i = 1; i <= quotation->count; i++) {
        if (quotation->items[i].end - quotation->items[i].start >= QUOTE_RARE_SIZE)
            words.runs[count++] = word_run_at(quotation, i, 1, factor);
    }
    qsort(words.runs, count, sizeof *words.runs, compare_word_runs);
    for (size_t i = 0; i < count; i++) {
        struct word_run *last = words.count == 0 ? NULL : &words.runs[words.count - 1];
        if (last == NULL || last->hash != words.runs[i].hash) {
            words.runs[words.count++] = words.runs[i];
        } else if (words.runs[i].first < last->first) {
            last->first = words.runs[i].first;
        }
    }
    return words;
}

static void count_in(struct word_counts *counts, const struct words *quotation, const struct words *body)
{
    for (size_t i = 1; i <= body->count; i++) {
        struct word_run wanted = word_run_at(body, i, 1, factor);
        const struct word_run *run =
            bsearch(&wanted, counts->runs, counts->count, sizeof *counts->runs, compare_word_runs);
        if (run != NULL && are_same_words(body, i, quotation, run->first, 1))
            counts->counts[run - counts->runs]++;
    }
}

/* Whether word i of them says more than word j: it is rarer, or longer, or typed before. */
static bool says_more(const struct word_counts *counts, const struct words *quotation, size_t i, size_t j)
{
    size_t one = counts->runs[i].first, other = counts->runs[j].first;
    if (counts->counts[i] != counts->counts[j])
        return counts->counts[i] < counts->counts[j];
    if (word_at(quotation, one).size != word_at(quotation, other).size)
        return word_at(quotation, one).size > word_at(quotation, other).size;
    return one < other;
}

/* The word that says most, whose count becomes 0; 0: there is none. */
static size_t take_rarest(struct word_counts *counts, const struct words *quotation, size_t limit)
{
    size_t best = counts->count;
    for (size_t i = 0; i < counts->count; i++) {
        bool is_rare = counts->counts[i] > 0 && counts->counts[i] <= limit;
        if (is_rare && (best == counts->count || says_more(counts, quotation, i, best)))
            best = i;
    }
    if (best == counts->count)
        return 0;
    counts->counts[best] = 0;
    return counts->runs[best].first;
}

size_t quote_rarest(struct arena *arena, const struct quote_body *body, struct str exact, struct span *spans,
                    size_t limit)
{
    struct words quotation = words_of(arena, folded_copy(arena, exact));
    struct words words = words_of(arena, body->folded);
    struct word_counts counts = distinct_words(arena, &quotation);
    size_t found = 0, word = 0;

    count_in(&counts, &quotation, &words);
    while (found < limit && (word = take_rarest(&counts, &quotation, limit)) != 0) {
        for (size_t i = 1; i <= words.count && found < limit; i++) {
            if (are_same_words(&words, i, &quotation, word, 1))
                spans[found++] = quote_source(body, words.items[i].start, words.items[i].end);
        }
    }
    return found;
}
