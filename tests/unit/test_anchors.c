/* Many anchors on one article: how many move at once, and that each costs what the one before it did; and the map between two
 * bodies, which is made before the writer. What becomes of anchors is tried over HTTP, in tests/api/moving.test.mjs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/analyzer.h"
#include "claimd/database.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"

#include "doubling.h"

#define WORDS "One two three four five six seven eight nine."

struct place {
    char path[64];
    struct analyzer *analyzer;
    struct folder *folder;
    struct store *store;
    size_t copies; /* their ids are 1, 2, 3 … */
};

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    problem_auto problem = {0};
    (void)snprintf(place->path, sizeof place->path, "/tmp/claimd-anchors-XXXXXX");
    assert_non_null(mkdtemp(place->path));
    struct folder_options options = {.path = place->path, .instance = -1, .synchronous_off = true};
    place->folder = folder_open(&options, model_resources, &problem);
    assert_non_null(place->folder);
    place->analyzer = analyzer_open(NULL, &problem);
    folder_accompany(place->folder, place->analyzer);
    place->store = store_open_writer(place->folder, &problem);
    assert_non_null(place->store);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    static const char *const files[] = {"claimd.db", "claimd.db-wal", "claimd.db-shm", "lock"};
    store_close(place->store);
    folder_close(place->folder);
    analyzer_close(place->analyzer);
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", place->path, files[i]);
        (void)unlink(path);
    }
    (void)rmdir(place->path);
    free(place);
    return 0;
}

static struct writing writing_of(struct store *store, struct arena *arena)
{
    return (struct writing){.store = store,
                            .arena = arena,
                            .actor = "test",
                            .route = "/",
                            .request_id = "1",
                            .scope = SCOPE_EDIT,
                            .now_ms = 1767225600000};
}

static int64_t create(const struct writing *writing, const struct resource *resource, const char *text)
{
    problem_auto problem = {0};
    json_auto_t *given = json_loads(text, 0, NULL);
    json_auto_t *checked = input_check(resource, given, NULL, &problem);
    struct stored stored;
    assert_non_null(checked);
    assert_true(model_create(writing, resource, checked, &stored, &problem));
    return stored.id;
}

/* An article with as many claims, all in one place: *first and its copies. */
static int64_t fill(struct place *place, size_t claims, int64_t *first)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct writing writing = writing_of(place->store, &arena);
    assert_true(store_group_begin(place->store, &problem));
    savepoint_auto savepoint = savepoint_begin(place->store, SAVEPOINT_PART);
    int64_t article = create(&writing, &article_resource, "{\"title\": \"T\", \"body\": \"" WORDS "\"}");
    int64_t claim = *first =
        create(&writing, &claim_resource,
               arena_printf(&arena,
                            "{\"article\": \"%s\", \"quote\": \"three four five\", \"text\": \"t\","
                            " \"kind\": \"fact\", \"why\": [{\"rule\": \"r\", \"text\": \"two\"}]}",
                            id_format(article).text));
    assert_true(savepoint_keep(&savepoint, &problem));
    const char *copies = arena_printf(&arena,
                                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %zu)"
                                      " INSERT INTO claim (id, revision, updated_at, created_by, article_id, start, "
                                      "anchor, kind, certainty, polarity,"
                                      " holder, condition, status, doc)"
                                      " SELECT %zu + i, revision, updated_at, created_by, article_id, start, anchor, "
                                      "kind, certainty, polarity, holder,"
                                      " condition, status, doc FROM n, claim WHERE claim.id = %lld",
                                      claims - 1, place->copies, (long long)claim);
    place->copies += claims - 1;
    assert_true(claims == 1 || database_exec(place->store, copies, &problem));
    assert_true(store_group_commit(place->store, &problem));
    return article;
}

/* Patches an article on the writer. expected: its revision by If-Match, 0: none was sent. */
static bool patch(struct writing writing, int64_t article, const json_t *change, int64_t expected,
                  struct problem *problem)
{
    problem_auto commit = {0};
    struct stored stored;
    const struct revisions named = {&expected, 1};
    assert_true(store_group_begin(writing.store, &commit));
    {
        savepoint_auto savepoint = savepoint_begin(writing.store, SAVEPOINT_PART);
        if (model_patch(&writing, &article_resource, article, change, expected == 0 ? NULL : &named, &stored, problem))
            assert_true(savepoint_keep(&savepoint, &commit));
    }
    assert_true(store_group_commit(writing.store, &commit));
    return problem->count == 0;
}

/* Something comes before all anchors. */
static bool edit(struct place *place, int64_t article, bool is_large, struct problem *problem)
{
    arena_auto arena = {0};
    struct writing writing = writing_of(place->store, &arena);
    writing.is_large = is_large;
    json_auto_t *change = json_loads("{\"body\": \"So. One two three four five six seven eight nine.\"}", 0, NULL);
    return patch(writing, article, change, 0, problem);
}

static const struct count_case {
    const char *name;
    size_t claims;
    bool is_large, moves;
} count_cases[] = {
    {"20,000", MERGE_LIMIT, false, true},
    {"one more", MERGE_LIMIT + 1, false, false},
    {"one more, as a large change", MERGE_LIMIT + 1, true, true},
};

static void counts(void **state)
{
    problem_auto problem = {0};
    for (size_t i = 0; i < COUNT(count_cases); i++) {
        const struct count_case *c = &count_cases[i];
        int64_t first, article = fill(*state, c->claims, &first);
        problem_clear(&problem);
        print_message("%s\n", c->name);
        assert_int_equal(edit(*state, article, c->is_large, &problem), c->moves);
        assert_int_equal(problem.count > 0 && problem_is(&problem, PROBLEM_IN_USE), !c->moves);
    }
}

static int64_t time_us(void *place, size_t claims)
{
    problem_auto problem = {0};
    int64_t first, article = fill(place, claims, &first);
    int64_t began = processor_us();
    assert_true(edit(place, article, false, &problem));
    return processor_us() - began;
}

static void in_proportion(void **state)
{
    assert_linear("claims of an article", time_us, *state, 1000, 2);
}

static json_t *body_patch(const char *body)
{
    return json_pack("{s:s}", "body", body);
}

/* As a request does it: prepared on one store, whatever is written then. */
static void *prepare(struct place *place, struct arena *arena, int64_t article, const char *body)
{
    problem_auto problem = {0};
    void *prepared = NULL;
    json_auto_t *change = body_patch(body);
    assert_true(article_prepare(place->store, arena, article, change, &prepared, &problem));
    return prepared;
}

static json_t *read_doc(struct place *place, const struct resource *resource, int64_t id)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct stored stored;
    bool found;
    assert_true(record_get(place->store, resource, id, &arena, &stored, &found, &problem) && found);
    return json_loadb(stored.doc.data, stored.doc.size, 0, NULL);
}

#define TEXT "This is how all of it began. " WORDS

/* TEXT is written to an article that was WORDS when that was prepared. */
static const struct prepared_case {
    const char *name;
    const char *prepared_for;
    const char *meanwhile; /* the body that somebody else wrote before; NULL: nobody did */
    int64_t expected;      /* by If-Match; 0: none */
    bool is_stale;
} prepared_cases[] = {
    {"is what is written", TEXT, NULL, 0, false},
    {"and nobody was first", TEXT, NULL, 1, false},
    {"for another text", "Nothing of it is left, and nobody knows why.", NULL, 0, false},
    {"for a text without words", " \n\n ", NULL, 0, false},
    {"from a body that was edited meanwhile", TEXT, "On Monday. " WORDS, 0, false},
    {"from a body of the same size", TEXT, "Nine two three four five six seven eight one.", 0, false},
    {"and somebody was first", TEXT, "On Monday. " WORDS, 1, true},
};

static void prepared(void **state)
{
    for (size_t i = 0; i < COUNT(prepared_cases); i++) {
        const struct prepared_case *c = &prepared_cases[i];
        arena_auto arena = {0};
        problem_auto problem = {0};
        int64_t claim, article = fill(*state, 1, &claim);
        struct writing writing = writing_of(((struct place *)*state)->store, &arena);
        json_auto_t *theirs = body_patch(c->meanwhile), *ours = body_patch(TEXT);
        print_message("%s\n", c->name);
        writing.prepared = prepare(*state, &arena, article, c->prepared_for);
        assert_true(c->meanwhile == NULL || patch(writing_of(writing.store, &arena), article, theirs, 0, &problem));
        assert_int_equal(patch(writing, article, ours, c->expected, &problem), !c->is_stale);
        assert_int_equal(c->is_stale, problem.count > 0 && problem_is(&problem, PROBLEM_STALE));

        json_auto_t *doc = read_doc(*state, &claim_resource, claim);
        const json_t *anchor = json_object_get(doc, "anchor");
        const char *body = c->is_stale ? c->meanwhile : TEXT;
        assert_string_equal(json_string_value(json_object_get(anchor, "state")), "moved");
        assert_int_equal(json_int(anchor, "start"), strstr(body, "three four five") - body);
    }
}

/* Three letters at random, in words and sentences of some: what is alike is everywhere, so that the map takes long. */
static char *much_alike(struct arena *arena, size_t size, unsigned seed)
{
    char *text = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        seed = seed * 1103515245 + 12345;
        text[i] = i % 4 == 3 ? ' ' : (char)('a' + (seed >> 16) % 3);
    }
    text[size - 1] = '.';
    text[size] = '\0';
    return text;
}

static int64_t time_of_patch(struct place *place, bool prepares)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct writing writing = writing_of(place->store, &arena);
    int64_t ignored, article = fill(place, 1, &ignored);
    json_auto_t *first = body_patch(much_alike(&arena, 400000, 1));
    json_auto_t *second = body_patch(much_alike(&arena, 400000, 2));
    assert_true(patch(writing, article, first, 0, &problem));
    if (prepares)
        writing.prepared = prepare(place, &arena, article, json_string_value(json_object_get(second, "body")));
    int64_t began = processor_us();
    assert_true(patch(writing, article, second, 0, &problem));
    return processor_us() - began;
}

static void is_used(void **state)
{
    int64_t made = INT64_MAX, used = INT64_MAX;
    for (size_t i = 0; i < DOUBLING_TRIES && (i == 0 || used >= made / 2); i++) {
        int64_t this_made = time_of_patch(*state, false), this_used = time_of_patch(*state, true);
        made = this_made < made ? this_made : made;
        used = this_used < used ? this_used : used;
    }
    print_message("%lld us, prepared %lld\n", (long long)made, (long long)used);
    assert_true(used < made / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {.name = "as many as move at once", .test_func = counts},
        {.name = "each costs the same", .test_func = in_proportion},
        {.name = "what was prepared", .test_func = prepared},
        {.name = "what was prepared is not made again", .test_func = is_used},
    };
    return cmocka_run_group_tests_name("anchors", tests, open_place, close_place);
}
