/* The schema, forward only: migration n brings a file from version n - 1 to n in one transaction, and a released one is never
 * changed. PRAGMA user_version says where a file stands.
 *
 * Records: `id` is the time-ordered id (id.h), `doc` the JSON readers get; the other columns repeat what is filtered and sorted on.
 * Each filterable or sortable column has an index, to which SQLite adds the rowid: (column, id). Full-text tables and the views
 * behind them are made from the resource tables by search.c. */
#include "claimd/database.h"
#include "claimd/log.h"

static const char *const migrations[MIGRATION_LATEST] = {
    /* clang-format off */
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;"

    "CREATE TABLE article ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    title_key TEXT NOT NULL, published_at INTEGER, language TEXT, url TEXT, canonical_url TEXT,"
    "    variant_of_id INTEGER REFERENCES article (id), license TEXT, word_count INTEGER NOT NULL,"
    "    body_sha256 TEXT NOT NULL, doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX article_updated_at ON article (updated_at);"
    "CREATE INDEX article_created_by ON article (created_by);"
    "CREATE INDEX article_title ON article (title_key);"
    "CREATE INDEX article_published_at ON article (published_at);"
    "CREATE INDEX article_language ON article (language);"
    "CREATE INDEX article_url ON article (url);"
    "CREATE INDEX article_canonical_url ON article (canonical_url);"
    "CREATE INDEX article_variant_of ON article (variant_of_id);"
    "CREATE INDEX article_license ON article (license);"
    "CREATE INDEX article_word_count ON article (word_count);"
    "CREATE INDEX article_body_sha256 ON article (body_sha256);"
    "CREATE TABLE article_text ("
    "    article_id INTEGER PRIMARY KEY REFERENCES article (id), body TEXT NOT NULL, blocks TEXT NOT NULL,"
    "    code_points INTEGER NOT NULL, offsets BLOB NOT NULL, stamp INTEGER NOT NULL,"
    "    source TEXT, source_type TEXT) STRICT;"
    "CREATE TABLE article_read ("
    "    article_id INTEGER NOT NULL REFERENCES article (id), block INTEGER NOT NULL, reader TEXT NOT NULL,"
    "    read_at INTEGER NOT NULL, PRIMARY KEY (article_id, block, reader)) STRICT, WITHOUT ROWID;"

    "CREATE TABLE entity ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    slug TEXT NOT NULL UNIQUE, name_key TEXT NOT NULL, kind TEXT NOT NULL, doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX entity_updated_at ON entity (updated_at);"
    "CREATE INDEX entity_created_by ON entity (created_by);"
    "CREATE INDEX entity_name ON entity (name_key);"
    "CREATE INDEX entity_kind ON entity (kind);"
    "CREATE TABLE entity_former ("
    "    name TEXT PRIMARY KEY, entity_id INTEGER NOT NULL REFERENCES entity (id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX entity_former_entity ON entity_former (entity_id);"

    "CREATE TABLE mention ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    article_id INTEGER NOT NULL REFERENCES article (id), entity_id INTEGER REFERENCES entity (id),"
    "    start INTEGER NOT NULL, anchor TEXT NOT NULL, metonym INTEGER NOT NULL, status TEXT NOT NULL, confidence REAL,"
    "    doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX mention_updated_at ON mention (updated_at);"
    "CREATE INDEX mention_created_by ON mention (created_by);"
    "CREATE INDEX mention_article ON mention (article_id);"
    "CREATE INDEX mention_entity ON mention (entity_id);"
    "CREATE INDEX mention_anchor ON mention (anchor);"
    "CREATE INDEX mention_metonym ON mention (metonym);"
    "CREATE INDEX mention_status ON mention (status);"
    "CREATE INDEX mention_confidence ON mention (confidence);"

    "CREATE TABLE tag ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    slug TEXT NOT NULL UNIQUE, label_key TEXT NOT NULL, broader_id INTEGER REFERENCES tag (id),"
    "    doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX tag_updated_at ON tag (updated_at);"
    "CREATE INDEX tag_created_by ON tag (created_by);"
    "CREATE INDEX tag_label ON tag (label_key);"
    "CREATE INDEX tag_broader ON tag (broader_id);"
    "CREATE TABLE tag_former ("
    "    name TEXT PRIMARY KEY, tag_id INTEGER NOT NULL REFERENCES tag (id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX tag_former_tag ON tag_former (tag_id);"

    "CREATE TABLE claim ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    article_id INTEGER NOT NULL REFERENCES article (id), start INTEGER NOT NULL, anchor TEXT NOT NULL,"
    "    kind TEXT NOT NULL, certainty TEXT NOT NULL, polarity TEXT NOT NULL, holder INTEGER NOT NULL, commitment TEXT,"
    "    condition INTEGER NOT NULL, horizon INTEGER, status TEXT NOT NULL, confidence REAL, doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX claim_updated_at ON claim (updated_at);"
    "CREATE INDEX claim_created_by ON claim (created_by);"
    "CREATE INDEX claim_article ON claim (article_id);"
    "CREATE INDEX claim_anchor ON claim (anchor);"
    "CREATE INDEX claim_kind ON claim (kind);"
    "CREATE INDEX claim_certainty ON claim (certainty);"
    "CREATE INDEX claim_polarity ON claim (polarity);"
    "CREATE INDEX claim_holder ON claim (holder);"
    "CREATE INDEX claim_commitment ON claim (commitment);"
    "CREATE INDEX claim_condition ON claim (condition);"
    "CREATE INDEX claim_horizon ON claim (horizon);"
    "CREATE INDEX claim_status ON claim (status);"
    "CREATE INDEX claim_confidence ON claim (confidence);"
    "CREATE TABLE claim_tag ("
    "    claim_id INTEGER NOT NULL REFERENCES claim (id), tag_id INTEGER NOT NULL REFERENCES tag (id),"
    "    PRIMARY KEY (claim_id, tag_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX claim_tag_tag ON claim_tag (tag_id, claim_id);"
    /* With every tag above those of claim_tag, so that a tag and all below it are one range in the order of ids. */
    "CREATE TABLE claim_tag_all ("
    "    tag_id INTEGER NOT NULL REFERENCES tag (id), claim_id INTEGER NOT NULL REFERENCES claim (id),"
    "    PRIMARY KEY (tag_id, claim_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX claim_tag_all_claim ON claim_tag_all (claim_id);"
    "CREATE TABLE claim_entity ("
    "    role INTEGER NOT NULL, entity_id INTEGER NOT NULL REFERENCES entity (id),"
    "    claim_id INTEGER NOT NULL REFERENCES claim (id), PRIMARY KEY (role, entity_id, claim_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX claim_entity_claim ON claim_entity (claim_id);"
    "CREATE INDEX claim_entity_entity ON claim_entity (entity_id);"
    "CREATE TABLE article_entity ("
    "    role INTEGER NOT NULL, entity_id INTEGER NOT NULL REFERENCES entity (id),"
    "    article_id INTEGER NOT NULL REFERENCES article (id),"
    "    PRIMARY KEY (role, entity_id, article_id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX article_entity_article ON article_entity (article_id);"
    "CREATE INDEX article_entity_entity ON article_entity (entity_id);"

    "CREATE TABLE key ("
    "    id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, updated_at INTEGER NOT NULL, created_by TEXT NOT NULL,"
    "    name TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, expires_at INTEGER, revoked_at INTEGER, last_used_at INTEGER,"
    "    hash BLOB UNIQUE, doc TEXT NOT NULL) STRICT;"
    "CREATE INDEX key_updated_at ON key (updated_at);"
    "CREATE INDEX key_created_by ON key (created_by);"
    "CREATE INDEX key_scope ON key (scope);"
    "CREATE INDEX key_expires_at ON key (expires_at);"
    "CREATE INDEX key_revoked_at ON key (revoked_at);"

    "CREATE TABLE change ("
    "    id INTEGER PRIMARY KEY, actor TEXT NOT NULL, route TEXT NOT NULL, request_id TEXT NOT NULL,"
    "    record_type TEXT NOT NULL, record_id INTEGER NOT NULL, revision INTEGER NOT NULL, doc TEXT) STRICT;"
    "CREATE INDEX change_record ON change (record_id);"

    "CREATE TABLE idempotency ("
    "    actor INTEGER NOT NULL, name TEXT NOT NULL, hash BLOB NOT NULL, status INTEGER NOT NULL, location TEXT,"
    "    etag TEXT, body TEXT, expires_at INTEGER NOT NULL, UNIQUE (actor, name)) STRICT;"
    "CREATE INDEX idempotency_expires_at ON idempotency (expires_at);",

    /* The entity first: one index does for the links of an entity, and a write touches fewer pages far from each other. */
    "CREATE TABLE claim_link ("
    "    entity_id INTEGER NOT NULL REFERENCES entity (id), role INTEGER NOT NULL,"
    "    claim_id INTEGER NOT NULL REFERENCES claim (id), PRIMARY KEY (entity_id, role, claim_id)) STRICT, WITHOUT ROWID;"
    "INSERT INTO claim_link (entity_id, role, claim_id)"
    "    SELECT entity_id, role, claim_id FROM claim_entity ORDER BY entity_id, role, claim_id;"
    "DROP TABLE claim_entity;"
    "ALTER TABLE claim_link RENAME TO claim_entity;"
    "CREATE INDEX claim_entity_claim ON claim_entity (claim_id);"
    "CREATE TABLE article_link ("
    "    entity_id INTEGER NOT NULL REFERENCES entity (id), role INTEGER NOT NULL,"
    "    article_id INTEGER NOT NULL REFERENCES article (id),"
    "    PRIMARY KEY (entity_id, role, article_id)) STRICT, WITHOUT ROWID;"
    "INSERT INTO article_link (entity_id, role, article_id)"
    "    SELECT entity_id, role, article_id FROM article_entity ORDER BY entity_id, role, article_id;"
    "DROP TABLE article_entity;"
    "ALTER TABLE article_link RENAME TO article_entity;"
    "CREATE INDEX article_entity_article ON article_entity (article_id);"

    /* Deciding on suggestions: who, when and why; the rules that suggested; the queue in reading order. Docs keep the order
     * of their tables, so what stands behind the new members is put behind them again. */
    "ALTER TABLE entity ADD COLUMN status TEXT NOT NULL DEFAULT 'accepted';"
    "ALTER TABLE entity ADD COLUMN confidence REAL;"
    "ALTER TABLE entity ADD COLUMN decided_by TEXT;"
    "ALTER TABLE entity ADD COLUMN decided_at INTEGER;"
    "CREATE INDEX entity_status ON entity (status);"
    "CREATE INDEX entity_confidence ON entity (confidence);"
    "CREATE INDEX entity_decided_by ON entity (decided_by);"
    "CREATE INDEX entity_decided_at ON entity (decided_at);"
    "ALTER TABLE mention ADD COLUMN decided_by TEXT;"
    "ALTER TABLE mention ADD COLUMN decided_at INTEGER;"
    "CREATE INDEX mention_decided_by ON mention (decided_by);"
    "CREATE INDEX mention_decided_at ON mention (decided_at);"
    "CREATE INDEX mention_queue ON mention (status, article_id, start);"
    "CREATE TABLE mention_why ("
    "    rule TEXT NOT NULL, mention_id INTEGER NOT NULL REFERENCES mention (id), PRIMARY KEY (rule, mention_id))"
    "    STRICT, WITHOUT ROWID;"
    "CREATE INDEX mention_why_mention ON mention_why (mention_id);"
    "DROP INDEX mention_entity;" /* its name is that of the table of links now */
    "CREATE INDEX mention_of_entity ON mention (entity_id);"
    "CREATE TABLE mention_entity ("
    "    entity_id INTEGER NOT NULL REFERENCES entity (id), role INTEGER NOT NULL,"
    "    mention_id INTEGER NOT NULL REFERENCES mention (id), PRIMARY KEY (entity_id, role, mention_id))"
    "    STRICT, WITHOUT ROWID;"
    "CREATE INDEX mention_entity_mention ON mention_entity (mention_id);"
    "INSERT OR IGNORE INTO mention_why (rule, mention_id)"
    "    SELECT json_extract(why.value, '$.rule'), mention.id FROM mention, json_each(mention.doc, '$.why') AS why;"
    "ALTER TABLE claim ADD COLUMN decided_by TEXT;"
    "ALTER TABLE claim ADD COLUMN decided_at INTEGER;"
    "CREATE INDEX claim_decided_by ON claim (decided_by);"
    "CREATE INDEX claim_decided_at ON claim (decided_at);"
    "CREATE INDEX claim_queue ON claim (status, article_id, start);"
    "CREATE TABLE claim_why ("
    "    rule TEXT NOT NULL, claim_id INTEGER NOT NULL REFERENCES claim (id), PRIMARY KEY (rule, claim_id))"
    "    STRICT, WITHOUT ROWID;"
    "CREATE INDEX claim_why_claim ON claim_why (claim_id);"
    "INSERT OR IGNORE INTO claim_why (rule, claim_id)"
    "    SELECT json_extract(why.value, '$.rule'), claim.id FROM claim, json_each(claim.doc, '$.why') AS why;"
    "UPDATE entity SET doc = json_set(json_remove(doc, '$.metadata'), '$.status', 'accepted', '$.confidence', NULL,"
    "    '$.decided_by', NULL, '$.decided_at', NULL, '$.reason', NULL, '$.metadata', json_extract(doc, '$.metadata'));"
    "UPDATE mention SET doc = json_set(json_remove(doc, '$.metadata'), '$.decided_by', NULL, '$.decided_at', NULL,"
    "    '$.reason', NULL, '$.candidates', json('[]'), '$.metadata', json_extract(doc, '$.metadata'));"
    "UPDATE claim SET doc = json_set(json_remove(doc, '$.proposition', '$.resolution', '$.metadata'),"
    "    '$.decided_by', NULL, '$.decided_at', NULL, '$.reason', NULL, '$.proposition', NULL, '$.resolution', NULL,"
    "    '$.metadata', json_extract(doc, '$.metadata'));"

    "UPDATE article SET doc = json_set(json_remove(doc, '$.metadata'), '$.guessed', json('[]'),"
    "    '$.metadata', json_extract(doc, '$.metadata'));"

    /* What became of anchors when a body was edited. */
    "UPDATE mention SET doc = json_set(doc, '$.anchor.risk', json('[]'), '$.anchor.was', NULL);"
    "UPDATE claim SET doc = json_set(doc, '$.anchor.risk', json('[]'), '$.anchor.was', NULL);"

    "UPDATE claim SET doc = json_set(doc, '$.condition.negated', json('false'))"
    " WHERE json_type(doc, '$.condition') = 'object';"

    "UPDATE tag SET doc = json_set(json_remove(doc, '$.metadata'), '$.merged_into', NULL, '$.metadata',"
    "    json_extract(doc, '$.metadata'));"

    "CREATE TABLE session ("
    "    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, key_id INTEGER NOT NULL REFERENCES key (id),"
    "    expires_at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX session_key ON session (key_id);"
    "CREATE INDEX session_expires_at ON session (expires_at);",

    /* What a merge or a cascade changed on its way: changes, by the one that they belong to. */
    "CREATE TABLE consequence ("
    "    change_id INTEGER PRIMARY KEY, cause_id INTEGER NOT NULL) STRICT;"
    "CREATE INDEX consequence_cause ON consequence (cause_id);",

    /* Bodies that articles had: each by the revision at which it came, a text once however often. */
    "CREATE TABLE article_former_text ("
    "    article_id INTEGER NOT NULL REFERENCES article (id), body_sha256 TEXT NOT NULL, body TEXT NOT NULL,"
    "    UNIQUE (article_id, body_sha256)) STRICT;"
    "CREATE TABLE article_former ("
    "    article_id INTEGER NOT NULL REFERENCES article (id), revision INTEGER NOT NULL, body_sha256 TEXT NOT NULL,"
    "    mark INTEGER NOT NULL, blocks TEXT NOT NULL, UNIQUE (article_id, revision),"
    "    FOREIGN KEY (article_id, body_sha256) REFERENCES article_former_text (article_id, body_sha256)) STRICT;"

    /* A long answer is made again from the ids of its records. */
    "ALTER TABLE idempotency ADD COLUMN records TEXT;",

    /* The next one stands here. */
    /* clang-format on */
};

static bool version_get(struct store *store, int64_t *version, struct problem *problem)
{
    statement_auto statement = statement_of(store, STR("PRAGMA user_version"));
    bool found;
    return statement_one_int(&statement, version, &found, problem);
}

static bool step(struct store *store, int64_t version, struct problem *problem)
{
    char done[64];
    (void)snprintf(done, sizeof done, "PRAGMA user_version = %d", (int)version);
    if (database_exec(store, "BEGIN IMMEDIATE", problem) && database_exec(store, migrations[version - 1], problem) &&
        database_exec(store, done, problem) && database_exec(store, "COMMIT", problem))
        return true;
    (void)sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool migrate(struct store *store, struct problem *problem)
{
    int64_t version = 0;
    if (!version_get(store, &version, problem))
        return false;
    if (version > MIGRATION_LATEST) {
        return problem_add(problem, PROBLEM_STORAGE, "",
                           "%s was written by a newer claimd (schema %d; this one knows %d)",
                           store->folder->database_path, (int)version, MIGRATION_LATEST);
    }
    while (version < MIGRATION_LATEST) {
        if (!step(store, ++version, problem))
            return false;
    }
    return true;
}
