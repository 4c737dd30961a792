#include "claimd/settle.h"

#include <string.h>

#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/record.h"

const char *const statuses[] = {"suggested", "accepted", "rejected", NULL};
const char *const anchor_states[] = {"exact", "moved", "changed", "ambiguous", "orphaned", NULL};
const char *const anchor_risks[] = {"negation", "number", "hedge", "part", NULL};

/* clang-format off */
const struct field anchor_members[] = {
    {"start",  NULL, FIELD_COUNT, WRITE | SET, UINT32_MAX,  "Where the words begin; of an orphaned anchor, where they stood"},
    {"end",    NULL, FIELD_COUNT, WRITE | SET, UINT32_MAX,  "Behind their last character; the same as start when they are nowhere"},
    {"exact",  NULL, FIELD_WORDS, WRITE | SET, ANCHOR_SIZE, "The words; of an ambiguous or orphaned anchor, those before the edit"},
    {"prefix", NULL, FIELD_WORDS, WRITE | SET, 500,         "What stands before them"},
    {"suffix", NULL, FIELD_WORDS, WRITE | SET, 500,         "What stands behind them"},
    {"state",  NULL, FIELD_ENUM,  SET,         0,           "What became of it when the body was last edited", .values = anchor_states},
    {"risk",   NULL, FIELD_LINES, 0,           4,           "Of a changed anchor: what came or went that may turn the meaning", .values = anchor_risks},
    {"was",    NULL, FIELD_WORDS, 0,           ANCHOR_SIZE, "Of a changed anchor: the words before; null for others"},
    {0},
};
const struct field why_members[] = {
    {"rule",  NULL, FIELD_LINE,  WRITE | REQUIRED, 100,        "Name of the rule or lexicon entry", .example = "reporting-verb"},
    {"text",  NULL, FIELD_WORDS, WRITE,            2000,       "The words it went by, as they stand in the body"},
    {"start", NULL, FIELD_COUNT, WRITE,            UINT32_MAX, "Where they begin"},
    {"end",   NULL, FIELD_COUNT, WRITE,            UINT32_MAX, "Behind their last character"},
    {0},
};
/* clang-format on */

struct settling {
    struct store *store;
    struct draft *draft;
    struct problem *problem;
    bool ok;
};

/* The text that the doc keeps for a reference; data NULL when there is no such record. */
static bool resolve(const struct settling *settling, const struct field *field, struct str name, struct str *right)
{
    struct arena *arena = settling->draft->arena;
    int64_t id = 0;
    bool is_former, exists = false;
    *right = (struct str){0};
    switch (field->type) {
    case FIELD_ENTITY:
        if (!names_entity(settling->store, name, &id, &is_former, settling->problem))
            return false;
        if (id != 0)
            *right = arena_str(arena, str_of(id_format(id).text));
        return true;
    case FIELD_ARTICLE:
        if (id_parse(name, &id) &&
            !names_exists(settling->store, record_resource(settling->store, "article"), id, &exists, settling->problem))
            return false;
        if (exists)
            *right = name;
        return true;
    default:
        if (!names_tag(settling->store, name, &id, &is_former, settling->problem))
            return false;
        return id == 0 || names_tag_slug(settling->store, arena, id, right, settling->problem);
    }
}

/* A new reference in place of value, or NULL. */
static json_t *settle_one(const struct settling *settling, const struct field *field, const json_t *value)
{
    struct str right;
    if (!resolve(settling, field, json_text(value), &right))
        return NULL;
    if (right.data != NULL)
        return json_new_str(right);
    problem_add(settling->problem, PROBLEM_NO_SUCH_RECORD, "", "there is no %s \"%s\"",
                field->type == FIELD_ENTITY    ? "entity"
                : field->type == FIELD_ARTICLE ? "article"
                                               : "tag",
                json_string_value(value));
    return NULL;
}

static void settle_fields(struct settling *settling, const struct field *fields, json_t *object);

static void settle_tags(struct settling *settling, const struct field *field, json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        problem_at_auto where;
        problem_at_enter(&where, settling->problem, "/%zu", i);
        json_t *right = settle_one(settling, field, json_array_get(list, i));
        if (right == NULL) {
            settling->ok = false;
            continue;
        }
        json_array_set_new(list, i, right);
        for (size_t j = 0; j < i; j++) {
            if (json_equal(json_array_get(list, j), right)) { /* two former slugs of one tag */
                settling->ok =
                    problem_add(settling->problem, PROBLEM_DUPLICATE, "", "is in the list already, at %zu", j);
            }
        }
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void settle_field(struct settling *settling, const struct field *field, json_t *object)
{
    json_t *value = json_object_get(object, field->name);
    if (value == NULL || json_is_null(value))
        return;
    problem_at_auto where;
    problem_at_enter(&where, settling->problem, "/%s", field->name);
    switch (field->type) {
    case FIELD_ENTITY:
    case FIELD_ARTICLE:
    case FIELD_TAG: {
        json_t *right = settle_one(settling, field, value);
        if (right == NULL) {
            settling->ok = false;
        } else {
            json_object_set_new(object, field->name, right);
        }
        break;
    }
    case FIELD_TAGS:
        settle_tags(settling, field, value);
        break;
    case FIELD_OBJECT:
        settle_fields(settling, field->members, value);
        break;
    case FIELD_OBJECTS:
        for (size_t i = 0; i < json_array_size(value); i++) {
            problem_at_auto item;
            problem_at_enter(&item, settling->problem, "/%zu", i);
            settle_fields(settling, field->members, json_array_get(value, i));
        }
        break;
    default:
        break;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void settle_fields(struct settling *settling, const struct field *fields, json_t *object)
{
    for (const struct field *field = fields; field->name != NULL; field++) {
        if (field->use & WRITE) /* what is read-only the program wrote itself */
            settle_field(settling, field, object);
    }
}

bool settle_references(struct store *store, struct draft *draft, struct problem *problem)
{
    struct settling settling = {store, draft, problem, true};
    settle_fields(&settling, draft->resource->fields, draft->doc);
    return settling.ok;
}

/* Who decided, when and why: as before while the status stays, unless somebody says it again. */
static void set_decision(struct draft *draft, const char *status)
{
    static const char *const names[] = {"decided_by", "decided_at", "reason"};
    bool changes = draft->before != NULL && !str_is(json_str(draft->before, "status"), status);
    if (strcmp(status, "suggested") == 0)
        return;
    if (draft->decision == NULL && !changes) {
        for (size_t i = 0; i < COUNT(names) && draft->before != NULL; i++)
            json_object_set(draft->doc, names[i], json_object_get(draft->before, names[i]));
        return;
    }
    json_object_set_new(draft->doc, "decided_by", json_string(draft->actor));
    json_object_set_new(draft->doc, "decided_at", json_string(moment_format(draft->now_ms).text));
    if (draft->decision != NULL && draft->decision->reason.data != NULL)
        json_object_set_new(draft->doc, "reason", json_new_str(draft->decision->reason));
}

bool settle_status(struct draft *draft, struct problem *problem)
{
    const char *wanted = json_string_value(json_object_get(draft->given, "status"));
    if (draft->suggests && wanted != NULL && strcmp(wanted, "suggested") != 0) {
        return problem_add(problem, PROBLEM_FORBIDDEN, "/status", "is %s; a key of scope suggest writes suggestions",
                           wanted);
    }
    const char *status = wanted != NULL ? wanted : draft->suggests ? "suggested" : "accepted";
    json_object_set_new(draft->doc, "status", json_string(status));
    set_decision(draft, status);
    return true;
}

bool settle_why(const struct anchoring *anchoring, struct draft *draft, struct problem *problem)
{
    json_t *why = json_object_get(draft->doc, "why");
    bool ok = true;
    for (size_t i = 0; i < json_array_size(why); i++) {
        char pointer[32];
        (void)snprintf(pointer, sizeof pointer, "/why/%zu", i);
        ok = anchoring_words(anchoring, draft, json_array_get(why, i), pointer, problem) && ok;
    }
    return ok;
}
