#include "claimd/session.h"

#include "claimd/sessions.h"

bool session_find(struct store *store, struct str token, int64_t now_ms, struct arena *arena,
                  struct session_found *session, struct problem *problem)
{
    unsigned char hash[KEY_HASH_SIZE];
    struct session_row row;
    bool found;
    key_hash(token, hash);
    if (!sessions_find(store, (struct str){(const char *)hash, sizeof hash}, arena, &row, &found, problem))
        return false;
    if (!found || row.expires_ms <= now_ms || row.key.revoked_ms != 0 ||
        (row.key.expires_ms != 0 && row.key.expires_ms <= now_ms))
        return problem_add(problem, PROBLEM_UNAUTHORIZED, "", "the session has ended; sign in again");
    *session = (struct session_found){row.id, {.id = row.key.id, .expires_ms = row.expires_ms, .name = row.key.name}};
    (void)!scope_parse(row.key.scope, &session->key.scope);
    return true;
}

bool session_create(struct store *store, int64_t key, int64_t now_ms, struct key_secret *token, struct problem *problem)
{
    unsigned char hash[KEY_HASH_SIZE];
    key_secret_new(token);
    key_hash(str_of(token->text), hash);
    return sessions_add(store, (struct str){(const char *)hash, sizeof hash}, key, now_ms, now_ms + SESSION_MS,
                        problem);
}

bool session_end(struct store *store, int64_t session, struct problem *problem)
{
    return sessions_drop(store, session, problem);
}
