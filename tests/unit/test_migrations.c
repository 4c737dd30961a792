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
#include "claimd/json.h"
#include "claimd/list.h"
#include "claimd/model.h"
#include "claimd/names.h"

#include "library.h"

/* The file begins as a text that the program of that version made. */
static const struct version {
    const char *path;
    int docs; /* STORE_DOC_VERSION then */
} versions[] = {
    {"tests/unit/version_1.sql", 1},
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
    upgrade.from = &versions[0];
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
    assert_int_equal(steps, 3 + 6); /* the file, references, words; each resource */
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
    int64_t id = find(upgrade, &claim_resource, NULL, "fusion", &arena).items[0].id;
    struct writing writing = {store, &arena, "tester", "PATCH", "r", SCOPE_EDIT, 0, 1800000000000};
    json_auto_t *patch = json_pack("{s:s, s:s}", "text", "Quagga power will light homes.", "certainty", "unlikely");
    assert_true(store_group_begin(store, &problem));
    {
        savepoint_auto savepoint = savepoint_begin(store, SAVEPOINT_PART);
        if (!model_patch(&writing, &claim_resource, id, patch, 1, &stored, &problem))
            fail_msg("%s %s", problem.items[0].pointer, problem.items[0].detail);
        assert_true(savepoint_keep(&savepoint, &problem));
    }
    assert_true(store_group_commit(store, &problem));
    assert_int_equal(stored.revision, 2);
    assert_int_equal(find(upgrade, &claim_resource, NULL, "quagga", &arena).count, 1);
    all_is_in_order(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(docs_have_every_member), cmocka_unit_test(etags_differ),
        cmocka_unit_test(all_is_in_order),        cmocka_unit_test(values_are_kept),
        cmocka_unit_test(all_is_found),           cmocka_unit_test(records_can_be_changed),
    };
    return cmocka_run_group_tests_name("migrations", tests, bring_up, drop);
}
