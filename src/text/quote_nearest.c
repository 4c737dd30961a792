#include "claimd/quote_nearest.h"

#include <stdlib.h>

#include "claimd/utf8.h"

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
    struct words quotation = words_of(arena, quote_folded(arena, exact));
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
    struct words quotation = words_of(arena, quote_folded(arena, exact));
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
