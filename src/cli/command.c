#include "claimd/command.h"

#include <stdio.h>
#include <string.h>

int command_fail(const struct problem *problem)
{
    for (size_t i = 0; i < problem->count; i++) {
        const struct problem_item *item = &problem->items[i];
        (void)fprintf(stderr, "claimd: %s%s%s\n", item->pointer, *item->pointer == '\0' ? "" : " ", item->detail);
    }
    if (problem->more > 0)
        (void)fprintf(stderr, "claimd: and %zu more\n", problem->more);
    return 1;
}

static void print_help(const struct option_row *rows, const char *usage)
{
    (void)printf("usage: %s\n\n", usage);
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        char left[64];
        (void)snprintf(left, sizeof left, "--%s%s%s", row->name, row->value == NULL ? "" : " ",
                       row->value == NULL ? "" : row->value);
        (void)printf("  %-28s %s\n", left, row->about);
    }
}

static const struct option_row *find_row(const struct option_row *rows, struct str name)
{
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        if (str_is(name, row->name))
            return row;
    }
    return NULL;
}

static bool set_value(const struct option_row *row, const char *value)
{
    if (row->text != NULL) {
        *row->text = value;
        return true;
    }
    if (str_number(str_of(value), INT64_MAX, row->number))
        return true;
    (void)fprintf(stderr, "claimd: --%s must be a whole number, not \"%s\"\n", row->name, value);
    return false;
}

bool command_options(int count, char **words, const struct option_row *rows, const char *usage, int *rest,
                     bool *is_help)
{
    *rest = 0;
    *is_help = false;
    for (int i = 1; i < count; i++) {
        if (strncmp(words[i], "--", 2) != 0) {
            words[1 + (*rest)++] = words[i];
            continue;
        }
        if (strcmp(words[i], "--help") == 0) {
            print_help(rows, usage);
            *is_help = true;
            return false;
        }
        struct str word = str_of(words[i] + 2), name;
        (void)!str_split(&word, '=', &name);
        const struct option_row *row = find_row(rows, name);
        if (row == NULL) {
            (void)fprintf(stderr, "claimd: there is no option %s; see --help\n", words[i]);
            return false;
        }
        if (row->value == NULL) {
            *row->flag = true;
            continue;
        }
        if (word.data == NULL && i + 1 >= count) {
            (void)fprintf(stderr, "claimd: %s needs a value: %s\n", words[i], row->value);
            return false;
        }
        if (!set_value(row, word.data != NULL ? word.data : words[++i]))
            return false;
    }
    return true;
}
