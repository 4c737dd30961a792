/* A sentence at a time: its words, pieces, sayings and clauses (reading.h), then what each clause says. What is needed only
 * meanwhile lies in an arena of its own that is emptied behind every sentence. */
#include <stdlib.h>
#include <string.h>

#include "claimd/attribution.h"
#include "claimd/certainty.h"
#include "claimd/claim_kind.h"
#include "claimd/clause.h"
#include "claimd/condition.h"
#include "claimd/confidence.h"
#include "claimd/holder.h"
#include "claimd/horizon.h"
#include "claimd/piece.h"
#include "claimd/polarity.h"
#include "claimd/restate.h"
#include "claimd/roles.h"
#include "claimd/subject.h"

enum { HEADING_TOKENS = 20 }; /* a block of one sentence without a stop, up to so many, is a heading */

struct finder {
    struct arena *arena;
    struct arena scratch;
    struct buffer text;
    const struct blocks *blocks;
    const struct analysis_options *options;
    struct analysis *analysis;
    size_t capacity; /* of claims */
    uint32_t year;   /* of publication; 0: not known */

    struct sentence_mentions mentions;
    struct speaker speaker;
    uint32_t person; /* referent of the only one named so far in this block; ANALYSIS_NONE: nobody */
    bool has_several;
};

static char mark_at(const struct reading *reading, uint32_t token)
{
    return reading->tokens->items[token].mark;
}

/* Marks that end a clause and are no part of it. */
static bool is_stop(const struct reading *reading, uint32_t token)
{
    char mark = mark_at(reading, token);
    return mark != '\0' && (strchr(".,;:!?", mark) != NULL || mark == MARK_DASH || mark == MARK_ELLIPSIS);
}

/* Behind a connective that begins at `at` and leads on ("However,", "for example,"); `at`: none does. */
static uint32_t behind_connective(const struct reading *reading, uint32_t at, uint32_t to)
{
    const struct sense *sense = word_sense(reading_word(reading, at), LEXICON_CONNECTIVES);
    if (sense == NULL || at + sense->words >= to)
        return at;
    uint32_t behind = at + sense->words;
    if (reading_part(reading, behind) == PART_PAST && reading_part(reading, behind + 1) != PART_PRONOUN &&
        str_equal_nocase(reading_text(reading, at), STR("so")))
        return at; /* "So ran the argument" */
    bool is_comma = mark_at(reading, behind) == ',';
    return is_comma || sense->value == CONNECTIVE_ANY ? behind + is_comma : at;
}

static uint32_t without_front(const struct reading *reading, uint32_t from, uint32_t to)
{
    for (uint32_t before = READING_NONE; before != from && from < to;) {
        before = from;
        enum part part = reading_part(reading, from);
        if (part == PART_THAT || part == PART_COORDINATOR || is_stop(reading, from) ||
            piece_is_quote(&reading->tokens->items[from])) {
            from++;
        } else {
            from = behind_connective(reading, from, to);
        }
    }
    return from;
}

/* Without stops, quotation marks that were opened before, and a connective behind a comma (", however"). */
static uint32_t without_end(const struct reading *reading, uint32_t from, uint32_t to)
{
    int quotes = 0;
    for (uint32_t at = from; at < to; at++)
        quotes += mark_at(reading, at) == '"';
    while (to > from) {
        if (is_stop(reading, to - 1)) {
            to--;
        } else if (mark_at(reading, to - 1) == '"' && quotes % 2 == 1) {
            quotes--;
            to--;
        } else if (to > from + 2 && mark_at(reading, to - 2) == ',' &&
                   word_sense(reading_word(reading, to - 1), LEXICON_CONNECTIVES) != NULL) {
            to -= 2;
        } else {
            break;
        }
    }
    return to;
}

/* A bracket behind everything else: "(Fig. 2)". */
static uint32_t without_bracket(const struct reading *reading, const struct clause *clause, uint32_t number)
{
    for (uint32_t i = clause->behind; i-- > clause->first;) {
        const struct piece *piece = &reading->pieces[i];
        if (piece->clause != number || is_stop(reading, piece->from))
            continue;
        return piece->opening == OPENS_BRACKET && i > clause->first ? piece->from : clause->to;
    }
    return clause->to;
}

/* "Minister, why", "Mr Speaker, I": somebody is called. */
static uint32_t behind_vocative(const struct reading *reading, const struct clause *clause)
{
    const struct piece *first = &reading->pieces[clause->first];
    enum part part = reading_part(reading, first->from);
    bool is_mine = str_equal_nocase(reading_text(reading, first->from), STR("my"));
    bool is_called = clause->piece == clause->first + 1 && first->verb == READING_NONE &&
                     first->to <= first->from + 3 && reading->pieces[clause->piece].mark == ',' &&
                     (is_mine || part == PART_NOUN || part == PART_NAME);
    return is_called ? first->to + 1 : clause->from;
}

static void trim(const struct reading *reading, uint32_t number, bool is_question)
{
    struct clause *clause = &reading->clauses[number];
    if (clause->kind == CLAUSE_MAIN &&
        (is_question || reading_part(reading, reading->pieces[clause->piece].from) == PART_SUBJECT))
        clause->from = behind_vocative(reading, clause);
    if (clause->kind == CLAUSE_MAIN)
        clause->to = without_bracket(reading, clause, number);
    if (clause->kind == CLAUSE_MAIN)
        clause->from = without_front(reading, clause->from, clause->to);
    if (clause->kind == CLAUSE_REST && reading_part(reading, clause->from) == PART_COORDINATOR)
        clause->from++; /* ", but not B" */
    clause->to = without_end(reading, clause->from, clause->to);
}

/* "If it rains, stay inside": a command with a condition advises. */
static bool is_advice(const struct reading *reading, uint32_t number)
{
    struct found_claim claim = {0};
    condition_find(reading, number, &claim);
    return claim.condition.start < claim.condition.end;
}

/* A command, but for what opens a recommendation: "Let us build". */
static bool is_command(const struct reading *reading, const struct clause *clause)
{
    const struct sense *sense = word_sense(reading_word(reading, clause->from), LEXICON_CLAIM_KINDS);
    return (sense == NULL || sense->value2 != KIND_OPENING) && clause_is_command(reading, clause);
}

static const struct sense *courtesy(const struct reading *reading, uint32_t at)
{
    return at < reading->to ? word_sense(reading_word(reading, at), LEXICON_COURTESIES) : NULL;
}

static bool claims_something(const struct reading *reading, uint32_t number)
{
    const struct clause *clause = &reading->clauses[number];
    bool needs_verb = clause->kind == CLAUSE_MAIN || clause->kind == CLAUSE_RELATIVE;

    bool is_word =
        clause->from + 1 == clause->to && reading_part(reading, clause->from) != PART_PAST; /* "…, hunted, …" */
    if (clause->is_saying || clause->from >= clause->to || is_word)
        return false;
    if (is_command(reading, clause))
        return is_advice(reading, number);
    if (needs_verb && clause->verb == READING_NONE && reading_part(reading, clause->from) != PART_BASE)
        return false;
    if (token_span(reading->tokens, clause->from, clause->to).end - reading->tokens->items[clause->from].start >
        CLAIM_TEXT)
        return false;
    return courtesy(reading, clause->from) == NULL;
}

static struct found_claim *add_claim(struct finder *finder)
{
    struct analysis *analysis = finder->analysis;
    if (analysis->claim_count == finder->capacity) {
        size_t capacity = finder->capacity == 0 ? 64 : 2 * finder->capacity;
        struct found_claim *claims = arena_alloc(finder->arena, capacity * sizeof *claims);
        if (analysis->claim_count > 0)
            memcpy(claims, analysis->claims, analysis->claim_count * sizeof *claims);
        analysis->claims = claims;
        finder->capacity = capacity;
    }
    struct found_claim *claim = &analysis->claims[analysis->claim_count++];
    *claim = (struct found_claim){.holder = {.mention = ANALYSIS_NONE}};
    return claim;
}

/* Claims of a sentence come nearly in order; one that explains begins before the one that it follows. */
static void put_in_order(struct analysis *analysis)
{
    for (size_t at = analysis->claim_count - 1; at > 0; at--) {
        struct found_claim *before = &analysis->claims[at - 1];
        struct found_claim *claim = &analysis->claims[at];
        if (before->sentence != claim->sentence || before->span.start <= claim->span.start)
            return;
        struct found_claim other = *before;
        *before = *claim;
        *claim = other;
    }
}

static const enum claim_rule clause_rules[] = {
    [CLAUSE_MAIN] = RULE_CLAUSE,
    [CLAUSE_RELATIVE] = RULE_CLAUSE_RELATIVE,
    [CLAUSE_EXPLAINS] = RULE_CLAUSE_EXPLAINS,
    [CLAUSE_REST] = RULE_CLAUSE_REST,
};

/* Whom "he" or "she" at the beginning of a clause means: the one person whom the block has named, when the sentence has named no other
 * before. ANALYSIS_NONE: not clear. */
static uint32_t person_of(const struct finder *finder, const struct reading *reading, uint32_t number)
{
    const struct clause *clause = &reading->clauses[number];
    struct str first = reading_text(reading, clause->from);
    bool is_pronoun = str_equal_nocase(first, STR("he")) || str_equal_nocase(first, STR("she"));

    if (clause->kind != CLAUSE_MAIN || !is_pronoun || finder->has_several)
        return ANALYSIS_NONE;
    for (uint32_t i = finder->mentions.from; i < finder->mentions.to; i++) {
        const struct found_mention *mention = &finder->mentions.items[i];
        bool is_person = finder->analysis->referents[mention->referent].kind == ENTITY_PERSON;
        if (mention->from >= clause->from)
            break;
        if (is_person && mention->referent != finder->person)
            return ANALYSIS_NONE;
    }
    return finder->person;
}

/* What one clause claims. */
static void state(struct finder *finder, const struct reading *reading, uint32_t number, uint32_t sentence,
                  bool is_question)
{
    const struct clause *clause = &reading->clauses[number];
    struct found_claim *claim = add_claim(finder);

    claim->sentence = sentence;
    claim->span = token_span(reading->tokens, clause->from, clause->to);
    claim_because(claim, clause_rules[clause->kind], NULL, claim->span);
    struct certainty_cue certainty = certainty_find(reading, number, claim);
    if (is_question) {
        claim->kind = CLAIM_QUESTION;
        claim->certainty = CERTAINTY_UNSTATED;
        claim_because(claim, RULE_QUESTION, NULL, token_span(reading->tokens, reading->to - 1, reading->to));
    } else {
        claim_kind_find(reading, number, &certainty, claim);
    }
    polarity_find(reading, number, certainty.negation, claim);
    condition_find(reading, number, claim);
    if (claim->kind == CLAIM_FORECAST)
        horizon_find(reading, number, finder->options->published_at, claim);
    holder_find(reading, number, &finder->mentions, &finder->speaker, claim);
    roles_find(reading, number, &finder->mentions, claim);
    tags_of_clause(reading, number, finder->options->library, claim);
    uint32_t person = person_of(finder, reading, number);
    if (person != ANALYSIS_NONE && claim->subject_count == 0)
        claim->subjects[claim->subject_count++] = person;
    struct str name = person == ANALYSIS_NONE ? (struct str){0} : finder->analysis->referents[person].name;
    claim->text = restate(finder->arena, &finder->text, reading, number, claim, name);
    claim->confidence = claim_confidence(reading, number, claim);
    put_in_order(finder->analysis);
}

/* All clauses of a question are one, from the last strong mark on. */
static void join_question(struct reading *reading)
{
    uint32_t first = reading->clause_count - 1;
    while (first > 0 && reading->pieces[reading->clauses[first].first].opening != OPENS_BREAK)
        first--;
    struct clause *question = &reading->clauses[first];

    for (uint32_t i = first; i < reading->clause_count; i++) {
        question->to = reading->clauses[i].to > question->to ? reading->clauses[i].to : question->to;
        if (question->verb == READING_NONE && reading->clauses[i].verb != READING_NONE) {
            question->verb = reading->clauses[i].verb;
            question->piece = reading->clauses[i].piece;
        }
        question->behind =
            reading->clauses[i].behind > question->behind ? reading->clauses[i].behind : question->behind;
        question->is_saying = false;
    }
    for (uint32_t i = question->first; i < question->behind; i++)
        reading->pieces[i].clause = first;
    reading->clause_count = first + 1;
}

static void prepare(struct finder *finder, const struct sentence *sentence, struct reading *reading)
{
    *reading =
        (struct reading){.lexicon = finder->options->lexicon,
                         .tokens = &finder->analysis->tokens,
                         .from = sentence->from,
                         .to = sentence->to,
                         .year = finder->year,
                         .words = arena_alloc(&finder->scratch, (sentence->to - sentence->from) * sizeof(struct word))};
    reading->lists = parts_find(reading->lexicon, reading->tokens, reading->from, reading->to, reading->words);
    pieces_find(&finder->scratch, reading);
    subjects_find(reading);
    sayings_find(&finder->scratch, reading);
    clauses_find(&finder->scratch, reading);
}

/* "Thanks, | I will try it": the clause behind what is polite, which has a subject of its own. */
static bool is_behind_thanks(const struct reading *reading, uint32_t number)
{
    struct clause *clause = &reading->clauses[number];
    const struct piece *piece = &reading->pieces[clause->piece];
    if (piece->verb == READING_NONE || reading_part(reading, piece->from) != PART_SUBJECT ||
        piece->from == reading->from)
        return false;
    if (clause->piece > clause->first)
        clause->from = piece->from;
    return true;
}

/* A block of few words without a stop. */
static bool is_heading(const struct finder *finder, const struct sentence *sentence)
{
    const struct block *block = &finder->blocks->items[sentence->block];
    if (block->kind == BLOCK_HEADING)
        return true;
    bool is_alone = block->span.start == sentence->span.start && block->span.end == sentence->span.end;
    const struct token *last = &finder->analysis->tokens.items[sentence->to - 1];
    bool has_stop = last->kind == TOKEN_MARK && (last->mark == '.' || last->mark == '!' || last->mark == '?' ||
                                                 last->mark == ':' || last->mark == '"' || last->mark == MARK_ELLIPSIS);
    return is_alone && !has_stop && sentence->to - sentence->from <= HEADING_TOKENS;
}

static void read_sentence(struct finder *finder, uint32_t number)
{
    const struct sentence *sentence = &finder->analysis->sentences[number];
    struct reading reading;

    if (sentence->from == sentence->to || is_heading(finder, sentence))
        return;
    prepare(finder, sentence, &reading);
    speaker_enter(&finder->speaker, &reading, sentence->block);
    uint32_t start = without_front(&reading, reading.from, reading.to);
    const struct sense *polite = courtesy(&reading, start);
    bool is_question = mark_at(&reading, reading.to - 1) == '?' && reading.clause_count > 0;
    if (is_question)
        join_question(&reading);
    bool is_polite = polite != NULL && polite->value == 1;
    for (uint32_t i = 0; i < reading.clause_count; i++) {
        if (is_polite && !is_behind_thanks(&reading, i))
            continue;
        bool asks = is_question && i + 1 == reading.clause_count;
        trim(&reading, i, asks);
        if (claims_something(&reading, i) || (asks && reading.clauses[i].verb != READING_NONE))
            state(finder, &reading, i, number, asks);
    }
    speaker_note(&finder->speaker, &reading, &finder->mentions, sentence->block);
}

/* The mentions of the sentence; and the one person whom the block has named before it. */
static void move_mentions(struct finder *finder, uint32_t number)
{
    const struct analysis *analysis = finder->analysis;
    const struct sentence *sentence = &analysis->sentences[number];
    bool is_new_block = number == 0 || analysis->sentences[number - 1].block != sentence->block;

    for (uint32_t i = finder->mentions.from; i < finder->mentions.to && !is_new_block; i++) {
        const struct found_mention *mention = &analysis->mentions[i];
        if (mention->is_demonym || analysis->referents[mention->referent].kind != ENTITY_PERSON)
            continue;
        finder->has_several |= finder->person != ANALYSIS_NONE && finder->person != mention->referent;
        finder->person = mention->referent;
    }
    if (is_new_block) {
        finder->person = ANALYSIS_NONE;
        finder->has_several = false;
    }
    finder->mentions.from = finder->mentions.to;
    while (finder->mentions.to < analysis->mention_count && analysis->mentions[finder->mentions.to].to <= sentence->to)
        finder->mentions.to++;
}

void claims_find(struct arena *arena, const struct blocks *blocks, const struct analysis_options *options,
                 struct analysis *analysis)
{
    struct finder finder = {.arena = arena,
                            .blocks = blocks,
                            .options = options,
                            .year =
                                options->published_at == NULL ? 0 : (uint32_t)strtoul(options->published_at, NULL, 10),
                            .analysis = analysis,
                            .mentions = {.items = analysis->mentions},
                            .person = ANALYSIS_NONE,
                            .speaker = {.holder = {.mention = ANALYSIS_NONE}}};

    analysis->claims = NULL;
    analysis->claim_count = 0;
    for (uint32_t i = 0; i < analysis->sentence_count; i++) {
        move_mentions(&finder, i);
        read_sentence(&finder, i);
        arena_reset(&finder.scratch);
    }
    arena_release(&finder.scratch);
    buffer_release(&finder.text);
}
