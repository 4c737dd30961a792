/* Terms lie in a hash table of paths: a term of three words puts three nodes into it, one for each beginning, whose key is made
 * of the keys of the words so far. Matching walks from beginning to beginning while there are longer ones, so a token that
 * begins no term costs one look at one slot. Keys of 64 bits are taken for the words (token.h). The table is half empty and
 * probed linearly. */
#include "claimd/lexicon.h"

#include <math.h>
#include <string.h>

/* Letters of a word in capitals up to which the text must have capitals too: "US", "WHO". */
enum { STRICT_CAPITALS = 3 };

enum { ANY_LIST = UINT32_MAX };

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
    uint64_t keys[]; /* sense.words of them */
};

struct lexicon {
    struct arena *arena;
    struct arena scratch;
    struct entry *last; /* until finished */
    size_t count;

    struct sense *senses;
    uint64_t rules; /* lists with a table of their own, a bit each */
    struct table {
        struct node *nodes;
        unsigned shift; /* of a 64-bit hash, down to a slot */
        size_t mask;
        uint64_t *
            begins; /* a bit for each hash with which a term may begin: most words begin none, and this stays in the cache */
    } tables[LEXICON_TABLES];
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

bool lexicon_add_sense(struct lexicon *lexicon, const struct sense *sense)
{
    arena_reset(&lexicon->scratch);
    struct tokens tokens = tokens_of(&lexicon->scratch, sense->term);
    if (tokens.count == 0 || tokens.count > LEXICON_WORDS)
        return false;

    struct entry *entry = arena_alloc(lexicon->arena, sizeof *entry + tokens.count * sizeof entry->keys[0]);
    uint8_t *shapes = arena_alloc(lexicon->arena, tokens.count);
    entry->before = lexicon->last;
    entry->sense = *sense;
    entry->sense.next = NULL;
    entry->sense.words = (uint16_t)tokens.count;
    entry->sense.shapes = shapes;
    entry->sense.is_cased = false;
    for (size_t i = 0; i < tokens.count; i++) {
        entry->keys[i] = tokens.items[i].key;
        shapes[i] = wanted_shape(&tokens.items[i]);
        entry->sense.is_cased |= shapes[i] != SHAPE_LOWER && shapes[i] != SHAPE_OTHER;
    }
    lexicon->last = entry;
    lexicon->count++;
    return true;
}

bool lexicon_add(struct lexicon *lexicon, unsigned list, struct str term, uint32_t index)
{
    struct sense sense = {
        .term = term, .list = (uint8_t)list, .line = index, .weight = NAN, .value = SENSE_NONE, .value2 = SENSE_NONE};
    assert(list <= UINT8_MAX);
    return lexicon_add_sense(lexicon, &sense);
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

/* The node of a path, or the empty slot where it belongs. */
static struct node *slot_of(const struct table *table, uint64_t path)
{
    size_t slot = (size_t)(path * 0x9E3779B97F4A7C15U >> table->shift);
    while (table->nodes[slot].path != 0 && table->nodes[slot].path != path)
        slot = (slot + 1) & table->mask;
    return &table->nodes[slot];
}

/* Bits of `begins` for a slot. */
enum { BEGIN_BITS = 3 };

static uint64_t *begin_of(const struct table *table, uint64_t path, uint64_t *bit)
{
    size_t number = (size_t)(path * 0x9E3779B97F4A7C15U >> (table->shift - BEGIN_BITS));
    *bit = (uint64_t)1 << number % 64;
    return &table->begins[number / 64];
}

static bool may_begin(const struct table *table, uint64_t path)
{
    uint64_t bit = 0;
    return (*begin_of(table, path, &bit) & bit) != 0;
}

static enum lexicon_table table_of(const struct lexicon *lexicon, unsigned list)
{
    return (lexicon->rules >> list & 1) != 0 ? LEXICON_RULES : LEXICON_WORDS_AND_NAMES;
}

static uint32_t list_bit(unsigned list)
{
    return list == ANY_LIST ? UINT32_MAX : (uint32_t)1 << list % 32;
}

/* Puts sense number `index` before the others of its words. */
static void insert(struct lexicon *lexicon, const struct entry *entry, size_t index)
{
    struct sense *sense = &lexicon->senses[index];
    struct node *node = NULL;
    uint64_t path = 0;

    struct table *table = &lexicon->tables[table_of(lexicon, entry->sense.list)];
    uint64_t bit = 0;
    uint64_t *begin = begin_of(table, path_first(entry->keys[0]), &bit);

    *begin |= bit;
    *sense = entry->sense;
    for (size_t i = 0; i < sense->words; i++) {
        path = i == 0 ? path_first(entry->keys[0]) : path_longer(path, entry->keys[i]);
        node = slot_of(table, path);
        node->path = path;
        node->has_longer |= i + 1U < sense->words ? 1U : 0U;
    }
    assert(node != NULL && index < INT32_MAX);
    node->lists |= list_bit(sense->list);
    sense->next = node->first == 0 ? NULL : &lexicon->senses[node->first - 1];
    sense->lists = (uint64_t)1 << (sense->list & 63) | (sense->next == NULL ? 0 : sense->next->lists);
    node->first = ((uint32_t)index + 1) & INT32_MAX;
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
    table->begins = arena_array(lexicon->arena, uint64_t, (table->mask + 1) * (1U << BEGIN_BITS) / 64);
}

void lexicon_split(struct lexicon *lexicon, uint64_t rules)
{
    lexicon->rules = rules;
}

void lexicon_finish(struct lexicon *lexicon)
{
    size_t index = lexicon->count;

    make_table(lexicon, LEXICON_WORDS_AND_NAMES);
    make_table(lexicon, LEXICON_RULES);
    lexicon->senses = arena_array(lexicon->arena, struct sense, lexicon->count);
    for (const struct entry *entry = lexicon->last; entry != NULL; entry = entry->before)
        insert(lexicon, entry, --index);
    arena_release(&lexicon->scratch);
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
    for (size_t i = 0; i < sense->words; i++) {
        if (!shape_fits(sense->shapes[i], tokens->items[at + i].shape))
            return false;
    }
    return true;
}

/* sense or the first behind it that fits. */
static const struct sense *fitting(const struct sense *sense, const struct tokens *tokens, size_t at, unsigned list)
{
    while (sense != NULL &&
           ((list != ANY_LIST && sense->list != list) || (sense->is_cased && !sense_fits(sense, tokens, at))))
        sense = sense->next;
    return sense;
}

/* The node of the next longer beginning; NULL where no term goes on. */
static const struct node *walk_on(struct lexicon_walk *walk)
{
    if (walk->behind >= walk->tokens->count)
        return NULL;
    const struct token *token = &walk->tokens->items[walk->behind];
    if (walk->behind > walk->at && token->is_first)
        return NULL;
    walk->path = walk->behind == walk->at ? path_first(token->key) : path_longer(walk->path, token->key);
    const struct table *table = &walk->lexicon->tables[walk->table];
    if (walk->behind == walk->at && !may_begin(table, walk->path))
        return NULL;
    const struct node *node = slot_of(table, walk->path);
    if (node->path == 0)
        return NULL;
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
    return fitting(sense->next, tokens, at, ANY_LIST);
}

bool lexicon_has_word(const struct lexicon *lexicon, uint64_t key, unsigned list)
{
    const struct node *node = slot_of(&lexicon->tables[table_of(lexicon, list)], path_first(key));
    bool is_there = node->path != 0 && node->first != 0 && (node->lists & list_bit(list)) != 0;
    const struct sense *sense = is_there ? &lexicon->senses[node->first - 1] : NULL;
    while (sense != NULL && sense->list != list)
        sense = sense->next;
    return sense != NULL;
}
