/* The cues are words of the lists `beside` and `powers` around the capital; each function looks at one side. Positions are tokens. */
#include "claimd/metonym.h"

enum {
    BACK = 5,   /* words before a preposition among which a noun like "cooperation" may stand */
    ASIDE = 12, /* words between two commas behind the capital: "Seoul, which had stayed silent for days, called" */
    GAME = 15,  /* words on either side among which one of a game may stand */
};

/* Columns of the list `powers`. */
enum power {
    POWER_DEED,
    POWER_TARGET,
    POWER_PERSUADE,
    POWER_POLICY,
    POWER_RELATION,
    POWER_SOURCE,
    POWER_JOINED,
    POWER_TOWN,
    POWER_MOTION,
    POWER_SPORT,
};

static const struct token *token_at(const struct run *run, uint32_t at)
{
    return at >= run->begin && at < run->end ? &run->tokens->items[at] : NULL;
}

/* A word that is no name by its capital: in lower case, or first of its sentence. */
static bool is_small(const struct run *run, uint32_t at)
{
    const struct token *token = token_at(run, at);
    return token != NULL && (token->shape == SHAPE_LOWER || at == run->begin);
}

static bool is_used(const struct run *run, uint32_t at, enum beside_use use)
{
    return is_small(run, at) && word_beside(run->lexicon, run->tokens, at, use) != NULL;
}

static bool is_power(const struct run *run, uint32_t at, enum power use)
{
    const struct sense *sense = is_small(run, at) ? lexicon_match(run->lexicon, run->tokens, at, LEXICON_POWERS) : NULL;
    for (; sense != NULL; sense = sense_next(sense, run->tokens, at)) {
        if (sense->list == LEXICON_POWERS && sense->value == use)
            return true;
    }
    return false;
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

static bool is_any(const struct run *run, uint32_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(run, at, words[i]))
            return true;
    }
    return false;
}
#define IS_ANY(run, at, words) is_any(run, at, words, COUNT(words))

static bool is_mark(const struct run *run, uint32_t at, char mark)
{
    const struct token *token = token_at(run, at);
    return token != NULL && token->kind == TOKEN_MARK && token->mark == mark;
}

/* Whether one of the `BACK` words before `at` has the use. */
static bool is_power_before(const struct run *run, uint32_t at, enum power use)
{
    for (uint32_t i = 1; i <= BACK && at >= run->begin + i; i++) {
        if (run->tokens->items[at - i].kind == TOKEN_MARK && run->tokens->items[at - i].mark != '-')
            return false;
        if (is_power(run, at - i, use))
            return true;
    }
    return false;
}

static void take_cue(struct name *name, uint32_t from, uint32_t to)
{
    name->cue_from = from;
    name->cue_to = to;
}

static bool is_place_at(const struct run *run, uint32_t at, uint32_t *end)
{
    if (token_at(run, at) == NULL || !word_is_capital(token_at(run, at)))
        return false;
    struct word word = word_look(run->lexicon, run->tokens, at);
    *end = at + word.term_words;
    return word.seat != NULL || (word.kinds & WORD_KIND(ENTITY_PLACE)) != 0;
}

/* Behind the name, and behind another subject that "and", "or", "nor" add to it: a capital or country, or a few words with "the". */
static uint32_t behind_pair(const struct run *run, uint32_t at)
{
    static const char *const joints[] = {"and", "nor", "or"};
    enum { WORDS = 2 };
    uint32_t end = at;

    if (!IS_ANY(run, at, joints))
        return at;
    if (is_place_at(run, at + 1, &end))
        return end;
    if (!is_word(run, at + 1, "the"))
        return at;
    for (end = at + 2; end <= at + 2 + WORDS && is_small(run, end); end++) {
        if (end > at + 2 && is_used(run, end, BESIDE_AUXILIARY))
            return end;
    }
    return at;
}

static bool is_adverb(const struct run *run, uint32_t at)
{
    static const char *const adverbs[] = {"not",  "n't",  "also",  "never",     "always", "still",
                                          "now",  "once", "often", "already",   "long",   "ever",
                                          "then", "soon", "again", "meanwhile", "even"};
    return is_small(run, at) && (IS_ANY(run, at, adverbs) || ends_in(run, at, "ly"));
}

/* Behind an aside between commas: ", however,", ", which had stayed silent,"; `at` where none is. */
static uint32_t behind_aside(const struct run *run, uint32_t at)
{
    static const char *const openers[] = {"which", "whose", "however", "meanwhile", "too", "for", "as", "though", "in"};

    if (!is_mark(run, at, ',') || !IS_ANY(run, at + 1, openers))
        return at;
    for (uint32_t i = at + 2; i <= at + 2 + ASIDE; i++) {
        if (is_mark(run, i, ','))
            return i + 1;
    }
    return at;
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

/* A participle that says what governments do: not "grown", not "-ed" of what towns do. */
static bool is_done(const struct run *run, uint32_t at)
{
    if (is_power(run, at, POWER_TOWN))
        return false;
    return ends_in(run, at, "ed") || is_used(run, at, BESIDE_ACT) || is_power(run, at, POWER_TARGET);
}

/* What follows a form of "be": "is trying", "was keen". */
static bool is_being_act(const struct run *run, uint32_t at)
{
    static const char *const moods[] = {"willing", "ready",     "keen",    "unlikely", "likely", "prepared",
                                        "wary",    "reluctant", "adamant", "eager",    "loath"};
    return IS_ANY(run, at, moods) || is_power(run, at, POWER_TARGET) ||
           (is_used(run, at, BESIDE_ACT) && !is_power(run, at, POWER_TOWN)) ||
           (ends_in(run, at, "ing") && is_power(run, at, POWER_PERSUADE));
}

/* What has been going on: "strengthening", not "growing". */
static bool is_ongoing(const struct run *run, uint32_t at)
{
    return ends_in(run, at, "ing") && !is_power(run, at, POWER_TOWN) && !is_power(run, at, POWER_MOTION);
}

static uint32_t behind_adverbs(const struct run *run, uint32_t at)
{
    while (is_adverb(run, at))
        at++;
    return at;
}

/* What follows an auxiliary or "to". */
static bool is_act_behind(const struct run *run, uint32_t auxiliary)
{
    static const char *const beings[] = {"is", "was", "are", "were", "be"};
    static const char *const perfects[] = {"has", "had", "have"};
    uint32_t at = behind_adverbs(run, auxiliary + 1);

    if (IS_ANY(run, auxiliary, beings))
        return is_being_act(run, at);
    if (!IS_ANY(run, auxiliary, perfects)) {
        bool is_being = is_word(run, at, "be") && is_being_act(run, behind_adverbs(run, at + 1));
        return is_being || is_power(run, at, POWER_DEED);
    }
    if (is_word(run, at, "yet"))
        at++;
    if (is_word(run, at, "been")) {
        at = behind_adverbs(run, at + 1);
        return is_being_act(run, at) || is_ongoing(run, at);
    }
    return is_word(run, at, "to") ? is_power(run, at + 1, POWER_DEED) : is_done(run, at);
}

/* A past form with an object that no list has: "underestimated the speed". */
static bool is_doing(const struct run *run, uint32_t at)
{
    static const char *const objects[] = {"the",  "a",    "an",  "its", "their", "it",
                                          "them", "that", "all", "any", "every"};
    return ends_in(run, at, "ed") && !is_power(run, at, POWER_TOWN) && !is_power(run, at, POWER_MOTION) &&
           word_beside(run->lexicon, run->tokens, at, BESIDE_GAME) == NULL && IS_ANY(run, at + 1, objects);
}

/* A verb at `at` that a place does not do. */
static bool is_act(const struct run *run, uint32_t at)
{
    at = behind_adverbs(run, at);
    if (is_used(run, at, BESIDE_ACT) || is_doing(run, at))
        return true;
    return is_used(run, at, BESIDE_AUXILIARY) && is_act_behind(run, at);
}

/* Whether a game is spoken of near the name, where a capital is its team. */
static bool is_of_game(const struct run *run, const struct name *name)
{
    uint32_t from = name->from >= run->begin + GAME ? name->from - GAME : run->begin;
    uint32_t to = run->end - name->to > GAME ? name->to + GAME : run->end;

    for (uint32_t i = from; i < to; i++) {
        if (is_power(run, i, POWER_SPORT))
            return true;
    }
    return false;
}

/* "What does Tehran want", "Will London accept". */
static bool by_question(const struct run *run, struct name *name)
{
    if (name->from == run->begin || !is_used(run, name->from - 1, BESIDE_AUXILIARY) ||
        !is_power(run, name->to, POWER_DEED))
        return false;
    take_cue(name, name->to, name->to + 1);
    return true;
}

/* The subject of a verb: nothing before it that makes it a part of something else. */
static bool by_verb(const struct run *run, struct name *name)
{
    uint32_t before = name->from - 1;
    uint32_t verbs[] = {behind_pair(run, name->to), name->to, behind_aside(run, name->to)};

    if (is_listed(run, name, verbs[0]))
        return false;
    if (name->from > run->begin && (is_used(run, before, BESIDE_INSIDE) || is_used(run, before, BESIDE_MAYBE_INSIDE) ||
                                    is_used(run, before, BESIDE_OF) || is_used(run, before, BESIDE_TOWARD)))
        return false;
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (!is_act(run, verbs[i]))
            continue;
        if (is_of_game(run, name))
            return false;
        take_cue(name, verbs[i], verbs[i] + 1);
        return true;
    }
    return false;
}

/* "Beijing's economic strength", "the Beijing government", "Moscow-backed". */
static bool by_possession(const struct run *run, struct name *name)
{
    static const char *const rulers[] = {"government", "regime", "authorities", "leadership"};
    enum { WORDS = 3 };
    uint32_t at = name->to;
    bool is_possessive =
        token_at(run, at) != NULL && (word_is_possessive(run->tokens, at) || token_at(run, at)->mark == '\'');

    if (!is_possessive) {
        uint32_t noun = is_mark(run, at, '-') ? at + 1 : at;
        if (noun == at ? !IS_ANY(run, at, rulers) : !is_power(run, noun, POWER_JOINED))
            return false;
        take_cue(name, noun, noun + 1);
        return true;
    }
    for (uint32_t i = at + 1; i <= at + WORDS; i++) {
        if (!is_power(run, i, POWER_POLICY))
            continue;
        take_cue(name, i, i + 1);
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
        take_cue(name, before - 1, before);
        return true;
    }
    if (is_word(run, before, "and") && name->from >= run->begin + 3)
        before -= 2; /* "between Moscow and Beijing" */
    if (!is_used(run, before, BESIDE_TOWARD))
        return false;
    bool is_journey = is_power_before(run, before, POWER_MOTION);
    take_cue(name, before, before + 1);
    name->metonym = is_journey ? METONYM_NO : METONYM_MAYBE;
    if (is_word(run, before, "against"))
        return true;
    if (is_word(run, before, "by"))
        return is_done(run, before - 1) && !is_power(run, before - 1, POWER_MOTION);
    if (is_word(run, before, "to") && is_word(run, before - 1, "according"))
        return true;
    return !is_journey && is_power_before(run, before, POWER_RELATION);
}

/* Whose object the name is: "accused Khartoum of it", "expect Athens to pay". "threatened Rome" alone could be a flood. */
static bool by_address(const struct run *run, struct name *name)
{
    uint32_t before = name->from - 1;

    if (name->from == run->begin)
        return false;
    bool is_persuaded =
        is_power(run, before, POWER_PERSUADE) && is_word(run, name->to, "to") && is_small(run, name->to + 1);
    if (!is_persuaded && !is_power(run, before, POWER_TARGET))
        return false;
    take_cue(name, before, before + 1);
    return true;
}

/* What comes from it: "pressure from Washington", "at the request of Ankara". */
static bool by_source(const struct run *run, struct name *name)
{
    uint32_t before = name->from - 1;

    if (name->from < run->begin + 2 || (!is_word(run, before, "from") && !is_word(run, before, "of")) ||
        !is_power(run, before - 1, POWER_SOURCE))
        return false;
    take_cue(name, before - 1, before);
    return true;
}

/* "easier for Moscow to accept"; "For Moscow, this is no surprise." */
static bool by_infinitive(const struct run *run, struct name *name)
{
    static const char *const subjects[] = {"the", "this", "that", "it", "these", "a", "such"};

    if (name->from == run->begin || !is_word(run, name->from - 1, "for"))
        return false;
    bool is_opening =
        name->from == run->begin + 1 && is_mark(run, name->to, ',') && IS_ANY(run, name->to + 1, subjects);
    bool is_infinitive = is_word(run, name->to, "to") && is_small(run, name->to + 1);
    if (!is_opening && !is_infinitive)
        return false;
    take_cue(name, is_opening ? name->from - 1 : name->to, is_opening ? name->from : name->to + 2);
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
    static bool (*const rules[])(const struct run *run, struct name *name) = {
        by_verb, by_question, by_possession, by_infinitive, by_address, by_dealing,
    };
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
    bool is_meant = by_source(run, name);
    if (!is_meant && is_placed(run, name))
        return;
    for (size_t i = 0; i < COUNT(rules) && !is_meant; i++)
        is_meant = rules[i](run, name);
    if (is_meant)
        metonym_take(name, NAME_CAPITAL);
}
