/* command.h: the commands of the program: `claimd NAME …`. Each returns an exit status: 0 done, 1 failed, 2 misused. */
#ifndef CLAIMD_COMMAND_H
#define CLAIMD_COMMAND_H

#include "claimd/problem.h"

struct command {
    const char *name, *usage, *about;
    int (*run)(int count, char **words); /* words[0] is the command's name */
};

extern const struct command commands[]; /* ends in one without name */

int command_serve(int count, char **words);
int command_import(int count, char **words);
int command_key(int count, char **words);
int command_analyze(int count, char **words);
int command_openapi(int count, char **words);
int command_check(int count, char **words);
int command_ping(int count, char **words);

/* The data folder where no option names it: CLAIMD_DATA, else "var". */
CL_CHECK const char *command_data(void);

/* One line for each item on standard error; returns 1. */
int command_fail(const struct problem *problem);

/* Values of an option that may be given several times. */
enum { OPTION_LIST = 64 };
struct option_list {
    const char *items[OPTION_LIST];
    size_t count;
};

/* An option of a command: its value goes where one of the pointers says. What stands there beforehand is its default. */
struct option_row {
    const char *name, *value, *about; /* value: what stands for it in the usage; NULL: a switch */
    const char **text;
    struct option_list *list;
    uint64_t *number;
    uint64_t least, most; /* of the number */
    bool *flag;
    const char *otherwise; /* what holds without it, for the help, where the default does not say it */
};

/* Reads words[1…] by the rows (end in one without name); what is no option is left in order at the front of words + 1 and counted in *rest;
 * rest NULL: there is nothing but options. false: misused, and said so; or --help, answered (*is_help). */
CL_CHECK bool command_options(int count, char **words, const struct option_row *rows, const char *usage, int *rest,
                              bool *is_help);

#endif
