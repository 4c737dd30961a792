#include "claimd/annotations.h"

#include "claimd/database.h"

static bool load_own(struct store *store, int64_t id, struct annotated *item, struct arena *arena,
                     struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGE_LAST_BY);
    statement_bind_int(&statement, id);
    statement_bind_str(&statement, item->maker);
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    item->own = row ? arena_str(arena, statement_str(&statement, 0)) : item->doc;
    return true;
}

bool annotations_of(struct store *store, int64_t article, size_t limit, struct arena *arena, struct annotated **items,
                    size_t *count, bool *more, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CLAIMS_AS_MADE);
    statement_bind_int(&statement, article);
    statement_bind_int(&statement, (int64_t)limit + 1);
    *items = arena_array(arena, struct annotated, limit);
    *count = 0;
    *more = false;
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (*count == limit) {
            *more = true;
            break;
        }
        struct annotated *item = &(*items)[(*count)++];
        item->maker = arena_str(arena, statement_str(&statement, 1));
        item->doc = arena_str(arena, statement_str(&statement, 2));
        if (!load_own(store, statement_int(&statement, 0), item, arena, problem))
            return false;
    }
    return ok;
}
