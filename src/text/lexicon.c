/* Terms lie in a hash table of paths: a term of three words puts three nodes into it, one for each beginning, whose key is made
 * of the keys of the words so far. Matching walks from beginning to beginning while there are longer ones. Keys of 64 bits
 * are taken for the words (token.h). A table is half empty and probed linearly.
 *
 * What costs is waiting for memory: the tables are larger than a processor's near caches. So `maybe` says of most paths that
 * they are none, in a bit each; lexicon_resolve looks up first words for all tokens in one loop, whose reads do not wait for
 * each other; and the senses of a term lie together. */
#include "claimd/lexicon.h"

#include <math.h>
#include <string.h>

enum {
    STRICT_CAPITALS = 3, /* letters of a word in capitals up to which the text must have capitals too: "US", "WHO" */
    MAYBE_BITS = 3,      /* bits of `maybe` for a slot, as a power of two */
    CACHE_LINE = 64,
    AHEAD = 32, /* tokens */
};

enum { ANY_LIST = UINT32_MAX, UNRESOLVED = UINT32_MAX };

struct node {
    uint64_t path;           /* 0: empty */
    uint32_t first : 31;     /* number of its first sense, from 1; 0: only a beginning */
    uint32_t has_longer : 1; /* a longer term begins alike */
    uint32_t lists;          /* of its senses, a bit for each number modulo 32: most lists say nothing of most words */
};

/* A sense before the table is made. */
struct entry {
    struct entry *before;
    struct sense sense;
    struct node *node;
    uint64_t keys[]; /* sense.words of them */
};

struct table {
    struct node *nodes;
    uint64_t *maybe; /* a bit for each hash of a path that is there */
    unsigned shift;  /* of a 64-bit hash, down to a slot */
    size_t mask;
};

struct lexicon {
    struct arena *arena;
    struct arena scratch, making; /* until finished: of one term; of entries */
    struct entry *last;
    size_t count;

    struct sense *senses;
    uint64_t rules; /* lists with a table of their own, a bit each */
    struct table tables[LEXICON_TABLES];
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

static struct node *slot_first(const struct table *table, uint64_t path)
{
    return &table->nodes[hash_of(path) >> table->shift];
}

/* The node of a path, or the empty slot where it belongs. */
static struct node *slot_of(const struct table *table, uint64_t path)
{
    struct node *node = slot_first(table, path);
    while (node->path != 0 && node->path != path)
        node = &table->nodes[(size_t)(node - table->nodes + 1) & table->mask];
    return node;
}

static bool may_be(const struct table *table, uint64_t path)
{
    size_t number = (size_t)(hash_of(path) >> (table->shift - MAYBE_BITS));
    return (table->maybe[number / 64] >> number % 64 & 1) != 0;
}

static void note_path(const struct table *table, uint64_t path)
{
    size_t number = (size_t)(hash_of(path) >> (table->shift - MAYBE_BITS));
    table->maybe[number / 64] |= (uint64_t)1 << number % 64;
}

static enum lexicon_table table_of(const struct lexicon *lexicon, unsigned list)
{
    return (lexicon->rules >> list & 1) != 0 ? LEXICON_RULES : LEXICON_WORDS_AND_NAMES;
}

static uint32_t list_bit(unsigned list)
{
    return list == ANY_LIST ? UINT32_MAX : (uint32_t)1 << list % 32;
}

/* Puts the beginnings of a term into its table, and finds the node of the whole. */
static void insert(const struct lexicon *lexicon, struct entry *entry)
{
    const struct table *table = &lexicon->tables[table_of(lexicon, entry->sense.list)];
    uint64_t path = 0;

    for (size_t i = 0; i < entry->sense.words; i++) {
        path = i == 0 ? path_first(entry->keys[0]) : path_longer(path, entry->keys[i]);
        entry->node = slot_of(table, path);
        entry->node->path = path;
        entry->node->has_longer |= i + 1U < entry->sense.words ? 1U : 0U;
        note_path(table, path);
    }
    entry->node->first++; /* how many, until place_senses */
    entry->node->lists |= list_bit(entry->sense.list);
}

/* Gives each node its part of the senses, and fills that from the end, since entries come last first. */
static void place_senses(struct lexicon *lexicon)
{
    uint32_t behind = 0;

    for (unsigned number = 0; number < LEXICON_TABLES; number++) {
        const struct table *table = &lexicon->tables[number];
        for (size_t slot = 0; slot <= table->mask; slot++) {
            struct node *node = &table->nodes[slot];
            if (node->first == 0)
                continue;
            behind += node->first;
            lexicon->senses[behind - 1].is_last = true;
            node->first = (behind + 1) & INT32_MAX;
        }
    }
    for (const struct entry *entry = lexicon->last; entry != NULL; entry = entry->before) {
        entry->node->first--;
        struct sense *sense = &lexicon->senses[entry->node->first - 1];
        bool is_last = sense->is_last;
        *sense = entry->sense;
        sense->is_last = is_last;
        sense->lists = (uint64_t)1 << (sense->list & 63) | (is_last ? 0 : sense[1].lists);
    }
}

static void make_table(struct lexicon *lexicon, enum lexicon_table number)
{
    struct table *table = &lexicon->tables[number];
    unsigned bits = 4;
    size_t words = 0;

    for (const struct entry *entry = lexicon->last; entry != NULL; entry = entry->before)
        words += table_of(lexicon, entry->sense.list) == number ? entry->sense.words : 0;
    while (((size_t)1 << bits) < words * 2)
        bits++;
    table->shift = 64 - bits;
    table->mask = ((size_t)1 << bits) - 1;
    table->nodes = arena_array(lexicon->arena, struct node, table->mask + 1);
    table->maybe = arena_array(lexicon->arena, uint64_t, (table->mask + 1) * (1U << MAYBE_BITS) / 64);
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
    make_table(lexicon, LEXICON_WORDS_AND_NAMES);
    make_table(lexicon, LEXICON_RULES);
    lexicon->senses = senses_new(lexicon->arena, lexicon->count);
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
    return lexicon->senses;
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

/* sense or the first behind it that fits. */
static const struct sense *fitting(const struct sense *sense, const struct tokens *tokens, size_t at, unsigned list)
{
    while (sense != NULL && ((list != ANY_LIST && sense->list != list) || !sense_fits(sense, tokens, at)))
        sense = sense_behind(sense);
    return sense;
}

static const struct node *node_of(const struct table *table, uint64_t path)
{
    if (!may_be(table, path))
        return NULL;
    const struct node *node = slot_of(table, path);
    return node->path == 0 ? NULL : node;
}

void lexicon_resolve(struct arena *arena, const struct lexicon *lexicon, struct tokens *tokens)
{
    _Static_assert(COUNT(tokens->resolved) == LEXICON_TABLES, "a list of nodes for each table");
    for (unsigned number = 0; number < LEXICON_TABLES; number++) {
        const struct table *table = &lexicon->tables[number];
        uint32_t *resolved = arena_alloc(arena, tokens->count * sizeof *resolved);
        for (size_t i = 0; i < tokens->count; i++) {
            if (i + AHEAD < tokens->count)
                __builtin_prefetch(slot_first(table, path_first(tokens->items[i + AHEAD].key)));
            const struct node *node = slot_of(table, path_first(tokens->items[i].key));
            if (node->first != 0)
                __builtin_prefetch(&lexicon->senses[node->first - 1]);
            resolved[i] = node->path == 0 ? UNRESOLVED : (uint32_t)(node - table->nodes);
        }
        tokens->resolved[number] = resolved;
    }
    tokens->lexicon = lexicon;
}

/* The node of the first token of a walk. */
static const struct node *walk_off(struct lexicon_walk *walk)
{
    const struct table *table = &walk->lexicon->tables[walk->table];

    walk->path = path_first(walk->tokens->items[walk->at].key);
    if (walk->tokens->lexicon != walk->lexicon)
        return node_of(table, walk->path);
    uint32_t resolved = walk->tokens->resolved[walk->table][walk->at];
    return resolved == UNRESOLVED ? NULL : &table->nodes[resolved];
}

/* The node of the next longer beginning; NULL where no term goes on. */
static const struct node *walk_on(struct lexicon_walk *walk)
{
    const struct node *node = NULL;

    if (walk->behind >= walk->tokens->count)
        return NULL;
    if (walk->behind == walk->at) {
        node = walk_off(walk);
    } else {
        const struct token *token = &walk->tokens->items[walk->behind];
        if (token->is_first)
            return NULL;
        walk->path = path_longer(walk->path, token->key);
        node = node_of(&walk->lexicon->tables[walk->table], walk->path);
    }
    if (node != NULL)
        walk->behind = node->has_longer ? walk->behind + 1 : walk->tokens->count;
    return node;
}

static const struct sense *step(struct lexicon_walk *walk, unsigned list)
{
    const struct sense *sense = NULL;
    for (const struct node *node; sense == NULL && (node = walk_on(walk)) != NULL;) {
        if (node->first != 0 && (node->lists & list_bit(list)) != 0)
            sense = fitting(&walk->lexicon->senses[node->first - 1], walk->tokens, walk->at, list);
    }
    return sense;
}

struct lexicon_walk lexicon_walk(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    return (struct lexicon_walk){lexicon, LEXICON_WORDS_AND_NAMES, tokens, at, at, 0};
}

struct lexicon_walk lexicon_walk_rules(const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
    return (struct lexicon_walk){lexicon, LEXICON_RULES, tokens, at, at, 0};
}

const struct sense *lexicon_step(struct lexicon_walk *walk)
{
    return step(walk, ANY_LIST);
}

static const struct sense *match(const struct lexicon *lexicon, enum lexicon_table table, const struct tokens *tokens,
                                 size_t at, unsigned list)
{
    struct lexicon_walk walk = {lexicon, table, tokens, at, at, 0};
    const struct sense *longest = NULL;
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
    return match(lexicon, table_of(lexicon, list), tokens, at, list);
}

const struct sense *sense_next(const struct sense *sense, const struct tokens *tokens, size_t at)
{
    return fitting(sense_behind(sense), tokens, at, ANY_LIST);
}

bool lexicon_has_word(const struct lexicon *lexicon, uint64_t key, unsigned list)
{
    const struct node *node = node_of(&lexicon->tables[table_of(lexicon, list)], path_first(key));
    bool is_there = node != NULL && node->first != 0 && (node->lists & list_bit(list)) != 0;
    const struct sense *sense = is_there ? &lexicon->senses[node->first - 1] : NULL;
    while (sense != NULL && sense->list != list)
        sense = sense_behind(sense);
    return sense != NULL;
}
