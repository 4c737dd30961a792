#include "claimd/suggestion_match.h"

/* Stored places so that those that overlap a span are found: reach[i] is how far any of the first i + 1 goes. */
struct shelf {
    const struct placed *items;
    size_t count;
    uint32_t *reach;
};

static struct shelf shelf_of(struct arena *arena, const struct placed *items, size_t count)
{
    struct shelf shelf = {items, count, arena_array(arena, uint32_t, count)};
    for (size_t i = 0; i < count; i++) {
        uint32_t before = i == 0 ? 0 : shelf.reach[i - 1];
        shelf.reach[i] = items[i].end > before ? items[i].end : before;
    }
    return shelf;
}

/* How many begin before `at`. */
static size_t begin_before(const struct shelf *shelf, uint32_t at)
{
    size_t low = 0, high = shelf->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shelf->items[middle].start < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whether item i - 1 and those before it may still reach the span. */
static bool may_reach(const struct shelf *shelf, size_t i, struct span span)
{
    return i > 0 && shelf->reach[i - 1] > span.start;
}

static struct span span_of(const struct placed *placed)
{
    return (struct span){placed->start, placed->end};
}

static uint32_t common(struct span a, struct span b)
{
    uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    return start < end ? end - start : 0;
}

static bool is_same(struct span a, struct span b)
{
    return a.start == b.start && a.end == b.end;
}

/* At least half of what both cover is common. */
static bool is_alike(struct span a, struct span b)
{
    uint32_t both = common(a, b);
    return 2 * (uint64_t)both >= (uint64_t)(a.end - a.start) + (b.end - b.start) - both;
}

static enum match match_of(const struct placed *stored)
{
    return stored->is_decided ? MATCH_DECIDED : MATCH_KNOWN;
}

static struct suggestion_matches matches_new(struct arena *arena, size_t count)
{
    return (struct suggestion_matches){arena_array(arena, enum match, count),
                                       arena_array(arena, const struct placed *, count)};
}

struct suggestion_matches suggestion_matches_of_mentions(struct arena *arena, const struct span *spans, size_t count,
                                                         const struct placed *stored, size_t stored_count)
{
    struct shelf shelf = shelf_of(arena, stored, stored_count);
    struct suggestion_matches matches = matches_new(arena, count);
    for (size_t i = 0; i < count; i++) {
        const struct placed *best = NULL;
        for (size_t j = begin_before(&shelf, spans[i].end); may_reach(&shelf, j, spans[i]); j--) {
            const struct placed *one = &stored[j - 1];
            if (common(span_of(one), spans[i]) > 0 && (best == NULL || is_same(span_of(one), spans[i])))
                best = one;
        }
        matches.stored[i] = best;
        matches.items[i] = best == NULL ? MATCH_NEW : match_of(best);
    }
    return matches;
}

static bool has_kind(const struct placed *stored, struct str kind)
{
    return str_equal(stored->kind, kind) || str_equal(stored->first_kind, kind);
}

/* A stored one of the same words and kind that answers for none yet. */
static const struct placed *find_same(const struct shelf *shelf, struct span span, struct str kind, bool *taken)
{
    for (size_t j = begin_before(shelf, span.start + 1); j > 0 && shelf->items[j - 1].start == span.start; j--) {
        const struct placed *one = &shelf->items[j - 1];
        if (!taken[j - 1] && is_same(span_of(one), span) && has_kind(one, kind)) {
            taken[j - 1] = true;
            return one;
        }
    }
    return NULL;
}

/* A decided one that says what somebody thinks of these words. */
static const struct placed *find_decided(const struct shelf *shelf, struct span span, struct str kind)
{
    for (size_t j = begin_before(shelf, span.end); may_reach(shelf, j, span); j--) {
        const struct placed *one = &shelf->items[j - 1];
        if (one->is_decided && (is_same(span_of(one), span) || (has_kind(one, kind) && is_alike(span_of(one), span))))
            return one;
    }
    return NULL;
}

struct suggestion_matches suggestion_matches_of_claims(struct arena *arena, const struct span *spans,
                                                       const struct str *kinds, size_t count,
                                                       const struct placed *stored, size_t stored_count)
{
    struct shelf shelf = shelf_of(arena, stored, stored_count);
    struct suggestion_matches matches = matches_new(arena, count);
    bool *taken = arena_array(arena, bool, stored_count);
    for (size_t i = 0; i < count; i++)
        matches.stored[i] = find_same(&shelf, spans[i], kinds[i], taken);
    for (size_t i = 0; i < count; i++) {
        if (matches.stored[i] == NULL)
            matches.stored[i] = find_decided(&shelf, spans[i], kinds[i]);
        matches.items[i] = matches.stored[i] == NULL ? MATCH_NEW : match_of(matches.stored[i]);
    }
    return matches;
}
