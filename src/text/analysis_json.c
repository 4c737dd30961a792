#include "claimd/analysis_json.h"

#include "claimd/id.h"
#include "claimd/quote.h"

enum { CONTEXT = 32 }; /* code points of prefix and suffix, as stored anchors have them */

struct writing {
    struct buffer *json;
    const struct analysis *analysis;
    const struct library *library;
};

static void add(struct buffer *json, const char *text)
{
    buffer_add(json, str_of(text));
}

/* A comma between the items of a list. */
static void add_between(struct buffer *json, size_t index)
{
    if (index > 0)
        buffer_add_byte(json, ',');
}

static void add_member(struct buffer *json, const char *name, struct str value)
{
    buffer_printf(json, ",\"%s\":", name);
    buffer_add_json(json, value);
}

/* A number of the library's entities as an id, or null. */
static void add_entity(const struct writing *writing, const char *name, uint32_t index)
{
    buffer_printf(writing->json, ",\"%s\":", name);
    if (index == ANALYSIS_NONE || writing->library == NULL) {
        add(writing->json, "null");
        return;
    }
    assert(index < writing->library->entity_count);
    buffer_printf(writing->json, "\"%s\"", id_format(writing->library->entities[index].id).text);
}

static void add_referent_entity(const struct writing *writing, uint32_t referent)
{
    add_entity(writing, "entity",
               referent == ANALYSIS_NONE ? ANALYSIS_NONE : writing->analysis->referents[referent].library);
}

static void add_ref(const struct writing *writing, uint32_t referent)
{
    if (referent == ANALYSIS_NONE) {
        add(writing->json, "\"ref\":null");
    } else {
        buffer_printf(writing->json, "\"ref\":%u", referent);
    }
}

static void add_anchor(const struct writing *writing, struct span span)
{
    struct str body = writing->analysis->tokens.body;
    struct str words = token_words_of(&writing->analysis->tokens, span);
    struct str prefix, suffix;

    quote_context(body, words, CONTEXT, &prefix, &suffix);
    buffer_printf(writing->json, "\"anchor\":{\"start\":%u,\"end\":%u", span.start, span.end);
    add_member(writing->json, "exact", words);
    add_member(writing->json, "prefix", prefix);
    add_member(writing->json, "suffix", suffix);
    buffer_add_byte(writing->json, '}');
}

/* {text, start, end}, the object left open; or null. */
static bool add_words(const struct writing *writing, const char *name, struct span span)
{
    buffer_printf(writing->json, ",\"%s\":", name);
    if (span.start == span.end) {
        add(writing->json, "null");
        return false;
    }
    add(writing->json, "{\"text\":");
    buffer_add_json(writing->json, token_words_of(&writing->analysis->tokens, span));
    buffer_printf(writing->json, ",\"start\":%u,\"end\":%u", span.start, span.end);
    return true;
}

static void add_why(const struct writing *writing, const struct reasons *reasons)
{
    add(writing->json, ",\"why\":[");
    for (uint32_t i = 0; i < reasons->count; i++) {
        const struct why *why = &reasons->items[i];
        add_between(writing->json, i);
        buffer_printf(writing->json, "{\"rule\":\"%s\",\"text\":", why->rule);
        if (why->term.data == NULL) {
            add(writing->json, "null");
        } else {
            buffer_add_json(writing->json, why->term);
        }
        if (why->span.start == why->span.end) {
            add(writing->json, ",\"start\":null,\"end\":null}");
        } else {
            buffer_printf(writing->json, ",\"start\":%u,\"end\":%u}", why->span.start, why->span.end);
        }
    }
    buffer_add_byte(writing->json, ']');
}

static void add_sentences(const struct writing *writing, const struct blocks *blocks)
{
    add(writing->json, "{\"blocks\":[");
    for (size_t i = 0; i < blocks->count; i++) {
        add_between(writing->json, i);
        buffer_printf(writing->json, "{\"kind\":\"%s\",\"start\":%u,\"end\":%u}",
                      block_kind_name(blocks->items[i].kind), blocks->items[i].span.start, blocks->items[i].span.end);
    }
    add(writing->json, "],\"sentences\":[");
    for (size_t i = 0; i < writing->analysis->sentence_count; i++) {
        const struct sentence *sentence = &writing->analysis->sentences[i];
        add_between(writing->json, i);
        buffer_printf(writing->json, "{\"start\":%u,\"end\":%u,\"block\":%u}", sentence->span.start, sentence->span.end,
                      sentence->block);
    }
}

static void add_referents(const struct writing *writing)
{
    add(writing->json, "],\"entities\":[");
    for (uint32_t i = 0; i < writing->analysis->referent_count; i++) {
        const struct referent *referent = &writing->analysis->referents[i];
        add_between(writing->json, i);
        buffer_printf(writing->json, "{\"ref\":%u", i);
        add_member(writing->json, "name", referent->name);
        add_member(writing->json, "kind", str_of(entity_kind_names[referent->kind]));
        add_entity(writing, "entity", referent->library);
        add_entity(writing, "rival", referent->rival);
        buffer_printf(writing->json, ",\"confidence\":%.2f,\"mention_count\":%u}", (double)referent->confidence,
                      referent->mention_count);
    }
}

static const char *words_of(bool is_so)
{
    return is_so ? "true" : "false";
}

static void add_mentions(const struct writing *writing)
{
    add(writing->json, "],\"mentions\":[");
    for (size_t i = 0; i < writing->analysis->mention_count; i++) {
        const struct found_mention *mention = &writing->analysis->mentions[i];
        add_between(writing->json, i);
        buffer_add_byte(writing->json, '{');
        add_ref(writing, mention->referent);
        add_referent_entity(writing, mention->referent);
        buffer_add_byte(writing->json, ',');
        add_anchor(writing, mention->span);
        buffer_printf(writing->json, ",\"metonym\":%s,\"demonym\":%s,\"confidence\":%.2f",
                      words_of(mention->is_metonym), words_of(mention->is_demonym), (double)mention->confidence);
        add_why(writing, &mention->why);
        buffer_add_byte(writing->json, '}');
    }
}

/* A holder, left open behind its commitment. */
static void add_held(const struct writing *writing, const struct found_holder *holder)
{
    uint32_t referent =
        holder->mention == ANALYSIS_NONE ? ANALYSIS_NONE : writing->analysis->mentions[holder->mention].referent;

    buffer_add_byte(writing->json, '{');
    add_ref(writing, referent);
    add_referent_entity(writing, referent);
    add_member(writing->json, "text", token_words_of(&writing->analysis->tokens, holder->words));
    if (add_words(writing, "cue", holder->cue))
        buffer_add_byte(writing->json, '}');
    add_member(writing->json, "commitment", str_of(commitment_names[holder->commitment]));
}

static void add_holder(const struct writing *writing, const struct found_claim *claim)
{
    add(writing->json, ",\"holder\":");
    if (claim->holder.words.start == claim->holder.words.end) {
        add(writing->json, "null");
        return;
    }
    add_held(writing, &claim->holder);
    add(writing->json, ",\"via\":[");
    for (uint32_t i = 0; i < claim->via_count; i++) {
        add_between(writing->json, i);
        add_held(writing, &claim->via[i]);
        buffer_add_byte(writing->json, '}');
    }
    add(writing->json, "]}");
}

static void add_roles(const struct writing *writing, const char *name, const uint32_t *referents, uint32_t count)
{
    buffer_printf(writing->json, ",\"%s\":[", name);
    for (uint32_t i = 0; i < count; i++) {
        add_between(writing->json, i);
        buffer_add_byte(writing->json, '{');
        add_ref(writing, referents[i]);
        add_referent_entity(writing, referents[i]);
        add_member(writing->json, "text", writing->analysis->referents[referents[i]].name);
        buffer_add_byte(writing->json, '}');
    }
    buffer_add_byte(writing->json, ']');
}

static void add_certainty(const struct writing *writing, enum certainty certainty)
{
    struct certainty_band band = certainty_bands[certainty];

    add_member(writing->json, "certainty", str_of(certainty_names[certainty]));
    if (band.high > 0) {
        buffer_printf(writing->json, ",\"probability\":[%.2f,%.2f]", band.low, band.high);
    } else {
        add(writing->json, ",\"probability\":null");
    }
}

static void add_horizon(const struct writing *writing, const struct found_claim *claim)
{
    if (!add_words(writing, "horizon", claim->horizon))
        return;
    if (claim->horizon_by[0] == '\0') {
        add(writing->json, ",\"by\":null}");
    } else {
        buffer_printf(writing->json, ",\"by\":\"%s\"}", claim->horizon_by);
    }
}

static void add_claim(const struct writing *writing, const struct found_claim *claim)
{
    buffer_add_byte(writing->json, '{');
    add_anchor(writing, claim->span);
    add_member(writing->json, "text", claim->text);
    add_member(writing->json, "kind", str_of(claim_kind_names[claim->kind]));
    add_certainty(writing, claim->certainty);
    add_member(writing->json, "polarity", claim->is_negated ? STR("negated") : STR("affirmed"));
    add_holder(writing, claim);
    if (add_words(writing, "condition", claim->condition))
        buffer_printf(writing->json, ",\"negated\":%s}", words_of(claim->is_condition_negated));
    add_horizon(writing, claim);
    add_roles(writing, "subjects", claim->subjects, claim->subject_count);
    add_roles(writing, "objects", claim->objects, claim->object_count);
    add(writing->json, ",\"tags\":[");
    for (uint32_t i = 0; writing->library != NULL && i < claim->tag_count; i++) {
        add_between(writing->json, i);
        buffer_add_json(writing->json, writing->library->tags[claim->tags[i]]);
    }
    buffer_printf(writing->json, "],\"confidence\":%.2f", (double)claim->confidence);
    add_why(writing, &claim->why);
    buffer_add_byte(writing->json, '}');
}

void analysis_json(struct buffer *json, const struct blocks *blocks, const struct analysis *analysis,
                   const struct library *library)
{
    struct writing writing = {json, analysis, library};

    add_sentences(&writing, blocks);
    add_referents(&writing);
    add_mentions(&writing);
    add(json, "],\"claims\":[");
    for (size_t i = 0; i < analysis->claim_count; i++) {
        add_between(json, i);
        add_claim(&writing, &analysis->claims[i]);
    }
    add(json, "]}");
}
