#include "claimd/sessions.h"

#include "claimd/database.h"

bool sessions_find(struct store *store, struct str hash, struct arena *arena, struct session_row *row, bool *found,
                   struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_SESSION_BY_HASH);
    statement_bind_blob(&statement, hash);
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found) {
        *row = (struct session_row){
            .id = statement_int(&statement, 0),
            .expires_ms = statement_int(&statement, 1),
            .key =
                {
                    .id = statement_int(&statement, 2),
                    .name = arena_str(arena, statement_str(&statement, 3)),
                    .scope = arena_str(arena, statement_str(&statement, 4)),
                    .expires_ms = statement_int(&statement, 5),
                    .revoked_ms = statement_int(&statement, 6),
                },
        };
    }
    return true;
}

bool sessions_add(struct store *store, struct str hash, int64_t key, int64_t now_ms, int64_t expires_ms,
                  struct problem *problem)
{
    statement_auto add = statement_begin(store, STATEMENT_SESSION_ADD);
    statement_bind_int(&add, store_new_id(store, now_ms));
    statement_bind_blob(&add, hash);
    statement_bind_int(&add, key);
    statement_bind_int(&add, expires_ms);
    if (!statement_run(&add, problem))
        return false;
    statement_auto drop = statement_begin(store, STATEMENT_SESSION_DROP_OLD);
    statement_bind_int(&drop, key);
    statement_bind_int(&drop, SESSION_LIMIT);
    return statement_run(&drop, problem);
}

bool sessions_expires(struct store *store, int64_t session, int64_t *expires_ms, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_SESSION_EXPIRES);
    statement_bind_int(&statement, session);
    bool found;
    return statement_one_int(&statement, expires_ms, &found, problem);
}

static bool drop(struct store *store, enum statement_name name, int64_t id, struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, id);
    return statement_run(&statement, problem);
}

bool sessions_drop(struct store *store, int64_t session, struct problem *problem)
{
    return drop(store, STATEMENT_SESSION_DROP, session, problem);
}

bool sessions_drop_of_key(struct store *store, int64_t key, struct problem *problem)
{
    return drop(store, STATEMENT_SESSION_DROP_OF_KEY, key, problem);
}
