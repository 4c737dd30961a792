/* library.h: a data folder of its own for a test that works on the store. */
#ifndef TESTS_UNIT_LIBRARY_H
#define TESTS_UNIT_LIBRARY_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "claimd/database.h"
#include "claimd/model.h"

struct library {
    char path[64];
    struct folder *folder;
    struct store *store; /* its writer */
};

static inline void library_open(struct library *library)
{
    problem_auto problem = {0};
    (void)snprintf(library->path, sizeof library->path, "/tmp/claimd-library-XXXXXX");
    assert_non_null(mkdtemp(library->path));
    struct folder_options options = {.path = library->path, .instance = -1, .synchronous_off = true};
    library->folder = folder_open(&options, model_resources, &problem);
    assert_non_null(library->folder);
    library->store = store_open_writer(library->folder, &problem);
    assert_non_null(library->store);
}

static inline int library_close(struct library *library)
{
    static const char *const files[] = {"claimd.db", "claimd.db-wal", "claimd.db-shm", "lock"};
    store_close(library->store);
    folder_close(library->folder);
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", library->path, files[i]);
        (void)unlink(path);
    }
    return rmdir(library->path);
}

#endif
