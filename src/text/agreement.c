#include "claimd/agreement.h"

#include <stdlib.h>

/* Two spans of different annotators that match, and how well: common / covered. */
struct match {
    uint32_t first, second; /* annotations, by place */
    uint32_t common, covered;
};

struct matches {
    struct match *items;
    size_t count;
};

static uint32_t size_of(struct span span)
{
    return span.end - span.start;
}

static int by_place(const void *left, const void *right)
{
    const struct annotation *a = *(const struct annotation *const *)left, *b = *(const struct annotation *const *)right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* The best first; of equal ones the earlier. */
static int by_worth(const void *left, const void *right)
{
    const struct match *a = left, *b = right;
    uint64_t x = (uint64_t)a->common * b->covered, y = (uint64_t)b->common * a->covered;
    if (x != y)
        return x > y ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->second < b->second ? -1 : a->second > b->second;
}

/* How many matches there are; they go into items, in order of place, where that is not NULL. */
static size_t walk_matches(struct annotation *const *sorted, size_t count, struct match *items)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct span a = sorted[i]->span;
        for (size_t j = i + 1; j < count && sorted[j]->span.start < a.end; j++) {
            struct span b = sorted[j]->span;
            uint32_t common = (a.end < b.end ? a.end : b.end) - b.start;
            uint32_t covered = size_of(a) - common + size_of(b);
            if (sorted[i]->annotator == sorted[j]->annotator || common < covered - common)
                continue;
            if (items != NULL)
                items[found] = (struct match){(uint32_t)i, (uint32_t)j, common, covered};
            found++;
        }
    }
    return found;
}

/* Counted first: where all overlap there are millions, and a list that grows would need them three times. */
static struct matches find_matches(struct arena *arena, struct annotation *const *sorted, size_t count)
{
    struct matches matches = {.count = walk_matches(sorted, count, NULL)};
    matches.items = arena_array(arena, struct match, matches.count + 1);
    (void)walk_matches(sorted, count, matches.items);
    qsort(matches.items, matches.count, sizeof *matches.items, by_worth);
    return matches;
}

static void count_pairs(struct agreement *agreement, struct arena *arena, struct annotation *const *sorted,
                        size_t count, const struct matches *matches)
{
    uint32_t *taken = arena_array(arena, uint32_t, count); /* annotators with whose spans it is paired, as bits */
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->items[i];
        uint32_t a = sorted[match->first]->annotator, b = sorted[match->second]->annotator;
        if ((taken[match->first] >> b & 1) || (taken[match->second] >> a & 1))
            continue;
        taken[match->first] |= 1U << b;
        taken[match->second] |= 1U << a;
        struct agreement_pair *pair = a < b ? &agreement->pairs[a][b] : &agreement->pairs[b][a];
        pair->matching++;
        pair->exact += match->common == match->covered;
    }
}

static uint32_t root_of(uint32_t *parents, uint32_t at)
{
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

static void join_units(struct agreement *agreement, struct arena *arena, struct annotation *const *sorted, size_t count,
                       const struct matches *matches)
{
    uint32_t *parents = arena_array(arena, uint32_t, count), *members = arena_array(arena, uint32_t, count);
    uint32_t *numbers = arena_array(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        parents[i] = i;
        members[i] = 1U << sorted[i]->annotator;
    }
    for (size_t i = 0; i < matches->count; i++) {
        uint32_t a = root_of(parents, matches->items[i].first), b = root_of(parents, matches->items[i].second);
        if (a == b || (members[a] & members[b]) != 0)
            continue;
        parents[b] = a;
        members[a] |= members[b];
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = root_of(parents, i);
        if (numbers[root] == 0)
            numbers[root] = (uint32_t)++agreement->unit_count;
        sorted[i]->unit = numbers[root] - 1;
    }
}

struct agreement *agreement_of(struct arena *arena, struct annotation *annotations, size_t count, uint32_t annotators)
{
    assert(annotators <= AGREEMENT_ANNOTATORS && count < UINT32_MAX);
    struct agreement *agreement = arena_new(arena, struct agreement);
    struct annotation **sorted = arena_array(arena, struct annotation *, count);
    for (size_t i = 0; i < count; i++) {
        assert(annotations[i].annotator < annotators);
        sorted[i] = &annotations[i];
        agreement->counts[annotations[i].annotator]++;
    }
    if (count == 0)
        return agreement;
    qsort(sorted, count, sizeof(struct annotation *), by_place);
    struct matches matches = find_matches(arena, sorted, count);
    count_pairs(agreement, arena, sorted, count, &matches);
    join_units(agreement, arena, sorted, count, &matches);
    return agreement;
}

double agreement_f1(uint32_t matches, uint32_t a, uint32_t b)
{
    return a + b == 0 ? 0 : 2.0 * matches / ((double)a + b);
}

/* With n ratings of units that have two or more, of which n_c give the label c, and o_cc pairs that agree on it:
 * alpha = 1 - (n - 1) (n - sum of o_cc) / (n² - sum of n_c²). */
struct alpha agreement_alpha(struct arena *arena, const struct rating *ratings, size_t count, size_t unit_count)
{
    struct alpha alpha = {0};
    double totals[AGREEMENT_LABELS] = {0}, agreed = 0, squares = 0;
    uint32_t(*counts)[AGREEMENT_LABELS] = arena_zero(arena, unit_count + 1, sizeof *counts);
    for (size_t i = 0; i < count; i++) {
        assert(ratings[i].unit < unit_count && ratings[i].label < AGREEMENT_LABELS);
        counts[ratings[i].unit][ratings[i].label]++;
    }
    for (size_t i = 0; i < unit_count; i++) {
        double all = 0, same = 0;
        for (size_t c = 0; c < AGREEMENT_LABELS; c++) {
            all += counts[i][c];
            same += (double)counts[i][c] * ((double)counts[i][c] - 1);
        }
        if (all < 2)
            continue;
        agreed += same / (all - 1);
        alpha.units++;
        alpha.ratings += (size_t)all;
        for (size_t c = 0; c < AGREEMENT_LABELS; c++)
            totals[c] += counts[i][c];
    }
    for (size_t c = 0; c < AGREEMENT_LABELS; c++)
        squares += totals[c] * totals[c];
    double n = (double)alpha.ratings;
    alpha.is_defined = n * n > squares;
    if (alpha.is_defined)
        alpha.value = 1 - (n - 1) * (n - agreed) / (n * n - squares);
    return alpha;
}
