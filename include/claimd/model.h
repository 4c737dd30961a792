/* model.h: the resources of claimd and what can be done to their records.
 *
 * Each stands in its file under src/model/, as a table of fields and the rules that no table can say. Writing is done on the
 * writer, inside a savepoint; who calls abandons it on false.
 */
#ifndef CLAIMD_MODEL_H
#define CLAIMD_MODEL_H

#include "claimd/record.h"
#include "claimd/scope.h"

extern const struct resource article_resource, entity_resource, mention_resource, claim_resource, tag_resource,
    key_resource;

extern const struct field article_read_members[]; /* who read which block, and when */
extern const struct field article_block_members[];

/* All of them, in the order of the documentation; ends in NULL. */
extern const struct resource *const model_resources[];

/* Who writes, through what. All borrowed. */
struct writing {
    struct store *store;
    struct arena *arena;
    const char *actor, *route, *request_id;
    enum scope scope;
    unsigned unit;  /* enum offset_unit of positions given */
    bool is_large;  /* more than MERGE_LIMIT records may change at once */
    int64_t cause;  /* the change that these are consequences of; 0: none */
    void *prepared; /* by article_prepare, for a patch; NULL: nothing was */
    int64_t now_ms;
};

/* given: as input_check returned it. */
CL_CHECK bool model_create(const struct writing *writing, const struct resource *resource, json_t *given,
                           struct stored *stored, struct problem *problem);

/* Those that If-Match names. */
struct revisions {
    int64_t *items;
    size_t count;
};

/* RFC 7396. expected: what the present revision must be one of, NULL: any; STALE with the present one as "revision". A patch
 * that changes nothing makes no revision. */
CL_CHECK bool model_patch(const struct writing *writing, const struct resource *resource, int64_t id,
                          const json_t *patch, const struct revisions *expected, struct stored *stored,
                          struct problem *problem);

/* What takes long of a patch (as it was sent) that changes the text of an article: for `prepared` of who writes it. On any store; what
 * is wrong with the patch is left for model_patch to say. */
CL_CHECK bool article_prepare(struct store *store, struct arena *arena, int64_t article, const json_t *patch,
                              void **prepared, struct problem *problem);

/* A person's decision on the record at the revision `judged`: its status, who and when; changes (NULL: none) are a patch that
 * is made with it. STALE at "/revision" with the present one; what is wrong with the changes stands below "/changes". */
CL_CHECK bool model_decide(const struct writing *writing, const struct resource *resource, int64_t id, int64_t judged,
                           const struct decision *decision, const json_t *changes, struct stored *stored,
                           struct problem *problem);

/* What follows for the mentions of an entity whose status changed: with a rejected one go the mentions that were suggested, and
 * those come back as suggestions with it. IN_USE above MERGE_LIMIT mentions. O(mentions). */
CL_CHECK bool model_decide_mentions(const struct writing *writing, const struct draft *entity, struct problem *problem);

/* IN_USE with counts of what hangs on it unless it cascades. Keys are revoked instead. */
CL_CHECK bool model_delete(const struct writing *writing, const struct resource *resource, int64_t id,
                           const struct revisions *expected, bool cascades, struct problem *problem);

/* Whether others can hang on records of this resource, so that deleting one may be IN_USE. */
CL_CHECK bool model_is_hung_on(const struct resource *resource);

/* Whether a tag may become part of another (ids): CYCLE where that stands below it, OUT_OF_RANGE where the tags below it would
 * then stand too deep. */
CL_CHECK bool tag_check_merge(struct store *store, int64_t gone, int64_t into, struct problem *problem);

/* The entity or tag `gone` becomes part of `into` (ids). Docs that name it are rewritten. More than MERGE_LIMIT of them: IN_USE
 * unless writing->is_large. stored: the one that stays. */
enum { MERGE_LIMIT = 20000 };
CL_CHECK bool model_merge(const struct writing *writing, const struct resource *resource, int64_t gone, int64_t into,
                          struct stored *stored, struct problem *problem);

/* Stores a doc that was changed by the program itself (a merge, a cascade): next revision, row, history. doc is borrowed. */
CL_CHECK bool model_rewrite(const struct writing *writing, const struct resource *resource, int64_t id, json_t *doc,
                            struct problem *problem);
/* The same for a doc of which only the anchor and positions differ; see record_update_anchor. */
CL_CHECK bool model_rewrite_anchor(const struct writing *writing, const struct resource *resource, int64_t id,
                                   json_t *doc, bool words_differ, struct problem *problem);

/* A new key's secret ("cl_" and 43 characters of base64url), and the hash of one. */
enum { KEY_SECRET_SIZE = 46, KEY_HASH_SIZE = 32 };
struct key_secret {
    char text[KEY_SECRET_SIZE + 1];
};
void key_secret_new(struct key_secret *secret);
void key_hash(struct str secret, unsigned char hash[KEY_HASH_SIZE]);
CL_CHECK bool key_store_hash(struct store *store, int64_t id, struct str secret, struct problem *problem);

struct key_found {
    int64_t id, expires_ms, revoked_ms, used_ms; /* 0: never */
    struct str name;
    enum scope scope;
};
CL_CHECK bool key_find(struct store *store, struct str secret, struct arena *arena, struct key_found *key, bool *found,
                       struct problem *problem);
/* Notes that it was used; kept to the minute, so mostly nothing is written. Writer. */
CL_CHECK bool key_touch(struct store *store, int64_t id, int64_t now_ms, struct problem *problem);
CL_CHECK bool key_count_admins(struct store *store, int64_t *count, struct problem *problem);

#endif
