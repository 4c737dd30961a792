#include "claimd/former.h"

#include "claimd/database.h"

static bool run(struct store *store, enum statement_name name, int64_t article, struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, article);
    return statement_run(&statement, problem);
}

static bool has_text(struct store *store, int64_t article, struct str sha256, bool *has, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_TEXT_HAS);
    statement_bind_int(&statement, article);
    statement_bind_str(&statement, sha256);
    return statement_row(&statement, has, problem);
}

static bool add_text(struct store *store, int64_t article, struct str sha256, struct str text, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_TEXT_ADD);
    statement_bind_int(&statement, article);
    statement_bind_str(&statement, sha256);
    statement_bind_str(&statement, text);
    return statement_run(&statement, problem);
}

static bool prune(struct store *store, int64_t article, struct problem *problem)
{
    statement_auto oldest = statement_begin(store, STATEMENT_FORMER_PAST);
    statement_bind_int(&oldest, article);
    statement_bind_int(&oldest, FORMER_LIMIT);
    int64_t revision;
    bool found;
    if (!statement_one_int(&oldest, &revision, &found, problem) || !found)
        return problem->count == 0;
    statement_auto bodies = statement_begin(store, STATEMENT_FORMER_DROP_UP_TO);
    statement_bind_int(&bodies, article);
    statement_bind_int(&bodies, revision);
    return statement_run(&bodies, problem) && run(store, STATEMENT_FORMER_TEXT_DROP_UNUSED, article, problem);
}

bool former_keep(struct store *store, int64_t article, const struct body *body, struct str sha256, int64_t now_ms,
                 struct problem *problem)
{
    bool has;
    if (!has_text(store, article, sha256, &has, problem) ||
        (!has && !add_text(store, article, sha256, body->text, problem)))
        return false;
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_ADD);
    statement_bind_int(&statement, article);
    statement_bind_int(&statement, body->stamp);
    statement_bind_str(&statement, sha256);
    statement_bind_int(&statement, store_new_id(store, now_ms));
    statement_bind_str(&statement, body->blocks);
    return statement_run(&statement, problem) && prune(store, article, problem);
}

static void take(const struct statement *statement, struct arena *arena, struct former *former)
{
    former->revision = statement_int(statement, 0);
    former->mark = statement_int(statement, 1);
    former->sha256 = arena_str(arena, statement_str(statement, 2));
    former->blocks = arena_str(arena, statement_str(statement, 3));
}

bool former_get(struct store *store, int64_t article, int64_t revision, struct arena *arena, struct former *former,
                bool *found, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_AT);
    statement_bind_int(&statement, article);
    statement_bind_int(&statement, revision);
    *former = (struct former){0};
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found) {
        take(&statement, arena, former);
        former->text = arena_str(arena, statement_str(&statement, 4));
    }
    return true;
}

bool former_find(struct store *store, int64_t article, struct str sha256, struct arena *arena, struct former *former,
                 bool *found, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_WITH);
    statement_bind_int(&statement, article);
    statement_bind_str(&statement, sha256);
    *former = (struct former){0};
    if (!statement_row(&statement, found, problem))
        return false;
    if (*found)
        take(&statement, arena, former);
    return true;
}

bool former_list(struct store *store, int64_t article, struct former_list *list, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_FORMER_LIST);
    statement_bind_int(&statement, article);
    bool row;
    list->count = 0;
    while (list->count < COUNT(list->revisions)) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row)
            break;
        list->revisions[list->count++] = statement_int(&statement, 0);
    }
    return true;
}

int64_t former_at(const struct former_list *list, int64_t revision)
{
    for (size_t i = list->count; i-- > 0;) {
        if (list->revisions[i] <= revision)
            return list->revisions[i];
    }
    return 0;
}

bool former_drop(struct store *store, int64_t article, struct problem *problem)
{
    return run(store, STATEMENT_FORMER_DROP_ALL, article, problem) &&
           run(store, STATEMENT_FORMER_TEXT_DROP_ALL, article, problem);
}
