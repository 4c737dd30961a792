/* In mode "all" one decision that cannot be made undoes the whole, and every mistake is named; in mode "each" a decision has a
 * savepoint of its own. */
#include <string.h>

#include "claimd/endpoint.h"
#include "claimd/handlers.h"
#include "claimd/http_status.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/names.h"
#include "claimd/route.h"
#include "claimd/shape.h"

enum { DECISIONS_LIMIT = 200, CHANGES_SIZE = 128 * 1024, REASON_SIZE = 1000 };

static const char *const modes[] = {"all", "each", NULL};
static const char *const verdicts[] = {"accept", "reject", "correct", "reopen", NULL};
static const char *const outcomes[] = {"accepted", "rejected", "accepted", "suggested"}; /* of the verdicts */

/* clang-format off */
static const struct field decision_members[] = {
    {"id",       NULL, FIELD_LINE,     WRITE | REQUIRED, 80,           "The record; of an entity its slug will do"},
    {"revision", NULL, FIELD_COUNT,    WRITE | REQUIRED, UINT32_MAX,   "The revision that was judged; another one by now is an error"},
    {"verdict",  NULL, FIELD_ENUM,     WRITE | REQUIRED, 0,            "accept, reject, correct (the changes are made and it is accepted), reopen (a suggestion again, decided by nobody)", .values = verdicts},
    {"reason",   NULL, FIELD_TEXT,     WRITE,            REASON_SIZE,  "Why; kept with the record"},
    {"changes",  NULL, FIELD_METADATA, WRITE,            CHANGES_SIZE, "For correct: the members that change, as in a PATCH"},
    {0},
};
const struct field decisions_takes[] = {
    {"mode",      NULL, FIELD_ENUM,    WRITE,            0,               "all: every decision is made or none; each: what can be made is, and the answer says what was not", .values = modes, .initial = "\"all\""},
    {"decisions", NULL, FIELD_OBJECTS, WRITE | REQUIRED, DECISIONS_LIMIT, "At most 200, made in this order", .members = decision_members},
    {0},
};
static const struct field result_members[] = {
    {"id",     NULL, FIELD_LINE,    SET, 80, "As it was sent"},
    {"record", NULL, FIELD_OBJECT,  0,   0,  "The record after the decision; null where it was not made"},
    {"errors", NULL, FIELD_OBJECTS, 0,   0,  "Why it was not made; empty where it was"},
    {0},
};
const struct field decisions_gives[] = {
    {"data",    NULL, FIELD_OBJECTS, SET,      DECISIONS_LIMIT, "A result for each decision, in their order", .members = result_members},
    {"decided", NULL, FIELD_COUNT,   SET,      0,               "How many were made"},
    {"failed",  NULL, FIELD_COUNT,   SET,      0,               "How many were not"},
    {0},
};
/* clang-format on */

/* What a decision says by itself. */
static void check_one(const json_t *decision, struct problem *problem)
{
    const json_t *changes = json_object_get(decision, "changes");
    bool corrects = str_is(json_str(decision, "verdict"), "correct");
    if (corrects && json_object_size(changes) == 0) {
        problem_add(problem, PROBLEM_REQUIRED, "/changes", "are required with correct: the members that change");
    } else if (!corrects && json_is_object(changes)) {
        problem_add(problem, PROBLEM_MISMATCH, "/changes", "go with the verdict correct");
    }
    if (json_object_get(changes, "status") != NULL)
        problem_add(problem, PROBLEM_MISMATCH, "/changes/status", "is what the verdict says");
    if (str_is(json_str(decision, "verdict"), "reopen") && json_is(decision, "reason"))
        problem_add(problem, PROBLEM_MISMATCH, "/reason", "goes with a decision; reopen takes one back");
}

bool check_decisions(struct call *call)
{
    struct shape shape;
    if (call_parameter(call, "include").data != NULL)
        problem_parameter(&call->problem, PROBLEM_UNKNOWN_PARAMETER, "include", "is no parameter here");
    if (!query_record(call, call->route->resource, NULL, &shape) || !read_body(call))
        return false;
    const json_t *list = json_object_get(call->body, "decisions");
    if (json_array_size(list) == 0)
        problem_add(&call->problem, PROBLEM_TOO_SHORT, "/decisions", "is empty");
    for (size_t i = 0; i < json_array_size(list); i++) {
        problem_at_auto where;
        problem_at_enter(&where, &call->problem, "/decisions/%zu", i);
        check_one(json_array_get(list, i), &call->problem);
    }
    return call->problem.count == 0;
}

static bool find(struct store *store, const struct resource *resource, struct str name, int64_t *id,
                 struct problem *problem)
{
    bool is_former = false, exists = false;
    if (resource == &entity_resource) {
        if (!names_entity(store, name, id, &is_former, problem))
            return false;
        exists = *id != 0;
    } else if (id_parse(name, id) && !names_exists(store, resource, *id, &exists, problem)) {
        return false;
    }
    if (is_former) {
        return problem_add(problem, PROBLEM_CONFLICT, "/id", "is no longer its name; the record is %s",
                           id_format(*id).text);
    }
    return exists || problem_add(problem, PROBLEM_NO_SUCH_RECORD, "/id", "there is no %s \"%.*s\"", resource->singular,
                                 STR_PRINT(name));
}

static bool decide(const struct writing *writing, const struct resource *resource, const json_t *given,
                   struct stored *stored, struct problem *problem)
{
    const json_t *changes = json_object_get(given, "changes");
    struct decision decision = {.reason = json_str(given, "reason")};
    int64_t id;
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        if (str_is(json_str(given, "verdict"), verdicts[i]))
            decision.status = outcomes[i];
    }
    return find(writing->store, resource, json_str(given, "id"), &id, problem) &&
           model_decide(writing, resource, id, json_int(given, "revision"), &decision,
                        json_is_object(changes) ? changes : NULL, stored, problem);
}

/* The disk failed: nothing more can be said of the rest. */
static bool is_over(const struct problem *problem)
{
    return problem->count > 0 && problem->items[problem->count - 1].code == PROBLEM_STORAGE;
}

static bool decide_all(struct call *call, const struct writing *writing, const json_t *list, struct stored *stored)
{
    for (size_t i = 0; i < json_array_size(list) && !is_over(&call->problem); i++) {
        problem_at_auto where;
        problem_at_enter(&where, &call->problem, "/decisions/%zu", i);
        (void)!decide(writing, call->route->resource, json_array_get(list, i), &stored[i], &call->problem);
    }
    return call->problem.count == 0;
}

/* Results as they come; *errors[i] is empty where the decision was made. */
static bool decide_each(struct call *call, const struct writing *writing, const json_t *list, struct stored *stored,
                        struct str *errors)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        problem_auto problem = {0};
        problem_at_auto where;
        problem_at_enter(&where, &problem, "/decisions/%zu", i);
        savepoint_auto savepoint = savepoint_begin(writing->store, SAVEPOINT_PART);
        if (decide(writing, call->route->resource, json_array_get(list, i), &stored[i], &problem)) {
            if (!savepoint_keep(&savepoint, &call->problem))
                return false;
            continue;
        }
        if (is_over(&problem)) {
            return problem_add(&call->problem, PROBLEM_STORAGE, "", "%s", problem.items[problem.count - 1].detail);
        }
        buffer_auto text = {0};
        http_problem_items(&text, &problem);
        errors[i] = arena_str(&call->arena, buffer_str(&text));
    }
    return true;
}

/* What was decided before, from the records as they were then. */
static bool decide_again(struct call *call, struct store *store, struct stored *stored, struct str *errors)
{
    for (size_t i = 0; i < call->again_count; i++) {
        errors[i] = call->again[i].rest;
        if (errors[i].size == 0 && !read_again(call, store, &call->again[i], &stored[i]))
            return false;
    }
    return true;
}

static bool add_result(struct shaping *shaping, const json_t *decision, const struct stored *stored, struct str errors,
                       struct buffer *text)
{
    buffer_add(text, STR("{\"id\":"));
    buffer_add_json(text, json_str(decision, "id"));
    buffer_add(text, STR(",\"record\":"));
    if (errors.size > 0) {
        buffer_printf(text, "null,\"errors\":%.*s}", STR_PRINT(errors));
        return true;
    }
    if (!shape_add(shaping, shaping->call->route->resource, stored, text))
        return false;
    buffer_add(text, STR(",\"errors\":[]}"));
    return true;
}

bool decide_records(struct call *call, struct store *store)
{
    const json_t *list = json_object_get(call->body, "decisions");
    size_t count = json_array_size(list), failed = 0;
    struct stored *stored = arena_array(&call->arena, struct stored, count);
    struct str *errors = arena_array(&call->arena, struct str, count);
    struct writing writing = writing_of(call, store);
    struct shape shape;
    bool each = str_is(json_str(call->body, "mode"), "each");
    if (!query_record(call, call->route->resource, NULL, &shape) ||
        !(call->again != NULL ? decide_again(call, store, stored, errors)
          : each              ? decide_each(call, &writing, list, stored, errors)
                              : decide_all(call, &writing, list, stored)))
        return false;
    call->reply.written = arena_array(&call->arena, struct written, count);
    call->reply.written_count = count;
    for (size_t i = 0; i < count; i++)
        call->reply.written[i] = (struct written){errors[i].size > 0 ? 0 : stored[i].id, stored[i].revision, errors[i]};
    struct shaping shaping = {call, store, &shape};
    buffer_auto text = {0};
    buffer_add(&text, STR("{\"data\":["));
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(&text, ',');
        if (!add_result(&shaping, json_array_get(list, i), &stored[i], errors[i], &text))
            return false;
        failed += errors[i].size > 0;
    }
    buffer_printf(&text, "],\"decided\":%zu,\"failed\":%zu}\n", count - failed, failed);
    call->reply.body = arena_str(&call->arena, buffer_str(&text));
    return true;
}
