#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "claimd/command.h"
#include "claimd/memory.h"
#include "claimd/version.h"

const struct command commands[] = {
    /* clang-format off */
    {"serve",   "serve [--listen ADDR:PORT] [--data DIR]", "serve the API",                        command_serve},
    {"import",  "import [--data DIR] FILE|DIR…",           "load articles, entities, claims, tags", command_import},
    {"analyze", "analyze [--json] FILE|-",                 "read a text and say what is in it",    command_analyze},
    {"key",     "key list|create|revoke …",                "list, make and revoke keys of a server", command_key},
    {"check",   "check [--data DIR]",                      "look through the whole database",       command_check},
    {"openapi", "openapi",                                 "print the contract of the API",         command_openapi},
    {"ping",    "ping [--listen ADDR:PORT]",               "ask a server whether it is ready",      command_ping},
    {0},
    /* clang-format on */
};

static int usage(FILE *to)
{
    (void)fprintf(to, "claimd %s: articles go in; entities and tagged claims come out\n\n", CLAIMD_VERSION);
    for (const struct command *command = commands; command->name != NULL; command++)
        (void)fprintf(to, "  claimd %-42s %s\n", command->usage, command->about);
    return to == stdout ? 0 : 2;
}

int main(int count, char **words)
{
    if (sodium_init() < 0)
        return 1;
    memory_install();
    if (count < 2)
        return usage(stderr);
    if (strcmp(words[1], "version") == 0 || strcmp(words[1], "--version") == 0)
        return printf("claimd %s\n", CLAIMD_VERSION) > 0 ? 0 : 1;
    if (strcmp(words[1], "help") == 0 || strcmp(words[1], "--help") == 0)
        return usage(stdout);
    for (const struct command *command = commands; command->name != NULL; command++) {
        if (strcmp(words[1], command->name) == 0)
            return command->run(count - 1, words + 1);
    }
    (void)fprintf(stderr, "claimd: there is no command \"%s\"\n\n", words[1]);
    return usage(stderr);
}
