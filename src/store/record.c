/* The SQL of a record's row is made from its field table; the statement cache keys on the text, so it is built in a buffer on
 * the stack each time and prepared once. */
#include "claimd/record.h"

#include <string.h>

#include "claimd/column.h"
#include "claimd/json.h"
#include "claimd/names.h"

bool record_get(struct store *store, const struct resource *resource, int64_t id, struct arena *arena,
                struct stored *stored, bool *found, struct problem *problem)
{
    char sql[96];
    int size = snprintf(sql, sizeof sql, "SELECT revision, doc FROM %s WHERE id = $1", resource->singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, id);
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found)
        *stored = (struct stored){id, statement_int(&statement, 0), arena_str(arena, statement_str(&statement, 1))};
    return true;
}

bool record_each(struct store *store, const struct resource *resource,
                 void (*visit)(const struct stored *stored, void *context), void *context, struct problem *problem)
{
    char sql[96];
    int size = snprintf(sql, sizeof sql, "SELECT id, revision, doc FROM %s ORDER BY id", resource->singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        visit(
            &(struct stored){statement_int(&statement, 0), statement_int(&statement, 1), statement_str(&statement, 2)},
            context);
    }
    return ok;
}

bool record_count(struct store *store, const struct resource *resource, int64_t *count, struct problem *problem)
{
    char sql[96];
    int size = snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", resource->singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    bool found;
    return statement_one_int(&statement, count, &found, problem);
}

const struct resource *record_resource(struct store *store, const char *singular)
{
    for (const struct resource *const *at = store->folder->resources; *at != NULL; at++) {
        if (strcmp((*at)->singular, singular) == 0)
            return *at;
    }
    return NULL;
}

/* The column's value, computed from the doc. */
static bool bind_field(struct statement *statement, const struct draft *draft, const struct field *field,
                       struct store *store, struct problem *problem)
{
    struct column_value value;
    if (!column_of(store, draft, field, &value, problem))
        return false;
    column_bind(statement, &value);
    return true;
}

/* The columns of the table's own fields, in its order. */
static bool bind_fields(struct statement *statement, const struct draft *draft, struct store *store,
                        struct problem *problem)
{
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (field->column != NULL && !bind_field(statement, draft, field, store, problem))
            return false;
    }
    return true;
}

static struct str doc_text(const struct draft *draft)
{
    buffer_auto text = {0};
    json_write(&text, draft->doc);
    return arena_str(draft->arena, buffer_str(&text));
}

static bool add_consequence(struct store *store, int64_t change, int64_t cause, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CONSEQUENCE_ADD);
    statement_bind_int(&statement, change);
    statement_bind_int(&statement, cause);
    return statement_run(&statement, problem);
}

static bool add_change(struct store *store, const struct draft *draft, struct str doc, struct problem *problem)
{
    int64_t id = draft->change != 0 ? draft->change : store_new_id(store, draft->now_ms);
    if (draft->cause != 0 && !add_consequence(store, id, draft->cause, problem))
        return false;
    statement_auto statement = statement_begin(store, STATEMENT_CHANGE_ADD);
    statement_bind_int(&statement, id);
    statement_bind_str(&statement, str_of(draft->actor));
    statement_bind_str(&statement, str_of(draft->route));
    statement_bind_str(&statement, str_of(draft->request_id));
    statement_bind_str(&statement, str_of(draft->resource->singular));
    statement_bind_int(&statement, draft->id);
    statement_bind_int(&statement, draft->revision);
    statement_bind_str(&statement, doc);
    return statement_run(&statement, problem);
}

struct linking {
    struct store *store;
    const struct draft *draft;
    enum link_role role;
    struct problem *problem;
    bool ok;
};

static bool add_link(const struct linking *linking, enum link_role role, int64_t entity)
{
    const char *singular = linking->draft->resource->singular;
    char sql[128];
    int size = snprintf(sql, sizeof sql, "INSERT OR IGNORE INTO %s_entity (role, entity_id, %s_id) VALUES ($1, $2, $3)",
                        singular, singular);
    statement_auto statement = statement_of(linking->store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, role);
    statement_bind_int(&statement, entity);
    statement_bind_int(&statement, linking->draft->id);
    return statement_run(&statement, linking->problem);
}

static void visit_link(struct str value, void *context)
{
    struct linking *linking = context;
    int64_t entity;
    if (linking->ok && id_parse(value, &entity))
        linking->ok = add_link(linking, linking->role, entity) && add_link(linking, LINK_ANY, entity);
}

static bool add_links(struct store *store, const struct draft *draft, struct problem *problem)
{
    struct linking linking = {store, draft, LINK_ANY, problem, true};
    const struct link *link = draft->resource->links;
    for (; link != NULL && link->filter != NULL; link++) {
        if (link->path == NULL)
            continue;
        linking.role = link->role;
        resource_each(draft->doc, link->path, visit_link, &linking);
    }
    return linking.ok;
}

/* Removes the record's rows of a table beside its own. */
static bool drop_of(struct store *store, const struct draft *draft, const char *suffix, struct problem *problem)
{
    const char *singular = draft->resource->singular;
    char sql[96];
    int size = snprintf(sql, sizeof sql, "DELETE FROM %s%s WHERE %s_id = $1", singular, suffix, singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, draft->id);
    return statement_run(&statement, problem);
}

static bool drop_links(struct store *store, const struct draft *draft, struct problem *problem)
{
    return draft->resource->links == NULL || drop_of(store, draft, "_entity", problem);
}

static bool run_with_id(struct store *store, enum statement_name name, int64_t id, struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, id);
    return statement_run(&statement, problem);
}

static bool add_tags(struct store *store, const struct draft *draft, struct problem *problem)
{
    if (!draft->resource->has_tags)
        return true;
    const json_t *tags = json_object_get(draft->doc, "tags");
    for (size_t i = 0; i < json_array_size(tags); i++) {
        int64_t tag;
        bool is_former;
        if (!names_tag(store, json_text(json_array_get(tags, i)), &tag, &is_former, problem))
            return false;
        statement_auto statement = statement_begin(store, STATEMENT_CLAIM_TAG_ADD);
        statement_bind_int(&statement, draft->id);
        statement_bind_int(&statement, tag);
        if (!statement_run(&statement, problem))
            return false;
    }
    return json_array_size(tags) == 0 || run_with_id(store, STATEMENT_CLAIM_TAG_ALL_ADD, draft->id, problem);
}

static bool drop_tags(struct store *store, const struct draft *draft, struct problem *problem)
{
    return !draft->resource->has_tags || (run_with_id(store, STATEMENT_CLAIM_TAG_DROP, draft->id, problem) &&
                                          run_with_id(store, STATEMENT_CLAIM_TAG_ALL_DROP, draft->id, problem));
}

/* The rules that suggested it. */
static bool add_why(struct store *store, const struct draft *draft, struct problem *problem)
{
    const char *singular = draft->resource->singular;
    const json_t *why = draft->resource->has_why ? json_object_get(draft->doc, "why") : NULL;
    char sql[96];
    int size =
        snprintf(sql, sizeof sql, "INSERT OR IGNORE INTO %s_why (rule, %s_id) VALUES ($1, $2)", singular, singular);
    for (size_t i = 0; i < json_array_size(why); i++) {
        statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
        statement_bind_str(&statement, json_str(json_array_get(why, i), "rule"));
        statement_bind_int(&statement, draft->id);
        if (!statement_run(&statement, problem))
            return false;
    }
    return true;
}

static bool drop_why(struct store *store, const struct draft *draft, struct problem *problem)
{
    return !draft->resource->has_why || drop_of(store, draft, "_why", problem);
}

/* What is kept in tables beside the record's own. */
static bool add_beside(struct store *store, const struct draft *draft, struct problem *problem)
{
    return add_links(store, draft, problem) && add_tags(store, draft, problem) && add_why(store, draft, problem);
}

static bool drop_beside(struct store *store, const struct draft *draft, struct problem *problem)
{
    return drop_links(store, draft, problem) && drop_tags(store, draft, problem) && drop_why(store, draft, problem);
}

bool record_insert(struct store *store, const struct draft *draft, struct problem *problem)
{
    buffer_auto sql = {0};
    unsigned parameter = 5;
    buffer_printf(&sql, "INSERT INTO %s (id, revision, updated_at, created_by, doc", draft->resource->singular);
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (field->column != NULL)
            buffer_printf(&sql, ", %s", field->column);
    }
    buffer_add(&sql, STR(") VALUES ($1, $2, $3, $4, $5"));
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (field->column != NULL)
            buffer_printf(&sql, ", $%u", ++parameter);
    }
    buffer_add_byte(&sql, ')');

    struct str doc = doc_text(draft);
    if (!search_touch(store, draft->resource, draft->id, false, problem))
        return false;
    statement_auto statement = statement_of(store, buffer_str(&sql));
    statement_bind_int(&statement, draft->id);
    statement_bind_int(&statement, draft->revision);
    statement_bind_int(&statement, draft->now_ms);
    statement_bind_str(&statement, str_of(draft->actor));
    statement_bind_str(&statement, doc);
    return bind_fields(&statement, draft, store, problem) && statement_run(&statement, problem) &&
           add_beside(store, draft, problem) && add_change(store, draft, doc, problem);
}

bool record_update(struct store *store, const struct draft *draft, struct problem *problem)
{
    buffer_auto sql = {0};
    unsigned parameter = 3;
    buffer_printf(&sql, "UPDATE %s SET revision = $1, updated_at = $2, doc = $3", draft->resource->singular);
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (field->column != NULL)
            buffer_printf(&sql, ", %s = $%u", field->column, ++parameter);
    }
    buffer_printf(&sql, " WHERE id = $%u", ++parameter);

    struct str doc = doc_text(draft);
    if (!search_touch(store, draft->resource, draft->id, true, problem))
        return false;
    statement_auto statement = statement_of(store, buffer_str(&sql));
    statement_bind_int(&statement, draft->revision);
    statement_bind_int(&statement, draft->now_ms);
    statement_bind_str(&statement, doc);
    if (!bind_fields(&statement, draft, store, problem))
        return false;
    statement_bind_int(&statement, draft->id);
    return statement_run(&statement, problem) && drop_beside(store, draft, problem) &&
           add_beside(store, draft, problem) && add_change(store, draft, doc, problem);
}

static bool is_of_anchor(const struct field *field)
{
    return field->column != NULL && field->path != NULL && str_starts(str_of(field->path), STR("anchor."));
}

/* SQLite keeps what a statement did apart where that may touch several rows or breaks a reference, and in a long transaction gives
 * that back in time that grows with the transaction: 2,000 claims of an article of 2 MB took seconds, and milliseconds so. */
bool record_update_anchor(struct store *store, const struct draft *draft, bool words_differ, struct problem *problem)
{
    buffer_auto sql = {0};
    unsigned parameter = 3;
    buffer_printf(&sql, "UPDATE %s SET revision = $1, updated_at = $2, doc = $3", draft->resource->singular);
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (is_of_anchor(field))
            buffer_printf(&sql, ", %s = $%u", field->column, ++parameter);
    }
    buffer_printf(&sql, " WHERE id = $%u", ++parameter);

    struct str doc = doc_text(draft);
    if (words_differ && !search_touch(store, draft->resource, draft->id, true, problem))
        return false;
    statement_auto statement = statement_of(store, buffer_str(&sql));
    statement_bind_int(&statement, draft->revision);
    statement_bind_int(&statement, draft->now_ms);
    statement_bind_str(&statement, doc);
    for (const struct field *field = draft->resource->fields; field->name != NULL; field++) {
        if (is_of_anchor(field) && !bind_field(&statement, draft, field, store, problem))
            return false;
    }
    statement_bind_int(&statement, draft->id);
    return statement_run(&statement, problem) && add_change(store, draft, doc, problem);
}

bool record_delete(struct store *store, const struct draft *draft, struct problem *problem)
{
    char sql[96];
    int size = snprintf(sql, sizeof sql, "DELETE FROM %s WHERE id = $1", draft->resource->singular);
    if (!search_touch(store, draft->resource, draft->id, true, problem) || !drop_beside(store, draft, problem))
        return false;
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, draft->id);
    /* A merged one leaves a last doc, which says into what; a deleted one none. */
    struct str doc = json_is(draft->doc, "merged_into") ? doc_text(draft) : (struct str){0};
    return statement_run(&statement, problem) && add_change(store, draft, doc, problem);
}
