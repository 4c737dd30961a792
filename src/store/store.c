/* The folder and its connections. Every connection sets wal_autocheckpoint=0; only the writer checkpoints. */
#include "claimd/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claimd/database.h"
#include "claimd/log.h"
#include "claimd/moment.h"
#include "claimd/record.h"

enum {
    WAL_PAGES_PASSIVE = 4000,  /* 16 MB: checkpoint without waiting for anybody */
    WAL_PAGES_RESTART = 12000, /* 48 MB: ask the readers to let go and begin the WAL anew */
    RESTART_WAIT_MS = 100,     /* for readers; slow ones may hold a snapshot longer, then it is tried again */
    PROGRESS_STEPS = 2000,     /* virtual machine steps between looks at the clock: about 20 µs */
    REST_INTERVAL_MS = 1000,
};

static const char pragmas[] = "PRAGMA foreign_keys = ON;"
                              "PRAGMA trusted_schema = OFF;"
                              "PRAGMA wal_autocheckpoint = 0;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA cell_size_check = ON;"
                              "PRAGMA recursive_triggers = OFF;";

static const char writer_pragmas[] = "PRAGMA journal_mode = WAL;"
                                     "PRAGMA synchronous = FULL;"
                                     "PRAGMA cache_size = -16384;";

static int look_at_clock(void *context)
{
    const struct store *store = context;
    return store->deadline_us != 0 && moment_monotonic_us() > store->deadline_us;
}

static int count_wal(void *context, sqlite3 *database, const char *name, int pages)
{
    (void)database;
    (void)name;
    struct store *store = context;
    store->wal_pages = pages;
    return SQLITE_OK;
}

static bool connect(struct store *store, struct problem *problem)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (store->is_writer ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(store->folder->database_path, &store->database, flags, NULL);
    if (result != SQLITE_OK) {
        return problem_add(problem, PROBLEM_STORAGE, "", "cannot open %s: %s", store->folder->database_path,
                           sqlite3_errstr(result));
    }
    (void)sqlite3_extended_result_codes(store->database, 0);
    (void)sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_busy_timeout(store->database, store->is_writer ? RESTART_WAIT_MS : 1000);
    if (store->is_writer) {
        if (!database_exec(store, writer_pragmas, problem))
            return false;
        if (store->folder->synchronous_off && !database_exec(store, "PRAGMA synchronous = OFF", problem))
            return false;
    } else {
        sqlite3_progress_handler(store->database, PROGRESS_STEPS, look_at_clock, store);
    }
    if (!database_exec(store, pragmas, problem))
        return false;
    if (!store->is_writer)
        return database_exec(store, "PRAGMA query_only = ON", problem);
    /* Behind the pragmas: wal_autocheckpoint = 0 takes the hook away. */
    (void)sqlite3_wal_hook(store->database, count_wal, store);
    return true;
}

static struct store *store_open(struct folder *folder, bool is_writer, struct problem *problem)
{
    struct arena arena = {0};
    struct store *store = arena_new(&arena, struct store);
    *store = (struct store){.folder = folder, .is_writer = is_writer, .arena = arena};
    if (connect(store, problem))
        return store;
    store_close(store);
    return NULL;
}

struct store *store_open_reader(struct folder *folder, struct problem *problem)
{
    return store_open(folder, false, problem);
}

static bool load_meta(struct store *store, const char *name, int64_t *value, bool *found, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_META_GET);
    statement_bind_str(&statement, str_of(name));
    return statement_one_int(&statement, value, found, problem);
}

static bool save_meta(struct store *store, const char *name, int64_t value, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_META_SET);
    statement_bind_str(&statement, str_of(name));
    statement_bind_int(&statement, value);
    return statement_run(&statement, problem);
}

struct store *store_open_writer(struct folder *folder, struct problem *problem)
{
    struct store *store = store_open(folder, true, problem);
    if (store == NULL)
        return NULL;
    bool found;
    store->ids.instance = folder->instance;
    if (load_meta(store, "last_id", &store->ids.last, &found, problem)) {
        store->ids_saved = store->ids.last;
        return store;
    }
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    if (store->in_transaction)
        (void)sqlite3_exec(store->database, store->is_writer ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
    statements_release(store);
    if (store->is_writer)
        (void)sqlite3_wal_checkpoint_v2(store->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    int result = sqlite3_close(store->database);
    assert(result == SQLITE_OK); /* every statement was ended */
    if (store->extra != NULL)
        store->extra_release(store->extra);
    arena_release(&store->group_arena);
    struct arena arena = store->arena; /* the store itself lies in it */
    arena_release(&arena);
}

struct folder *store_folder(const struct store *store)
{
    return store->folder;
}

bool store_is_writer(const struct store *store)
{
    return store->is_writer;
}

/* The generation is taken before the snapshot: a commit between the two is then seen, and looked for again. */
void store_read_limit(struct store *store, int64_t limit_us)
{
    uint64_t generation = atomic_load_explicit(&store->folder->generation, memory_order_acquire);
    bool lets_go = limit_us == 0 || generation != store->generation ||
                   atomic_load_explicit(&store->folder->wants_checkpoint, memory_order_relaxed);
    store->deadline_us = 0;
    if (store->in_transaction && lets_go) {
        (void)sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL);
        store->in_transaction = false;
    }
    if (limit_us == 0)
        return;
    if (!store->in_transaction) {
        store->generation = generation;
        store->in_transaction = sqlite3_exec(store->database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
    }
    store->deadline_us = moment_monotonic_us() + limit_us;
}

uint64_t store_generation(const struct store *store)
{
    return store->generation;
}

uint64_t store_steps(const struct store *store)
{
    return store->steps;
}

bool store_group_begin(struct store *store, struct problem *problem)
{
    assert(store->is_writer && !store->in_transaction);
    store->in_transaction = database_exec(store, "BEGIN IMMEDIATE", problem);
    return store->in_transaction;
}

bool store_group_commit(struct store *store, struct problem *problem)
{
    bool ok = search_flush(store, problem);
    if (ok && store->ids.last != store->ids_saved)
        ok = save_meta(store, "last_id", store->ids.last, problem);
    ok = ok && database_exec(store, "COMMIT", problem);
    if (!ok) {
        store_group_abandon(store);
        return false;
    }
    store->in_transaction = false;
    store->ids_saved = store->ids.last;
    store->change_count = 0;
    arena_reset(&store->group_arena);
    store->changes = NULL;
    store->change_capacity = 0;
    atomic_fetch_add_explicit(&store->folder->generation, 1, memory_order_release);
    return true;
}

void store_group_abandon(struct store *store)
{
    (void)sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    store->in_transaction = false;
    store->change_count = 0;
    store->change_capacity = 0;
    store->changes = NULL;
    arena_reset(&store->group_arena);
}

static void checkpoint(struct store *store)
{
    if (store->wal_pages < WAL_PAGES_PASSIVE)
        return;
    bool restarts = store->wal_pages >= WAL_PAGES_RESTART;
    int mode = restarts ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
    int in_wal = 0, copied = 0;
    if (restarts)
        atomic_store(&store->folder->wants_checkpoint, true);
    int result = sqlite3_wal_checkpoint_v2(store->database, NULL, mode, &in_wal, &copied);
    if (restarts)
        atomic_store(&store->folder->wants_checkpoint, false);
    if (result != SQLITE_OK && result != SQLITE_BUSY) {
        log_line(LOG_LEVEL_ERROR, "store", "checkpoint: %s", sqlite3_errmsg(store->database));
    } else if (result == SQLITE_OK && in_wal == copied) {
        store->wal_pages = 0; /* all of it is in the file; the next group begins the WAL anew if nobody reads from it */
    }
}

void store_rest(struct store *store)
{
    checkpoint(store);
    int64_t now = moment_now_ms();
    if (now - store->last_rest_ms < REST_INTERVAL_MS)
        return;
    store->last_rest_ms = now;
    problem_auto problem = {0};
    if (!store_group_begin(store, &problem))
        return;
    static const enum statement_name forgets[] = {STATEMENT_IDEMPOTENCY_FORGET, STATEMENT_SESSION_FORGET};
    int64_t gone = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < COUNT(forgets); i++) {
        statement_auto statement = statement_begin(store, forgets[i]);
        statement_bind_int(&statement, now);
        ok = statement_run(&statement, &problem);
        gone += database_changes(store);
    }
    if (!ok || gone == 0) {
        store_group_abandon(store);
    } else if (!store_group_commit(store, &problem)) {
        log_line(LOG_LEVEL_ERROR, "store", "what has expired could not be removed");
    }
}

bool store_tidy(struct store *store, struct problem *problem)
{
    if (!store_group_begin(store, problem))
        return false;
    if (search_tidy(store, problem))
        return store_group_commit(store, problem);
    store_group_abandon(store);
    return false;
}

struct savepoint savepoint_begin(struct store *store, enum savepoint_extent extent)
{
    if (extent == SAVEPOINT_PART) {
        int result = sqlite3_exec(store->database, "SAVEPOINT request", NULL, NULL, NULL);
        assert(result == SQLITE_OK); /* needs no disk */
    }
    return (struct savepoint){store, extent, store->change_count};
}

bool savepoint_keep(struct savepoint *savepoint, struct problem *problem)
{
    struct store *store = savepoint->store;
    if (savepoint->extent == SAVEPOINT_PART && !database_exec(store, "RELEASE request", problem))
        return false;
    savepoint->store = NULL;
    return true;
}

void savepoint_abandon(struct savepoint *savepoint)
{
    if (savepoint->store == NULL)
        return;
    struct store *store = savepoint->store;
    const char *sql =
        savepoint->extent == SAVEPOINT_PART ? "ROLLBACK TO request; RELEASE request" : "ROLLBACK; BEGIN IMMEDIATE";
    (void)sqlite3_exec(store->database, sql, NULL, NULL,
                       NULL); /* a transaction that did not begin shows at the commit */
    store->change_count = savepoint->search_mark;
    savepoint->store = NULL;
}

void **store_extra(struct store *store, void (*release)(void *extra))
{
    store->extra_release = release;
    return &store->extra;
}

int64_t store_new_id(struct store *store, int64_t now_ms)
{
    return id_next(&store->ids, now_ms);
}

/* The lock file holds where the server listens, for the message of who comes second. */
static bool lock_folder(struct folder *folder, struct problem *problem)
{
    folder->lock = open(folder->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (folder->lock < 0) {
        return problem_add(problem, PROBLEM_STORAGE, "", "cannot open %s: %s", folder->lock_path,
                           strerrordesc_np(errno));
    }
    if (flock(folder->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    char address[128] = "";
    ssize_t size = read(folder->lock, address, sizeof address - 1);
    if (size > 0) {
        return problem_add(problem, PROBLEM_IN_USE, "", "%s is in use by the claimd at %.*s", folder->path, (int)size,
                           address);
    }
    return problem_add(problem, PROBLEM_IN_USE, "", "%s is in use by another claimd", folder->path);
}

static bool check_file(struct store *store, struct problem *problem)
{
    int64_t application = 0, count = 0;
    bool found;
    statement_auto statement = statement_of(store, STR("PRAGMA application_id"));
    if (!statement_one_int(&statement, &application, &found, problem))
        return false;
    statement_auto tables = statement_of(store, STR("SELECT count(*) FROM sqlite_schema"));
    if (!statement_one_int(&tables, &count, &found, problem))
        return false;
    store->folder->is_new = count == 0;
    if (count > 0 && application != STORE_APPLICATION_ID)
        return problem_add(problem, PROBLEM_STORAGE, "", "%s is not a file of claimd", store->folder->database_path);
    return true;
}

static void hex_of(char *text, const unsigned char *bytes, size_t size)
{
    (void)sodium_bin2hex(text, size * 2 + 1, bytes, size);
}

static bool load_secrets(struct store *store, int wanted_instance, struct problem *problem)
{
    struct folder *folder = store->folder;
    statement_auto statement = statement_begin(store, STATEMENT_META_GET);
    statement_bind_str(&statement, STR("secret"));
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    if (row && statement_str(&statement, 0).size == sizeof folder->secret)
        memcpy(folder->secret, statement_str(&statement, 0).data, sizeof folder->secret);
    statement_end(&statement);
    if (!row) {
        randombytes_buf(folder->secret, sizeof folder->secret);
        statement_auto set = statement_begin(store, STATEMENT_META_SET);
        statement_bind_str(&set, STR("secret"));
        statement_bind_blob(&set, (struct str){(const char *)folder->secret, sizeof folder->secret});
        if (!statement_run(&set, problem))
            return false;
    }
    int64_t instance = 0, id = 0;
    bool found;
    if (!load_meta(store, "instance", &instance, &found, problem))
        return false;
    if (!found || wanted_instance >= 0) {
        instance = wanted_instance >= 0 ? wanted_instance : (int64_t)randombytes_uniform(ID_INSTANCES);
        if (!save_meta(store, "instance", instance, problem))
            return false;
    }
    folder->instance = (unsigned)instance;
    if (!load_meta(store, "folder_id", &id, &found, problem))
        return false;
    if (!found) {
        randombytes_buf(&id, sizeof id);
        if (!save_meta(store, "folder_id", id, problem))
            return false;
    }
    hex_of(folder->id, (const unsigned char *)&id, sizeof id);
    return true;
}

static bool prepare_file(struct folder *folder, int instance, struct problem *problem)
{
    struct store *store = store_open(folder, true, problem);
    if (store == NULL)
        return false;
    char application[64];
    (void)snprintf(application, sizeof application, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
    bool ok = check_file(store, problem) && database_exec(store, application, problem) && migrate(store, problem) &&
              search_sync(store, problem) && load_secrets(store, instance, problem);
    store_close(store);
    return ok;
}

struct folder *folder_open(const struct folder_options *options, const struct resource *const *resources,
                           struct problem *problem)
{
    struct arena arena = {0};
    struct folder *folder = arena_new(&arena, struct folder);
    folder->memory = arena;
    folder->resources = resources;
    folder->synchronous_off = options->synchronous_off;
    folder->lock = -1;
    folder->generation = 1;
    int size = snprintf(folder->path, sizeof folder->path, "%s", options->path);
    if (size < 1 || (size_t)size >= sizeof folder->path) {
        problem_add(problem, PROBLEM_STORAGE, "", "the data folder's path is empty or longer than %zu bytes",
                    sizeof folder->path - 1);
        folder_close(folder);
        return NULL;
    }
    (void)snprintf(folder->database_path, sizeof folder->database_path, "%s/claimd.db", options->path);
    (void)snprintf(folder->lock_path, sizeof folder->lock_path, "%s/lock", options->path);
    if (mkdir(options->path, 0700) != 0 && errno != EEXIST) {
        problem_add(problem, PROBLEM_STORAGE, "", "cannot make %s: %s", options->path, strerrordesc_np(errno));
    } else if (lock_folder(folder, problem) && prepare_file(folder, options->instance, problem)) {
        return folder;
    }
    folder_close(folder);
    return NULL;
}

void folder_close(struct folder *folder)
{
    if (folder == NULL)
        return;
    if (folder->lock >= 0)
        (void)close(folder->lock);
    struct arena memory = folder->memory; /* the folder itself lies in it */
    arena_release(&memory);
}

bool folder_is_new(const struct folder *folder)
{
    return folder->is_new;
}

const char *folder_path(const struct folder *folder)
{
    return folder->path;
}

const char *folder_id(const struct folder *folder)
{
    return folder->id;
}

const unsigned char *folder_secret(const struct folder *folder)
{
    return folder->secret;
}

bool folder_is_served(const char *path, char *address, size_t size)
{
    char lock_path[540];
    (void)snprintf(lock_path, sizeof lock_path, "%s/lock", path);
    int fd = open(lock_path, O_RDONLY | O_CLOEXEC);
    bool is_served = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;
    ssize_t got = is_served ? read(fd, address, size - 1) : 0;
    address[got > 0 ? got : 0] = '\0';
    if (fd >= 0)
        (void)close(fd);
    return is_served;
}

void folder_announce(struct folder *folder, const char *address)
{
    if (ftruncate(folder->lock, 0) != 0 || pwrite(folder->lock, address, strlen(address), 0) < 0)
        log_line(LOG_LEVEL_WARN, "store", "cannot write %s: %s", folder->lock_path, strerrordesc_np(errno));
}

void folder_accompany(struct folder *folder, void *companion)
{
    folder->companion = companion;
}

void *folder_companion(const struct folder *folder)
{
    return folder->companion;
}

uint64_t folder_generation(const struct folder *folder)
{
    return atomic_load_explicit(&folder->generation, memory_order_acquire);
}
