#include <string.h>

#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/tags.h"

static const char *const names[] = {"decided_by", "decided_at", "reason"};

/* Rejected with the entity: its status and decision become the entity's. */
static bool follows(const json_t *mention)
{
    return str_is(json_str(mention, "status"), "suggested");
}

/* It was rejected in the same moment by the same key, and so with the entity and not for itself. */
static bool went_along(const json_t *mention, const json_t *entity)
{
    return str_is(json_str(mention, "status"), "rejected") && json_is(mention, "decided_at") &&
           json_equal(json_object_get(mention, "decided_by"), json_object_get(entity, "decided_by")) &&
           json_equal(json_object_get(mention, "decided_at"), json_object_get(entity, "decided_at"));
}

static bool decide_one(const struct writing *writing, const struct draft *entity, int64_t id, struct problem *problem)
{
    struct stored row;
    bool found;
    bool rejects = str_is(json_str(entity->doc, "status"), "rejected");
    if (!record_get(writing->store, &mention_resource, id, writing->arena, &row, &found, problem))
        return false;
    assert(found); /* the index named it */
    json_auto_t *doc = json_loadb(row.doc.data, row.doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    if (rejects ? !follows(doc) : !went_along(doc, entity->before))
        return true;
    json_object_set_new(doc, "status", json_string(rejects ? "rejected" : "suggested"));
    for (size_t i = 0; i < COUNT(names); i++)
        json_object_set_new(doc, names[i], rejects ? json_incref(json_object_get(entity->doc, names[i])) : json_null());
    return model_rewrite(writing, &mention_resource, id, doc, problem);
}

bool model_decide_mentions(const struct writing *writing, const struct draft *entity, struct problem *problem)
{
    struct str before = json_str(entity->before, "status"), now = json_str(entity->doc, "status");
    int64_t ids[REFERRERS_LIMIT], after = 0;
    size_t count = REFERRERS_LIMIT, seen = 0;
    if (entity->before == NULL || str_equal(before, now) || (!str_is(before, "rejected") && !str_is(now, "rejected")))
        return true;
    while (count == REFERRERS_LIMIT) {
        if (!referrers_next(writing->store, REFERRERS_MENTIONS_OF_ENTITY, entity->id, after, ids, &count, problem))
            return false;
        seen += count;
        if (seen > MERGE_LIMIT) {
            return problem_add(problem, PROBLEM_IN_USE, "", "more than %d mentions would follow; decide on them first",
                               MERGE_LIMIT);
        }
        for (size_t i = 0; i < count; i++) {
            if (!decide_one(writing, entity, ids[i], problem))
                return false;
            after = ids[i];
        }
    }
    return true;
}
