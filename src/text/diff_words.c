#include "claimd/diff_words.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

struct slot {
    uint32_t hash;
    uint32_t id_after; /* id + 1; 0: empty */
};

/* An open table with linear probing, at most half full; it doubles. */
struct vocabulary {
    struct arena *arena;
    struct slot *slots;
    uint32_t slot_count; /* a power of two */
    struct str *words;   /* by id; room for half as many as slots */
    uint32_t count;
};

enum { SLOTS_FIRST = 1024 };

struct vocabulary *vocabulary_make(struct arena *arena)
{
    struct vocabulary *vocabulary = arena_new(arena, struct vocabulary);
    *vocabulary = (struct vocabulary){
        .arena = arena,
        .slots = arena_array(arena, struct slot, SLOTS_FIRST),
        .slot_count = SLOTS_FIRST,
        .words = arena_array(arena, struct str, SLOTS_FIRST / 2),
    };
    return vocabulary;
}

uint32_t vocabulary_count(const struct vocabulary *vocabulary)
{
    return vocabulary->count;
}

/* FNV-1a; its high bits are the better ones. */
static uint32_t hash_of(struct str s)
{
    uint64_t hash = 0xCBF29CE484222325;
    for (size_t i = 0; i < s.size; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001B3;
    return (uint32_t)(hash ^ (hash >> 32));
}

/* The slot of a word, or the empty one in which it may go; NULL when there is neither within WORD_PROBES. */
static struct slot *find_slot(const struct vocabulary *vocabulary, struct str word, uint32_t hash)
{
    for (uint32_t probe = 0; probe < WORD_PROBES; probe++) {
        struct slot *slot = &vocabulary->slots[(hash + probe) & (vocabulary->slot_count - 1)];
        if (slot->id_after == 0 || (slot->hash == hash && str_equal(vocabulary->words[slot->id_after - 1], word)))
            return slot;
    }
    return NULL;
}

static void grow(struct vocabulary *vocabulary)
{
    const struct slot *old = vocabulary->slots;
    uint32_t old_count = vocabulary->slot_count;
    const struct str *words = vocabulary->words;

    vocabulary->slot_count *= 2;
    vocabulary->slots = arena_array(vocabulary->arena, struct slot, vocabulary->slot_count);
    vocabulary->words = arena_array(vocabulary->arena, struct str, old_count);
    memcpy(vocabulary->words, words, vocabulary->count * sizeof *words);
    for (uint32_t i = 0; i < old_count; i++) {
        if (old[i].id_after == 0)
            continue;
        struct slot *slot = find_slot(vocabulary, words[old[i].id_after - 1], old[i].hash);
        if (slot != NULL) /* else it is like no other word from now on */
            *slot = old[i];
    }
}

static uint32_t id_of(struct vocabulary *vocabulary, struct str word)
{
    uint32_t hash = hash_of(word);
    struct slot *slot = find_slot(vocabulary, word, hash);
    if (slot != NULL && slot->id_after != 0)
        return slot->id_after - 1;
    if (vocabulary->count == vocabulary->slot_count / 2) {
        grow(vocabulary);
        slot = find_slot(vocabulary, word, hash);
    }
    uint32_t id = vocabulary->count++;
    vocabulary->words[id] = word;
    if (slot != NULL)
        *slot = (struct slot){hash, id + 1};
    return id;
}

/* Scripts that put no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese. */
static bool stands_alone(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } scripts[] = {{0x0E00, 0x0FFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},   {0x19E0, 0x19FF},
                   {0x2E80, 0xA4CF}, {0xF900, 0xFAFF}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF}};
    for (size_t i = 0; code_point >= 0x0E00 && i < COUNT(scripts); i++) {
        if (code_point >= scripts[i].first && code_point <= scripts[i].last)
            return true;
    }
    return false;
}

static bool is_word_class(enum utf8_class class)
{
    return class == UTF8_UPPER || class == UTF8_LOWER || class == UTF8_LETTER || class == UTF8_DIGIT;
}

static bool is_ascii_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Where the word ends that begins at byte `at`. */
static size_t word_end(struct str folded, size_t at, bool *is_word)
{
    size_t end = at;
    uint32_t first = utf8_next(folded, &end);
    bool is_alone = stands_alone(first);
    *is_word = first < 0x80 ? is_ascii_word(folded.data[at]) : is_word_class(utf8_classify(first));

    for (;;) {
        while (*is_word && !is_alone && end < folded.size && is_ascii_word(folded.data[end]))
            end++;
        if (end == folded.size || folded.data[end] == ' ')
            return end;
        if (*is_word && (unsigned char)folded.data[end] < 0x80)
            return end; /* a mark */
        size_t behind = end;
        uint32_t next = utf8_next(folded, &behind);
        enum utf8_class class = utf8_classify(next);
        bool goes_on = *is_word ? is_word_class(class) && !is_alone && !stands_alone(next) : next == first;
        if (!goes_on && class != UTF8_JOINED)
            return end;
        end = behind;
    }
}

static bool is_among(char byte, struct str marks)
{
    return str_find_byte(marks, 0, byte) < marks.size;
}

static bool ends_sentence(struct str word)
{
    return word.size > 0 && (is_among(word.data[0], STR(".!?")) || str_is(word, "。"));
}

static bool closes(struct str word)
{
    return word.size > 0 && is_among(word.data[0], STR("\"')]"));
}

static bool begins_sentence(const struct diff_words *words)
{
    enum { CLOSERS = 3 }; /* `."')` and the like */
    if (words->count == 0)
        return true;
    uint32_t last = words->count - 1;
    for (uint32_t closers = 0; last > 0 && closers < CLOSERS && closes(diff_word_text(words, last)); closers++)
        last--;
    return ends_sentence(diff_word_text(words, last));
}

struct str diff_word_text(const struct diff_words *words, uint32_t index)
{
    return str_part(words->quotes.folded, words->items[index].byte, words->items[index].size);
}

static uint32_t count_words(struct str folded)
{
    uint32_t count = 0;
    bool is_word;
    for (size_t at = 0; at < folded.size && count < DIFF_WORDS;) {
        if (folded.data[at] == ' ') {
            at++;
        } else {
            at = word_end(folded, at, &is_word);
            count++;
        }
    }
    return count;
}

struct diff_words diff_words_of(struct arena *arena, const struct blocks *blocks, struct vocabulary *vocabulary)
{
    struct diff_words words = {.quotes = quote_body_make(arena, blocks->body)};
    struct str folded = words.quotes.folded;
    size_t block = 0, run = 0;
    bool is_spaced = false;

    words.items = arena_array(arena, struct diff_word, count_words(folded));
    for (size_t at = 0; at < folded.size;) {
        if (folded.data[at] == ' ') {
            is_spaced = true;
            at++;
            continue;
        }
        bool is_word;
        size_t end = word_end(folded, at, &is_word);
        if (words.count + 1 == DIFF_WORDS)
            end = folded.size;
        struct span span = quote_source_next(&words.quotes, &run, at, end);
        struct diff_word word = {.start = span.start,
                                 .end = span.end,
                                 .byte = (uint32_t)at,
                                 .size = (uint32_t)(end - at),
                                 .is_spaced = is_spaced,
                                 .is_substance = is_word && end - at > 1};
        word.id = id_of(vocabulary, str_part(folded, at, end - at));
        if (is_spaced && begins_sentence(&words))
            word.begins = BEGINS_SENTENCE;
        while (block < blocks->count && blocks->items[block].span.start <= word.start) {
            word.begins = BEGINS_BLOCK;
            block++;
        }
        words.items[words.count++] = word;
        is_spaced = false;
        at = end;
    }
    return words;
}
