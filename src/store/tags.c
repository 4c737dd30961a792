#include "claimd/tags.h"

#include "claimd/database.h"

bool tags_above(struct store *store, int64_t tag, int64_t *above, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_TAG_BROADER);
    statement_bind_int(&statement, tag);
    bool found;
    return statement_one_int(&statement, above, &found, problem);
}

bool tags_height(struct store *store, int64_t tag, int64_t *height, struct problem *problem)
{
    statement_auto statement = statement_begin(store, STATEMENT_TAG_HEIGHT);
    statement_bind_int(&statement, tag);
    bool found;
    return statement_one_int(&statement, height, &found, problem);
}

static bool enter_anew(struct store *store, int64_t claim, struct problem *problem)
{
    statement_auto drop = statement_begin(store, STATEMENT_CLAIM_TAG_ALL_DROP);
    statement_bind_int(&drop, claim);
    statement_auto add = statement_begin(store, STATEMENT_CLAIM_TAG_ALL_ADD);
    statement_bind_int(&add, claim);
    return statement_run(&drop, problem) && statement_run(&add, problem);
}

/* A page of ids at a time: the rows walked over are the rows that change. */
static bool page_of(struct store *store, enum statement_name name, int64_t of, int64_t after, int64_t *ids,
                    size_t *count, struct problem *problem)
{
    statement_auto statement = statement_begin(store, name);
    statement_bind_int(&statement, of);
    statement_bind_int(&statement, after);
    *count = 0;
    bool ok;
    while (statement_next(&statement, &ok, problem)) {
        if (*count < REFERRERS_LIMIT)
            ids[(*count)++] = statement_int(&statement, 0);
    }
    return ok;
}

bool tags_moved(struct store *store, int64_t tag, struct problem *problem)
{
    int64_t ids[REFERRERS_LIMIT], after = 0;
    size_t count = REFERRERS_LIMIT;
    while (count == REFERRERS_LIMIT) {
        if (!page_of(store, STATEMENT_CLAIMS_BELOW_TAG, tag, after, ids, &count, problem))
            return false;
        for (size_t i = 0; i < count; i++) {
            if (!enter_anew(store, ids[i], problem))
                return false;
            after = ids[i];
        }
    }
    return true;
}

bool referrers_next(struct store *store, enum referrers referrers, int64_t of, int64_t after, int64_t *ids,
                    size_t *count, struct problem *problem)
{
    static const enum statement_name names[REFERRERS_COUNT] = {
        [REFERRERS_CLAIMS_OF_TAG] = STATEMENT_CLAIMS_OF_TAG,
        [REFERRERS_TAGS_BELOW_TAG] = STATEMENT_TAGS_BELOW_TAG,
        [REFERRERS_CLAIMS_OF_ENTITY] = STATEMENT_CLAIMS_OF_ENTITY,
        [REFERRERS_MENTIONS_OF_ENTITY] = STATEMENT_MENTIONS_OF_ENTITY,
        [REFERRERS_MENTIONS_OPEN_TO_ENTITY] = STATEMENT_MENTIONS_OPEN_TO_ENTITY,
        [REFERRERS_ARTICLES_OF_ENTITY] = STATEMENT_ARTICLES_OF_ENTITY,
        [REFERRERS_CLAIMS_OF_ARTICLE] = STATEMENT_CLAIMS_OF_ARTICLE,
        [REFERRERS_MENTIONS_OF_ARTICLE] = STATEMENT_MENTIONS_OF_ARTICLE,
        [REFERRERS_VARIANTS_OF_ARTICLE] = STATEMENT_VARIANTS_OF_ARTICLE,
    };
    return page_of(store, names[referrers], of, after, ids, count, problem);
}
