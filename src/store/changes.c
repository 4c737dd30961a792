#include "claimd/changes.h"

#include "claimd/database.h"

bool changes_of(struct store *store, const struct resource *resource, int64_t record, int64_t before, size_t limit,
                struct arena *arena, struct change **changes, size_t *count, bool *more, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGES_OF_RECORD);
    statement_bind_int(&statement, record);
    statement_bind_int(&statement, before);
    statement_bind_str(&statement, str_of(resource->singular));
    statement_bind_int(&statement, (int64_t)limit + 1);
    *changes = arena_array(arena, struct change, limit);
    *count = 0;
    bool row;
    for (;;) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row || *count == limit)
            break;
        (*changes)[(*count)++] = (struct change){
            .id = statement_int(&statement, 0),
            .revision = statement_int(&statement, 1),
            .actor = arena_str(arena, statement_str(&statement, 2)),
            .route = arena_str(arena, statement_str(&statement, 3)),
            .request_id = arena_str(arena, statement_str(&statement, 4)),
            .doc = statement_is_null(&statement, 5) ? (struct str){0} : arena_str(arena, statement_str(&statement, 5)),
        };
    }
    *more = row;
    return true;
}
