#include "claimd/words.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

static uint32_t straight(uint32_t code_point)
{
    if ((code_point >= 0x2018 && code_point <= 0x201B) || code_point == 0x02BC)
        return '\'';
    if (code_point >= 0x2010 && code_point <= 0x2015)
        return '-';
    return code_point;
}

static bool is_ascii(struct str text)
{
    return utf8_ascii_size(text, 0) == text.size;
}

/* From the first letter or digit to the last; the empty str for marks alone. Words are mostly ASCII. */
static struct str inner(struct str word)
{
    size_t start = word.size, end = 0;
    if (is_ascii(word)) {
        start = 0;
        end = word.size;
        while (start < end && !utf8_is_word((unsigned char)word.data[start]))
            start++;
        while (end > start && !utf8_is_word((unsigned char)word.data[end - 1]))
            end--;
        return str_part(word, start, end - start);
    }
    for (size_t at = 0; at < word.size;) {
        size_t here = at;
        uint32_t code_point = utf8_next(word, &at);
        bool is_joined = end > 0 && utf8_classify(code_point) == UTF8_JOINED;
        if (!utf8_is_word(code_point) && !is_joined)
            continue;
        start = here < start ? here : start;
        end = at;
    }
    return str_part(word, start, end > start ? end - start : 0);
}

static void add_key(struct buffer *key, struct str word)
{
    if (is_ascii(word)) {
        buffer_add(key, word);
        for (char *at = key->data + key->size - word.size; at < key->data + key->size; at++)
            *at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        return;
    }
    for (size_t at = 0; at < word.size;) {
        uint32_t folded[UTF8_FOLDED];
        size_t count = utf8_fold(straight(utf8_next(word, &at)), folded);
        for (size_t i = 0; i < count; i++) {
            if (!utf8_is_space(folded[i]))
                buffer_add_code_point(key, folded[i]);
        }
    }
}

/* Whether white space stands at byte *at; moves behind the character. */
static bool take_space(struct str line, size_t *at)
{
    unsigned char byte = (unsigned char)line.data[*at];
    if (byte < 0x80) {
        ++*at;
        return byte == ' ' || (byte >= '\t' && byte <= '\r');
    }
    return utf8_is_space(utf8_next(line, at));
}

bool words_next(struct str line, size_t *at, struct str *word)
{
    size_t start = line.size, end = line.size;
    while (*at < line.size) {
        size_t here = *at;
        bool is_space = take_space(line, at);
        if (!is_space && start == line.size)
            start = here;
        if (is_space && start < line.size) {
            end = here;
            break;
        }
    }
    *word = str_part(line, start, end - start);
    return word->size > 0;
}

struct words words_of(struct arena *arena, struct str line)
{
    struct words words = {.line = line};
    buffer_auto key = {0};
    struct str text;
    size_t most = 1; /* words: white space is a byte up to ' ' or no ASCII */

    for (size_t i = 0; i < line.size; i++)
        most += (unsigned char)line.data[i] <= ' ' || (unsigned char)line.data[i] >= 0xC2;
    words.items = arena_alloc(arena, most * sizeof *words.items);
    for (size_t at = 0; words_next(line, &at, &text);) {
        struct str core = inner(text);
        if (core.size == 0)
            continue;
        size_t before = key.size;
        if (words.count > 0)
            buffer_add_byte(&key, ' ');
        size_t start = key.size;
        add_key(&key, core);
        if (key.size == start) { /* an accent with a form of its own, such as U+FE76, folds to nothing */
            key.size = before;
            continue;
        }
        if (core.data + core.size < text.data + text.size && core.data[core.size] == ':')
            buffer_add_byte(&key, ':');
        words.items[words.count++] = (struct word){text, {NULL, key.size - start}};
    }
    words.key = arena_str(arena, buffer_str(&key));
    size_t start = 0;
    for (size_t i = 0; i < words.count; i++) {
        words.items[i].key.data = words.key.data + start;
        start += words.items[i].key.size + 1;
    }
    return words;
}

bool words_have(const struct words *words, size_t at, struct str phrase)
{
    struct str part;
    for (; str_split(&phrase, ' ', &part); at++) {
        if (at >= words->count)
            return false;
        struct str key = words->items[at].key;
        bool is_open = !str_ends(part, STR(":")) && str_ends(key, STR(":"));
        if (!str_equal(is_open ? str_part(key, 0, key.size - 1) : key, part))
            return false;
    }
    return true;
}

size_t words_find(const struct words *words, size_t from, struct str phrase)
{
    for (size_t at = from; at < words->count; at++) {
        if (words_have(words, at, phrase))
            return at;
    }
    return words->count;
}

bool words_key_in(struct str key, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (key.size > 0 && key.data[0] == list[i][0] && str_is(key, list[i]))
            return true;
    }
    return false;
}

struct str words_text(const struct words *words, size_t from, size_t to)
{
    assert(from < to && to <= words->count);
    const struct str first = words->items[from].text, last = words->items[to - 1].text;
    return (struct str){first.data, (size_t)(last.data + last.size - first.data)};
}

struct str words_trim(struct str text)
{
    return inner(text);
}

bool words_capital(struct str text)
{
    for (size_t at = 0; at < text.size;) {
        enum utf8_class class = utf8_classify(utf8_next(text, &at));
        if (class != UTF8_OTHER && class != UTF8_SPACE && class != UTF8_INVISIBLE)
            return class == UTF8_UPPER;
    }
    return false;
}

/* The code point that ends before byte *at; moves before it. */
static uint32_t take_back(struct str text, size_t *at)
{
    do {
        --*at;
    } while (((unsigned char)text.data[*at] & 0xC0U) == 0x80U);
    size_t here = *at;
    return utf8_next(text, &here);
}

bool words_stop(struct str text)
{
    static const uint32_t stops[] = {'.', '!', '?', 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x06D4, 0x0964};
    for (size_t at = text.size; at > 0;) {
        uint32_t code_point = take_back(text, &at);
        enum utf8_class class = utf8_classify(code_point);
        for (size_t i = 0; i < COUNT(stops); i++) {
            if (code_point == stops[i])
                return true;
        }
        bool is_closing = class == UTF8_OTHER && (code_point >= 0x80 || strchr(",;:-/+&*=<", (int)code_point) == NULL);
        if (class != UTF8_SPACE && class != UTF8_INVISIBLE && !is_closing)
            return false;
    }
    return false;
}

struct str words_url(struct str text)
{
    for (size_t at = 0; at + 8 < text.size; at++) {
        struct str rest = str_part(text, at, text.size);
        if (text.data[at] != 'h' || (!str_starts(rest, STR("http://")) && !str_starts(rest, STR("https://"))))
            continue;
        size_t size = 0;
        while (size < rest.size && (unsigned char)rest.data[size] > ' ' && (unsigned char)rest.data[size] < 0x7F &&
               strchr("<>\"\\^`{|}", rest.data[size]) == NULL)
            size++;
        while (size > 0 && strchr(".,;:!?)]'*_", rest.data[size - 1]) != NULL)
            size--;
        return str_part(rest, 0, size);
    }
    return (struct str){0};
}
