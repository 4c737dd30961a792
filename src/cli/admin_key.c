#include "claimd/admin_key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/list.h"
#include "claimd/moment.h"

/* The id of the key named "admin"; 0: none. */
static bool find_admin(struct store *store, struct arena *arena, int64_t *id, struct problem *problem)
{
    struct list_filter filter = {.kind = FILTER_COLUMN, .column = "name", .value_count = 1};
    filter.values[0] = (struct list_value){.text = STR("admin")};
    struct list_query query = {.resource = &key_resource, .filters = &filter, .filter_count = 1, .limit = 1};
    struct list_page page;
    if (!list_page_get(store, &query, arena, &page, problem))
        return false;
    *id = page.count > 0 ? page.items[0].id : 0;
    return true;
}

static bool create(struct store *store, struct arena *arena, int64_t *id, struct problem *problem)
{
    json_auto_t *given = json_pack("{s:s, s:s}", "name", "admin", "scope", "admin");
    json_auto_t *checked = input_check(&key_resource, given, NULL, problem);
    struct writing writing = {.store = store,
                              .arena = arena,
                              .actor = "claimd",
                              .route = "serve",
                              .request_id = "serve",
                              .scope = SCOPE_ADMIN,
                              .now_ms = moment_now_ms()};
    struct stored stored;
    if (checked == NULL || !model_create(&writing, &key_resource, checked, &stored, problem))
        return false;
    *id = stored.id;
    return true;
}

/* The key "admin" has this secret from now on. */
static bool put(struct store *store, struct arena *arena, struct str secret, struct problem *problem)
{
    struct key_found known;
    bool found;
    int64_t id;
    if (!key_find(store, secret, arena, &known, &found, problem))
        return false;
    if (found)
        return true;
    if (!store_group_begin(store, problem))
        return false;
    if (find_admin(store, arena, &id, problem) && (id != 0 || create(store, arena, &id, problem)) &&
        key_store_hash(store, id, secret, problem))
        return store_group_commit(store, problem);
    store_group_abandon(store);
    return false;
}

static bool read_file(const char *path, char *text, size_t size, struct problem *problem)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, size - 1);
    if (fd >= 0)
        (void)close(fd);
    if (got < 0) {
        return problem_add(problem, PROBLEM_NOT_FOUND, "", "cannot read the admin key from %s: %s", path,
                           strerrordesc_np(errno));
    }
    text[got] = '\0';
    return true;
}

static bool write_file(const struct admin_key *key, struct problem *problem)
{
    int fd = open(key->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && dprintf(fd, "%s\n", key->secret) > 0 && fsync(fd) == 0;
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    return ok || problem_add(problem, PROBLEM_STORAGE, "", "cannot write %s: %s", key->path, strerrordesc_np(errno));
}

static bool take_from_outside(struct store *store, struct arena *arena, struct str secret, struct problem *problem)
{
    secret = str_trim(secret);
    if (secret.size < ADMIN_KEY_LEAST) {
        return problem_add(problem, PROBLEM_TOO_SHORT, "", "the admin key has %zu characters; at least %d are needed",
                           secret.size, ADMIN_KEY_LEAST);
    }
    return put(store, arena, secret, problem);
}

static bool make_own(struct store *store, struct arena *arena, struct admin_key *key, struct problem *problem)
{
    int64_t admins;
    (void)snprintf(key->path, sizeof key->path, "%s/admin.key", folder_path(store_folder(store)));
    if (!key_count_admins(store, &admins, problem))
        return false;
    if (admins > 0)
        return true;
    struct key_secret secret;
    key_secret_new(&secret);
    (void)snprintf(key->secret, sizeof key->secret, "%s", secret.text);
    key->is_new = true;
    /* The file first: a key that nobody knows would be of no use, a file without its key is written anew. */
    return write_file(key, problem) && put(store, arena, str_of(key->secret), problem);
}

bool admin_key_prepare(struct folder *folder, const char *file, struct admin_key *key, struct problem *problem)
{
    *key = (struct admin_key){0};
    struct store *store = store_open_writer(folder, problem);
    if (store == NULL)
        return false;
    arena_auto arena = {0};
    char text[512];
    const char *given = secure_getenv("CLAIMD_ADMIN_KEY");
    bool ok;
    if (given != NULL && *given != '\0') {
        ok = take_from_outside(store, &arena, str_of(given), problem);
    } else if (file != NULL) {
        ok = read_file(file, text, sizeof text, problem) && take_from_outside(store, &arena, str_of(text), problem);
    } else {
        ok = make_own(store, &arena, key, problem);
    }
    store_close(store);
    return ok;
}
