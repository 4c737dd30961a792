#include "claimd/analysis.h"
#include "claimd/anchoring.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/settle.h"

static const char *const polarities[] = {"affirmed", "negated", NULL};

/* clang-format off */
static const struct field span_members[] = {
    {"text",  NULL, FIELD_WORDS, WRITE | SET, 2000,       "The words, as they stand in the body"},
    {"start", NULL, FIELD_COUNT, WRITE,       UINT32_MAX, "Where they begin"},
    {"end",   NULL, FIELD_COUNT, WRITE,       UINT32_MAX, "Behind their last character"},
    {0},
};
static const struct field condition_members[] = {
    {"text",    NULL, FIELD_WORDS, WRITE | SET, 2000,       "The words, as they stand in the body"},
    {"start",   NULL, FIELD_COUNT, WRITE,       UINT32_MAX, "Where they begin"},
    {"end",     NULL, FIELD_COUNT, WRITE,       UINT32_MAX, "Behind their last character"},
    {"negated", NULL, FIELD_BOOL,  WRITE,       0,          "Whether the claim holds where that is not so (\"unless\", \"without\")", .initial = "false"},
    {0},
};
static const struct field horizon_members[] = {
    {"by",    NULL, FIELD_DATE,  WRITE, 0,          "When it will have come true or not, perhaps partial"},
    {"text",  NULL, FIELD_WORDS, WRITE, 2000,       "The words that say so, as they stand in the body"},
    {"start", NULL, FIELD_COUNT, WRITE, UINT32_MAX, "Where they begin"},
    {"end",   NULL, FIELD_COUNT, WRITE, UINT32_MAX, "Behind their last character"},
    {0},
};
static const struct field via_members[] = {
    {"entity",     NULL, FIELD_ENTITY, WRITE, 0,    "Who passed it on, as an entity"},
    {"text",       NULL, FIELD_TEXT,   WRITE, 500,  "Who passed it on, in words"},
    {"commitment", NULL, FIELD_ENUM,   WRITE, 0,    "What they take of it", .values = commitment_names},
    {0},
};
static const struct field holder_members[] = {
    {"entity",     NULL, FIELD_ENTITY,  WRITE, 0,   "The holder as an entity"},
    {"text",       NULL, FIELD_TEXT,    WRITE, 500, "The holder in words"},
    {"cue",        NULL, FIELD_OBJECT,  WRITE, 0,   "The words that attribute it (\"according to\")", .members = span_members},
    {"commitment", NULL, FIELD_ENUM,    WRITE, 0,   "What the one who reports takes of it", .values = commitment_names},
    {"via",        NULL, FIELD_OBJECTS, WRITE, 10,  "Through whom it came, nearest to the article first", .members = via_members},
    {0},
};
static const struct field role_members[] = {
    {"entity", NULL, FIELD_ENTITY, WRITE | REQUIRED, 0,   "The entity"},
    {"text",   NULL, FIELD_TEXT,   WRITE,            500, "What the claim calls it"},
    {0},
};

static const char anchor_example[] = "{\"start\": 42, \"end\": 86, \"exact\": \"fusion power will likely light homes by 2035\", \"prefix\": \"er Ada Grey told reporters that \", \"suffix\": \".\", \"state\": \"exact\", \"risk\": [], \"was\": null}";
static const char horizon_example[] = "{\"by\": \"2035\", \"text\": \"by 2035\", \"start\": 79, \"end\": 86}";
static const char holder_example[] = "{\"entity\": \"0savvxn35j401\", \"text\": \"The minister Ada Grey\", \"cue\": {\"text\": \"told reporters\", \"start\": 22, \"end\": 36}, \"commitment\": \"reports\"}";
/* To add a field: one line here, a migration in src/store/migrations.c where it has a column, then `make openapi`.
 * The order is that of the doc; columns of few values come last among the filters, because the first one drives a page. */
static const struct field fields[] = {
    /* name          column         type            use                                limit about */
    {"article",      "article_id",  FIELD_ARTICLE,  REQUIRED | WRITE | FIXED | FILTER, 0,     "The article that states it"},
    {"anchor",       "anchor",      FIELD_OBJECT,   WRITE | FILTER | SET,              0,     "The words that state it", .members = anchor_members, .path = "anchor.state", .example = anchor_example},
    {"position",     "start",       FIELD_COUNT,    APART | SORT,                      0,     "Where it begins; sorts by article and then in reading order", .path = "anchor.start"},
    {"exact",        NULL,          FIELD_WORDS,    SEARCH | APART,                    0,     "The words of the anchor, for q=", .path = "anchor.exact"},
    {"quote",        NULL,          FIELD_WORDS,    WRITE | INPUT,                     20000, "Short for an anchor: the words that state it, which must stand in the article once", .example = "fusion power will likely light homes by 2035"},
    {"text",         NULL,          FIELD_TEXT,     REQUIRED | WRITE | SEARCH | HEAD,  2000,  "The claim restated so that it stands alone", .example = "Fusion power will light homes by 2035."},
    {"kind",         "kind",        FIELD_ENUM,     REQUIRED | WRITE | FILTER,         0,     "What sort of statement it is", .values = claim_kind_names, .example = "forecast"},
    {"certainty",    "certainty",   FIELD_ENUM,     WRITE | FILTER,                    0,     "How sure its holder is, in the terms of ICD 203", .values = certainty_names, .initial = "\"unstated\"", .example = "likely"},
    {"probability",  NULL,          FIELD_RANGE,    0,                                 0,     "[low, high] that the certainty stands for; null where language gives none", .example = "[0.55, 0.8]"},
    {"polarity",     "polarity",    FIELD_ENUM,     WRITE | FILTER,                    0,     "Whether it says that something is or is not so", .values = polarities, .initial = "\"affirmed\""},
    {"holder",       "holder",      FIELD_OBJECT,   WRITE | HELD,                      0,     "To whom it is attributed; null: the article's author", .members = holder_members, .example = holder_example},
    {"commitment",   "commitment",  FIELD_ENUM,     FILTER | APART,                    0,     "What the reporter takes of it", .values = commitment_names, .path = "holder.commitment"},
    {"condition",    "condition",   FIELD_OBJECT,   WRITE | FILTER | HELD,             0,     "The if-clause it depends on", .members = condition_members},
    {"horizon",      "horizon",     FIELD_OBJECT,   WRITE | FILTER | SORT,             0,     "By when a forecast will have come true", .members = horizon_members, .path = "horizon.by", .example = horizon_example},
    {"subjects",     NULL,          FIELD_OBJECTS,  WRITE,                             20,    "Entities it is about", .members = role_members},
    {"objects",      NULL,          FIELD_OBJECTS,  WRITE,                             20,    "Entities it says something towards", .members = role_members},
    {"tags",         NULL,          FIELD_TAGS,     WRITE,                             50,    "Slugs of its tags", .example = "[\"energy\"]"},
    {"status",       "status",      FIELD_ENUM,     WRITE | FILTER | SET,              0,     "Whether a person has decided on it", .values = statuses, .example = "accepted"},
    {"confidence",   "confidence",  FIELD_UNIT,     WRITE | FILTER | SORT,             0,     "How sure the program that suggested it is"},
    {"why",          NULL,          FIELD_OBJECTS,  WRITE,                             20,    "The rules that suggested it", .members = why_members},
    {"decided_by",   "decided_by",  FIELD_LINE,     FILTER,                            100,   "Name of the key that decided on it; null while nobody has"},
    {"decided_at",   "decided_at",  FIELD_TIME,     FILTER | SORT,                     0,     "When it was decided"},
    {"reason",       NULL,          FIELD_TEXT,     0,                                 1000,  "Why it was decided so, in the words of who decided"},
    {"proposition",  NULL,          FIELD_ID,       LATER,                             0,     "What it has in common with others; null in this version"},
    {"resolution",   NULL,          FIELD_OBJECT,   LATER,                             0,     "How a forecast turned out; null in this version"},
    {0},
};

static const struct link links[] = {
    {"holder",  "holder.entity",       LINK_HOLDER,  "Claims attributed to this entity, by id or slug; `author` for those of the article's author", .held = "holder"},
    {"via",     "holder.via[].entity", LINK_VIA,     "Claims that came through this entity"},
    {"subject", "subjects[].entity",   LINK_SUBJECT, "Claims about this entity"},
    {"object",  "objects[].entity",    LINK_OBJECT,  "Claims that say something towards this entity"},
    {"entity",  NULL,                  LINK_ANY,     "Claims in which this entity has any role"},
    {0},
};
/* clang-format on */

static void set_probability(json_t *doc)
{
    for (size_t i = 0; i < CERTAINTY_COUNT; i++) {
        struct certainty_band band = certainty_bands[i];
        if (band.high > 0 && str_is(json_str(doc, "certainty"), certainty_names[i])) {
            json_object_set_new(doc, "probability", json_pack("[f,f]", band.low, band.high));
            return;
        }
    }
    json_object_set_new(doc, "probability", json_null());
}

/* By text or by place. */
static bool says_words(const json_t *words)
{
    return json_is(words, "text") || json_is(words, "start") || json_is(words, "end");
}

static void need_words(const json_t *words, const char *pointer, struct problem *problem)
{
    if (json_is_object(words) && !says_words(words))
        problem_add(problem, PROBLEM_REQUIRED, pointer, "is required: the words, as they stand in the body");
}

/* Somebody, as an entity or in words. */
static void need_name(const json_t *who, const char *pointer, const char *otherwise, struct problem *problem)
{
    if (json_is_object(who) && !json_is(who, "entity") && !json_is(who, "text"))
        problem_add(problem, PROBLEM_REQUIRED, pointer, "or entity is required%s", otherwise);
}

static bool check(json_t *given, struct problem *problem)
{
    const json_t *horizon = json_object_get(given, "horizon");
    if (json_is_object(horizon) && !json_is(horizon, "by") && !says_words(horizon))
        problem_add(problem, PROBLEM_REQUIRED, "/horizon/by", "or text is required");
    need_words(json_object_get(given, "condition"), "/condition/text", problem);
    const json_t *holder = json_object_get(given, "holder");
    need_name(holder, "/holder/text", "; holder null is the article's author", problem);
    need_words(json_object_get(holder, "cue"), "/holder/cue/text", problem);
    const json_t *via = json_object_get(holder, "via");
    for (size_t i = 0; i < json_array_size(via); i++) {
        problem_at_auto where;
        problem_at_enter(&where, problem, "/holder/via/%zu", i);
        need_name(json_array_get(via, i), "/text", "", problem);
    }
    return problem->count == 0;
}

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    struct anchoring anchoring;
    if (!anchoring_begin(store, draft, &anchoring, problem))
        return false;
    json_t *doc = draft->doc;
    bool ok = anchoring_words(&anchoring, draft, resource_at(doc, "holder.cue"), "/holder/cue", problem);
    ok = anchoring_words(&anchoring, draft, json_object_get(doc, "condition"), "/condition", problem) && ok;
    ok = anchoring_words(&anchoring, draft, json_object_get(doc, "horizon"), "/horizon", problem) && ok;
    ok = settle_why(&anchoring, draft, problem) && ok;
    set_probability(doc);
    return settle_status(draft, problem) && ok;
}

const struct resource claim_resource = {
    "claims",        "claim",        fields,
    links,           true,           "One statement made at one place of one article, restated so that it stands alone",
    .has_why = true, .check = check, .settle = settle,
};
