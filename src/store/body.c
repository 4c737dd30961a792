#include "claimd/body.h"

#include "claimd/database.h"
#include "claimd/former.h"
#include "claimd/json.h"
#include "claimd/moment.h"

bool body_get(struct store *store, int64_t article, bool with_text, bool with_source, struct arena *arena,
              struct body *body, bool *found, struct problem *problem)
{
    bool whole = with_text || with_source;
    statement_auto statement = statement_begin(store, whole ? STATEMENT_ARTICLE_TEXT : STATEMENT_ARTICLE_OFFSETS);
    statement_bind_int(&statement, article);
    *body = (struct body){0};
    if (!statement_row(&statement, found, problem))
        return false;
    if (!*found)
        return true;
    body->code_points = (uint32_t)statement_int(&statement, 0);
    body->offsets = arena_str(arena, statement_str(&statement, 1));
    body->stamp = statement_int(&statement, 2);
    if (with_text) {
        body->blocks = arena_str(arena, statement_str(&statement, 3));
        body->text = arena_str(arena, statement_str(&statement, 4));
    }
    if (with_source && !statement_is_null(&statement, 5)) {
        body->source = arena_str(arena, statement_str(&statement, 5));
        body->source_type = arena_str(arena, statement_str(&statement, 6));
    }
    return true;
}

bool body_put(struct store *store, int64_t article, bool is_new, const struct body *body, struct problem *problem)
{
    statement_auto statement = statement_begin(store, is_new ? STATEMENT_ARTICLE_TEXT_ADD : STATEMENT_ARTICLE_TEXT_SET);
    statement_bind_str(&statement, body->text);
    statement_bind_str(&statement, body->blocks);
    statement_bind_int(&statement, body->code_points);
    statement_bind_blob(&statement, body->offsets);
    statement_bind_int(&statement, body->stamp);
    statement_bind_str(&statement, body->source);
    statement_bind_str(&statement, body->source_type);
    statement_bind_int(&statement, article);
    return statement_run(&statement, problem);
}

bool body_drop(struct store *store, int64_t article, struct problem *problem)
{
    statement_auto reads = statement_begin(store, STATEMENT_ARTICLE_READ_DROP_ALL);
    statement_bind_int(&reads, article);
    statement_auto text = statement_begin(store, STATEMENT_ARTICLE_TEXT_DROP);
    statement_bind_int(&text, article);
    return statement_run(&reads, problem) && statement_run(&text, problem) && former_drop(store, article, problem);
}

bool body_reads(struct store *store, int64_t article, json_t **list, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_ARTICLE_READ);
    statement_bind_int(&statement, article);
    json_auto_t *reads = json_array();
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        json_t *read = json_object();
        json_object_set_new(read, "block", json_integer(statement_int(&statement, 0)));
        json_object_set_new(read, "reader", json_new_str(statement_str(&statement, 1)));
        json_object_set_new(read, "read_at", json_string(moment_format(statement_int(&statement, 2)).text));
        json_array_append_new(reads, read);
    }
    if (!ok)
        return false;
    *list = json_incref(reads); /* the caller's */
    return true;
}

bool body_read_set(struct store *store, int64_t article, int64_t block, const char *reader, int64_t now_ms,
                   bool is_read, struct problem *problem)
{
    statement_auto statement =
        statement_begin(store, is_read ? STATEMENT_ARTICLE_READ_ADD : STATEMENT_ARTICLE_READ_DROP);
    statement_bind_int(&statement, article);
    statement_bind_int(&statement, block);
    statement_bind_str(&statement, str_of(reader));
    if (is_read)
        statement_bind_int(&statement, now_ms);
    return statement_run(&statement, problem);
}

struct read {
    struct read *next;
    int64_t block, read_ms;
    const char *reader;
};

static bool list_reads(struct store *store, int64_t article, struct arena *arena, struct read **reads,
                       struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_ARTICLE_READ);
    statement_bind_int(&statement, article);
    bool ok;
    *reads = NULL;
    while (statement_next(&statement, &ok, problem)) {
        struct read *read = arena_new(arena, struct read);
        *read = (struct read){*reads, statement_int(&statement, 0), statement_int(&statement, 2),
                              arena_cstr(arena, statement_str(&statement, 1))};
        *reads = read;
    }
    return ok;
}

bool body_reads_move(struct store *store, int64_t article, const uint32_t *blocks, size_t count, struct arena *arena,
                     struct problem *problem)
{
    struct read *reads;
    if (!list_reads(store, article, arena, &reads, problem))
        return false;
    statement_auto drop = statement_begin(store, STATEMENT_ARTICLE_READ_DROP_ALL);
    statement_bind_int(&drop, article);
    if (reads != NULL && !statement_run(&drop, problem))
        return false;
    for (const struct read *read = reads; read != NULL; read = read->next) {
        uint32_t block = (size_t)read->block < count ? blocks[read->block] : BODY_BLOCK_GONE;
        if (block != BODY_BLOCK_GONE &&
            !body_read_set(store, article, block, read->reader, read->read_ms, true, problem))
            return false;
    }
    return true;
}
