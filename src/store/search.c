/* For each resource that has SEARCH fields: a table <record>_words (id, head, words) of what its docs say, and an FTS5 index
 * <record>_search with that table as its external content. Both are made from the field tables when a file is opened; where
 * the expressions differ from the ones they were made with (kept in meta), they are made anew.
 *
 * A view in place of the table would store no word twice, but SQLite 3.40 refuses ->> and json_each in a view that a virtual
 * table reads (tried, with and without trusted_schema).
 *
 * Both are written once per group, after the last savepoint (each savepoint makes FTS5 flush): search_touch notes which rows
 * change, search_flush takes the words from before the group out of the index and puts the present ones in. */
#include <stdlib.h>
#include <string.h>

#include "claimd/database.h"
#include "claimd/utf8.h"

static bool is_searched(const struct field *field, bool in_head)
{
    return (field->use & SEARCH) && ((field->use & HEAD) != 0) == in_head;
}

bool search_has(const struct resource *resource)
{
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (field->use & SEARCH)
            return true;
    }
    return false;
}

/* The words of one field as an SQL expression. */
static void add_words(struct buffer *sql, const struct field *field)
{
    const char *path = field->path == NULL ? field->name : field->path;
    if ((field->use & APART) && (field->use & WRITE)) {
        buffer_printf(sql, "(SELECT %s FROM article_text WHERE article_id = article.id)", field->name);
    } else if (field->type == FIELD_OBJECTS) {
        buffer_printf(sql, "coalesce((SELECT group_concat(value ->> '$.%s', ' ') FROM json_each(doc, '$.%s')), '')",
                      path, field->name);
    } else if (field->type == FIELD_LINES) {
        buffer_printf(sql, "coalesce((SELECT group_concat(value, ' ') FROM json_each(doc, '$.%s')), '')", field->name);
    } else {
        buffer_printf(sql, "coalesce(doc ->> '$.%s', '')", path);
    }
}

static void add_column(struct buffer *sql, const struct resource *resource, bool is_head)
{
    bool is_first = true;
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (!is_searched(field, is_head))
            continue;
        if (!is_first)
            buffer_add(sql, STR(" || ' ' || "));
        is_first = false;
        add_words(sql, field);
    }
    if (is_first)
        buffer_add(sql, STR("''"));
    buffer_add(sql, is_head ? STR(" AS head, ") : STR(" AS words"));
}

static void add_select(struct buffer *sql, const struct resource *resource)
{
    buffer_add(sql, STR("SELECT id, "));
    add_column(sql, resource, true);
    add_column(sql, resource, false);
    buffer_printf(sql, " FROM %s", resource->singular);
}

static bool make(struct store *store, const struct resource *resource, struct str select, struct problem *problem)
{
    const char *name = resource->singular;
    buffer_auto sql = {0};
    buffer_printf(&sql,
                  "DROP TABLE IF EXISTS %s_search; DROP TABLE IF EXISTS %s_words;"
                  "CREATE TABLE %s_words (id INTEGER PRIMARY KEY, head TEXT NOT NULL, words TEXT NOT NULL) STRICT;"
                  "INSERT INTO %s_words (id, head, words) %.*s;"
                  "CREATE VIRTUAL TABLE %s_search USING fts5 (head, words, content = '%s_words', content_rowid = 'id',"
                  " tokenize = 'porter unicode61 remove_diacritics 2');"
                  "INSERT INTO %s_search (%s_search, rank) VALUES ('rank', 'bm25(4.0, 1.0)');"
                  "INSERT INTO %s_search (%s_search) VALUES ('rebuild');",
                  name, name, name, name, STR_PRINT(select), name, name, name, name, name, name);
    return database_exec(store, buffer_terminate(&sql), problem);
}

static bool remember(struct store *store, struct str name, struct str select, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_META_SET);
    statement_bind_str(&statement, name);
    statement_bind_str(&statement, select);
    return statement_run(&statement, problem);
}

bool search_sync(struct store *store, struct problem *problem)
{
    for (const struct resource *const *at = store->folder->resources; *at != NULL; at++) {
        if (!search_has(*at))
            continue;
        buffer_auto select = {0};
        add_select(&select, *at);
        char name[64];
        (void)snprintf(name, sizeof name, "%s_words", (*at)->singular);
        statement_auto statement = statement_begin(store, STATEMENT_META_GET);
        statement_bind_str(&statement, str_of(name));
        bool row;
        if (!statement_row(&statement, &row, problem))
            return false;
        bool is_made = row && str_equal(statement_str(&statement, 0), buffer_str(&select));
        statement_end(&statement);
        if (is_made)
            continue;
        if (!database_exec(store, "BEGIN IMMEDIATE", problem))
            return false;
        if (!make(store, *at, buffer_str(&select), problem) ||
            !remember(store, str_of(name), buffer_str(&select), problem)) {
            (void)sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
            return false;
        }
        if (!database_exec(store, "COMMIT", problem))
            return false;
    }
    return true;
}

static struct search_change *change_new(struct store *store)
{
    if (store->change_count == store->change_capacity) {
        size_t capacity = store->change_capacity == 0 ? 64 : store->change_capacity * 2;
        struct search_change *changes = arena_array(&store->group_arena, struct search_change, capacity);
        if (store->change_count > 0)
            memcpy(changes, store->changes, store->change_count * sizeof *changes);
        store->changes = changes;
        store->change_capacity = capacity;
    }
    return &store->changes[store->change_count++];
}

static struct statement words_of(struct store *store, const struct resource *resource, int64_t id)
{
    char sql[128];
    int size = snprintf(sql, sizeof sql, "SELECT head, words FROM %s_words WHERE id = $1", resource->singular);
    struct statement statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, id);
    return statement;
}

bool search_touch(struct store *store, const struct resource *resource, int64_t id, bool has_row,
                  struct problem *problem)
{
    if (!search_has(resource))
        return true;
    struct search_change change = {.resource = resource, .id = id, .order = store->change_count};
    if (has_row) {
        statement_auto statement = words_of(store, resource, id);
        if (!statement_row(&statement, &change.had_words, problem))
            return false;
        if (change.had_words) {
            change.head = arena_str(&store->group_arena, statement_str(&statement, 0));
            change.words = arena_str(&store->group_arena, statement_str(&statement, 1));
        }
    }
    *change_new(store) = change;
    return true;
}

static int by_record(const void *a, const void *b)
{
    const struct search_change *one = a, *two = b;
    int order = strcmp(one->resource->singular, two->resource->singular);
    if (order == 0)
        order = (one->id > two->id) - (one->id < two->id);
    return order != 0 ? order : (one->order > two->order) - (one->order < two->order);
}

static bool run_with_id(struct store *store, struct str sql, int64_t id, struct problem *problem)
{
    statement_auto statement = statement_of(store, sql);
    statement_bind_int(&statement, id);
    return statement_run(&statement, problem);
}

/* The table of words follows the records' own rows. */
static bool replace_words(struct store *store, const struct search_change *change, struct problem *problem)
{
    const char *name = change->resource->singular;
    char sql[256];
    int size = snprintf(sql, sizeof sql, "DELETE FROM %s_words WHERE id = $1", name);
    if (change->had_words && !run_with_id(store, (struct str){sql, (size_t)size}, change->id, problem))
        return false;
    /* Nothing where the record is gone. */
    buffer_auto words = {0};
    buffer_printf(&words, "INSERT INTO %s_words (id, head, words) ", name);
    add_select(&words, change->resource);
    buffer_printf(&words, " WHERE %s.id = $1", name);
    return run_with_id(store, buffer_str(&words), change->id, problem);
}

static bool index_words(struct store *store, struct str sql, int64_t id, struct str head, struct str words,
                        struct problem *problem)
{
    statement_auto statement = statement_of(store, sql);
    statement_bind_int(&statement, id);
    statement_bind_str(&statement, head);
    statement_bind_str(&statement, words);
    return statement_run(&statement, problem);
}

/* Every statement that may write several rows opens a savepoint, and each savepoint makes FTS5 write a segment: so the index
 * gets its rows by VALUES, one at a time, with nothing else written between them. */
static bool replace_index(struct store *store, const struct search_change *change, struct problem *problem)
{
    const char *name = change->resource->singular;
    char sql[256];
    if (change->had_words) {
        int size =
            snprintf(sql, sizeof sql,
                     "INSERT INTO %s_search (%s_search, rowid, head, words) VALUES ('delete', $1, $2, $3)", name, name);
        if (!index_words(store, (struct str){sql, (size_t)size}, change->id, change->head, change->words, problem))
            return false;
    }
    statement_auto present = words_of(store, change->resource, change->id);
    bool row;
    if (!statement_row(&present, &row, problem))
        return false;
    int size = snprintf(sql, sizeof sql, "INSERT INTO %s_search (rowid, head, words) VALUES ($1, $2, $3)", name);
    return !row || index_words(store, (struct str){sql, (size_t)size}, change->id, statement_str(&present, 0),
                               statement_str(&present, 1), problem);
}

/* Sorts the group's changes and keeps the first of each record, which knows the words from before the group. */
static void keep_first(struct store *store)
{
    size_t kept = 0;
    qsort(store->changes, store->change_count, sizeof *store->changes, by_record);
    for (size_t i = 0; i < store->change_count; i++) {
        const struct search_change *last = kept > 0 ? &store->changes[kept - 1] : NULL;
        if (last == NULL || last->resource != store->changes[i].resource || last->id != store->changes[i].id)
            store->changes[kept++] = store->changes[i];
    }
    store->change_count = kept;
}

bool search_flush(struct store *store, struct problem *problem)
{
    if (store->change_count == 0)
        return true;
    keep_first(store);
    for (size_t i = 0; i < store->change_count; i++) {
        if (!replace_words(store, &store->changes[i], problem))
            return false;
    }
    for (size_t i = 0; i < store->change_count; i++) {
        if (!replace_index(store, &store->changes[i], problem))
            return false;
    }
    store->change_count = 0;
    return true;
}

/* Does one of FTS5's own commands in each index. */
static bool command(struct store *store, const char *name, struct problem *problem)
{
    for (const struct resource *const *at = store->folder->resources; *at != NULL; at++) {
        if (!search_has(*at))
            continue;
        char sql[160];
        (void)snprintf(sql, sizeof sql, "INSERT INTO %s_search (%s_search, rank) VALUES ('%s', 1)", (*at)->singular,
                       (*at)->singular, name);
        if (!database_exec(store, sql, problem))
            return false;
    }
    return true;
}

bool search_check(struct store *store, struct problem *problem)
{
    return command(store, "integrity-check", problem);
}

bool search_tidy(struct store *store, struct problem *problem)
{
    return command(store, "optimize", problem);
}

/* A word ends at white space or a quotation mark; what FTS5 would read as syntax stands inside a string. */
static bool is_word_byte(char byte)
{
    return byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r' && byte != '"';
}

static bool has_letter(struct str word)
{
    for (size_t i = 0; i < word.size; i++) {
        unsigned char byte = (unsigned char)word.data[i];
        if (byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
            (byte >= 'A' && byte <= 'Z'))
            return true;
    }
    return false;
}

struct term {
    struct str text;
    bool is_phrase, excludes;
};

/* A word, or what stands between quotation marks; either may have a - before it. */
static struct term next_term(struct str q, size_t *at)
{
    while (*at < q.size && !is_word_byte(q.data[*at]) && q.data[*at] != '"')
        (*at)++;
    struct term term = {.excludes = *at + 1 < q.size && q.data[*at] == '-'};
    size_t start = *at + term.excludes;
    term.is_phrase = start < q.size && q.data[start] == '"';
    start += term.is_phrase;
    size_t end = start;
    if (term.is_phrase) {
        end = str_find_byte(q, start, '"');
        *at = end < q.size ? end + 1 : end;
    } else {
        while (end < q.size && is_word_byte(q.data[end]))
            end++;
        *at = end;
    }
    term.text = str_part(q, start, end - start);
    return term;
}

/* What is to be found, and what is not to be there, each an expression or empty. */
static void read_terms(struct str q, struct buffer *wanted, struct buffer *unwanted)
{
    bool joins_or = false;
    for (size_t at = 0; at < q.size;) {
        struct term term = next_term(q, &at);
        if (!term.is_phrase && !term.excludes && str_is(term.text, "OR")) {
            joins_or = wanted->size > 0;
            continue;
        }
        bool is_prefix = !term.is_phrase && term.text.size > 1 && str_ends(term.text, STR("*"));
        term.text.size -= is_prefix;
        if (!has_letter(term.text))
            continue;
        struct buffer *into = term.excludes ? unwanted : wanted;
        if (into->size > 0)
            buffer_add(into, term.excludes || joins_or ? STR(" OR ") : STR(" AND "));
        buffer_printf(into, "\"%.*s\"%s", STR_PRINT(term.text), is_prefix ? "*" : "");
        joins_or = false;
    }
}

struct str search_expression(struct arena *arena, struct str q)
{
    buffer_auto wanted = {0};
    buffer_auto unwanted = {0};
    read_terms(q, &wanted, &unwanted);
    if (wanted.size == 0)
        return (struct str){0};
    if (unwanted.size == 0)
        return arena_str(arena, buffer_str(&wanted));
    return str_of(
        arena_printf(arena, "(%.*s) NOT (%.*s)", STR_PRINT(buffer_str(&wanted)), STR_PRINT(buffer_str(&unwanted))));
}

struct str search_unwanted(struct arena *arena, struct str q)
{
    buffer_auto wanted = {0};
    buffer_auto unwanted = {0};
    read_terms(q, &wanted, &unwanted);
    return wanted.size > 0 ? (struct str){0} : arena_str(arena, buffer_str(&unwanted));
}
