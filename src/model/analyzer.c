/* A version of the library is constant once it is made, and goes when nobody analyses with it and a newer one is there. The
 * newer one copies what did not change: texts of docs are parsed once, which takes ten times as long as all the rest. */
#include "claimd/analyzer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "claimd/json.h"
#include "claimd/memory.h"
#include "claimd/model.h"
#include "claimd/names.h"
#include "claimd/utf8.h"

/* An entity or a tag with all that it is called. */
struct named {
    int64_t id;
    enum entity_kind kind;
    struct str name; /* of an entity; the slug of a tag */
    struct str *terms;
    size_t term_count;
};

struct named_list {
    struct named *items; /* by id */
    size_t count;
};

enum { LISTS = 2 }; /* LIBRARY_ENTITIES, LIBRARY_TAGS */

struct library_version {
    struct arena arena; /* the version lies in it */
    unsigned users;
    int64_t last_change;
    struct named_list lists[LISTS];
    struct library library;
};

struct analyzer {
    struct arena arena;            /* the analyzer lies in it */
    pthread_mutex_t mutex;         /* of all below, of the arena and of users of versions */
    const struct lexicon *lexicon; /* NULL: not asked for yet */
    struct library_version *newest;
};

static const struct resource *const resources[LISTS] = {&entity_resource, &tag_resource};

static struct library_version *version_new(void)
{
    struct arena arena = {0};
    struct library_version *version = arena_new(&arena, struct library_version);
    version->arena = arena;
    return version;
}

static void version_release(struct library_version *version)
{
    struct arena arena = version->arena; /* the version itself lies in it */
    arena_release(&arena);
}

/* A tag's label has capitals where its vocabulary begins words with them ("Oil"), and texts have none: capital words are small
 * ones here, and match both. Words in capitals ("NATO") stay. */
static struct str term_of_tag(struct arena *arena, struct str label)
{
    buffer_auto text = {0};
    struct tokens tokens = tokens_of(arena, label);
    size_t from = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.items[i];
        size_t at = token->byte;
        buffer_add(&text, str_part(label, from, at - from));
        if (token->shape == SHAPE_CAPITAL)
            buffer_add_code_point(&text, utf8_lower(utf8_next(label, &at)));
        buffer_add(&text, str_part(label, at, token->byte + token->size - at));
        from = token->byte + token->size;
    }
    return arena_str(arena, buffer_str(&text));
}

static void take_term(struct arena *arena, struct named *named, struct str text, bool is_entity)
{
    if (text.size > 0)
        named->terms[named->term_count++] = is_entity ? arena_str(arena, text) : term_of_tag(arena, text);
}

static enum entity_kind kind_of(struct str name)
{
    for (int kind = 0; kind < ENTITY_KIND_COUNT; kind++) {
        if (str_is(name, entity_kind_names[kind]))
            return (enum entity_kind)kind;
    }
    return ENTITY_OTHER;
}

/* false: a rejected entity, which is no name. */
static bool named_of(struct arena *arena, int64_t id, unsigned list, struct str text, struct named *named)
{
    json_auto_t *doc = json_loadb(text.data, text.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    const json_t *aliases = json_object_get(doc, "aliases");
    bool is_entity = list == LIBRARY_ENTITIES;
    if (str_is(json_str(doc, "status"), "rejected"))
        return false;
    *named = (struct named){.id = id, .kind = kind_of(json_str(doc, "kind"))};
    named->terms = arena_array(arena, struct str, json_array_size(aliases) + 1);
    named->name = arena_str(arena, json_str(doc, is_entity ? "name" : "slug"));
    take_term(arena, named, json_str(doc, is_entity ? "name" : "label"), is_entity);
    for (size_t i = 0; i < json_array_size(aliases); i++) {
        const json_t *alias = json_array_get(aliases, i);
        take_term(arena, named, is_entity ? json_str(alias, "text") : json_text(alias), is_entity);
    }
    return true;
}

static struct named named_copy(struct arena *arena, const struct named *named)
{
    struct named copy = *named;
    copy.name = arena_str(arena, named->name);
    copy.terms = arena_array(arena, struct str, named->term_count);
    for (size_t i = 0; i < named->term_count; i++)
        copy.terms[i] = arena_str(arena, named->terms[i]);
    return copy;
}

struct loading {
    struct library_version *version;
    unsigned list;
    size_t capacity;
};

static void load_one(const struct stored *stored, void *context)
{
    struct loading *loading = context;
    struct named_list *list = &loading->version->lists[loading->list];
    if (list->count < loading->capacity &&
        named_of(&loading->version->arena, stored->id, loading->list, stored->doc, &list->items[list->count]))
        list->count++;
}

/* Everything. What is written meanwhile is in the history behind last_change, and comes with the next version. */
static bool load_all(struct library_version *version, struct store *reader, struct problem *problem)
{
    if (!names_last_change(reader, &version->last_change, problem))
        return false;
    for (unsigned i = 0; i < LISTS; i++) {
        struct loading loading = {version, i, 0};
        int64_t count = 0;
        if (!record_count(reader, resources[i], &count, problem))
            return false;
        loading.capacity = (size_t)count;
        version->lists[i].items = arena_array(&version->arena, struct named, loading.capacity);
        if (!record_each(reader, resources[i], load_one, &loading, problem))
            return false;
    }
    return true;
}

static int by_id(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static size_t sort_ids(int64_t *ids, size_t count)
{
    size_t kept = 0;
    if (count > 0)
        qsort(ids, count, sizeof *ids, by_id);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    }
    return kept;
}

/* One list of the old version with what is now stored under the ids given, which are sorted. */
static bool merge_list(struct library_version *version, const struct library_version *old, unsigned list,
                       const int64_t *ids, size_t id_count, struct store *reader, struct problem *problem)
{
    const struct named_list *from = &old->lists[list];
    struct named_list *to = &version->lists[list];
    arena_auto scratch = {0};
    size_t at = 0;
    to->items = arena_array(&version->arena, struct named, from->count + id_count);
    for (size_t i = 0; i < id_count; i++) {
        struct stored stored;
        bool found;
        while (at < from->count && from->items[at].id < ids[i])
            to->items[to->count++] = named_copy(&version->arena, &from->items[at++]);
        at += at < from->count && from->items[at].id == ids[i];
        if (!record_get(reader, resources[list], ids[i], &scratch, &stored, &found, problem))
            return false;
        if (found && named_of(&version->arena, ids[i], list, stored.doc, &to->items[to->count]))
            to->count++;
    }
    while (at < from->count)
        to->items[to->count++] = named_copy(&version->arena, &from->items[at++]);
    return true;
}

/* The lexicon and the arrays that the passes read. */
static void finish(struct library_version *version)
{
    struct arena *arena = &version->arena;
    struct lexicon *names = lexicon_begin(arena);
    struct library_entity *entities = arena_array(arena, struct library_entity, version->lists[LIBRARY_ENTITIES].count);
    struct str *tags = arena_array(arena, struct str, version->lists[LIBRARY_TAGS].count);
    for (unsigned list = 0; list < LISTS; list++) {
        for (uint32_t i = 0; i < version->lists[list].count; i++) {
            const struct named *named = &version->lists[list].items[i];
            for (size_t j = 0; j < named->term_count; j++)
                (void)lexicon_add(names, list, named->terms[j], i);
            if (list == LIBRARY_ENTITIES) {
                entities[i] = (struct library_entity){named->id, named->kind, named->name};
            } else {
                tags[i] = named->name;
            }
        }
    }
    lexicon_finish(names);
    version->library = (struct library){
        .names = names,
        .entities = entities,
        .entity_count = version->lists[LIBRARY_ENTITIES].count,
        .tags = tags,
        .tag_count = version->lists[LIBRARY_TAGS].count,
    };
}

/* A version newer than old (NULL: the first); *made is NULL where nothing has changed. */
static bool renew(struct library_version *old, struct store *reader, struct library_version **made,
                  struct problem *problem)
{
    arena_auto scratch = {0};
    struct named_changes changes = {.last = old == NULL ? 0 : old->last_change};
    *made = NULL;
    if (old != NULL && !names_changed(reader, &scratch, &changes, problem))
        return false;
    size_t entities = sort_ids(changes.entities, changes.entity_count),
           tags = sort_ids(changes.tags, changes.tag_count);
    if (old != NULL && entities + tags == 0) {
        old->last_change = changes.last;
        return true;
    }
    struct library_version *version = version_new();
    bool ok;
    if (old == NULL) {
        store_read_limit(reader, 0);
        ok = load_all(version, reader, problem);
    } else {
        version->last_change = changes.last;
        ok = merge_list(version, old, LIBRARY_ENTITIES, changes.entities, entities, reader, problem) &&
             merge_list(version, old, LIBRARY_TAGS, changes.tags, tags, reader, problem);
    }
    if (!ok) {
        version_release(version);
        return false;
    }
    finish(version);
    *made = version;
    return true;
}

/* With the mutex held. */
static void let_go(struct library_version *version)
{
    if (version == NULL || --version->users > 0)
        return;
    version_release(version);
    memory_give_back(); /* after ten versions of 100,000 entities: 104 MB, and 168 without it */
}

/* Who only serves what is stored goes without the 12 MB. */
static const struct lexicon *lexicon_in(struct analyzer *analyzer, const char *folder, struct problem *problem)
{
    (void)pthread_mutex_lock(&analyzer->mutex);
    if (analyzer->lexicon == NULL)
        analyzer->lexicon = lexicon_open(&analyzer->arena, folder, problem);
    const struct lexicon *lexicon = analyzer->lexicon;
    (void)pthread_mutex_unlock(&analyzer->mutex);
    return lexicon;
}

bool analyzing_begin(struct analyzer *analyzer, struct store *reader, struct analyzing *analyzing,
                     struct problem *problem)
{
    *analyzing = (struct analyzing){.options.lexicon = analyzer_lexicon(analyzer, problem)};
    if (analyzing->options.lexicon == NULL)
        return false;
    if (reader == NULL)
        return true;
    struct library_version *made;
    (void)pthread_mutex_lock(&analyzer->mutex);
    bool ok = renew(analyzer->newest, reader, &made, problem);
    if (made != NULL) {
        let_go(analyzer->newest);
        analyzer->newest = made;
        made->users = 1;
    }
    if (ok) {
        analyzer->newest->users++;
        analyzing->analyzer = analyzer;
        analyzing->version = analyzer->newest;
        analyzing->options.library = &analyzer->newest->library;
    }
    (void)pthread_mutex_unlock(&analyzer->mutex);
    return ok;
}

void analyzing_end(struct analyzing *analyzing)
{
    if (analyzing->version == NULL)
        return;
    (void)pthread_mutex_lock(&analyzing->analyzer->mutex);
    let_go(analyzing->version);
    (void)pthread_mutex_unlock(&analyzing->analyzer->mutex);
    analyzing->version = NULL;
}

struct analyzer *analyzer_open(const char *lexicons, struct problem *problem)
{
    struct arena arena = {0};
    struct analyzer *analyzer = arena_new(&arena, struct analyzer);
    analyzer->arena = arena;
    (void)pthread_mutex_init(&analyzer->mutex, NULL);
    if (lexicons == NULL || lexicon_in(analyzer, lexicons, problem) != NULL)
        return analyzer;
    analyzer_close(analyzer);
    return NULL;
}

void analyzer_close(struct analyzer *analyzer)
{
    if (analyzer == NULL)
        return;
    let_go(analyzer->newest);
    (void)pthread_mutex_destroy(&analyzer->mutex);
    struct arena arena = analyzer->arena; /* the analyzer itself lies in it */
    arena_release(&arena);
}

struct analyzer *analyzer_of(const struct store *store)
{
    return folder_companion(store_folder(store));
}

const struct lexicon *analyzer_lexicon(struct analyzer *analyzer, struct problem *problem)
{
    return lexicon_in(analyzer, NULL, problem);
}
