/* Reading takes long, so it is done on a slow reader: all of it for /v1/analyze, which stores nothing, and as the preparation of the
 * writes that store suggestions. */
#include "claimd/analysis_json.h"
#include "claimd/body.h"
#include "claimd/body_blocks.h"
#include "claimd/endpoint.h"
#include "claimd/handlers.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/page.h"
#include "claimd/query.h"
#include "claimd/route.h"
#include "claimd/shape.h"
#include "claimd/store.h"
#include "claimd/suggestions.h"

enum { TEXT_SIZE = 2 * 1024 * 1024, SOURCE_SIZE = 8 * 1024 * 1024, BLOCKS_LIMIT = 20000 }; /* as articles have them */

static const char *const source_types[] = {"text/plain", "text/markdown", "text/html", NULL};

/* clang-format off */
static const struct field block_members[] = {
    {"kind",  NULL, FIELD_ENUM,  WRITE | REQUIRED, 0,          "What sort of block it is", .values = block_kind_names},
    {"start", NULL, FIELD_COUNT, WRITE,            UINT32_MAX, "Where it begins"},
    {"end",   NULL, FIELD_COUNT, WRITE,            UINT32_MAX, "Behind its last character"},
    {0},
};
const struct field analyze_takes[] = {
    {"body",         NULL, FIELD_TEXT,     WRITE, TEXT_SIZE,    "The text, with an empty line between blocks"},
    {"blocks",       NULL, FIELD_OBJECTS,  WRITE, BLOCKS_LIMIT, "The kinds of its blocks, one after the other; paragraphs where nothing is said", .members = block_members},
    {"source",       NULL, FIELD_WORDS,    WRITE, SOURCE_SIZE,  "A pasted text or a saved page, instead of body: the article in it is read"},
    {"source_type",  NULL, FIELD_ENUM,     WRITE, 0,            "What the source is", .values = source_types},
    {"published_at", NULL, FIELD_DATE,     WRITE, 0,            "When it was published, for \"next year\"; perhaps partial"},
    {"language",     NULL, FIELD_LANGUAGE, WRITE, 0,            "BCP 47; only English is read"},
    {0},
};
static const struct field place_members[] = {
    {"start", NULL, FIELD_COUNT, SET, 0, "Where it begins"},
    {"end",   NULL, FIELD_COUNT, SET, 0, "Behind its last character"},
    {"block", NULL, FIELD_COUNT, SET, 0, "Number of its block, from 0"},
    {0},
};
static const struct field found_block_members[] = {
    {"kind",  NULL, FIELD_ENUM,  SET, 0, "What sort of block it is", .values = block_kind_names},
    {"start", NULL, FIELD_COUNT, SET, 0, "Where it begins"},
    {"end",   NULL, FIELD_COUNT, SET, 0, "Behind its last character"},
    {0},
};
static const struct field found_anchor_members[] = {
    {"start",  NULL, FIELD_COUNT, SET, 0, "Where the words begin"},
    {"end",    NULL, FIELD_COUNT, SET, 0, "Behind their last character"},
    {"exact",  NULL, FIELD_WORDS, SET, 0, "The words"},
    {"prefix", NULL, FIELD_WORDS, SET, 0, "What stands before them"},
    {"suffix", NULL, FIELD_WORDS, SET, 0, "What stands behind them"},
    {0},
};
static const struct field found_why_members[] = {
    {"rule",  NULL, FIELD_LINE,  SET, 0, "Name of the rule"},
    {"text",  NULL, FIELD_WORDS, 0,   0, "The entry of a lexicon that decided; null where none did"},
    {"start", NULL, FIELD_COUNT, 0,   0, "Where the words that it went by begin; null: nowhere in particular"},
    {"end",   NULL, FIELD_COUNT, 0,   0, "Behind their last character"},
    {0},
};
static const struct field found_entity_members[] = {
    {"ref",           NULL, FIELD_COUNT,  SET, 0, "Its place in this list"},
    {"name",          NULL, FIELD_LINE,   SET, 0, "The fullest form that the text has"},
    {"kind",          NULL, FIELD_ENUM,   SET, 0, "What sort of thing it is", .values = entity_kind_names},
    {"entity",        NULL, FIELD_ENTITY, 0,   0, "The library's; null: it has none"},
    {"rival",         NULL, FIELD_ENTITY, 0,   0, "Another that it may be just as well"},
    {"confidence",    NULL, FIELD_UNIT,   SET, 0, "How sure that is"},
    {"mention_count", NULL, FIELD_COUNT,  SET, 0, "How often it is named"},
    {0},
};
static const struct field found_mention_members[] = {
    {"ref",        NULL, FIELD_COUNT,   SET, 0, "Which of entities it names"},
    {"entity",     NULL, FIELD_ENTITY,  0,   0, "The library's"},
    {"anchor",     NULL, FIELD_OBJECT,  SET, 0, "The words", .members = found_anchor_members},
    {"metonym",    NULL, FIELD_BOOL,    SET, 0, "Names one thing and means another"},
    {"demonym",    NULL, FIELD_BOOL,    SET, 0, "Names a place by its people, as \"Russian\" does"},
    {"confidence", NULL, FIELD_UNIT,    SET, 0, "How sure that is"},
    {"why",        NULL, FIELD_OBJECTS, SET, 0, "The rules that found it", .members = found_why_members},
    {0},
};
static const struct field found_words_members[] = {
    {"text",  NULL, FIELD_WORDS, SET, 0, "The words"},
    {"start", NULL, FIELD_COUNT, SET, 0, "Where they begin"},
    {"end",   NULL, FIELD_COUNT, SET, 0, "Behind their last character"},
    {0},
};
static const struct field found_horizon_members[] = {
    {"text",  NULL, FIELD_WORDS, SET, 0, "The words"},
    {"start", NULL, FIELD_COUNT, SET, 0, "Where they begin"},
    {"end",   NULL, FIELD_COUNT, SET, 0, "Behind their last character"},
    {"by",    NULL, FIELD_DATE,  0,   0, "When that is, perhaps partial"},
    {0},
};
static const struct field found_condition_members[] = {
    {"text",    NULL, FIELD_WORDS, SET, 0, "As they stand in the body"},
    {"start",   NULL, FIELD_COUNT, SET, 0, "Where they begin"},
    {"end",     NULL, FIELD_COUNT, SET, 0, "Behind their last character"},
    {"negated", NULL, FIELD_BOOL,  SET, 0, "Whether the claim holds where that is not so (\"unless\", \"without\")"},
    {0},
};
static const struct field found_via_members[] = {
    {"ref",        NULL, FIELD_COUNT,  0,   0, "Which of entities it is"},
    {"entity",     NULL, FIELD_ENTITY, 0,   0, "The library's"},
    {"text",       NULL, FIELD_WORDS,  SET, 0, "The words that name it"},
    {"cue",        NULL, FIELD_OBJECT, 0,   0, "The words that attribute", .members = found_words_members},
    {"commitment", NULL, FIELD_ENUM,   SET, 0, "What the one who reports takes of it", .values = commitment_names},
    {0},
};
static const struct field found_holder_members[] = {
    {"ref",        NULL, FIELD_COUNT,   0,   0, "Which of entities it is"},
    {"entity",     NULL, FIELD_ENTITY,  0,   0, "The library's"},
    {"text",       NULL, FIELD_WORDS,   SET, 0, "The words that name it"},
    {"cue",        NULL, FIELD_OBJECT,  0,   0, "The words that attribute", .members = found_words_members},
    {"commitment", NULL, FIELD_ENUM,    SET, 0, "What the one who reports takes of it", .values = commitment_names},
    {"via",        NULL, FIELD_OBJECTS, SET, 0, "Through whom it came, nearest to the article first", .members = found_via_members},
    {0},
};
static const struct field found_role_members[] = {
    {"ref",    NULL, FIELD_COUNT,  SET, 0, "Which of entities it is"},
    {"entity", NULL, FIELD_ENTITY, 0,   0, "The library's"},
    {"text",   NULL, FIELD_WORDS,  SET, 0, "What it is called"},
    {0},
};
static const char *const polarities[] = {"affirmed", "negated", NULL};
static const struct field found_claim_members[] = {
    {"anchor",      NULL, FIELD_OBJECT,  SET, 0, "The words that state it", .members = found_anchor_members},
    {"text",        NULL, FIELD_TEXT,    SET, 0, "It restated so that it stands alone"},
    {"kind",        NULL, FIELD_ENUM,    SET, 0, "What sort of statement it is", .values = claim_kind_names},
    {"certainty",   NULL, FIELD_ENUM,    SET, 0, "How sure its holder is, in the terms of ICD 203", .values = certainty_names},
    {"probability", NULL, FIELD_RANGE,   0,   0, "[low, high] that the certainty stands for"},
    {"polarity",    NULL, FIELD_ENUM,    SET, 0, "Whether it says that something is or is not so", .values = polarities},
    {"holder",      NULL, FIELD_OBJECT,  0,   0, "To whom it is attributed; null: the author", .members = found_holder_members},
    {"condition",   NULL, FIELD_OBJECT,  0,   0, "The if-clause it depends on", .members = found_condition_members},
    {"horizon",     NULL, FIELD_OBJECT,  0,   0, "By when it will have come true", .members = found_horizon_members},
    {"subjects",    NULL, FIELD_OBJECTS, SET, 0, "What it is about", .members = found_role_members},
    {"objects",     NULL, FIELD_OBJECTS, SET, 0, "What it says something towards", .members = found_role_members},
    {"tags",        NULL, FIELD_TAGS,    SET, 0, "Tags of the library whose words it has"},
    {"confidence",  NULL, FIELD_UNIT,    SET, 0, "How sure that is"},
    {"why",         NULL, FIELD_OBJECTS, SET, 0, "The rules that found it", .members = found_why_members},
    {0},
};
const struct field analyze_gives[] = {
    {"blocks",    NULL, FIELD_OBJECTS, SET, 0, "Paragraphs, headings, quotations and list items", .members = found_block_members},
    {"sentences", NULL, FIELD_OBJECTS, SET, 0, "In order", .members = place_members},
    {"entities",  NULL, FIELD_OBJECTS, SET, 0, "Who and what is named", .members = found_entity_members},
    {"mentions",  NULL, FIELD_OBJECTS, SET, 0, "Where, in order", .members = found_mention_members},
    {"claims",    NULL, FIELD_OBJECTS, SET, 0, "What is stated, in order", .members = found_claim_members},
    {0},
};
/* clang-format on */

/* The rules are for English; in another language they would find nonsense. */
static bool check_language(struct str language, struct problem *problem)
{
    struct str primary = str_part(language, 0, str_find_byte(language, 0, '-'));
    if (primary.size == 0 || str_equal_nocase(primary, STR("en")))
        return true;
    return problem_add(problem, PROBLEM_NOT_SUPPORTED, "/language", "is %.*s; only English is read so far",
                       STR_PRINT(language));
}

bool check_analyze(struct call *call)
{
    enum offset_unit ignored;
    if (!query_offsets(call, &ignored) || !read_body(call))
        return false;
    bool has_body = json_is(call->body, "body"), has_source = json_is(call->body, "source");
    if (has_body == has_source) {
        return problem_add(&call->problem, has_body ? PROBLEM_MISMATCH : PROBLEM_REQUIRED, "/body",
                           has_body ? "and source exclude each other" : "or source is required");
    }
    if (has_source && !json_is(call->body, "source_type"))
        return problem_add(&call->problem, PROBLEM_REQUIRED, "/source_type", "is required with source");
    return check_language(json_str(call->body, "language"), &call->problem);
}

/* The text to read, and what it says of itself where the request does not. */
static bool take_text(struct call *call, struct blocks *blocks, struct analysis_options *options)
{
    struct arena *arena = &call->arena;
    struct str published_at = json_str(call->body, "published_at"), language = {0};
    enum page_type type;
    if (page_type_parse(json_str(call->body, "source_type"), &type)) {
        struct page page = page_of(arena, json_str(call->body, "source"), type, (struct str){0});
        *blocks = page.blocks;
        published_at = published_at.size > 0 ? published_at : page.published_at;
        language = json_is(call->body, "language") ? language : page.language;
    } else {
        *blocks = body_blocks(arena, json_str(call->body, "body"), json_object_get(call->body, "blocks"));
    }
    options->published_at = arena_cstr(arena, published_at);
    return check_language(language, &call->problem);
}

/* Positions in the unit that was asked for. */
static void reply_analysis(struct call *call, struct str text, struct str body)
{
    enum offset_unit unit = OFFSET_CODE_POINTS;
    bool is_other = offset_unit_parse(call_parameter(call, "offsets"), &unit) && unit != OFFSET_CODE_POINTS;
    struct offsets offsets = {0};
    if (is_other)
        offsets = offsets_make(&call->arena, body);
    if (!is_other || offsets_same(offsets, unit)) {
        call->reply.body = arena_str(&call->arena, text);
        return;
    }
    json_auto_t *value = json_loadb(text.data, text.size, 0, NULL);
    shape_convert(value, offsets, unit);
    call_reply_json(call, 200, value);
}

bool analyze_text(struct call *call, struct store *store)
{
    analyzing_auto analyzing = {0};
    struct blocks blocks;
    if (!analyzing_begin(analyzer_of(store), store, &analyzing, &call->problem) ||
        !take_text(call, &blocks, &analyzing.options))
        return false;
    struct analysis analysis = analysis_of(&call->arena, &blocks, &analyzing.options);
    buffer_auto text = {0};
    analysis_json(&text, &blocks, &analysis, analyzing.options.library);
    buffer_add_byte(&text, '\n');
    reply_analysis(call, buffer_str(&text), blocks.body);
    return true;
}

/* Reads a text whose suggestions will be stored. */
static bool find_in(struct call *call, struct store *reader, const struct blocks *blocks, struct str published_at,
                    struct findings *findings)
{
    analyzing_auto analyzing = {0};
    if (!analyzing_begin(analyzer_of(reader), reader, &analyzing, &call->problem))
        return false;
    *findings = findings_of(&call->arena, &analyzing, blocks, arena_cstr(&call->arena, published_at));
    return true;
}

static bool read_article(struct call *call, struct store *reader)
{
    int64_t id;
    struct body body;
    struct stored stored;
    bool found;
    if (!find_record(call, reader, &article_resource, call->segments[0], &id) ||
        !record_get(reader, &article_resource, id, &call->arena, &stored, &found, &call->problem) ||
        !body_get(reader, id, true, false, &call->arena, &body, &found, &call->problem))
        return false;
    json_auto_t *doc = json_loadb(stored.doc.data, stored.doc.size, 0, NULL);
    json_auto_t *kinds = json_loadb(body.blocks.data, body.blocks.size, 0, NULL);
    struct blocks blocks = body_blocks(&call->arena, body.text, kinds);
    struct findings *findings = arena_new(&call->arena, struct findings);
    call->state = findings;
    return check_language(json_str(doc, "language"), &call->problem) &&
           find_in(call, reader, &blocks, json_str(doc, "published_at"), findings);
}

bool check_analysis(struct call *call)
{
    call->prepare = read_article;
    if (call->body != NULL && (!json_is_object(call->body) || json_object_size(call->body) > 0))
        problem_add(&call->problem, PROBLEM_UNKNOWN_FIELD, "", "no body is taken: the article is what is read");
    return query_none(call) && call->problem.count == 0;
}

bool store_analysis(struct call *call, struct store *store)
{
    int64_t id;
    struct suggestions suggestions;
    struct writing writing = writing_of(call, store);
    if (!find_record(call, store, &article_resource, call->segments[0], &id) ||
        !suggestions_store(&writing, id, call->state, &suggestions, &call->problem))
        return false;
    json_auto_t *reply = suggestions_json(&suggestions);
    call_reply_json(call, 200, reply);
    return true;
}

/* A new article that will be analysed. */
bool prepare_article(struct call *call, struct store *reader)
{
    struct blocks blocks =
        body_blocks(&call->arena, json_str(call->body, "body"), json_object_get(call->body, "blocks"));
    struct findings *findings = arena_new(&call->arena, struct findings);
    call->state = findings;
    return check_language(json_str(call->body, "language"), &call->problem) &&
           find_in(call, reader, &blocks, json_str(call->body, "published_at"), findings);
}

bool suggest_in_article(struct call *call, const struct writing *writing, struct stored *stored)
{
    struct suggestions suggestions;
    if (!suggestions_store(writing, stored->id, call->state, &suggestions, &call->problem))
        return false;
    json_auto_t *json = suggestions_json(&suggestions);
    buffer_auto text = {0};
    json_write(&text, json);
    stored->analysis = arena_str(&call->arena, buffer_str(&text));
    return true;
}
