/* Everything is one pass: SQLite goes through the file, then each table is read once, its docs held against the columns of the
 * same row. With SQLite's own 2 MB of pages its pass reads the file many times over, since each row is looked for in every
 * index (100,000 claims: 2.5 s of work and 8.5 s in all on a busy machine; with 64 MB 1.6 and 2.8 s). */
#include <sodium.h>

#include "claimd/column.h"
#include "claimd/json.h"
#include "claimd/record.h"
#include "claimd/store.h"

/* A pragma that lists what is wrong, or says ok or nothing. */
static bool check_by(struct store *store, const char *pragma, struct problem *problem)
{
    statement_auto statement = statement_of(store, str_of(pragma));
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (!str_is(statement_str(&statement, 0), "ok"))
            problem_add(problem, PROBLEM_STORAGE, "", "%s: %.*s", pragma, STR_PRINT(statement_str(&statement, 0)));
    }
    return ok && problem->count == 0;
}

/* The row has its columns behind id, revision and doc. */
static bool has_columns(struct store *store, const struct statement *row, const struct draft *draft, bool *has,
                        struct problem *problem)
{
    int column = 3;
    *has = draft->revision == json_int(draft->doc, "revision");
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (field->column == NULL)
            continue;
        struct column_value value;
        if (!column_of(store, draft, field, &value, problem))
            return false;
        *has = *has && column_holds(row, column++, &value);
    }
    return true;
}

static bool check_records(struct store *store, const struct resource *resource, struct problem *problem)
{
    arena_auto arena = {0};
    buffer_auto sql = {0};
    buffer_add(&sql, STR("SELECT id, revision, doc"));
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (field->column != NULL)
            buffer_printf(&sql, ", %s", field->column);
    }
    buffer_printf(&sql, " FROM %s ORDER BY id", resource->singular);
    statement_auto statement = statement_of(store, buffer_str(&sql));
    bool ok, has = false;
    while (statement_next(&statement, &ok, problem)) {
        arena_reset(&arena);
        struct str text = statement_str(&statement, 2);
        json_auto_t *doc = json_loadb(text.data, text.size, 0, NULL);
        struct draft draft = {.resource = resource,
                              .id = statement_int(&statement, 0),
                              .revision = statement_int(&statement, 1),
                              .doc = doc,
                              .arena = &arena};
        if (doc != NULL && !has_columns(store, &statement, &draft, &has, problem))
            return false;
        if (doc == NULL || !has) {
            problem_add(problem, PROBLEM_STORAGE, "", "%s %s: columns and doc differ", resource->singular,
                        id_format(draft.id).text);
        }
    }
    return ok && problem->count == 0;
}

static bool has_hash(struct str text, struct str sha256)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[crypto_hash_sha256_BYTES * 2 + 1];
    (void)crypto_hash_sha256(hash, (const unsigned char *)text.data, text.size);
    return str_is(sha256, sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
}

/* Rows of id, hash and body of articles. */
static bool check_hashes(struct store *store, const char *sql, const char *what, struct problem *problem)
{
    statement_auto statement = statement_of(store, str_of(sql));
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (!has_hash(statement_str(&statement, 2), statement_str(&statement, 1))) {
            problem_add(problem, PROBLEM_STORAGE, "", "article %s: %s is not that of its hash",
                        id_format(statement_int(&statement, 0)).text, what);
        }
    }
    return ok && problem->count == 0;
}

/* Texts of articles, and those that they had: whole, and none that belongs to nothing. */
static bool check_texts(struct store *store, struct problem *problem)
{
    static const char texts[] = "SELECT article.id, article.body_sha256, article_text.body"
                                "  FROM article LEFT JOIN article_text ON article_text.article_id = article.id"
                                " ORDER BY article.id";
    static const char former[] =
        "SELECT article_id, body_sha256, body FROM article_former_text ORDER BY article_id, body_sha256";
    static const char of_none[] = "SELECT article_id FROM article_former_text AS text"
                                  " WHERE NOT EXISTS"
                                  "     (SELECT 1 FROM article_former AS former"
                                  "       WHERE former.article_id = text.article_id"
                                  "         AND former.body_sha256 = text.body_sha256)"
                                  " ORDER BY article_id LIMIT 1";
    if (!check_hashes(store, texts, "its body", problem) || !check_hashes(store, former, "a former body", problem))
        return false;
    statement_auto unused = statement_of(store, str_of(of_none));
    bool row;
    if (!statement_row(&unused, &row, problem))
        return false;
    return !row || problem_add(problem, PROBLEM_STORAGE, "", "article %s: a former body is kept for no revision",
                               id_format(statement_int(&unused, 0)).text);
}

bool store_check(struct store *store, void (*begins)(const char *step, void *context), void *context,
                 struct problem *problem)
{
    if (!database_exec(store, "PRAGMA cache_size = -65536", problem))
        return false;
    begins("pages and indexes", context);
    bool ok = check_by(store, "PRAGMA integrity_check(20)", problem);
    begins("references", context);
    ok = check_by(store, "PRAGMA foreign_key_check", problem) && ok;
    begins("texts", context);
    ok = ok && check_texts(store, problem);
    for (const struct resource *const *at = store->folder->resources; *at != NULL && ok; at++) {
        begins((*at)->plural, context);
        ok = check_records(store, *at, problem);
    }
    if (!ok)
        return false;
    begins("words", context);
    return search_check(store, problem);
}
