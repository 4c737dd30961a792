/* `claimd check`: what it says of files that were spoilt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/former.h"
#include "claimd/input.h"
#include "claimd/json.h"

#include "library.h"

static const struct check_case {
    const char *name, *spoil, *said; /* said: a part of the problem; NULL: all is in order */
} cases[] = {
    {"nothing spoilt", "SELECT 1", NULL},
    {"a text column", "UPDATE entity SET kind = 'place'", "entity 0"},
    {"a name's sort key", "UPDATE entity SET name_key = 'x'", "entity 0"},
    {"a number that was null", "UPDATE entity SET confidence = 0.5", "entity 0"},
    {"a reference by slug", "UPDATE tag SET broader_id = NULL", "tag 0"},
    {"a member of the doc", "UPDATE tag SET doc = json_set(doc, '$.slug', 'other')", "tag 0"},
    {"the revision", "UPDATE tag SET revision = 2", "tag 0"},
    {"a doc that is none", "UPDATE tag SET doc = '{'", "tag 0"},
    {"a body", "UPDATE article_text SET body = 'Other words'", "its body"},
    {"no body", "DELETE FROM article_text", "its body"},
    {"a former body", "UPDATE article_former_text SET body = 'Other words'", "a former body"},
    {"a former body of no revision", "DELETE FROM article_former", "no revision"},
    {"a former body without its text", "PRAGMA foreign_keys = OFF; DELETE FROM article_former_text",
     "PRAGMA foreign_key_check"},
    {"the words of q=", "UPDATE entity_words SET words = 'other'", "database failed"},
};

static const char *const step_names[] = {"pages and indexes", "references", "texts", "articles", "entities",
                                         "mentions",          "claims",     "tags",  "keys",     "words"};

/* What the article has becomes what it had. */
static void keep_body(struct store *store, struct arena *arena, const struct stored *article)
{
    problem_auto problem = {0};
    struct body body;
    bool found;
    json_auto_t *doc = json_loadb(article->doc.data, article->doc.size, 0, NULL);
    assert_true(body_get(store, article->id, true, false, arena, &body, &found, &problem) && found);
    assert_true(former_keep(store, article->id, &body, json_str(doc, "body_sha256"), 1600000000000, &problem));
}

static void fill(const struct library *library)
{
    static const struct given {
        const struct resource *resource;
        const char *json;
    } given[] = {
        {&entity_resource, "{\"name\": \"Ada Grey\", \"kind\": \"person\"}"},
        {&tag_resource, "{\"label\": \"Fuel\"}"},
        {&tag_resource, "{\"label\": \"Oil\", \"broader\": \"fuel\"}"},
        {&article_resource, "{\"title\": \"Fuel\", \"body\": \"Oil is a fuel.\"}"},
    };
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct writing writing = {.store = library->store,
                              .arena = &arena,
                              .actor = "test",
                              .scope = SCOPE_ADMIN,
                              .route = "test",
                              .request_id = "test",
                              .now_ms = 1600000000000};
    assert_true(store_group_begin(library->store, &problem));
    for (size_t i = 0; i < COUNT(given); i++) {
        struct stored stored;
        json_auto_t *sent = json_loads(given[i].json, 0, NULL);
        json_auto_t *checked = input_check(given[i].resource, sent, NULL, &problem);
        assert_non_null(checked);
        assert_true(model_create(&writing, given[i].resource, checked, &stored, &problem));
        if (given[i].resource == &article_resource)
            keep_body(library->store, &arena, &stored);
    }
    assert_true(store_group_commit(library->store, &problem));
}

static void note_step(const char *step, void *context)
{
    size_t *count = context;
    assert_true(*count < COUNT(step_names));
    assert_string_equal(step, step_names[(*count)++]);
}

static void check(void **state)
{
    const struct check_case *row = *state;
    struct library library;
    problem_auto problem = {0};
    size_t steps = 0;
    library_open(&library);
    fill(&library);
    assert_true(database_exec(library.store, row->spoil, &problem));
    bool ok = store_check(library.store, note_step, &steps, &problem);
    assert_int_equal(ok, row->said == NULL);
    if (row->said == NULL) {
        assert_int_equal(steps, COUNT(step_names));
    } else if (problem.count == 0 || strstr(problem.items[0].detail, row->said) == NULL) {
        fail_msg("%s", problem.count == 0 ? "no problem" : problem.items[0].detail);
    }
    assert_int_equal(library_close(&library), 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = check, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
