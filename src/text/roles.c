#include "claimd/roles.h"

static void add_referent(uint32_t list[static CLAIM_ROLES], uint32_t *count, uint32_t referent)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (list[i] == referent)
            return;
    }
    if (*count < CLAIM_ROLES)
        list[(*count)++] = referent;
}

/* The first mention that begins at token `from` or behind it. */
static uint32_t mention_from(const struct sentence_mentions *mentions, uint32_t from)
{
    uint32_t low = mentions->from;
    for (uint32_t high = mentions->to; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions->items[middle].from < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void roles_find(const struct reading *reading, uint32_t clause, const struct sentence_mentions *mentions,
                struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    const struct piece *piece = &reading->pieces[it->piece];
    uint32_t verb = it->kind == CLAUSE_EXPLAINS ? it->subject_to : it->verb == READING_NONE ? it->from : it->verb;

    for (uint32_t i = mention_from(mentions, piece->subject_from); i < mentions->to; i++) {
        if (mentions->items[i].to > piece->subject_to)
            break;
        add_referent(claim->subjects, &claim->subject_count, mentions->items[i].referent);
    }
    for (uint32_t i = mention_from(mentions, it->from); i < mentions->to; i++) {
        const struct found_mention *mention = &mentions->items[i];
        if (mention->to > it->to)
            break;
        if (mention->to <= verb) {
            add_referent(claim->subjects, &claim->subject_count, mention->referent);
        } else {
            add_referent(claim->objects, &claim->object_count, mention->referent);
        }
    }
}

uint32_t roles_mention(const struct reading *reading, const struct sentence_mentions *mentions, uint32_t from,
                       uint32_t to)
{
    uint32_t end = from;
    uint32_t found = ANALYSIS_NONE;

    while (end < to && reading_part(reading, end) != PART_PREPOSITION && reading_part(reading, end) != PART_LINKER)
        end++;
    for (uint32_t i = mention_from(mentions, from); i < mentions->to && mentions->items[i].from < end; i++) {
        /* A name that holds the preposition ("Bank of England") begins before it. */
        if (mentions->items[i].to <= to && mentions->items[i].to + 1 >= end)
            found = i;
    }
    return found;
}

void tags_of_clause(const struct reading *reading, uint32_t clause, const struct library *library,
                    struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    if (library == NULL || library->names == NULL || library->tag_count == 0)
        return;
    for (uint32_t at = it->from; at < it->to; at++) {
        const struct sense *sense = lexicon_match(library->names, reading->tokens, at, LIBRARY_TAGS);
        if (sense == NULL || at + sense->words > it->to || sense->line->number >= library->tag_count)
            continue;
        uint32_t before = claim->tag_count;
        for (uint32_t i = 0; i < before && sense != NULL; i++) {
            if (claim->tags[i] == sense->line->number)
                sense = NULL;
        }
        if (sense == NULL || claim->tag_count == CLAIM_TAGS)
            continue;
        claim->tags[claim->tag_count++] = sense->line->number;
        claim_because(claim, RULE_TAG, sense, token_span(reading->tokens, at, at + sense->words));
    }
}
