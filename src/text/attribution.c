/* A cue says something of other words where these can be seen: behind "that" or without it, behind a colon or a comma and a
 * quotation mark, or before (", the minister said"). Without them it is a verb like others. */
#include "claimd/attribution.h"

#include <string.h>

#include "claimd/act.h"
#include "claimd/joint.h"
#include "claimd/piece.h"

static bool is_verb(enum part part)
{
    return part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE ||
           part == PART_ING;
}

static bool is_aside_opening(uint8_t opening)
{
    return opening == OPENS_SUBORDINATE || opening == OPENS_QUESTION || opening == OPENS_RELATIVE ||
           opening == OPENS_BRACKET;
}

enum { TAIL = 12 }; /* tokens; a longer one says something of its own */

static bool is_place_or_time(const struct reading *reading, uint32_t from, uint32_t to)
{
    return from < to && (reading_part(reading, from) == PART_PREPOSITION ||
                         reading_part(reading, from) == PART_LINKER || reading_part(reading, from) == PART_ADVERB);
}

/* "this week", "last month", "Tuesday" */
static bool is_day(const struct reading *reading, uint32_t from, uint32_t to)
{
    struct str first = reading_text(reading, from);
    bool is_pointed = reading_part(reading, from) == PART_DEMONSTRATIVE || str_equal_nocase(first, STR("last")) ||
                      str_equal_nocase(first, STR("earlier"));
    return (to == from + 1 && reading_part(reading, from) == PART_NAME) ||
           (is_pointed && to > from + 1 && to <= from + 3 && reading_part(reading, to - 1) == PART_NOUN);
}

/* Between a verb and "that": nothing, adverbs, who is told, "on Tuesday", "in a statement". */
static bool is_gap(const struct reading *reading, uint32_t from, uint32_t to, bool is_told)
{
    while (from < to && (reading_part(reading, from) == PART_ADVERB || reading_part(reading, from) == PART_MARK))
        from++;
    if (from == to)
        return true;
    if (to > from + TAIL)
        return false;
    if ((is_told && !is_place_or_time(reading, from, to)) || is_day(reading, from, to))
        return true;
    if (reading_part(reading, from) != PART_PREPOSITION && reading_part(reading, from) != PART_TO)
        return false;
    return reading_part(reading, to - 1) != PART_NOUN || to <= from + 3;
}

/* Behind a cue that stands behind what it says: who is told, when, where and how. */
static bool is_tail(const struct reading *reading, uint32_t from, uint32_t to, bool is_told)
{
    while (from < to && (reading_part(reading, from) == PART_ADVERB || reading_part(reading, from) == PART_MARK))
        from++;
    if (from == to)
        return true;
    if (to > from + TAIL)
        return false;
    enum part part = reading_part(reading, from);
    return is_told || is_place_or_time(reading, from, to) || part == PART_ING ||
           (part == PART_DEMONSTRATIVE && from + 3 >= to) || (part == PART_NAME && from + 2 >= to) ||
           (part == PART_TO && !is_verb(reading_part(reading, from + 1)));
}

static bool is_word_in(const struct reading *reading, uint32_t from, uint32_t to, const char *word)
{
    for (uint32_t at = from; at < to; at++) {
        if (str_equal_nocase(reading_text(reading, at), str_of(word)))
            return true;
    }
    return false;
}

/* Whether "not" stands between the finite verb and its lexical verb, or no subject at all is meant. */
static bool is_negated(const struct reading *reading, uint32_t finite, uint32_t cue)
{
    for (uint32_t at = finite; at <= cue && finite != READING_NONE; at++) {
        if (reading_part(reading, at) == PART_NOT)
            return true;
    }
    return false;
}

/* Where what is said ends: a strong mark, although, or ", but" or ", and yet" before a verb. */
static bool is_end(const struct reading *reading, const struct piece *piece)
{
    if (piece->opening == OPENS_BREAK || piece->opening == OPENS_CONTRAST)
        return true;
    return piece->opening == OPENS_AND && piece->mark == ',' && piece->verb != READING_NONE &&
           (!str_equal_nocase(reading_text(reading, piece->from), STR("and")) ||
            (piece->from + 1 < piece->to && str_equal_nocase(reading_text(reading, piece->from + 1), STR("yet"))));
}

/* For each piece, from the last on, since there can be as many sayings as pieces. */
static void find_ends(struct reading *reading)
{
    uint32_t end = reading->piece_count;
    uint32_t quoted_end = reading->piece_count;
    for (uint32_t i = reading->piece_count; i-- > 0;) {
        struct piece *piece = &reading->pieces[i];
        piece->said_end = piece->is_quoted ? quoted_end : end;
        if (is_end(reading, piece)) {
            end = i;
            quoted_end = piece->is_quoted ? quoted_end : i;
        }
    }
}

/* A quotation begins the piece, or a colon stands before it. */
static bool is_announced(const struct reading *reading, const struct piece *piece)
{
    if (piece->mark == ':')
        return true;
    bool is_quote = piece->from > reading->from && piece_is_quote(&reading->tokens->items[piece->from - 1]);
    return is_quote && (piece->mark == ',' || piece->mark == MARK_DASH);
}

static bool is_source(const struct reading *reading, uint32_t at)
{
    const struct sense *sense = word_any_sense(reading_word(reading, at), LEXICON_ATTRIBUTION);
    for (; sense != NULL; sense = sense_behind(sense)) {
        if (sense->list == LEXICON_ATTRIBUTION && sense->value == ATTRIBUTION_SOURCE)
            return true;
    }
    return false;
}

/* Behind "citing officials," that may stand between: where what is said could begin. */
static uint32_t behind_cited(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    bool is_cited = number + 2 < reading->piece_count && piece[1].opening == OPENS_COMMA &&
                    piece[1].verb == READING_NONE && piece[2].opening == OPENS_CONTENT &&
                    is_source(reading, piece[1].from);
    return is_cited ? number + 2 : number + 1;
}

/* The clause behind the saying in piece `number`; false: none begins there. */
static bool is_before_content(const struct reading *reading, uint32_t number, uint32_t cue_to, bool is_told)
{
    const struct piece *piece = &reading->pieces[number];
    if (number + 1 >= reading->piece_count)
        return false;
    const struct piece *next = &reading->pieces[behind_cited(reading, number)];
    if (next->opening == OPENS_CONTENT && next->verb == READING_NONE && number + 2 == reading->piece_count)
        return false; /* "agree on that much" */
    if (next->opening == OPENS_CONTENT)
        return is_gap(reading, cue_to, piece->to, is_told);
    if (cue_to == piece->to && next->mark == '\0' &&
        (next->opening == OPENS_QUESTION || next->opening == OPENS_SUBORDINATE || next->opening == OPENS_CONTRAST))
        return next->verb != READING_NONE;
    return is_announced(reading, next) && is_tail(reading, cue_to, piece->to, is_told);
}

/* Before the piece, perhaps inside its comma. */
static bool is_quote_closed(const struct reading *reading, const struct piece *piece)
{
    for (uint32_t at = piece->from; at > reading->from && at + 3 > piece->from; at--) {
        const struct token *token = &reading->tokens->items[at - 1];
        if (token->kind != TOKEN_MARK)
            return false;
        if (token->mark == '"')
            return true;
    }
    return false;
}

/* A comma or a closing quotation mark ends what stands before the piece. */
static bool is_behind_content(const struct reading *reading, uint32_t number)
{
    const struct piece *piece = &reading->pieces[number];
    const struct token *before = &reading->tokens->items[piece->from - 1];
    if (number == 0)
        return false;
    return piece->opening == OPENS_COMMA || piece_is_quote(before) || before->mark == MARK_DASH;
}

/* Adds a saying below the one in whose content it stands. One that waits ("citing two people,") gets the same content. */
static void add(struct reading *reading, struct saying saying)
{
    uint32_t above = reading->saying_count > 0 ? reading->saying_count - 1 : READING_NONE;
    while (above != READING_NONE) {
        const struct saying *outer = &reading->sayings[above];
        if (outer->first <= saying.piece && saying.piece < outer->behind)
            break;
        above = outer->above;
    }
    saying.above = above;
    reading->sayings[reading->saying_count++] = saying;

    struct saying *before = reading->saying_count > 1 ? &reading->sayings[reading->saying_count - 2] : NULL;
    if (before != NULL && before->first == before->behind && !saying.is_whole) {
        struct saying waiting = *before;
        *before = saying;
        before->above = waiting.above;
        waiting.first = saying.first;
        waiting.behind = saying.behind;
        waiting.above = reading->saying_count - 2;
        reading->sayings[reading->saying_count - 1] = waiting;
    }
}

/* "citing two people": they hold what the saying beside it says. */
static void add_cited(struct reading *reading, struct saying saying)
{
    const struct saying *last = reading->saying_count > 0 ? &reading->sayings[reading->saying_count - 1] : NULL;
    saying.first = saying.behind = saying.piece;
    saying.above = READING_NONE;
    if (last != NULL && !last->is_whole && last->piece + 1 == saying.piece) {
        saying.first = last->first;
        saying.behind = last->behind;
        saying.above = reading->saying_count - 1;
    }
    reading->sayings[reading->saying_count++] = saying;
}

/* First piece of the content that ends before piece `number`: behind a strong mark and what another saying has for itself.
 * Sayings inside quotation marks that end there are a part of it. */
static uint32_t content_start(const struct reading *reading, uint32_t number, bool is_quoted)
{
    uint32_t limit = 0;
    for (uint32_t i = reading->saying_count; i-- > 0;) {
        const struct saying *last = &reading->sayings[i];
        if (is_quoted && reading->pieces[last->piece].is_quoted)
            continue;
        limit = last->first > last->piece ? last->first : last->piece + 1;
        break;
    }
    uint32_t first = number;
    while (first > limit && reading->pieces[first].opening != OPENS_BREAK)
        first--;
    return first;
}

/* The sayings in what was said are below the one that says it: "“I think it works,” she said". */
static void put_below(struct reading *reading, uint32_t first, uint32_t number)
{
    for (uint32_t i = reading->saying_count; i-- > 0 && reading->sayings[i].piece >= first;) {
        struct saying *inner = &reading->sayings[i];
        inner->behind = inner->behind > number ? number : inner->behind;
        if (inner->above == READING_NONE || inner->above >= reading->saying_count)
            inner->above = reading->saying_count;
    }
}

/* Something was stated, or quoted, in the pieces from first to behind. */
static bool is_stated(const struct reading *reading, uint32_t first, uint32_t behind)
{
    for (uint32_t i = first; i < behind; i++) {
        const struct piece *piece = &reading->pieces[i];
        bool is_relative = piece->opening == OPENS_RELATIVE || piece->opening == OPENS_OCCASION;
        if (piece->is_quoted || (piece->verb != READING_NONE && !is_relative && !is_aside_opening(piece->opening)))
            return true;
    }
    return false;
}

/* "…, said the minister": the holder stands behind the cue. */
static void take_inverted_holder(const struct reading *reading, struct saying *saying, uint32_t end)
{
    saying->holder_from = saying->cue_to;
    saying->holder_to = saying->cue_to;
    while (saying->holder_to < end && reading_part(reading, saying->holder_to) != PART_MARK)
        saying->holder_to++;
}

/* "Note that", "It is worth remembering that": the author's way to begin. */
static bool is_frame(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    enum part here = reading_part(reading, at);
    if (piece->verb == READING_NONE) {
        return here == PART_BASE &&
               (at == piece->from || (at == piece->from + 1 && reading_part(reading, at - 1) == PART_ADVERB));
    }
    bool is_due = here == PART_PARTICIPLE && reading_part(reading, piece->verb) == PART_MODAL; /* "it must be said" */
    return (is_due || here == PART_ING || here == PART_BASE) && piece->subject_to == piece->subject_from + 1 &&
           str_equal_nocase(reading_text(reading, piece->subject_from), STR("it")) &&
           (is_due || reading_part(reading, piece->verb) == PART_BE);
}

/* "Nobody thought that", "Few doubt that": a claim about all, not a saying. */
static bool is_nobody(const struct reading *reading, const struct piece *piece)
{
    if (piece->subject_from == piece->subject_to)
        return false;
    if (str_equal_nocase(reading_text(reading, piece->subject_from), STR("few")))
        return true;
    const struct sense *sense = word_sense(reading_word(reading, piece->subject_from), LEXICON_NEGATION);
    return sense != NULL && sense->value == NEGATION_WORD;
}

/* "As the geologist wrote," */
static bool is_as_clause(const struct reading *reading, const struct piece *piece)
{
    return piece->opening == OPENS_SUBORDINATE && str_equal_nocase(reading_text(reading, piece->from), STR("as"));
}

/* "is sure" */
static bool is_behind_copula(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    while (at > piece->from &&
           (reading_part(reading, at - 1) == PART_ADVERB || reading_part(reading, at - 1) == PART_NOT))
        at--;
    if (at == piece->from || piece->verb == READING_NONE)
        return false;
    return reading_part(reading, at - 1) == PART_BE || piece->lexical + 1 == at;
}

/* "does not know that", "is not sure that": a fact about who does not know, no saying. */
static bool is_unknown(const struct saying *saying)
{
    return saying->is_negated &&
           (saying->sense->value == ATTRIBUTION_STATE || saying->sense->value2 == COMMITMENT_ENDORSES);
}

/* "explained how", "knows if": no statement follows. After a verb of saying, "if" begins one: "said if it rained they would". */
static bool is_asked(const struct reading *reading, const struct saying *saying)
{
    const struct piece *content = &reading->pieces[saying->first];
    if (content->opening == OPENS_QUESTION)
        return true;
    return (content->opening == OPENS_SUBORDINATE || content->opening == OPENS_CONTRAST) && content->mark == '\0' &&
           saying->sense->value != ATTRIBUTION_SAY;
}

/* The verb that the piece is about, or one that it leads to: "preferred to think". */
static bool is_verb_of(const struct reading *reading, const struct piece *piece, uint32_t at)
{
    if (piece->verb == READING_NONE || piece->lexical >= at)
        return piece->verb != READING_NONE && piece->lexical == at;
    uint32_t before = at;
    while (before > piece->lexical + 1 &&
           (reading_part(reading, before - 1) == PART_TO || reading_part(reading, before - 1) == PART_ADVERB))
        before--;
    return before == piece->lexical + 1 && reading_part(reading, at - 1) == PART_TO;
}

/* "We must not pretend that": what ought to be is the claim. */
static bool is_urged(const struct reading *reading, const struct piece *piece)
{
    const struct sense *sense =
        piece->verb == READING_NONE ? NULL : word_sense(reading_word(reading, piece->verb), LEXICON_CLAIM_KINDS);
    return sense != NULL && sense->value == CLAIM_RECOMMENDATION && sense->value2 == KIND_MODAL;
}

/* ", adding that": who said the rest says this too. */
static bool is_added_saying(const struct reading *reading, const struct piece *piece, uint32_t at,
                            const struct sense *sense)
{
    return reading_part(reading, at) == PART_ING && at == piece->from && piece->mark == ',' &&
           sense->value <= ATTRIBUTION_TELL;
}

/* The holder of the saying before, or else the subject of the verb before. */
static void take_over_holder(struct reading *reading, uint32_t number, struct saying *saying)
{
    if (reading->saying_count > 0) {
        struct saying *last = &reading->sayings[reading->saying_count - 1];
        saying->holder_from = last->holder_from;
        saying->holder_to = last->holder_to;
        if (last->behind > number && last->first < number)
            last->behind = number;
        return;
    }
    uint32_t before = number - 1;
    while (before > 0 && reading->pieces[before].verb == READING_NONE)
        before--;
    saying->holder_from = reading->pieces[before].subject_from;
    saying->holder_to = reading->pieces[before].subject_to;
}

/* "said A and warned that B", "said A, but added that B": without a subject of its own, who said the one says the other. */
static void say_again(struct reading *reading, uint32_t number, struct saying *saying)
{
    const struct piece *piece = &reading->pieces[number];
    struct saying *last = reading->saying_count > 0 ? &reading->sayings[reading->saying_count - 1] : NULL;
    if (last == NULL || last->is_whole || last->sense->value > ATTRIBUTION_TELL || piece->opening != OPENS_AND ||
        piece->subject_to > piece->from || last->first <= last->piece || number + 1 >= reading->piece_count ||
        reading->pieces[number + 1].opening != OPENS_CONTENT)
        return;
    saying->holder_from = last->holder_from;
    saying->holder_to = last->holder_to;
    if (last->behind > number)
        last->behind = number;
}

/* A verb as a cue. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one condition after the other */
static void try_verb(struct reading *reading, uint32_t number, uint32_t at, const struct sense *sense)
{
    const struct piece *piece = &reading->pieces[number];
    bool is_main = is_verb_of(reading, piece, at);
    bool is_told = sense->value == ATTRIBUTION_TELL;
    bool is_added = is_added_saying(reading, piece, at, sense);
    struct saying saying = {.sense = sense, .piece = number, .cue_from = at, .cue_to = at + sense->words};

    if (!is_verb(reading_part(reading, at)) && sense->value != ATTRIBUTION_STATE)
        return;
    if (sense->value == ATTRIBUTION_STATE && !is_behind_copula(reading, piece, at))
        return;
    if (reading_part(reading, at) == PART_PARTICIPLE) {
        if (!is_main)
            return; /* "a letter seen by the paper" */
        saying.is_hearsay = reading_part(reading, piece->verb) == PART_BE ||
                            is_word_in(reading, piece->verb, at, "been") || is_word_in(reading, piece->verb, at, "be");
    }
    saying.is_hearsay &= !is_frame(reading, piece, at);
    saying.is_negated = is_main && is_negated(reading, piece->verb, at);
    if (is_added)
        take_over_holder(reading, number, &saying);
    if (is_main && !saying.is_hearsay && !is_frame(reading, piece, at)) {
        saying.holder_from = piece->subject_from;
        saying.holder_to = piece->subject_to;
    }
    if (is_main && sense->value <= ATTRIBUTION_TELL)
        say_again(reading, number, &saying);
    if (is_before_content(reading, number, saying.cue_to, is_told)) {
        saying.first = behind_cited(reading, number);
        saying.behind = reading->pieces[saying.first].said_end;
        saying.is_frame = is_frame(reading, piece, at);
        saying.is_whole = !saying.is_frame &&
                          ((!is_main && !is_added) || is_aside_opening(piece->opening) || is_nobody(reading, piece) ||
                           is_urged(reading, piece) || is_unknown(&saying) || is_asked(reading, &saying));
    } else if (is_main && sense->value <= ATTRIBUTION_TELL && is_as_clause(reading, piece) &&
               reading_part(reading, piece->to - 1 - (reading_part(reading, piece->to - 1) == PART_MARK)) != PART_TO &&
               is_tail(reading, saying.cue_to, piece->to, is_told)) {
        if (number > 0) {
            saying.first = content_start(reading, number, false);
            saying.behind = number;
        } else {
            saying.first = 1;
            saying.behind = reading->piece_count > 1 ? reading->pieces[1].said_end : 1;
        }
        if (saying.first >= saying.behind || reading->pieces[saying.first].opening == OPENS_QUESTION)
            return;
    } else if (is_main && is_behind_content(reading, number) && sense->value <= ATTRIBUTION_SHOW &&
               !joint_is_correlative(reading, number - 1)) {
        if (piece->verb == piece->from && at == piece->from) {
            if (sense->value > ATTRIBUTION_TELL)
                return;
            take_inverted_holder(reading, &saying, piece->to);
        } else if (!is_tail(reading, saying.cue_to, piece->to, is_told)) {
            return;
        }
        saying.first = content_start(reading, number, is_quote_closed(reading, piece));
        saying.behind = number;
        bool is_medial = piece->subject_from >= piece->from && piece->subject_from < piece->subject_to;
        if (saying.first >= saying.behind || (!is_medial && !is_stated(reading, saying.first, number)))
            return;
        put_below(reading, saying.first, number);
        saying.above = READING_NONE;
        reading->sayings[reading->saying_count++] = saying;
        return;
    } else {
        return;
    }
    add(reading, saying);
}

/* "according to the White House": up to the end of its piece; the rest of the sentence is what is said. */
static void try_source(struct reading *reading, uint32_t number, uint32_t at, const struct sense *sense)
{
    const struct piece *piece = &reading->pieces[number];
    struct saying saying = {.sense = sense,
                            .piece = number,
                            .cue_from = at,
                            .cue_to = at + sense->words,
                            .holder_from = at + sense->words,
                            .holder_to = piece->to};

    if (sense->value == ATTRIBUTION_OWN || saying.holder_from >= piece->to)
        saying.holder_from = saying.holder_to = saying.cue_to;
    while (saying.holder_to > saying.holder_from && reading_part(reading, saying.holder_to - 1) == PART_MARK)
        saying.holder_to--;
    if (reading_part(reading, at) == PART_ING) {
        add_cited(reading, saying);
        return;
    }
    bool is_first = number == 0 || piece->opening == OPENS_AND || reading->pieces[number].opening == OPENS_BREAK;
    if (is_first && piece->verb == READING_NONE) {
        saying.first = number + 1;
        saying.behind = number + 1 < reading->piece_count ? reading->pieces[number + 1].said_end : number + 1;
    } else {
        saying.first = content_start(reading, number, false);
        saying.behind = number + (piece->verb != READING_NONE && piece->verb < at);
    }
    if (saying.first < saying.behind)
        add(reading, saying);
}

/* "put the cost at three million"; not "put them at risk", "put it at the top" */
static bool is_put_at(const struct reading *reading, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at + 1 < to; at++) {
        if (str_equal_nocase(reading_text(reading, at), STR("at"))) {
            return reading_part(reading, at + 1) != PART_NOUN &&
                   !str_equal_nocase(reading_text(reading, at + 1), STR("the"));
        }
    }
    return false;
}

/* "She sees it as a threat", "analysts called the target cautious": the clause itself is what its subject holds. */
static void try_judgement(struct reading *reading, uint32_t number, uint32_t at, const struct sense *sense)
{
    const struct piece *piece = &reading->pieces[number];
    struct saying saying = {.sense = sense, .piece = number, .cue_from = at, .cue_to = at + 1, .is_whole = true};

    if (piece->verb == READING_NONE || piece->lexical != at || !is_verb(reading_part(reading, at)))
        return;
    if (reading_part(reading, at) == PART_PARTICIPLE && !is_word_in(reading, piece->verb, at, "have") &&
        !is_word_in(reading, piece->verb, at, "has") && !is_word_in(reading, piece->verb, at, "had"))
        return; /* "is called": by nobody in particular */
    if (sense->value == ATTRIBUTION_AS && !is_word_in(reading, at + 1, piece->to, "as"))
        return;
    if (str_starts(sense->line->term, STR("put")) && !is_put_at(reading, at + 1, piece->to))
        return;
    if (sense->value == ATTRIBUTION_JUDGE && !piece_is_phrase_start(reading_part(reading, at + 1)) &&
        reading_part(reading, at + 1) != PART_TO)
        return;
    if (piece->subject_from == piece->subject_to)
        return;
    saying.holder_from = piece->subject_from;
    saying.holder_to = piece->subject_to;
    saying.is_negated = is_negated(reading, piece->verb, at);
    saying.first = number;
    saying.behind = number + 1;
    add(reading, saying);
}

static void try_cue(struct reading *reading, uint32_t number, uint32_t at, const struct sense *sense)
{
    switch (sense->value) {
    case ATTRIBUTION_SAY:
    case ATTRIBUTION_TELL:
    case ATTRIBUTION_THINK:
    case ATTRIBUTION_SHOW:
    case ATTRIBUTION_STATE:
        try_verb(reading, number, at, sense);
        break;
    case ATTRIBUTION_AS:
    case ATTRIBUTION_JUDGE:
        try_judgement(reading, number, at, sense);
        break;
    case ATTRIBUTION_SOURCE:
    case ATTRIBUTION_OWN:
        try_source(reading, number, at, sense);
        break;
    default:
        break;
    }
}

void sayings_find(struct arena *arena, struct reading *reading)
{
    find_ends(reading);
    reading->saying_count = 0;
    reading->sayings = NULL;
    if (!reading_has(reading, LEXICON_ATTRIBUTION))
        return;
    reading->sayings = arena_alloc(arena, (2 * reading->piece_count + 1U) * sizeof *reading->sayings);
    for (uint32_t number = 0; number < reading->piece_count; number++) {
        const struct piece *piece = &reading->pieces[number];
        uint32_t before = reading->saying_count;
        act_take(reading, number);
        for (uint32_t at = piece->from; at < piece->to && reading->saying_count < before + 2; at++) {
            const struct word *word = reading_word(reading, at);
            for (const struct sense *sense = word->is_covered ? NULL : word_any_sense(word, LEXICON_ATTRIBUTION);
                 sense != NULL && reading->saying_count == before; sense = sense_behind(sense)) {
                if (sense->list == LEXICON_ATTRIBUTION)
                    try_cue(reading, number, at, sense);
            }
        }
    }
}
