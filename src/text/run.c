#include "claimd/run.h"

#include <string.h>

/* Fewer words, or fewer of the dictionary with a capital, say nothing about how a sentence is written. */
enum { SHOUTED_WORDS = 3, SHOUTED_ORDINARY = 2 };

/* What a sentence's words look like. */
struct looks {
    uint32_t words, capitals, upper;
};

static struct looks look(const struct tokens *tokens, uint32_t from, uint32_t to)
{
    struct looks looks = {0};

    for (uint32_t i = from; i < to; i++) {
        const struct token *token = &tokens->items[i];
        if (token->kind != TOKEN_WORD || token->shape == SHAPE_OTHER ||
            (!token->is_spaced && word_is_possessive(tokens, i)))
            continue;
        looks.words++;
        looks.capitals += token->shape != SHAPE_LOWER;
        looks.upper += token->shape == SHAPE_UPPER && token->size > 1;
    }
    return looks;
}

/* Words that stay small in a heading: "of", "to", "the". */
static bool is_small(const struct lexicon *lexicon, const struct tokens *tokens, uint32_t at)
{
    return lexicon_has_token(lexicon, tokens, at, LEXICON_STARTERS) ||
           word_beside(lexicon, tokens, at, BESIDE_OF) != NULL ||
           word_beside(lexicon, tokens, at, BESIDE_AND) != NULL ||
           word_beside(lexicon, tokens, at, BESIDE_ARTICLE) != NULL ||
           word_beside(lexicon, tokens, at, BESIDE_PARTICLE) != NULL ||
           word_beside(lexicon, tokens, at, BESIDE_INSIDE) != NULL ||
           word_beside(lexicon, tokens, at, BESIDE_TOWARD) != NULL;
}

bool run_is_shouted(const struct lexicon *lexicon, const struct tokens *tokens, uint32_t from, uint32_t to)
{
    struct looks looks = look(tokens, from, to);

    if (looks.words < SHOUTED_WORDS)
        return false;
    if (looks.upper * 3 >= looks.words * 2)
        return true;
    if (looks.capitals * 2 <= looks.words || tokens->items[to - 1].mark == '.')
        return false;
    uint32_t ordinary = 0;
    for (uint32_t i = from; i < to; i++) {
        if (tokens->items[i].kind != TOKEN_WORD || word_is_possessive(tokens, i))
            continue;
        if (tokens->items[i].shape == SHAPE_LOWER && !is_small(lexicon, tokens, i))
            return false;
        ordinary += tokens->items[i].shape != SHAPE_LOWER && word_is_ordinary(lexicon, tokens, i);
    }
    return ordinary >= SHOUTED_ORDINARY;
}

/* The abbreviated words that have a stop inside names. */
static bool takes_stop(const struct run *run, uint32_t i)
{
    const struct word *word = &run->words[i];
    return (word->flags & WORD_INITIAL) != 0 || word->title == TITLE_ADDRESS || word->title == TITLE_NAME ||
           lexicon_match(run->lexicon, run->tokens, run->from + i, LEXICON_ABBREVIATIONS) != NULL;
}

/* The rules are for English: words of other scripts are none of its names. Up to U+024F, and U+1E00 to U+1EFF. */
static bool is_latin(const struct tokens *tokens, uint32_t at)
{
    const unsigned char *bytes = (const unsigned char *)tokens->body.data + tokens->items[at].byte;
    return bytes[0] < 0xCA || (bytes[0] == 0xE1 && bytes[1] >= 0xB8 && bytes[1] <= 0xBB);
}

static bool is_capital_at(const struct run *run, uint32_t at)
{
    return at < run->end && word_is_capital(&run->tokens->items[at]) && is_latin(run->tokens, at);
}

/* A word in lower case behind a hyphen, joined to what stands before it. */
static bool is_joined(const struct run *run, uint32_t hyphen)
{
    const struct token *items = run->tokens->items;
    return hyphen + 1 < run->end && items[hyphen].mark == '-' && !items[hyphen].is_spaced &&
           items[hyphen + 1].kind == TOKEN_WORD && items[hyphen + 1].shape == SHAPE_LOWER &&
           !items[hyphen + 1].is_spaced;
}

/* Tokens from the hyphen at `at` on that belong to the name before it: "-ying" of "Leung Chun-ying", "-e-" of
 * "Tehreek-e-Insaf"; 0 for none ("-based"). */
static uint32_t tail_size(const struct run *run, uint32_t at)
{
    enum { LINK = 3 }; /* bytes: "-aux-" is the longest but one */
    const struct token *items = run->tokens->items;

    if (!is_joined(run, at))
        return 0;
    if (items[at + 1].size <= LINK && at + 3 < run->end && items[at + 2].mark == '-' && !items[at + 2].is_spaced &&
        is_capital_at(run, at + 3) && !items[at + 3].is_spaced)
        return 3;
    return word_is_ordinary(run->lexicon, run->tokens, at + 1) ? 0 : 2;
}

/* Whether the mark at token `at` belongs to a name that goes on behind it. */
static bool is_glue(const struct run *run, uint32_t at)
{
    const struct token *mark = &run->tokens->items[at];
    const struct token *next = mark + 1;

    if (mark->kind != TOKEN_MARK || !is_capital_at(run, at + 1))
        return false;
    if (mark->mark == '.')
        return !mark->is_spaced && takes_stop(run, run->count - 1);
    if (mark->mark == '-')
        return !mark->is_spaced && !next->is_spaced;
    if (mark->mark == ',')
        return (word_look(run->lexicon, run->tokens, at + 1).flags & (WORD_SUFFIX | WORD_ROMAN)) == WORD_SUFFIX;
    return mark->mark == '&';
}

/* "IN" of "FLOOD IN KEMPTON VALLEY": parts names in text that is all in capitals, and is none itself. */
static bool is_shouted_preposition(const struct run *run, uint32_t at)
{
    enum { LONGEST = 7 };
    const struct token *token = &run->tokens->items[at];
    return token->shape == SHAPE_UPPER && token->size > 1 && token->size <= LONGEST &&
           (word_beside(run->lexicon, run->tokens, at, BESIDE_INSIDE) != NULL ||
            word_beside(run->lexicon, run->tokens, at, BESIDE_MAYBE_INSIDE) != NULL ||
            word_beside(run->lexicon, run->tokens, at, BESIDE_TOWARD) != NULL);
}

/* What is no word of its own. */
static struct word plain_word(uint32_t flags)
{
    return (struct word){.flags = flags,
                         .head_last = SENSE_NONE,
                         .head_first = SENSE_NONE,
                         .head_opening = SENSE_NONE,
                         .title = SENSE_NONE};
}

/* Reads words that may join two parts from token `at` on into the run; false where no capital follows them. */
static bool read_joints(struct run *run, uint32_t at)
{
    enum { JOINTS = 3, LONGEST = 5 }; /* bytes: "della" */
    const uint32_t joints = WORD_OF | WORD_AND | WORD_ARTICLE | WORD_PARTICLE | WORD_POSSESSIVE;
    uint32_t count = run->count;

    while (at < run->end && count < RUN_LIMIT - 1 && count - run->count < JOINTS) {
        const struct token *token = &run->tokens->items[at];
        struct word *word = &run->words[count];
        if (token->size > LONGEST)
            break;
        bool is_mark = (token->mark == '-' || token->mark == '\'') && !token->is_spaced;
        if (is_mark && count > run->count && (word[-1].flags & WORD_PARTICLE) != 0 && is_capital_at(run, at + 1) &&
            (token->mark == '\'' || !token[1].is_spaced)) {
            *word = plain_word(WORD_GLUE); /* "al-Ajroush", "de' Medici" */
            count++;
            at++;
            break;
        }
        bool is_possessive = !token->is_spaced && (token->mark == '\'' || word_is_possessive(run->tokens, at));
        if (!is_possessive && !lexicon_has_token(run->lexicon, run->tokens, at, LEXICON_BESIDE))
            break; /* the only list that has joints */
        *word = word_look(run->lexicon, run->tokens, at);
        if (is_possessive)
            word->flags |= WORD_POSSESSIVE;
        if ((word->flags & joints) == 0 || (word->flags & WORD_CAPITAL) != 0)
            break;
        count++;
        at++;
    }
    if (count == run->count || !is_capital_at(run, at))
        return false;
    run->count = count;
    return true;
}

/* Whether a word has its capital because of where it stands: first in its sentence, or behind a mark that opens one. */
static bool opens(const struct run *run, uint32_t at)
{
    if (at == run->begin)
        return true;
    const struct token *before = &run->tokens->items[at - 1];
    if (before->kind != TOKEN_MARK)
        return false;
    if (at == run->begin + 1 || before->mark == ':' || before->mark == '(' || before->mark == '[' ||
        before->mark == '*' || before->mark == MARK_ELLIPSIS)
        return true;
    return (before->mark == '"' || before->mark == '\'') && before->is_spaced;
}

static void read_word(struct run *run, bool is_shouted)
{
    uint32_t at = run->from + run->count;
    struct word *word = &run->words[run->count++];

    *word = word_look(run->lexicon, run->tokens, at);
    bool is_initial = (word->flags & (WORD_INITIAL | WORD_LEADING)) == WORD_INITIAL; /* "Jane A. Doe" */
    if (run->count > 1 && (word->flags & (WORD_OF | WORD_AND | WORD_ARTICLE)) != 0 &&
        (word->flags & WORD_ACRONYM) == 0 && !is_initial) {
        word->flags &= ~(uint32_t)WORD_CAPITAL; /* "Bank Of England" */
        return;
    }
    bool is_behind_given = is_shouted && run->count > 1 && run_has(run, run->count - 2, WORD_GIVEN);
    bool is_surname = (word->flags & WORD_SURNAME) != 0 && !run_has(run, run->count - 2, WORD_DOUBTFUL);
    if (is_behind_given && (is_surname || (word->flags & WORD_ORDINARY) == 0))
        return; /* "JANE SMITH", "Frank Zimbl" */
    bool is_known = word->term != NULL || word->demonym != NULL || (word->flags & (WORD_GIVEN | WORD_SURNAME)) != 0;
    bool is_written_so = (word->flags & WORD_ACRONYM) != 0; /* "WHO" has more capitals than its place gives it */
    if (((word->flags & WORD_ORDINARY) != 0 && (is_shouted || (opens(run, at) && !is_written_so))) ||
        (is_shouted && !is_known))
        word->flags |= WORD_DOUBTFUL;
}

static bool is_any_of(char mark, const char *marks)
{
    return mark != '\0' && strchr(marks, mark) != NULL;
}

/* The stop and the ending of a file or of an address: ".pdf", ".com". */
static bool is_extension(const struct run *run, uint32_t at)
{
    enum { SHORTEST = 2, LONGEST = 4 };
    const struct token *stop = &run->tokens->items[at];
    return stop->mark == '.' && at + 1 < run->end && !stop[1].is_spaced && stop[1].kind == TOKEN_WORD &&
           stop[1].shape == SHAPE_LOWER && stop[1].size >= SHORTEST && stop[1].size <= LONGEST;
}

/* Part of something that is no text: an address, a path, a tag. */
static bool is_technical(const struct run *run, uint32_t at)
{
    enum { NEAR = 6 }; /* tokens in which the "@" of an address follows its first word */
    const struct token *token = &run->tokens->items[at];

    if (at > run->begin && !token->is_spaced && is_any_of(token[-1].mark, "@/\\#_="))
        return true;
    for (uint32_t i = 1; i <= NEAR && at + i < run->end && !token[i].is_spaced; i++) {
        if (is_any_of(token[i].mark, "@_=\\") || is_extension(run, at + i))
            return true;
    }
    return false;
}

static void add_plain(struct run *run, uint32_t flags)
{
    run->words[run->count++] = plain_word(flags);
}

/* What stands between hyphens is taken as a whole; a word at its end counts like one with a capital. */
static void add_tail(struct run *run, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        add_plain(run, i + 1 == size && size == 2 ? WORD_CAPITAL : WORD_GLUE);
}

/* "In the" behind a name: the next sentence, before which a caption has no stop. */
static bool begins_sentence(const struct run *run, uint32_t at)
{
    enum { THE = 3 };
    const struct token *next = &run->tokens->items[at + 1];
    return at + 1 < run->end && next->size == THE && next->shape == SHAPE_LOWER &&
           word_is(run->tokens, at + 1, STR("the")) &&
           word_beside(run->lexicon, run->tokens, at, BESIDE_INSIDE) != NULL;
}

/* What ends the name of a firm in lower case: "Zimbl Foods plc". */
static bool is_small_suffix(const struct run *run, uint32_t at)
{
    enum { SIZE = 3 };
    const struct token *token = &run->tokens->items[at];
    return at < run->end && token->size == SIZE && token->shape == SHAPE_LOWER &&
           (word_is(run->tokens, at, STR("plc")) || word_is(run->tokens, at, STR("llc")) ||
            word_is(run->tokens, at, STR("ltd")) || word_is(run->tokens, at, STR("inc")));
}

static void read_run(struct run *run, bool is_shouted)
{
    enum { TAIL = 3 };
    run->count = 0;
    while (run->count < RUN_LIMIT - TAIL) {
        uint32_t at = run->from + run->count;
        uint32_t tail = run->count > 0 ? tail_size(run, at) : 0;
        bool is_capital = is_capital_at(run, at);
        if (run->count > 0 && is_capital && (is_technical(run, at) || begins_sentence(run, at)))
            break;
        if (is_shouted && is_capital && run->count > 0 && is_shouted_preposition(run, at))
            break;
        if (is_capital) {
            read_word(run, is_shouted);
        } else if (tail > 0) {
            add_tail(run, tail);
        } else if (run->count > 0 && is_small_suffix(run, at)) {
            read_word(run, is_shouted);
            run->words[run->count - 1].flags |= WORD_CAPITAL;
        } else if (at < run->end && is_glue(run, at)) {
            add_plain(run, WORD_GLUE);
        } else if (at >= run->end || !read_joints(run, at)) {
            break;
        }
    }
    while (run->count > 1 && !run_has(run, run->count - 1, WORD_CAPITAL))
        run->count--;
}

bool run_next(struct run *run, uint32_t at, bool is_shouted)
{
    while (at < run->end &&
           (!is_capital_at(run, at) || is_technical(run, at) || (is_shouted && is_shouted_preposition(run, at))))
        at++;
    if (at >= run->end)
        return false;
    run->from = at;
    read_run(run, is_shouted);
    return true;
}

/* A title behind other words begins another name when somebody follows it. */
static bool begins_person(const struct run *run, uint32_t i)
{
    const struct word *word = &run->words[i];
    uint32_t behind = i + word->title_words;

    if (word->title == SENSE_NONE || word->title == TITLE_NOUN)
        return false;
    while (run_has(run, behind, WORD_GLUE))
        behind++;
    if (!run_has(run, behind, WORD_CAPITAL))
        return false;
    return run_has(run, behind, WORD_GIVEN | WORD_SURNAME | WORD_INITIAL) || !run_has(run, behind, WORD_ORDINARY);
}

static uint32_t capitals_end(const struct run *run, uint32_t at, uint32_t stop)
{
    uint32_t end = at;

    for (uint32_t i = at; i < run->count; i++) {
        if (run_has(run, i, WORD_CAPITAL)) {
            if (run_has(run, i, stop) ||
                (i > at && (begins_person(run, i) || run_has(run, i, WORD_NAMELESS | WORD_LEADING))))
                break;
            end = i + 1;
        } else if (!run_has(run, i, WORD_GLUE | WORD_PARTICLE) || run_has(run, i, WORD_OF | WORD_AND | WORD_ARTICLE)) {
            break;
        }
    }
    return end;
}

uint32_t run_tight_end(const struct run *run, uint32_t at)
{
    return capitals_end(run, at, 0);
}

uint32_t run_sure_end(const struct run *run, uint32_t at)
{
    return capitals_end(run, at, WORD_DOUBTFUL);
}
