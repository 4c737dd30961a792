#include "claimd/keys.h"

#include "claimd/database.h"

bool keys_find(struct store *store, struct str hash, struct arena *arena, struct keys_row *row, bool *found,
               struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_BY_HASH);
    statement_bind_blob(&statement, hash);
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found) {
        *row = (struct keys_row){
            .id = statement_int(&statement, 0),
            .name = arena_str(arena, statement_str(&statement, 1)),
            .scope = arena_str(arena, statement_str(&statement, 2)),
            .expires_ms = statement_int(&statement, 3),
            .revoked_ms = statement_int(&statement, 4),
            .used_ms = statement_int(&statement, 5),
        };
    }
    return true;
}

bool keys_name_taken(struct store *store, struct str name, bool *is_taken, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_BY_NAME);
    statement_bind_str(&statement, name);
    return statement_row(&statement, is_taken, problem);
}

static bool set(struct statement *statement, int64_t id, struct problem *problem)
{
    statement_bind_int(statement, id);
    return statement_run(statement, problem);
}

bool keys_set_hash(struct store *store, int64_t id, struct str hash, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_SET_HASH);
    statement_bind_blob(&statement, hash);
    return set(&statement, id, problem);
}

bool keys_used(struct store *store, int64_t id, int64_t *used_ms, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_USED);
    statement_bind_int(&statement, id);
    bool found;
    return statement_one_int(&statement, used_ms, &found, problem);
}

bool keys_set_used(struct store *store, int64_t id, int64_t used_ms, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_SET_USED);
    statement_bind_int(&statement, used_ms);
    return set(&statement, id, problem);
}

bool keys_count_admins(struct store *store, int64_t *count, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_KEY_COUNT);
    bool found;
    return statement_one_int(&statement, count, &found, problem);
}
