#include "claimd/sizes.h"

#include <sys/stat.h>

#include "claimd/database.h"

bool sizes_get(struct store *store, struct sizes *sizes, struct problem *problem)
{
    *sizes = (struct sizes){0};
    const struct {
        struct str pragma;
        int64_t *value;
    } all[] = {{STR("PRAGMA page_size"), &sizes->page_bytes},
               {STR("PRAGMA page_count"), &sizes->pages},
               {STR("PRAGMA freelist_count"), &sizes->free_pages}};
    for (size_t i = 0; i < COUNT(all); i++) {
        statement_auto statement = statement_of(store, all[i].pragma);
        bool found;
        if (!statement_one_int(&statement, all[i].value, &found, problem))
            return false;
    }
    char path[sizeof store->folder->database_path + 4];
    struct stat status;
    (void)snprintf(path, sizeof path, "%s-wal", store->folder->database_path);
    sizes->log_bytes = stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
    return true;
}
