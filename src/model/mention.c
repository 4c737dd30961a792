#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/settle.h"

/* clang-format off */
static const char anchor_example[] = "{\"start\": 13, \"end\": 21, \"exact\": \"Ada Grey\", \"prefix\": \"The minister \", \"suffix\": \" told reporters that fusion powe\", \"state\": \"exact\", \"risk\": [], \"was\": null}";
static const struct field candidate_members[] = {
    {"entity", NULL, FIELD_ENTITY, WRITE | REQUIRED, 0, "The entity"},
    {0},
};
static const struct field fields[] = {
    /* name        column        type            use                                limit about */
    {"article",    "article_id", FIELD_ARTICLE,  REQUIRED | WRITE | FIXED | FILTER, 0,     "The article it stands in"},
    {"entity",     "entity_id",  FIELD_ENTITY,   WRITE | FILTER,                    0,     "What it refers to; null while that is open", .example = "0savvxn35j401"},
    {"anchor",     "anchor",     FIELD_OBJECT,   WRITE | FILTER | SET,              0,     "The words that refer", .members = anchor_members, .path = "anchor.state", .example = anchor_example},
    {"position",   "start",      FIELD_COUNT,    APART | SORT,                      0,     "Where it begins; sorts by article and then in reading order", .path = "anchor.start"},
    {"exact",      NULL,         FIELD_WORDS,    SEARCH | APART,                    0,     "The words of the anchor, for q=", .path = "anchor.exact"},
    {"quote",      NULL,         FIELD_WORDS,    WRITE | INPUT,                     20000, "Short for an anchor: the words, which must stand in the article once", .example = "Ada Grey"},
    {"metonym",    "metonym",    FIELD_BOOL,     WRITE | FILTER,                    0,     "Names one thing and means another", .initial = "false"},
    {"status",     "status",     FIELD_ENUM,     WRITE | FILTER | SET,              0,     "Whether a person has decided on it", .values = statuses, .example = "accepted"},
    {"confidence", "confidence", FIELD_UNIT,     WRITE | FILTER | SORT,             0,     "How sure the program that suggested it is"},
    {"why",        NULL,         FIELD_OBJECTS,  WRITE,                             20,    "The rules that suggested it", .members = why_members},
    {"decided_by", "decided_by", FIELD_LINE,     FILTER,                            100,   "Name of the key that decided on it; null while nobody has"},
    {"decided_at", "decided_at", FIELD_TIME,     FILTER | SORT,                     0,     "When it was decided"},
    {"reason",     NULL,         FIELD_TEXT,     0,                                 1000,  "Why it was decided so, in the words of who decided"},
    {"candidates", NULL,         FIELD_OBJECTS,  WRITE,                             10,    "Entities that it may refer to, while nobody has said to which; none once entity is given", .members = candidate_members},
    {0},
};
static const struct link links[] = {
    {"candidate", "candidates[].entity", LINK_CANDIDATE, "Mentions that may refer to this entity, by id or slug"},
    {0},
};
/* clang-format on */

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    struct anchoring anchoring;
    if (!anchoring_begin(store, draft, &anchoring, problem))
        return false;
    if (json_is(draft->doc, "entity"))
        json_object_set_new(draft->doc, "candidates", json_array());
    bool ok = settle_why(&anchoring, draft, problem);
    return settle_status(draft, problem) && ok;
}

const struct resource mention_resource = {
    "mentions",      "mention",        fields, links, false, "A place in an article that refers to an entity",
    .has_why = true, .settle = settle,
};
