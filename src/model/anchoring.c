#include "claimd/anchoring.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/quote_nearest.h"

enum {
    KEPT = 8,               /* bodies kept folded */
    KEPT_SIZE = 512 * 1024, /* larger ones are folded each time */
    CONTEXT = 32,           /* characters of prefix and suffix, as Hypothesis keeps */
    CANDIDATES = 5,         /* named in an error */
    AROUND = 40,            /* characters shown around each */
};

struct kept {
    int64_t article, stamp;
    uint64_t used;
    struct arena arena;
    struct body body;
    struct quote_body quotes;
};

struct bodies {
    struct arena arena;
    uint64_t turn;
    struct kept kept[KEPT];
};

static void bodies_release(void *extra)
{
    struct bodies *bodies = extra;
    for (size_t i = 0; i < KEPT; i++)
        arena_release(&bodies->kept[i].arena);
    struct arena arena = bodies->arena; /* bodies itself lies in it */
    arena_release(&arena);
}

static struct bodies *bodies_of(struct store *store)
{
    void **extra = store_extra(store, bodies_release);
    if (*extra == NULL) {
        struct arena arena = {0};
        struct bodies *bodies = arena_new(&arena, struct bodies);
        bodies->arena = arena;
        *extra = bodies;
    }
    return *extra;
}

static struct kept *find_kept(struct bodies *bodies, int64_t article, int64_t stamp)
{
    for (size_t i = 0; i < KEPT; i++) {
        if (bodies->kept[i].article == article && bodies->kept[i].stamp == stamp)
            return &bodies->kept[i];
    }
    return NULL;
}

static struct kept *least_used(struct bodies *bodies)
{
    struct kept *least = &bodies->kept[0];
    for (size_t i = 1; i < KEPT; i++) {
        if (bodies->kept[i].used < least->used)
            least = &bodies->kept[i];
    }
    return least;
}

static bool open_article(struct store *store, int64_t article, struct arena *arena, struct anchoring *anchoring,
                         struct problem *problem)
{
    struct body stamp;
    bool found;
    if (!body_get(store, article, false, false, arena, &stamp, &found, problem))
        return false;
    if (!found)
        return problem_add(problem, PROBLEM_NO_SUCH_RECORD, "/article", "there is no such article");

    struct bodies *bodies = bodies_of(store);
    struct kept *kept = find_kept(bodies, article, stamp.stamp);
    if (kept == NULL) {
        kept = least_used(bodies);
        arena_release(&kept->arena);
        *kept = (struct kept){.article = article, .stamp = stamp.stamp};
        if (!body_get(store, article, true, false, &kept->arena, &kept->body, &found, problem)) {
            kept->article = 0;
            return false;
        }
        kept->quotes = quote_body_make(&kept->arena, kept->body.text);
    }
    kept->used = kept->body.text.size > KEPT_SIZE ? 0 : ++bodies->turn; /* a large one goes first */
    *anchoring = (struct anchoring){&kept->body, &kept->quotes, {kept->body.offsets, kept->body.code_points}};
    return true;
}

static json_t *position(const struct anchoring *anchoring, const struct draft *draft, uint32_t at)
{
    return json_integer((json_int_t)offsets_out(anchoring->offsets, (enum offset_unit)draft->unit, at));
}

/* Every place where a quotation stands that was to stand at one, with the text around it. */
static void attach_candidates(const struct anchoring *anchoring, const struct draft *draft, const struct span *spans,
                              size_t count, struct problem *problem)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count && i < CANDIDATES; i++) {
        struct str exact = {0}, prefix, suffix;
        problem_auto ignored = {0};
        if (!span_words(spans[i], anchoring->body->text, &exact, &ignored))
            continue;
        quote_around(anchoring->body->text, spans[i], AROUND, &prefix, &suffix);
        json_t *one = json_object();
        json_object_set_new(one, "start", position(anchoring, draft, spans[i].start));
        json_object_set_new(one, "end", position(anchoring, draft, spans[i].end));
        json_object_set_new(one, "exact", json_new_str(exact));
        json_object_set_new(one, "prefix", json_new_str(prefix));
        json_object_set_new(one, "suffix", json_new_str(suffix));
        json_array_append_new(list, one);
    }
    problem_attach(problem, "candidates", list);
}

static bool find_one(const struct anchoring *anchoring, const struct draft *draft, const struct quote *quote,
                     const char *pointer, struct span *span, struct problem *problem)
{
    struct span spans[CANDIDATES];
    size_t count = quote_find(draft->arena, anchoring->quotes, quote, spans, CANDIDATES);
    if (count == 1) {
        *span = spans[0];
        return true;
    }
    if (count > 1) {
        problem_add(problem, PROBLEM_QUOTE_AMBIGUOUS, pointer,
                    "stands %zu times in the article; send an anchor with exact and prefix or suffix, or positions",
                    count);
        attach_candidates(anchoring, draft, spans, count, problem);
        return false;
    }
    count = quote_nearest(draft->arena, anchoring->quotes, quote->exact, &spans[0]) ? 1 : 0;
    const char *like = "";
    if (count == 0) {
        count = quote_rarest(draft->arena, anchoring->quotes, quote->exact, spans, CANDIDATES);
        like = count == 0 ? ", nor does anything like it" : "; single words of it do";
    }
    problem_add(problem, PROBLEM_QUOTE_NOT_FOUND, pointer, "does not stand in the article%s", like);
    attach_candidates(anchoring, draft, spans, count, problem);
    return false;
}

/* start and end of value, in the unit of the request. */
static bool span_given(const struct anchoring *anchoring, const struct draft *draft, const json_t *value,
                       const char *pointer, struct span *span, struct problem *problem)
{
    problem_at_auto where;
    problem_at_enter(&where, problem, "%s", pointer);
    enum offset_unit unit = (enum offset_unit)draft->unit;
    size_t before = problem->count;
    {
        problem_at_auto start;
        problem_at_enter(&start, problem, "/start");
        (void)!offsets_in(anchoring->offsets, unit, (uint32_t)json_int(value, "start"), &span->start, problem);
    }
    {
        problem_at_auto end;
        problem_at_enter(&end, problem, "/end");
        (void)!offsets_in(anchoring->offsets, unit, (uint32_t)json_int(value, "end"), &span->end, problem);
    }
    if (problem->count > before)
        return false;
    if (span->start >= span->end) {
        return problem_add(problem, PROBLEM_OUT_OF_RANGE, "/end", "is %lld; must be above start",
                           (long long)json_int(value, "end"));
    }
    return true;
}

/* Words that came along with positions must be the words there. */
static bool check_words(const struct anchoring *anchoring, const struct draft *draft, struct span span,
                        struct str words, const char *pointer, struct problem *problem)
{
    struct str exact = offsets_words(anchoring->offsets, anchoring->body->text, span);
    if (words.size == 0 || quote_same(draft->arena, words, exact))
        return true;
    return problem_add(problem, PROBLEM_MISMATCH, pointer, "is not what stands at these positions: \"%.*s\"",
                       (int)(exact.size < 200 ? exact.size : 200), exact.data);
}

static bool has_span(const json_t *value)
{
    return json_is(value, "start") || json_is(value, "end");
}

static bool needs_both(const json_t *value, const char *pointer, struct problem *problem)
{
    if (json_is(value, "start") && json_is(value, "end"))
        return true;
    problem_at_auto where;
    problem_at_enter(&where, problem, "%s", pointer);
    return problem_add(problem, PROBLEM_REQUIRED, json_is(value, "start") ? "/end" : "/start",
                       "start and end go together");
}

static bool place_given(const struct anchoring *anchoring, const struct draft *draft, struct span *span,
                        struct problem *problem)
{
    const json_t *anchor = json_object_get(draft->given, "anchor");
    struct str quote = json_str(draft->given, "quote");
    if (json_is_object(anchor) && quote.size > 0)
        return problem_add(problem, PROBLEM_MISMATCH, "/quote", "and anchor exclude each other");
    if (quote.size > 0)
        return find_one(anchoring, draft, &(struct quote){.exact = quote}, "/quote", span, problem);
    if (!json_is_object(anchor))
        return problem_add(problem, PROBLEM_REQUIRED, "/anchor", "or quote is required: which words state it");
    if (has_span(anchor)) {
        return needs_both(anchor, "/anchor", problem) &&
               span_given(anchoring, draft, anchor, "/anchor", span, problem) &&
               check_words(anchoring, draft, *span, json_str(anchor, "exact"), "/anchor/exact", problem);
    }
    struct quote selector = {json_str(anchor, "exact"), json_str(anchor, "prefix"), json_str(anchor, "suffix")};
    if (selector.exact.size == 0)
        return problem_add(problem, PROBLEM_REQUIRED, "/anchor/exact", "or start and end are required");
    return find_one(anchoring, draft, &selector, "/anchor/exact", span, problem);
}

json_t *anchoring_new(struct str body, struct offsets offsets, struct span span)
{
    uint32_t first = span.start > CONTEXT ? span.start - CONTEXT : 0;
    uint32_t rest = offsets.code_points - span.end;
    struct span before = {first, span.start}, behind = {span.end, span.end + (rest < CONTEXT ? rest : CONTEXT)};
    json_t *anchor = json_object();
    json_object_set_new(anchor, "start", json_integer(span.start));
    json_object_set_new(anchor, "end", json_integer(span.end));
    json_object_set_new(anchor, "exact", json_new_str(offsets_words(offsets, body, span)));
    json_object_set_new(anchor, "prefix", json_new_str(offsets_words(offsets, body, before)));
    json_object_set_new(anchor, "suffix", json_new_str(offsets_words(offsets, body, behind)));
    json_object_set_new(anchor, "state", json_string("exact"));
    json_object_set_new(anchor, "risk", json_array());
    json_object_set_new(anchor, "was", json_null());
    return anchor;
}

static bool place(const struct anchoring *anchoring, struct draft *draft, struct problem *problem)
{
    /* A patch that says nothing about the place leaves it as it is stored. */
    const json_t *stored = json_object_get(draft->before, "anchor");
    if (stored != NULL && json_equal(stored, json_object_get(draft->given, "anchor"))) {
        json_object_set(draft->doc, "anchor", json_mutable(stored));
        return true;
    }
    struct span span = {0};
    if (!place_given(anchoring, draft, &span, problem))
        return false;
    if (span.end - span.start > ANCHOR_SIZE) {
        return problem_add(problem, PROBLEM_TOO_LONG, "/anchor", "covers %u characters; at most %d are allowed",
                           span.end - span.start, ANCHOR_SIZE);
    }
    json_object_set_new(draft->doc, "anchor", anchoring_new(anchoring->body->text, anchoring->offsets, span));
    return true;
}

bool anchoring_begin(struct store *store, struct draft *draft, struct anchoring *anchoring, struct problem *problem)
{
    int64_t article;
    return id_parse(json_str(draft->doc, "article"), &article) &&
           open_article(store, article, draft->arena, anchoring, problem) && place(anchoring, draft, problem);
}

/* How often words stand inside the record's own span; *span is the first place. */
static size_t find_inside(const struct anchoring *anchoring, const struct draft *draft, const struct quote *quote,
                          struct span *span)
{
    const json_t *anchor = json_object_get(draft->doc, "anchor");
    struct span spans[CANDIDATES * 4];
    size_t count = quote_find(draft->arena, anchoring->quotes, quote, spans, COUNT(spans));
    size_t inside = 0;
    for (size_t i = 0; i < count && i < COUNT(spans); i++) {
        if (spans[i].start >= json_int(anchor, "start") && spans[i].end <= json_int(anchor, "end") && inside++ == 0)
            *span = spans[i];
    }
    return inside;
}

/* There where they stand, else in the whole article. */
static bool find_words(const struct anchoring *anchoring, const struct draft *draft, struct str words,
                       const char *pointer, struct span *span, struct problem *problem)
{
    struct quote quote = {.exact = words};
    return find_inside(anchoring, draft, &quote, span) > 0 ||
           find_one(anchoring, draft, &quote, pointer, span, problem);
}

/* What a patch left as it is stored is in code points, whatever unit the request counts in, and was found before. */
static bool is_stored(const struct draft *draft, const json_t *value, const char *pointer)
{
    struct str rest = str_of(pointer + 1), part;
    const json_t *stored = draft->before;
    while (stored != NULL && str_split(&rest, '/', &part)) {
        uint64_t number;
        if (json_is_array(stored)) {
            stored = str_number(part, UINT32_MAX, &number) ? json_array_get(stored, number) : NULL;
        } else {
            stored = json_object_get(stored, arena_cstr(draft->arena, part));
        }
    }
    return stored != NULL && json_equal(stored, value);
}

static void set_words(const struct anchoring *anchoring, json_t *value, struct span span)
{
    json_object_set_new(value, "text", json_new_str(offsets_words(anchoring->offsets, anchoring->body->text, span)));
    json_object_set_new(value, "start", json_integer(span.start));
    json_object_set_new(value, "end", json_integer(span.end));
}

/* Words that were lost when the body changed have a place again where they stand once in the record's own span. */
static void find_again(const struct anchoring *anchoring, const struct draft *draft, json_t *value)
{
    struct span span;
    struct quote quote = {.exact = json_str(value, "text")};
    if (!has_span(value) && quote.exact.size > 0 && find_inside(anchoring, draft, &quote, &span) == 1)
        set_words(anchoring, value, span);
}

bool anchoring_words(const struct anchoring *anchoring, const struct draft *draft, json_t *value, const char *pointer,
                     struct problem *problem)
{
    if (!json_is_object(value))
        return true;
    if (is_stored(draft, value, pointer)) {
        find_again(anchoring, draft, value);
        return true;
    }
    struct span span = {0};
    struct str words = json_str(value, "text");
    char text_pointer[PROBLEM_POINTER_SIZE];
    (void)snprintf(text_pointer, sizeof text_pointer, "%s/text", pointer);
    if (has_span(value)) {
        if (!needs_both(value, pointer, problem) || !span_given(anchoring, draft, value, pointer, &span, problem) ||
            !check_words(anchoring, draft, span, words, text_pointer, problem))
            return false;
    } else if (words.size == 0) {
        return true; /* a horizon may have a date alone */
    } else if (!find_words(anchoring, draft, words, text_pointer, &span, problem)) {
        return false;
    }
    set_words(anchoring, value, span);
    return true;
}
