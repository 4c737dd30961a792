/* Thousands of random edits on texts, made here and real: no anchor may be at a wrong place with the state exact or moved. Every
 * character of the old text is followed through the edits, so the right place is known.
 *
 * CLAIMD_EDITS is how many edited bodies are made of each text (200), CLAIMD_SEED where their numbers begin. A failure names the
 * number of its edit, which makes it again: CLAIMD_SEED=that CLAIMD_EDITS=1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/json.h"
#include "claimd/moving.h"
#include "claimd/utf8.h"

#include "edits.h"
#include "seed.h"

/* What is right. */

struct truth {
    bool is_whole; /* all its words are there, in a row, as they were */
    struct span span;
    size_t left; /* of its characters, without white space */
    size_t all;
};

static struct truth truth_of(const struct traced *old, const struct traced *text, const int32_t *places,
                             struct span span)
{
    struct truth truth = {.is_whole = true};
    int32_t last = -1;
    for (uint32_t i = span.start; i < span.end; i++) {
        if (is_blank(old->characters[i]))
            continue;
        truth.all++;
        if (places[i] < 0) {
            truth.is_whole = false;
            continue;
        }
        truth.left++;
        truth.is_whole = truth.is_whole && places[i] > last;
        for (int32_t j = last < 0 ? places[i] : last + 1; j < places[i] && truth.is_whole; j++)
            truth.is_whole = is_blank(text->characters[j]);
        if (last < 0)
            truth.span.start = (uint32_t)places[i];
        last = places[i];
        truth.span.end = (uint32_t)places[i] + 1;
    }
    return truth;
}

static struct span trimmed(const struct traced *text, struct span span)
{
    while (span.start < span.end && is_blank(text->characters[span.start]))
        span.start++;
    while (span.start < span.end && is_blank(text->characters[span.end - 1]))
        span.end--;
    return span;
}

static int64_t past_blanks(const struct traced *text, int64_t at, int64_t step)
{
    while (at >= 0 && at < (int64_t)text->count && is_blank(text->characters[at]))
        at += step;
    return at;
}

/* Whether what was put in goes on as the old text did until it comes to a character that is where it was. */
static bool leads_home(const struct traced *old, const struct traced *text, int64_t was, int64_t is, int64_t step)
{
    for (;; was += step, is += step) {
        was = past_blanks(old, was, step);
        is = past_blanks(text, is, step);
        if (was < 0 || is < 0 || was >= (int64_t)old->count || is >= (int64_t)text->count)
            return was < 0 && is < 0;
        if (text->origins[is] == was)
            return true;
        if (text->origins[is] != NEW || text->characters[is] != old->characters[was])
            return false;
    }
}

/* Whether nobody could tell that a place is wrong. Letter by letter it is what the words were, and
 * - some of it is where it was: when "the cat and " goes out of "feed the cat and the dog", "feed the" is left, whichever "the";
 * - or all of it was put in beside words that are where they were: "Peace now" became "Peace then", and again "Peace now". */
static bool cannot_be_told(const struct traced *old, const struct traced *text, struct span was, struct span is)
{
    int64_t first = -1, last = -1, next = is.start;
    bool has_own = false, is_new = true;
    for (uint32_t i = was.start; i < was.end; i++) {
        if (is_blank(old->characters[i]))
            continue;
        next = past_blanks(text, next, 1);
        if (next >= is.end)
            return false;
        has_own = has_own || text->origins[next] == (int32_t)i;
        is_new = is_new && text->origins[next] == NEW;
        first = first < 0 ? next : first;
        last = next++;
    }
    return has_own || (is_new && (leads_home(old, text, (int64_t)was.start - 1, first - 1, -1) ||
                                  leads_home(old, text, was.end, last + 1, 1)));
}

struct counts {
    size_t states[ANCHOR_STATE_COUNT], all, whole, wrong, lost, found_changed, rival_wrong, rival_lost;
};

struct anchors {
    struct span items[2000];
    size_t count;
};

/* Sentences, and words and rows of words at random. */
static void find_anchors(struct random *random, const struct traced *text, struct anchors *anchors)
{
    anchors->count = 0;
    for (size_t from = 0; from < text->count && anchors->count < 400;) {
        size_t to = next_sentence(text, from + 1);
        struct span span = trimmed(text, (struct span){(uint32_t)from, (uint32_t)to});
        if (span.start < span.end)
            anchors->items[anchors->count++] = span;
        from = to;
    }
    for (size_t i = 0; i < 300; i++) {
        size_t from = next_word(text, draw(random, text->count)), to = from;
        for (size_t j = 1 + draw(random, draw(random, 3) == 0 ? 12 : 2); j > 0; j--)
            to = next_word(text, to + 1);
        to = to > text->count ? text->count : to;
        struct span span = trimmed(text, (struct span){(uint32_t)from, (uint32_t)to});
        uint32_t last = span.end > 0 ? text->characters[span.end - 1] : 0;
        if (span.end > span.start + 1 && (last == '.' || last == ',' || last == ';' || last == ':'))
            span.end--;
        if (span.start < span.end)
            anchors->items[anchors->count++] = span;
    }
}

static void report(const char *name, uint64_t number, const char *edits, const struct traced *old,
                   const struct traced *text, struct span was, struct moved moved, struct truth truth)
{
    arena_auto arena = {0};
    uint32_t from = was.start < 40 ? 0 : was.start - 40,
             to = was.end + 40 < old->count ? was.end + 40 : (uint32_t)old->count;
    struct str a = utf8_of(&arena, old->characters + from, to - from);
    from = moved.span.start < 60 ? 0 : moved.span.start - 60;
    to = moved.span.end + 60 < text->count ? moved.span.end + 60 : (uint32_t)text->count;
    struct str b = utf8_of(&arena, text->characters + from, to - from);
    print_error("%s, edit %llu (%s): %u-%u is state %d at %u-%u; right is %u-%u, %s (%zu of %zu left)\n  was: %.*s\n  "
                "is:  %.*s\n",
                name, (unsigned long long)number, edits, was.start, was.end, moved.state, moved.span.start,
                moved.span.end, truth.span.start, truth.span.end, truth.is_whole ? "whole" : "not whole", truth.left,
                truth.all, STR_PRINT(a), STR_PRINT(b));
}

/* The quotation nearest to where it was: what is done where there is no map. */
static void try_rival(struct arena *arena, const struct quote_body *quotes, const struct traced *old,
                      const struct traced *text, struct span was, struct truth truth, struct counts *counts)
{
    static struct span places[QUOTE_PLACES];
    struct quote quote = {.exact = utf8_of(arena, old->characters + was.start, was.end - was.start)};
    size_t count = quote_find(arena, quotes, &quote, places, COUNT(places)), best = 0;
    for (size_t i = 1; i < count; i++) {
        uint32_t nearest =
            places[best].start > was.start ? places[best].start - was.start : was.start - places[best].start;
        uint32_t distance = places[i].start > was.start ? places[i].start - was.start : was.start - places[i].start;
        best = distance < nearest ? i : best;
    }
    struct span found = count == 0 ? (struct span){0, 0} : trimmed(text, places[best]);
    bool is_right = truth.is_whole && found.start == truth.span.start && found.end == truth.span.end;
    counts->rival_wrong += count > 0 && !is_right && !cannot_be_told(old, text, was, found);
    counts->rival_lost += count == 0 && truth.is_whole;
}

struct run {
    const char *name;
    struct str body;
    struct counts counts;
    size_t failures;
    bool with_rival;
};

static void check_anchor(struct run *run, uint64_t number, const char *edits, const struct traced *old,
                         const struct traced *text, struct span was, struct moved moved, struct truth truth)
{
    struct counts *counts = &run->counts;
    bool is_claimed = moved.state == ANCHOR_EXACT || moved.state == ANCHOR_MOVED;
    struct span is = trimmed(text, moved.span);
    bool is_right = truth.is_whole && is.start == truth.span.start && is.end == truth.span.end;
    counts->all++;
    counts->states[moved.state]++;
    counts->whole += truth.is_whole;
    counts->lost += truth.is_whole && !is_claimed;
    if (is_claimed && !is_right && !cannot_be_told(old, text, was, is)) {
        counts->wrong++;
        if (run->failures++ < 20)
            report(run->name, number, edits, old, text, was, moved, truth);
    }
}

static void try_edits(struct run *run, uint64_t number)
{
    arena_auto arena = {0};
    struct random random = {number * 0x9E3779B97F4A7C15 + 1};
    static struct anchors anchors;
    char edits[1000] = "";
    struct blocks before = blocks_of_text(&arena, run->body);
    struct traced old = trace(&arena, before.body), text = trace(&arena, before.body);
    find_anchors(&random, &old, &anchors);
    for (uint32_t i = number % 8 == 0 ? 10 + draw(&random, 20) : 1 + draw(&random, 4); i > 0; i--) {
        const struct kind *kind = &kinds[draw(&random, COUNT(kinds))];
        kind->edit(&random, &text);
        (void)snprintf(edits + strlen(edits), sizeof edits - strlen(edits), "%s%s", edits[0] == '\0' ? "" : ", ",
                       kind->name);
    }
    normalize(&text);
    struct blocks after = blocks_of_text(&arena, utf8_of(&arena, text.characters, text.count));
    assert_int_equal(utf8_count(after.body), text.count); /* else the places of the test are not those of the text */
    int32_t *places = arena_array(&arena, int32_t, old.count);
    memset(places, 0xFF, old.count * sizeof *places);
    for (size_t i = 0; i < text.count; i++) {
        if (text.origins[i] != NEW)
            places[text.origins[i]] = (int32_t)i;
    }
    struct moving *moving = moving_make(&arena, &before, &after);
    struct quote_body quotes = quote_body_make(&arena, after.body);
    for (size_t i = 0; i < anchors.count; i++) {
        struct truth truth = truth_of(&old, &text, places, anchors.items[i]);
        check_anchor(run, number, edits, &old, &text, anchors.items[i], moving_span(moving, anchors.items[i]), truth);
        if (run->with_rival)
            try_rival(&arena, &quotes, &old, &text, anchors.items[i], truth, &run->counts);
    }
}

static uint64_t setting(const char *name, uint64_t usual)
{
    const char *given = getenv(name); /* NOLINT(concurrency-mt-unsafe): tests have one thread */
    uint64_t number;
    return given != NULL && str_number(str_of(given), UINT32_MAX, &number) ? number : usual;
}

static void print_counts(const struct run *run)
{
    const struct counts *counts = &run->counts;
    double all = (double)counts->all / 100, whole = (double)counts->whole / 100;
    print_message("%-28s %8zu anchors, %5.2f%% whole | wrong %zu, lost %.2f%% | exact %.1f moved %.1f changed %.1f "
                  "ambiguous %.2f orphaned %.2f",
                  run->name, counts->all, (double)counts->whole / all, counts->wrong, (double)counts->lost / whole,
                  (double)counts->states[0] / all, (double)counts->states[1] / all, (double)counts->states[2] / all,
                  (double)counts->states[3] / all, (double)counts->states[4] / all);
    if (run->with_rival) {
        print_message(" | nearest quotation: wrong %.2f%%, lost %.2f%%", (double)counts->rival_wrong / all,
                      (double)counts->rival_lost / whole);
    }
    print_message("\n");
}

static void try_text(const char *name, struct str body)
{
    struct run run = {.name = name, .body = body, .with_rival = setting("CLAIMD_RIVAL", 0) > 0};
    uint64_t first = setting("CLAIMD_SEED", 1), count = setting("CLAIMD_EDITS", 200);
    for (uint64_t number = first; number < first + count; number++)
        try_edits(&run, number);
    print_counts(&run);
    assert_int_equal(run.counts.wrong, 0);
}

static void real_article(void **state)
{
    json_auto_t *gold = seed_gold();
    (void)state;
    if (gold == NULL)
        skip();
    try_text("the real article", json_str(gold, "body"));
}

static void example(void **state)
{
    json_auto_t *file = json_load_file(*state, 0, NULL);
    const json_t *articles = json_object_get(file, "articles");
    assert_true(json_array_size(articles) > 0);
    for (size_t i = 0; i < json_array_size(articles); i++)
        try_text(strrchr(*state, '/') + 1, json_str(json_array_get(articles, i), "body"));
}

/* Words of a vocabulary of that many, common ones first: with few of them, all rows of three words stand there many times. */
static void made(void **state)
{
    const size_t *vocabulary = *state;
    buffer_auto body = {0};
    struct random random = {*vocabulary};
    for (size_t i = 0; i < 50; i++) {
        for (size_t j = draw(&random, 4); j < 5; j++) {
            for (size_t k = draw(&random, 12); k < 16; k++) {
                uint32_t word = draw(&random, draw(&random, draw(&random, *vocabulary) + 1) + 1);
                buffer_printf(&body, "%s%c%c%c", j + k == 0 ? "" : " ", 'a' + (int)(word % 26),
                              'a' + (int)(word / 26 % 26), 'a' + (int)(word / 676));
            }
            buffer_add_byte(&body, '.');
        }
        buffer_add(&body, STR("\n\n"));
    }
    try_text("made", buffer_str(&body));
}

int main(void)
{
    static const size_t vocabularies[] = {400, 2000};
    const struct CMUnitTest tests[] = {
        {.name = "the real article", .test_func = real_article},
        {.name = "12-the-wager", .test_func = example, .initial_state = (void *)"examples/library/12-the-wager.json"},
        {.name = "a text of 400 words", .test_func = made, .initial_state = (void *)&vocabularies[0]},
        {.name = "a text of 2000 words", .test_func = made, .initial_state = (void *)&vocabularies[1]},
    };
    return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
