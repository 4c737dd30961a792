#include "claimd/anchors.h"

#include <string.h>

#include "claimd/anchoring.h"
#include "claimd/body_blocks.h"
#include "claimd/former_place.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/risk.h"
#include "claimd/settle.h"
#include "claimd/tags.h"

/* Beside those of risk.h: a cue, condition or horizon was edited or lost. */
enum { RISK_PART = RISK_COUNT, RISKS };

enum { PART_SIZE = 2000 }; /* characters, as in the table of claims */

/* clang-format off */
static const struct field risk_members[] = {
    {"negation", NULL, FIELD_COUNT, SET, UINT32_MAX, "A negation came or went"},
    {"number",   NULL, FIELD_COUNT, SET, UINT32_MAX, "A number did"},
    {"hedge",    NULL, FIELD_COUNT, SET, UINT32_MAX, "A word of doubt or certainty did"},
    {"part",     NULL, FIELD_COUNT, SET, UINT32_MAX, "A cue, condition or horizon was edited or lost"},
    {0},
};
static const struct field count_members[] = {
    {"exact",     NULL, FIELD_COUNT,  SET, UINT32_MAX, "The words are the same at the same place", .example = "1"},
    {"moved",     NULL, FIELD_COUNT,  SET, UINT32_MAX, "The words are the same elsewhere"},
    {"changed",   NULL, FIELD_COUNT,  SET, UINT32_MAX, "The words were edited"},
    {"ambiguous", NULL, FIELD_COUNT,  SET, UINT32_MAX, "Nothing tells where the words are"},
    {"orphaned",  NULL, FIELD_COUNT,  SET, UINT32_MAX, "The words are gone"},
    {"risk",      NULL, FIELD_OBJECT, SET, 0,          "Of those that changed, in how many …", .members = risk_members},
    {"review",    NULL, FIELD_LINE,   SET, 0,          "Where those are listed that are neither exact nor moved", .example = "/v1/claims?article=0savvxn3wj400&anchor=changed,ambiguous,orphaned"},
    {0},
};
const struct field anchors_summary_members[] = {
    {"claims",   NULL, FIELD_OBJECT, SET, 0, "Its claims, without those that were rejected", .members = count_members},
    {"mentions", NULL, FIELD_OBJECT, SET, 0, "Its mentions, the same", .members = count_members},
    {0},
};
/* clang-format on */

struct counts {
    size_t states[ANCHOR_STATE_COUNT], risks[RISKS];
};

struct following {
    struct writing writing; /* its arena is emptied after each record */
    const struct body_change *change;
    const struct body *body; /* the new one */
    const struct former *former;
    struct counts counts;
};

struct body_change *body_change_of(struct arena *arena, const struct lexicon *lexicon, const struct body *body,
                                   struct str text)
{
    struct body_change *change = arena_new(arena, struct body_change);
    json_auto_t *kinds = json_loadb(body->blocks.data, body->blocks.size, 0, NULL);
    *change = (struct body_change){
        .text = text,
        .blocks = blocks_of_text(arena, text),
        .before = body_blocks(arena, body->text, kinds),
        .stamp = body->stamp,
        .lexicon = lexicon,
    };
    change->moving = moving_make(arena, &change->before, &change->blocks);
    return change;
}

/* The block of the new body that a block of the old one is; BODY_BLOCK_GONE when it is none, or was changed and may not. */
static uint32_t find_block(const struct body_change *change, size_t block, bool may_change)
{
    const struct blocks *after = &change->blocks;
    struct moved moved = moving_span(change->moving, change->before.items[block].span);
    size_t low = 0, high = after->count;
    while (high - low > 1) { /* the last one that begins at or before it is in [low, high) */
        size_t middle = low + (high - low) / 2;
        if (after->items[middle].span.start <= moved.span.start) {
            low = middle;
        } else {
            high = middle;
        }
    }
    struct span there = after->items[low].span;
    bool is_claimed =
        moved.state == ANCHOR_EXACT || moved.state == ANCHOR_MOVED || (moved.state == ANCHOR_CHANGED && may_change);
    bool is_whole = there.start == moved.span.start && there.end == moved.span.end;
    return is_claimed && is_whole ? (uint32_t)low : BODY_BLOCK_GONE;
}

void body_change_keep_kinds(struct body_change *change)
{
    for (size_t i = 0; i < change->before.count; i++) {
        uint32_t block = find_block(change, i, true);
        if (block != BODY_BLOCK_GONE)
            change->blocks.items[block].kind = change->before.items[i].kind;
    }
}

static struct span span_of(const json_t *object)
{
    return (struct span){(uint32_t)json_int(object, "start"), (uint32_t)json_int(object, "end")};
}

static void set_places(json_t *object, struct span span)
{
    json_object_set_new(object, "start", json_integer(span.start));
    json_object_set_new(object, "end", json_integer(span.end));
}

static bool is_lost(enum anchor_state state)
{
    return state == ANCHOR_AMBIGUOUS || state == ANCHOR_ORPHANED;
}

static enum anchor_state state_of(const json_t *anchor)
{
    unsigned state = 0;
    while (!str_is(json_str(anchor, "state"), anchor_states[state]))
        state++;
    return (enum anchor_state)state;
}

static void set_state(json_t *anchor, enum anchor_state state, struct str was, unsigned risks)
{
    json_t *list = json_array();
    for (unsigned risk = 0; risk < RISKS; risk++) {
        if (risks & 1u << risk)
            json_array_append_new(list, json_string(anchor_risks[risk]));
    }
    json_object_set_new(anchor, "state", json_string(anchor_states[state]));
    json_object_set_new(anchor, "risk", list);
    json_object_set_new(anchor, "was", was.size == 0 ? json_null() : json_new_str(was));
}

static bool has_risk(const json_t *anchor, unsigned risk)
{
    const json_t *list = json_object_get(anchor, "risk");
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (str_is(json_text(json_array_get(list, i)), anchor_risks[risk]))
            return true;
    }
    return false;
}

static struct moved place_of(const struct following *following, const json_t *anchor, enum anchor_state state)
{
    struct span was = span_of(anchor);
    struct quote quote = {json_str(anchor, "exact"), json_str(anchor, "prefix"), json_str(anchor, "suffix")};
    struct moved moved = is_lost(state) ? moving_quote(following->change->moving, &quote, was.start)
                                        : moving_span(following->change->moving, was);
    if (moved.state == ANCHOR_CHANGED && moved.span.end - moved.span.start > ANCHOR_SIZE)
        moved = (struct moved){ANCHOR_ORPHANED, {moved.span.start, moved.span.start}};
    return moved;
}

/* The anchor as it will be; *state is that before, and then after. What was changed stays so until it is what it was. A new
 * reference. */
static json_t *follow_anchor(const struct following *following, const json_t *anchor, enum anchor_state *state)
{
    enum anchor_state before = *state;
    struct moved moved = place_of(following, anchor, before);
    struct str was = json_str(anchor, json_is(anchor, "was") ? "was" : "exact");
    if (is_lost(moved.state)) {
        json_t *same = json_deep_copy(anchor);
        set_places(same, moved.span);
        set_state(same, *state = moved.state, json_str(anchor, "was"), 0);
        return same;
    }
    const struct body *body = following->body;
    json_t *made = anchoring_new(body->text, (struct offsets){body->offsets, body->code_points}, moved.span);
    bool has_part = has_risk(anchor, RISK_PART);
    bool is_edited = moved.state == ANCHOR_CHANGED || json_is(anchor, "was");
    if (is_edited && (has_part || !quote_same(following->writing.arena, was, json_str(made, "exact")))) {
        unsigned risks = risks_between(following->change->lexicon, was, json_str(made, "exact"));
        set_state(made, *state = ANCHOR_CHANGED, was, risks | (has_part ? 1u << RISK_PART : 0));
        return made;
    }
    bool is_still = !is_lost(before) && span_of(anchor).start == moved.span.start;
    set_state(made, *state = is_still ? ANCHOR_EXACT : ANCHOR_MOVED, (struct str){0}, 0);
    return made;
}

/* A part {text, start, end} goes with its words; one that is lost keeps its text alone. Returns whether it was edited or lost,
 * and sets *differs where anything of it is different. */
static bool follow_part(const struct following *following, json_t *part, bool *differs)
{
    if (!json_is(part, "start"))
        return false; /* none, or lost already */
    const struct body *body = following->body;
    struct span was = span_of(part);
    struct moved moved = moving_span(following->change->moving, was);
    bool is_too_long = moved.span.end - moved.span.start > PART_SIZE;
    if (is_lost(moved.state) || is_too_long) {
        json_object_set_new(part, "start", json_null());
        json_object_set_new(part, "end", json_null());
        return *differs = true;
    }
    struct str text = offsets_words((struct offsets){body->offsets, body->code_points}, body->text, moved.span);
    if (moved.span.start != was.start || moved.span.end != was.end || !str_equal(text, json_str(part, "text"))) {
        set_places(part, moved.span);
        json_object_set_new(part, "text", json_new_str(text));
        *differs = true;
    }
    return moved.state == ANCHOR_CHANGED;
}

static bool follow_parts(const struct following *following, json_t *doc, bool *differs)
{
    static const char *const paths[] = {"holder.cue", "condition", "horizon"};
    bool is_touched = false;
    for (size_t i = 0; i < COUNT(paths); i++)
        is_touched = follow_part(following, resource_at(doc, paths[i]), differs) || is_touched;
    json_t *why = json_object_get(doc, "why");
    for (size_t i = 0; i < json_array_size(why); i++)
        (void)follow_part(following, json_array_get(why, i), differs);
    return is_touched;
}

static void count(struct following *following, const json_t *doc)
{
    const json_t *anchor = json_object_get(doc, "anchor");
    if (str_is(json_str(doc, "status"), "rejected"))
        return;
    following->counts.states[state_of(anchor)]++;
    for (unsigned risk = 0; risk < RISKS; risk++)
        following->counts.risks[risk] += has_risk(anchor, risk);
}

/* Puts everything of a doc where it is now. Returns whether it differs from before; *words_differ: whether its words do. */
static bool follow_doc(const struct following *following, json_t *doc, bool *words_differ)
{
    const json_t *anchor = json_object_get(doc, "anchor");
    enum anchor_state state = state_of(anchor);
    bool differs = false;
    json_auto_t *made = follow_anchor(following, anchor, &state);
    if (follow_parts(following, doc, &differs) && !is_lost(state)) {
        struct str was = json_str(made, "was");
        unsigned risks = 1u << RISK_PART;
        for (unsigned risk = 0; risk < RISK_PART; risk++)
            risks |= has_risk(made, risk) ? 1u << risk : 0;
        was = arena_str(following->writing.arena, was.size > 0 ? was : json_str(anchor, "exact"));
        set_state(made, ANCHOR_CHANGED, was, risks);
    }
    *words_differ = !str_equal(json_str(anchor, "exact"), json_str(made, "exact"));
    if (!json_equal(anchor, made)) {
        json_object_set(doc, "anchor", made);
        differs = true;
    }
    return differs;
}

/* The same from what is known. */
static bool take_former(const struct following *following, json_t *doc, const json_t *former, bool *words_differ)
{
    struct str exact = json_str(json_object_get(doc, "anchor"), "exact");
    exact = arena_str(following->writing.arena, exact);
    bool differs = former_place_take(doc, former);
    *words_differ = !str_equal(exact, json_str(json_object_get(doc, "anchor"), "exact"));
    return differs;
}

/* Where it stood while the article had this very body, if that is known. */
static bool find_former(const struct following *following, const struct resource *resource, int64_t id, json_t **former,
                        struct problem *problem)
{
    *former = NULL;
    return following->former->revision == 0 ||
           former_place_find(following->writing.store, resource, id, following->former->mark, following->writing.route,
                             following->writing.arena, former, problem);
}

static bool follow_record(struct following *following, const struct resource *resource, int64_t id,
                          struct problem *problem)
{
    struct stored row;
    json_auto_t *former = NULL;
    bool found, words_differ;
    arena_reset(following->writing.arena);
    if (!record_get(following->writing.store, resource, id, following->writing.arena, &row, &found, problem))
        return false;
    assert(found); /* the index named it */
    json_auto_t *doc = json_loadb(row.doc.data, row.doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    if (!find_former(following, resource, id, &former, problem))
        return false;
    bool differs =
        former == NULL ? follow_doc(following, doc, &words_differ) : take_former(following, doc, former, &words_differ);
    count(following, doc);
    return !differs || model_rewrite_anchor(&following->writing, resource, id, doc, words_differ, problem);
}

typedef bool visit_record(struct following *following, const struct resource *resource, int64_t id,
                          struct problem *problem);

/* All records of a resource that hang on the article. visit may be NULL: then they are only counted, up to MERGE_LIMIT and some. */
static bool each_record(struct following *following, const struct resource *resource, int64_t article,
                        visit_record *visit, size_t *seen, struct problem *problem)
{
    enum referrers referrers =
        resource == &claim_resource ? REFERRERS_CLAIMS_OF_ARTICLE : REFERRERS_MENTIONS_OF_ARTICLE;
    int64_t ids[REFERRERS_LIMIT], after = 0;
    size_t found = REFERRERS_LIMIT;
    while (found == REFERRERS_LIMIT && (visit != NULL || *seen <= MERGE_LIMIT)) {
        if (!referrers_next(following->writing.store, referrers, article, after, ids, &found, problem))
            return false;
        for (size_t i = 0; i < found; i++) {
            after = ids[i];
            if (visit != NULL && !visit(following, resource, ids[i], problem))
                return false;
        }
        *seen += found;
    }
    return true;
}

static const struct resource *const moving_resources[] = {&claim_resource, &mention_resource};

static bool check_count(struct following *following, const struct draft *article, struct problem *problem)
{
    size_t seen = 0;
    for (size_t i = 0; i < COUNT(moving_resources) && !article->is_large; i++) {
        if (!each_record(following, moving_resources[i], article->id, NULL, &seen, problem))
            return false;
    }
    return seen <= MERGE_LIMIT ||
           problem_add(problem, PROBLEM_IN_USE, "/body",
                       "has more than %d mentions and claims; ?large=true moves them all the same", MERGE_LIMIT);
}

static void add_counts(struct buffer *text, const struct counts *counts, const struct resource *resource,
                       int64_t article)
{
    buffer_printf(text, "\"%s\":{", resource->plural);
    for (size_t i = 0; i < ANCHOR_STATE_COUNT; i++)
        buffer_printf(text, "\"%s\":%zu,", anchor_states[i], counts->states[i]);
    buffer_add(text, STR("\"risk\":{"));
    for (size_t i = 0; i < RISKS; i++)
        buffer_printf(text, "%s\"%s\":%zu", i == 0 ? "" : ",", anchor_risks[i], counts->risks[i]);
    buffer_printf(text, "},\"review\":\"/v1/%s?article=%s&anchor=changed,ambiguous,orphaned\"}", resource->plural,
                  id_format(article).text);
}

/* Where the marks of who read a block go. */
static uint32_t *map_blocks(struct arena *arena, const struct body_change *change)
{
    uint32_t *map = arena_array(arena, uint32_t, change->before.count);
    for (size_t i = 0; i < change->before.count; i++)
        map[i] = find_block(change, i, false);
    return map;
}

bool anchors_move(struct store *store, const struct draft *article, const struct body_change *change,
                  const struct body *body, const struct former *former, struct str *summary, struct problem *problem)
{
    arena_auto arena = {0};
    buffer_auto text = {0};
    struct following following = {
        .writing = {.store = store,
                    .arena = &arena,
                    .actor = article->actor,
                    .route = article->route,
                    .request_id = article->request_id,
                    .now_ms = article->now_ms},
        .change = change,
        .body = body,
        .former = former,
    };
    if (!check_count(&following, article, problem) ||
        !body_reads_move(store, article->id, map_blocks(article->arena, change), change->before.count, article->arena,
                         problem))
        return false;
    buffer_add_byte(&text, '{');
    for (size_t i = 0; i < COUNT(moving_resources); i++) {
        size_t seen = 0;
        following.counts = (struct counts){0};
        if (!each_record(&following, moving_resources[i], article->id, follow_record, &seen, problem))
            return false;
        if (i > 0)
            buffer_add_byte(&text, ',');
        add_counts(&text, &following.counts, moving_resources[i], article->id);
    }
    buffer_add_byte(&text, '}');
    *summary = arena_str(article->arena, buffer_str(&text));
    return true;
}
