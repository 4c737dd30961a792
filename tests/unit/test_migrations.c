/* A file that an earlier version wrote comes out as the present program would have written it, and goes on being written to. */
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
#include "claimd/former.h"
#include "claimd/json.h"
#include "claimd/list.h"
#include "claimd/model.h"
#include "claimd/names.h"

#include "library.h"

/* The file begins as a text that the program of that version made. */
static const struct version {
    const char *path;
    int docs;       /* STORE_DOC_VERSION then */
    int64_t edited; /* revision at which its article got its body */
} versions[] = {
    {"tests/unit/version_1.sql", 1, 1},
    {"tests/unit/version_3.sql", 2, 2},
};

struct upgrade {
    struct library library;
    const struct version *from;
};

static void read_text(const char *path, struct buffer *text)
{
    FILE *file = fopen(path, "re");
    char piece[4096];
    size_t size;
    if (file == NULL)
        fail_msg("%s is missing; tests run in the root of the tree", path);
    while ((size = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(text, (struct str){piece, size});
    (void)fclose(file);
}

static void write_old(const struct version *version, struct library *library)
{
    buffer_auto sql = {0};
    char path[96], *message = NULL;
    sqlite3 *database;
    (void)snprintf(library->path, sizeof library->path, "/tmp/claimd-library-XXXXXX");
    assert_non_null(mkdtemp(library->path));
    (void)snprintf(path, sizeof path, "%s/claimd.db", library->path);
    read_text(version->path, &sql);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, buffer_terminate(&sql), NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", version->path, message);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static int bring_up(void **state)
{
    static struct upgrade upgrade;
    problem_auto problem = {0};
    upgrade.from = upgrade.from == NULL ? &versions[0] : upgrade.from + 1; /* one group of tests after the other */
    write_old(upgrade.from, &upgrade.library);
    const struct folder_options options = {.path = upgrade.library.path, .instance = -1};
    upgrade.library.folder = folder_open(&options, model_resources, &problem);
    if (upgrade.library.folder == NULL)
        fail_msg("%s", problem.items[0].detail);
    upgrade.library.store = store_open_writer(upgrade.library.folder, &problem);
    assert_non_null(upgrade.library.store);
    *state = &upgrade;
    return 0;
}

static int drop(void **state)
{
    struct upgrade *upgrade = *state;
    return library_close(&upgrade->library);
}

static struct list_page find(const struct upgrade *upgrade, const struct resource *resource, struct list_filter *filter,
                             const char *q, struct arena *arena)
{
    struct list_page page;
    problem_auto problem = {0};
    struct list_query query = {
        .resource = resource, .filters = filter, .filter_count = filter != NULL, .q = str_of(q), .limit = 50};
    if (!list_page_get(upgrade->library.store, &query, arena, &page, &problem))
        fail_msg("%s: %s", resource->plural, problem.items[0].detail);
    return page;
}

struct members {
    const json_t *doc;
    void *at;
    const char *resource;
};

/* The doc's next member is this field, with the members that its table has. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void has_next(const struct field *field, void *context)
{
    struct members *members = context;
    if (field->use & (APART | INPUT))
        return;
    const json_t *value = json_object_get(members->doc, field->name);
    if (field->members != NULL && json_is_object(value)) {
        struct members below = {value, json_object_iter(json_mutable(value)), field->name};
        for (const struct field *member = field->members; member->name != NULL; member++)
            has_next(member, &below);
        assert_null(below.at);
    }
    if (members->at == NULL || strcmp(json_object_iter_key(members->at), field->name) != 0) {
        fail_msg("the doc of a %s has %s where %s stands in the table", members->resource,
                 members->at == NULL ? "nothing" : json_object_iter_key(members->at), field->name);
    }
    members->at = json_object_iter_next(json_mutable(members->doc), members->at);
}

static void docs_have_every_member(void **state)
{
    const struct upgrade *upgrade = *state;
    arena_auto arena = {0};
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        struct list_page page = find(upgrade, *at, NULL, "", &arena);
        assert_true(page.count > 0 || *at == &key_resource);
        for (size_t i = 0; i < page.count; i++) {
            json_auto_t *doc = json_loadb(page.items[i].doc.data, page.items[i].doc.size, 0, NULL);
            struct members members = {doc, json_object_iter(doc), (*at)->singular};
            resource_walk(*at, has_next, &members);
            assert_null(members.at);
        }
    }
}

/* Docs that changed without a new revision have another ETag: docs of that version were kept by the history. */
static void etags_differ(void **state)
{
    const struct upgrade *upgrade = *state;
    problem_auto problem = {0};
    int64_t changed;
    bool found;
    statement_auto statement = statement_of(upgrade->library.store,
                                            STR("SELECT count(*) FROM change JOIN claim ON claim.id = change.record_id"
                                                " WHERE claim.revision = change.revision AND claim.doc <> change.doc"));
    assert_true(statement_one_int(&statement, &changed, &found, &problem));
    assert_true(changed == 0 || STORE_DOC_VERSION > upgrade->from->docs);
}

static void count_step(const char *step, void *context)
{
    size_t *steps = context;
    *steps += strlen(step) > 0;
}

static void all_is_in_order(void **state)
{
    const struct upgrade *upgrade = *state;
    problem_auto problem = {0};
    size_t steps = 0;
    if (!store_check(upgrade->library.store, count_step, &steps, &problem))
        fail_msg("%s", problem.items[0].detail);
    assert_int_equal(steps, 4 + 6); /* the file, references, texts, words; each resource */
    statement_auto statement = statement_of(upgrade->library.store, STR("PRAGMA user_version"));
    int64_t version;
    bool found;
    assert_true(statement_one_int(&statement, &version, &found, &problem));
    assert_int_equal(version, MIGRATION_LATEST);
}

static const struct value_case {
    const char *sql, *value;
} values[] = {
    {"SELECT json_extract(doc, '$.status') || ' ' || status FROM entity LIMIT 1", "accepted accepted"},
    {"SELECT json_extract(doc, '$.metadata') FROM entity WHERE slug = 'northland'", "{\"list\":[1,2.5,\"\xC3\xA9\"]}"},
    {"SELECT json_extract(doc, '$.metadata') FROM tag WHERE slug = 'oil'", "{\"n\":[1.5,{}]}"},
    {"SELECT json_extract(doc, '$.holder.text') FROM claim WHERE holder = 1", "The minister Ada Grey"},
    {"SELECT group_concat(rule) FROM mention_why", "title"},
    {"SELECT group_concat(rule) FROM claim_why", "will"},
};

static void values_are_kept(void **state)
{
    const struct upgrade *upgrade = *state;
    problem_auto problem = {0};
    for (size_t i = 0; i < COUNT(values); i++) {
        statement_auto statement = statement_of(upgrade->library.store, str_of(values[i].sql));
        bool row;
        assert_true(statement_row(&statement, &row, &problem) && row);
        struct str value = statement_str(&statement, 0);
        if (!str_is(value, values[i].value))
            fail_msg("%s: %.*s", values[i].sql, STR_PRINT(value));
    }
}

static void all_is_found(void **state)
{
    const struct upgrade *upgrade = *state;
    arena_auto arena = {0};
    problem_auto problem = {0};
    int64_t entity, tag;
    bool is_former;
    assert_int_equal(find(upgrade, &claim_resource, NULL, "fusion", &arena).count, 1);
    assert_int_equal(find(upgrade, &claim_resource, NULL, "northland", &arena).count, 1);
    assert_int_equal(find(upgrade, &article_resource, NULL, "oil", &arena).count, 1);
    assert_int_equal(find(upgrade, &entity_resource, NULL, "grey", &arena).count, 1);
    assert_int_equal(find(upgrade, &claim_resource, NULL, "coal", &arena).count, 0);
    assert_true(names_entity(upgrade->library.store, STR("northland"), &entity, &is_former, &problem));
    assert_true(names_tag(upgrade->library.store, STR("energy"), &tag, &is_former, &problem));
    struct list_filter subject = {.kind = FILTER_LINK, .role = LINK_SUBJECT, .value_count = 1}, below = subject;
    subject.values[0] = (struct list_value){.is_number = true, .number = entity};
    assert_int_equal(find(upgrade, &claim_resource, &subject, "", &arena).count, 1);
    below.kind = FILTER_TAG;
    below.values[0] = (struct list_value){.is_number = true, .number = tag};
    assert_int_equal(find(upgrade, &claim_resource, &below, "", &arena).count, 2);
}

/* Its records can be changed like any other, and are found by what they say now. */
static void records_can_be_changed(void **state)
{
    const struct upgrade *upgrade = *state;
    struct store *store = upgrade->library.store;
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct stored stored;
    struct stored before = find(upgrade, &claim_resource, NULL, "fusion", &arena).items[0];
    const struct revisions present = {&before.revision, 1};
    struct writing writing = {store, &arena, "tester", "PATCH", "r", SCOPE_EDIT, 0, 1800000000000};
    json_auto_t *patch = json_pack("{s:s, s:s}", "text", "Quagga power will light homes.", "certainty", "unlikely");
    assert_true(store_group_begin(store, &problem));
    {
        savepoint_auto savepoint = savepoint_begin(store, SAVEPOINT_PART);
        if (!model_patch(&writing, &claim_resource, before.id, patch, &present, &stored, &problem))
            fail_msg("%s %s", problem.items[0].pointer, problem.items[0].detail);
        assert_true(savepoint_keep(&savepoint, &problem));
    }
    assert_true(store_group_commit(store, &problem));
    assert_int_equal(stored.revision, before.revision + 1);
    assert_int_equal(find(upgrade, &claim_resource, NULL, "quagga", &arena).count, 1);
    all_is_in_order(state);
}

/* Bodies from before version 4 are not there; from then on each is kept. */
static void bodies_are_kept(void **state)
{
    const struct upgrade *upgrade = *state;
    struct store *store = upgrade->library.store;
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct stored stored, article = find(upgrade, &article_resource, NULL, "oil", &arena).items[0];
    struct former_list list;
    struct former former;
    struct body body;
    bool found;
    struct writing writing = {store, &arena, "tester", "PATCH", "r", SCOPE_EDIT, 0, 1800000000000};
    assert_true(body_get(store, article.id, true, false, &arena, &body, &found, &problem) && found);
    json_auto_t *patch = json_pack("{s:o}", "blocks", json_loadb(body.blocks.data, body.blocks.size, 0, NULL));
    json_object_set_new(json_array_get(json_object_get(patch, "blocks"), 0), "kind", json_string("quotation"));
    assert_true(former_list(store, article.id, &list, &problem));
    assert_int_equal(list.count, 1);
    assert_int_equal(list.revisions[0], upgrade->from->edited);
    assert_true(store_group_begin(store, &problem));
    if (!model_patch(&writing, &article_resource, article.id, patch, 0, &stored, &problem))
        fail_msg("%s %s", problem.items[0].pointer, problem.items[0].detail);
    assert_true(store_group_commit(store, &problem));
    assert_true(former_list(store, article.id, &list, &problem));
    assert_int_equal(list.count, 2);
    assert_int_equal(former_at(&list, upgrade->from->edited - 1), 0);
    assert_true(former_get(store, article.id, article.revision, &arena, &former, &found, &problem) && found);
    assert_true(str_equal(former.text, body.text));
    all_is_in_order(state);
}

/* The file is as it was, and the next start tries again. */
static void what_fails_leaves_nothing(void **state)
{
    struct library library;
    char path[96], *message = NULL;
    sqlite3 *database;
    (void)state;
    write_old(&versions[1], &library);
    (void)snprintf(path, sizeof path, "%s/claimd.db", library.path);
    const struct folder_options options = {.path = library.path, .instance = -1};
    for (int turn = 0; turn < 2; turn++) {
        problem_auto problem = {0};
        assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
        /* What the second statement of the migration makes is there already; its first one made nothing that stays. */
        const char *sql = turn == 0 ? "CREATE TABLE article_former (x INTEGER)" : "DROP TABLE article_former";
        assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, &message), SQLITE_OK);
        assert_int_equal(sqlite3_exec(database, "SELECT 1 FROM article_former_text", NULL, NULL, &message),
                         SQLITE_ERROR);
        sqlite3_free(message);
        assert_int_equal(sqlite3_close(database), SQLITE_OK);
        library.folder = folder_open(&options, model_resources, &problem);
        library.store = library.folder == NULL ? NULL : store_open_writer(library.folder, &problem);
        assert_int_equal(library.store != NULL, turn == 1);
        if (turn == 0)
            folder_close(library.folder);
    }
    assert_int_equal(library_close(&library), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(docs_have_every_member), cmocka_unit_test(etags_differ),
        cmocka_unit_test(all_is_in_order),        cmocka_unit_test(values_are_kept),
        cmocka_unit_test(all_is_found),           cmocka_unit_test(records_can_be_changed),
        cmocka_unit_test(bodies_are_kept),
    };
    const struct CMUnitTest failing[] = {cmocka_unit_test(what_fails_leaves_nothing)};
    int failed = 0;
    for (size_t i = 0; i < COUNT(versions); i++)
        failed += cmocka_run_group_tests_name(versions[i].path, tests, bring_up, drop);
    return failed + cmocka_run_group_tests_name("a migration that fails", failing, NULL, NULL);
}
