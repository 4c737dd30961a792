/* single: what SQLite does without a server around it.
 *
 *   single ids FILE COUNT       ids of up to COUNT claims, drawn at random, as the API writes them
 *   single write FILE SECONDS   whole claims, one transaction each (WAL, synchronous=FULL); prints writes/s, p50 and p99 in us
 *   single fsync FOLDER COUNT   4 kB appended and fdatasync; prints p50 and p99 in us
 *
 * A written claim is a copy, under a new id, of one that is there: its row, words, full text, tags, entities and change. There is
 * no HTTP, no parsing and no queue: more than a server that works like this could do. Use it on a copy of the file. */
#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

enum { TIMES_MAX = 1 << 20 };

static int64_t now_ns(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int by_size(const void *one, const void *other)
{
    int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

static void print_times(int64_t *times_ns, size_t count, double seconds)
{
    size_t middle = count / 2, late = count * 99 / 100;
    qsort(times_ns, count, sizeof *times_ns, by_size);
    if (count > 0) {
        (void)printf("%.0f %.1f %.1f\n", (double)count / seconds, (double)times_ns[middle] / 1e3,
                     (double)times_ns[late] / 1e3);
    }
}

static void must(sqlite3 *database, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
        return;
    (void)fprintf(stderr, "single: %s\n", sqlite3_errmsg(database));
    _exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    must(database, sqlite3_prepare_v2(database, sql, -1, &statement, NULL));
    return statement;
}

static sqlite3 *open_file(const char *path)
{
    sqlite3 *database = NULL;
    must(database, sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL));
    must(database, sqlite3_exec(database,
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                                "PRAGMA cache_size = -65536",
                                NULL, NULL, NULL));
    return database;
}

static int64_t *claim_ids(sqlite3 *database, size_t *count)
{
    sqlite3_stmt *counting = prepare(database, "SELECT count(*) FROM claim");
    must(database, sqlite3_step(counting));
    int64_t *ids = calloc((size_t)sqlite3_column_int64(counting, 0) + 1, sizeof *ids);
    assert(ids != NULL);
    (void)sqlite3_finalize(counting);
    sqlite3_stmt *reading = prepare(database, "SELECT id FROM claim ORDER BY id");
    for (*count = 0; sqlite3_step(reading) == SQLITE_ROW; ++*count)
        ids[*count] = sqlite3_column_int64(reading, 0);
    (void)sqlite3_finalize(reading);
    return ids;
}

static void print_ids(const char *path, size_t wanted)
{
    sqlite3 *database = open_file(path);
    size_t count;
    int64_t *ids = claim_ids(database, &count);
    srandom(1);
    for (size_t i = 0; i < count && i < wanted; i++) {
        size_t other = i + (size_t)random() % (count - i);
        int64_t id = ids[other];
        ids[other] = ids[i];
        char text[14] = {0};
        for (int at = 12; at >= 0; at--, id >>= 5)
            text[at] = "0123456789abcdefghjkmnpqrstvwxyz"[id & 31];
        (void)puts(text);
    }
    free(ids);
    (void)sqlite3_close(database);
}

/* Copies the rows of table whose key column is ?1, with ?2 as their key. */
static sqlite3_stmt *copier(sqlite3 *database, const char *table, const char *key, const char *other)
{
    char names[1024] = "", values[1024] = "", sql[4096];
    sqlite3_stmt *columns = prepare(database, "SELECT name FROM pragma_table_info(?1)");
    must(database, sqlite3_bind_text(columns, 1, table, -1, SQLITE_STATIC));
    while (sqlite3_step(columns) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(columns, 0);
        const char *value = strcmp(name, key) == 0 ? "?2" : strcmp(name, other) == 0 ? "?2 + 1" : name;
        size_t at = strlen(names), to = strlen(values);
        (void)snprintf(names + at, sizeof names - at, "%s%s", at == 0 ? "" : ", ", name);
        (void)snprintf(values + to, sizeof values - to, "%s%s", to == 0 ? "" : ", ", value);
    }
    (void)sqlite3_finalize(columns);
    (void)snprintf(sql, sizeof sql, "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s = ?1", table, names, values, table,
                   key);
    return prepare(database, sql);
}

static void write_claims(const char *path, double seconds)
{
    sqlite3 *database = open_file(path);
    size_t count, written = 0;
    int64_t *ids = claim_ids(database, &count), *times_ns = calloc(TIMES_MAX, sizeof *times_ns);
    assert(times_ns != NULL && count > 0);
    sqlite3_stmt *steps[] = {
        prepare(database, "BEGIN IMMEDIATE"),
        copier(database, "claim", "id", ""),
        copier(database, "claim_words", "id", ""),
        prepare(database,
                "INSERT INTO claim_search (rowid, head, words) SELECT id, head, words FROM claim_words WHERE id = ?1"),
        copier(database, "claim_tag", "claim_id", ""),
        copier(database, "claim_tag_all", "claim_id", ""),
        copier(database, "claim_entity", "claim_id", ""),
        copier(database, "change", "record_id", "id"),
        prepare(database, "COMMIT"),
    };
    srandom(2);
    int64_t id = ids[count - 1], began = now_ns(), now = began;
    while (now - began < (int64_t)(seconds * 1e9) && written < TIMES_MAX) {
        int64_t model = ids[(size_t)random() % count];
        id += 4096;
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): a count of pointers is meant */
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): a count of pointers is meant */
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            int places = sqlite3_bind_parameter_count(steps[i]);
            if (places == 2)
                must(database, sqlite3_bind_int64(steps[i], 1, model));
            if (places > 0)
                must(database, sqlite3_bind_int64(steps[i], places, id));
            must(database, sqlite3_step(steps[i]));
            must(database, sqlite3_reset(steps[i]));
        }
        int64_t then = now;
        now = now_ns();
        times_ns[written++] = now - then;
    }
    print_times(times_ns, written, (double)(now - began) / 1e9);
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): a count of pointers is meant */
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        (void)sqlite3_finalize(steps[i]);
    free(times_ns);
    free(ids);
    (void)sqlite3_close(database);
}

static void time_fsync(const char *folder, size_t count)
{
    char path[4096];
    static const char block[4096];
    (void)snprintf(path, sizeof path, "%s/fsync", folder);
    int file = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    int64_t *times_ns = calloc(count + 1, sizeof *times_ns), began = now_ns();
    assert(file >= 0 && times_ns != NULL);
    for (size_t i = 0; i < count; i++) {
        int64_t then = now_ns();
        ssize_t written = write(file, block, sizeof block);
        int failed = fdatasync(file);
        assert(written == (ssize_t)sizeof block && failed == 0);
        times_ns[i] = now_ns() - then;
    }
    print_times(times_ns, count, (double)(now_ns() - began) / 1e9);
    (void)close(file);
    (void)unlink(path);
    free(times_ns);
}

int main(int count, char **words)
{
    if (count == 4 && strcmp(words[1], "ids") == 0) {
        print_ids(words[2], strtoul(words[3], NULL, 10));
    } else if (count == 4 && strcmp(words[1], "write") == 0) {
        write_claims(words[2], strtod(words[3], NULL));
    } else if (count == 4 && strcmp(words[1], "fsync") == 0) {
        time_fsync(words[2], strtoul(words[3], NULL, 10));
    } else {
        return (void)fprintf(stderr, "usage: single ids|write|fsync PATH NUMBER\n"), 2;
    }
    return 0;
}
