#include "claimd/input.h"

#include <string.h>

#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/nearest.h"
#include "claimd/value.h"

struct checking {
    const json_t *given, *before;
    json_t *checked;
    struct problem *problem;
};

static void check_field(const struct field *field, void *context)
{
    struct checking *checking = context;
    const json_t *value = json_object_get(checking->given, field->name);
    problem_at_auto where;
    problem_at_enter(&where, checking->problem, "/%s", field->name);
    bool is_missing = value == NULL || json_is_null(value);
    if (!(field->use & WRITE)) {
        const json_t *present = json_object_get(checking->before, field->name);
        if (field->use & LATER) {
            if (!is_missing)
                problem_add(checking->problem, PROBLEM_NOT_SUPPORTED, "", "cannot be written in this version");
        } else if (value != NULL && (present == NULL || !json_equal(present, value))) {
            problem_add(checking->problem, PROBLEM_READ_ONLY, "", "is read-only");
        }
        return;
    }
    if (is_missing) {
        if (field->use & REQUIRED)
            problem_add(checking->problem, PROBLEM_REQUIRED, "", "is required: %s", value_expected(field->type));
        return;
    }
    if ((field->use & FIXED) && checking->before != NULL) {
        const json_t *present = json_object_get(checking->before, field->name);
        if (present != NULL && !json_equal(present, value)) {
            problem_add(checking->problem, PROBLEM_READ_ONLY, "", "cannot be changed once the record exists");
            return;
        }
    }
    const json_t *stored = json_object_get(checking->before, field->name);
    bool is_unchanged = stored != NULL && json_equal(stored, value);
    json_t *checked = is_unchanged ? json_deep_copy(value) : value_check(field, value, checking->problem);
    if (checked != NULL)
        json_object_set_new(checking->checked, field->name, checked);
}

static void offer_field(const struct field *field, void *context)
{
    struct nearest *nearest = context;
    if (field->use & WRITE)
        nearest_offer(nearest, field->name);
}

static void check_names(const struct resource *resource, const json_t *given, bool is_new, struct problem *problem)
{
    const char *name;
    json_t *value;
    json_object_foreach(json_mutable(given), name, value)
    {
        if (resource_field(resource, str_of(name)) != NULL || (!is_new && input_is_beside(resource, name)))
            continue;
        struct nearest nearest = nearest_begin(str_of(name));
        resource_walk(resource, offer_field, &nearest);
        const char *near = nearest_name(&nearest);
        problem_at_auto where;
        problem_at_member(&where, problem, name);
        problem_add(problem, PROBLEM_UNKNOWN_FIELD, "", "%s have no such field%s%s%s", resource->plural,
                    near == NULL ? "" : "; did you mean \"", near == NULL ? "" : near, near == NULL ? "" : "\"?");
    }
}

json_t *input_check(const struct resource *resource, const json_t *given, const json_t *before, struct problem *problem)
{
    if (!json_is_object(given)) {
        problem_add(problem, PROBLEM_TYPE, "", "is %s; expected an object", json_type_name(given));
        return NULL;
    }
    size_t mistakes = problem->count;
    check_names(resource, given, before == NULL, problem);
    struct checking checking = {given, before, json_object(), problem};
    resource_walk(resource, check_field, &checking);
    if (problem->count == mistakes && resource->check != NULL)
        (void)resource->check(checking.checked, problem);
    if (problem->count == mistakes)
        return checking.checked;
    json_decref(checking.checked);
    return NULL;
}

struct copying {
    const json_t *doc;
    json_t *given;
};

static void copy_field(const struct field *field, void *context)
{
    struct copying *copying = context;
    json_t *value = json_object_get(copying->doc, field->name);
    if ((field->use & WRITE) && value != NULL)
        json_object_set_new(copying->given, field->name, json_deep_copy(value));
}

json_t *input_of_doc(const struct resource *resource, const json_t *doc)
{
    struct copying copying = {doc, json_object()};
    resource_walk(resource, copy_field, &copying);
    return copying.given;
}

static void merge_member(json_t *target, const char *name, json_t *value, bool is_top);

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the request, which was measured */
static void merge(json_t *target, const json_t *patch, bool is_top)
{
    const char *name;
    json_t *value;
    bool moves = json_object_get(patch, "text") != NULL && json_object_get(patch, "start") == NULL &&
                 json_object_get(patch, "end") == NULL;
    if (moves && json_object_get(target, "start") != NULL) {
        json_object_del(target, "start");
        json_object_del(target, "end");
    }
    json_object_foreach(json_mutable(patch), name, value)
    {
        merge_member(target, name, value, is_top);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the request, which was measured */
static void merge_member(json_t *target, const char *name, json_t *value, bool is_top)
{
    if (is_top && (strcmp(name, "anchor") == 0 || strcmp(name, "quote") == 0)) {
        json_object_del(target, "anchor");
        json_object_set_new(target, name, json_deep_copy(value));
        return;
    }
    if (json_is_null(value) && !is_top) {
        json_object_del(target, name);
        return;
    }
    if (!json_is_object(value)) {
        json_object_set_new(target, name, json_deep_copy(value));
        return;
    }
    json_t *present = json_object_get(target, name);
    if (!json_is_object(present)) {
        json_object_set_new(target, name, json_object());
        present = json_object_get(target, name);
    }
    merge(present, value, false);
}

bool input_is_beside(const struct resource *resource, const char *name)
{
    if (strcmp(name, "included") == 0)
        return resource != &key_resource;
    return resource == &article_resource && (strcmp(name, "anchors") == 0 || strcmp(name, "analysis") == 0);
}

void input_merge(json_t *target, const json_t *patch)
{
    merge(target, patch, true);
}
