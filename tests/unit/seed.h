/* seed.h: the first real article and what it must come out as, for tests. They are no part of the repository: where they are
 * missing a test that wants them is skipped. They are looked for in $CLAIMD_SHARED_DATA, or in ../shared/data. */
#ifndef CLAIMD_TEST_SEED_H
#define CLAIMD_TEST_SEED_H

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

static inline void seed_path(char *path, size_t size, const char *name)
{
    const char *folder = getenv("CLAIMD_SHARED_DATA"); /* NOLINT(concurrency-mt-unsafe): tests have one thread */
    (void)snprintf(path, size, "%s/%s", folder == NULL ? "../shared/data" : folder, name);
}

/* A new reference to seed-gold.json; NULL where it is missing. */
static inline json_t *seed_gold(void)
{
    char path[4096];
    seed_path(path, sizeof path, "seed-gold.json");
    return json_load_file(path, 0, NULL);
}

#endif
