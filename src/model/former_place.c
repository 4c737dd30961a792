#include "claimd/former_place.h"

#include "claimd/changes.h"
#include "claimd/json.h"

static const char *const parts[] = {"holder.cue", "condition", "horizon"};
static const char *const anchor_place[] = {"start", "end", "exact"}, *const part_place[] = {"start", "end", "text"};

static bool has_same(const json_t *one, const json_t *other, const char *const names[3])
{
    for (size_t i = 0; i < 3; i++) {
        const json_t *left = json_object_get(one, names[i]), *right = json_object_get(other, names[i]);
        if (left != right && !json_equal(left, right))
            return false;
    }
    return true;
}

static bool has_same_places(const json_t *one, const json_t *other)
{
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!has_same(resource_at(one, parts[i]), resource_at(other, parts[i]), part_place))
            return false;
    }
    return has_same(json_object_get(one, "anchor"), json_object_get(other, "anchor"), anchor_place) &&
           json_equal(json_object_get(one, "why"), json_object_get(other, "why"));
}

static json_t *doc_of(const struct change *change)
{
    return change->doc.data == NULL ? NULL : json_loadb(change->doc.data, change->doc.size, 0, NULL);
}

/* Whether a change placed what the one before it (its older neighbour) had elsewhere. */
static bool has_placed(const struct change *change, const struct change *before)
{
    json_auto_t *doc = doc_of(change), *was = doc_of(before);
    return !has_same_places(doc, was);
}

static bool is_placed(const json_t *doc)
{
    struct str state = json_str(json_object_get(doc, "anchor"), "state");
    return doc != NULL && !str_is(state, "orphaned") && !str_is(state, "ambiguous");
}

bool former_place_find(struct store *store, const struct resource *resource, int64_t id, int64_t mark,
                       const char *route, struct arena *arena, json_t **former, struct problem *problem)
{
    struct change *changes;
    size_t count;
    bool more;
    *former = NULL;
    if (!changes_of(store, resource, id, INT64_MAX, FORMER_PLACE_CHANGES, arena, &changes, &count, &more, problem))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (changes[i].id < mark) {
            json_auto_t *doc = doc_of(&changes[i]);
            *former = is_placed(doc) ? json_incref(doc) : NULL; /* the caller's */
            return true;
        }
        if (i + 1 < count && !str_is(changes[i].route, route) && has_placed(&changes[i], &changes[i + 1]))
            return true;
    }
    return true;
}

static void take_part(json_t *part, const json_t *former)
{
    for (size_t i = 0; i < COUNT(part_place) && json_is_object(part) && json_is_object(former); i++)
        json_object_set(part, part_place[i], json_object_get(former, part_place[i]));
}

bool former_place_take(json_t *doc, const json_t *former)
{
    json_auto_t *before = json_deep_copy(doc);
    json_object_set(doc, "anchor", json_object_get(former, "anchor"));
    json_object_set(doc, "why", json_object_get(former, "why"));
    for (size_t i = 0; i < COUNT(parts); i++)
        take_part(resource_at(doc, parts[i]), resource_at(former, parts[i]));
    return !json_equal(before, doc);
}
