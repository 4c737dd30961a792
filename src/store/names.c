#include "claimd/names.h"

#include <string.h>

#include "claimd/database.h"
#include "claimd/utf8.h"

/* One id by one text. */
static bool look(struct store *store, enum statement_name name, struct str text, int64_t *id, bool *found,
                 struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_str(&statement, text);
    return statement_one_int(&statement, id, found, problem);
}

bool names_entity(struct store *store, struct str name, int64_t *id, bool *is_former, struct problem *problem)
{
    bool found = false;
    *is_former = false;
    if (id_parse(name, id)) {
        statement_auto statement = statement_begin(store, STATEMENT_ENTITY_BY_ID);
        statement_bind_int(&statement, *id);
        if (!statement_one_int(&statement, id, &found, problem))
            return false;
    } else if (!look(store, STATEMENT_ENTITY_BY_SLUG, name, id, &found, problem)) {
        return false;
    }
    if (found)
        return true;
    return look(store, STATEMENT_ENTITY_FORMER, name, id, is_former, problem);
}

bool names_entity_status(struct store *store, struct arena *arena, int64_t id, struct str *status,
                         struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_ENTITY_STATUS);
    statement_bind_int(&statement, id);
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    *status = row ? arena_str(arena, statement_str(&statement, 0)) : (struct str){0};
    return true;
}

bool names_entity_called(struct store *store, struct arena *arena, struct str name, const char *kind, int64_t *id,
                         bool *is_rejected, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_ENTITY_BY_NAME);
    statement_bind_str(&statement, utf8_sort_key(arena, name));
    statement_bind_str(&statement, str_of(kind));
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    *id = row ? statement_int(&statement, 0) : 0;
    *is_rejected = row && str_is(statement_str(&statement, 1), "rejected");
    return true;
}

bool names_tag(struct store *store, struct str slug, int64_t *id, bool *is_former, struct problem *problem)
{
    bool found = false;
    *is_former = false;
    if (!look(store, STATEMENT_TAG_BY_SLUG, slug, id, &found, problem))
        return false;
    return found || look(store, STATEMENT_TAG_FORMER, slug, id, is_former, problem);
}

bool names_exists(struct store *store, const struct resource *resource, int64_t id, bool *exists,
                  struct problem *problem)
{
    char sql[96];
    int size = snprintf(sql, sizeof sql, "SELECT 1 FROM %s WHERE id = $1", resource->singular);
    statement_auto statement = statement_of(store, (struct str){sql, (size_t)size});
    statement_bind_int(&statement, id);
    return statement_row(&statement, exists, problem);
}

bool names_tag_slug(struct store *store, struct arena *arena, int64_t id, struct str *slug, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_TAG_SLUG);
    statement_bind_int(&statement, id);
    bool found;
    if (!statement_row(&statement, &found, problem))
        return false;
    *slug = found ? arena_str(arena, statement_str(&statement, 0)) : (struct str){0};
    return true;
}

static const struct names {
    const char *kind;
    enum statement_name add, move, drop, drop_all;
} kinds[] = {
    {"entity", STATEMENT_ENTITY_FORMER_ADD, STATEMENT_ENTITY_FORMER_MOVE, STATEMENT_ENTITY_FORMER_DROP,
     STATEMENT_ENTITY_FORMER_DROP_ALL},
    {"tag", STATEMENT_TAG_FORMER_ADD, STATEMENT_TAG_FORMER_MOVE, STATEMENT_TAG_FORMER_DROP,
     STATEMENT_TAG_FORMER_DROP_ALL},
};

static const struct names *names_of(const char *kind)
{
    return strcmp(kind, kinds[0].kind) == 0 ? &kinds[0] : &kinds[1];
}

bool names_give_up(struct store *store, const char *kind, struct str old, int64_t id, int64_t gone,
                   struct problem *problem)
{
    const struct names *names = names_of(kind);
    statement_auto add = statement_begin(store, names->add);
    statement_bind_str(&add, old);
    statement_bind_int(&add, id);
    if (!statement_run(&add, problem))
        return false;
    if (gone == 0)
        return true;
    statement_auto move = statement_begin(store, names->move);
    statement_bind_int(&move, id);
    statement_bind_int(&move, gone);
    return statement_run(&move, problem);
}

bool names_take_back(struct store *store, const char *kind, struct str name, struct problem *problem)
{
    statement_auto statement = statement_begin(store, names_of(kind)->drop);
    statement_bind_str(&statement, name);
    return statement_run(&statement, problem);
}

static void add_id(struct arena *arena, int64_t **ids, size_t *count, int64_t id)
{
    if ((*count & (*count - 1)) == 0) { /* 0 and the powers of two: as large as it will be for a while */
        int64_t *larger = arena_array(arena, int64_t, *count == 0 ? 1 : *count * 2);
        if (*count > 0)
            memcpy(larger, *ids, *count * sizeof **ids);
        *ids = larger;
    }
    (*ids)[(*count)++] = id;
}

/* The next 1,000 changes at most; *any: whether there were some. */
static bool add_changes(struct store *store, struct arena *arena, struct named_changes *changes, bool *any,
                        struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGES_SINCE);
    statement_bind_int(&statement, changes->last);
    bool row;
    for (*any = false;; *any = true) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row)
            return true;
        changes->last = statement_int(&statement, 0);
        struct str type = statement_str(&statement, 1);
        int64_t id = statement_int(&statement, 2);
        if (str_is(type, "entity")) {
            add_id(arena, &changes->entities, &changes->entity_count, id);
        } else if (str_is(type, "tag")) {
            add_id(arena, &changes->tags, &changes->tag_count, id);
        }
    }
}

bool names_changed(struct store *store, struct arena *arena, struct named_changes *changes, struct problem *problem)
{
    bool any = true;
    while (any) {
        if (!add_changes(store, arena, changes, &any, problem))
            return false;
    }
    return true;
}

bool names_last_change(struct store *store, int64_t *last, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CHANGE_LAST);
    bool found;
    *last = 0;
    return statement_one_int(&statement, last, &found, problem);
}

bool names_forget(struct store *store, const char *kind, int64_t id, struct problem *problem)
{
    statement_auto statement = statement_begin(store, names_of(kind)->drop_all);
    statement_bind_int(&statement, id);
    return statement_run(&statement, problem);
}
