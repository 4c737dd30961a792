/* The bodies that an article had: as many as are kept, each text once, the one of a revision. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/former.h"
#include "claimd/input.h"

#include "library.h"

static const struct body_case {
    const char *name;
    int64_t edits;       /* bodies that came after the first, at revisions 3, 5, 7 … */
    int64_t texts;       /* after how many the texts begin anew */
    size_t kept, stored; /* former bodies, and texts, that are there then */
    int64_t oldest;      /* revision of the oldest one that can be read */
} cases[] = {
    {"none before the first edit", 0, 100, 0, 0, 1},
    {"one", 1, 100, 1, 1, 1},
    {"as many as are kept", FORMER_LIMIT, 100, FORMER_LIMIT, FORMER_LIMIT, 1},
    {"one past what is kept", FORMER_LIMIT + 1, 100, FORMER_LIMIT, FORMER_LIMIT, 3},
    {"twice as many", 2 * (int64_t)FORMER_LIMIT, 1000, FORMER_LIMIT, FORMER_LIMIT, 2 * (int64_t)FORMER_LIMIT + 1},
    {"to and fro", FORMER_LIMIT, 2, FORMER_LIMIT, 2, 1},
    {"to and fro, past what is kept", 3 * (int64_t)FORMER_LIMIT, 2, FORMER_LIMIT, 2, 4 * (int64_t)FORMER_LIMIT + 1},
    {"a text that goes with the last body that had it", FORMER_LIMIT + 10, FORMER_LIMIT + 5, FORMER_LIMIT, FORMER_LIMIT,
     21},
};

static int64_t new_article(const struct writing *writing)
{
    problem_auto problem = {0};
    struct stored stored;
    json_auto_t *sent = json_loads("{\"title\": \"Fuel\", \"body\": \"Oil is a fuel.\"}", 0, NULL);
    json_auto_t *checked = input_check(&article_resource, sent, NULL, &problem);
    assert_true(model_create(writing, &article_resource, checked, &stored, &problem));
    return stored.id;
}

static struct body body_number(struct arena *arena, int64_t number, int64_t texts)
{
    return (struct body){.text = str_of(arena_printf(arena, "Text %lld", (long long)(number % texts))),
                         .blocks = STR("[]"),
                         .stamp = 2 * number + 1};
}

static int64_t count(struct store *store, const char *table, int64_t article)
{
    problem_auto problem = {0};
    char sql[96];
    int64_t found_count;
    bool found;
    int size = snprintf(sql, sizeof sql, "SELECT count(*) FROM %s WHERE article_id = $1", table);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, article);
    assert_true(statement_one_int(&statement, &found_count, &found, &problem) && found);
    return found_count;
}

/* Each revision has the body that came last before it, and those before the oldest have none. */
static void check_revisions(struct store *store, int64_t article, const struct body_case *row, struct arena *arena)
{
    problem_auto problem = {0};
    struct former_list list;
    assert_true(former_list(store, article, &list, &problem));
    assert_int_equal(list.count, row->kept + 1);
    assert_int_equal(list.revisions[0], row->oldest);
    assert_int_equal(list.revisions[row->kept], 2 * row->edits + 1);
    for (int64_t revision = 1; revision <= 2 * row->edits; revision++) {
        struct former former;
        bool found;
        int64_t number = (revision - 1) / 2;
        struct body body = body_number(arena, number, row->texts);
        assert_true(former_get(store, article, revision, arena, &former, &found, &problem));
        assert_int_equal(found, revision >= row->oldest);
        assert_int_equal(former_at(&list, revision), found ? body.stamp : 0);
        if (!found)
            continue;
        assert_int_equal(former.revision, body.stamp);
        assert_true(str_equal(former.text, body.text));
        struct former same;
        assert_true(former_find(store, article, body.text, arena, &same, &found, &problem) && found);
        assert_true(same.revision >= former.revision && (same.revision - former.revision) % (2 * row->texts) == 0);
        assert_true(same.mark >= former.mark);
    }
}

static void bodies(void **state)
{
    const struct body_case *row = *state;
    struct library library;
    arena_auto arena = {0};
    problem_auto problem = {0};
    library_open(&library);
    struct store *store = library.store;
    const struct writing writing = {store, &arena, "test", "test", "test", SCOPE_ADMIN, .now_ms = 1600000000000};
    assert_true(store_group_begin(store, &problem));
    int64_t article = new_article(&writing), other = new_article(&writing);
    struct body body = body_number(&arena, 0, row->texts);
    assert_true(former_keep(store, other, &body, body.text, 1600000000000, &problem));
    for (int64_t i = 0; i <= row->edits; i++) {
        struct body before = body;
        body = body_number(&arena, i, row->texts);
        body.offsets = STR("");
        assert_true(i == 0 || former_keep(store, article, &before, before.text, 1600000000000, &problem));
        assert_true(body_put(store, article, false, &body, &problem));
    }
    assert_int_equal(count(store, "article_former", article), row->kept);
    assert_int_equal(count(store, "article_former_text", article), row->stored);
    check_revisions(store, article, row, &arena);
    assert_true(model_delete(&writing, &article_resource, article, 0, false, &problem));
    assert_int_equal(count(store, "article_former", article), 0);
    assert_int_equal(count(store, "article_former_text", article), 0);
    assert_int_equal(count(store, "article_former_text", other), 1);
    assert_true(store_group_commit(store, &problem));
    assert_int_equal(library_close(&library), 0);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++) {
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = bodies, .initial_state = (void *)&cases[i]};
    }
    return cmocka_run_group_tests_name("former", tests, NULL, NULL);
}
