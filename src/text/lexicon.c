/* Terms lie in a hash table of paths: a term of three words puts three nodes into it, one for each beginning, whose key is made
 * of the keys of the words so far. Matching walks from beginning to beginning while there are longer ones. Keys of 64 bits
 * are taken for the words (token.h). A table is probed linearly.
 *
 * What costs is waiting for memory: the tables are larger than a processor's near caches. So `maybe` says of most paths of several
 * words that they are none, in a bit each, which a near cache has room for; lexicon_resolve looks up first words for all tokens in one loop, whose reads do not wait for
 * each other; and the senses of a term lie together. */
#include "claimd/lexicon.h"

#include <math.h>
#include <string.h>

enum {
    STRICT_CAPITALS = 3, /* letters of a word in capitals up to which the text must have capitals too: "US", "WHO" */
    CACHE_LINE = 64,
    FILL_PERCENT = 60, /* of a table's slots, at most: a full quarter of a cache line is soon found */
    AHEAD = 32,        /* tokens */
    ENDING_BITS = 12,  /* slots of `endings`, as a power of two */
};

enum { ANY_LIST = UINT32_MAX };

struct node {
    uint64_t path;                  /* 0: empty */
    uint32_t first[LEXICON_GROUPS]; /* number of the first sense in each group, from 1; 0: none */
    uint64_t followers;             /* of the words with which longer terms go on, a bit each (follower_bit) */
};

/* A sense before the table is made. */
struct entry {
    struct entry *before;
    struct sense sense;
    struct node *node;
    uint64_t keys[]; /* sense.words of them */
};

struct lexicon {
    struct arena *arena;
    struct arena scratch, making; /* until finished: of one term; of entries */
    struct entry *last;
    size_t count;

    struct sense *senses; /* a group behind the other, from number 1 on; 0 is none */
    uint64_t rules;       /* the lists of LEXICON_RULES, a bit each */

    struct node *nodes;
    uint64_t *maybe; /* a bit for each slot: a path of several words belongs there */
    unsigned shift;  /* of a 64-bit hash, down to a slot */
    size_t mask;
    uint64_t endings[1U << ENDING_BITS]; /* by the key of a word: the lists with a term that ends in such a one */
};

struct lexicon *lexicon_begin(struct arena *arena)
{
    struct lexicon *lexicon = arena_new(arena, struct lexicon);
    lexicon->arena = arena;
    return lexicon;
}

static uint8_t wanted_shape(const struct token *token)
{
    if (token->shape == SHAPE_UPPER && token->size > STRICT_CAPITALS)
        return SHAPE_CAPITAL;
    return token->shape;
}

bool lexicon_add_sense(struct lexicon *lexicon, const struct sense *sense, const struct lexicon_line *line)
{
    arena_reset(&lexicon->scratch);
    struct tokens tokens = tokens_of(&lexicon->scratch, line->term);
    if (tokens.count == 0 || tokens.count > LEXICON_WORDS)
        return false;

    struct entry *entry = arena_alloc(&lexicon->making, sizeof *entry + tokens.count * sizeof entry->keys[0]);
    struct lexicon_line *kept = arena_new(lexicon->arena, struct lexicon_line);
    uint8_t *shapes = arena_alloc(lexicon->arena, tokens.count);
    *kept = *line;
    kept->shapes = shapes;
    *entry = (struct entry){.before = lexicon->last, .sense = *sense};
    entry->sense.line = kept;
    entry->sense.words = (uint16_t)tokens.count;
    entry->sense.is_cased = false;
    for (size_t i = 0; i < tokens.count; i++) {
        entry->keys[i] = tokens.items[i].key;
        shapes[i] = wanted_shape(&tokens.items[i]);
        entry->sense.is_cased |= shapes[i] != SHAPE_LOWER && shapes[i] != SHAPE_OTHER;
    }
    entry->sense.shape = shapes[0];
    lexicon->last = entry;
    lexicon->count++;
    return true;
}

bool lexicon_add(struct lexicon *lexicon, unsigned list, struct str term, uint32_t index)
{
    struct sense sense = {.list = (uint8_t)list, .weight = NAN, .value = SENSE_NONE, .value2 = SENSE_NONE};
    struct lexicon_line line = {.term = term, .number = index};
    assert(list <= UINT8_MAX);
    return lexicon_add_sense(lexicon, &sense, &line);
}

static uint64_t path_longer(uint64_t path, uint64_t key)
{
    uint64_t longer = ((path << 7 | path >> 57) ^ key) * 0x9E3779B97F4A7C15U;
    return longer == 0 ? 1 : longer;
}

static uint64_t path_first(uint64_t key)
{
    return key == 0 ? 1 : key;
}

static uint64_t hash_of(uint64_t path)
{
    return path * 0x9E3779B97F4A7C15U;
}

static struct node *slot_first(const struct lexicon *lexicon, uint64_t path)
{
    return &lexicon->nodes[hash_of(path) >> lexicon->shift];
}

/* The node of a path, or the empty slot where it belongs. */
static struct node *slot_of(const struct lexicon *lexicon, uint64_t path)
{
    struct node *node = slot_first(lexicon, path);
    while (node->path != 0 && node->path != path)
        node = &lexicon->nodes[(size_t)(node - lexicon->nodes + 1) & lexicon->mask];
    return node;
}

static bool may_be(const struct lexicon *lexicon, uint64_t path)
{
    size_t number = (size_t)(hash_of(path) >> lexicon->shift);
    return (lexicon->maybe[number / 64] >> number % 64 & 1) != 0;
}

static void note_path(const struct lexicon *lexicon, uint64_t path)
{
    size_t number = (size_t)(hash_of(path) >> lexicon->shift);
    lexicon->maybe[number / 64] |= (uint64_t)1 << number % 64;
}

static enum lexicon_group group_of(const struct lexicon *lexicon, unsigned list)
{
    return (lexicon->rules >> (list & 63) & 1) != 0 ? LEXICON_RULES : LEXICON_WORDS_AND_NAMES;
}

static size_t ending_slot(uint64_t key)
{
    return (size_t)(key >> (64 - ENDING_BITS));
}

static uint64_t follower_bit(uint64_t key)
{
    return (uint64_t)1 << (key >> 58);
}

/* Puts the beginnings of a term into the table, and finds the node of the whole. */
static void insert(struct lexicon *lexicon, struct entry *entry)
{
    uint64_t path = 0;

    for (size_t i = 0; i < entry->sense.words; i++) {
        path = i == 0 ? path_first(entry->keys[0]) : path_longer(path, entry->keys[i]);
        entry->node = slot_of(lexicon, path);
        entry->node->path = path;
        if (i + 1U < entry->sense.words)
            entry->node->followers |= follower_bit(entry->keys[i + 1U]);
        if (i > 0)
            note_path(lexicon, path);
    }
    lexicon->endings[ending_slot(entry->keys[entry->sense.words - 1])] |= (uint64_t)1 << (entry->sense.list & 63);
    entry->node->first[group_of(lexicon, entry->sense.list)]++; /* how many, until place_senses */
}

/* Gives each node its part of the senses, and fills that from the end, since entries come last first. */
static void place_senses(struct lexicon *lexicon)
{
    uint32_t behind = 0;

    for (unsigned group = 0; group < LEXICON_GROUPS; group++) {
        for (size_t slot = 0; slot <= lexicon->mask; slot++) {
            uint32_t *first = &lexicon->nodes[slot].first[group];
            if (*first == 0)
                continue;
            behind += *first;
            lexicon->senses[behind].is_last = true;
            *first = behind + 1;
        }
    }
    for (const struct entry *entry = lexicon->last; entry != NULL; entry = entry->before) {
        uint32_t number = --entry->node->first[group_of(lexicon, entry->sense.list)];
        struct sense *sense = &lexicon->senses[number];
        bool is_last = sense->is_last;
        *sense = entry->sense;
        sense->is_last = is_last;
        sense->lists = (uint64_t)1 << (sense->list & 63) | (is_last ? 0 : sense[1].lists);
    }
}

static void make_table(struct lexicon *lexicon)
{
    unsigned bits = 4;
    size_t words = 0;

    for (const struct entry *entry = lexicon->last; entry != NULL; entry = entry->before)
        words += entry->sense.words;
    while (((size_t)1 << bits) * FILL_PERCENT / 100 < words)
        bits++;
    lexicon->shift = 64 - bits;
    lexicon->mask = ((size_t)1 << bits) - 1;
    lexicon->nodes = arena_array(lexicon->arena, struct node, lexicon->mask + 1);
    lexicon->maybe = arena_array(lexicon->arena, uint64_t, lexicon->mask / 64 + 1);
}

void lexicon_split(struct lexicon *lexicon, uint64_t rules)
{
    lexicon->rules = rules;
}

/* So that no sense lies in two cache lines. */
static struct sense *senses_new(struct arena *arena, size_t count)
{
    char *bytes = arena_zero(arena, count * sizeof(struct sense) + CACHE_LINE, 1);
    return (struct sense *)(void *)(bytes + (CACHE_LINE - (uintptr_t)bytes % CACHE_LINE));
}

void lexicon_finish(struct lexicon *lexicon)
{
    _Static_assert(CACHE_LINE % sizeof(struct sense) == 0, "senses fit into cache lines");
    assert(lexicon->count < INT32_MAX);
    make_table(lexicon);
    lexicon->senses = senses_new(lexicon->arena, lexicon->count + 1);
    for (struct entry *entry = lexicon->last; entry != NULL; entry = entry->before)
        insert(lexicon, entry);
    place_senses(lexicon);
    arena_release(&lexicon->scratch);
    arena_release(&lexicon->making);
    lexicon->last = NULL;
}

const struct sense *lexicon_senses(const struct lexicon *lexicon, size_t *count)
{
    *count = lexicon->count;
    return lexicon->senses + 1;
}

static bool shape_fits(uint8_t wanted, uint8_t found)
{
    if (wanted == SHAPE_OTHER || wanted == SHAPE_LOWER)
        return true;
    if (wanted == SHAPE_UPPER)
        return found == SHAPE_UPPER;
    return found != SHAPE_LOWER && found != SHAPE_OTHER;
}

static bool sense_fits(const struct sense *sense, const struct tokens *tokens, size_t at)
{
    if (!sense->is_cased)
        return true;
    if (!shape_fits(sense->shape, tokens->items[at].shape))
        return false;
    for (size_t i = 1; i < sense->words; i++) {
        if (!shape_fits(sense->line->shapes[i], tokens->items[at + i].shape))
            return false;
    }
    return true;
}

/* sense or the first behind it that fits, within LEXICON_LOOKS. */
static const struct sense *fitting(const struct sense *sense, const struct tokens *tokens, size_t at, unsigned list)
{
    if (sense != NULL && list != ANY_LIST && (sense->lists >> (list & 63) & 1) == 0)
        return NULL;
    for (unsigned looks = 0; sense != NULL && looks < LEXICON_LOOKS; looks++) {
        if ((list == ANY_LIST || sense->list == list) && sense_fits(sense, tokens, at))
            return sense;
        sense = sense_behind(sense);
    }
    return NULL;
}

static const struct node *node_of(const struct lexicon *lexicon, uint64_t path)
{
    const struct node *node = slot_of(lexicon, path);
    return node->path == 0 ? NULL : node;
}

static const struct sense *sense_of(const struct lexicon *lexicon, uint32_t number)
{
    return number == 0 ? NULL : &lexicon->senses[number];
}

/* What lexicon_resolve knows of a token. */
struct begun {
    uint32_t first[LEXICON_GROUPS]; /* of the node of that word */
    bool may_go_on;                 /* a longer term may begin with it and the token behind it */
};

/* Whether a term of more words than a node has may begin like it and go on with token `next`. */
static bool may_go_on(const struct lexicon *lexicon, const struct node *node, const struct tokens *tokens, size_t next)
{
    if (next >= tokens->count || (node->followers & follower_bit(tokens->items[next].key)) == 0)
        return false;
    return may_be(lexicon, path_longer(node->path, tokens->items[next].key)) && !tokens->items[next].is_first;
}

static struct begun begun_by(const struct lexicon *lexicon, const struct node *node, const struct tokens *tokens,
                             size_t at)
{
    return (struct begun){{node->first[0], node->first[1]}, may_go_on(lexicon, node, tokens, at + 1)};
}

void lexicon_resolve(struct arena *arena, const struct lexicon *lexicon, struct tokens *tokens)
{
    struct begun *begun = arena_alloc(arena, tokens->count * sizeof *begun);
    const struct token *items = tokens->items;

    for (size_t at = 0; at < tokens->count; at++) {
        if (at + AHEAD < tokens->count)
            __builtin_prefetch(slot_first(lexicon, path_first(items[at + AHEAD].key)));
        begun[at] = begun_by(lexicon, slot_of(lexicon, path_first(items[at].key)), tokens, at);
        /* Without branches: number 0 is there too. */
        __builtin_prefetch(&lexicon->senses[begun[at].first[LEXICON_RULES]]);
        uint32_t name = items[at].shape >= SHAPE_CAPITAL ? begun[at].first[LEXICON_WORDS_AND_NAMES] : 0;
        __builtin_prefetch(&lexicon->senses[name]);
    }
    tokens->begun = begun;
    tokens->lexicon = lexicon;
}

static struct begun begun_at(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    if (tokens->lexicon == lexicon)
        return tokens->begun[at];
    const struct node *node = node_of(lexicon, path_first(tokens->items[at].key));
    return node == NULL ? (struct begun){0} : begun_by(lexicon, node, tokens, at);
}

/* The sense of the next longer term; NULL where it is only a beginning, or no term goes on. */
static const struct sense *longer(struct lexicon_walk *walk, unsigned list)
{
    walk->path = path_longer(walk->path, walk->tokens->items[walk->behind].key);
    const struct node *node = node_of(walk->lexicon, walk->path);
    bool goes_on = node != NULL && may_go_on(walk->lexicon, node, walk->tokens, walk->behind + 1);
    walk->behind = goes_on ? walk->behind + 1 : walk->tokens->count;
    if (node == NULL)
        return NULL;
    return fitting(sense_of(walk->lexicon, node->first[walk->group]), walk->tokens, walk->at, list);
}

static const struct sense *step(struct lexicon_walk *walk, unsigned list)
{
    const struct sense *sense = NULL;

    if (walk->behind == walk->at) {
        struct begun begun = begun_at(walk->lexicon, walk->tokens, walk->at);
        walk->path = path_first(walk->tokens->items[walk->at].key);
        walk->behind = begun.may_go_on ? walk->at + 1 : walk->tokens->count;
        sense = fitting(sense_of(walk->lexicon, begun.first[walk->group]), walk->tokens, walk->at, list);
    }
    while (sense == NULL && walk->behind < walk->tokens->count)
        sense = longer(walk, list);
    return sense;
}

struct lexicon_walk lexicon_walk(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    return (struct lexicon_walk){lexicon, LEXICON_WORDS_AND_NAMES, tokens, at, at, 0};
}

const struct sense *lexicon_step(struct lexicon_walk *walk)
{
    return step(walk, ANY_LIST);
}

struct lexicon_terms lexicon_rules(const struct lexicon *lexicon, const struct tokens *tokens, size_t at, size_t to)
{
    struct begun begun = begun_at(lexicon, tokens, at);
    const struct sense *single = sense_of(lexicon, begun.first[LEXICON_RULES]);
    if (single != NULL && single->is_cased)
        single = fitting(single, tokens, at, ANY_LIST);
    struct lexicon_terms terms = {single, single};

    if (!begun.may_go_on)
        return terms;
    struct lexicon_walk walk = {lexicon, LEXICON_RULES, tokens, at, at + 1, path_first(tokens->items[at].key)};
    for (const struct sense *sense; (sense = step(&walk, ANY_LIST)) != NULL && at + sense->words <= to;)
        terms.longest = sense;
    return terms;
}

static const struct sense *match(const struct lexicon *lexicon, enum lexicon_group group, const struct tokens *tokens,
                                 size_t at, unsigned list)
{
    struct begun begun = begun_at(lexicon, tokens, at);
    const struct sense *longest = fitting(sense_of(lexicon, begun.first[group]), tokens, at, list);
    if (!begun.may_go_on)
        return longest;
    struct lexicon_walk walk = {lexicon, group, tokens, at, at + 1, path_first(tokens->items[at].key)};
    for (const struct sense *sense; (sense = step(&walk, list)) != NULL;)
        longest = sense;
    return longest;
}

const struct sense *lexicon_longest(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    const struct sense *longest = match(lexicon, LEXICON_WORDS_AND_NAMES, tokens, at, ANY_LIST);
    const struct sense *rule = match(lexicon, LEXICON_RULES, tokens, at, ANY_LIST);
    return longest == NULL || (rule != NULL && rule->words > longest->words) ? rule : longest;
}

const struct sense *lexicon_match(const struct lexicon *lexicon, const struct tokens *tokens, size_t at, unsigned list)
{
    return match(lexicon, group_of(lexicon, list), tokens, at, list);
}

const struct sense *sense_next(const struct sense *sense, const struct tokens *tokens, size_t at)
{
    return fitting(sense_behind(sense), tokens, at, ANY_LIST);
}

static bool is_of_list(const struct sense *sense, unsigned list)
{
    if (sense == NULL || (sense->lists >> (list & 63) & 1) == 0)
        return false;
    while (sense != NULL && sense->list != list)
        sense = sense_behind(sense);
    return sense != NULL;
}

bool lexicon_has_word(const struct lexicon *lexicon, uint64_t key, unsigned list)
{
    const struct node *node = node_of(lexicon, path_first(key));
    return node != NULL && is_of_list(sense_of(lexicon, node->first[group_of(lexicon, list)]), list);
}

bool lexicon_has_token(const struct lexicon *lexicon, const struct tokens *tokens, size_t at, unsigned list)
{
    return is_of_list(sense_of(lexicon, begun_at(lexicon, tokens, at).first[group_of(lexicon, list)]), list);
}

bool lexicon_may_end(const struct lexicon *lexicon, uint64_t key, unsigned list)
{
    return (lexicon->endings[ending_slot(key)] >> (list & 63) & 1) != 0;
}
