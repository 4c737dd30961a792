#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/names.h"
#include "claimd/slug.h"
#include "claimd/tags.h"

enum { TREE_DEPTH = 16 };

/* clang-format off */
static const struct field fields[] = {
    /* name         column       type         use                                       limit about */
    {"slug",        "slug",      FIELD_SLUG,  WRITE | FIXED | FILTER | SORT | SET,      80,   "Its name in URLs, the same for good; made from the label when not given", .example = "energy"},
    {"label",       "label_key", FIELD_LINE,  REQUIRED | WRITE | SORT | SEARCH | HEAD,  200,  "What readers see", .example = "Energy"},
    {"broader",     "broader_id", FIELD_TAG,  WRITE | FILTER,                           0,    "The tag above it; null at the top"},
    {"description", NULL,        FIELD_TEXT,  WRITE | SEARCH,                           2000, "When to use it", .example = "Power and fuels"},
    {"aliases",     NULL,        FIELD_LINES, WRITE | SEARCH,                           50,   "Other words for it", .example = "[\"power\"]"},
    {"merged_into", NULL,        FIELD_TAG,   0,                                        0,    "The tag it became part of; only in the history"},
    {0},
};
/* clang-format on */

static bool find_slug(struct store *store, struct draft *draft, struct problem *problem)
{
    struct str slug = json_str(draft->doc, "slug");
    if (slug.size == 0)
        slug = slug_make(draft->arena, json_str(draft->doc, "label"));
    if (slug.size == 0) {
        return problem_add(problem, PROBLEM_REQUIRED, "/slug",
                           "is required: none can be made of this label; send one of a-z, 0-9 and -");
    }
    if (draft->before == NULL && str_is(slug, "null"))
        return problem_add(problem, PROBLEM_NOT_ALLOWED, "/slug", "is a word of the API's own");
    int64_t holder;
    bool is_former;
    if (!names_tag(store, slug, &holder, &is_former, problem))
        return false;
    if (holder != 0 && holder != draft->id) {
        problem_add(problem, PROBLEM_EXISTS, "/slug",
                    is_former ? "belonged to a tag that was merged into another" : "is the slug of another tag");
        problem_attach(problem, "id", json_string(id_format(holder).text));
        return false;
    }
    json_object_set_new(draft->doc, "slug", json_new_str(slug));
    return true;
}

/* `levels` levels, of which `tag` is or was the top, may stand below `above`: no tag stands below itself, and the tree has at most
 * TREE_DEPTH levels. The walk ends because the stored tree has no cycle. */
static bool check_place(struct store *store, int64_t tag, int64_t levels, int64_t above, const char *pointer,
                        struct problem *problem)
{
    int64_t depth = levels;
    for (; above != 0; depth++) {
        if (above == tag)
            return problem_add(problem, PROBLEM_CYCLE, pointer, "stands below this tag");
        if (!tags_above(store, above, &above, problem))
            return false;
    }
    if (depth > TREE_DEPTH) {
        return problem_add(problem, PROBLEM_OUT_OF_RANGE, pointer, "would make a tree of %d levels; %d are allowed",
                           (int)depth, TREE_DEPTH);
    }
    return true;
}

static bool check_broader(struct store *store, const struct draft *draft, struct problem *problem)
{
    struct str broader = json_str(draft->doc, "broader");
    if (broader.size == 0)
        return true;
    int64_t above, below = 0;
    bool is_former;
    if (!names_tag(store, broader, &above, &is_former, problem) ||
        (draft->before != NULL && !tags_height(store, draft->id, &below, problem)))
        return false;
    return check_place(store, draft->id, 1 + below, above, "/broader", problem);
}

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    return find_slug(store, draft, problem) && check_broader(store, draft, problem);
}

static bool stored(struct store *store, struct draft *draft, struct problem *problem)
{
    if (draft->before == NULL ||
        json_equal(json_object_get(draft->before, "broader"), json_object_get(draft->doc, "broader")))
        return true;
    return tags_moved(store, draft->id, problem);
}

bool tag_check_merge(struct store *store, int64_t gone, int64_t into, struct problem *problem)
{
    int64_t below;
    return tags_height(store, gone, &below, problem) && check_place(store, gone, below, into, "/into", problem);
}

const struct resource tag_resource = {
    "tags",
    "tag",
    fields,
    NULL,
    false,
    "A label from the vocabulary; tags form a tree as in SKOS",
    .settle = settle,
    .stored = stored,
};
