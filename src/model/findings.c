#include "claimd/findings.h"

static int64_t entity_of(const struct library *library, uint32_t index)
{
    return library == NULL || index == ANALYSIS_NONE ? 0 : library->entities[index].id;
}

static void keep_referents(struct findings *findings, struct arena *arena, const struct library *library)
{
    size_t count = findings->analysis.referent_count;
    findings->entities = arena_array(arena, int64_t, count);
    findings->rivals = arena_array(arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        struct referent *referent = &findings->analysis.referents[i];
        findings->entities[i] = entity_of(library, referent->library);
        findings->rivals[i] = entity_of(library, referent->rival);
        referent->name = arena_str(arena, referent->name);
    }
}

/* Tags are numbered anew, in the order in which claims name them. */
static void keep_tags(struct findings *findings, struct arena *arena, const struct library *library)
{
    size_t count = 0, all = 0;
    for (size_t i = 0; i < findings->analysis.claim_count; i++)
        all += findings->analysis.claims[i].tag_count;
    findings->tags = arena_array(arena, struct str, all);
    for (size_t i = 0; i < findings->analysis.claim_count; i++) {
        struct found_claim *claim = &findings->analysis.claims[i];
        for (uint32_t j = 0; j < claim->tag_count; j++) {
            findings->tags[count] = arena_str(arena, library->tags[claim->tags[j]]);
            claim->tags[j] = (uint32_t)count++;
        }
    }
}

static void drop_terms(struct reasons *reasons)
{
    for (uint32_t i = 0; i < reasons->count; i++)
        reasons->items[i].term = (struct str){0};
}

struct findings findings_of(struct arena *arena, const struct analyzing *analyzing, const struct blocks *blocks,
                            const char *published_at)
{
    struct analysis_options options = analyzing->options;
    options.published_at = published_at;
    struct findings findings = {.body = blocks->body, .analysis = analysis_of(arena, blocks, &options)};
    keep_referents(&findings, arena, options.library);
    keep_tags(&findings, arena, options.library);
    for (size_t i = 0; i < findings.analysis.mention_count; i++)
        drop_terms(&findings.analysis.mentions[i].why);
    for (size_t i = 0; i < findings.analysis.claim_count; i++)
        drop_terms(&findings.analysis.claims[i].why);
    return findings;
}
