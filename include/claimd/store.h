/* store.h: the database: one SQLite file, its schema, its transactions.
 *
 * A data folder holds claimd.db (WAL beside it), lock and admin.key. One store in the process writes, and does all
 * checkpoints (SQLite before 3.51.3 can corrupt a WAL that two connections reset at once); any number read. A store
 * belongs to one thread at a time.
 *
 * `struct folder` is what the stores of one data folder share: its lock, the generation, the wish for a checkpoint.
 *
 * errors   STORAGE (the cause goes to the log as well), TOO_SLOW for reads past their limit
 * threads  folder: any, once open; store: one
 */
#ifndef CLAIMD_STORE_H
#define CLAIMD_STORE_H

#include "claimd/arena.h"
#include "claimd/base.h"
#include "claimd/problem.h"
#include "claimd/resource.h"
#include "claimd/str.h"

struct folder;
struct store;

enum {
    STORE_APPLICATION_ID = 0x636C6D64, /* "clmd" in the file's header */
    STORE_DOC_VERSION = 2,             /* of the docs' form; a part of ETags */
};

struct folder_options {
    const char *path;
    int instance;         /* 0..1023; -1: drawn when the file is made */
    bool synchronous_off; /* for imports into a file that did not exist before: fsync only at the end */
};

/* Makes the folder (0700) and the database where they do not exist, brings the schema up to date, takes the lock. NULL with
 * a problem: in use by another claimd (its address is in the detail), no claimd file, newer than this program, corrupt. */
CL_CHECK struct folder *folder_open(const struct folder_options *options, const struct resource *const *resources,
                                    struct problem *problem);
void folder_close(struct folder *folder);
CL_CHECK bool folder_is_new(const struct folder *folder); /* it had no database before */
CL_CHECK const char *folder_path(const struct folder *folder);
CL_CHECK const char *folder_id(const struct folder *folder); /* 16 hex characters, drawn when the file was made */
CL_CHECK const unsigned char *folder_secret(const struct folder *folder); /* 16 bytes for cursors */
/* Writes where this server listens into the lock file, for commands beside it. */
void folder_announce(struct folder *folder, const char *address);
/* Whether another claimd has the folder; address: where it said that it listens, "" when it did not. */
CL_CHECK bool folder_is_served(const char *path, char *address, size_t size);
/* What the layer above shares between all stores of the folder, such as the analyzer; NULL: nothing. Borrowed: it outlives the
 * stores. Set before any thread reads it. */
void folder_accompany(struct folder *folder, void *companion);
CL_CHECK void *folder_companion(const struct folder *folder);
/* Counts committed groups; raised after COMMIT and before anybody is answered. */
CL_CHECK uint64_t folder_generation(const struct folder *folder);

CL_CHECK struct store *store_open_reader(struct folder *folder, struct problem *problem);
CL_CHECK struct store *store_open_writer(struct folder *folder, struct problem *problem);
void store_close(struct store *store);
CL_CHECK struct folder *store_folder(const struct store *store);
CL_CHECK bool store_is_writer(const struct store *store);

/* Reads that follow may take limit_us together and see the newest committed state. 0 ends the transaction and lifts the limit. */
void store_read_limit(struct store *store, int64_t limit_us);

/* The folder's generation when the snapshot was taken that reads see. */
CL_CHECK uint64_t store_generation(const struct store *store);

/* Steps of SQLite's virtual machine taken so far: what a read costs, whatever else the machine does. */
CL_CHECK uint64_t store_steps(const struct store *store);

/* A group: one transaction. */
CL_CHECK bool store_group_begin(struct store *store, struct problem *problem);
CL_CHECK bool store_group_commit(struct store *store, struct problem *problem);
void store_group_abandon(struct store *store);
/* Checkpoints when the WAL has grown, forgets expired idempotency rows and sessions. Between groups. */
void store_rest(struct store *store);
/* After many writes: makes one piece of each full-text index, so that a search asks one and not a dozen. 1 s a million claims.
 * Writer, between groups. */
CL_CHECK bool store_tidy(struct store *store, struct problem *problem);

/* One request's part of a group. Everything since begin goes when it is abandoned, which its scope does unless it was kept.
 *
 * SAVEPOINT_WHOLE is for who is alone in its group and writes much: abandoned, it takes the whole transaction back. A part's
 * first copy of each changed page is kept in memory, and SQLite walks those copies at the end of each statement: what writes
 * 8,000 records takes 20 s as a part and 1 s as a whole. */
enum savepoint_extent { SAVEPOINT_PART, SAVEPOINT_WHOLE };
struct savepoint {
    struct store *store;
    enum savepoint_extent extent;
    size_t search_mark;
};
CL_CHECK struct savepoint savepoint_begin(struct store *store, enum savepoint_extent extent);
CL_CHECK bool savepoint_keep(struct savepoint *savepoint, struct problem *problem);
void savepoint_abandon(struct savepoint *savepoint);
#define savepoint_auto __attribute__((cleanup(savepoint_abandon))) struct savepoint

/* An id above all that were given. Writer, inside a group. */
CL_CHECK int64_t store_new_id(struct store *store, int64_t now_ms);

/* A place for what the layer above keeps beside a store; release is called with it when the store closes. */
CL_CHECK void **store_extra(struct store *store, void (*release)(void *extra));

/* Checks the whole file: pages, foreign keys, columns against docs, full-text index against its content. Each step is named to
 * begins. Takes 64 MB for pages, and time in proportion to the file. */
CL_CHECK bool store_check(struct store *store, void (*begins)(const char *step, void *context), void *context,
                          struct problem *problem);

#endif
