#include "claimd/moving.h"

#include <string.h>

enum {
    PLACES = 64, /* words that stand more often among what is new are not looked for one by one */
    LOOKS = 16,  /* words compared for each word of the new body; then the rest is said to be ambiguous */
    STRAY = 8,   /* words by which a part of a changed span may be further away than it was */
};

/* Where the words stand that are free in the new body: not surely matched. */
struct free_places {
    uint32_t id_count;
    uint32_t *first; /* by id: of its places in `places`; one more at the end */
    uint32_t *places;
};

struct moving {
    struct arena *arena;
    struct diff diff;
    uint32_t
        *before; /* by words of the old body: the place of the last one before it that has one; DIFF_NONE: none has */
    struct free_places free; /* made when first needed: id_count is 0 before */
    uint64_t looks;
};

/* Words [from, to) of a text. */
struct row {
    uint32_t from, to;
};

struct moving *moving_make(struct arena *arena, const struct blocks *before, const struct blocks *after)
{
    struct moving *moving = arena_new(arena, struct moving);
    moving->arena = arena;
    moving->diff = diff_make(arena, before, after);
    uint32_t count = moving->diff.before.count, last = DIFF_NONE;
    moving->before = arena_array(arena, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i <= count; i++) {
        moving->before[i] = last;
        if (i < count && moving->diff.places[i].there != DIFF_NONE)
            last = moving->diff.places[i].there;
    }
    return moving;
}

static const struct diff_word *old_word(const struct moving *moving, uint32_t index)
{
    return &moving->diff.before.items[index];
}

static const struct diff_word *new_word(const struct moving *moving, uint32_t index)
{
    return &moving->diff.after.items[index];
}

static const struct diff_place *place_of(const struct moving *moving, uint32_t index)
{
    return &moving->diff.places[index];
}

/* The first word of which `at` is before the end. */
static uint32_t word_behind(const struct diff_words *words, uint32_t at)
{
    uint32_t low = 0, high = words->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->items[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The words that a span covers, those it cuts too. */
static struct row row_of(const struct diff_words *words, struct span span)
{
    struct row row = {word_behind(words, span.start), 0};
    for (row.to = row.from; row.to < words->count && words->items[row.to].start < span.end;)
        row.to++;
    return row;
}

/* A span begins before, at or inside its first word; so does its image. There is room for white space before the image of
 * that word as far as the word before it. */
static uint32_t start_at(const struct moving *moving, uint32_t start, uint32_t before, uint32_t after)
{
    const struct diff_word *was = old_word(moving, before), *is = new_word(moving, after);
    if (start <= was->start) {
        uint32_t room = is->start - (after == 0 ? 0 : new_word(moving, after - 1)->end);
        return is->start - (was->start - start < room ? was->start - start : room);
    }
    uint32_t skipped = (uint32_t)quote_byte(&moving->diff.before.quotes, start) - was->byte;
    if (place_of(moving, before)->match == DIFF_SPELT || skipped >= is->size)
        return is->start;
    return quote_source(&moving->diff.after.quotes, is->byte + skipped, is->byte + skipped + 1).start;
}

static uint32_t end_at(const struct moving *moving, uint32_t end, uint32_t before, uint32_t after)
{
    const struct diff_word *was = old_word(moving, before), *is = new_word(moving, after);
    if (end >= was->end) {
        bool is_last = after + 1 == moving->diff.after.count;
        uint32_t room = is_last ? 0 : new_word(moving, after + 1)->start - is->end;
        return is->end + (end - was->end < room ? end - was->end : room);
    }
    uint32_t covered = (uint32_t)quote_byte(&moving->diff.before.quotes, end) - was->byte;
    if (place_of(moving, before)->match == DIFF_SPELT || covered == 0 || covered > is->size)
        return is->end;
    return quote_source(&moving->diff.after.quotes, is->byte + covered - 1, is->byte + covered).end;
}

static struct moved moved_to(enum anchor_state state, struct span span)
{
    return (struct moved){state, span};
}

/* Ends that were found apart: inside a word, those of an invisible character change places where it is gone or was not there. */
static struct span span_between(uint32_t start, uint32_t end)
{
    return start <= end ? (struct span){start, end} : (struct span){end, start};
}

static struct moved moved_as_is(struct span was, struct span is)
{
    return moved_to(was.start == is.start ? ANCHOR_EXACT : ANCHOR_MOVED, is);
}

/* Where word `index` of the old body stood: what comes behind the place of the word before it. */
static struct span stood_at(const struct moving *moving, uint32_t index)
{
    const struct diff_words *after = &moving->diff.after;
    uint32_t next = moving->before[index] + 1; /* DIFF_NONE + 1 is 0 */
    uint32_t at = next < after->count ? after->items[next].start : next == 0 ? 0 : after->items[next - 1].end;
    return (struct span){at, at};
}

/* A span of white space alone goes with the words around it. */
static struct moved move_space(const struct moving *moving, struct span span, uint32_t behind)
{
    struct moved nowhere = moved_to(ANCHOR_ORPHANED, stood_at(moving, behind));
    if (behind == 0 || behind == moving->diff.before.count)
        return nowhere;
    const struct diff_place *left = place_of(moving, behind - 1), *right = place_of(moving, behind);
    if (left->match != DIFF_ALIKE || right->match != DIFF_ALIKE || right->there != left->there + 1 || !right->is_sure ||
        right->is_loose)
        return nowhere;
    uint32_t start = new_word(moving, left->there)->end + (span.start - old_word(moving, behind - 1)->end);
    struct span is = {start, start + (span.end - span.start)};
    return is.end <= new_word(moving, right->there)->start ? moved_as_is(span, is) : nowhere;
}

/* The first word of a row whose place is beyond doubt; row.to when there is none. */
static uint32_t firm_word(const struct moving *moving, struct row row)
{
    uint32_t at = row.from;
    while (at < row.to && (place_of(moving, at)->match != DIFF_ALIKE || place_of(moving, at)->is_loose))
        at++;
    return at;
}

/* Whether all words of a row are in a row again, the one `firm` where it is said to be. */
static bool is_whole(const struct moving *moving, struct row row, uint32_t firm)
{
    uint32_t first = place_of(moving, firm)->there - (firm - row.from);
    if (first > place_of(moving, firm)->there || row.to - row.from > moving->diff.after.count - first)
        return false;
    for (uint32_t i = row.from; i < row.to; i++) {
        const struct diff_place *place = place_of(moving, i);
        uint32_t wanted = first + (i - row.from);
        bool is_there = (place->match == DIFF_ALIKE && place->there == wanted) || place->other == wanted;
        if (!is_there)
            return false;
    }
    return true;
}

static struct str folded_words(const struct diff_words *words, struct span span)
{
    size_t start = quote_byte(&words->quotes, span.start), end = quote_byte(&words->quotes, span.end);
    return str_trim(str_part(words->quotes.folded, start, end - start));
}

/* Whether what a span covers is the same, and not only its words: they may be spaced otherwise, or an end inside a character that
 * folds into several went outwards ("…" for two of three dots). */
static bool is_alike(const struct moving *moving, struct span span, struct span is)
{
    return str_equal(folded_words(&moving->diff.before, span), folded_words(&moving->diff.after, is));
}

static bool is_beyond_doubt(const struct moving *moving, struct row row)
{
    for (uint32_t i = row.from; i < row.to; i++) {
        if (!place_of(moving, i)->is_sure || place_of(moving, i)->is_loose)
            return false;
    }
    return true;
}

/* A part of a changed span: words of the old body and of the new one that belong together, from the first to the last. */
struct core {
    uint32_t from, to;             /* the first and the last one, in the old body */
    uint32_t there_from, there_to; /* in the new one */
    uint32_t weight;               /* words of substance; all words where the span has none */
};

static uint32_t weight_of(const struct moving *moving, uint32_t index, bool counts_all)
{
    return counts_all || old_word(moving, index)->is_substance;
}

/* The heaviest words in a row that are in a row again. */
static bool find_core(const struct moving *moving, struct row row, bool counts_all, struct core *core)
{
    bool found = false;
    for (uint32_t i = row.from; i < row.to;) {
        uint32_t there = place_of(moving, i)->there;
        if (there == DIFF_NONE) {
            i++;
            continue;
        }
        struct core one = {i, i, there, there, 0};
        for (; i < row.to && place_of(moving, i)->there == one.there_from + (i - one.from); i++) {
            one.to = i;
            one.weight += weight_of(moving, i, counts_all);
        }
        one.there_to = one.there_from + (one.to - one.from);
        if (!found || one.weight > core->weight)
            *core = one;
        found = true;
    }
    return found;
}

/* Takes in what belongs to it on either side: in the same order, and not much further away than it was. */
static void widen(const struct moving *moving, struct row row, bool counts_all, struct core *core)
{
    for (uint32_t i = core->from; i-- > row.from;) {
        uint32_t there = place_of(moving, i)->there;
        if (there >= core->there_from || core->there_from - there > 2 * (core->from - i) + STRAY)
            continue; /* DIFF_NONE too */
        core->from = i;
        core->there_from = there;
        core->weight += weight_of(moving, i, counts_all);
    }
    for (uint32_t i = core->to + 1; i < row.to; i++) {
        uint32_t there = place_of(moving, i)->there;
        if (there == DIFF_NONE || there <= core->there_to || there - core->there_to > 2 * (i - core->to) + STRAY)
            continue;
        core->to = i;
        core->there_to = there;
        core->weight += weight_of(moving, i, counts_all);
    }
}

/* Words at the beginning of the span that are gone were replaced by what stands between the place of the word before the span
 * and the core, unless that is more than takes their place. */
static uint32_t changed_start(const struct moving *moving, struct span span, struct row row, const struct core *core)
{
    if (core->from == row.from)
        return start_at(moving, span.start, core->from, core->there_from);
    uint32_t before = row.from == 0 ? 0 : place_of(moving, row.from - 1)->there + 1; /* DIFF_NONE + 1 is 0 */
    bool is_known = row.from == 0 || before > 0;
    if (is_known && before < core->there_from && core->there_from - before <= 2 * (core->from - row.from) + STRAY)
        return new_word(moving, before)->start;
    return new_word(moving, core->there_from)->start;
}

static uint32_t changed_end(const struct moving *moving, struct span span, struct row row, const struct core *core)
{
    if (core->to + 1 == row.to)
        return end_at(moving, span.end, core->to, core->there_to);
    uint32_t behind = row.to == moving->diff.before.count ? moving->diff.after.count : place_of(moving, row.to)->there;
    if (behind != DIFF_NONE && behind > core->there_to + 1 &&
        behind - core->there_to - 1 <= 2 * (row.to - core->to - 1) + STRAY)
        return new_word(moving, behind - 1)->end;
    return new_word(moving, core->there_to)->end;
}

static bool move_changed(const struct moving *moving, struct span span, struct row row, struct moved *moved)
{
    uint32_t whole = 0;
    for (uint32_t i = row.from; i < row.to; i++)
        whole += old_word(moving, i)->is_substance;
    bool counts_all = whole == 0;
    struct core core = {0};
    if (!find_core(moving, row, counts_all, &core))
        return false;
    widen(moving, row, counts_all, &core);
    if (2 * core.weight < (counts_all ? row.to - row.from : whole))
        return false;
    *moved = moved_to(ANCHOR_CHANGED,
                      span_between(changed_start(moving, span, row, &core), changed_end(moving, span, row, &core)));
    return moved->span.start < moved->span.end;
}

static bool is_free(const struct moving *moving, uint32_t index)
{
    uint32_t back = moving->diff.back[index];
    return back == DIFF_NONE || !place_of(moving, back)->is_sure;
}

static void index_free(struct moving *moving)
{
    const struct diff_words *after = &moving->diff.after;
    struct free_places *free = &moving->free;
    free->id_count = vocabulary_count(moving->diff.vocabulary);
    free->first = arena_array(moving->arena, uint32_t, (size_t)free->id_count + 2);
    free->places = arena_array(moving->arena, uint32_t, after->count);
    uint32_t *next = free->first + 1; /* counts, then where the next one goes, then where the last one went */
    for (uint32_t i = 0; i < after->count; i++) {
        if (is_free(moving, i))
            next[after->items[i].id + 1]++;
    }
    for (uint32_t id = 0; id < free->id_count; id++)
        next[id + 1] += next[id];
    for (uint32_t i = 0; i < after->count; i++) {
        if (is_free(moving, i))
            free->places[next[after->items[i].id]++] = i;
    }
}

/* Words that are looked for, and those that stood around them. */
struct needle {
    const struct diff_word *words, *prefix, *suffix;
    uint32_t count, prefix_count, suffix_count;
};

static const uint32_t *places_of(const struct moving *moving, uint32_t id, uint32_t *count)
{
    const struct free_places *free = &moving->free;
    if (id >= free->id_count) { /* a word that neither body has */
        *count = 0;
        return free->places;
    }
    *count = free->first[id + 1] - free->first[id];
    return free->places + free->first[id];
}

static uint32_t rarest_word(const struct moving *moving, const struct needle *needle)
{
    uint32_t rarest = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i < needle->count && least > 0; i++) {
        uint32_t count;
        (void)places_of(moving, needle->words[i].id, &count);
        if (count < least) {
            least = count;
            rarest = i;
        }
    }
    return rarest;
}

/* Whether the needle stands in the new body from word `at` on, all of it free. */
static bool stands_at(struct moving *moving, const struct needle *needle, uint32_t at)
{
    if (needle->count > moving->diff.after.count - at)
        return false;
    for (uint32_t i = 0; i < needle->count; i++) {
        moving->looks++;
        if (new_word(moving, at + i)->id != needle->words[i].id || !is_free(moving, at + i))
            return false;
    }
    return true;
}

/* Words of substance of the needle and of what stands around it as it did. */
static uint32_t evidence_at(const struct moving *moving, const struct needle *needle, uint32_t at)
{
    uint32_t evidence = 0, end = at + needle->count;
    for (uint32_t i = 0; i < needle->count; i++)
        evidence += needle->words[i].is_substance;
    for (uint32_t i = 1; i <= needle->prefix_count && i <= at; i++) {
        const struct diff_word *word = &needle->prefix[needle->prefix_count - i];
        if (word->id != new_word(moving, at - i)->id)
            break;
        evidence += word->is_substance;
    }
    for (uint32_t i = 0; i < needle->suffix_count && end + i < moving->diff.after.count; i++) {
        if (needle->suffix[i].id != new_word(moving, end + i)->id)
            break;
        evidence += needle->suffix[i].is_substance;
    }
    return evidence;
}

static struct moved look_for(struct moving *moving, const struct needle *needle, struct span stood)
{
    uint32_t count, best = 0, rivals = 0, best_at = 0;
    if (needle->count == 0)
        return moved_to(ANCHOR_ORPHANED, stood);
    if (moving->free.id_count == 0)
        index_free(moving);
    uint32_t rarest = rarest_word(moving, needle);
    const uint32_t *places = places_of(moving, needle->words[rarest].id, &count);
    if (count > PLACES || moving->looks > LOOKS * (uint64_t)moving->diff.after.count)
        return moved_to(ANCHOR_AMBIGUOUS, stood);

    for (uint32_t i = 0; i < count; i++) {
        if (places[i] < rarest || !stands_at(moving, needle, places[i] - rarest))
            continue;
        uint32_t evidence = evidence_at(moving, needle, places[i] - rarest);
        rivals = evidence > best ? 1 : rivals + (evidence == best);
        if (evidence > best || rivals == 1)
            best_at = places[i] - rarest;
        best = evidence > best ? evidence : best;
    }
    if (rivals != 1)
        return moved_to(rivals == 0 ? ANCHOR_ORPHANED : ANCHOR_AMBIGUOUS, stood);
    struct span span = {new_word(moving, best_at)->start, new_word(moving, best_at + needle->count - 1)->end};
    return moved_to(best >= DIFF_SURE ? ANCHOR_MOVED : ANCHOR_AMBIGUOUS, span);
}

struct moved moving_span(struct moving *moving, struct span span)
{
    struct row row = row_of(&moving->diff.before, span);
    if (row.from >= row.to)
        return move_space(moving, span, row.from);

    uint32_t firm = firm_word(moving, row);
    if (firm < row.to && is_whole(moving, row, firm)) {
        uint32_t first = place_of(moving, firm)->there - (firm - row.from);
        struct span is = span_between(start_at(moving, span.start, row.from, first),
                                      end_at(moving, span.end, row.to - 1, first + (row.to - 1 - row.from)));
        if (is.start == is.end)
            return moved_to(ANCHOR_ORPHANED, is); /* it was an invisible character */
        if (!is_alike(moving, span, is))
            return moved_to(ANCHOR_CHANGED, is);
        return is_beyond_doubt(moving, row) ? moved_as_is(span, is) : moved_to(ANCHOR_AMBIGUOUS, is);
    }
    if (firm == row.to && place_of(moving, row.from)->is_loose)
        return moved_to(ANCHOR_AMBIGUOUS, stood_at(moving, row.from));
    struct moved moved;
    if (move_changed(moving, span, row, &moved))
        return moved;
    return look_for(moving, &(struct needle){.words = old_word(moving, row.from), .count = row.to - row.from},
                    stood_at(moving, row.from));
}

struct moved moving_quote(struct moving *moving, const struct quote *quote, uint32_t at)
{
    struct vocabulary *vocabulary = moving->diff.vocabulary;
    struct diff_words exact = diff_words_of(moving->arena, &(struct blocks){.body = quote->exact}, vocabulary);
    struct diff_words prefix = diff_words_of(moving->arena, &(struct blocks){.body = quote->prefix}, vocabulary);
    struct diff_words suffix = diff_words_of(moving->arena, &(struct blocks){.body = quote->suffix}, vocabulary);
    const struct needle needle = {exact.items, prefix.items, suffix.items, exact.count, prefix.count, suffix.count};
    return look_for(moving, &needle, stood_at(moving, word_behind(&moving->diff.before, at)));
}
