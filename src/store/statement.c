/* Statements are found by text in a hash table (uthash); a fixed one by its name, without hashing. */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "claimd/database.h"
#include "claimd/log.h"
#include "claimd/moment.h"

/* Lists come in as many texts as there are combinations of filters; past this many the cache starts anew. */
enum { CACHE_LIMIT = 400 };

struct prepared {
    UT_hash_handle hh;
    const char *sql;
    size_t size;
    sqlite3_stmt *handle;
    int error;
    bool is_used, is_single; /* single: not in the cache, ends with its use */
};

static const char *const fixed[STATEMENT_COUNT] = {
#define STATEMENT(name, sql) [STATEMENT_##name] = (sql),
#include "statements.def"
#undef STATEMENT
};

/* SQLite numbers "$2" by first appearance, whatever its digits; the texts must have them in order. */
static void assert_order(sqlite3_stmt *handle)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(handle); i++) {
        const char *name = sqlite3_bind_parameter_name(handle, i);
        assert(name != NULL && strtol(name + 1, NULL, 10) == i);
    }
}

static struct prepared *prepare(struct store *store, struct str sql)
{
    struct prepared *prepared = arena_new(&store->arena, struct prepared);
    prepared->sql = arena_cstr(&store->arena, sql);
    prepared->size = sql.size;
    prepared->error = sqlite3_prepare_v3(store->database, prepared->sql, (int)sql.size + 1, SQLITE_PREPARE_PERSISTENT,
                                         &prepared->handle, NULL);
    if (prepared->error == SQLITE_OK) {
        assert_order(prepared->handle);
    } else {
        log_line(LOG_LEVEL_ERROR, "store", "%s in: %s", sqlite3_errmsg(store->database), prepared->sql);
    }
    return prepared;
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): uthash's macros */
void statements_release(struct store *store)
{
    struct prepared *prepared, *next;
    HASH_ITER(hh, store->prepared, prepared, next)
    {
        HASH_DEL(store->prepared, prepared);
        sqlite3_finalize(prepared->handle);
    }
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        if (store->named[i] != NULL)
            sqlite3_finalize(store->named[i]->handle);
        store->named[i] = NULL;
    }
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): uthash's macros */
static void forget_unused(struct store *store)
{
    struct prepared *prepared, *next;
    HASH_ITER(hh, store->prepared, prepared, next)
    {
        if (prepared->is_used)
            continue;
        HASH_DEL(store->prepared, prepared);
        sqlite3_finalize(prepared->handle);
    }
}

static struct statement use(struct store *store, struct prepared *prepared)
{
    if (prepared->is_used) {
        prepared = prepare(store, (struct str){prepared->sql, prepared->size});
        prepared->is_single = true;
    }
    prepared->is_used = true;
    return (struct statement){.store = store, .prepared = prepared};
}

struct statement statement_begin(struct store *store, enum statement_name name)
{
    if (store->named[name] == NULL)
        store->named[name] = prepare(store, str_of(fixed[name]));
    return use(store, store->named[name]);
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): uthash's macros */
struct statement statement_of(struct store *store, struct str sql)
{
    struct prepared *prepared = NULL;
    HASH_FIND(hh, store->prepared, sql.data, sql.size, prepared);
    if (prepared == NULL) {
        if (HASH_COUNT(store->prepared) >= CACHE_LIMIT)
            forget_unused(store);
        prepared = prepare(store, sql);
        HASH_ADD_KEYPTR(hh, store->prepared, prepared->sql, prepared->size, prepared);
    }
    return use(store, prepared);
}

void statement_end(struct statement *statement)
{
    struct prepared *prepared = statement->prepared;
    if (prepared == NULL) {
        return;
    }
    if (prepared->handle != NULL) {
        statement->store->steps += (uint64_t)sqlite3_stmt_status(prepared->handle, SQLITE_STMTSTATUS_VM_STEP, 1);
    }
    if (prepared->is_single) {
        sqlite3_finalize(prepared->handle);
    } else {
        sqlite3_reset(prepared->handle);
        prepared->is_used = false;
    }
    statement->prepared = NULL;
}

static int next_parameter(struct statement *statement)
{
    return ++statement->parameter;
}

void statement_bind_int(struct statement *statement, int64_t value)
{
    (void)sqlite3_bind_int64(statement->prepared->handle, next_parameter(statement), value);
}

void statement_bind_real(struct statement *statement, double value)
{
    (void)sqlite3_bind_double(statement->prepared->handle, next_parameter(statement), value);
}

void statement_bind_str(struct statement *statement, struct str value)
{
    int parameter = next_parameter(statement);
    if (value.data == NULL) {
        (void)sqlite3_bind_null(statement->prepared->handle, parameter);
    } else {
        (void)sqlite3_bind_text64(statement->prepared->handle, parameter, value.data, value.size, SQLITE_STATIC,
                                  SQLITE_UTF8);
    }
}

void statement_bind_blob(struct statement *statement, struct str value)
{
    (void)sqlite3_bind_blob64(statement->prepared->handle, next_parameter(statement),
                              value.data == NULL ? "" : value.data, value.size, SQLITE_STATIC);
}

void statement_bind_null(struct statement *statement)
{
    (void)sqlite3_bind_null(statement->prepared->handle, next_parameter(statement));
}

bool statement_row(struct statement *statement, bool *row, struct problem *problem)
{
    *row = false;
    if (statement->prepared->error != SQLITE_OK)
        return problem_add(problem, PROBLEM_STORAGE, "", "the database could not be asked");
    int result = sqlite3_step(statement->prepared->handle);
    if (result == SQLITE_ROW) {
        *row = true;
        return true;
    }
    if (result == SQLITE_DONE)
        return true;
    return database_problem(statement->store, statement->prepared->sql, problem);
}

bool statement_next(struct statement *statement, bool *ok, struct problem *problem)
{
    bool row;
    *ok = statement_row(statement, &row, problem);
    return row;
}

bool statement_run(struct statement *statement, struct problem *problem)
{
    bool row = true;
    bool ok = true;
    while (ok && row)
        ok = statement_row(statement, &row, problem);
    if (statement->prepared->handle != NULL)
        sqlite3_reset(statement->prepared->handle);
    statement->parameter = 0;
    return ok;
}

int64_t statement_int(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->prepared->handle, column);
}

bool statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->prepared->handle, column) == SQLITE_NULL;
}

bool statement_is_real(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->prepared->handle, column) == SQLITE_FLOAT;
}

double statement_real(const struct statement *statement, int column)
{
    return sqlite3_column_double(statement->prepared->handle, column);
}

bool statement_is_int(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->prepared->handle, column) == SQLITE_INTEGER;
}

struct str statement_str(const struct statement *statement, int column)
{
    /* The pointer first, then the size: SQLite may convert in the first call. */
    const void *data = sqlite3_column_blob(statement->prepared->handle, column);
    return (struct str){data, (size_t)sqlite3_column_bytes(statement->prepared->handle, column)};
}

bool statement_one_int(struct statement *statement, int64_t *value, bool *found, struct problem *problem)
{
    *value = 0;
    if (!statement_row(statement, found, problem))
        return false;
    if (*found)
        *value = statement_int(statement, 0);
    return true;
}

bool database_problem(struct store *store, const char *doing, struct problem *problem)
{
    int code = sqlite3_errcode(store->database);
    if (code == SQLITE_INTERRUPT)
        return problem_add(problem, PROBLEM_TOO_SLOW, "", "took longer than a query may; narrow it by a filter");
    log_line(LOG_LEVEL_ERROR, "store", "%s (%d) in: %.200s", sqlite3_errmsg(store->database),
             sqlite3_extended_errcode(store->database), doing);
    if (code == SQLITE_FULL)
        return problem_add(problem, PROBLEM_STORAGE, "", "the disk is full; nothing was written");
    if (code == SQLITE_READONLY)
        return problem_add(problem, PROBLEM_STORAGE, "", "the disk can only be read; nothing was written");
    return problem_add(problem, PROBLEM_STORAGE, "", "the database failed: %s", sqlite3_errstr(code));
}

bool database_exec(struct store *store, const char *sql, struct problem *problem)
{
    if (sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return database_problem(store, sql, problem);
}

int64_t database_changes(const struct store *store)
{
    return sqlite3_changes64(store->database);
}
