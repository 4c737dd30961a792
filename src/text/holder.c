#include "claimd/holder.h"

/* I and we are the author; in a quotation the speaker, whom this leaves to the saying above. */
static bool is_author(const struct reading *reading, const struct saying *saying)
{
    if (saying->holder_to != saying->holder_from + 1)
        return false;
    struct str text = reading_text(reading, saying->holder_from);
    return str_equal_nocase(text, STR("I")) || str_equal_nocase(text, STR("we"));
}

static bool is_himself(const struct reading *reading, const struct saying *saying)
{
    static const struct str pronouns[] = {STR("he"), STR("she"), STR("it"), STR("they")};
    size_t i = 0;
    while (i < COUNT(pronouns) && !(saying->holder_to == saying->holder_from + 1 &&
                                    str_equal_nocase(reading_text(reading, saying->holder_from), pronouns[i])))
        i++;
    return i < COUNT(pronouns);
}

/* Up to the first mark, so that appositions stay out. */
static uint32_t phrase_end(const struct reading *reading, uint32_t from, uint32_t to)
{
    uint32_t at = from;
    while (at < to && (reading_part(reading, at) != PART_MARK || reading->tokens->items[at].mark == '-' ||
                       reading->tokens->items[at].mark == '.' || reading->tokens->items[at].mark == '&'))
        at++;
    while (at > from && reading_part(reading, at - 1) == PART_MARK)
        at--;
    return at;
}

static struct found_holder holder_of(const struct reading *reading, const struct saying *saying,
                                     const struct sentence_mentions *mentions)
{
    struct found_holder holder = {.mention = ANALYSIS_NONE,
                                  .cue = token_span(reading->tokens, saying->cue_from, saying->cue_to),
                                  .commitment = (enum commitment)saying->sense->value2};
    if (holder.commitment == COMMITMENT_DENIES) /* the holder denies; who reports that only reports */
        holder.commitment = COMMITMENT_REPORTS;
    uint32_t to = phrase_end(reading, saying->holder_from, saying->holder_to);
    if (saying->holder_from >= to || is_author(reading, saying))
        return holder;
    struct span words = token_span(reading->tokens, saying->holder_from, to);
    if (words.end - words.start > HOLDER_TEXT)
        return holder;
    holder.words = words;
    holder.mention = roles_mention(reading, mentions, saying->holder_from, to);
    return holder;
}

static bool is_somebody(const struct found_holder *holder)
{
    return holder->words.start < holder->words.end;
}

static enum claim_rule rule_of(const struct saying *saying)
{
    if (saying->is_frame)
        return RULE_FRAME;
    if (saying->is_hearsay)
        return RULE_HEARSAY;
    return saying->sense->value == ATTRIBUTION_AS || saying->sense->value == ATTRIBUTION_JUDGE ? RULE_JUDGEMENT
                                                                                               : RULE_ATTRIBUTION;
}

/* "The group expects a margin": the saying that is the clause itself. */
static uint32_t own_saying(const struct reading *reading, uint32_t clause)
{
    const struct clause *it = &reading->clauses[clause];
    uint32_t first = reading_saying(reading, it->piece);
    if (first == reading->saying_count)
        return READING_NONE;
    const struct saying *saying = &reading->sayings[first];
    bool is_own = saying->piece == it->piece && saying->is_whole && saying->first == saying->piece;
    return is_own ? first : READING_NONE;
}

/* Sayings in parts of the clause that were not cut off: "do you think it works". They change nothing. */
static void note_inside(const struct reading *reading, uint32_t clause, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    for (uint32_t i = reading_saying(reading, it->first); i < reading->saying_count; i++) {
        const struct saying *saying = &reading->sayings[i];
        if (saying->piece >= it->behind)
            return;
        const struct piece *piece = &reading->pieces[saying->piece];
        if (piece->clause == clause && piece->from < it->to && saying->first > saying->piece && !saying->is_frame &&
            !saying->is_hearsay) {
            claim_because(claim, RULE_ATTRIBUTION_INSIDE, saying->sense,
                          token_span(reading->tokens, saying->cue_from, saying->cue_to));
        }
    }
}

static bool is_quote_first(const struct reading *reading)
{
    return reading->tokens->items[reading->from].mark == '"';
}

void holder_find(const struct reading *reading, uint32_t clause, const struct sentence_mentions *mentions,
                 const struct speaker *speaker, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    const struct piece *piece = &reading->pieces[it->piece];
    struct found_holder chain[CLAIM_VIA + 1] = {0};
    uint32_t count = 0;
    uint32_t own = own_saying(reading, clause);
    uint32_t above = it->saying;

    uint32_t inner = READING_NONE; /* the saying of the last in chain */
    uint32_t saying = own != READING_NONE ? own : above;
    for (size_t depth = 0; saying != READING_NONE && depth < SAYING_DEPTH && count <= CLAIM_VIA; depth++) {
        const struct saying *one = &reading->sayings[saying];
        struct found_holder holder = holder_of(reading, one, mentions);
        claim_because(claim, rule_of(one), one->sense, holder.cue);
        if (is_somebody(&holder)) {
            if (count == 1 && is_himself(reading, &reading->sayings[inner]))
                count = 0; /* "the firm said it expects": the same */
            chain[count++] = holder;
            inner = saying;
        }
        saying = saying == own ? above : one->above;
    }
    note_inside(reading, clause, claim);
    claim->holder.mention = ANALYSIS_NONE;
    if (count > 0) {
        claim->holder = chain[0];
        while (--count > 0)
            claim->via[claim->via_count++] = chain[count];
    } else if (above == READING_NONE && is_somebody(&speaker->holder) &&
               (speaker->is_open || (piece->is_quoted && is_quote_first(reading)))) {
        claim->holder = speaker->holder;
        claim_because(claim, RULE_QUOTATION_GOES_ON, NULL, speaker->holder.cue);
    }
}

void speaker_enter(struct speaker *speaker, const struct reading *reading, uint32_t block)
{
    speaker->is_open &= block == speaker->block || is_quote_first(reading);
}

void speaker_note(struct speaker *speaker, const struct reading *reading, const struct sentence_mentions *mentions,
                  uint32_t block)
{
    bool has_quote = speaker->is_open;
    bool is_open = speaker->is_open;

    for (uint32_t at = reading->from; at < reading->to; at++) {
        const struct token *token = &reading->tokens->items[at];
        if (token->mark != '"')
            continue;
        is_open = token->side > 0 || (token->side == 0 && !is_open);
        has_quote = true;
    }
    speaker->is_open = is_open;
    speaker->block = block;
    if (!has_quote) {
        speaker->holder = (struct found_holder){.mention = ANALYSIS_NONE};
        return;
    }
    for (uint32_t i = reading->saying_count; i-- > 0;) {
        const struct saying *saying = &reading->sayings[i];
        struct found_holder holder = holder_of(reading, saying, mentions);
        if (!saying->is_whole && saying->sense->value <= ATTRIBUTION_TELL && is_somebody(&holder)) {
            speaker->holder = holder;
            return;
        }
    }
}
