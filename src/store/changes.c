#include "claimd/changes.h"

#include "claimd/database.h"
#include "claimd/record.h"

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
    *more = false;
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (*count == limit) {
            *more = true;
            break;
        }
        (*changes)[(*count)++] = (struct change){
            .id = statement_int(&statement, 0),
            .revision = statement_int(&statement, 1),
            .actor = arena_str(arena, statement_str(&statement, 2)),
            .route = arena_str(arena, statement_str(&statement, 3)),
            .request_id = arena_str(arena, statement_str(&statement, 4)),
            .doc = statement_is_null(&statement, 5) ? (struct str){0} : arena_str(arena, statement_str(&statement, 5)),
            .cause = statement_int(&statement, 6),
            .has_others = statement_int(&statement, 7) != 0,
        };
    }
    return ok;
}

bool changes_doc_at(struct store *store, int64_t record, int64_t revision, struct arena *arena, struct str *doc,
                    struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGE_AT_REVISION);
    statement_bind_int(&statement, record);
    statement_bind_int(&statement, revision);
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    *doc = row ? arena_str(arena, statement_str(&statement, 0)) : (struct str){0};
    return true;
}

bool changes_brought(struct store *store, int64_t cause, int64_t after, size_t limit, struct arena *arena,
                     struct consequences *brought, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CONSEQUENCES);
    statement_bind_int(&statement, cause);
    statement_bind_int(&statement, after);
    statement_bind_int(&statement, (int64_t)limit + 1);
    *brought = (struct consequences){.items = arena_array(arena, struct consequence, limit)};
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (brought->count == limit) {
            brought->has_more = true;
            break;
        }
        brought->items[brought->count++] = (struct consequence){
            .resource = record_resource(store, arena_cstr(arena, statement_str(&statement, 1))),
            .change = statement_int(&statement, 0),
            .record = statement_int(&statement, 2),
            .revision = statement_int(&statement, 3),
        };
    }
    return ok;
}

bool change_exists(struct store *store, int64_t id, bool *exists, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGE_BY_ID);
    statement_bind_int(&statement, id);
    return statement_row(&statement, exists, problem);
}
