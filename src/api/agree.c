/* Everything that an annotator marked counts, whatever was decided on it: agreement says how alike they read, and decisions are
 * somebody else's. */
#include <stdlib.h>

#include "claimd/agreement.h"
#include "claimd/annotations.h"
#include "claimd/endpoint.h"
#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/query.h"

enum { CLAIMS_LIMIT = 2000 };

/* clang-format off */
static const struct field annotator_members[] = {
    {"name",   NULL, FIELD_LINE,  SET, 0, "Name of the key that made the claims"},
    {"claims", NULL, FIELD_COUNT, SET, 0, "How many it made"},
    {0},
};
static const struct field match_members[] = {
    {"matches", NULL, FIELD_COUNT, SET, 0, "How many claims of the one match one of the other"},
    {"f1",      NULL, FIELD_UNIT,  SET, 0, "Twice the matches by the claims of both"},
    {0},
};
static const struct field pair_members[] = {
    {"annotators", NULL, FIELD_LINES,  SET, 2, "Their names"},
    {"exact",      NULL, FIELD_OBJECT, SET, 0, "Where both marked the same words", .members = match_members},
    {"overlap",    NULL, FIELD_OBJECT, SET, 0, "Where at least half of what they cover together is common", .members = match_members},
    {0},
};
static const struct field alpha_members[] = {
    {"alpha",   NULL, FIELD_NUMBER, 0,   0, "1 is perfect, 0 what chance gives; null where there is nothing to compare or one label alone"},
    {"items",   NULL, FIELD_COUNT,  SET, 0, "Statements that two or more have marked"},
    {"ratings", NULL, FIELD_COUNT,  SET, 0, "Labels that they were given"},
    {0},
};
const struct field agreement_gives[] = {
    {"annotators", NULL, FIELD_OBJECTS, SET, AGREEMENT_ANNOTATORS,                              "Who made claims in the article, most first", .members = annotator_members},
    {"pairs",      NULL, FIELD_OBJECTS, SET, AGREEMENT_ANNOTATORS *(AGREEMENT_ANNOTATORS - 1) / 2, "Each with each", .members = pair_members},
    {"exact",      NULL, FIELD_OBJECT,  SET, 0,                                                 "Over all pairs", .members = match_members},
    {"overlap",    NULL, FIELD_OBJECT,  SET, 0,                                                 "Over all pairs", .members = match_members},
    {"kind",       NULL, FIELD_OBJECT,  SET, 0,                                                 "Krippendorff's alpha, nominal", .members = alpha_members},
    {"certainty",  NULL, FIELD_OBJECT,  SET, 0,                                                 "Krippendorff's alpha, nominal: `possible` and `unstated` have no rank among the others", .members = alpha_members},
    {"capped",     NULL, FIELD_BOOL,    SET, 0,                                                 "Only the oldest 2,000 claims, or only the 20 annotators with most, were compared"},
    {0},
};
/* clang-format on */

struct annotator {
    struct str name;
    uint32_t claims;
};

struct comparing {
    struct annotator *annotators;
    size_t annotator_count;
    const struct annotated *items;
    size_t count;
    bool is_capped;
};

static struct annotator *find_annotator(const struct comparing *comparing, struct str name)
{
    for (size_t i = 0; i < comparing->annotator_count; i++) {
        if (str_equal(comparing->annotators[i].name, name))
            return &comparing->annotators[i];
    }
    return NULL;
}

static int by_claims(const void *left, const void *right)
{
    const struct annotator *a = left, *b = right;
    if (a->claims != b->claims)
        return a->claims > b->claims ? -1 : 1;
    return str_compare(a->name, b->name);
}

/* Those with most claims first; what is past AGREEMENT_ANNOTATORS is left out. */
static void count_annotators(struct comparing *comparing, struct arena *arena)
{
    comparing->annotators = arena_array(arena, struct annotator, comparing->count + 1);
    for (size_t i = 0; i < comparing->count; i++) {
        struct annotator *annotator = find_annotator(comparing, comparing->items[i].maker);
        if (annotator == NULL) {
            annotator = &comparing->annotators[comparing->annotator_count++];
            annotator->name = comparing->items[i].maker;
        }
        annotator->claims++;
    }
    qsort(comparing->annotators, comparing->annotator_count, sizeof *comparing->annotators, by_claims);
    if (comparing->annotator_count > AGREEMENT_ANNOTATORS) {
        comparing->annotator_count = AGREEMENT_ANNOTATORS;
        comparing->is_capped = true;
    }
}

/* The number of a word among those of an enumeration. */
static uint32_t number_of(const char *field, const json_t *doc)
{
    const char *const *values = resource_field(&claim_resource, str_of(field))->values;
    uint32_t number = 0;
    while (values[number] != NULL && !str_is(json_str(doc, field), values[number]))
        number++;
    return number;
}

struct ratings {
    struct rating *kinds, *certainties;
};

/* Places and labels of all claims whose maker is compared. Returns how many. */
static size_t take_claims(const struct comparing *comparing, struct annotation *annotations, struct ratings ratings)
{
    size_t count = 0;
    for (size_t i = 0; i < comparing->count; i++) {
        const struct annotated *item = &comparing->items[i];
        const struct annotator *annotator = find_annotator(comparing, item->maker);
        json_auto_t *doc = json_loadb(item->doc.data, item->doc.size, 0, NULL);
        json_auto_t *own = json_loadb(item->own.data, item->own.size, 0, NULL);
        const json_t *anchor = json_object_get(doc, "anchor");
        struct span span = {(uint32_t)json_int(anchor, "start"), (uint32_t)json_int(anchor, "end")};
        if (annotator == NULL || span.start >= span.end)
            continue;
        annotations[count].span = span;
        annotations[count].annotator = (uint32_t)(annotator - comparing->annotators);
        ratings.kinds[count].label = number_of("kind", own);
        ratings.certainties[count].label = number_of("certainty", own);
        count++;
    }
    return count;
}

static json_t *match_json(uint32_t matches, uint32_t a, uint32_t b)
{
    return json_pack("{s:i, s:f}", "matches", (int)matches, "f1", agreement_f1(matches, a, b));
}

static void add_pairs(json_t *reply, const struct comparing *comparing, const struct agreement *agreement)
{
    struct agreement_pair all = {0};
    uint32_t claims = 0;
    json_t *list = json_array();
    for (size_t a = 0; a < comparing->annotator_count; a++) {
        for (size_t b = a + 1; b < comparing->annotator_count; b++) {
            const struct agreement_pair *pair = &agreement->pairs[a][b];
            uint32_t x = agreement->counts[a], y = agreement->counts[b];
            all.exact += pair->exact;
            all.matching += pair->matching;
            claims += x + y;
            json_array_append_new(
                list, json_pack("{s:[o,o], s:o, s:o}", "annotators", json_new_str(comparing->annotators[a].name),
                                json_new_str(comparing->annotators[b].name), "exact", match_json(pair->exact, x, y),
                                "overlap", match_json(pair->matching, x, y)));
        }
    }
    json_object_set_new(reply, "pairs", list);
    json_object_set_new(reply, "exact", match_json(all.exact, claims, 0));
    json_object_set_new(reply, "overlap", match_json(all.matching, claims, 0));
}

static json_t *alpha_json(struct alpha alpha)
{
    return json_pack("{s:o, s:I, s:I}", "alpha", alpha.is_defined ? json_real(alpha.value) : json_null(), "items",
                     (json_int_t)alpha.units, "ratings", (json_int_t)alpha.ratings);
}

static json_t *compare(struct comparing *comparing, struct arena *arena)
{
    count_annotators(comparing, arena);
    struct annotation *annotations = arena_array(arena, struct annotation, comparing->count + 1);
    struct ratings ratings = {arena_array(arena, struct rating, comparing->count + 1),
                              arena_array(arena, struct rating, comparing->count + 1)};
    size_t count = take_claims(comparing, annotations, ratings);
    const struct agreement *agreement = agreement_of(arena, annotations, count, (uint32_t)comparing->annotator_count);
    for (size_t i = 0; i < count; i++)
        ratings.kinds[i].unit = ratings.certainties[i].unit = annotations[i].unit;

    json_t *reply = json_object(), *annotators = json_array();
    for (size_t i = 0; i < comparing->annotator_count; i++) {
        json_array_append_new(annotators, json_pack("{s:o, s:i}", "name", json_new_str(comparing->annotators[i].name),
                                                    "claims", (int)comparing->annotators[i].claims));
    }
    json_object_set_new(reply, "annotators", annotators);
    add_pairs(reply, comparing, agreement);
    json_object_set_new(reply, "kind", alpha_json(agreement_alpha(arena, ratings.kinds, count, agreement->unit_count)));
    json_object_set_new(reply, "certainty",
                        alpha_json(agreement_alpha(arena, ratings.certainties, count, agreement->unit_count)));
    json_object_set_new(reply, "capped", json_boolean(comparing->is_capped));
    return reply;
}

bool get_agreement(struct call *call, struct store *store)
{
    struct comparing comparing = {0};
    struct annotated *items;
    int64_t article;
    if (!query_none(call) || !find_record(call, store, &article_resource, call->segments[0], &article) ||
        !annotations_of(store, article, CLAIMS_LIMIT, &call->arena, &items, &comparing.count, &comparing.is_capped,
                        &call->problem))
        return false;
    comparing.items = items;
    json_auto_t *reply = compare(&comparing, &call->arena);
    call_reply_json(call, 200, reply);
    return true;
}
