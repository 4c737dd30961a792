/* The cues are words of the list `beside` around the capital; each function looks at one side. Positions are tokens. */
#include "claimd/metonym.h"

enum { BACK = 5 }; /* words before a preposition among which a noun like "cooperation" may stand */

static const struct token *token_at(const struct run *run, uint32_t at)
{
    return at >= run->begin && at < run->end ? &run->tokens->items[at] : NULL;
}

static bool is_used(const struct run *run, uint32_t at, enum beside_use use)
{
    const struct token *token = token_at(run, at);
    return token != NULL && (token->shape == SHAPE_LOWER || at == run->begin) &&
           word_beside(run->lexicon, run->tokens, at, use) != NULL;
}

static bool ends_in(const struct run *run, uint32_t at, const char *ending)
{
    const struct token *token = token_at(run, at);
    return token != NULL && token->shape == SHAPE_LOWER &&
           str_ends(token_words(run->tokens, at, at + 1), str_of(ending));
}

static bool is_word(const struct run *run, uint32_t at, const char *word)
{
    return token_at(run, at) != NULL && word_is(run->tokens, at, str_of(word));
}

/* Whether one of the `BACK` words before `at` has the use. */
static bool is_used_before(const struct run *run, uint32_t at, enum beside_use use)
{
    for (uint32_t i = 1; i <= BACK && at >= run->begin + i; i++) {
        if (run->tokens->items[at - i].kind == TOKEN_MARK && run->tokens->items[at - i].mark != '-')
            return false;
        if (is_used(run, at - i, use))
            return true;
    }
    return false;
}

/* Behind the name, and behind "and" with another capital or country: where its verb would stand. */
static uint32_t behind_pair(const struct run *run, uint32_t at)
{
    if (!is_word(run, at, "and") || token_at(run, at + 1) == NULL || !word_is_capital(token_at(run, at + 1)))
        return at;
    struct word other = word_look(run->lexicon, run->tokens, at + 1);
    return other.seat != NULL || (other.kinds & WORD_KIND(ENTITY_PLACE)) != 0 ? at + 1 + other.term_words : at;
}

static bool is_adverb(const struct run *run, uint32_t at)
{
    static const char *const adverbs[] = {"not",   "n't", "also",    "never", "always",
                                          "still", "now", "already", "long",  "ever"};
    for (size_t i = 0; i < COUNT(adverbs); i++) {
        if (is_word(run, at, adverbs[i]))
            return true;
    }
    return ends_in(run, at, "ly");
}

/* Whether the name stands in a list of more than two: "Bonn, Paris and Rome". */
static bool is_listed(const struct run *run, const struct name *name, uint32_t verb)
{
    const struct token *items = run->tokens->items;
    uint32_t at = name->from;

    if (verb == name->to && at >= run->begin + 2 && is_word(run, at - 1, "and")) {
        at -= 2; /* the last of them */
    } else if (verb == name->to) {
        return false;
    }
    return at >= run->begin + 2 && items[at - 1].mark == ',' && word_is_capital(&items[at - 2]);
}

/* A verb at `at` that a place does not do. */
static bool is_act(const struct run *run, uint32_t at)
{
    if (is_used(run, at, BESIDE_ACT))
        return true;
    if (!is_used(run, at, BESIDE_AUXILIARY))
        return false;
    bool is_being =
        is_word(run, at, "is") || is_word(run, at, "was") || is_word(run, at, "are") || is_word(run, at, "were");
    while (is_adverb(run, at + 1))
        at++;
    if (is_being) {
        return is_used(run, at + 1, BESIDE_ACT) || is_word(run, at + 1, "willing") || is_word(run, at + 1, "ready") ||
               is_word(run, at + 1, "keen") || is_word(run, at + 1, "unlikely") || is_word(run, at + 1, "likely");
    }
    return ends_in(run, at + 1, "ed") || is_used(run, at + 1, BESIDE_ACT) || is_word(run, at + 1, "been") ||
           is_word(run, at + 1, "to") || is_word(run, at + 1, "be");
}

/* The subject of a verb: nothing before it that makes it a part of something else. */
static bool by_verb(const struct run *run, struct name *name)
{
    uint32_t verb = behind_pair(run, name->to);
    uint32_t before = name->from - 1;

    if (is_listed(run, name, verb))
        return false;
    if (!is_act(run, verb) && !is_act(run, name->to))
        return false;
    if (name->from > run->begin && (is_used(run, before, BESIDE_INSIDE) || is_used(run, before, BESIDE_MAYBE_INSIDE) ||
                                    is_used(run, before, BESIDE_OF) || is_used(run, before, BESIDE_TOWARD)))
        return false;
    name->cue_from = is_act(run, verb) ? verb : name->to;
    name->cue_to = name->cue_from + 1;
    return true;
}

/* "Beijing's economic strength", "the Beijing government". */
static bool by_possession(const struct run *run, struct name *name)
{
    enum { WORDS = 3 };
    uint32_t at = name->to;
    bool is_possessive =
        token_at(run, at) != NULL && (word_is_possessive(run->tokens, at) || token_at(run, at)->mark == '\'');

    if (!is_possessive) {
        if (!is_word(run, at, "government") && !is_word(run, at, "regime") && !is_word(run, at, "authorities") &&
            !is_word(run, at, "leadership"))
            return false;
        name->cue_from = at;
        name->cue_to = at + 1;
        return true;
    }
    for (uint32_t i = at + 1; i <= at + WORDS; i++) {
        if (!is_used(run, i, BESIDE_POLICY))
            continue;
        name->cue_from = i;
        name->cue_to = i + 1;
        return true;
    }
    name->metonym = METONYM_MAYBE;
    return false;
}

/* "cooperation with Beijing", "pressure on Moscow", "backed by Tehran", "pro-Beijing". */
static bool by_dealing(const struct run *run, struct name *name)
{
    uint32_t before = name->from - 1;

    if (name->from == run->begin)
        return false;
    if (run->tokens->items[before].mark == '-' && name->from >= run->begin + 2 &&
        (is_word(run, before - 1, "pro") || is_word(run, before - 1, "anti"))) {
        name->cue_from = before - 1;
        name->cue_to = before;
        return true;
    }
    if (is_word(run, before, "and") && name->from >= run->begin + 3)
        before -= 2; /* "between Moscow and Beijing" */
    if (!is_used(run, before, BESIDE_TOWARD))
        return false;
    name->cue_from = before;
    name->cue_to = before + 1;
    name->metonym = METONYM_MAYBE;
    if (is_word(run, before, "against"))
        return true;
    if (is_word(run, before, "by"))
        return ends_in(run, before - 1, "ed");
    if (is_used_before(run, before, BESIDE_MOTION))
        return false;
    return is_used_before(run, before, BESIDE_RELATION);
}

/* "easier for Moscow to accept". */
static bool by_infinitive(const struct run *run, struct name *name)
{
    if (name->from == run->begin || !is_word(run, name->from - 1, "for") || !is_word(run, name->to, "to") ||
        token_at(run, name->to + 1) == NULL || token_at(run, name->to + 1)->shape != SHAPE_LOWER)
        return false;
    name->cue_from = name->to;
    name->cue_to = name->to + 2;
    return true;
}

/* Where things lie: behind a preposition of place, before the country it is the capital of, in the head of a report. */
static bool is_placed(const struct run *run, const struct name *name)
{
    uint32_t before = name->from - 1;

    if (name->from > run->begin && (is_used(run, before, BESIDE_INSIDE) || is_used(run, before, BESIDE_MAYBE_INSIDE)))
        return true;
    const struct token *comma = token_at(run, name->to);
    if (comma == NULL || comma->mark != ',' || token_at(run, name->to + 1) == NULL)
        return false;
    struct word next = word_look(run->lexicon, run->tokens, name->to + 1);
    return (next.kinds & WORD_KIND(ENTITY_PLACE)) != 0 && next.seat == NULL;
}

/* "at the White House": somebody is there. "in the Kremlin" tells nothing. */
static bool is_visited(const struct run *run, const struct name *name)
{
    uint32_t before = name->from - 1;
    if (name->from == run->begin)
        return false;
    if (is_word(run, before, "the") && before > run->begin)
        before--;
    return is_word(run, before, "at") || is_word(run, before, "near") || is_word(run, before, "outside");
}

void metonym_take(struct name *name, enum name_rule rule)
{
    name->is_metonym = true;
    name->kind = ENTITY_ORGANIZATION;
    name->rule = (uint8_t)rule;
    name->sense = name->seat;
    name->ordinary = name->seat->line->text;
    name->metonym = METONYM_NO;
}

void metonym_find(const struct run *run, struct name *name)
{
    enum { SEAT_ALWAYS };
    const struct sense *seat = name->seat;

    if (seat == NULL || name->is_demonym || (name->rule != NAME_PLACE && name->rule != NAME_KNOWN))
        return;
    if (seat->list == LEXICON_SEATS && seat->value == SEAT_ALWAYS) {
        if (is_visited(run, name)) {
            name->kind = ENTITY_FACILITY;
        } else {
            metonym_take(name, NAME_SEAT);
        }
        return;
    }
    if (is_placed(run, name))
        return;
    if (by_verb(run, name) || by_possession(run, name) || by_infinitive(run, name) || by_dealing(run, name))
        metonym_take(name, NAME_CAPITAL);
}
