/* A file of an earlier version comes out as the present program would have written it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/database.h"
#include "claimd/json.h"
#include "claimd/model.h"

/* A record of each sort as version 1 wrote it: no member of a later version, metadata last. */
#define RECORD_1(id) "{\"id\":\"" id "\",\"revision\":1,\"created_at\":\"2024-01-01T00:00:00.000Z\","
static const char rows_1[] =
    "INSERT INTO article VALUES (1, 1, 1, 'a', 'title', NULL, NULL, NULL, NULL, NULL, NULL, 1, '',"
    " '" RECORD_1(
        "0000000000001") "\"title\":\"Title\",\"subtitle\":null,\"authors\":[]}');"
                         "INSERT INTO article_text VALUES (1, 'Body.', '[]', 5, x'', 1, NULL, NULL);"
                         "INSERT INTO entity VALUES (2, 1, 1, 'a', 'one', 'one', 'person',"
                         " '" RECORD_1(
                             "0000000000002") "\"slug\":\"one\",\"name\":\"One\",\"aliases\":[],\"merged_into\":null,"
                                              "\"metadata\":{\"n\":[1.50,{}]}}');"
                                              "INSERT INTO mention VALUES (3, 1, 1, 'a', 1, 2, 5, 'exact', 0, "
                                              "'suggested', 0.5,"
                                              " '" RECORD_1(
                                                  "0000000000003") "\"anchor\":{\"exact\":\"x\"},\"status\":"
                                                                   "\"suggested\",\"why\":[{\"rule\":\"title\"},{"
                                                                   "\"rule\":\"title\"}],\"metadata\":{}}');"
                                                                   "INSERT INTO claim VALUES (4, 1, 1, 'a', 1, 5, "
                                                                   "'exact', 'fact', 'unstated', 'affirmed', 0, NULL, "
                                                                   "0, NULL, 'accepted', NULL,"
                                                                   " '" RECORD_1(
                                                                       "0000000000004") "\"anchor\":{\"exact\":\"x\"},"
                                                                                        "\"text\":\"t\",\"status\":"
                                                                                        "\"accepted\",\"why\":[{"
                                                                                        "\"rule\":\"cue\"}],"
                                                                                        "\"proposition\":null,"
                                                                                        "\"resolution\":null,"
                                                                                        "\"metadata\":{}}');"
                                                                                        "PRAGMA user_version = 1;";

static const struct row_case {
    const char *sql, *value;
} cases[] = {
    {"SELECT group_concat(key) FROM entity, json_each(entity.doc)",
     "id,revision,created_at,slug,name,aliases,merged_into,status,confidence,decided_by,decided_at,reason,metadata"},
    {"SELECT json_extract(doc, '$.status') FROM entity", "accepted"},
    {"SELECT status FROM entity", "accepted"},
    {"SELECT json_extract(doc, '$.metadata') FROM entity", "{\"n\":[1.50,{}]}"},
    {"SELECT group_concat(key) FROM mention, json_each(mention.doc)",
     "id,revision,created_at,anchor,status,why,decided_by,decided_at,reason,metadata"},
    {"SELECT group_concat(key) FROM claim, json_each(claim.doc)",
     "id,revision,created_at,anchor,text,status,why,decided_by,decided_at,reason,proposition,resolution,metadata"},
    {"SELECT group_concat(rule || ' ' || mention_id) FROM mention_why", "title 3"},
    {"SELECT group_concat(rule || ' ' || claim_id) FROM claim_why", "cue 4"},
};

struct place {
    char path[64], database[96];
};

static void exec(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %.200s", message, sql);
}

static int write_old(void **state)
{
    static struct place place;
    sqlite3 *database;
    char application[64];
    (void)snprintf(place.path, sizeof place.path, "/tmp/claimd-migrations-XXXXXX");
    assert_non_null(mkdtemp(place.path));
    (void)snprintf(place.database, sizeof place.database, "%s/claimd.db", place.path);
    (void)snprintf(application, sizeof application, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
    assert_int_equal(sqlite3_open(place.database, &database), SQLITE_OK);
    exec(database, application);
    exec(database, migration_sql(1));
    exec(database, rows_1);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    *state = &place;
    return 0;
}

static int remove_all(void **state)
{
    static const char *const files[] = {"claimd.db", "claimd.db-wal", "claimd.db-shm", "lock"};
    const struct place *place = *state;
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", place->path, files[i]);
        (void)unlink(path);
    }
    return rmdir(place->path);
}

static void brought_up(void **state)
{
    const struct place *place = *state;
    problem_auto problem = {0};
    const struct folder_options options = {.path = place->path, .instance = -1};
    struct folder *folder = folder_open(&options, model_resources, &problem);
    if (folder == NULL)
        fail_msg("%s", problem.items[0].detail);
    struct store *store = store_open_writer(folder, &problem);
    assert_non_null(store);
    for (size_t i = 0; i < COUNT(cases); i++) {
        statement_auto statement = statement_of(store, str_of(cases[i].sql));
        bool row;
        assert_true(statement_row(&statement, &row, &problem) && row);
        struct str value = statement_str(&statement, 0);
        if (!str_is(value, cases[i].value))
            fail_msg("%s: %.*s", cases[i].sql, STR_PRINT(value));
    }
    assert_true(store_check(store, &problem));
    store_close(store);
    folder_close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(brought_up)};
    return cmocka_run_group_tests_name("migrations", tests, write_old, remove_all);
}
