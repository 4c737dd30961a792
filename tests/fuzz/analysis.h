/* analysis.h: the check that the targets of analysis_of share: what it says of a text lies inside it, in order, and names only what
 * is there. */
#ifndef CLAIMD_TEST_FUZZ_ANALYSIS_H
#define CLAIMD_TEST_FUZZ_ANALYSIS_H

#include "claimd/analysis_json.h"

#include "fuzz.h"
#include "lexicons.h"

static inline bool is_inside(struct span span, uint32_t end)
{
    return span.start <= span.end && span.end <= end;
}

static inline void check_why(const struct reasons *why, uint32_t end)
{
    FUZZ_CHECK(why->count <= WHY_LIMIT);
    for (uint32_t i = 0; i < why->count; i++)
        FUZZ_CHECK(why->items[i].rule != NULL && is_inside(why->items[i].span, end));
}

static inline void check_sentences(const struct blocks *blocks, const struct analysis *analysis)
{
    size_t token = 0;
    for (size_t i = 0; i < analysis->sentence_count; i++) {
        const struct sentence *sentence = &analysis->sentences[i];
        FUZZ_CHECK(sentence->from == token && sentence->to > sentence->from);
        FUZZ_CHECK(sentence->block < blocks->count);
        FUZZ_CHECK(sentence->span.start >= blocks->items[sentence->block].span.start);
        FUZZ_CHECK(sentence->span.end <= blocks->items[sentence->block].span.end);
        token = sentence->to;
    }
    FUZZ_CHECK(token == analysis->tokens.count);
}

/* sentences_of finds the same. */
static inline void check_alone(struct arena *arena, const struct blocks *blocks, const struct analysis *analysis)
{
    struct analysis alone = sentences_of(arena, blocks, fuzz_lexicon());

    FUZZ_CHECK(alone.sentence_count == analysis->sentence_count);
    for (size_t i = 0; i < alone.sentence_count; i++) {
        FUZZ_CHECK(alone.sentences[i].span.start == analysis->sentences[i].span.start);
        FUZZ_CHECK(alone.sentences[i].span.end == analysis->sentences[i].span.end);
        FUZZ_CHECK(alone.sentences[i].block == analysis->sentences[i].block);
    }
}

static inline void check_referents(const struct analysis *analysis, const struct library *library)
{
    size_t count = library == NULL ? 0 : library->entity_count;
    for (size_t i = 0; i < analysis->referent_count; i++) {
        const struct referent *referent = &analysis->referents[i];
        FUZZ_CHECK(utf8_valid(referent->name) && referent->mention_count > 0);
        FUZZ_CHECK(referent->library == ANALYSIS_NONE || referent->library < count);
        FUZZ_CHECK(referent->rival == ANALYSIS_NONE || referent->rival < count);
    }
}

static inline void check_mentions(const struct analysis *analysis, uint32_t end)
{
    uint32_t start = 0;
    for (size_t i = 0; i < analysis->mention_count; i++) {
        const struct found_mention *mention = &analysis->mentions[i];
        FUZZ_CHECK(mention->span.start >= start && mention->span.start < mention->span.end && mention->span.end <= end);
        FUZZ_CHECK(mention->from < mention->to && mention->to <= analysis->tokens.count);
        FUZZ_CHECK(mention->referent < analysis->referent_count);
        FUZZ_CHECK(mention->confidence >= 0 && mention->confidence <= 1);
        check_why(&mention->why, end);
        start = mention->span.start;
    }
}

static inline void check_holder(const struct analysis *analysis, const struct found_holder *holder, uint32_t end)
{
    FUZZ_CHECK(is_inside(holder->words, end) && is_inside(holder->cue, end));
    FUZZ_CHECK(holder->words.start == holder->words.end || holder->mention == ANALYSIS_NONE ||
               holder->mention < analysis->mention_count);
}

static inline void check_claims(const struct analysis *analysis, const struct library *library, uint32_t end)
{
    uint32_t start = 0;
    for (size_t i = 0; i < analysis->claim_count; i++) {
        const struct found_claim *claim = &analysis->claims[i];
        FUZZ_CHECK(claim->span.start >= start && claim->span.start < claim->span.end && claim->span.end <= end);
        FUZZ_CHECK(claim->sentence < analysis->sentence_count && utf8_valid(claim->text) && claim->text.size > 0);
        FUZZ_CHECK(claim->confidence >= 0 && claim->confidence <= 1);
        FUZZ_CHECK(is_inside(claim->condition, end) && is_inside(claim->horizon, end));
        FUZZ_CHECK(claim->via_count <= CLAIM_VIA && claim->subject_count <= CLAIM_ROLES);
        FUZZ_CHECK(claim->object_count <= CLAIM_ROLES && claim->tag_count <= CLAIM_TAGS);
        check_holder(analysis, &claim->holder, end);
        for (uint32_t v = 0; v < claim->via_count; v++)
            check_holder(analysis, &claim->via[v], end);
        for (uint32_t s = 0; s < claim->subject_count; s++)
            FUZZ_CHECK(claim->subjects[s] < analysis->referent_count);
        for (uint32_t o = 0; o < claim->object_count; o++)
            FUZZ_CHECK(claim->objects[o] < analysis->referent_count);
        for (uint32_t t = 0; t < claim->tag_count; t++)
            FUZZ_CHECK(library != NULL && claim->tags[t] < library->tag_count);
        check_why(&claim->why, end);
        start = claim->span.start;
    }
}

/* library: NULL or what options have. */
static inline void check_analysis(struct arena *arena, const struct blocks *blocks, const struct library *library)
{
    buffer_auto json = {0};
    struct analysis_options options = {.lexicon = fuzz_lexicon(), .library = library, .published_at = "2023-05-19"};
    struct analysis analysis = analysis_of(arena, blocks, &options);
    uint32_t end = (uint32_t)utf8_count(blocks->body);

    check_sentences(blocks, &analysis);
    check_alone(arena, blocks, &analysis);
    check_referents(&analysis, library);
    check_mentions(&analysis, end);
    check_claims(&analysis, library, end);
    analysis_json(&json, blocks, &analysis, library);
    FUZZ_CHECK(utf8_valid(buffer_str(&json)));
}

#endif
