#include "claimd/suggestions.h"

#include <string.h>

#include "claimd/body.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/log.h"
#include "claimd/names.h"
#include "claimd/offsets.h"
#include "claimd/placed.h"
#include "claimd/suggestion_match.h"

/* clang-format off */
static const struct field count_members[] = {
    {"new",     NULL, FIELD_COUNT, SET, 0, "Suggested now"},
    {"known",   NULL, FIELD_COUNT, SET, 0, "There already"},
    {"decided", NULL, FIELD_COUNT, SET, 0, "Not suggested again: somebody has decided on it"},
    {0},
};
const struct field suggestions_members[] = {
    {"entities", NULL, FIELD_OBJECT, SET, 0, "Who and what is named", .members = count_members},
    {"mentions", NULL, FIELD_OBJECT, SET, 0, "Where", .members = count_members},
    {"claims",   NULL, FIELD_OBJECT, SET, 0, "What is stated", .members = count_members},
    {"left",     NULL, FIELD_COUNT,  SET, 0, "Mentions and claims that were found and not looked at; ask again for them"},
    {0},
};
/* clang-format on */

/* What a referent is in the store. */
enum identity {
    IDENTITY_OPEN,     /* nobody has looked */
    IDENTITY_ENTITY,   /* it is in `ids` */
    IDENTITY_REJECTED, /* it is no entity, as somebody decided */
    IDENTITY_RIVALS,   /* one of two */
};

struct storing {
    struct writing writing; /* counts in code points */
    const struct findings *findings;
    struct id_text article;
    struct suggestion_matches mentions, claims;
    uint8_t *identities; /* enum identity of each referent */
    int64_t *ids;
    struct suggestions *made;
    struct problem *problem;
};

static const struct analysis *analysis_in(const struct storing *storing)
{
    return &storing->findings->analysis;
}

static void count(struct suggestion_counts *counts, enum match match)
{
    counts->known += match == MATCH_KNOWN;
    counts->decided += match == MATCH_DECIDED;
}

/* A record made of `given`, which is taken. *id is 0 for one that the tables do not take: what is odd about a text costs one
 * suggestion and not all. */
static bool create(struct storing *storing, const struct resource *resource, json_t *given, int64_t *id)
{
    json_auto_t *mine = given;
    problem_auto wrong = {0};
    struct stored stored;
    *id = 0;
    json_auto_t *checked = input_check(resource, mine, NULL, &wrong);
    if (checked == NULL) {
        log_line(LOG_LEVEL_WARN, "suggestions", "a %s of article %s was left out: %s %s", resource->singular,
                 storing->article.text, wrong.items[0].pointer, wrong.items[0].detail);
        return true;
    }
    if (!model_create(&storing->writing, resource, checked, &stored, storing->problem))
        return false;
    *id = stored.id;
    return true;
}

/* To two places: more was never measured. */
static json_t *confidence_json(float confidence)
{
    return json_real((double)(int)(confidence * 100 + 0.5F) / 100);
}

static json_t *words_json(struct span span)
{
    return json_pack("{s:I, s:I}", "start", (json_int_t)span.start, "end", (json_int_t)span.end);
}

static json_t *why_json(const struct reasons *reasons)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < reasons->count; i++) {
        struct span span = reasons->items[i].span;
        json_t *one = span.start < span.end ? words_json(span) : json_object();
        json_object_set_new(one, "rule", json_string(reasons->items[i].rule));
        json_array_append_new(list, one);
    }
    return list;
}

/* What every suggestion of a place has. */
static json_t *suggestion_json(const struct storing *storing, struct span span, float confidence,
                               const struct reasons *why)
{
    json_t *given = json_object();
    json_object_set_new(given, "article", json_string(storing->article.text));
    json_object_set_new(given, "anchor", words_json(span));
    json_object_set_new(given, "status", json_string("suggested"));
    json_object_set_new(given, "confidence", confidence_json(confidence));
    json_object_set_new(given, "why", why_json(why));
    return given;
}

/* Acronyms that the article explains are other names of what they stand for. */
static json_t *aliases_json(const struct storing *storing, uint32_t referent)
{
    const struct analysis *analysis = analysis_in(storing);
    json_t *list = json_array();
    for (size_t i = 0; i < analysis->mention_count && json_array_size(list) == 0; i++) {
        const struct found_mention *mention = &analysis->mentions[i];
        struct str words = token_words_of(&analysis->tokens, mention->span);
        bool is_acronym = false;
        for (uint32_t j = 0; j < mention->why.count; j++)
            is_acronym = is_acronym || strcmp(mention->why.items[j].rule, "acronym-defined") == 0;
        if (mention->referent == referent && is_acronym && !str_equal(words, analysis->referents[referent].name))
            json_array_append_new(list, json_pack("{s:o, s:s}", "text", json_new_str(words), "form", "acronym"));
    }
    return list;
}

static bool create_entity(struct storing *storing, uint32_t referent)
{
    const struct referent *found = &analysis_in(storing)->referents[referent];
    json_t *given = json_object();
    json_object_set_new(given, "name", json_new_str(found->name));
    json_object_set_new(given, "kind", json_string(entity_kind_names[found->kind]));
    json_object_set_new(given, "aliases", aliases_json(storing, referent));
    json_object_set_new(given, "status", json_string("suggested"));
    json_object_set_new(given, "confidence", confidence_json(found->confidence));
    if (!create(storing, &entity_resource, given, &storing->ids[referent]))
        return false;
    storing->made->entities.made += storing->ids[referent] != 0;
    return true;
}

/* What the library said when the text was read may have been merged, rejected or deleted since. */
static bool recall(struct storing *storing, uint32_t referent, int64_t id, bool *is_there)
{
    struct str status;
    bool is_former;
    *is_there = false;
    if (!names_entity(storing->writing.store, str_of(id_format(id).text), &id, &is_former, storing->problem))
        return false;
    if (id == 0)
        return true;
    if (!names_entity_status(storing->writing.store, storing->writing.arena, id, &status, storing->problem))
        return false;
    bool is_rejected = str_is(status, "rejected");
    storing->identities[referent] = is_rejected ? IDENTITY_REJECTED : IDENTITY_ENTITY;
    storing->ids[referent] = is_rejected ? 0 : id;
    count(&storing->made->entities, is_rejected ? MATCH_DECIDED : MATCH_KNOWN);
    *is_there = true;
    return true;
}

/* The entity of a referent: known, or made now where it may be. */
static bool identify(struct storing *storing, uint32_t referent, bool may_create)
{
    const struct findings *findings = storing->findings;
    const struct referent *found = &findings->analysis.referents[referent];
    bool is_there = false, is_rejected = false;
    int64_t id;
    if (storing->identities[referent] != IDENTITY_OPEN)
        return true;
    if (findings->entities[referent] != 0 && findings->rivals[referent] != 0) {
        storing->identities[referent] = IDENTITY_RIVALS;
        return true;
    }
    if (findings->entities[referent] != 0 && !recall(storing, referent, findings->entities[referent], &is_there))
        return false;
    if (!is_there && storing->ids[referent] != 0 && !recall(storing, referent, storing->ids[referent], &is_there))
        return false;
    if (is_there)
        return true;
    if (!names_entity_called(storing->writing.store, storing->writing.arena, found->name,
                             entity_kind_names[found->kind], &id, &is_rejected, storing->problem))
        return false;
    if (id == 0 && !may_create)
        return true; /* open still */
    storing->identities[referent] = is_rejected ? IDENTITY_REJECTED : IDENTITY_ENTITY;
    storing->ids[referent] = is_rejected ? 0 : id;
    if (id == 0)
        return create_entity(storing, referent);
    count(&storing->made->entities, is_rejected ? MATCH_DECIDED : MATCH_KNOWN);
    return true;
}

static void set_entity(json_t *object, int64_t id)
{
    if (id != 0)
        json_object_set_new(object, "entity", json_string(id_format(id).text));
}

/* Those of two candidates that are still there, as ids. */
static json_t *candidates_json(struct storing *storing, uint32_t referent)
{
    const int64_t ids[] = {storing->findings->entities[referent], storing->findings->rivals[referent]};
    json_t *list = json_array();
    for (size_t i = 0; i < COUNT(ids); i++) {
        int64_t id = 0;
        bool is_former;
        if (!names_entity(storing->writing.store, str_of(id_format(ids[i]).text), &id, &is_former, storing->problem))
            continue;
        json_t *one = json_object();
        set_entity(one, id);
        if (id != 0) {
            json_array_append_new(list, one);
        } else {
            json_decref(one);
        }
    }
    return list;
}

static bool store_mention(struct storing *storing, size_t number)
{
    const struct found_mention *mention = &analysis_in(storing)->mentions[number];
    struct suggestion_counts *counts = &storing->made->mentions;
    int64_t id;
    if (storing->mentions.items[number] != MATCH_NEW) {
        count(counts, storing->mentions.items[number]);
        return identify(storing, mention->referent, false);
    }
    if (!identify(storing, mention->referent, true))
        return false;
    enum identity identity = (enum identity)storing->identities[mention->referent];
    if (identity == IDENTITY_REJECTED) {
        count(counts, MATCH_DECIDED);
        return true;
    }
    json_t *given = suggestion_json(storing, mention->span, mention->confidence, &mention->why);
    json_object_set_new(given, "metonym", json_boolean(mention->is_metonym));
    if (identity == IDENTITY_RIVALS) {
        json_object_set_new(given, "candidates", candidates_json(storing, mention->referent));
    } else {
        set_entity(given, storing->ids[mention->referent]);
    }
    if (!create(storing, &mention_resource, given, &id))
        return false;
    counts->made += id != 0;
    return true;
}

/* Whoever is named in a role; an open or rejected one has no entity. */
static bool entity_of(struct storing *storing, uint32_t referent, int64_t *id)
{
    *id = 0;
    if (!identify(storing, referent, true))
        return false;
    if (storing->identities[referent] == IDENTITY_ENTITY)
        *id = storing->ids[referent];
    return true;
}

static bool add_held(struct storing *storing, const struct found_holder *holder, json_t *object)
{
    const struct analysis *analysis = analysis_in(storing);
    int64_t id = 0;
    if (holder->mention != ANALYSIS_NONE && !entity_of(storing, analysis->mentions[holder->mention].referent, &id))
        return false;
    set_entity(object, id);
    json_object_set_new(object, "text", json_new_str(token_words_of(&analysis->tokens, holder->words)));
    json_object_set_new(object, "commitment", json_string(commitment_names[holder->commitment]));
    return true;
}

static bool add_holder(struct storing *storing, const struct found_claim *claim, json_t *given)
{
    json_t *holder = json_object(), *via = json_array();
    if (claim->holder.words.start == claim->holder.words.end) { /* the article's author */
        json_decref(holder);
        json_decref(via);
        return true;
    }
    json_object_set_new(given, "holder", holder);
    json_object_set_new(holder, "via", via);
    if (claim->holder.cue.start < claim->holder.cue.end)
        json_object_set_new(holder, "cue", words_json(claim->holder.cue));
    for (uint32_t i = 0; i < claim->via_count; i++) {
        json_t *one = json_object();
        json_array_append_new(via, one);
        if (!add_held(storing, &claim->via[i], one))
            return false;
    }
    return add_held(storing, &claim->holder, holder);
}

static bool add_roles(struct storing *storing, const char *name, const uint32_t *referents, uint32_t referent_count,
                      json_t *given)
{
    json_t *list = json_array();
    json_object_set_new(given, name, list);
    for (uint32_t i = 0; i < referent_count; i++) {
        int64_t id;
        if (!entity_of(storing, referents[i], &id))
            return false;
        if (id == 0)
            continue;
        json_t *one = json_object();
        set_entity(one, id);
        json_object_set_new(one, "text", json_new_str(analysis_in(storing)->referents[referents[i]].name));
        json_array_append_new(list, one);
    }
    return true;
}

/* Tags that are still there, under the names that they have now. */
static bool add_tags(struct storing *storing, const struct found_claim *claim, json_t *given)
{
    json_t *list = json_array();
    json_object_set_new(given, "tags", list);
    for (uint32_t i = 0; i < claim->tag_count; i++) {
        struct str slug;
        int64_t id;
        bool is_former, is_there = false;
        if (!names_tag(storing->writing.store, storing->findings->tags[claim->tags[i]], &id, &is_former,
                       storing->problem))
            return false;
        if (id == 0)
            continue;
        if (!names_tag_slug(storing->writing.store, storing->writing.arena, id, &slug, storing->problem))
            return false;
        for (size_t j = 0; j < json_array_size(list); j++)
            is_there = is_there || str_equal(json_text(json_array_get(list, j)), slug);
        if (!is_there)
            json_array_append_new(list, json_new_str(slug));
    }
    return true;
}

static void add_words(json_t *given, const struct found_claim *claim)
{
    if (claim->condition.start < claim->condition.end) {
        json_t *condition = words_json(claim->condition);
        json_object_set_new(given, "condition", condition);
        json_object_set_new(condition, "negated", json_boolean(claim->is_condition_negated));
    }
    if (claim->horizon.start == claim->horizon.end)
        return;
    json_t *horizon = words_json(claim->horizon);
    json_object_set_new(given, "horizon", horizon);
    if (claim->horizon_by[0] != '\0')
        json_object_set_new(horizon, "by", json_string(claim->horizon_by));
}

static bool store_claim(struct storing *storing, size_t number)
{
    const struct found_claim *claim = &analysis_in(storing)->claims[number];
    int64_t id;
    if (storing->claims.items[number] != MATCH_NEW) {
        count(&storing->made->claims, storing->claims.items[number]);
        return true;
    }
    json_t *given = suggestion_json(storing, claim->span, claim->confidence, &claim->why);
    json_object_set_new(given, "text", json_new_str(claim->text));
    json_object_set_new(given, "kind", json_string(claim_kind_names[claim->kind]));
    json_object_set_new(given, "certainty", json_string(certainty_names[claim->certainty]));
    json_object_set_new(given, "polarity", json_string(claim->is_negated ? "negated" : "affirmed"));
    add_words(given, claim);
    if (!add_holder(storing, claim, given) ||
        !add_roles(storing, "subjects", claim->subjects, claim->subject_count, given) ||
        !add_roles(storing, "objects", claim->objects, claim->object_count, given) ||
        !add_tags(storing, claim, given)) {
        json_decref(given);
        return false;
    }
    if (!create(storing, &claim_resource, given, &id))
        return false;
    storing->made->claims.made += id != 0;
    return true;
}

static bool is_current(const struct storing *storing, int64_t article, bool *is, struct problem *problem)
{
    struct body body;
    bool found;
    if (!body_get(storing->writing.store, article, true, false, storing->writing.arena, &body, &found, problem))
        return false;
    *is = found && str_equal(body.text, storing->findings->body);
    return true;
}

/* What stored mentions say of the referents that are found at the same words: which entities they are, or that they are none, where
 * all were rejected. */
static void learn(struct storing *storing)
{
    const struct analysis *analysis = analysis_in(storing);
    uint32_t *rejected = arena_array(storing->writing.arena, uint32_t, analysis->referent_count);
    uint32_t *all = arena_array(storing->writing.arena, uint32_t, analysis->referent_count);
    for (size_t i = 0; i < analysis->mention_count; i++) {
        const struct found_mention *mention = &analysis->mentions[i];
        const struct placed *stored = storing->mentions.stored[i];
        all[mention->referent]++;
        if (stored == NULL || stored->start != mention->span.start || stored->end != mention->span.end)
            continue;
        if (stored->is_rejected) {
            rejected[mention->referent]++;
        } else if (storing->ids[mention->referent] == 0) {
            storing->ids[mention->referent] = stored->entity;
        }
    }
    for (size_t i = 0; i < analysis->referent_count; i++) {
        if (all[i] > 0 && rejected[i] == all[i]) {
            storing->identities[i] = IDENTITY_REJECTED;
            count(&storing->made->entities, MATCH_DECIDED);
        }
    }
}

/* What is stored, and which findings it answers for. */
static bool match_all(struct storing *storing, int64_t article)
{
    const struct analysis *analysis = analysis_in(storing);
    struct arena *arena = storing->writing.arena;
    struct span *spans = arena_array(arena, struct span, analysis->mention_count + analysis->claim_count);
    struct str *kinds = arena_array(arena, struct str, analysis->claim_count);
    struct placed *mentions, *claims;
    size_t mention_count, claim_count;
    if (!placed_mentions(storing->writing.store, article, arena, &mentions, &mention_count, storing->problem) ||
        !placed_claims(storing->writing.store, article, arena, &claims, &claim_count, storing->problem))
        return false;
    for (size_t i = 0; i < analysis->mention_count; i++)
        spans[i] = analysis->mentions[i].span;
    storing->mentions = suggestion_matches_of_mentions(arena, spans, analysis->mention_count, mentions, mention_count);
    for (size_t i = 0; i < analysis->claim_count; i++) {
        spans[i] = analysis->claims[i].span;
        kinds[i] = str_of(claim_kind_names[analysis->claims[i].kind]);
    }
    storing->claims = suggestion_matches_of_claims(arena, spans, kinds, analysis->claim_count, claims, claim_count);
    learn(storing);
    return true;
}

static bool is_full(const struct suggestions *made)
{
    return made->entities.made + made->mentions.made + made->claims.made >= SUGGESTIONS_LIMIT;
}

bool suggestions_store(const struct writing *writing, int64_t article, const struct findings *findings,
                       struct suggestions *suggestions, struct problem *problem)
{
    const struct analysis *analysis = &findings->analysis;
    struct storing storing = {.writing = *writing, .findings = findings, .made = suggestions, .problem = problem};
    bool is;
    *suggestions = (struct suggestions){0};
    storing.writing.unit = OFFSET_CODE_POINTS;
    storing.article = id_format(article);
    storing.identities = arena_array(writing->arena, uint8_t, analysis->referent_count);
    storing.ids = arena_array(writing->arena, int64_t, analysis->referent_count);
    if (!is_current(&storing, article, &is, problem))
        return false;
    if (!is)
        return problem_add(problem, PROBLEM_CONFLICT, "", "the body changed while it was read; ask again");
    if (!match_all(&storing, article))
        return false;

    size_t mention = 0, claim = 0;
    while (!is_full(suggestions) && (mention < analysis->mention_count || claim < analysis->claim_count)) {
        bool is_mention = mention < analysis->mention_count &&
                          (claim == analysis->claim_count ||
                           analysis->mentions[mention].span.start <= analysis->claims[claim].span.start);
        if (is_mention ? !store_mention(&storing, mention++) : !store_claim(&storing, claim++))
            return false;
    }
    suggestions->left = (uint32_t)(analysis->mention_count - mention + analysis->claim_count - claim);
    return true;
}

static json_t *counts_json(const struct suggestion_counts *counts)
{
    return json_pack("{s:I, s:I, s:I}", "new", (json_int_t)counts->made, "known", (json_int_t)counts->known, "decided",
                     (json_int_t)counts->decided);
}

json_t *suggestions_json(const struct suggestions *suggestions)
{
    return json_pack("{s:o, s:o, s:o, s:I}", "entities", counts_json(&suggestions->entities), "mentions",
                     counts_json(&suggestions->mentions), "claims", counts_json(&suggestions->claims), "left",
                     (json_int_t)suggestions->left);
}
