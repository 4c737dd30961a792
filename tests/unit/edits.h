/* edits.h: texts whose characters know where they came from, and what writers do to texts: 17 kinds of random edits. */
#ifndef TESTS_UNIT_EDITS_H
#define TESTS_UNIT_EDITS_H

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

enum { NEW = -1 }; /* origin of a character that was put in */

/* A text in which every character knows where it came from. */
struct traced {
    uint32_t *characters;
    int32_t *origins;
    size_t count, room;
};

struct random {
    uint64_t state;
};

/* Marsaglia, Xorshift RNGs, 2003; multiplied as in xorshift64*. */
static uint32_t draw(struct random *random, size_t below)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (uint32_t)((random->state * 0x2545F4914F6CDD1D >> 33) % (below == 0 ? 1 : below));
}

/* Text. */

static void splice(struct traced *text, size_t at, size_t gone, const uint32_t *characters, const int32_t *origins,
                   size_t count)
{
    assert_true(text->count - gone + count <= text->room);
    memmove(text->characters + at + count, text->characters + at + gone,
            (text->count - at - gone) * sizeof *characters);
    memmove(text->origins + at + count, text->origins + at + gone, (text->count - at - gone) * sizeof *origins);
    for (size_t i = 0; i < count; i++) {
        text->characters[at + i] = characters[i];
        text->origins[at + i] = origins == NULL ? NEW : origins[i];
    }
    text->count += count - gone;
}

static struct traced trace(struct arena *arena, struct str body)
{
    struct traced text = {.room = 3 * utf8_count(body) + 20000};
    text.characters = arena_array(arena, uint32_t, text.room);
    text.origins = arena_array(arena, int32_t, text.room);
    for (size_t at = 0; at < body.size; text.count++) {
        text.characters[text.count] = utf8_next(body, &at);
        text.origins[text.count] = (int32_t)text.count;
    }
    return text;
}

static bool is_blank(uint32_t character)
{
    return utf8_is_space(character);
}

static bool is_break(const struct traced *text, size_t at)
{
    return at + 1 < text->count && text->characters[at] == '\n' && text->characters[at + 1] == '\n';
}

/* As blocks_of_text does it. */
static void normalize(struct traced *text)
{
    size_t out = 0;
    for (size_t at = 0; at < text->count;) {
        size_t end = at, lines = 0;
        for (; end < text->count && is_blank(text->characters[end]); end++)
            lines += text->characters[end] == '\n';
        if (end == at) {
            text->characters[out] = text->characters[at];
            text->origins[out++] = text->origins[at++];
            continue;
        }
        bool is_edge = at == 0 || end == text->count;
        for (size_t i = at, kept = 0; i < end && !is_edge; i++) {
            if (lines >= 2 && (text->characters[i] != '\n' || kept++ >= 2))
                continue;
            text->characters[out] = text->characters[i];
            text->origins[out++] = text->origins[i];
        }
        at = end;
    }
    text->count = out;
}

static struct str utf8_of(struct arena *arena, const uint32_t *characters, size_t count)
{
    buffer_auto text = {0};
    for (size_t i = 0; i < count; i++)
        buffer_add_code_point(&text, characters[i]);
    return arena_str(arena, buffer_str(&text));
}

/* Places: the begin of a word, a sentence, a block at or behind `at`; the text's end when there is none. */

static size_t next_word(const struct traced *text, size_t at)
{
    while (at < text->count && (at == 0 || !is_blank(text->characters[at - 1]) || is_blank(text->characters[at])))
        at++;
    return at;
}

static bool begins_sentence(const struct traced *text, size_t at)
{
    if (at == 0)
        return true;
    if (!is_blank(text->characters[at - 1]) || is_blank(text->characters[at]))
        return false;
    size_t last = at - 1;
    while (last > 0 && is_blank(text->characters[last]))
        last--;
    return text->characters[last] == '.' || text->characters[last] == '?' || text->characters[at - 1] == '\n';
}

static size_t next_sentence(const struct traced *text, size_t at)
{
    while (at < text->count && !begins_sentence(text, at))
        at++;
    return at;
}

static size_t next_block(const struct traced *text, size_t at)
{
    while (at < text->count && !(at == 0 || (at >= 2 && is_break(text, at - 2))))
        at++;
    return at;
}

struct piece {
    uint32_t characters[4000];
    int32_t origins[4000];
    size_t count;
};

static void cut(const struct traced *text, size_t from, size_t to, struct piece *piece)
{
    piece->count = to - from < COUNT(piece->characters) ? to - from : COUNT(piece->characters);
    memcpy(piece->characters, text->characters + from, piece->count * sizeof piece->characters[0]);
    memcpy(piece->origins, text->origins + from, piece->count * sizeof piece->origins[0]);
}

/* From one of `text`'s words on, `words` words. */
static void some_words(struct random *random, const struct traced *text, size_t words, struct piece *piece)
{
    size_t from = next_word(text, draw(random, text->count)), to = from;
    for (size_t i = 0; i < words; i++)
        to = next_word(text, to + 1);
    cut(text, from, to, piece);
    while (piece->count > 0 && is_blank(piece->characters[piece->count - 1]))
        piece->count--;
    for (size_t i = 0; i < piece->count; i++) {
        if (piece->characters[i] == '\n')
            piece->characters[i] = ' ';
    }
    if (piece->count + 1 < COUNT(piece->characters))
        piece->characters[piece->count++] = ' ';
}

/* Words of the text in no order: what an editor writes who has the same subject. */
static void mixed_words(struct random *random, const struct traced *text, size_t words, struct piece *piece)
{
    static struct piece one;
    piece->count = 0;
    for (size_t i = 0; i < words; i++) {
        some_words(random, text, 1, &one);
        if (one.count > 60 || piece->count + one.count >= COUNT(piece->characters))
            continue;
        memcpy(piece->characters + piece->count, one.characters, one.count * sizeof one.characters[0]);
        piece->count += one.count;
    }
}

/* The edits. Each changes the text somewhere; one that finds nothing to do does nothing. */

typedef void edit_text(struct random *random, struct traced *text);
static struct piece piece;

static void insert_words(struct random *random, struct traced *text)
{
    mixed_words(random, text, 1 + draw(random, 8), &piece);
    splice(text, next_word(text, draw(random, text->count)), 0, piece.characters, NULL, piece.count);
}

static void insert_sentence(struct random *random, struct traced *text)
{
    mixed_words(random, text, 5 + draw(random, 20), &piece);
    if (piece.count == 0)
        return;
    piece.characters[piece.count - 1] = '.';
    piece.characters[piece.count++] = ' ';
    splice(text, next_sentence(text, draw(random, text->count)), 0, piece.characters, NULL, piece.count);
}

static void insert_block(struct random *random, struct traced *text)
{
    static const uint32_t lines[] = {'\n', '\n'};
    mixed_words(random, text, 10 + draw(random, 60), &piece);
    size_t at = next_block(text, draw(random, text->count));
    splice(text, at, 0, lines, NULL, 2);
    splice(text, at, 0, piece.characters, NULL, piece.count);
    splice(text, at, 0, lines, NULL, 2);
}

static void insert_quotation(struct random *random, struct traced *text)
{
    some_words(random, text, 2 + draw(random, 3), &piece);
    splice(text, next_word(text, draw(random, text->count)), 0, piece.characters, NULL, piece.count);
}

static void insert_not(struct random *random, struct traced *text)
{
    static const uint32_t not [] = {'n', 'o', 't', ' '};
    splice(text, next_word(text, draw(random, text->count)), 0, not, NULL, COUNT(not ));
}

static void delete_characters(struct random *random, struct traced *text)
{
    size_t at = draw(random, text->count), count = 1 + draw(random, 40);
    splice(text, at, count < text->count - at ? count : text->count - at, NULL, NULL, 0);
}

static void delete_words(struct random *random, struct traced *text)
{
    size_t from = next_word(text, draw(random, text->count)), to = from;
    for (size_t i = 1 + draw(random, 6); i > 0; i--)
        to = next_word(text, to + 1);
    to = to > text->count ? text->count : to;
    splice(text, from, to - from, NULL, NULL, 0);
}

static void delete_sentence(struct random *random, struct traced *text)
{
    size_t from = next_sentence(text, draw(random, text->count));
    size_t to = from < text->count ? next_sentence(text, from + 1) : from;
    splice(text, from, to - from, NULL, NULL, 0);
}

static void delete_block(struct random *random, struct traced *text)
{
    size_t from = next_block(text, draw(random, text->count));
    size_t to = from < text->count ? next_block(text, from + 1) : from;
    splice(text, from, to - from, NULL, NULL, 0);
}

static void replace_words(struct random *random, struct traced *text)
{
    size_t from = next_word(text, draw(random, text->count)), to = from;
    for (size_t i = 1 + draw(random, 6); i > 0; i--)
        to = next_word(text, to + 1);
    to = to > text->count ? text->count : to;
    mixed_words(random, text, 1 + draw(random, 6), &piece);
    splice(text, from, to - from, piece.characters, NULL, piece.count);
}

static void replace_sentence(struct random *random, struct traced *text)
{
    size_t from = next_sentence(text, draw(random, text->count));
    size_t to = from < text->count ? next_sentence(text, from + 1) : from;
    mixed_words(random, text, 3 + draw(random, 20), &piece);
    splice(text, from, to - from, piece.characters, NULL, piece.count);
}

static void misspell(struct random *random, struct traced *text)
{
    uint32_t letter = 'a' + draw(random, 26);
    size_t at = draw(random, text->count);
    splice(text, at, draw(random, 2), &letter, NULL, draw(random, 3) > 0);
}

static void move_part(struct random *random, struct traced *text, size_t from, size_t to,
                      size_t (*next)(const struct traced *text, size_t at))
{
    if (to - from >= COUNT(piece.characters))
        return;
    cut(text, from, to, &piece);
    splice(text, from, to - from, NULL, NULL, 0);
    splice(text, next(text, draw(random, text->count)), 0, piece.characters, piece.origins, piece.count);
}

static void move_block(struct random *random, struct traced *text)
{
    static const uint32_t lines[] = {'\n', '\n'};
    splice(text, text->count, 0, lines, NULL,
           2); /* so that the last one ends in a break too; goes if it is not needed */
    size_t from = next_block(text, draw(random, text->count));
    size_t to = from < text->count ? next_block(text, from + 1) : from;
    move_part(random, text, from, to, next_block);
}

static void move_sentence(struct random *random, struct traced *text)
{
    size_t from = next_sentence(text, draw(random, text->count));
    size_t to = from < text->count ? next_sentence(text, from + 1) : from;
    move_part(random, text, from, to, next_sentence);
}

static void swap_marks(struct random *random, struct traced *text)
{
    static const uint32_t swaps[][2] = {{' ', 0xA0}, {'\'', 0x2019}, {'"', 0x201C}, {'-', 0x2013}, {0x2014, '-'}};
    for (size_t i = 0; i < text->count; i++) {
        for (size_t j = 0; j < COUNT(swaps); j++) {
            if (text->characters[i] != swaps[j][0] && text->characters[i] != swaps[j][1])
                continue;
            if (draw(random, 4) == 0)
                text->characters[i] = swaps[j][text->characters[i] == swaps[j][0]];
            break;
        }
    }
}

static void join_blocks(struct random *random, struct traced *text)
{
    static const uint32_t blank = ' ';
    size_t at = next_block(text, 1 + draw(random, text->count));
    if (at < text->count)
        splice(text, at - 2, 2, &blank, NULL, 1);
}

static void part_block(struct random *random, struct traced *text)
{
    static const uint32_t lines[] = {'\n', '\n'};
    splice(text, next_sentence(text, draw(random, text->count)), 0, lines, NULL, 2);
}

static const struct kind {
    const char *name;
    edit_text *edit;
} kinds[] = {
    {"delete a block", delete_block},
    {"delete a sentence", delete_sentence},
    {"delete characters", delete_characters},
    {"delete words", delete_words},
    {"insert a block", insert_block},
    {"insert a quotation", insert_quotation},
    {"insert a sentence", insert_sentence},
    {"insert \"not\"", insert_not},
    {"insert words", insert_words},
    {"join blocks", join_blocks},
    {"misspell", misspell},
    {"move a block", move_block},
    {"move a sentence", move_sentence},
    {"part a block", part_block},
    {"replace a sentence", replace_sentence},
    {"replace words", replace_words},
    {"swap marks and spaces", swap_marks},
};

#endif
