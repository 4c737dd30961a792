/* One walk over the pieces, each of which begins a clause or goes to one that is open. Two can be open: `current`, and
 * `outer`, in whose middle or at whose end it stands ("the fields, which were shut, hold"). */
#include "claimd/clause.h"

#include "claimd/joint.h"
#include "claimd/piece.h"
#include "claimd/subject.h"

struct builder {
    struct reading *reading;
    uint32_t current, outer;
    uint32_t *above; /* sayings in whose content the walk is, the innermost last */
    uint32_t above_count;
    const uint32_t *saying_of;  /* piece → the saying that it is */
    const uint32_t *content_of; /* piece → the saying whose content begins with it */
};

static struct clause *clause_at(const struct builder *builder, uint32_t clause)
{
    return &builder->reading->clauses[clause];
}

static bool has_verb(const struct builder *builder, uint32_t clause)
{
    return clause != READING_NONE && clause_at(builder, clause)->verb != READING_NONE;
}

/* The clause that a piece behind a comma goes on with when it is not one of its own. */
static uint32_t target_of(const struct builder *builder)
{
    if (builder->current != READING_NONE && clause_at(builder, builder->current)->kind == CLAUSE_RELATIVE &&
        !has_verb(builder, builder->current))
        return builder->current; /* "the king, who, | being old, | held" */
    return builder->outer != READING_NONE && !has_verb(builder, builder->outer) ? builder->outer : builder->current;
}

static void take(struct builder *builder, uint32_t clause, uint32_t number, bool is_aside)
{
    struct piece *piece = &builder->reading->pieces[number];
    struct clause *taker = clause_at(builder, clause);

    piece->clause = clause;
    piece->is_aside = is_aside;
    taker->to = piece->to;
    taker->behind = number + 1;
    if (!is_aside && piece->verb != READING_NONE && (taker->verb == READING_NONE || piece->opening == OPENS_VERB)) {
        taker->verb = piece->verb;
        taker->piece = number;
    }
    if (clause == builder->outer) {
        builder->current = clause;
        builder->outer = READING_NONE;
    }
}

static struct clause *begin(struct builder *builder, enum clause_kind kind, uint32_t number)
{
    struct reading *reading = builder->reading;
    uint32_t clause = reading->clause_count++;

    reading->clauses[clause] =
        (struct clause){.from = reading->pieces[number].from,
                        .kind = (uint8_t)kind,
                        .first = number,
                        .piece = number,
                        .verb = READING_NONE,
                        .saying = builder->above_count == 0 ? READING_NONE : builder->above[builder->above_count - 1]};
    builder->outer = kind == CLAUSE_RELATIVE || kind == CLAUSE_EXPLAINS ? builder->current : READING_NONE;
    builder->current = clause;
    take(builder, clause, number, false);
    if (joint_is_correlative(reading, number)) { /* the second "the more" states it */
        reading->pieces[number].is_aside = true;
        reading->clauses[clause].verb = READING_NONE;
    }
    return &reading->clauses[clause];
}

/* A piece behind a comma alone. */
static void take_comma(struct builder *builder, uint32_t number)
{
    struct reading *reading = builder->reading;
    const struct piece *piece = &reading->pieces[number];
    enum part first = reading_part(reading, piece->from);
    uint32_t target = target_of(builder);

    if (piece->verb != READING_NONE) {
        if (has_verb(builder, target)) {
            begin(builder, CLAUSE_MAIN, number);
        } else {
            take(builder, target, number, false);
        }
        return;
    }
    if (builder->outer != READING_NONE && first == PART_PREPOSITION && number > 0) {
        take(builder, builder->outer, number, false); /* "two men, who are suspects, at a flat" */
    } else if (joint_is_negative(reading, piece->from) && has_verb(builder, target) &&
               !str_ends(reading_text(reading, piece->from + 1), STR("ing"))) { /* "not including" */
        begin(builder, CLAUSE_REST, number);
    } else if (joint_is_apposition(reading, number)) {
        const struct piece *before = joint_explained(reading, number);
        struct clause *clause = begin(builder, CLAUSE_EXPLAINS, number);
        clause->from = subject_phrase(reading, before->from, before->to);
        clause->subject_from = clause->from;
        clause->subject_to = before->to;
    } else {
        bool is_item = joint_is_listed(reading, number) && has_verb(builder, builder->current);
        take(builder, is_item ? builder->current : target, number, first == PART_ING || first == PART_PARTICIPLE);
    }
}

/* "If it is not, and prices rise, firms could close": goes on with the first piece, since the clause follows. */
static bool is_condition_again(const struct builder *builder, uint32_t number)
{
    const struct piece *pieces = builder->reading->pieces;
    return number == 1 && pieces[0].is_aside && pieces[0].opening == OPENS_SUBORDINATE &&
           number + 1 < builder->reading->piece_count && pieces[2].opening == OPENS_COMMA &&
           pieces[2].verb != READING_NONE;
}

/* "The support I had from this city | and this state was": the verb that has come is of such a clause, at the noun phrase that the
 * clause begins with. */
static bool is_only_relative(const struct builder *builder, uint32_t target)
{
    const struct reading *reading = builder->reading;
    const struct clause *clause = clause_at(builder, target);
    const struct piece *piece = &reading->pieces[clause->piece];
    if (clause->verb != piece->verb || piece->verb == READING_NONE || piece->from != clause->from)
        return false;
    uint32_t noun = joint_zero_relative(reading, piece->from, piece->verb);
    return noun != READING_NONE && subject_phrase(reading, piece->from, noun + 1) == piece->from &&
           reading_part(reading, piece->from) == PART_DETERMINER &&
           reading_part(reading, piece->verb - 1) == PART_SUBJECT;
}

static void take_and(struct builder *builder, uint32_t number)
{
    const struct piece *pieces = builder->reading->pieces;
    const struct piece *piece = &pieces[number];
    const struct piece *before = &pieces[number - 1];
    uint32_t target = piece->mark == ',' ? target_of(builder) : builder->current;

    if (piece->mark != ',' && joint_is_zero_relative(builder->reading, piece)) {
        take(builder, target, number, true);
        return;
    }
    if (piece->verb == READING_NONE && piece->mark == ',' && joint_is_negative(builder->reading, piece->from + 1) &&
        has_verb(builder, target)) {
        begin(builder, CLAUSE_REST, number); /* ", but not B" */
        return;
    }
    bool is_order = piece->verb == READING_NONE && piece->mark == ',' && has_verb(builder, target) &&
                    reading_part(builder->reading, piece->from + 1) == PART_BASE &&
                    str_equal_nocase(reading_text(builder->reading, piece->from), STR("so")); /* ", so ignore it" */
    if (is_order || (joint_is_joined_subject(builder->reading, number) && has_verb(builder, target)) ||
        (joint_is_subject_alone(builder->reading, number) && has_verb(builder, target))) {
        begin(builder, CLAUSE_MAIN, number);
    } else if (is_condition_again(builder, number)) {
        take(builder, target, number, true);
    } else if (piece->verb == READING_NONE || (before->is_aside && piece->mark != ',')) {
        take(builder, target, number, before->is_aside);
    } else if (!has_verb(builder, target)) {
        take(builder, target, number, false);
    } else if (piece->mark != ',' && is_only_relative(builder, target)) {
        clause_at(builder, target)->verb = READING_NONE;
        take(builder, target, number, false);
    } else {
        bool is_relative = clause_at(builder, builder->current)->kind == CLAUSE_RELATIVE && piece->mark != ',';
        begin(builder, is_relative ? CLAUSE_RELATIVE : CLAUSE_MAIN, number);
    }
}

/* Behind a semicolon, a colon or a dash. A dash before the verb has come begins something put in between. */
static void take_break(struct builder *builder, uint32_t number)
{
    bool is_clause = joint_is_verb_coming(builder->reading, number);
    uint32_t target = target_of(builder);

    if (is_clause && (has_verb(builder, target) || joint_is_dateline(builder->reading, number) ||
                      joint_is_label(builder->reading, number))) {
        begin(builder, CLAUSE_MAIN, number);
    } else if (joint_is_named_between(builder->reading, number)) {
        begin(builder, CLAUSE_RELATIVE, number);
    } else if (builder->reading->pieces[number].verb != READING_NONE &&
               joint_is_put_between(builder->reading, number)) {
        begin(builder, CLAUSE_MAIN, number);
        builder->outer = target;
    } else {
        take(builder, target, number, !is_clause && !has_verb(builder, target));
    }
}

/* which, who; when and where behind a comma. */
static void take_relative(struct builder *builder, uint32_t number)
{
    const struct piece *piece = &builder->reading->pieces[number];
    bool is_joined = reading_part(builder->reading, piece->from) == PART_COORDINATOR && number > 0 &&
                     clause_at(builder, builder->current)->kind == CLAUSE_RELATIVE; /* "which A but which B" */
    bool is_when = piece->opening == OPENS_OCCASION && !has_verb(builder, builder->current) &&
                   joint_is_verb_coming(builder->reading, number + 1) &&
                   str_equal_nocase(reading_text(builder->reading, piece->from), STR("when"));
    bool is_bare = piece->opening == OPENS_RELATIVE && piece->to == piece->from + 1 &&
                   number + 2 < builder->reading->piece_count && piece[1].verb == READING_NONE &&
                   piece[2].opening == OPENS_COMMA && piece[2].verb == piece[2].from;
    bool is_own = !is_when && (piece->mark == ',' || joint_is_dash(piece->mark) || is_joined) &&
                  (piece->verb != READING_NONE || is_bare) && number > 0;

    if (is_own) {
        begin(builder, CLAUSE_RELATIVE, number);
    } else if (joint_is_named_between(builder->reading, number - 1)) {
        take(builder, builder->current, number, false);
    } else {
        take(builder, builder->current, number, true);
    }
}

/* "GNP (the value of …)": what a bracket explains is a clause of its own, in the middle of the one that is open. */
static void take_bracket(struct builder *builder, uint32_t number)
{
    struct reading *reading = builder->reading;
    struct piece *piece = &reading->pieces[number];
    const struct piece *before = &reading->pieces[number - 1];
    uint32_t current = builder->current;
    uint32_t outer = builder->outer;
    bool explains = number > 0 && piece->to > piece->from + 4 && joint_is_article(reading, piece->from + 1) &&
                    reading_part(reading, piece->from + 2) != PART_NAME && /* "a palace (the Alhambra)" */
                    before->to == piece->from && joint_is_noun(reading_part(reading, before->to - 1));

    if (explains) {
        struct clause *clause = begin(builder, CLAUSE_EXPLAINS, number);
        clause->from = subject_phrase(reading, before->from, before->to);
        clause->subject_from = clause->from;
        clause->subject_to = before->to;
        builder->current = current;
        builder->outer = outer;
        return;
    }
    take(builder, current, number, true);
}

/* "it is likely | that", "there is no chance | that": what is likely is what is stated. */
static bool is_extraposed(const struct builder *builder, uint32_t number)
{
    const struct reading *reading = builder->reading;
    const struct clause *clause = clause_at(builder, builder->current);
    if (clause->verb == READING_NONE || reading_part(reading, clause->verb) != PART_BE || clause->verb == reading->from)
        return false;
    struct str subject = token_words(reading->tokens, clause->verb - 1, clause->verb);
    (void)number;
    return str_equal_nocase(subject, STR("it")) || str_equal_nocase(subject, STR("there"));
}

/* Without a comma it is about time: "while I am mayor". */
static bool is_while(const struct reading *reading, const struct piece *piece)
{
    return str_equal_nocase(reading_text(reading, piece->from), STR("while"));
}

/* "A is known, but how it works is not": no list of questions. */
static bool is_joined_question(const struct builder *builder, uint32_t number)
{
    const struct piece *piece = &builder->reading->pieces[number];
    return piece->mark == ',' && piece->verb != READING_NONE && has_verb(builder, builder->current) &&
           reading_part(builder->reading, piece->from) == PART_COORDINATOR &&
           builder->reading->pieces[number - 1].opening != OPENS_QUESTION;
}

static void take_other(struct builder *builder, uint32_t number)
{
    const struct piece *piece = &builder->reading->pieces[number];

    switch (piece->opening) {
    case OPENS_SUBORDINATE:
        if (joint_is_joined_condition(builder->reading, number)) {
            begin(builder, CLAUSE_MAIN, number)->verb = READING_NONE;
            builder->reading->pieces[number].is_aside = true;
            break;
        }
        take(builder, piece->mark == ',' ? target_of(builder) : builder->current, number, true);
        break;
    case OPENS_CONTRAST:
        if (piece->verb != READING_NONE && has_verb(builder, target_of(builder)) &&
            (piece->mark == ',' || !is_while(builder->reading, piece))) {
            begin(builder, CLAUSE_MAIN, number);
        } else if (number > 1 &&
                   joint_is_subject_alone(builder->reading, number - 1)) { /* ", and the walls, though old, held" */
            uint32_t target = target_of(builder);
            begin(builder, CLAUSE_MAIN, number);
            builder->outer = target;
        } else {
            take(builder, target_of(builder), number, true);
        }
        break;
    case OPENS_CONTENT:
        if (builder->above_count > 0 && reading_part(builder->reading, piece->from) == PART_COORDINATOR) {
            begin(builder, CLAUSE_MAIN, number); /* "said that A and that B" */
            break;
        }
        take(builder, builder->current, number, !is_extraposed(builder, number));
        break;
    case OPENS_QUESTION:
        if (is_joined_question(builder, number)) {
            begin(builder, CLAUSE_MAIN, number);
            break;
        }
        take(builder, builder->current, number, /* "Asked if she would, | the mayor said" */
             has_verb(builder, builder->current) ||
                 (number == 1 && reading_part(builder->reading, builder->reading->from) == PART_PARTICIPLE));
        break;
    case OPENS_BRACKET:
        take_bracket(builder, number);
        break;
    case OPENS_AGAIN:
        if (piece->to == piece->from + 1 && reading_part(builder->reading, piece->from) == PART_MARK)
            break; /* the full stop */
        take(builder, builder->current, number, joint_is_again_aside(builder->reading, number));
        break;
    default:
        take(builder, builder->current, number, false);
        break;
    }
}

/* A saying that stands behind what it says, or in its middle. */
static bool take_saying(struct builder *builder, uint32_t number)
{
    struct reading *reading = builder->reading;
    uint32_t saying = builder->saying_of[number];
    if (saying == READING_NONE || reading->sayings[saying].first > number)
        return false;

    uint32_t target = target_of(builder);
    uint32_t start = reading->pieces[reading->sayings[saying].first].from;
    for (uint32_t i = reading->clause_count; i-- > 0 && reading->clauses[i].from >= start;) {
        if (reading->clauses[i].saying == READING_NONE)
            reading->clauses[i].saying = saying;
    }
    if (reading->sayings[saying].behind > number) { /* in the same piece: "it is so according to her" */
        return false;
    }
    if (!has_verb(builder, target)) {
        clause_at(builder, target)->saying = saying;
        take(builder, target, number, true);
    } else {
        begin(builder, CLAUSE_MAIN, number)->is_saying = true;
    }
    return true;
}

/* The open clause is what somebody says, where its verb says so; ", ruling that" behind its verb is no part of it. */
static void end_saying(struct builder *builder, const struct saying *saying)
{
    const struct piece *piece = &builder->reading->pieces[saying->piece];
    if (builder->current == READING_NONE || piece->clause != builder->current)
        return;
    struct clause *clause = clause_at(builder, builder->current);
    uint32_t own = builder->saying_of[clause->piece]; /* "reported, citing officials, that" */
    bool is_own = own != READING_NONE && builder->reading->sayings[own].first == saying->first;
    if (!is_own && piece->is_aside && piece->mark == ',' && clause->verb != READING_NONE &&
        clause->piece < saying->piece && reading_part(builder->reading, piece->from) == PART_ING) {
        clause->to = piece->from;
    } else {
        clause->is_saying = true;
    }
}

static void take_piece(struct builder *builder, uint32_t number)
{
    struct reading *reading = builder->reading;
    uint32_t content = builder->content_of[number];

    while (builder->above_count > 0 && reading->sayings[builder->above[builder->above_count - 1]].behind <= number)
        builder->above_count--;
    if (content != READING_NONE)
        builder->above[builder->above_count++] = content;

    if (take_saying(builder, number))
        return;
    if (content != READING_NONE) {
        end_saying(builder, &reading->sayings[content]);
        bool is_split = number == 2 && builder->current == 0 && reading->pieces[0].is_quoted &&
                        reading->pieces[0].is_aside && reading->pieces[0].opening == OPENS_SUBORDINATE;
        struct clause *clause = begin(builder, CLAUSE_MAIN, number);
        if (is_split) { /* "“If you want it,” he said, “you …" */
            clause->first = 0;
            clause->from = reading->pieces[0].from;
            reading->pieces[0].clause = builder->current;
        }
        return;
    }
    switch (reading->pieces[number].opening) {
    case OPENS_COMMA:
        take_comma(builder, number);
        break;
    case OPENS_AND:
        take_and(builder, number);
        break;
    case OPENS_BREAK:
        take_break(builder, number);
        break;
    case OPENS_RELATIVE:
    case OPENS_OCCASION:
        take_relative(builder, number);
        break;
    default:
        take_other(builder, number);
        break;
    }
}

/* A first piece that only qualifies what comes: "If …,". "Although …," is a clause of its own. */
static void take_first(struct builder *builder)
{
    struct piece *piece = &builder->reading->pieces[0];
    struct clause *clause = begin(builder, CLAUSE_MAIN, 0);
    bool is_aside = piece->opening == OPENS_SUBORDINATE || piece->opening == OPENS_OCCASION ||
                    joint_is_inverted_condition(builder->reading) || joint_is_phrase_with_clause(builder->reading) ||
                    (piece->opening == OPENS_CONTRAST && piece->verb == READING_NONE);
    if (is_aside) {
        piece->is_aside = true;
        clause->verb = READING_NONE;
    }
    if (piece->opening == OPENS_QUESTION && joint_is_bare_coming(builder->reading))
        clause->verb = READING_NONE; /* "Whether it works, as they say, | is not known" */
}

/* "Perhaps because readers rarely complain.": a reason that stands for itself. */
static void state_reason(struct reading *reading)
{
    struct piece *piece = &reading->pieces[0];
    struct clause *clause = &reading->clauses[0];
    uint32_t at = piece->from;
    if (reading_part(reading, at) == PART_ADVERB)
        at++;
    if (reading->clause_count > 1 || clause->verb != READING_NONE || piece->opening != OPENS_SUBORDINATE ||
        !str_equal_nocase(reading_text(reading, at), STR("because")))
        return;
    piece->is_aside = false;
    clause->verb = piece->verb;
}

/* A form that somebody is told to do something by; not "turns out", nor "were", nor "began" behind an adverb ("So began"). */
static bool is_told(const struct reading *reading, const struct piece *piece)
{
    const struct word *word = reading_word(reading, piece->verb);
    if (word->part == PART_HAVE || word->part == PART_MODAL || word->part == PART_BE) {
        return str_equal_nocase(reading_text(reading, piece->verb), STR("be")) ||
               str_equal_nocase(reading_text(reading, piece->verb), STR("have"));
    }
    const struct sense *sense = word->part == PART_PRESENT ? word_any_sense(word, LEXICON_VERBS) : NULL;
    for (; sense != NULL; sense = sense_behind(sense)) {
        if (sense->list == LEXICON_VERBS && sense->words == 1 && sense->value == FORM_THIRD)
            return false;
    }
    return word->part != PART_PAST || piece->verb == piece->from ||
           reading_part(reading, piece->verb - 1) != PART_ADVERB;
}

bool clause_is_command(const struct reading *reading, const struct clause *clause)
{
    const struct piece *piece = &reading->pieces[clause->piece];
    if (clause->kind != CLAUSE_MAIN)
        return false;
    if ((piece->from <= clause->from || piece->opening == OPENS_QUESTION) &&
        reading_part(reading, clause->from) == PART_BASE)
        return true;
    return piece->verb != READING_NONE && piece->subject_from == piece->subject_to && piece->verb <= piece->from + 1 &&
           is_told(reading, piece);
}

void clauses_find(struct arena *arena, struct reading *reading)
{
    uint32_t *saying_of = arena_alloc(arena, (reading->piece_count + 1U) * sizeof *saying_of);
    uint32_t *content_of = arena_alloc(arena, (reading->piece_count + 1U) * sizeof *content_of);
    uint32_t *above = arena_alloc(arena, (reading->saying_count + 1U) * sizeof *above);
    struct builder builder = {reading, READING_NONE, READING_NONE, above, 0, saying_of, content_of};

    for (uint32_t i = 0; i <= reading->piece_count; i++)
        saying_of[i] = content_of[i] = READING_NONE;
    for (uint32_t i = 0; i < reading->saying_count; i++) {
        const struct saying *saying = &reading->sayings[i];
        if (saying->is_whole)
            continue;
        if (saying->first == saying->behind)
            continue;
        saying_of[saying->piece] = i;
        if (saying->first > saying->piece && saying->first < reading->piece_count)
            content_of[saying->first] = i;
    }
    reading->clauses = arena_alloc(arena, (reading->piece_count + 1U) * sizeof *reading->clauses);
    reading->clause_count = 0;
    if (reading->piece_count == 0)
        return;
    take_first(&builder);
    for (uint32_t i = 1; i < reading->piece_count; i++)
        take_piece(&builder, i);
    state_reason(reading);
}
