/* A list of names is read word by word: commas, "and", marks that stand alone and line ends divide it; a word such as "for" or
 * "in", or a number, ends it ("By Jane Doe in Oslo", "Jane Doe | 19 May 2023"). A part that holds a word of `roles` says what
 * somebody is and not who. */
#include "claimd/byline.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/words.h"
#include "claimd/written_date.h"

enum {
    NAME_WORDS = 6,
    FIELD_SIZE = 1000,
    STOP_WORDS = 6 /* a full stop behind more words ends a sentence, not "Jr." */
};

/* What stands before the names: keys of words.h. */
static const char *const openings[] = {
    "by",         "by:",      "written by", "written by:", "words by",    "words by:", "posted by",
    "posted by:", "story by", "text by",    "text by:",    "reported by", "report by", "published by",
    "author",     "author:",  "authors:",   "article by",  "von",         "von:",      "par",
    "par:",       "por",      "por:",       "di",          "door",        "door:",     "av",
    "af",         "autor:",   "auteur:",    "autore:",     "texte par",   "text von",
};
static const char *const dividers[] = {"and", "und", "et", "y", "e", "och", "og", "en", "with", "by", "mit", "avec"};
static const char *const ends[] = {
    "for",  "in",  "at",   "on",         "from",     "via",     "updated", "published", "posted", "last",
    "pour", "fur", "para", "published:", "updated:", "posted:", "follow",  "est",       "is"};
/* clang-format off */
static const char *const roles[] = {
    "writer", "writers", "editor", "editors", "correspondent", "reporter", "reporters", "staff", "contributor", "contributors",
    "contributing", "columnist", "journalist", "bureau", "chief", "phd", "ph.d", "md", "m.d", "ma", "mba", "msc", "rn", "producer",
    "analyst", "press", "news", "agency", "agencies", "senior", "author", "admin", "health", "redaktion", "redacteur", "redaction",
    "editorial", "team", "desk", "magazine", "photographer", "freelance", "fellow", "director", "ceo", "founder", "professor",
};
static const char *const particles[] = {
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "van", "von", "der", "den", "ten", "ter", "la", "le", "bin",
    "ibn", "al", "el", "bint", "abu", "ap", "zu", "af", "av", "y", "e", "st", "jr", "sr", "ii", "iii", "dr", "of", "ben",
};
static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv", "jr."};
/* clang-format on */

/* How many words open a byline; 0: none do. */
static size_t opening_words(const struct words *words)
{
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(openings); i++) {
        struct str opening = str_of(openings[i]), part;
        size_t count = 0;
        if (!words_have(words, 0, opening))
            continue;
        while (str_split(&opening, ' ', &part))
            count++;
        longest = count > longest ? count : longest;
    }
    return longest;
}

static bool has_digit_or_sign(struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        if ((text.data[i] >= '0' && text.data[i] <= '9') || text.data[i] == '@' || text.data[i] == '/' ||
            text.data[i] == '<' || text.data[i] == '{')
            return true;
    }
    return false;
}

/* Two words at least, each with a capital or one of those that stand inside names. */
static bool is_person(const struct words *words)
{
    size_t capitals = 0;
    for (size_t i = 0; i < words->count; i++) {
        bool is_capital = words_capital(words->items[i].text);
        if (!is_capital && !words_key_in(words->items[i].key, particles, COUNT(particles)))
            return false;
        capitals += is_capital;
    }
    return capitals >= 2;
}

static bool is_role(const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (words_key_in(words->items[i].key, roles, COUNT(roles)))
            return true;
    }
    return false;
}

/* With one space for any white space, no marks before it, and none behind it but the dot of an initial or "Jr.". */
static struct str tidy(struct arena *arena, struct str name)
{
    buffer_auto text = {0};
    struct str word;
    for (size_t at = 0; words_next(name, &at, &word);) {
        if (text.size > 0)
            buffer_add_byte(&text, ' ');
        buffer_add(&text, word);
    }
    struct str whole = arena_str(arena, buffer_str(&text)), inner = words_trim(whole);
    bool has_dot = inner.size > 0 && inner.data + inner.size < whole.data + whole.size && inner.data[inner.size] == '.';
    size_t last = inner.size;
    while (last > 0 && inner.data[last - 1] != ' ')
        last--;
    bool is_short = inner.size - last <= 2;
    return (struct str){inner.data, inner.size + (has_dot && is_short)};
}

static void add_name(struct byline *byline, struct str name)
{
    if (name.size == 0 || name.size > BYLINE_NAME_SIZE || byline->count == BYLINE_NAMES)
        return;
    for (size_t i = 0; i < byline->count; i++) {
        if (str_equal_nocase(byline->names[i], name))
            return;
    }
    byline->names[byline->count++] = name;
}

/* A list of names being read. */
struct reading {
    struct arena *arena;
    struct byline found;
    struct str role; /* a part that says what somebody is: the author where no other is named ("BBC News") */
    size_t words;    /* of the first name */
    bool is_over;    /* no more names come */
    bool is_list;    /* every part was a name of a person or a role */
};

/* Without what follows two words with capitals in lower case: "Jane Doe před", "Jane Doe reports". */
static struct str without_tail(struct arena *arena, struct str name)
{
    struct words words = words_of(arena, name);
    for (size_t i = 0; i < words.count; i++) {
        bool is_part =
            words_capital(words.items[i].text) || words_key_in(words.items[i].key, particles, COUNT(particles));
        if (!is_part)
            return i >= 2 && words_capital(words.items[0].text) ? words_text(&words, 0, i) : name;
    }
    return name;
}

static void end_part(struct reading *reading, struct str part)
{
    struct str name = without_tail(reading->arena, tidy(reading->arena, part));
    struct words words = words_of(reading->arena, name);
    if (words.count == 0)
        return;
    if (is_role(&words)) {
        reading->role = reading->role.size == 0 ? name : reading->role;
        return;
    }
    reading->is_list = reading->is_list && words.count <= NAME_WORDS && is_person(&words);
    if (reading->found.count > 0 && words.count == 1 && reading->words > 1) {
        reading->found.count = 1; /* "Jane Doe, Speech, Privacy and …": what follows the name is where she works */
        reading->is_over = true;
    }
    if (reading->is_over)
        return;
    reading->words = reading->found.count == 0 ? words.count : reading->words;
    if (words.count <= NAME_WORDS + 2 && !has_digit_or_sign(name))
        add_name(&reading->found, name);
}

static bool begins_date(const struct words *words, struct str text)
{
    struct written_date date;
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].text.data == text.data)
            return written_date_at(words, i, &date);
    }
    return false;
}

static struct str key_of(struct arena *arena, struct str word)
{
    return words_of(arena, word).key;
}

static bool is_suffix_next(struct arena *arena, struct str list, size_t at)
{
    struct str next;
    return words_next(list, &at, &next) && words_key_in(key_of(arena, next), suffixes, COUNT(suffixes));
}

static bool ends_part(struct str word)
{
    char last = word.data[word.size - 1];
    return last == ',' || last == ';' || last == ':' || last == '|' || (last == ')' && word.data[0] != '(');
}

/* Whether a line end stands in the white space before byte `at`. */
static bool is_new_line(struct str list, size_t at)
{
    for (; at > 0 && list.data != NULL && str_find_byte(STR(" \t\n"), 0, list.data[at - 1]) < 3; at--) {
        if (list.data[at - 1] == '\n')
            return true;
    }
    return false;
}

/* A number, a date, or a word such as "in" behind a name; a single word before it may be a part of one ("Friends for Life"). */
static bool ends_list(const struct words *words, struct str word, struct str key, struct str part)
{
    if ((key.size > 0 && key.data[0] >= '0' && key.data[0] <= '9') || begins_date(words, word))
        return true;
    bool is_name = part.size == 0 || memchr(part.data, ' ', part.size) != NULL;
    return words_key_in(key, ends, COUNT(ends)) && is_name && (!words_capital(word) || part.size == 0);
}

/* "(with" opens a part of its own; "(R.J.)" does not. */
static bool opens_bracket(struct str word)
{
    return word.data[0] == '(' && !str_ends(word, STR(")"));
}

static void read_list(struct reading *reading, struct str list)
{
    struct words words = words_of(reading->arena, list);
    struct str word, part = {0};
    for (size_t at = 0; words_next(list, &at, &word);) {
        struct str key = key_of(reading->arena, word);
        if (words_url(word).data != NULL)
            continue;
        if (ends_list(&words, word, key, part))
            break;
        bool is_divider = key.size == 0 || (words_key_in(key, dividers, COUNT(dividers)) && !words_capital(word));
        if (is_divider ||
            (part.size > 0 && (is_new_line(list, (size_t)(word.data - list.data)) || opens_bracket(word)))) {
            end_part(reading, part);
            part = (struct str){0};
        }
        if (is_divider)
            continue;
        part = part.size == 0 ? word : (struct str){part.data, (size_t)(word.data + word.size - part.data)};
        if (ends_part(word) && !is_suffix_next(reading->arena, list, at)) {
            end_part(reading, part);
            part = (struct str){0};
        }
    }
    end_part(reading, part);
    if (reading->found.count == 0)
        add_name(&reading->found, reading->role);
}

/* "Doe, Jane": one comma, and one word before it. */
static struct str turned(struct arena *arena, struct str field)
{
    size_t comma = str_find_byte(field, 0, ',');
    struct str last = str_trim(str_part(field, 0, comma)), first = str_trim(str_part(field, comma + 1, field.size));
    struct words words = words_of(arena, first);
    if (comma == field.size || str_find_byte(field, comma + 1, ',') < field.size || words_of(arena, last).count != 1 ||
        words.count == 0 || words.count > 3 || is_role(&words) || str_find_byte(field, 0, ';') < field.size)
        return field;
    return str_of(arena_printf(arena, "%.*s %.*s", STR_PRINT(first), STR_PRINT(last)));
}

static struct str behind_opening(struct arena *arena, struct str line, size_t *opening)
{
    struct words words = words_of(arena, line);
    *opening = opening_words(&words);
    if (*opening == 0)
        return line;
    return *opening < words.count ? words_text(&words, *opening, words.count) : (struct str){0};
}

void byline_add(struct arena *arena, struct byline *byline, struct str field)
{
    size_t opening;
    if (field.size > FIELD_SIZE || str_starts(field, STR("http")))
        return;
    struct reading reading = {.arena = arena};
    read_list(&reading, turned(arena, behind_opening(arena, field, &opening)));
    for (size_t i = 0; i < reading.found.count; i++)
        add_name(byline, reading.found.names[i]);
}

bool byline_take(struct arena *arena, struct byline *byline, struct str line)
{
    size_t opening;
    if (line.size > FIELD_SIZE)
        return false;
    struct str rest = behind_opening(arena, line, &opening);
    struct reading reading = {.arena = arena, .is_list = true};
    if (opening == 0 || (words_stop(line) && words_of(arena, rest).count > STOP_WORDS))
        return false;
    read_list(&reading, rest);
    if (!reading.is_list || reading.found.count == 0)
        return false;
    for (size_t i = 0; i < reading.found.count; i++)
        add_name(byline, reading.found.names[i]);
    return true;
}
