/* What every list costs that can be asked for: each filter of each resource in each of its forms, with each sort, as the API
 * reads them, on 100,000 records of each resource; and every fixed statement. A page of 50 takes at most 20,000 steps of
 * SQLite's virtual machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/id.h"
#include "claimd/query.h"
#include "claimd/query_filter.h"

#include "library.h"

enum { RECORDS = 100000, RARE = 10, PAGES = 2, MOST_STEPS = 20000, BRANCH = 2500 };

/* Values that are filtered by: "common" on nearly all, "rare" on the ten oldest. References: 1 is common, 2 is rare, the others
 * have 40 each. What may be absent is there on one record in fourteen. */
static void add_value(struct buffer *sql, const struct field *field, const char *type, const char *name, bool is_unique)
{
    enum field_type kind = field == NULL ? FIELD_LINE : resource_held(field)->type;
    if (strcmp(type, "BLOB") == 0) {
        buffer_add(sql, STR("CAST(i AS BLOB)"));
    } else if (field != NULL && (field->use & HELD)) {
        buffer_add(sql, STR("i >= 11"));
    } else if (kind == FIELD_ARTICLE || kind == FIELD_ENTITY || kind == FIELD_TAG) {
        buffer_printf(sql, "CASE WHEN i < %d THEN 2 WHEN i %% 3 = 0 THEN 1 ELSE i %% %d + 3 END", RARE + 1, BRANCH);
    } else if (kind == FIELD_BOOL) {
        buffer_printf(sql, "i < %d", RARE + 1);
    } else if (is_unique || strcmp(name, "title_key") == 0 || strstr(name, "_key") != NULL) {
        buffer_add(sql, STR("'n' || i"));
    } else if (strcmp(type, "REAL") == 0) {
        buffer_printf(sql, "i / %d.0", RECORDS);
    } else if (strcmp(type, "INTEGER") == 0) {
        buffer_add(sql, STR("i"));
    } else if (kind == FIELD_ENUM) {
        const char *const *values = resource_held(field)->values, *const *last = values;
        while (last[1] != NULL)
            last++;
        buffer_printf(sql, "CASE WHEN i < %d THEN '%s' ELSE '%s' END", RARE + 1, *last, values[0]);
    } else {
        buffer_printf(sql, "CASE WHEN i < %d THEN 'rare' ELSE 'common' END", RARE + 1);
    }
}

static const struct field *field_of(const struct resource *resource, const char *column)
{
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (field->column != NULL && strcmp(field->column, column) == 0)
            return field;
    }
    return NULL;
}

/* INSERT … SELECT for all columns that the table has, whatever they are. */
static void fill_table(struct store *store, const struct resource *resource)
{
    buffer_auto names = {0}, values = {0}, sql = {0};
    char pragma[64];
    problem_auto problem = {0};
    bool row;
    int column = 0;
    (void)snprintf(pragma, sizeof pragma, "PRAGMA table_info(%s)", resource->singular);
    statement_auto columns = statement_of(store, str_of(pragma));
    while (statement_row(&columns, &row, &problem) && row) {
        char name[64], type[16];
        (void)snprintf(name, sizeof name, "%.*s", STR_PRINT(statement_str(&columns, 1)));
        (void)snprintf(type, sizeof type, "%.*s", STR_PRINT(statement_str(&columns, 2)));
        bool may_be_null = statement_int(&columns, 3) == 0;
        buffer_printf(&names, "%s%s", names.size == 0 ? "" : ", ", name);
        buffer_add(&values, values.size == 0 ? STR("") : STR(", "));
        if (strcmp(name, "id") == 0) {
            buffer_add(&values, STR("i << 22"));
        } else if (strcmp(name, "doc") == 0) {
            buffer_add(&values, STR("'{}'"));
        } else {
            bool is_unique = strcmp(name, "slug") == 0 || (resource == &key_resource && strcmp(name, "name") == 0);
            if (may_be_null) { /* of one column independent of that of another */
                buffer_printf(&values, "CASE WHEN i * %d %% 1000003 %% 14 = 0 OR i < %d THEN ", 7919 * ++column,
                              RARE + 1);
            }
            add_value(&values, field_of(resource, name), type, name, is_unique);
            buffer_add(&values, may_be_null ? STR(" END") : STR(""));
        }
    }
    buffer_printf(&sql,
                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                  " INSERT INTO %s (%.*s) SELECT %.*s FROM n",
                  RECORDS, resource->singular, STR_PRINT(buffer_str(&names)), STR_PRINT(buffer_str(&values)));
    assert_true(database_exec(store, buffer_terminate(&sql), &problem));
}

/* What stands in tables beside: the first on every second record, the second on the ten oldest. */
static void fill_beside(struct store *store, const char *table, const char *columns, const char *common,
                        const char *rare, const char *of)
{
    problem_auto problem = {0};
    buffer_auto sql = {0};
    buffer_printf(&sql,
                  "INSERT INTO %s (%s) SELECT %s, id FROM %s WHERE (id >> 22) * 104729 %% 1000003 %% 2 = 0;"
                  "INSERT INTO %s (%s) SELECT %s, id FROM %s WHERE (id >> 22) < %d;",
                  table, columns, common, of, table, columns, rare, of, RARE + 1);
    assert_true(database_exec(store, buffer_terminate(&sql), &problem));
}

static void fill_besides(struct store *store, const struct resource *resource)
{
    const char *of = resource->singular;
    char table[64], columns[96], common[64], rare[64];
    if (resource->has_tags) {
        fill_beside(store, "claim_tag", "tag_id, claim_id", "1 << 22", "2 << 22", of);
        fill_beside(store, "claim_tag_all", "tag_id, claim_id", "1 << 22", "2 << 22", of);
    }
    if (resource->has_why) {
        (void)snprintf(table, sizeof table, "%s_why", of);
        (void)snprintf(columns, sizeof columns, "rule, %s_id", of);
        fill_beside(store, table, columns, "'common'", "'rare'", of);
    }
    for (const struct link *link = resource->links; link != NULL && link->filter != NULL; link++) {
        (void)snprintf(table, sizeof table, "%s_entity", of);
        (void)snprintf(columns, sizeof columns, "role, entity_id, %s_id", of);
        (void)snprintf(common, sizeof common, "%d, 1 << 22", (int)link->role);
        (void)snprintf(rare, sizeof rare, "%d, 2 << 22", (int)link->role);
        fill_beside(store, table, columns, common, rare, of);
    }
}

/* Tables that are no resource's, so that fixed statements meet as many rows there: 40 of each reference. */
static void fill_other(struct store *store, const char *table)
{
    buffer_auto names = {0}, values = {0}, sql = {0};
    char pragma[64];
    problem_auto problem = {0};
    bool row;
    (void)snprintf(pragma, sizeof pragma, "PRAGMA table_info(%s)", table);
    statement_auto columns = statement_of(store, str_of(pragma));
    while (statement_row(&columns, &row, &problem) && row) {
        struct str name = statement_str(&columns, 1), type = statement_str(&columns, 2);
        bool is_key = statement_int(&columns, 5) > 0, is_reference = str_ends(name, STR("_id"));
        const char *value = str_is(type, "TEXT")      ? "'n' || i"
                            : str_is(type, "BLOB")    ? "CAST(i AS BLOB)"
                            : is_reference && !is_key ? "(i % 2500 + 1) << 22"
                            : is_key || is_reference  ? "i << 22"
                                                      : "i";
        buffer_printf(&names, "%s%.*s", names.size == 0 ? "" : ", ", STR_PRINT(name));
        buffer_printf(&values, "%s%s", values.size == 0 ? "" : ", ", value);
    }
    buffer_printf(&sql,
                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                  " INSERT INTO %s (%.*s) SELECT %.*s FROM n",
                  RECORDS, table, STR_PRINT(buffer_str(&names)), STR_PRINT(buffer_str(&values)));
    assert_true(database_exec(store, buffer_terminate(&sql), &problem));
}

static int fill(void **state)
{
    static struct library library;
    problem_auto problem = {0};
    library_open(&library);
    assert_true(database_exec(library.store, "PRAGMA foreign_keys = OFF", &problem));
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        assert_true(store_group_begin(library.store, &problem));
        fill_table(library.store, *at);
        fill_besides(library.store, *at);
        assert_true(store_group_commit(library.store, &problem));
    }
    static const char *const others[] = {"article_text",  "article_read", "article_former", "article_former_text",
                                         "entity_former", "tag_former",   "change",         "idempotency",
                                         "session"};
    assert_true(store_group_begin(library.store, &problem));
    for (size_t i = 0; i < COUNT(others); i++)
        fill_other(library.store, others[i]);
    assert_true(store_group_commit(library.store, &problem));
    *state = &library;
    return 0;
}

static int drop(void **state)
{
    return library_close(*state);
}

struct asking {
    const struct library *library;
    const struct resource *resource;
    const struct preset *preset; /* as a path gives it */
    size_t asked, wrong;
};

/* Steps of the first pages of a list, at most. parameters: "kind=fact&sort=horizon", undecoded, without blanks. */
static uint64_t cost_of(const struct asking *asking, const char *parameters)
{
    static struct call call; /* large, and its arena is used again */
    struct list_query query;
    struct shape shape;
    struct list_page page;
    struct str rest = str_of(parameters), part;
    uint64_t most = 0;
    call.page_limit = 200;
    call.path = STR("/v1/list");
    call.parameter_count = 0;
    arena_reset(&call.arena);
    problem_clear(&call.problem);
    while (str_split(&rest, '&', &part)) {
        struct str value = part, name;
        (void)!str_split(&value, '=', &name);
        if (name.size > 0)
            call.parameters[call.parameter_count++] = (struct parameter){name, value};
    }
    if (!query_list(&call, asking->library->store, asking->resource, asking->preset, &query, &shape)) {
        fail_msg("%s?%s: %s %s", asking->resource->plural, parameters, call.problem.items[0].pointer,
                 call.problem.items[0].detail);
    }
    for (int turn = 0; turn < PAGES; turn++) {
        uint64_t before = store_steps(asking->library->store);
        if (!list_page_get(asking->library->store, &query, &call.arena, &page, &call.problem))
            fail_msg("%s?%s: %s", asking->resource->plural, parameters, call.problem.items[0].detail);
        uint64_t steps = store_steps(asking->library->store) - before;
        most = steps > most ? steps : most;
        if (!page.has_next)
            break;
        query.cursor = page.next;
    }
    return most;
}

static void ask(struct asking *asking, const char *filter)
{
    struct str sorts[32] = {{0}};
    size_t count = 1;
    const struct field *tables[] = {record_fields, asking->resource->fields};
    for (size_t i = 0; i < COUNT(tables); i++) {
        for (const struct field *field = tables[i]; field->name != NULL; field++) {
            if (field->use & SORT)
                sorts[count++] = str_of(field->name);
        }
    }
    for (size_t i = 0; i < count; i++) {
        for (int descends = 0; descends < (i == 0 ? 1 : 2); descends++) {
            char text[256];
            (void)snprintf(text, sizeof text, "%s%s%s%.*s", filter, i == 0 ? "" : "&sort=", descends ? "-" : "",
                           STR_PRINT(sorts[i]));
            uint64_t steps = cost_of(asking, text);
            asking->asked++;
            if (steps > MOST_STEPS) {
                print_error("%s%s?%s: %llu\n", asking->resource->plural, asking->preset == NULL ? "" : " of a path",
                            text, (unsigned long long)steps);
                asking->wrong++;
            }
        }
    }
}

/* A filter in all its forms: one value, the other, any of both, neither, absent, present. */
static void ask_values(struct asking *asking, const char *name, const char *common, const char *rare, bool may_be_null)
{
    static const char *const forms[] = {"%s=%s", "%s=-%s"};
    char text[200];
    for (size_t i = 0; i < COUNT(forms) * 2; i++) {
        (void)snprintf(text, sizeof text, "%s=%s%s", name, i < 2 ? "" : "-", i % 2 == 0 ? common : rare);
        ask(asking, text);
    }
    (void)forms;
    (void)snprintf(text, sizeof text, "%s=%s,%s", name, common, rare);
    ask(asking, text);
    (void)snprintf(text, sizeof text, "%s=null", name);
    if (may_be_null)
        ask(asking, text);
    (void)snprintf(text, sizeof text, "%s=-null", name);
    if (may_be_null)
        ask(asking, text);
}

static void ask_range(struct asking *asking, const struct field *field, struct query_range range, bool may_be_null)
{
    bool is_number = field->type == FIELD_UNIT, is_id = strcmp(field->column, "id") == 0;
    const char *low = is_number ? "0.0001" : is_id ? "2020-01-01T00:00:00.010Z" : "1970-01-01T00:00:00.010Z";
    const char *high = is_number ? "0.9999" : is_id ? "2020-01-01T00:01:39.990Z" : "1970-01-01T00:01:39.990Z";
    char text[200];
    const struct {
        const char *suffix, *value;
    } ends[] = {{range.first, low}, {range.first, high}, {range.last, low}, {range.last, high}};
    for (size_t i = 0; i < COUNT(ends); i++) {
        (void)snprintf(text, sizeof text, "%s%s=%s", field->name, ends[i].suffix, ends[i].value);
        ask(asking, text);
    }
    (void)snprintf(text, sizeof text, "%s%s=%s&%s%s=%s", field->name, range.first, low, field->name, range.last, high);
    ask(asking, text);
    for (int i = 0; i < 2 && may_be_null; i++) {
        (void)snprintf(text, sizeof text, "%s=%snull", field->name, i == 0 ? "" : "-");
        ask(asking, text);
    }
}

static bool column_may_be_null(const struct asking *asking, const char *column)
{
    buffer_auto sql = {0};
    problem_auto problem = {0};
    int64_t not_null = 0;
    bool found;
    buffer_printf(&sql, "SELECT \"notnull\" FROM pragma_table_info('%s') WHERE name = '%s'", asking->resource->singular,
                  column);
    statement_auto statement = statement_of(asking->library->store, buffer_str(&sql));
    assert_true(statement_one_int(&statement, &not_null, &found, &problem) && found);
    return not_null == 0 && strcmp(column, "id") != 0;
}

static void ask_field(struct asking *asking, const struct field *field)
{
    struct query_range range = query_range_of(field);
    bool may_be_null = column_may_be_null(asking, field->column);
    const char *const *values = resource_held(field)->values;
    const char *last = NULL;
    for (const char *const *at = values; at != NULL && *at != NULL; at++)
        last = *at;
    if (range.first != NULL) {
        ask_range(asking, field, range, may_be_null);
    } else if (field->use & HELD) {
        char text[64];
        (void)snprintf(text, sizeof text, "%s=null", field->name);
        ask(asking, text);
        (void)snprintf(text, sizeof text, "%s=-null", field->name);
        ask(asking, text);
    } else if (field->type == FIELD_ARTICLE) {
        char common[ID_SIZE + 1], rare[ID_SIZE + 1];
        (void)snprintf(common, sizeof common, "%s", id_format(1LL << 22).text);
        (void)snprintf(rare, sizeof rare, "%s", id_format(2LL << 22).text);
        ask_values(asking, field->name, common, rare, may_be_null);
    } else if (field->type == FIELD_ENTITY || field->type == FIELD_TAG || strcmp(field->column, "slug") == 0 ||
               (asking->resource == &key_resource && strcmp(field->name, "name") == 0)) {
        ask_values(asking, field->name, "n1", "n2", may_be_null);
    } else if (field->type == FIELD_BOOL) {
        ask_values(asking, field->name, "false", "true", may_be_null);
    } else if (values != NULL) {
        ask_values(asking, field->name, values[0], last, may_be_null);
    } else {
        ask_values(asking, field->name, "common", "rare", may_be_null);
    }
}

static void lists(void **state)
{
    const struct library *library = *state;
    struct asking asking = {.library = library};
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        asking.resource = *at;
        ask(&asking, "");
        for (const struct field *field = record_fields; field->name != NULL; field++) {
            if (field->use & FILTER)
                ask_field(&asking, field);
        }
        for (const struct field *field = (*at)->fields; field->name != NULL; field++) {
            if (field->use & FILTER)
                ask_field(&asking, field);
        }
        for (const struct link *link = (*at)->links; link != NULL && link->filter != NULL; link++)
            ask_values(&asking, link->filter, "n1", "n2", true);
        if ((*at)->has_tags) {
            ask_values(&asking, "tags", "n1", "n2", true);
            ask_values(&asking, "tags_exact", "n1", "n2", true);
        }
        if ((*at)->has_why)
            ask_values(&asking, "why", "common", "rare", true);
        print_message("%s: %zu asked, %zu wrong\n", (*at)->plural, asking.asked, asking.wrong);
    }
    assert_int_equal(asking.wrong, 0);
}

/* Lists that stand under a record: of the common one, of a rare one, of one with forty. */
static void paths(void **state)
{
    static const struct path_case {
        const struct resource *resource;
        struct preset preset;
    } cases[] = {
        {&claim_resource, {FILTER_COLUMN, "article_id", 0, 0}},
        {&mention_resource, {FILTER_COLUMN, "article_id", 0, 0}},
        {&entity_resource, {FILTER_IN_ARTICLE, NULL, 0, 0}},
        {&claim_resource, {FILTER_LINK, NULL, LINK_ANY, 0}},
        {&mention_resource, {FILTER_COLUMN, "entity_id", 0, 0}},
    };
    static const int64_t records[] = {1, 2, 5};
    struct asking asking = {.library = *state};
    for (size_t i = 0; i < COUNT(cases) * COUNT(records); i++) {
        struct preset preset = cases[i / COUNT(records)].preset;
        preset.id = records[i % COUNT(records)] << 22;
        asking.resource = cases[i / COUNT(records)].resource;
        asking.preset = &preset;
        /* An article with 33,000 mentions sorts their entities, on a slow reader. */
        if (preset.kind != FILTER_IN_ARTICLE || records[i % COUNT(records)] != 1)
            ask(&asking, "");
    }
    assert_int_equal(asking.wrong, 0);
}

/* What is bound to the first parameter of a statement and to those behind it: what few rows have, or nearly all. NULL: an id that
 * has 40 of everything. */
static const struct way {
    const char *first, *others;
} ways[] = {{NULL, NULL}, {"n5", "n5"}, {NULL, "common"}, {"n5", "common"}, {"n5", "person"}};

static void bind(struct statement *statement, const char *text)
{
    if (text != NULL) {
        statement_bind_str(statement, str_of(text));
    } else {
        statement_bind_int(statement, 5 << 22);
    }
}

/* Steps of a statement. What it wrote goes. */
static uint64_t run(struct store *store, enum statement_name name, const struct way *way)
{
    problem_auto problem = {0};
    uint64_t before = store_steps(store);
    assert_true(store_group_begin(store, &problem));
    {
        statement_auto statement = statement_begin(store, name);
        for (int i = 0; i < 8; i++) /* past its last parameter binding does nothing */
            bind(&statement, i == 0 ? way->first : way->others);
        (void)!statement_run(&statement, &problem); /* a constraint may refuse the row, and has been looked up then */
    }
    store_group_abandon(store);
    return store_steps(store) - before;
}

static void statements(void **state)
{
    static const char *const names[] = {
#define STATEMENT(name, sql) #name,
#include "../../src/store/statements.def"
#undef STATEMENT
    };
    const struct library *library = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        enum statement_name name = (enum statement_name)i;
        uint64_t steps = 0;
        for (size_t j = 0; j < COUNT(ways); j++) {
            uint64_t some = run(library->store, name, &ways[j]);
            steps = some > steps ? some : steps;
        }
        /* The analyser reads all that was written since it looked last, on a slow reader. */
        if (steps > MOST_STEPS && name != STATEMENT_CHANGES_SINCE) {
            print_error("%s: %llu\n", names[i], (unsigned long long)steps);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists), cmocka_unit_test(paths), cmocka_unit_test(statements)};
    return cmocka_run_group_tests_name("list_costs", tests, fill, drop);
}
