#include "claimd/model.h"

#include <string.h>

#include "claimd/body.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/leaving.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/sessions.h"
#include "claimd/settle.h"
#include "claimd/tags.h"
#include "claimd/value.h"

const struct resource *const model_resources[] = {
    &article_resource, &entity_resource, &mention_resource, &claim_resource, &tag_resource, &key_resource, NULL};

static struct draft draft_of(const struct writing *writing, const struct resource *resource)
{
    return (struct draft){
        .resource = resource,
        .arena = writing->arena,
        .actor = writing->actor,
        .suggests = writing->scope == SCOPE_SUGGEST,
        .unit = writing->unit,
        .is_large = writing->is_large,
        .prepared = writing->prepared,
        .cause = writing->cause,
        .route = writing->route,
        .request_id = writing->request_id,
        .now_ms = writing->now_ms,
    };
}

static void add_given(const struct field *field, void *context)
{
    struct draft *draft = context;
    if ((field->use & (APART | INPUT)) || json_object_get(draft->doc, field->name) != NULL)
        return;
    json_t *value = json_object_get(draft->given, field->name);
    json_object_set_new(draft->doc, field->name, value == NULL ? value_initial(field) : json_deep_copy(value));
}

/* The doc before references and anchors are settled: every member, in the table's order. A new reference. */
static json_t *doc_of(struct draft *draft, json_t *created_at, const char *created_by)
{
    json_t *doc = draft->doc = json_object();
    json_object_set_new(doc, "id", json_string(id_format(draft->id).text));
    json_object_set_new(doc, "revision", json_integer(draft->revision));
    json_object_set_new(doc, "created_at", created_at);
    json_object_set_new(doc, "updated_at", json_string(moment_format(draft->now_ms).text));
    json_object_set_new(doc, "created_by", json_string(created_by));
    resource_walk(draft->resource, add_given, draft);
    return doc;
}

static bool complete(struct store *store, struct draft *draft, struct problem *problem)
{
    bool ok = settle_references(store, draft, problem); /* both, so that every mistake is named at once */
    return (draft->resource->settle == NULL || draft->resource->settle(store, draft, problem)) && ok;
}

static void keep_stored(const struct draft *draft, struct stored *stored)
{
    buffer_auto text = {0};
    json_write(&text, draft->doc);
    *stored = (struct stored){.id = draft->id,
                              .revision = draft->revision,
                              .doc = arena_str(draft->arena, buffer_str(&text)),
                              .anchors = draft->anchors};
}

bool model_create(const struct writing *writing, const struct resource *resource, json_t *given, struct stored *stored,
                  struct problem *problem)
{
    struct draft draft = draft_of(writing, resource);
    draft.id = store_new_id(writing->store, writing->now_ms);
    draft.revision = 1;
    draft.given = given;
    json_auto_t *doc = doc_of(&draft, json_string(moment_format(id_time_ms(draft.id)).text), writing->actor);
    if (!complete(writing->store, &draft, problem) || doc == NULL || !record_insert(writing->store, &draft, problem) ||
        (resource->stored != NULL && !resource->stored(writing->store, &draft, problem)))
        return false;
    keep_stored(&draft, stored);
    return true;
}

static bool check_revision(const struct revisions *expected, int64_t present, struct problem *problem)
{
    if (expected == NULL)
        return true;
    for (size_t i = 0; i < expected->count; i++) {
        if (expected->items[i] == present)
            return true;
    }
    problem_add(problem, PROBLEM_STALE, "", "somebody else was first: the record has revision %lld",
                (long long)present);
    problem_say(problem, "revision", json_integer(present));
    return false;
}

static json_t *load(const struct writing *writing, const struct resource *resource, int64_t id,
                    const struct revisions *expected, struct stored *before, struct problem *problem)
{
    bool found;
    if (!record_get(writing->store, resource, id, writing->arena, before, &found, problem))
        return NULL;
    if (!found) {
        problem_add(problem, PROBLEM_NOT_FOUND, "", "there is no %s %s", resource->singular, id_format(id).text);
        return NULL;
    }
    if (!check_revision(expected, before->revision, problem))
        return NULL;
    json_t *doc = json_loadb(before->doc.data, before->doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    return doc;
}

/* A key of scope suggest changes what it suggested itself, while nobody has decided. */
static bool may_change(const struct writing *writing, const json_t *doc, struct problem *problem)
{
    if (writing->scope != SCOPE_SUGGEST)
        return true;
    if (str_is(json_str(doc, "created_by"), writing->actor) && str_is(json_str(doc, "status"), "suggested"))
        return true;
    return problem_add(problem, PROBLEM_FORBIDDEN, "", "a key of scope suggest changes only its own suggestions");
}

/* Next revision of a doc that is complete: row, history. */
static bool update(const struct writing *writing, struct draft *draft, struct problem *problem)
{
    const struct resource *resource = draft->resource;
    return record_update(writing->store, draft, problem) &&
           (resource->stored == NULL || resource->stored(writing->store, draft, problem));
}

/* Whether a patch comes to what is there: nothing is apart from its doc, and that differs in nothing but the next revision. */
static bool is_unchanged(const struct draft *draft)
{
    json_auto_t *same = json_copy(json_mutable(draft->before));
    json_object_set(same, "revision", json_object_get(draft->doc, "revision"));
    json_object_set(same, "updated_at", json_object_get(draft->doc, "updated_at"));
    return draft->state == NULL && json_equal(same, draft->doc);
}

/* The record `row`, whose doc is before, with patch merged in. decision: NULL for an ordinary write. */
static bool apply(const struct writing *writing, const struct resource *resource, const struct stored *row,
                  const json_t *before, const json_t *patch, const struct decision *decision, struct stored *stored,
                  struct problem *problem)
{
    if (!json_is_object(patch))
        return problem_add(problem, PROBLEM_TYPE, "", "is %s; expected an object", json_type_name(patch));
    json_auto_t *merged = input_of_doc(resource, before);
    input_merge(merged, patch);
    json_auto_t *given = input_check(resource, merged, before, problem);
    if (given == NULL)
        return false;

    struct draft draft = draft_of(writing, resource);
    draft.id = row->id;
    draft.revision = row->revision + 1;
    draft.before = before;
    draft.given = given;
    draft.decision = decision;
    json_auto_t *doc = doc_of(&draft, json_incref(json_object_get(before, "created_at")),
                              json_string_value(json_object_get(before, "created_by")));
    if (doc == NULL || !complete(writing->store, &draft, problem))
        return false;
    if (decision == NULL && is_unchanged(&draft)) {
        *stored = *row;
        return true;
    }
    if (!update(writing, &draft, problem))
        return false;
    keep_stored(&draft, stored);
    return true;
}

bool model_patch(const struct writing *writing, const struct resource *resource, int64_t id, const json_t *patch,
                 const struct revisions *expected, struct stored *stored, struct problem *problem)
{
    struct stored row;
    json_auto_t *before = load(writing, resource, id, expected, &row, problem);
    return before != NULL && may_change(writing, before, problem) &&
           apply(writing, resource, &row, before, patch, NULL, stored, problem);
}

bool model_decide(const struct writing *writing, const struct resource *resource, int64_t id, int64_t judged,
                  const struct decision *decision, const json_t *changes, struct stored *stored,
                  struct problem *problem)
{
    struct stored row;
    json_auto_t *before = load(writing, resource, id, 0, &row, problem);
    if (before == NULL || !may_change(writing, before, problem))
        return false;
    if (row.revision != judged) {
        problem_add(problem, PROBLEM_STALE, "/revision",
                    "is %lld; somebody else was first: the record has revision %lld", (long long)judged,
                    (long long)row.revision);
        problem_attach(problem, "revision", json_integer(row.revision));
        return false;
    }
    json_auto_t *patch = changes == NULL ? json_object() : json_deep_copy(changes);
    json_object_set_new(patch, "status", json_string(decision->status));
    problem_at_auto where;
    problem_at_enter(&where, problem, "/changes");
    return apply(writing, resource, &row, before, patch, decision, stored, problem);
}

/* The next revision of a doc that the program changed. */
static struct draft next_draft(const struct writing *writing, const struct resource *resource, int64_t id, json_t *doc)
{
    struct draft draft = draft_of(writing, resource);
    draft.id = id;
    draft.revision = json_int(doc, "revision") + 1;
    draft.doc = doc;
    json_object_set_new(doc, "revision", json_integer(draft.revision));
    json_object_set_new(doc, "updated_at", json_string(moment_format(writing->now_ms).text));
    return draft;
}

bool model_rewrite(const struct writing *writing, const struct resource *resource, int64_t id, json_t *doc,
                   struct problem *problem)
{
    struct draft draft = next_draft(writing, resource, id, doc);
    return record_update(writing->store, &draft, problem);
}

bool model_rewrite_anchor(const struct writing *writing, const struct resource *resource, int64_t id, json_t *doc,
                          bool words_differ, struct problem *problem)
{
    struct draft draft = next_draft(writing, resource, id, doc);
    return record_update_anchor(writing->store, &draft, words_differ, problem);
}

static bool remove_one(const struct writing *writing, const struct resource *resource, int64_t id,
                       struct problem *problem)
{
    struct stored row;
    json_auto_t *doc = load(writing, resource, id, 0, &row, problem);
    if (doc == NULL || !may_change(writing, doc, problem))
        return false;
    struct draft draft = draft_of(writing, resource);
    draft.id = id;
    draft.revision = row.revision + 1;
    draft.before = doc;
    draft.doc = doc;
    return record_delete(writing->store, &draft, problem);
}

static bool replace_one(const struct writing *writing, const struct resource *resource, int64_t id,
                        const struct leaving *leaving, struct problem *problem)
{
    struct stored row;
    json_auto_t *doc = load(writing, resource, id, 0, &row, problem);
    if (doc == NULL || !may_change(writing, doc, problem))
        return false;
    leaving_replace(resource->fields, doc, leaving);
    return model_rewrite(writing, resource, id, doc, problem) &&
           (resource != &tag_resource ||
            tags_moved(writing->store, id, problem)); /* it stood below the one that goes */
}

static const struct hanging {
    const struct resource *on, *what;
    enum referrers referrers;
    bool dies; /* it can't be without the record; the others let go */
    const char *name;
} hangings[] = {
    {&article_resource, &claim_resource, REFERRERS_CLAIMS_OF_ARTICLE, true, "claims"},
    {&article_resource, &mention_resource, REFERRERS_MENTIONS_OF_ARTICLE, true, "mentions"},
    {&article_resource, &article_resource, REFERRERS_VARIANTS_OF_ARTICLE, false, "variants"},
    {&entity_resource, &mention_resource, REFERRERS_MENTIONS_OF_ENTITY, true, "mentions"},
    {&entity_resource, &mention_resource, REFERRERS_MENTIONS_OPEN_TO_ENTITY, false, "candidates"},
    {&entity_resource, &claim_resource, REFERRERS_CLAIMS_OF_ENTITY, false, "claims"},
    {&entity_resource, &article_resource, REFERRERS_ARTICLES_OF_ENTITY, false, "articles"},
    {&tag_resource, &claim_resource, REFERRERS_CLAIMS_OF_TAG, false, "claims"},
    {&tag_resource, &tag_resource, REFERRERS_TAGS_BELOW_TAG, false, "narrower"},
};

/* How many hang on it, counted up to limit + REFERRERS_LIMIT; by name into *counts (a new reference). */
static bool count_hanging(const struct writing *writing, const struct resource *resource, int64_t id, int64_t limit,
                          json_t *counts, int64_t *total, struct problem *problem)
{
    *total = 0;
    for (size_t i = 0; i < COUNT(hangings); i++) {
        if (hangings[i].on != resource)
            continue;
        int64_t ids[REFERRERS_LIMIT], after = 0, some = 0;
        size_t count = REFERRERS_LIMIT;
        while (count == REFERRERS_LIMIT && some <= limit) {
            if (!referrers_next(writing->store, hangings[i].referrers, id, after, ids, &count, problem))
                return false;
            some += (int64_t)count;
            after = count > 0 ? ids[count - 1] : after;
        }
        if (some > 0)
            json_object_set_new(counts, hangings[i].name, json_integer(some));
        *total += some;
    }
    return true;
}

/* Where nothing comes instead, deletes what can't be without the record and lets the rest go; else all of it names `into`. */
static bool move_hanging(const struct writing *writing, const struct resource *resource, int64_t id,
                         const struct leaving *leaving, struct problem *problem)
{
    for (size_t i = 0; i < COUNT(hangings); i++) {
        if (hangings[i].on != resource)
            continue;
        int64_t ids[REFERRERS_LIMIT], after = 0;
        size_t count = REFERRERS_LIMIT;
        while (count == REFERRERS_LIMIT) {
            if (!referrers_next(writing->store, hangings[i].referrers, id, after, ids, &count, problem))
                return false;
            for (size_t j = 0; j < count; j++) {
                after = ids[j];
                bool ok = hangings[i].dies && leaving->into.size == 0
                              ? remove_one(writing, hangings[i].what, ids[j], problem)
                              : replace_one(writing, hangings[i].what, ids[j], leaving, problem);
                if (!ok)
                    return false;
            }
        }
    }
    return true;
}

static bool revoke(const struct writing *writing, int64_t id, json_t *doc, struct problem *problem)
{
    if (json_is(doc, "revoked_at"))
        return true;
    json_object_set_new(doc, "revoked_at", json_string(moment_format(writing->now_ms).text));
    return sessions_drop_of_key(writing->store, id, problem) && model_rewrite(writing, &key_resource, id, doc, problem);
}

static struct str name_of(const struct resource *resource, const json_t *doc)
{
    return json_str(doc, resource == &tag_resource ? "slug" : "id");
}

bool model_is_hung_on(const struct resource *resource)
{
    for (size_t i = 0; i < COUNT(hangings); i++) {
        if (hangings[i].on == resource)
            return true;
    }
    return false;
}

bool model_delete(const struct writing *writing, const struct resource *resource, int64_t id,
                  const struct revisions *expected, bool cascades, struct problem *problem)
{
    struct stored row;
    json_auto_t *doc = load(writing, resource, id, expected, &row, problem);
    if (doc == NULL || !may_change(writing, doc, problem))
        return false;
    if (resource == &key_resource)
        return revoke(writing, id, doc, problem);

    int64_t total = 0;
    json_auto_t *counts = json_object();
    if (!count_hanging(writing, resource, id, MERGE_LIMIT, counts, &total, problem))
        return false;
    if (total > 0 && !cascades) {
        problem_add(problem, PROBLEM_IN_USE, "", "others hang on this %s; ?cascade=true deletes or lets go of them",
                    resource->singular);
        problem_say(problem, "counts", json_incref(counts)); /* the problem's */
        return false;
    }
    struct writing following = *writing;
    following.cause = store_new_id(writing->store, writing->now_ms);
    struct leaving leaving = {.gone = name_of(resource, doc), .name = json_str(doc, "name")};
    if (!move_hanging(&following, resource, id, &leaving, problem))
        return false;
    if (resource == &article_resource && !body_drop(writing->store, id, problem))
        return false;
    if ((resource == &entity_resource || resource == &tag_resource) &&
        !names_forget(writing->store, resource->singular, id, problem))
        return false;
    struct draft draft = draft_of(writing, resource);
    draft.id = id;
    draft.revision = row.revision + 1;
    draft.change = following.cause;
    draft.before = draft.doc = doc;
    return record_delete(writing->store, &draft, problem);
}

bool model_merge(const struct writing *writing, const struct resource *resource, int64_t gone, int64_t into,
                 struct stored *stored, struct problem *problem)
{
    if (gone == into)
        return problem_add(problem, PROBLEM_CONFLICT, "/into", "is the same %s", resource->singular);
    if (resource == &tag_resource && !tag_check_merge(writing->store, gone, into, problem))
        return false;
    struct stored row;
    json_auto_t *doc = load(writing, resource, gone, 0, &row, problem);
    json_auto_t *other = doc == NULL ? NULL : load(writing, resource, into, 0, stored, problem);
    if (other == NULL)
        return false;

    int64_t total = 0;
    json_auto_t *counts = json_object();
    if (!count_hanging(writing, resource, gone, MERGE_LIMIT, counts, &total, problem))
        return false;
    if (total > MERGE_LIMIT && !writing->is_large) {
        problem_add(problem, PROBLEM_IN_USE, "", "more than %d records name it; ?large=true merges all the same",
                    MERGE_LIMIT);
        problem_say(problem, "counts", json_incref(counts)); /* the problem's */
        return false;
    }
    struct writing following = *writing;
    following.cause = store_new_id(writing->store, writing->now_ms);
    struct leaving leaving = {.gone = name_of(resource, doc), .into = name_of(resource, other)};
    if (!move_hanging(&following, resource, gone, &leaving, problem))
        return false;
    const char *kind = resource->singular;
    if (!names_give_up(writing->store, kind, json_str(doc, "slug"), into, gone, problem) ||
        (resource == &entity_resource && !names_give_up(writing->store, kind, json_str(doc, "id"), into, 0, problem)))
        return false;
    json_object_set(doc, "merged_into", json_object_get(other, resource == &tag_resource ? "slug" : "id"));
    json_object_set_new(doc, "revision", json_integer(row.revision + 1));
    json_object_set_new(doc, "updated_at", json_string(moment_format(writing->now_ms).text));
    struct draft draft = draft_of(writing, resource);
    draft.id = gone;
    draft.revision = row.revision + 1;
    draft.change = following.cause;
    draft.before = draft.doc = doc;
    return record_delete(writing->store, &draft, problem);
}
