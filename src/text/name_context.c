/* What stands around a name. */
#include "claimd/name.h"

/* The token so many places before or behind the name, inside its sentence; NULL. */
static const struct token *token_at(const struct run *run, const struct name *name, int places, uint32_t *at)
{
    int64_t wanted = places < 0 ? (int64_t)name->from + places : (int64_t)name->to + places - 1;
    if (wanted < run->begin || wanted >= run->end)
        return NULL;
    *at = (uint32_t)wanted;
    return &run->tokens->items[wanted];
}

static const struct sense *sense_at(const struct run *run, uint32_t at, enum lexicon_list list)
{
    const struct sense *sense = lexicon_match(run->lexicon, run->tokens, at, list);
    return sense != NULL && sense->words == 1 ? sense : NULL;
}

static void decide(struct name *name, enum entity_kind kind, enum name_rule rule, const struct sense *sense,
                   uint32_t cue)
{
    name->kind = (uint8_t)kind;
    name->rule = (uint8_t)rule;
    name->sense = sense;
    name->cue_from = cue;
    name->cue_to = cue + 1;
    name->is_plain = false;
}

/* "spokesman Peskov", "oil firm Rosneft". */
static bool by_word_before(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *before = token_at(run, name, -1, &at);

    if (before == NULL || before->shape != SHAPE_LOWER)
        return false;
    const struct sense *noun = sense_at(run, at, LEXICON_NOUNS);
    if (noun != NULL) {
        decide(name, (enum entity_kind)noun->value, NAME_NOUN_BEFORE, noun, at);
        return true;
    }
    const struct sense *title = sense_at(run, at, LEXICON_TITLES);
    if (title != NULL && name->rule != NAME_ACRONYM) {
        decide(name, ENTITY_PERSON, NAME_ROLE, title, at);
        return true;
    }
    return false;
}

/* "Flick company". */
static bool by_word_behind(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *behind = token_at(run, name, 1, &at);
    const struct sense *noun = behind != NULL && behind->shape == SHAPE_LOWER ? sense_at(run, at, LEXICON_NOUNS) : NULL;

    if (noun == NULL || (name->is_acronym && noun->value == ENTITY_PLACE))
        return false; /* "TDP district president" */
    decide(name, (enum entity_kind)noun->value, NAME_NOUN_AFTER, noun, at);
    return true;
}

/* "Hizbul Mujahideen commander Burhan Wani", "BCCI district president R. Kumar": whose somebody is. */
static bool by_role_behind(const struct run *run, struct name *name)
{
    enum { WORDS = 2 };
    uint32_t at = 0;

    for (int i = 1; i <= WORDS; i++) {
        const struct token *role = token_at(run, name, i, &at);
        if (role == NULL || role->shape != SHAPE_LOWER)
            return false;
        const struct sense *title = sense_at(run, at, LEXICON_TITLES);
        const struct token *person = token_at(run, name, i + 1, &at);
        if (title != NULL && person != NULL && word_is_capital(person)) {
            decide(name, ENTITY_ORGANIZATION, NAME_ROLE_BEHIND, title, at - 1);
            return true;
        }
    }
    return false;
}

/* "Jane Doe, 45," */
static bool by_age(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *comma = token_at(run, name, 1, &at);
    const struct token *age = token_at(run, name, 2, &at);
    const struct token *end = token_at(run, name, 3, &at);

    if (comma == NULL || age == NULL || end == NULL || comma->mark != ',' || age->kind != TOKEN_NUMBER ||
        age->end - age->start != 2 || (end->mark != ',' && end->mark != '.'))
        return false;
    decide(name, ENTITY_PERSON, NAME_AGE, NULL, at - 1);
    return true;
}

static bool is_at(const struct run *run, const struct name *name, int places, struct str word)
{
    uint32_t at = 0;
    return token_at(run, name, places, &at) != NULL && word_is(run->tokens, at, word);
}

/* "Kowal et al.", "(Kowal, 2019)", "Kowal and Zimbl, 2019": who wrote something. */
static bool by_citation(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    int places = 1;

    if (name->is_acronym || name->to >= run->end)
        return false;
    if (is_at(run, name, 1, STR("et")) && is_at(run, name, 2, STR("al"))) {
        decide(name, ENTITY_PERSON, NAME_CITED, NULL, name->to);
        return true;
    }
    const struct token *other = is_at(run, name, 1, STR("and")) ? token_at(run, name, 2, &at) : NULL;
    if (other != NULL && word_is_capital(other))
        places = 3;
    const struct token *comma = token_at(run, name, places, &at);
    const struct token *year = token_at(run, name, places + 1, &at);
    const struct token *end = token_at(run, name, places + 2, &at);
    if (comma == NULL || year == NULL || end == NULL || comma->mark != ',' || year->kind != TOKEN_NUMBER ||
        (end->mark != ')' && end->mark != ';'))
        return false;
    bool is_year = year->end - year->start == 4 || year->end - year->start == 5; /* "2019a" */
    if (!is_year)
        return false;
    decide(name, ENTITY_PERSON, NAME_CITED, NULL, at - 1);
    return true;
}

/* The noun that a name is said to be, in the words from token `at` on: the last one before what tells more of it. */
static const struct sense *noun_said(const struct run *run, uint32_t at, uint32_t *noun)
{
    enum { WORDS = 6, CLASS_ADVERB = 19 }; /* nouns and adjectives behind it, in the column of classes.txt */
    uint32_t last = at;

    for (uint32_t i = at; i < run->end && i < at + WORDS; i++) {
        const struct token *token = &run->tokens->items[i];
        if (token->kind == TOKEN_MARK && token->mark == '-')
            continue;
        const struct sense *class = lexicon_match(run->lexicon, run->tokens, i, LEXICON_CLASSES);
        if (token->kind != TOKEN_WORD || (class != NULL && class->value < CLASS_ADVERB))
            break; /* "in", "of", "that" */
        last = i;
    }
    *noun = last;
    const struct sense *sense = sense_at(run, last, LEXICON_NOUNS);
    return sense != NULL ? sense : sense_at(run, last, LEXICON_TITLES);
}

/* "The Zimbl is a river in …", "Zimbl, a carmaker": what it is said to be. */
static bool by_definition(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *link = token_at(run, name, 1, &at);
    bool is_said =
        link != NULL && (link->mark == ',' || is_at(run, name, 1, STR("is")) || is_at(run, name, 1, STR("was")));

    if (!is_said || !(is_at(run, name, 2, STR("a")) || is_at(run, name, 2, STR("an"))) ||
        token_at(run, name, 3, &at) == NULL)
        return false;
    uint32_t noun = 0;
    const struct sense *sense = noun_said(run, at, &noun);
    if (sense == NULL)
        return false;
    decide(name, sense->list == LEXICON_NOUNS ? (enum entity_kind)sense->value : ENTITY_PERSON, NAME_NOUN_APPOSED,
           sense, noun);
    return true;
}

/* "the Zimbls": no person. */
static bool are_several(const struct run *run, const struct name *name)
{
    return is_at(run, name, -1, STR("the")) && str_ends(token_words(run->tokens, name->to - 1, name->to), STR("s"));
}

/* "Kowal was re-elected", "Kowal was born". */
static bool by_life(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    if (name->is_acronym || are_several(run, name))
        return false; /* organisations speak too */
    const struct token *being = token_at(run, name, 1, &at);

    if (being == NULL || being->shape != SHAPE_LOWER ||
        word_beside(run->lexicon, run->tokens, at, BESIDE_AUXILIARY) == NULL)
        return false;
    const struct token *deed = token_at(run, name, 2, &at);
    const struct token *hyphen = token_at(run, name, 3, &at);
    int place = deed != NULL && hyphen != NULL && hyphen->mark == '-' ? 4 : 2; /* "re-elected" */
    if (token_at(run, name, place, &at) == NULL)
        return false;
    const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_BORN);
    if (sense == NULL)
        return false;
    decide(name, ENTITY_PERSON, NAME_SPEAKER, sense, at);
    return true;
}

static bool by_speech(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    if (name->is_acronym || are_several(run, name))
        return false;
    if (token_at(run, name, 1, &at) != NULL && run->tokens->items[at].shape == SHAPE_LOWER) {
        const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_SPEECH);
        if (sense == NULL)
            sense = word_beside(run->lexicon, run->tokens, at, BESIDE_BORN);
        if (sense != NULL) {
            decide(name, ENTITY_PERSON, NAME_SPEAKER, sense, at);
            return true;
        }
    }
    if (token_at(run, name, -1, &at) == NULL || run->tokens->items[at].shape != SHAPE_LOWER)
        return false;
    const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_SPEECH);
    if (sense == NULL)
        return false;
    decide(name, ENTITY_PERSON, NAME_SPEAKER, sense, at);
    return true;
}

static bool by_preposition(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    if (name->rule != NAME_ONE_WORD || token_at(run, name, -1, &at) == NULL)
        return false;
    const struct sense *sense = word_beside(run->lexicon, run->tokens, at, BESIDE_INSIDE);
    if (sense == NULL)
        return false;
    decide(name, ENTITY_PLACE, NAME_INSIDE, sense, at);
    name->is_plain = true; /* until it is seen how the others stand: names_join */
    return true;
}

static bool is_small_number(const struct token *token)
{
    enum { DIGITS = 3 };
    return token != NULL && token->kind == TOKEN_NUMBER && token->size <= DIGITS;
}

/* Results and tables: "Leeds 2 Chelsea 1", "Leeds 5 2 1 2": a town's name is its team's. */
static bool by_score(const struct run *run, struct name *name)
{
    uint32_t at = 0;
    const struct token *before = token_at(run, name, -1, &at);
    const struct token *score = token_at(run, name, 1, &at);
    const struct token *next = token_at(run, name, 2, &at);

    if (!is_small_number(score) || (before != NULL && before->kind != TOKEN_NUMBER && before->kind != TOKEN_MARK))
        return false;
    bool is_last = before != NULL && before->kind == TOKEN_NUMBER && (next == NULL || next->kind == TOKEN_MARK);
    if (!is_last && (next == NULL || (!is_small_number(next) && !word_is_capital(next))))
        return false;
    decide(name, ENTITY_ORGANIZATION, NAME_SCORE, NULL, name->to);
    name->ordinary = (struct str){0};
    return true;
}

/* "Detroit beat Toronto": towns that play. The other one must be a name too. */
static bool by_game(const struct run *run, struct name *name)
{
    static const int sides[][2] = {{1, 2}, {-1, -2}};

    for (size_t i = 0; i < COUNT(sides); i++) {
        uint32_t verb = 0;
        uint32_t other = 0;
        const struct token *between = token_at(run, name, sides[i][0], &verb);
        const struct token *team = token_at(run, name, sides[i][1], &other);
        if (between == NULL || team == NULL || !word_is_capital(team))
            continue;
        const struct sense *sense = word_beside(run->lexicon, run->tokens, verb, BESIDE_GAME);
        if (sense == NULL)
            continue;
        decide(name, ENTITY_ORGANIZATION, NAME_SCORE, sense, verb);
        name->ordinary = (struct str){0};
        return true;
    }
    return false;
}

static bool (*const rules[])(const struct run *run, struct name *name) = {
    by_score,    by_word_before, by_role_behind, by_word_behind, by_age,
    by_citation, by_definition,  by_speech,      by_life,        by_preposition,
};

void name_look_around(const struct run *run, struct name *name)
{
    const struct sense *place = name->rule == NAME_PLACE ? name->sense : NULL;
    bool is_town = place != NULL && (place->list == LEXICON_CITIES || place->value != 0);
    if (is_town && (by_score(run, name) || by_game(run, name)))
        return;
    for (size_t i = 0; i < COUNT(rules) && name->is_plain; i++) {
        if (rules[i](run, name))
            return;
    }
}
