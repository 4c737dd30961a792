/* Searching is memmem up to the first hit and Knuth-Morris-Pratt from a hit on, as long as the next one may overlap it. So
 * each byte is read a fixed number of times whatever the texts are, where starting memmem again behind each of a million
 * overlapping hits would read the quotation a million times. */
#include "claimd/quote.h"

#include <string.h>

#include "claimd/utf8.h"

/* Folded text has single spaces only. */
static struct str without_space_before(struct str folded)
{
    return str_starts(folded, STR(" ")) ? str_part(folded, 1, folded.size) : folded;
}

static struct str without_space_behind(struct str folded)
{
    return str_ends(folded, STR(" ")) ? str_part(folded, 0, folded.size - 1) : folded;
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
    struct str needle = without_space_before(without_space_behind(quote_folded(arena, quote->exact)));
    struct finder exact = finder_begin(arena, text, needle);
    struct finder prefix = finder_begin(arena, text, without_space_behind(quote_folded(arena, quote->prefix)));
    struct finder suffix = finder_begin(arena, text, without_space_before(quote_folded(arena, quote->suffix)));
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
    return str_equal(without_space_before(without_space_behind(quote_folded(arena, a))),
                     without_space_before(without_space_behind(quote_folded(arena, b))));
}
