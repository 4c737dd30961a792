/* The doc of an article is its list form; body and blocks lie in article_text and are joined in for the record (api/article.c). */
#include <sodium.h>

#include "claimd/analyzer.h"
#include "claimd/anchors.h"
#include "claimd/article_source.h"
#include "claimd/blocks.h"
#include "claimd/body.h"
#include "claimd/former.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/offsets.h"
#include "claimd/utf8.h"

static const char *const source_types[] = {"text/plain", "text/markdown", "text/html", NULL};

enum { BODY_SIZE = 2 * 1024 * 1024, SOURCE_SIZE = 8 * 1024 * 1024 }; /* characters */

/* clang-format off */
static const struct field author_members[] = {
    {"name",   NULL, FIELD_LINE,   WRITE | REQUIRED, 200, "As the byline has it", .example = "Mary Quill"},
    {"entity", NULL, FIELD_ENTITY, WRITE,            0,   "The author as an entity"},
    {0},
};
static const struct field publisher_members[] = {
    {"name",   NULL, FIELD_LINE,   WRITE | REQUIRED, 200, "As it calls itself", .example = "The Example Times"},
    {"entity", NULL, FIELD_ENTITY, WRITE,            0,   "The publisher as an entity"},
    {0},
};
static const struct field original_members[] = {
    {"publisher",    NULL, FIELD_LINE, WRITE, 200, "Where it was published first", .example = "Example News"},
    {"published_at", NULL, FIELD_DATE, WRITE, 0,   "When, perhaps partial", .example = "2024-05"},
    {"url",          NULL, FIELD_URL,  WRITE, 0,   "Its address there"},
    {0},
};
const struct field article_block_members[] = {
    {"kind",  NULL, FIELD_ENUM,  WRITE | REQUIRED, 0,          "What sort of block it is", .values = block_kind_names},
    {"start", NULL, FIELD_COUNT, WRITE | REQUIRED, UINT32_MAX, "Where it begins in the body"},
    {"end",   NULL, FIELD_COUNT, WRITE | REQUIRED, UINT32_MAX, "Behind its last character", .example = "87"},
    {0},
};
const struct field article_read_members[] = {
    {"block",   NULL, FIELD_COUNT, SET, UINT32_MAX, "Number of the block, from 0"},
    {"reader",  NULL, FIELD_LINE,  SET, 100,        "Who read it: the name of a key", .example = "admin"},
    {"read_at", NULL, FIELD_TIME,  SET, 0,          "When it was marked as read"},
    {0},
};
static const struct field fields[] = {
    /* name            column           type            use                                       limit         about */
    {"title",          "title_key",     FIELD_LINE,     WRITE | SET | SORT | SEARCH | HEAD,       500,          "Its headline; required unless the source has one", .example = "Fusion by 2035"},
    {"subtitle",       NULL,            FIELD_LINE,     WRITE | SEARCH,                           500,          "What stands below the headline"},
    {"authors",        NULL,            FIELD_OBJECTS,  WRITE | SEARCH,                           50,           "Who wrote it", .members = author_members, .path = "name", .example = "[{\"name\": \"Mary Quill\"}]"},
    {"publisher",      NULL,            FIELD_OBJECT,   WRITE,                                    0,            "Who published it", .members = publisher_members, .example = "{\"name\": \"The Example Times\"}"},
    {"published_at",   "published_at",  FIELD_DATE,     WRITE | FILTER | SORT,                    0,            "When; a date known in part stays partial", .example = "2024-05-19"},
    {"language",       "language",      FIELD_LANGUAGE, WRITE | FILTER,                           0,            "BCP 47", .example = "en"},
    {"url",            "url",           FIELD_URL,      WRITE | FILTER,                           0,            "Where it was read", .example = "https://example.org/fusion-by-2035"},
    {"canonical_url",  "canonical_url", FIELD_URL,      WRITE | FILTER,                           0,            "The address it calls its own"},
    {"original",       NULL,            FIELD_OBJECT,   WRITE,                                    0,            "Where it was published first, when this is a republication", .members = original_members},
    {"variant_of",     "variant_of_id", FIELD_ARTICLE,  WRITE | FILTER,                           0,            "The article of which this is another copy"},
    {"license",        "license",       FIELD_LINE,     WRITE | FILTER,                           200,          "Under what terms it may be used"},
    {"word_count",     "word_count",    FIELD_COUNT,    SORT | SET,                               UINT32_MAX,   "Words of the body", .example = "15"},
    {"body_sha256",    "body_sha256",   FIELD_LINE,     FILTER | SET,                             64,           "SHA-256 of the body's UTF-8 bytes, in hex", .example = "45b1b0e5635cae4c543822dc0a57694dad8d3ad6ba4f495ef40eaeaaea0af0da"},
    {"about_author",   NULL,            FIELD_TEXT,     WRITE,                                    5000,         "What the article says about its author"},
    {"note",           NULL,            FIELD_TEXT,     WRITE,                                    5000,         "Disclaimers and notices that are not its body"},
    {"guessed",        NULL,            FIELD_LINES,    WRITE,                                    12,           "Fields that were read out of the source by a rule; a change of one takes it off the list, [] confirms all"},
    {"body",           NULL,            FIELD_TEXT,     WRITE | APART | SEARCH | SET,             BODY_SIZE,    "Its text: blocks with an empty line between them", .example = "The minister Ada Grey told reporters that fusion power will likely light homes by 2035."},
    {"blocks",         NULL,            FIELD_OBJECTS,  WRITE | APART | SET,                      20000,        "Paragraphs, headings, quotations and list items of the body; paragraphs when not given", .members = article_block_members},
    {"source",         NULL,            FIELD_WORDS,    WRITE | INPUT,                            SOURCE_SIZE,  "The text as it was found, from which the body is made; instead of body"},
    {"source_type",    NULL,            FIELD_ENUM,     WRITE | INPUT,                            0,            "What the source is", .values = source_types},
    {"read",           NULL,            FIELD_OBJECTS,  APART,                                    0,            "Who has reviewed which blocks", .members = article_read_members},
    {0},
};
static const struct link links[] = {
    {"author",    "authors[].entity", LINK_AUTHOR,    "Articles by this entity, by id or slug"},
    {"publisher", "publisher.entity", LINK_PUBLISHER, "Articles published by this entity"},
    {0},
};
/* clang-format on */

static bool is_guessable(struct str name)
{
    for (size_t i = 0; article_guessable[i] != NULL; i++) {
        if (str_is(name, article_guessable[i]))
            return true;
    }
    return false;
}

static bool check(json_t *given, struct problem *problem)
{
    const json_t *guessed = json_object_get(given, "guessed");
    bool is_good = true;
    for (size_t i = 0; i < json_array_size(guessed); i++) {
        problem_at_auto where;
        problem_at_enter(&where, problem, "/guessed/%zu", i);
        if (!is_guessable(json_text(json_array_get(guessed, i))))
            is_good = problem_add(problem, PROBLEM_NOT_ALLOWED, "", "is no field that is read out of a source");
    }
    return is_good;
}

/* Blocks given must be those that empty lines make; only their kinds are new. */
static bool take_kinds(const struct draft *draft, struct offsets offsets, struct blocks *blocks,
                       struct problem *problem)
{
    const json_t *given = json_object_get(draft->given, "blocks");
    if (given == NULL)
        return true;
    if (json_array_size(given) != blocks->count) {
        return problem_add(problem, PROBLEM_MISMATCH, "/blocks", "has %zu blocks; the empty lines of the body make %zu",
                           json_array_size(given), blocks->count);
    }
    for (size_t i = 0; i < blocks->count; i++) {
        const json_t *one = json_array_get(given, i);
        struct block *block = &blocks->items[i];
        problem_at_auto where;
        problem_at_enter(&where, problem, "/blocks/%zu", i);
        uint32_t start, end;
        enum offset_unit unit = json_is(draft->given, "source") ? OFFSET_CODE_POINTS : (enum offset_unit)draft->unit;
        if (!offsets_in(offsets, unit, (uint32_t)json_int(one, "start"), &start, problem) ||
            !offsets_in(offsets, unit, (uint32_t)json_int(one, "end"), &end, problem))
            return false;
        if (start != block->span.start || end != block->span.end) {
            return problem_add(problem, PROBLEM_MISMATCH, "",
                               "is %u to %u; the empty lines of the body make it %u to %u", start, end,
                               block->span.start, block->span.end);
        }
        (void)!block_kind_parse(json_str(one, "kind"), &block->kind);
    }
    return true;
}

static struct str blocks_json(struct arena *arena, const struct blocks *blocks)
{
    buffer_auto text = {0};
    buffer_add_byte(&text, '[');
    for (size_t i = 0; i < blocks->count; i++) {
        buffer_printf(&text, "%s{\"kind\":\"%s\",\"start\":%u,\"end\":%u}", i == 0 ? "" : ",",
                      block_kind_name(blocks->items[i].kind), blocks->items[i].span.start, blocks->items[i].span.end);
    }
    buffer_add_byte(&text, ']');
    return arena_str(arena, buffer_str(&text));
}

/* What settle leaves for stored. */
struct text_change {
    struct body before, after;  /* before: of an article that exists */
    struct body_change *bodies; /* NULL: the text stays */
    struct former former;       /* the text is one that the article had; revision 0: it is not known to be */
};

/* Whether the request says anything about the text: a patch that does not leaves it alone. */
static bool gives_text(const struct draft *draft)
{
    return json_is(draft->given, "body") || json_is(draft->given, "source") || json_is(draft->given, "blocks");
}

/* Whether body and blocks are those that are stored, as when a client sends back the whole record. */
static bool gives_same_text(struct store *store, const struct draft *draft, bool *is_same, struct problem *problem)
{
    struct body body;
    bool found;
    *is_same = false;
    if (draft->before == NULL || json_is(draft->given, "source"))
        return true;
    if (!body_get(store, draft->id, true, false, draft->arena, &body, &found, problem))
        return false;
    const json_t *given = json_object_get(draft->given, "blocks");
    json_auto_t *blocks = json_loadb(body.blocks.data, body.blocks.size, 0, NULL);
    *is_same = found && (!json_is(draft->given, "body") || str_equal(json_str(draft->given, "body"), body.text)) &&
               (!json_is(draft->given, "blocks") || json_equal(given, blocks));
    return true;
}

/* A guess that was changed is none any more, unless the change says so. */
static void settle_guesses(struct draft *draft)
{
    const json_t *guessed = json_object_get(draft->doc, "guessed");
    if (draft->before == NULL || !json_equal(guessed, json_object_get(draft->before, "guessed")))
        return;
    json_t *kept = json_array();
    for (size_t i = 0; i < json_array_size(guessed); i++) {
        json_t *name = json_array_get(guessed, i);
        if (json_equal(json_object_get(draft->doc, json_string_value(name)),
                       json_object_get(draft->before, json_string_value(name))))
            json_array_append(kept, name);
    }
    json_object_set_new(draft->doc, "guessed", kept);
}

/* The change that was prepared, or one made now: of another body than was there then, or of another text. NULL with a problem. */
static struct body_change *change_of(struct store *store, const struct draft *draft, const struct body *before,
                                     struct str text, struct problem *problem)
{
    struct body_change *prepared = draft->prepared;
    if (prepared != NULL && prepared->stamp == before->stamp && str_equal(prepared->text, text))
        return prepared;
    const struct lexicon *lexicon = analyzer_lexicon(analyzer_of(store), problem);
    return lexicon == NULL ? NULL : body_change_of(draft->arena, lexicon, before, text);
}

bool article_prepare(struct store *store, struct arena *arena, int64_t article, const json_t *patch, void **prepared,
                     struct problem *problem)
{
    struct body *body = arena_new(arena, struct body);
    struct str text = json_str(patch, "body");
    bool found;
    *prepared = NULL;
    if (!body_get(store, article, true, false, arena, body, &found, problem))
        return false;
    if (!found || utf8_count(text) > BODY_SIZE)
        return true;
    const struct lexicon *lexicon = analyzer_lexicon(analyzer_of(store), problem);
    if (lexicon == NULL)
        return false;
    *prepared = body_change_of(arena, lexicon, body, arena_str(arena, utf8_nfc(arena, text)));
    return true;
}

/* The text stays as it is. */
static bool keep_text(struct draft *draft, struct problem *problem)
{
    if (draft->before == NULL)
        return problem_add(problem, PROBLEM_REQUIRED, "/body", "or source is required");
    json_object_set(draft->doc, "word_count", json_object_get(draft->before, "word_count"));
    json_object_set(draft->doc, "body_sha256", json_object_get(draft->before, "body_sha256"));
    return true;
}

static bool has_same_text(const struct body *one, const struct body *other)
{
    return str_equal(one->text, other->text) && str_equal(one->blocks, other->blocks);
}

/* A source whose text is there already, or the present blocks in another unit, come to what is stored. */
static bool is_same_body(const struct body *one, const struct body *other)
{
    return has_same_text(one, other) && str_equal(one->source, other->source) &&
           str_equal(one->source_type, other->source_type);
}

static void count_text(json_t *doc, struct str text)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[crypto_hash_sha256_BYTES * 2 + 1];
    (void)crypto_hash_sha256(hash, (const unsigned char *)text.data, text.size);
    json_object_set_new(doc, "word_count", json_integer((json_int_t)blocks_word_count(text)));
    json_object_set_new(doc, "body_sha256", json_string(sodium_bin2hex(hex, sizeof hex, hash, sizeof hash)));
}

static void set_kinds(struct blocks *blocks, struct str kinds)
{
    json_auto_t *list = json_loadb(kinds.data, kinds.size, 0, NULL);
    for (size_t i = 0; i < blocks->count; i++)
        (void)!block_kind_parse(json_str(json_array_get(list, i), "kind"), &blocks->items[i].kind);
}

/* Another text than before. Where nothing says of what kinds its blocks are, they are of those that they were. */
static bool settle_other_text(struct store *store, struct draft *draft, struct text_change *change,
                              struct body_change *bodies, struct problem *problem)
{
    bool found;
    change->bodies = bodies;
    if (!former_find(store, draft->id, json_str(draft->doc, "body_sha256"), draft->arena, &change->former, &found,
                     problem))
        return false;
    if (json_is(draft->given, "source") || json_is(draft->given, "blocks"))
        return true;
    if (found) {
        set_kinds(&bodies->blocks, change->former.blocks);
    } else {
        body_change_keep_kinds(bodies);
    }
    return true;
}

/* What was given becomes the body, with its blocks. */
static bool settle_text(struct store *store, struct draft *draft, struct problem *problem)
{
    struct text_change *change = arena_new(draft->arena, struct text_change);
    struct body *before = &change->before, *body = &change->after;
    bool found;
    if (draft->before != NULL && !body_get(store, draft->id, true, true, draft->arena, before, &found, problem))
        return false;
    /* An edited body keeps the source from which it came, and new kinds of blocks the whole text. */
    *body = *before;
    struct str text = json_is(draft->given, "body") ? json_str(draft->given, "body") : body->text;
    if (json_is(draft->given, "source")) {
        body->source = json_str(draft->given, "source");
        body->source_type = json_str(draft->given, "source_type");
    }
    bool differs = draft->before != NULL && !str_equal(before->text, text);
    struct body_change *bodies = differs ? change_of(store, draft, before, text, problem) : NULL;
    if (differs && bodies == NULL)
        return false;
    struct blocks own = bodies == NULL ? blocks_of_text(draft->arena, text) : (struct blocks){0};
    struct blocks *blocks = bodies == NULL ? &own : &bodies->blocks;
    if (blocks->count == 0)
        return problem_add(problem, PROBLEM_TOO_SHORT, "/body", "holds no words");
    struct offsets offsets = offsets_make(draft->arena, blocks->body);
    if (!take_kinds(draft, offsets, blocks, problem))
        return false;
    body->text = blocks->body;
    body->offsets = offsets.packed;
    body->code_points = offsets.code_points;
    count_text(draft->doc, body->text);
    if (bodies != NULL && !str_equal(before->text, body->text) &&
        !settle_other_text(store, draft, change, bodies, problem))
        return false;
    body->blocks = blocks_json(draft->arena, blocks);
    body->stamp = has_same_text(body, before) ? before->stamp : draft->revision;
    draft->state = draft->before != NULL && is_same_body(body, before) ? NULL : change;
    return true;
}

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    settle_guesses(draft);
    bool is_same = false;
    if (gives_text(draft) && !gives_same_text(store, draft, &is_same, problem))
        return false;
    return gives_text(draft) && !is_same ? settle_text(store, draft, problem) : keep_text(draft, problem);
}

/* What the body was is kept behind the article's own change and before those of its records. */
static bool keep_former(struct store *store, const struct draft *draft, const struct text_change *change,
                        struct problem *problem)
{
    return draft->before == NULL || change->before.stamp == change->after.stamp ||
           former_keep(store, draft->id, &change->before, json_str(draft->before, "body_sha256"), draft->now_ms,
                       problem);
}

static bool stored(struct store *store, struct draft *draft, struct problem *problem)
{
    const struct text_change *change = draft->state;
    if (change == NULL)
        return true;
    if (!keep_former(store, draft, change, problem) ||
        !body_put(store, draft->id, draft->before == NULL, &change->after, problem))
        return false;
    return change->bodies == NULL ||
           anchors_move(store, draft, change->bodies, &change->after, &change->former, &draft->anchors, problem);
}

const struct resource article_resource = {
    "articles",
    "article",
    fields,
    links,
    false,
    "One published text, with where it came from",
    .prepare = article_source_read,
    .check = check,
    .settle = settle,
    .stored = stored,
};
