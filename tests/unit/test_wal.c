/* The WAL stays bounded while there is writing and reading without pause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/database.h"
#include "claimd/model.h"

enum { GROUPS = 1200, MOST_BYTES = 48 * 1024 * 1024 }; /* 100 kB a group: 120 MB without checkpoints */

static const char some[] =
    "INSERT INTO change (id, actor, route, request_id, record_type, record_id, revision, doc)"
    " SELECT coalesce(max(id), 0) + 1, 'a', 'a', 'a', 'a', 1, 1, hex(zeroblob(50000)) FROM change";

static int64_t size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : 0;
}

static void stays_bounded(void **state)
{
    (void)state;
    char path[] = "/tmp/claimd-wal-XXXXXX";
    char wal[64];
    problem_auto problem = {0};
    assert_non_null(mkdtemp(path));
    (void)snprintf(wal, sizeof wal, "%s/claimd.db-wal", path);
    struct folder_options options = {.path = path, .instance = -1, .synchronous_off = true};
    struct folder *folder = folder_open(&options, model_resources, &problem);
    assert_non_null(folder);
    struct store *writer = store_open_writer(folder, &problem);
    struct store *reader = store_open_reader(folder, &problem);
    assert_non_null(writer);
    assert_non_null(reader);

    int64_t largest = 0;
    for (int i = 0; i < GROUPS; i++) {
        int64_t count;
        store_read_limit(reader, 5000000);
        assert_true(record_count(reader, &claim_resource, &count, &problem));
        assert_true(store_group_begin(writer, &problem));
        assert_true(database_exec(writer, some, &problem));
        assert_true(store_group_commit(writer, &problem));
        if (i % 4 == 3) {
            store_read_limit(reader, 0); /* a loop lets go before it waits */
        }
        store_rest(writer);
        int64_t size = size_of(wal);
        largest = size > largest ? size : largest;
    }
    if (largest > MOST_BYTES) {
        fail_msg("the WAL grew to %lld bytes", (long long)largest);
    }
    store_close(reader);
    store_close(writer);
    folder_close(folder);
    static const char *const files[] = {"claimd.db", "claimd.db-wal", "claimd.db-shm", "lock"};
    for (size_t i = 0; i < COUNT(files); i++) {
        char file[96];
        (void)snprintf(file, sizeof file, "%s/%s", path, files[i]);
        (void)unlink(file);
    }
    assert_int_equal(rmdir(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stays_bounded)};
    return cmocka_run_group_tests_name("wal", tests, NULL, NULL);
}
