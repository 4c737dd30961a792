#include "claimd/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *command_data(void)
{
    const char *data = secure_getenv("CLAIMD_DATA");
    return data == NULL || *data == '\0' ? "var" : data;
}

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

CL_PRINTF(1, 2) static bool misused(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    (void)fprintf(stderr, "claimd: ");
    (void)vfprintf(stderr, format, values);
    (void)fprintf(stderr, "\n");
    va_end(values);
    return false;
}

static void print_help(const struct option_row *rows, const char *usage)
{
    (void)printf("usage: %s\n\n", usage);
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        char left[64];
        (void)snprintf(left, sizeof left, "--%s%s%s", row->name, row->value == NULL ? "" : " ",
                       row->value == NULL ? "" : row->value);
        (void)printf("  %-30s %s", left, row->about);
        if (row->otherwise != NULL) {
            (void)printf(" (%s)", row->otherwise);
        } else if (row->number != NULL) {
            (void)printf(" (%llu)", (unsigned long long)*row->number);
        } else if (row->text != NULL && *row->text != NULL) {
            (void)printf(" (%s)", *row->text);
        }
        (void)printf("\n");
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
    if (row->list != NULL) {
        if (row->list->count == OPTION_LIST)
            return misused("--%s may be given %d times", row->name, OPTION_LIST);
        row->list->items[row->list->count++] = value;
        return true;
    }
    if (str_number(str_of(value), row->most, row->number) && *row->number >= row->least)
        return true;
    return misused("--%s must be a whole number from %llu to %llu, not \"%s\"", row->name,
                   (unsigned long long)row->least, (unsigned long long)row->most, value);
}

bool command_options(int count, char **words, const struct option_row *rows, const char *usage, int *rest,
                     bool *is_help)
{
    int others = 0;
    *is_help = false;
    for (int i = 1; i < count; i++) {
        if (strncmp(words[i], "--", 2) != 0) {
            if (rest == NULL)
                return misused("\"%s\" is no option; usage: %s", words[i], usage);
            words[1 + others++] = words[i];
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
        if (row == NULL)
            return misused("there is no option %s; see --help", words[i]);
        if (row->value == NULL) {
            *row->flag = true;
            continue;
        }
        if (word.data == NULL && i + 1 >= count)
            return misused("%s needs a value: %s", words[i], row->value);
        if (!set_value(row, word.data != NULL ? word.data : words[++i]))
            return false;
    }
    if (rest != NULL)
        *rest = others;
    return true;
}
