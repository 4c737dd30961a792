#include "claimd/analysis.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/names.h"
#include "claimd/settle.h"
#include "claimd/slug.h"

static const char *const forms[] = {"demonym", "acronym", NULL};

/* clang-format off */
static const struct field alias_members[] = {
    {"text",    NULL, FIELD_LINE,     WRITE | REQUIRED, 200, "What it is called too"},
    {"lang",    NULL, FIELD_LANGUAGE, WRITE,            0,   "In which language (BCP 47)"},
    {"metonym", NULL, FIELD_BOOL,     WRITE,            0,   "Names one thing and means another", .initial = "false"},
    {"form",    NULL, FIELD_ENUM,     WRITE,            0,   "What sort of name, when it is no ordinary one", .values = forms},
    {0},
};
static const struct field fields[] = {
    /* name         column        type           use                                      limit about */
    {"slug",        "slug",       FIELD_SLUG,    WRITE | FILTER | SORT | SET,             80,   "Its name in URLs; made from the name when not given, and may change", .example = "ada-grey"},
    {"name",        "name_key",   FIELD_LINE,    REQUIRED | WRITE | SORT | SEARCH | HEAD, 200,  "What it is called", .example = "Ada Grey"},
    {"kind",        "kind",       FIELD_ENUM,    REQUIRED | WRITE | FILTER,               0,    "What sort of thing it is", .values = entity_kind_names, .example = "person"},
    {"description", NULL,         FIELD_TEXT,    WRITE | SEARCH,                          2000, "What it is, in a sentence or two", .example = "A minister in the examples of this contract"},
    {"aliases",     NULL,         FIELD_OBJECTS, WRITE | SEARCH | HEAD,                   100,  "Its other names", .members = alias_members, .path = "text", .example = "[{\"text\": \"Grey\"}]"},
    {"same_as",     NULL,         FIELD_URLS,    WRITE,                                   20,   "Pages about it elsewhere (Wikidata …)", .example = "[\"https://example.org/ada-grey\"]"},
    {"merged_into", NULL,         FIELD_ID,      0,                                       0,    "The entity it became part of; only in the history"},
    {"status",      "status",     FIELD_ENUM,    WRITE | FILTER | SET,                    0,    "Whether a person has decided on it", .values = statuses, .example = "accepted"},
    {"confidence",  "confidence", FIELD_UNIT,    WRITE | FILTER | SORT,                   0,    "How sure the program that suggested it is"},
    {"decided_by",  "decided_by", FIELD_LINE,    FILTER,                                  100,  "Name of the key that decided on it; null while nobody has"},
    {"decided_at",  "decided_at", FIELD_TIME,    FILTER | SORT,                           0,    "When it was decided"},
    {"reason",      NULL,         FIELD_TEXT,    0,                                       1000, "Why it was decided so, in the words of who decided"},
    {0},
};
/* clang-format on */

/* Stands where a slug does, in paths of entities or as the value of a filter, and means something else there. */
static bool is_reserved(struct str slug)
{
    static const char *const words[] = {"author", "decisions", "null"};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_is(slug, words[i]))
            return true;
    }
    return false;
}

/* The slug given must be free; one made from the name is numbered until it is. */
static bool find_slug(struct store *store, struct draft *draft, struct problem *problem)
{
    struct str given = json_str(draft->doc, "slug");
    struct str base = given.size > 0 ? given : slug_make(draft->arena, json_str(draft->doc, "name"));
    if (base.size == 0) /* a name in a script that leaves nothing, as in Chinese: its id, which is free */
        base = arena_str(draft->arena, str_of(id_format(draft->id).text));
    struct str slug = base;
    for (unsigned number = 2;; number++) {
        int64_t holder;
        bool is_former;
        if (!names_entity(store, slug, &holder, &is_former, problem))
            return false;
        bool is_its_own = json_is(draft->before, "slug") && str_equal(json_str(draft->before, "slug"), slug);
        /* A name given up leads to who had it, and is taken from them only by who asks for it. */
        bool is_free = holder == 0 || holder == draft->id || (is_former && given.size > 0);
        if (is_its_own || (is_free && !is_reserved(slug)))
            break;
        if (is_free && given.size > 0)
            return problem_add(problem, PROBLEM_NOT_ALLOWED, "/slug", "is a word of the API's own");
        if (given.size > 0) {
            problem_add(problem, PROBLEM_EXISTS, "/slug", "is the slug of another entity");
            problem_attach(problem, "id", json_string(id_format(holder).text));
            return false;
        }
        slug = slug_numbered(draft->arena, base, number);
    }
    json_object_set_new(draft->doc, "slug", json_new_str(slug));
    return true;
}

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    return find_slug(store, draft, problem) && settle_status(draft, problem);
}

static bool stored(struct store *store, struct draft *draft, struct problem *problem)
{
    struct str slug = json_str(draft->doc, "slug"), before = json_str(draft->before, "slug");
    struct writing writing = {
        .store = store,
        .arena = draft->arena,
        .actor = draft->actor,
        .route = draft->route,
        .request_id = draft->request_id,
        .now_ms = draft->now_ms,
    };
    if (!names_take_back(store, "entity", slug, problem) || !model_decide_mentions(&writing, draft, problem))
        return false;
    if (before.size == 0 || str_equal(before, slug))
        return true;
    return names_give_up(store, "entity", before, draft->id, 0, problem);
}

const struct resource entity_resource = {
    "entities",       "entity",         fields, NULL, false, "Somebody or something that articles speak of",
    .settle = settle, .stored = stored,
};
