#include "claimd/counts.h"

#include "claimd/database.h"

bool counts_get(struct store *store, struct counts *counts, struct problem *problem)
{
    const struct {
        enum statement_name name;
        int64_t *value;
    } all[] = {{STATEMENT_COUNT_ARTICLES, &counts->articles},
               {STATEMENT_COUNT_ENTITIES, &counts->entities},
               {STATEMENT_COUNT_MENTIONS, &counts->mentions},
               {STATEMENT_COUNT_CLAIMS, &counts->claims},
               {STATEMENT_COUNT_TAGS, &counts->tags}};
    for (size_t i = 0; i < COUNT(all); i++) {
        statement_auto statement = statement_begin(store, all[i].name);
        bool found;
        if (!statement_one_int(&statement, all[i].value, &found, problem))
            return false;
    }
    return true;
}
