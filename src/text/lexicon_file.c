/* The files of the lists: compiled in by .incbin (the Makefile has them as prerequisites, which -MMD does not see), or read from a
 * folder. */
#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/lexicon.h"
#include "claimd/nearest.h"
#include "claimd/utf8.h"

enum { FILE_SIZE = 64 * 1024 * 1024, COLUMNS = 4 };

enum column_type { COLUMN_END, COLUMN_WORD, COLUMN_NUMBER, COLUMN_TEXT };

struct column {
    enum column_type type;
    const char *name;  /* with a ? where it may be missing */
    const char *words; /* of a COLUMN_WORD, with | between */
};

/* clang-format off */
#define WORD(name, words) {COLUMN_WORD, name, words}
#define NUMBER(name)      {COLUMN_NUMBER, name, NULL}
#define TEXT(name)        {COLUMN_TEXT, name, NULL}

#define X(name, file, ...)                                                                    \
    __asm__(".section .rodata\n"                                                              \
            "lexicon_" #file "_start: .incbin \"src/text/lexicon/" #file ".txt\"\n"           \
            "lexicon_" #file "_end: .byte 0\n"                                                \
            ".previous\n");                                                                   \
    extern const char lexicon_##file##_start[];                                               \
    extern const char lexicon_##file##_end[];
LEXICON_LISTS(X)
#undef X

static const struct list {
    const char *name, *start, *end;
    struct column columns[COLUMNS + 1]; /* up to COLUMN_END */
} lists[LEXICON_LIST_COUNT] = {
#define X(name, file, ...) [LEXICON_##name] = {#file, lexicon_##file##_start, lexicon_##file##_end, {__VA_ARGS__}},
    LEXICON_LISTS(X)
#undef X
};
/* clang-format on */

/* What part.c looks up for every token. */
static const uint64_t rule_lists =
    (uint64_t)1 << LEXICON_ACTORS | (uint64_t)1 << LEXICON_ACTS | (uint64_t)1 << LEXICON_ATTRIBUTION |
    (uint64_t)1 << LEXICON_CAUSES | (uint64_t)1 << LEXICON_CERTAINTY | (uint64_t)1 << LEXICON_CLAIM_KINDS |
    (uint64_t)1 << LEXICON_CLASSES | (uint64_t)1 << LEXICON_CONDITIONS | (uint64_t)1 << LEXICON_CONNECTIVES |
    (uint64_t)1 << LEXICON_COURTESIES | (uint64_t)1 << LEXICON_EVALUATIVE | (uint64_t)1 << LEXICON_HORIZONS |
    (uint64_t)1 << LEXICON_NEGATION | (uint64_t)1 << LEXICON_VERBS;

/* The line that is being read. */
struct reading {
    struct arena *arena;
    struct lexicon *lexicon;
    struct problem *problem;
    const char *file;
    uint32_t line;
    enum lexicon_list list;
};

static bool complain(const struct reading *reading, enum problem_code code, const char *what, struct str found)
{
    return problem_add(reading->problem, code, "", "%s:%u: %s \"%.*s\"", reading->file, reading->line, what,
                       (int)(found.size < 80 ? found.size : 80), found.size > 0 ? found.data : "");
}

static bool is_optional(const struct column *column)
{
    return column->name[strlen(column->name) - 1] == '?';
}

static bool is_second_word(enum lexicon_list list, const struct column *column)
{
    const struct column *first = lists[list].columns;
    while (first->type != COLUMN_WORD)
        first++;
    return first != column;
}

static bool read_word(const struct reading *reading, const struct column *column, struct str found, uint8_t *value)
{
    struct str rest = str_of(column->words);
    struct str word;
    for (uint8_t number = 0; str_split(&rest, '|', &word); number++) {
        *value = number;
        if (str_equal(word, found))
            return true;
    }
    return problem_add(reading->problem, PROBLEM_NOT_ALLOWED, "", "%s:%u: %s is \"%.*s\"; expected one of %s",
                       reading->file, reading->line, column->name, STR_PRINT(found), column->words);
}

static bool read_number(const struct reading *reading, const struct column *column, struct str found, float *weight)
{
    char text[32];
    char *end = text;

    if (found.size < sizeof text) {
        (void)snprintf(text, sizeof text, "%.*s", STR_PRINT(found));
        if (strspn(text, "-.0123456789") == found.size)
            *weight = strtof(text, &end);
    }
    if (end != text && *end == '\0' && isfinite(*weight))
        return true;
    return problem_add(reading->problem, PROBLEM_FORMAT, "", "%s:%u: %s is \"%.*s\"; expected a decimal number",
                       reading->file, reading->line, column->name, STR_PRINT(found));
}

static bool read_column(const struct reading *reading, const struct column *column, struct str found,
                        struct sense *sense, struct lexicon_line *line)
{
    if (str_is(found, "-") && is_optional(column))
        return true;
    if (found.size == 0) {
        return problem_add(reading->problem, PROBLEM_FORMAT, "", "%s:%u: %s is empty", reading->file, reading->line,
                           column->name);
    }
    if (column->type == COLUMN_WORD) {
        uint8_t *value = is_second_word(reading->list, column) ? &sense->value2 : &sense->value;
        return read_word(reading, column, found, value);
    }
    if (column->type == COLUMN_NUMBER)
        return read_number(reading, column, found, &sense->weight);
    line->text = found;
    return true;
}

/* Up to a # at the start or behind white space. */
static struct str without_comment(struct str line)
{
    for (size_t at = 0; (at = str_find_byte(line, at, '#')) < line.size; at++) {
        if (at == 0 || line.data[at - 1] == ' ' || line.data[at - 1] == '\t')
            return str_part(line, 0, at);
    }
    return line;
}

static bool read_line(const struct reading *reading, struct str text)
{
    struct sense sense = {.list = (uint8_t)reading->list, .weight = NAN, .value = SENSE_NONE, .value2 = SENSE_NONE};
    struct lexicon_line line = {.number = reading->line};
    const struct column *column = lists[reading->list].columns;
    struct str rest = without_comment(text);
    struct str part;

    if (str_trim(rest).size == 0)
        return true;
    bool is_right = str_split(&rest, '\t', &part);
    line.term = str_trim(part);
    while (rest.data != NULL && str_split(&rest, '\t', &part)) {
        if (column->type == COLUMN_END)
            return str_trim(part).size == 0 || complain(reading, PROBLEM_FORMAT, "one column too many:", part);
        is_right &= read_column(reading, column++, str_trim(part), &sense, &line);
    }
    for (; column->type != COLUMN_END; column++) {
        if (!is_optional(column))
            is_right = complain(reading, PROBLEM_FORMAT, "no column", str_of(column->name));
    }
    if (is_right && !lexicon_add_sense(reading->lexicon, &sense, &line))
        return complain(reading, PROBLEM_FORMAT, "no term, or one of too many words:", line.term);
    return is_right;
}

/* Goes on behind what is wrong. */
static bool read_lines(struct reading *reading, struct str text)
{
    struct str line;
    bool is_right = true;

    for (reading->line = 1; str_split(&text, '\n', &line); reading->line++) {
        if (!utf8_valid(line)) {
            is_right =
                problem_add(reading->problem, PROBLEM_FORMAT, "", "%s:%u: is not UTF-8", reading->file, reading->line);
            continue;
        }
        is_right &= read_line(reading, utf8_nfc(reading->arena, line));
    }
    return is_right;
}

/* The file's text in the arena. */
static bool read_file(struct arena *arena, const char *path, struct str *text, struct problem *problem)
{
    FILE *file = fopen(path, "rbe");
    long size = -1;

    if (file == NULL)
        return problem_add(problem, PROBLEM_STORAGE, "", "%s: %s", path, strerrordesc_np(errno));
    if (fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    bool is_read = size >= 0 && size <= FILE_SIZE && fseek(file, 0, SEEK_SET) == 0;
    if (is_read) {
        char *bytes = arena_alloc(arena, (size_t)size);
        is_read = fread(bytes, 1, (size_t)size, file) == (size_t)size;
        *text = (struct str){bytes, (size_t)size};
    }
    (void)fclose(file);
    return is_read ||
           problem_add(problem, PROBLEM_STORAGE, "", "%s: cannot be read, or is above %d bytes", path, FILE_SIZE);
}

static void closedir_auto(DIR **folder)
{
    if (*folder != NULL)
        (void)closedir(*folder);
}

/* The list of that file name; LEXICON_LIST_COUNT for none. */
static unsigned list_of_file(struct str name)
{
    unsigned list = 0;
    while (list < LEXICON_LIST_COUNT && !(name.size == strlen(lists[list].name) + 4 && str_ends(name, STR(".txt")) &&
                                          str_starts(name, str_of(lists[list].name))))
        list++;
    return list;
}

/* Which lists a folder has. A .txt that is none is a name misspelt. */
static bool look_into(const char *path, bool is_there[LEXICON_LIST_COUNT], struct problem *problem)
{
    __attribute__((cleanup(closedir_auto))) DIR *folder = opendir(path);
    bool is_right = true;

    if (folder == NULL)
        return problem_add(problem, PROBLEM_NOT_FOUND, "", "%s: %s", path, strerrordesc_np(errno));
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) { /* NOLINT(concurrency-mt-unsafe): own DIR */
        struct str name = str_of(entry->d_name);
        unsigned list = list_of_file(name);
        if (list < LEXICON_LIST_COUNT) {
            is_there[list] = true;
        } else if (str_ends(name, STR(".txt"))) {
            struct nearest nearest = nearest_begin(str_part(name, 0, name.size - 4));
            for (size_t i = 0; i < LEXICON_LIST_COUNT; i++)
                nearest_offer(&nearest, lists[i].name);
            const char *best = nearest_name(&nearest);
            is_right = problem_add(problem, PROBLEM_NOT_FOUND, "", "%s/%s: there is no such list%s%s%s", path,
                                   entry->d_name, best == NULL ? "" : "; did you mean ", best == NULL ? "" : best,
                                   best == NULL ? "" : ".txt");
        }
    }
    return is_right;
}

static bool says_same(const struct sense *a, const struct sense *b)
{
    bool is_weight_same = a->weight == b->weight || (isnan(a->weight) && isnan(b->weight));
    return a->list == b->list && a->value == b->value && a->value2 == b->value2 && is_weight_same &&
           str_equal(a->line->term, b->line->term) && str_equal(a->line->text, b->line->text);
}

/* Nothing is said twice. */
static bool check_twice(const struct lexicon *lexicon, const char *const files[], struct problem *problem)
{
    size_t count = 0;
    const struct sense *senses = lexicon_senses(lexicon, &count);
    bool is_right = true;

    for (size_t i = 0; i < count; i++) {
        for (const struct sense *other = sense_behind(&senses[i]); other != NULL; other = sense_behind(other)) {
            if (says_same(&senses[i], other)) {
                is_right = problem_add(problem, PROBLEM_DUPLICATE, "", "%s:%u: \"%.*s\" stands in line %u already",
                                       files[other->list], other->line->number, STR_PRINT(other->line->term),
                                       senses[i].line->number);
            }
        }
    }
    return is_right;
}

struct lexicon *lexicon_open(struct arena *arena, const char *folder, struct problem *problem)
{
    bool is_there[LEXICON_LIST_COUNT] = {false};
    const char *files[LEXICON_LIST_COUNT];
    bool is_right = folder == NULL || look_into(folder, is_there, problem);
    struct lexicon *lexicon = lexicon_begin(arena);

    for (unsigned list = 0; list < LEXICON_LIST_COUNT; list++) {
        struct str text = {lists[list].start, (size_t)(lists[list].end - lists[list].start)};
        files[list] = arena_printf(arena, "%s/%s.txt", is_there[list] ? folder : "src/text/lexicon", lists[list].name);
        if (is_there[list] && !read_file(arena, files[list], &text, problem)) {
            is_right = false;
            continue;
        }
        struct reading reading = {arena, lexicon, problem, files[list], 0, (enum lexicon_list)list};
        is_right &= read_lines(&reading, text);
    }
    lexicon_split(lexicon, rule_lists);
    lexicon_finish(lexicon);
    return check_twice(lexicon, files, problem) && is_right ? lexicon : NULL;
}

struct str lexicon_word(enum lexicon_list list, size_t column, uint8_t value)
{
    struct str rest = {0};
    struct str word = {0};

    for (size_t i = 0; i < COLUMNS; i++) {
        if (lists[list].columns[i].type == COLUMN_WORD && column-- == 0)
            rest = str_of(lists[list].columns[i].words);
    }
    for (size_t i = 0; i <= value; i++) {
        if (rest.data == NULL || !str_split(&rest, '|', &word))
            return (struct str){0};
    }
    return word;
}
