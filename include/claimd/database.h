/* database.h: a connection and its statements, for the files of src/store/ only.
 *
 * A statement is asked for by name (statements.def) or, where it is built from resource tables, by its text; both are
 * prepared once for each connection and kept. A statement that is in use when it is asked for again (a recursion) is
 * prepared anew. Text and blobs that are bound must live until the statement ends.
 */
#ifndef CLAIMD_DATABASE_H
#define CLAIMD_DATABASE_H

#include <stdatomic.h>

#include <sqlite3.h>

#include "claimd/buffer.h"
#include "claimd/id.h"
#include "claimd/store.h"

enum statement_name {
#define STATEMENT(name, sql) STATEMENT_##name,
#include "../../src/store/statements.def"
#undef STATEMENT
    STATEMENT_COUNT
};

struct prepared; /* a statement in the cache of a store */

struct folder {
    struct arena memory; /* the folder lies in it */
    char path[512], database_path[540], lock_path[540], id[17];
    unsigned char secret[16];
    int lock;
    bool is_new, synchronous_off;
    unsigned instance;
    const struct resource *const *resources; /* ends in NULL */
    void *companion;                         /* folder_accompany */
    _Atomic uint64_t generation;
    _Atomic bool wants_checkpoint; /* readers hold no snapshot over calls while it is set */
};

/* A full-text change that waits for the end of its group. */
struct search_change {
    const struct resource *resource;
    int64_t id;
    size_t order;
    bool had_words;
    struct str head, words; /* before the group; in group_arena */
};

struct store {
    struct folder *folder;
    sqlite3 *database;
    bool is_writer, in_transaction;
    uint64_t generation;       /* of the snapshot held */
    int64_t deadline_us;       /* of the reads that follow, 0: none */
    uint64_t steps;            /* of SQLite's virtual machine, over all statements that ended */
    struct prepared *prepared; /* by text */
    struct prepared *named[STATEMENT_COUNT];
    struct arena arena; /* lives as long as the store: texts of statements */

    /* The writer's. */
    struct id_source ids;
    int64_t ids_saved;
    struct arena group_arena;
    struct search_change *changes;
    size_t change_count, change_capacity;
    int wal_pages;
    int64_t last_rest_ms;
    void *extra; /* store_extra */
    void (*extra_release)(void *extra);
};

struct statement {
    struct store *store;
    struct prepared *prepared;
    int parameter; /* last one bound */
};
#define statement_auto __attribute__((cleanup(statement_end))) struct statement

CL_CHECK struct statement statement_begin(struct store *store, enum statement_name name);
CL_CHECK struct statement statement_of(struct store *store, struct str sql);
void statement_end(struct statement *statement);

/* Bind the next parameter. */
void statement_bind_int(struct statement *statement, int64_t value);
void statement_bind_real(struct statement *statement, double value);
void statement_bind_str(struct statement *statement, struct str value); /* data NULL: NULL */
void statement_bind_blob(struct statement *statement, struct str value);
void statement_bind_null(struct statement *statement);

/* The next row; *row is false when there are no more. */
CL_CHECK bool statement_row(struct statement *statement, bool *row, struct problem *problem);
/* The same for a loop over all rows: false behind the last, and where reading failed, which *ok says. */
CL_CHECK bool statement_next(struct statement *statement, bool *ok, struct problem *problem);
/* To its end; rows are passed over. Afterwards it may be bound and run again. */
CL_CHECK bool statement_run(struct statement *statement, struct problem *problem);

CL_CHECK int64_t statement_int(const struct statement *statement, int column);
CL_CHECK bool statement_is_null(const struct statement *statement, int column);
CL_CHECK bool statement_is_real(const struct statement *statement, int column);
CL_CHECK double statement_real(const struct statement *statement, int column);
CL_CHECK bool statement_is_int(const struct statement *statement, int column);
/* Dies with the next step. */
CL_CHECK struct str statement_str(const struct statement *statement, int column);

/* One value of the first row; found says whether there was a row. */
CL_CHECK bool statement_one_int(struct statement *statement, int64_t *value, bool *found, struct problem *problem);

/* SQLite's last error as a problem, TOO_SLOW or STORAGE. Always false. */
bool database_problem(struct store *store, const char *doing, struct problem *problem);
CL_CHECK bool database_exec(struct store *store, const char *sql, struct problem *problem);
CL_CHECK int64_t database_changes(const struct store *store);
void statements_release(struct store *store);

/* migrations.c */
enum { MIGRATION_LATEST = 4 };
CL_CHECK bool migrate(struct store *store, struct problem *problem);

/* search.c: the full-text index of a resource and the table of words that it indexes. */
CL_CHECK bool search_sync(struct store *store, struct problem *problem); /* makes what is missing or changed */
/* To be called before a record's row changes (or before it is inserted: has_row false). */
CL_CHECK bool search_touch(struct store *store, const struct resource *resource, int64_t id, bool has_row,
                           struct problem *problem);
CL_CHECK bool search_flush(struct store *store, struct problem *problem);
CL_CHECK bool search_tidy(struct store *store, struct problem *problem); /* inside a group */
CL_CHECK bool search_check(struct store *store, struct problem *problem);
/* What a person typed as an FTS5 expression that cannot fail; the empty str when it holds no word. */
CL_CHECK struct str search_expression(struct arena *arena, struct str q);
/* Where there is no word to find: an expression for the words that shall not be there; the empty str when there are none. */
CL_CHECK struct str search_unwanted(struct arena *arena, struct str q);
CL_CHECK bool search_has(const struct resource *resource);

#endif
