/* In the order of what can be relied on most, each step leaving alone what was matched before it:
 *
 * 1. blocks that both bodies have in common at their beginning and at their end
 * 2. seeds: SEED words in a row that stand once among the words still free of either body, first within sentences, then within
 *    blocks, then anywhere. Runs grow from them within the same borders. The borders come first so that a run that ends
 *    where its block ends doesn't take the first word of another block that begins alike.
 * 3. small gaps between matches: their longest common subsequence, and words that were only spelt differently
 *
 * Then each run is judged by its size, and each place where two runs meet by whether their border could lie elsewhere. */
#include "claimd/diff.h"

#include <string.h>

enum {
    SEED = 6,  /* words of a seed; in 95,000 words and marks of English 5.8% of the rows of 4 repeat, 1.2% of 6 */
    GAP = 256, /* words on either side of a gap that is filled: the table has their product, 64 kB of 16 bits each */
    SPELT_GAP = 16, /* the same for pairing words by spelling */
};

/* Borders that a run doesn't cross: those of this rank and above. */
enum { WITHIN_SENTENCES = BEGINS_SENTENCE, WITHIN_BLOCKS = BEGINS_BLOCK, ANYWHERE };

struct side {
    const struct diff_words *words;
    uint32_t *match;   /* the word of the other side; DIFF_NONE: free */
    uint64_t *hashes;  /* of the words before: H(n) = H(n-1) * factor + h(word n), modulo 2^64 */
    uint32_t from, to; /* what is still to be matched */
};

struct diffing {
    struct side before, after;
    uint8_t *kinds;             /* enum diff_match, by words of before */
    uint16_t (*sizes)[GAP + 1]; /* the table of fill */
};

struct range {
    uint32_t before, before_end, after, after_end;
};

static const uint64_t factor = 0x9E3779B97F4A7C15; /* odd, with bits all over: 2^64 divided by the golden ratio */

static struct side side_of(struct arena *arena, const struct diff_words *words)
{
    struct side side = {words, arena_array(arena, uint32_t, words->count),
                        arena_array(arena, uint64_t, (size_t)words->count + 1), 0, words->count};
    for (uint32_t i = 0; i < words->count; i++) {
        side.match[i] = DIFF_NONE;
        uint64_t mixed = (words->items[i].id + factor) * 0xBF58476D1CE4E5B9;
        side.hashes[i + 1] = side.hashes[i] * factor + (mixed ^ (mixed >> 31));
    }
    return side;
}

static bool is_free(const struct side *side, uint32_t index)
{
    return side->match[index] == DIFF_NONE;
}

static unsigned begins(const struct side *side, uint32_t index)
{
    return index >= side->words->count ? BEGINS_BLOCK : side->words->items[index].begins;
}

static bool is_same(const struct diffing *diffing, uint32_t before, uint32_t after)
{
    return diffing->before.words->items[before].id == diffing->after.words->items[after].id;
}

static void join(struct diffing *diffing, uint32_t before, uint32_t after, enum diff_match kind)
{
    diffing->before.match[before] = after;
    diffing->after.match[after] = before;
    diffing->kinds[before] = (uint8_t)kind;
}

/* Whole blocks only: the first word of what was put in may be that of what comes behind it. */
static void join_ends(struct diffing *diffing)
{
    struct side *before = &diffing->before, *after = &diffing->after;
    uint32_t least = before->to < after->to ? before->to : after->to, first = 0, last = 0;

    while (first < least && is_same(diffing, first, first))
        first++;
    while (first > 0 && !(begins(before, first) == BEGINS_BLOCK && begins(after, first) == BEGINS_BLOCK))
        first--;
    while (last < least - first && is_same(diffing, before->to - 1 - last, after->to - 1 - last))
        last++;
    while (last > 0 &&
           !(begins(before, before->to - last) == BEGINS_BLOCK && begins(after, after->to - last) == BEGINS_BLOCK))
        last--;
    for (uint32_t i = 0; i < first; i++)
        join(diffing, i, i, DIFF_ALIKE);
    for (uint32_t i = 1; i <= last; i++)
        join(diffing, before->to - i, after->to - i, DIFF_ALIKE);
    before->from = after->from = first;
    before->to -= last;
    after->to -= last;
}

/* The first place at or after `at` where a seed can begin: SEED free words without a border between them. side->to when there
 * is none. */
static uint32_t next_seed(const struct side *side, uint32_t at, unsigned border)
{
    while (at + SEED <= side->to) {
        uint32_t skip = 0;
        for (uint32_t i = SEED; i-- > 0 && skip == 0;) {
            if (!is_free(side, at + i)) {
                skip = i + 1;
            } else if (i > 0 && begins(side, at + i) >= border) {
                skip = i;
            }
        }
        if (skip == 0)
            return at;
        at += skip;
    }
    return side->to;
}

static uint64_t seed_hash(const struct side *side, uint32_t at)
{
    uint64_t power = 1;
    for (uint32_t i = 0; i < SEED; i++)
        power *= factor;
    return side->hashes[at + SEED] - side->hashes[at] * power;
}

enum { SEED_TWICE = DIFF_NONE - 1 };

struct seed {
    uint64_t hash;
    uint32_t before, after; /* where it stands; DIFF_NONE: nowhere, SEED_TWICE: not only once */
};

struct seeds {
    struct seed *slots;
    uint64_t mask; /* an open table; at most half full */
};

/* The seed with this hash or the free place for it; NULL when it has neither within WORD_PROBES: it is left out. */
static struct seed *seed_at(const struct seeds *seeds, uint64_t hash)
{
    for (uint64_t probe = 0; probe < WORD_PROBES; probe++) {
        struct seed *seed = &seeds->slots[((hash >> 20) + probe) & seeds->mask];
        if (seed->hash == hash || (seed->before == DIFF_NONE && seed->after == DIFF_NONE))
            return seed;
    }
    return NULL;
}

static struct seeds seeds_of(struct arena *arena, const struct side *before, const struct side *after, unsigned border)
{
    uint64_t size = 64;
    while (size < 2 * (uint64_t)(before->to - before->from))
        size *= 2;
    struct seeds seeds = {arena_alloc(arena, size * sizeof(struct seed)), size - 1};
    for (uint64_t i = 0; i < size; i++)
        seeds.slots[i] = (struct seed){0, DIFF_NONE, DIFF_NONE};

    for (uint32_t i = before->from; (i = next_seed(before, i, border)) < before->to; i++) {
        uint64_t hash = seed_hash(before, i);
        struct seed *seed = seed_at(&seeds, hash);
        if (seed != NULL)
            *seed = (struct seed){hash, seed->before == DIFF_NONE ? i : SEED_TWICE, DIFF_NONE};
    }
    for (uint32_t i = after->from; (i = next_seed(after, i, border)) < after->to; i++) {
        struct seed *seed = seed_at(&seeds, seed_hash(after, i));
        if (seed != NULL && seed->before != DIFF_NONE)
            seed->after = seed->after == DIFF_NONE ? i : SEED_TWICE;
    }
    return seeds;
}

/* Whether the words of two seeds are the same, and free: their hashes are equal. */
static bool can_join(const struct diffing *diffing, uint32_t before, uint32_t after)
{
    for (uint32_t i = 0; i < SEED; i++) {
        if (!is_same(diffing, before + i, after + i) || !is_free(&diffing->after, after + i))
            return false;
    }
    return true;
}

/* Joins what stands once in either body. */
static void join_seeds(struct diffing *diffing, unsigned border)
{
    arena_auto arena = {0};
    struct side *before = &diffing->before, *after = &diffing->after;
    struct seeds seeds = seeds_of(&arena, before, after, border);

    for (uint32_t i = before->from; (i = next_seed(before, i, border)) < before->to; i++) {
        const struct seed *seed = seed_at(&seeds, seed_hash(before, i));
        if (seed == NULL || seed->before != i || seed->after >= SEED_TWICE || !can_join(diffing, i, seed->after))
            continue;
        for (uint32_t j = 0; j < SEED; j++)
            join(diffing, i + j, seed->after + j, DIFF_ALIKE);
    }
}

/* Runs take the free words next to them that are alike. */
static void grow(struct diffing *diffing, unsigned border)
{
    const struct side *before = &diffing->before, *after = &diffing->after;

    for (uint32_t i = before->from; i + 1 < before->to; i++) {
        uint32_t there = before->match[i];
        if (there != DIFF_NONE && there + 1 < after->to && is_free(before, i + 1) && is_free(after, there + 1) &&
            is_same(diffing, i + 1, there + 1) && begins(before, i + 1) < border && begins(after, there + 1) < border)
            join(diffing, i + 1, there + 1, DIFF_ALIKE);
    }
    for (uint32_t i = before->to; i-- > before->from + 1;) {
        uint32_t there = before->match[i];
        if (there != DIFF_NONE && there > after->from && is_free(before, i - 1) && is_free(after, there - 1) &&
            is_same(diffing, i - 1, there - 1) && begins(before, i) < border && begins(after, there) < border)
            join(diffing, i - 1, there - 1, DIFF_ALIKE);
    }
}

/* The free words of the new body behind the place of the word before the gap. */
static bool range_behind(const struct diffing *diffing, struct range *range)
{
    const struct side *after = &diffing->after;
    range->after = range->before == 0 ? 0 : diffing->before.match[range->before - 1] + 1;
    range->after_end = range->after;
    while (range->after_end < after->words->count && is_free(after, range->after_end))
        range->after_end++;
    return range->after < range->after_end;
}

/* Those before the place of the word behind the gap. */
static bool range_ahead(const struct diffing *diffing, struct range *range)
{
    const struct side *before = &diffing->before, *after = &diffing->after;
    range->after_end =
        range->before_end == before->words->count ? after->words->count : before->match[range->before_end];
    range->after = range->after_end;
    while (range->after > 0 && is_free(after, range->after - 1))
        range->after--;
    return range->after < range->after_end;
}

/* The longest common subsequence, by the table of those of all endings. */
static void fill(struct diffing *diffing, struct range range)
{
    uint32_t rows = range.before_end - range.before, columns = range.after_end - range.after;
    if (rows > GAP || columns > GAP)
        return;
    uint16_t(*sizes)[GAP + 1] = diffing->sizes;
    for (uint32_t i = 0; i <= rows; i++)
        sizes[i][columns] = 0;
    for (uint32_t j = 0; j <= columns; j++)
        sizes[rows][j] = 0;
    for (uint32_t i = rows; i-- > 0;) {
        for (uint32_t j = columns; j-- > 0;) {
            uint16_t without = sizes[i + 1][j] > sizes[i][j + 1] ? sizes[i + 1][j] : sizes[i][j + 1];
            sizes[i][j] =
                is_same(diffing, range.before + i, range.after + j) ? (uint16_t)(sizes[i + 1][j + 1] + 1) : without;
        }
    }
    for (uint32_t i = 0, j = 0; i < rows && j < columns;) {
        if (is_same(diffing, range.before + i, range.after + j)) {
            join(diffing, range.before + i++, range.after + j++, DIFF_ALIKE);
        } else if (sizes[i + 1][j] >= sizes[i][j + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

/* Whether two words differ in less than two fifths of their bytes, all in one place: "organise" and "organize",
 * "attack" and "attacks". */
static bool is_spelt_alike(struct str a, struct str b)
{
    size_t least = a.size < b.size ? a.size : b.size, most = a.size < b.size ? b.size : a.size;
    size_t first = 0, last = 0;
    while (first < least && a.data[first] == b.data[first])
        first++;
    while (last < least - first && a.data[a.size - 1 - last] == b.data[b.size - 1 - last])
        last++;
    return 5 * (first + last) > 3 * most;
}

/* Each word of the old body with the first that is spelt much like it, in order. */
static void pair(struct diffing *diffing, struct range range)
{
    const struct diff_words *before = diffing->before.words, *after = diffing->after.words;
    if (range.before_end - range.before > SPELT_GAP || range.after_end - range.after > SPELT_GAP)
        return;
    for (uint32_t i = range.before; i < range.before_end; i++) {
        for (uint32_t j = range.after; j < range.after_end; j++) {
            if (before->items[i].is_substance && after->items[j].is_substance &&
                is_spelt_alike(diff_word_text(before, i), diff_word_text(after, j))) {
                join(diffing, i, j, DIFF_SPELT);
                range.after = j + 1;
                break;
            }
        }
    }
}

typedef void visit_gap(struct diffing *diffing, struct range range);

/* Every gap of the old body: with the words that are free behind the place of the word before it, then what is left of it with
 * those before the place of the word behind it. Mostly the two are one. */
static void each_gap(struct diffing *diffing, visit_gap *visit)
{
    const struct side *before = &diffing->before;
    for (uint32_t i = before->from; i < before->to; i++) {
        if (!is_free(before, i))
            continue;
        struct range first = {.before = i, .before_end = i};
        while (first.before_end < before->to && is_free(before, first.before_end))
            first.before_end++;
        i = first.before_end;
        if (range_behind(diffing, &first))
            visit(diffing, first);
        struct range rest = {.before = first.before_end, .before_end = first.before_end};
        while (rest.before > first.before && is_free(before, rest.before - 1))
            rest.before--;
        bool is_known = rest.before == first.before; /* nothing of it was filled */
        if (rest.before < rest.before_end && range_ahead(diffing, &rest) &&
            !(is_known && rest.after == first.after && rest.after_end == first.after_end))
            visit(diffing, rest);
    }
}

/* Behind the last word of the run that word `from` of the old body is in. */
static uint32_t run_end(const struct diffing *diffing, uint32_t from)
{
    const struct side *before = &diffing->before;
    uint32_t end = from + 1;
    while (end < before->words->count && diffing->kinds[end] == DIFF_ALIKE &&
           before->match[end] == before->match[end - 1] + 1)
        end++;
    return end;
}

/* The sentences of the new body, for what a sentence of the old one has in common with each. */
struct judging {
    uint32_t *sentence; /* its number, by words */
    uint32_t *sizes;    /* words, by sentences */
    struct common {
        uint32_t words, substance;
    } * common; /* by sentences: zero between one sentence of the old body and the next */
};

static struct judging judging_of(struct arena *arena, const struct side *after)
{
    uint32_t count = after->words->count, sentence = 0;
    struct judging judging = {arena_array(arena, uint32_t, count), arena_array(arena, uint32_t, (size_t)count + 1),
                              arena_array(arena, struct common, (size_t)count + 1)};
    for (uint32_t i = 0; i < count; i++) {
        sentence += i > 0 && begins(after, i) >= BEGINS_SENTENCE;
        judging.sentence[i] = sentence;
        judging.sizes[sentence]++;
    }
    return judging;
}

/* The words of one sentence of the old body, [from, to), are sure for the time being where it has enough in common with the one
 * in which they are now: DIFF_SURE words of substance, or more than half of either. One that only begins like the one that took
 * its place has not. */
static void judge_sentence(const struct diffing *diffing, uint32_t from, uint32_t to, const struct judging *judging,
                           struct diff_place *places)
{
    for (uint32_t i = from; i < to; i++) {
        if (diffing->kinds[i] == DIFF_ALIKE) {
            struct common *common = &judging->common[judging->sentence[places[i].there]];
            common->words++;
            common->substance += diffing->before.words->items[i].is_substance;
        }
    }
    for (uint32_t i = from; i < to; i++) {
        if (diffing->kinds[i] == DIFF_ALIKE) {
            uint32_t sentence = judging->sentence[places[i].there];
            struct common common = judging->common[sentence];
            places[i].is_sure = common.substance >= DIFF_SURE || 2 * common.words > to - from ||
                                2 * common.words > judging->sizes[sentence];
        }
    }
    for (uint32_t i = from; i < to; i++) {
        if (diffing->kinds[i] == DIFF_ALIKE)
            judging->common[judging->sentence[places[i].there]] = (struct common){0, 0};
    }
}

static void judge_sentences(const struct diffing *diffing, struct diff_place *places)
{
    arena_auto arena = {0};
    const struct side *before = &diffing->before;
    struct judging judging = judging_of(&arena, &diffing->after);
    for (uint32_t i = 0, end; i < before->words->count; i = end) {
        for (end = i + 1; begins(before, end) < BEGINS_SENTENCE;)
            end++;
        judge_sentence(diffing, i, end, &judging, places);
    }
}

/* Not sure are runs that are too short for it, unless a border of a block stands by: it is as good as words. */
static void judge_runs(const struct diffing *diffing, struct diff_place *places)
{
    const struct side *before = &diffing->before, *after = &diffing->after;
    for (uint32_t i = 0, end; i < before->words->count; i = end) {
        end = i + 1;
        if (diffing->kinds[i] != DIFF_ALIKE)
            continue;
        end = run_end(diffing, i);
        uint32_t there = before->match[i], substance = 0;
        for (uint32_t j = i; j < end; j++)
            substance += before->words->items[j].is_substance;
        bool is_at_border = (begins(before, i) == BEGINS_BLOCK && begins(after, there) == BEGINS_BLOCK) ||
                            (begins(before, end) == BEGINS_BLOCK && begins(after, there + (end - i)) == BEGINS_BLOCK);
        for (uint32_t j = i; j < end && substance < DIFF_SURE && !is_at_border; j++)
            places[j].is_sure = false;
    }
}

/* Where two runs meet in one body and not in the other, their border could lie further left or right as long as the words there
 * are alike. here is the side on which they meet, at word `cut`. Finds the words in question: [*first, *last). */
static void find_loose(const struct diffing *diffing, bool in_before, uint32_t cut, uint32_t *first, uint32_t *last)
{
    const struct side *here = in_before ? &diffing->before : &diffing->after;
    const struct side *there = in_before ? &diffing->after : &diffing->before;
    const struct diff_word *words = here->words->items, *others = there->words->items;
    uint32_t left = here->match[cut - 1], right = here->match[cut];

    *first = *last = cut;
    for (uint32_t i = 0; *last < here->words->count && here->match[*last] == right + i; i++, (*last)++) {
        if (left + 1 + i >= there->words->count || words[*last].id != others[left + 1 + i].id)
            break;
    }
    for (uint32_t i = 0; *first > 0 && i <= left && here->match[*first - 1] == left - i; i++, (*first)--) {
        if (i >= right || words[*first - 1].id != others[right - 1 - i].id)
            break;
    }
}

/* Of a border at word `at` of `here`, where it is at `cut` now: the least of what begins there, and on the other side behind the
 * left run and with the right one. */
static unsigned border_rank(const struct side *here, const struct side *there, uint32_t cut, uint32_t at)
{
    unsigned rank = begins(here, at);
    unsigned left = begins(there, here->match[cut - 1] + 1 + (at - cut)); /* modulo 2^32 */
    unsigned right = begins(there, here->match[cut] + (at - cut));
    rank = left < rank ? left : rank;
    return right < rank ? right : rank;
}

/* The border of the highest rank from `first` to `last`; DIFF_NONE when two have it, or when it is none between sentences. */
static uint32_t best_border(const struct diffing *diffing, bool in_before, uint32_t cut, uint32_t first, uint32_t last)
{
    const struct side *here = in_before ? &diffing->before : &diffing->after;
    const struct side *there = in_before ? &diffing->after : &diffing->before;
    uint32_t best = DIFF_NONE;
    unsigned best_rank = BEGINS_NOTHING;
    for (uint32_t i = first; i <= last; i++) {
        unsigned rank = border_rank(here, there, cut, i);
        if (rank > best_rank) {
            best = i;
            best_rank = rank;
        } else if (rank == best_rank) {
            best = DIFF_NONE;
        }
    }
    return best;
}

static bool is_border(const struct side *side, uint32_t cut)
{
    uint32_t left = side->match[cut - 1], right = side->match[cut];
    return left != DIFF_NONE && right != DIFF_NONE && right != left + 1;
}

static void part(struct diffing *diffing, uint32_t before)
{
    diffing->after.match[diffing->before.match[before]] = DIFF_NONE;
    diffing->before.match[before] = DIFF_NONE;
    diffing->kinds[before] = DIFF_LOST;
}

/* Gives a word of `here`, which goes with one of the runs that meet there, to the other one. */
static bool give(struct diffing *diffing, bool in_before, uint32_t word, uint32_t other)
{
    uint32_t before = in_before ? word : other, after = in_before ? other : word;
    if (!is_free(in_before ? &diffing->after : &diffing->before, other))
        return false;
    part(diffing, in_before ? before : diffing->after.match[after]);
    join(diffing, before, after, DIFF_ALIKE);
    return true;
}

/* Moves borders of runs to where sentences and blocks have theirs. */
static void move_borders(struct diffing *diffing, bool in_before)
{
    const struct side *here = in_before ? &diffing->before : &diffing->after;
    for (uint32_t cut = 1; cut < here->words->count; cut++) {
        if (!is_border(here, cut))
            continue;
        uint32_t left = here->match[cut - 1], right = here->match[cut], first, last;
        find_loose(diffing, in_before, cut, &first, &last);
        uint32_t best = best_border(diffing, in_before, cut, first, last);
        if (best == DIFF_NONE)
            continue;
        for (uint32_t i = cut; i > best && give(diffing, in_before, i - 1, right - (cut - (i - 1)));)
            i--;
        for (uint32_t i = cut; i < best && give(diffing, in_before, i, left + 1 + (i - cut));)
            i++;
    }
}

static void mark_loose(struct diff_place *places, uint32_t before, uint32_t other)
{
    places[before].is_loose = true;
    if (places[before].there != other)
        places[before].other = other;
}

static void judge_borders(const struct diffing *diffing, bool in_before, struct diff_place *places)
{
    const struct side *here = in_before ? &diffing->before : &diffing->after;
    for (uint32_t cut = 1; cut < here->words->count; cut++) {
        if (!is_border(here, cut))
            continue;
        uint32_t left = here->match[cut - 1], right = here->match[cut], first, last;
        find_loose(diffing, in_before, cut, &first, &last);
        if (first == last || best_border(diffing, in_before, cut, first, last) == cut)
            continue;
        for (uint32_t i = first; i < last; i++) {
            uint32_t one = left + 1 + (i - cut), two = right + (i - cut); /* of the other side; modulo 2^32 */
            if (in_before) {
                mark_loose(places, i, one);
                mark_loose(places, i, two);
            } else {
                mark_loose(places, one, i);
                mark_loose(places, two, i);
            }
        }
    }
}

/* From here on words of the ends that were joined first may go to other runs, too. */
static void settle_borders(struct diffing *diffing)
{
    diffing->before.from = diffing->after.from = 0;
    diffing->before.to = diffing->before.words->count;
    diffing->after.to = diffing->after.words->count;
    move_borders(diffing, true);
    move_borders(diffing, false);
    grow(diffing, ANYWHERE); /* into what became free */
}

static void match(struct diffing *diffing)
{
    join_ends(diffing);
    for (unsigned border = WITHIN_SENTENCES; border <= ANYWHERE; border++) {
        join_seeds(diffing, border);
        grow(diffing, border);
    }
    settle_borders(diffing);
    each_gap(diffing, fill);
    settle_borders(diffing); /* of runs that were only now found */
    each_gap(diffing, pair);
}

struct diff diff_make(struct arena *arena, const struct blocks *before, const struct blocks *after)
{
    struct diff diff = {.vocabulary = vocabulary_make(arena)};
    diff.before = diff_words_of(arena, before, diff.vocabulary);
    diff.after = diff_words_of(arena, after, diff.vocabulary);
    arena_auto scratch = {0};
    struct diffing diffing = {
        .before = side_of(&scratch, &diff.before),
        .after = side_of(&scratch, &diff.after),
        .kinds = arena_array(&scratch, uint8_t, diff.before.count),
        .sizes = arena_alloc(&scratch, sizeof(uint16_t[GAP + 1][GAP + 1])),
    };
    match(&diffing);

    diff.places = arena_array(arena, struct diff_place, diff.before.count);
    for (uint32_t i = 0; i < diff.before.count; i++)
        diff.places[i] = (struct diff_place){diffing.before.match[i], DIFF_NONE, diffing.kinds[i], false, false};
    diff.back = arena_array(arena, uint32_t, diff.after.count);
    if (diff.after.count > 0)
        memcpy(diff.back, diffing.after.match, diff.after.count * sizeof *diff.back);
    judge_sentences(&diffing, diff.places);
    judge_runs(&diffing, diff.places);
    judge_borders(&diffing, true, diff.places);
    judge_borders(&diffing, false, diff.places);
    return diff;
}
