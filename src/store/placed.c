#include "claimd/placed.h"

#include "claimd/database.h"

/* How many there are, so that the list need not grow. */
static bool count_of(struct store *store, enum statement_name name, int64_t article, size_t *count,
                     struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, article);
    int64_t number = 0;
    bool found;
    bool ok = statement_one_int(&statement, &number, &found, problem);
    *count = (size_t)number;
    return ok;
}

/* id, start, end, status and one more column, which `take` reads. */
static bool load(struct store *store, enum statement_name name, int64_t article, struct arena *arena, size_t capacity,
                 void (*take)(const struct statement *statement, struct arena *arena, struct placed *placed),
                 struct placed **items, size_t *count, struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, article);
    *items = arena_array(arena, struct placed, capacity);
    *count = 0;
    bool row;
    while (*count < capacity) {
        if (!statement_row(&statement, &row, problem))
            return false;
        if (!row)
            break;
        struct placed *placed = &(*items)[(*count)++];
        placed->id = statement_int(&statement, 0);
        placed->start = (uint32_t)statement_int(&statement, 1);
        placed->end = (uint32_t)statement_int(&statement, 2);
        placed->is_decided = !str_is(statement_str(&statement, 3), "suggested");
        placed->is_rejected = str_is(statement_str(&statement, 3), "rejected");
        take(&statement, arena, placed);
    }
    return true;
}

static void take_entity(const struct statement *statement, struct arena *arena, struct placed *placed)
{
    (void)arena;
    placed->entity = statement_is_null(statement, 4) ? 0 : statement_int(statement, 4);
}

static void take_kind(const struct statement *statement, struct arena *arena, struct placed *placed)
{
    placed->kind = placed->first_kind = arena_str(arena, statement_str(statement, 4));
}

bool placed_mentions(struct store *store, int64_t article, struct arena *arena, struct placed **items, size_t *count,
                     struct problem *problem)
{
    size_t capacity;
    return count_of(store, STATEMENT_MENTION_COUNT_OF_ARTICLE, article, &capacity, problem) &&
           load(store, STATEMENT_MENTION_PLACES, article, arena, capacity, take_entity, items, count, problem);
}

/* A correction may have given another kind; the first change has the suggestion. */
static bool load_first_kind(struct store *store, struct arena *arena, struct placed *claim, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_CLAIM_FIRST_KIND);
    statement_bind_int(&statement, claim->id);
    bool row;
    if (!statement_row(&statement, &row, problem))
        return false;
    if (row)
        claim->first_kind = arena_str(arena, statement_str(&statement, 0));
    return true;
}

bool placed_claims(struct store *store, int64_t article, struct arena *arena, struct placed **items, size_t *count,
                   struct problem *problem)
{
    size_t capacity;
    if (!count_of(store, STATEMENT_CLAIM_COUNT_OF_ARTICLE, article, &capacity, problem) ||
        !load(store, STATEMENT_CLAIM_PLACES, article, arena, capacity, take_kind, items, count, problem))
        return false;
    for (size_t i = 0; i < *count; i++) {
        if ((*items)[i].is_decided && !load_first_kind(store, arena, &(*items)[i], problem))
            return false;
    }
    return true;
}
