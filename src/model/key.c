/* A secret is 32 random bytes, given out once; the database has its BLAKE2b hash, which needs no salt and no stretching because
 * nobody can guess 256 bits. */
#include <sodium.h>

#include "claimd/keys.h"
#include "claimd/model.h"

static const char *const scopes[] = {"read", "suggest", "edit", "admin", NULL};

/* clang-format off */
static const struct field fields[] = {
    /* name           column          type         use                                 limit about */
    {"name",          "name",         FIELD_LINE,  REQUIRED | WRITE | FIXED | FILTER,  100, "Who acts with it; the history keeps it", .example = "front end"},
    {"scope",         "scope",        FIELD_ENUM,  REQUIRED | WRITE | FIXED | FILTER,  0,   "What it allows; each holds those before it", .values = scopes, .example = "suggest"},
    {"expires_at",    "expires_at",   FIELD_TIME,  WRITE | FILTER | SORT,              0,   "When it ends; null: never", .example = "2030-01-01T00:00:00.000Z"},
    {"revoked_at",    "revoked_at",   FIELD_TIME,  FILTER,                             0,   "When it was revoked; keys are never deleted"},
    {0},
};
/* clang-format on */

static bool settle(struct store *store, struct draft *draft, struct problem *problem)
{
    json_t *revoked = json_object_get(draft->before, "revoked_at");
    if (revoked != NULL)
        json_object_set(draft->doc, "revoked_at", revoked);
    bool is_taken = false;
    if (draft->before == NULL &&
        !keys_name_taken(store, str_of(json_string_value(json_object_get(draft->doc, "name"))), &is_taken, problem))
        return false;
    return !is_taken || problem_add(problem, PROBLEM_EXISTS, "/name", "is the name of another key");
}

void key_secret_new(struct key_secret *secret)
{
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    secret->text[0] = 'c';
    secret->text[1] = 'l';
    secret->text[2] = '_';
    (void)sodium_bin2base64(secret->text + 3, sizeof secret->text - 3, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

void key_hash(struct str secret, unsigned char hash[KEY_HASH_SIZE])
{
    (void)crypto_generichash(hash, KEY_HASH_SIZE, (const unsigned char *)secret.data, secret.size, NULL, 0);
}

bool key_store_hash(struct store *store, int64_t id, struct str secret, struct problem *problem)
{
    unsigned char hash[KEY_HASH_SIZE];
    key_hash(secret, hash);
    return keys_set_hash(store, id, (struct str){(const char *)hash, sizeof hash}, problem);
}

bool key_find(struct store *store, struct str secret, struct arena *arena, struct key_found *key, bool *found,
              struct problem *problem)
{
    unsigned char hash[KEY_HASH_SIZE];
    key_hash(secret, hash);
    struct keys_row row;
    if (!keys_find(store, (struct str){(const char *)hash, sizeof hash}, arena, &row, found, problem))
        return false;
    if (*found) {
        *key = (struct key_found){row.id, row.expires_ms, row.revoked_ms, row.used_ms, row.name, SCOPE_NONE};
        (void)!scope_parse(row.scope, &key->scope);
    }
    return true;
}

enum { MINUTE_MS = 60000 };

bool key_touch(struct store *store, int64_t id, int64_t now_ms, struct problem *problem)
{
    int64_t used = 0;
    if (!keys_used(store, id, &used, problem))
        return false;
    if (now_ms / MINUTE_MS == used / MINUTE_MS)
        return true;
    return keys_set_used(store, id, now_ms, problem);
}

bool key_count_admins(struct store *store, int64_t *count, struct problem *problem)
{
    return keys_count_admins(store, count, problem);
}

const struct resource key_resource = {
    "keys", "key", fields, NULL, false, "What lets somebody write, with a scope and a name", .settle = settle,
};
