/* One walk to the left says for each token where the next finite verb of its stretch is; one to the right cuts. */
#include "claimd/piece.h"

#include <string.h>

/* A verb that attributes less often than this is not followed by a clause without "that". */
static const float bare_share = 0.7F;
static const float sure_share = 0.84F;
enum { SUBJECT_TOKENS = 24 };

struct cutter {
    struct reading *reading;
    const struct token *tokens;
    const uint32_t *finite; /* for each token of the sentence: the next finite one with no border between */
    const uint32_t *close;  /* for each token: the one that closes the bracket it opens, READING_NONE: none */
    uint32_t start;         /* of the piece that is open */
    uint32_t front;         /* behind the coordinators and adverbs that it begins with */
    uint32_t verb;          /* its first finite token */
    uint8_t opening;
    char mark;
    bool is_quoted, piece_is_quoted;
};

bool piece_is_quote(const struct token *token)
{
    return token->mark == '"' || token->mark == '\'';
}

bool piece_is_phrase_start(enum part part)
{
    return part == PART_DETERMINER || part == PART_POSSESSIVE || part == PART_SUBJECT || part == PART_DEMONSTRATIVE ||
           part == PART_PRONOUN || part == PART_NOUN || part == PART_ADJECTIVE || part == PART_NAME ||
           part == PART_NUMBER || part == PART_ING;
}

/* Marks and words over which a clause does not go on. Quotation marks, hyphens and signs are none. */
static const bool border_marks[128] = {[','] = true, [';'] = true, [':'] = true, ['('] = true, [')'] = true,
                                       ['['] = true, [']'] = true, ['{'] = true, ['}'] = true, [MARK_DASH] = true};
static const bool border_parts[PART_MARK + 1] = {
    [PART_COORDINATOR] = true, [PART_SUBORDINATOR] = true, [PART_CONTRAST] = true, [PART_OCCASION] = true,
    [PART_RELATIVE] = true,    [PART_QUESTION] = true,     [PART_THAT] = true,
};

/* Words at which nothing begins or ends, unless a clause without "that" does: most. */
static const bool plain_parts[PART_MARK + 1] = {
    [PART_DETERMINER] = true,  [PART_POSSESSIVE] = true, [PART_SUBJECT] = true, [PART_DEMONSTRATIVE] = true,
    [PART_PREPOSITION] = true, [PART_PRONOUN] = true,    [PART_LINKER] = true,  [PART_TO] = true,
    [PART_NOUN] = true,        [PART_NAME] = true,       [PART_NUMBER] = true,  [PART_NOT] = true,
};

static uint32_t *next_finites(struct arena *arena, const struct reading *reading)
{
    uint32_t *finite = arena_alloc(arena, (reading->to - reading->from + 1U) * sizeof *finite);
    uint32_t next = READING_NONE;

    finite[reading->to - reading->from] = READING_NONE;
    for (uint32_t at = reading->to; at-- > reading->from;) {
        const struct word *word = reading_word(reading, at);
        bool is_border = border_parts[word->part] | border_marks[reading->tokens->items[at].mark & 0x7F];
        next = word->is_finite ? at : next;
        next = is_border ? READING_NONE : next;
        finite[at - reading->from] = next;
    }
    return finite;
}

/* Brackets and what closes them; one that nothing closes is no bracket. Any closing one will do: texts mix them. */
static uint32_t *closing_brackets(struct arena *arena, const struct reading *reading)
{
    uint32_t count = reading->to - reading->from;
    uint32_t *close = arena_alloc(arena, (count + 1U) * sizeof *close);
    uint32_t *open = arena_alloc(arena, (count + 1U) * sizeof *open);
    uint32_t depth = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct token *token = &reading->tokens->items[reading->from + i];
        close[i] = READING_NONE;
        if (token->side == 0 || !border_marks[token->mark & 0x7F])
            continue;
        if (token->side > 0) {
            open[depth++] = i;
        } else if (depth > 0) {
            close[open[--depth]] = reading->from + i;
        }
    }
    return close;
}

static uint32_t finite_from(const struct cutter *cutter, uint32_t token)
{
    return token < cutter->reading->to ? cutter->finite[token - cutter->reading->from] : READING_NONE;
}

/* Closes the open piece before token `end` and opens another at `start`. */
static void cut(struct cutter *cutter, uint32_t end, uint32_t start, enum opening opening, char mark)
{
    struct reading *reading = cutter->reading;
    if (end > cutter->start) {
        reading->pieces[reading->piece_count++] = (struct piece){.from = cutter->start,
                                                                 .to = end,
                                                                 .opening = cutter->opening,
                                                                 .mark = cutter->mark,
                                                                 .is_quoted = cutter->piece_is_quoted,
                                                                 .verb = cutter->verb,
                                                                 .clause = READING_NONE};
    }
    cutter->start = start;
    cutter->front = start;
    cutter->opening = (uint8_t)opening;
    cutter->mark = mark;
    cutter->piece_is_quoted = cutter->is_quoted;
    cutter->verb = READING_NONE;
}

static enum opening opening_of(enum part part)
{
    switch (part) {
    case PART_COORDINATOR:
        return OPENS_AND;
    case PART_SUBORDINATOR:
        return OPENS_SUBORDINATE;
    case PART_CONTRAST:
        return OPENS_CONTRAST;
    case PART_OCCASION:
        return OPENS_OCCASION;
    case PART_RELATIVE:
        return OPENS_RELATIVE;
    case PART_QUESTION:
        return OPENS_QUESTION;
    case PART_THAT:
        return OPENS_CONTENT;
    default:
        return OPENS_SENTENCE;
    }
}

/* A verb after which a clause may follow without "that". */
static bool is_content_verb(const struct reading *reading, uint32_t at)
{
    const struct word *word = reading_word(reading, at);
    enum part part = (enum part)word->part;
    if (part != PART_BASE && part != PART_PRESENT && part != PART_PAST && part != PART_PARTICIPLE && part != PART_ING &&
        part != PART_ADJECTIVE)
        return false;
    const struct sense *sense = word_any_sense(word, LEXICON_ATTRIBUTION);
    if (sense == NULL || sense->words > 1 || sense->value > ATTRIBUTION_STATE)
        return false;
    return part != PART_ING || at == reading->from || reading->tokens->items[at - 1].mark == ','; /* ", adding he" */
}

/* Over the one who is told, "on Tuesday" and "in a statement". */
static uint32_t skip_to_content(const struct reading *reading, uint32_t at, bool is_told)
{
    if (is_told) {
        if (reading_part(reading, at) == PART_PRONOUN)
            return at + 1;
        if (reading_part(reading, at) == PART_DETERMINER || reading_part(reading, at) == PART_POSSESSIVE)
            at++; /* "told the board he knew" */
        while (reading_part(reading, at) == PART_NAME || reading_part(reading, at) == PART_NOUN)
            at++;
    }
    if (reading_part(reading, at) == PART_PREPOSITION) {
        at++;
        if (reading_part(reading, at) == PART_DETERMINER || reading_part(reading, at) == PART_POSSESSIVE)
            at++;
        while (reading_part(reading, at) == PART_NOUN || reading_part(reading, at) == PART_NAME)
            at++;
    }
    return at;
}

/* The verb of a clause that could begin at a token. Behind a verb that mostly attributes, its subject may be of two parts ("said
 * rice and beans are") or have something behind it between commas ("said Ruth Lind, the mayor, left"). */
static uint32_t content_verb(const struct cutter *cutter, uint32_t at, float share)
{
    const struct reading *reading = cutter->reading;
    uint32_t finite = finite_from(cutter, at);
    if (finite != READING_NONE || share < sure_share)
        return finite;
    uint32_t commas = 0;
    for (uint32_t end = at + SUBJECT_TOKENS; at < end && at < reading->to; at++) {
        if (reading_part(reading, at) == PART_ING || reading_part(reading, at) == PART_BASE)
            return READING_NONE; /* "adds a dimension by helping A and helping B" */
        if (reading_part(reading, at) == PART_COORDINATOR && commas == 0)
            return finite_from(cutter, at + 1);
        if (cutter->tokens[at].mark == ',' && ++commas == 2)
            return at + 1 < reading->to && reading_word(reading, at + 1)->is_finite ? at + 1 : READING_NONE;
        if (reading_part(reading, at) == PART_MARK && cutter->tokens[at].mark != ',' &&
            cutter->tokens[at].mark != '-' && !piece_is_quote(&cutter->tokens[at]))
            break;
    }
    return READING_NONE;
}

static bool is_behind_adverbs(const struct reading *reading, uint32_t from, uint32_t to)
{
    while (from < to && reading_part(reading, from) == PART_ADVERB)
        from++;
    return from == to;
}

/* Where a clause begins without "that" behind the verb at `verb`; READING_NONE: nowhere. */
static uint32_t bare_content(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    const struct sense *sense = word_any_sense(reading_word(reading, verb), LEXICON_ATTRIBUTION);
    uint32_t at = skip_to_content(reading, verb + 1, sense->value == ATTRIBUTION_TELL);
    bool is_pronoun = reading_part(reading, at) == PART_SUBJECT && sense->value == ATTRIBUTION_THINK;
    if (sense->weight < bare_share && !is_pronoun)
        return READING_NONE;

    uint32_t phrase = at;
    while (reading_part(reading, phrase) == PART_ADVERB)
        phrase++;
    if (phrase >= reading->to ||
        (!piece_is_phrase_start(reading_part(reading, phrase)) && !piece_is_quote(&cutter->tokens[phrase])))
        return READING_NONE;
    uint32_t finite = content_verb(cutter, phrase, sense->weight);
    if (sense->weight < bare_share && finite != READING_NONE && !is_behind_adverbs(reading, phrase + 1, finite))
        return READING_NONE; /* "trust you less than they do" */
    while (at < phrase && piece_is_quote(&cutter->tokens[at]))
        at++;
    if (piece_is_quote(&cutter->tokens[at]))
        at++;
    return finite == READING_NONE || finite == phrase || at >= reading->to ? READING_NONE : at;
}

/* "the piers you see today | are": a relative clause without its pronoun, whose verb is not the piece's. */
static bool is_zero_relative(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    uint32_t at = verb;
    while (at > cutter->start &&
           (reading_part(reading, at - 1) == PART_ADVERB || reading_part(reading, at - 1) == PART_NOT))
        at--;
    return at > cutter->start + 1 && reading_part(reading, at - 1) == PART_SUBJECT &&
           (reading_part(reading, at - 2) == PART_NOUN || reading_part(reading, at - 2) == PART_NAME);
}

/* "If you want more | you could": where the subject of the second verb begins when no comma says so. */
static uint32_t second_subject(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    uint32_t least = cutter->verb + 1;
    uint32_t at = verb;

    while (at > least && reading_part(reading, at - 1) == PART_ADVERB)
        at--;
    if (at > least && reading_part(reading, at - 1) == PART_SUBJECT)
        return at - 1;
    while (at > least && (reading_part(reading, at - 1) == PART_NOUN || reading_part(reading, at - 1) == PART_NAME ||
                          reading_part(reading, at - 1) == PART_ADJECTIVE))
        at--;
    if (at > least &&
        (reading_part(reading, at - 1) == PART_DETERMINER || reading_part(reading, at - 1) == PART_POSSESSIVE))
        at--;
    return at;
}

/* "It is very beautiful | I think." */
static bool is_last_saying(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    const struct sense *sense = word_any_sense(reading_word(reading, verb), LEXICON_ATTRIBUTION);
    bool is_end = verb + 1 >= reading->to || (reading_part(reading, verb + 1) == PART_MARK && verb + 3 >= reading->to);
    return is_end && sense != NULL && sense->value <= ATTRIBUTION_THINK && verb > cutter->start + 2 &&
           reading_part(reading, verb - 1) == PART_SUBJECT;
}

/* "If it rains we stay", "That said, when we began I knew little": no verb has come but that of a piece that only qualifies. */
static bool is_first_aside(const struct cutter *cutter)
{
    const struct reading *reading = cutter->reading;
    if (cutter->opening != OPENS_SUBORDINATE && (cutter->opening != OPENS_OCCASION || cutter->mark == '\0'))
        return cutter->opening == OPENS_OCCASION && reading->piece_count == 0;
    for (uint32_t i = 0; i < reading->piece_count; i++) {
        if (reading->pieces[i].verb != READING_NONE)
            return false;
    }
    return true;
}

/* "If it rained | would the roof hold?" */
static bool is_asking(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    enum part part = reading_part(reading, verb);
    enum part next = reading_part(reading, verb + 1);
    return cutter->tokens[reading->to - 1].mark == '?' && part != PART_PRESENT && part != PART_PAST &&
           (next == PART_DETERMINER || next == PART_POSSESSIVE || next == PART_SUBJECT || next == PART_NAME);
}

/* A finite verb in a piece that has one already. */
static void second_finite(struct cutter *cutter, uint32_t at)
{
    if (cutter->opening == OPENS_RELATIVE || cutter->opening == OPENS_CONTENT || cutter->opening == OPENS_QUESTION) {
        uint32_t start = at;
        while (start > cutter->start + 1 && reading_part(cutter->reading, start - 1) == PART_ADVERB)
            start--;
        cut(cutter, start, start, OPENS_VERB, '\0');
        cutter->verb = at;
    } else if (is_last_saying(cutter, at)) {
        cut(cutter, at - 1, at - 1, OPENS_COMMA, '\0');
        cutter->verb = at;
    } else if (is_first_aside(cutter)) {
        uint32_t start = is_asking(cutter, at) ? at : second_subject(cutter, at);
        cut(cutter, start, start, OPENS_COMMA, '\0');
        cutter->verb = at;
    } else if (is_zero_relative(cutter, cutter->verb)) {
        cutter->verb = at;
    }
}

static bool is_dash(const struct cutter *cutter, uint32_t at)
{
    const struct token *token = &cutter->tokens[at];
    if (token->mark == MARK_DASH && !token->is_spaced && reading_part(cutter->reading, at + 1) == PART_NUMBER)
        return false; /* "97%–98%" */
    return token->mark == MARK_DASH ||
           (token->mark == '-' && token->is_spaced && at + 1 < cutter->reading->to && token[1].is_spaced);
}

/* Whether the verb stands right before the comma that opens: "is, perhaps,", "has, however,". */
static bool part_of_verb_group(const struct reading *reading, uint32_t verb, uint32_t at, bool is_first)
{
    uint32_t before = is_first ? at - 1 : at - 3;
    enum part part = reading_part(reading, before);
    return before == verb && (part == PART_BE || part == PART_HAVE || part == PART_DO || part == PART_MODAL);
}

/* The first or second comma of "is, perhaps, not": around an adverb, where no clause begins behind it. */
static bool is_put_in(const struct cutter *cutter, uint32_t at)
{
    const struct reading *reading = cutter->reading;
    bool is_first =
        at + 3 < reading->to && reading_part(reading, at + 1) == PART_ADVERB && cutter->tokens[at + 2].mark == ',';
    bool is_second =
        at > reading->from + 2 && reading_part(reading, at - 1) == PART_ADVERB && cutter->tokens[at - 2].mark == ',';
    uint32_t behind = is_first ? at + 3 : at + 1;
    if ((!is_first && !is_second) || cutter->verb == READING_NONE || behind >= reading->to)
        return false;
    enum part next = reading_part(reading, behind);
    uint32_t finite = finite_from(cutter, behind);
    bool goes_on = finite == READING_NONE || (finite == behind && next == PART_PAST); /* "is, however, closed" */
    return part_of_verb_group(reading, cutter->verb, at, is_first) && goes_on && next != PART_COORDINATOR;
}

/* A mark, which may cut; returns the token to go on with. */
static uint32_t at_mark(struct cutter *cutter, uint32_t at)
{
    const struct token *token = &cutter->tokens[at];
    uint32_t close = cutter->close[at - cutter->reading->from];

    if (token->mark == '"')
        cutter->is_quoted = token->side > 0 || (token->side == 0 && !cutter->is_quoted);
    if (piece_is_quote(token) && cutter->start == at) {
        cutter->start++;
        cutter->front = cutter->start;
        cutter->piece_is_quoted = cutter->is_quoted;
    }
    if (close != READING_NONE && close > at + 1) {
        enum opening opening = cutter->start == at ? (enum opening)cutter->opening : OPENS_AGAIN;
        cut(cutter, at, at, OPENS_BRACKET, token->mark);
        cut(cutter, close + 1, close + 1, opening, ')');
        return close + 1;
    }
    if (token->mark == ',' && is_put_in(cutter, at))
        return at + 1;
    if (token->mark == ',') {
        cut(cutter, at, at + 1, OPENS_COMMA, ',');
    } else if (token->mark == ';' || token->mark == ':' || is_dash(cutter, at)) {
        cut(cutter, at, at + 1, OPENS_BREAK, token->mark);
    }
    return at + 1;
}

/* A word that opens a piece. "By which" begins with its preposition. */
static void at_opener(struct cutter *cutter, uint32_t at)
{
    enum part part = reading_part(cutter->reading, at);
    enum opening opening = opening_of(part);
    uint32_t start = at;

    if ((opening == OPENS_RELATIVE || opening == OPENS_QUESTION) && at > cutter->start &&
        reading_part(cutter->reading, at - 1) == PART_PREPOSITION)
        start--;
    if (start <= cutter->front) { /* "and if": the second says more */
        if (cutter->opening == OPENS_SENTENCE || cutter->opening == OPENS_COMMA || cutter->opening == OPENS_BREAK ||
            cutter->opening == OPENS_AND)
            cutter->opening = (uint8_t)opening;
        return;
    }
    cut(cutter, start, start, opening, '\0');
}

/* "If it rains or snows here | we stay": no comma says that the condition has ended. */
static bool is_main_subject(const struct cutter *cutter, uint32_t verb)
{
    const struct reading *reading = cutter->reading;
    if (reading->piece_count == 0 || reading->pieces[0].opening != OPENS_SUBORDINATE ||
        (cutter->opening != OPENS_AND && cutter->opening != OPENS_AGAIN) || cutter->mark == ',' ||
        reading_part(reading, verb - 1) != PART_SUBJECT || verb < cutter->start + 3)
        return false;
    for (uint32_t i = 1; i < reading->piece_count; i++) {
        if (reading->pieces[i].opening == OPENS_COMMA)
            return false;
    }
    return true;
}

/* "If it rains | then we stay" */
static bool is_then(const struct cutter *cutter, uint32_t at)
{
    const struct reading *reading = cutter->reading;
    uint8_t first = reading->piece_count == 0 ? cutter->opening : reading->pieces[0].opening;
    return first == OPENS_SUBORDINATE && at > cutter->start && cutter->mark != ',' &&
           str_equal_nocase(reading_text(reading, at), STR("then")) && finite_from(cutter, at) != READING_NONE;
}

static void at_finite(struct cutter *cutter, uint32_t at)
{
    if (is_main_subject(cutter, at))
        cut(cutter, at - 1, at - 1, OPENS_COMMA, '\0');
    if (cutter->verb == READING_NONE) {
        cutter->verb = at;
    } else {
        second_finite(cutter, at);
    }
}

/* A word at which nothing begins or ends. */
static bool is_plain(const struct cutter *cutter, uint32_t at)
{
    const struct word *word = reading_word(cutter->reading, at);
    return plain_parts[word->part] && !word->is_finite && !is_then(cutter, at);
}

void pieces_find(struct arena *arena, struct reading *reading)
{
    struct cutter cutter = {.reading = reading,
                            .tokens = reading->tokens->items,
                            .finite = next_finites(arena, reading),
                            .close = closing_brackets(arena, reading),
                            .start = reading->from,
                            .front = reading->from,
                            .verb = READING_NONE,
                            .opening = OPENS_SENTENCE};
    uint32_t content = READING_NONE;

    reading->pieces = arena_alloc(arena, (reading->to - reading->from + 1U) * sizeof *reading->pieces);
    reading->piece_count = 0;
    for (uint32_t at = reading->from; at < reading->to;) {
        const struct word *word = reading_word(reading, at);
        if (word->part == PART_MARK) {
            at = at_mark(&cutter, at);
            continue;
        }
        if (at != content && is_plain(&cutter, at)) {
            at++;
            continue;
        }
        if (is_then(&cutter, at)) {
            cut(&cutter, at, at, OPENS_COMMA, '\0');
        } else if (at == content && cutter.start < at) {
            cut(&cutter, at, at, OPENS_CONTENT, '\0');
        } else if (opening_of((enum part)word->part) != OPENS_SENTENCE) {
            at_opener(&cutter, at);
        }
        if (word->is_finite)
            at_finite(&cutter, at);
        if (cutter.front == at && (word->part == PART_COORDINATOR || word->part == PART_ADVERB))
            cutter.front++;
        if (is_content_verb(reading, at))
            content = bare_content(&cutter, at);
        at++;
    }
    cut(&cutter, reading->to, reading->to, OPENS_SENTENCE, '\0');
}
