#include "claimd/idempotency.h"

#include "claimd/database.h"

static struct str keep(struct arena *arena, const struct statement *statement, int column)
{
    return statement_is_null(statement, column) ? (struct str){0} : arena_str(arena, statement_str(statement, column));
}

bool idempotency_get(struct store *store, int64_t actor, struct str name, struct arena *arena,
                     struct kept_answer *answer, bool *found, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_IDEMPOTENCY_GET);
    statement_bind_int(&statement, actor);
    statement_bind_str(&statement, name);
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found) {
        *answer = (struct kept_answer){
            .hash = keep(arena, &statement, 0),
            .status = statement_int(&statement, 1),
            .location = keep(arena, &statement, 2),
            .etag = keep(arena, &statement, 3),
            .body = keep(arena, &statement, 4),
            .expires_ms = statement_int(&statement, 5),
            .records = keep(arena, &statement, 6),
        };
    }
    return true;
}

bool idempotency_put(struct store *store, int64_t actor, struct str name, const struct kept_answer *answer,
                     struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_IDEMPOTENCY_ADD);
    statement_bind_int(&statement, actor);
    statement_bind_str(&statement, name);
    statement_bind_blob(&statement, answer->hash);
    statement_bind_int(&statement, answer->status);
    statement_bind_str(&statement, answer->location);
    statement_bind_str(&statement, answer->etag);
    statement_bind_str(&statement, answer->body);
    statement_bind_int(&statement, answer->expires_ms);
    statement_bind_str(&statement, answer->records);
    return statement_run(&statement, problem);
}
