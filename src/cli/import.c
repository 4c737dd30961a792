/* A file of JSON holds objects, one behind the other: {"tags": [], "entities": [], "articles": []}, where an article may carry its
 * own "mentions" and "claims". A file of text, Markdown or HTML is the source of one article; its name is the title where the
 * source has none. Each record goes in by the model, as if it had been posted; where a
 * server has the folder it is posted to that. A mistake stops the import, and what was committed before it stays. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claimd/buffer.h"
#include "claimd/client.h"
#include "claimd/command.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/page_file.h"
#include "claimd/utf8.h"

enum {
    GROUP_RECORDS = 5000,
    POST_RECORDS = 200,     /* what the API takes at once */
    POST_SIZE = 256 * 1024, /* bytes, well below --body-limit */
    TIDY_RECORDS = 10000,
};

struct import {
    struct store *store;   /* NULL: the server has it */
    struct client *client; /* the server */
    struct arena arena;
    struct problem problem;
    uint64_t in_group, records;
};

static bool create(struct import *import, const struct resource *resource, json_t *given, struct stored *stored)
{
    arena_reset(&import->arena);
    if (resource->prepare != NULL && json_is_object(given) && !resource->prepare(given, true, &import->problem))
        return false;
    json_auto_t *checked = input_check(resource, given, NULL, &import->problem);
    struct writing writing = {.store = import->store,
                              .arena = &import->arena,
                              .actor = "import",
                              .route = "import",
                              .request_id = "import",
                              .scope = SCOPE_EDIT,
                              .now_ms = moment_now_ms()};
    if (checked == NULL || !model_create(&writing, resource, checked, stored, &import->problem))
        return false;
    import->records++;
    if (++import->in_group < GROUP_RECORDS)
        return true;
    import->in_group = 0;
    return store_group_commit(import->store, &import->problem) && store_group_begin(import->store, &import->problem);
}

/* Into the store: each record by itself, and where it stands is named. */
static bool store_all(struct import *import, const struct resource *resource, json_t *list)
{
    size_t i;
    json_t *given;
    json_array_foreach(list, i, given)
    {
        problem_at_auto where;
        problem_at_enter(&where, &import->problem, "/%zu", i);
        struct stored stored;
        if (!create(import, resource, given, &stored))
            return false;
    }
    return true;
}

static bool post(struct import *import, const struct resource *resource, const json_t *body, size_t offset,
                 struct client_reply *reply)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/v1/%s", resource->plural);
    if (!client_send(import->client, "POST", path, body, reply, &import->problem))
        return false;
    if (reply->status >= 400)
        return client_problem(reply, offset, &import->problem);
    import->records += json_is_array(body) ? json_array_size(body) : 1;
    return true;
}

/* As many as go into one request. */
static json_t *next_batch(const json_t *list, size_t offset)
{
    json_t *batch = json_array();
    size_t size = 0;
    while (offset < json_array_size(list) && json_array_size(batch) < POST_RECORDS) {
        buffer_auto text = {0};
        json_t *one = json_array_get(list, offset++);
        json_write(&text, one);
        size += text.size;
        if (size > POST_SIZE && json_array_size(batch) > 0)
            break;
        json_array_append(batch, one);
    }
    return batch;
}

static bool post_all(struct import *import, const struct resource *resource, const json_t *list)
{
    for (size_t offset = 0; offset < json_array_size(list);) {
        struct client_reply reply = {0};
        json_auto_t *batch = next_batch(list, offset);
        bool ok = post(import, resource, batch, offset, &reply);
        json_decref(reply.body);
        if (!ok)
            return false;
        offset += json_array_size(batch);
    }
    return true;
}

static bool create_all(struct import *import, const struct resource *resource, json_t *list, const char *article)
{
    size_t i;
    json_t *given;
    problem_at_auto where;
    problem_at_enter(&where, &import->problem, "/%s", resource->plural);
    json_array_foreach(list, i, given)
    {
        if (article != NULL && json_is_object(given))
            json_object_set_new(given, "article", json_string(article));
    }
    return import->client != NULL ? post_all(import, resource, list) : store_all(import, resource, list);
}

static bool create_one(struct import *import, json_t *given, struct id_text *id)
{
    if (import->client == NULL) {
        struct stored stored;
        bool ok = create(import, &article_resource, given, &stored);
        if (ok)
            *id = id_format(stored.id);
        return ok;
    }
    struct client_reply reply = {0};
    bool ok = post(import, &article_resource, given, SIZE_MAX, &reply);
    (void)snprintf(id->text, sizeof id->text, "%.*s", STR_PRINT(json_str(reply.body, "id")));
    json_decref(reply.body);
    return ok;
}

static bool create_article(struct import *import, json_t *given)
{
    json_auto_t *mentions =
        json_incref(json_object_get(given, "mentions")); /* they outlive their place in the article */
    json_auto_t *claims = json_incref(json_object_get(given, "claims"));
    json_object_del(given, "mentions");
    json_object_del(given, "claims");
    struct id_text id;
    return create_one(import, given, &id) && create_all(import, &mention_resource, mentions, id.text) &&
           create_all(import, &claim_resource, claims, id.text);
}

static bool create_articles(struct import *import, json_t *list)
{
    size_t i;
    json_t *given;
    json_array_foreach(list, i, given)
    {
        problem_at_auto where;
        problem_at_enter(&where, &import->problem, "/articles/%zu", i);
        if (!create_article(import, given))
            return false;
    }
    return true;
}

static bool import_object(struct import *import, json_t *object)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        if (strcmp(name, "tags") != 0 && strcmp(name, "entities") != 0 && strcmp(name, "articles") != 0) {
            return problem_add(&import->problem, PROBLEM_UNKNOWN_FIELD, name,
                               " is no member here; expected tags, entities, articles");
        }
    }
    return create_all(import, &tag_resource, json_object_get(object, "tags"), NULL) &&
           create_all(import, &entity_resource, json_object_get(object, "entities"), NULL) &&
           create_articles(import, json_object_get(object, "articles"));
}

static bool import_stream(struct import *import, FILE *file)
{
    for (;;) {
        int byte;
        do {
            byte = getc(file);
        } while (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t');
        if (byte == EOF)
            return true;
        (void)ungetc(byte, file);
        json_error_t error;
        json_auto_t *object = json_loadf(file, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &error);
        if (object == NULL) {
            return problem_add(&import->problem, PROBLEM_INVALID_JSON, "", "line %d, column %d: %s", error.line,
                               error.column, error.text);
        }
        if (!json_is_object(object))
            return problem_add(&import->problem, PROBLEM_TYPE, "", "is %s; expected an object", json_type_name(object));
        if (!import_object(import, object))
            return false;
    }
}

static bool import_page(struct import *import, FILE *file, enum page_type type, struct str name)
{
    arena_auto arena = {0};
    struct str text;
    if (!page_file_read(&arena, file, &text, &import->problem))
        return false;
    json_auto_t *article = json_pack("{s:o, s:s}", "source", json_new_str(text), "source_type", page_type_name(type));
    if (page_of(&arena, text, type, (struct str){0}).title.size == 0 && utf8_valid(name)) {
        json_object_set_new(article, "title", json_new_str(name));
        json_object_set_new(article, "guessed", json_pack("[s]", "title"));
    }
    json_auto_t *list = json_pack("[O]", article);
    return create_all(import, &article_resource, list, NULL);
}

static bool import_content(struct import *import, FILE *file, const char *path)
{
    enum page_type type;
    struct str name;
    return page_file_type(path, &type, &name) ? import_page(import, file, type, name) : import_stream(import, file);
}

/* In groups, the last of which ends with the file. */
static bool import_into_store(struct import *import, FILE *file, const char *path)
{
    if (!store_group_begin(import->store, &import->problem))
        return false;
    bool ok = import_content(import, file, path);
    import->in_group = 0;
    if (ok) {
        ok = store_group_commit(import->store, &import->problem);
    } else {
        store_group_abandon(import->store);
    }
    store_rest(import->store);
    return ok;
}

static bool import_file(struct import *import, const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return problem_add(&import->problem, PROBLEM_NOT_FOUND, "", "%s: %s", path, strerrordesc_np(errno));
    bool ok = import->client != NULL ? import_content(import, file, path) : import_into_store(import, file, path);
    (void)fclose(file);
    if (!ok)
        (void)fprintf(stderr, "claimd: %s:\n", path);
    return ok;
}

static int is_known(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name), base;
    enum page_type type;
    return str_ends(name, STR(".json")) || str_ends(name, STR(".ndjson")) ||
           page_file_type(entry->d_name, &type, &base);
}

static bool import_path(struct import *import, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return import_file(import, path);
    struct dirent **entries;
    int count = scandir(path, &entries, is_known, alphasort);
    bool ok =
        count >= 0 || problem_add(&import->problem, PROBLEM_NOT_FOUND, "", "%s: %s", path, strerrordesc_np(errno));
    for (int i = 0; i < count; i++) {
        char whole[1024];
        (void)snprintf(whole, sizeof whole, "%s/%s", path, entries[i]->d_name);
        ok = ok && import_file(import, whole);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return ok;
}

static bool import_all(struct import *import, int count, char **paths)
{
    for (int i = 0; i < count; i++) {
        if (!import_path(import, paths[i]))
            return false;
    }
    return true;
}

/* Nobody has the folder: it is opened. */
static bool import_here(struct import *import, const char *data, int count, char **paths)
{
    struct folder_options options = {.path = data, .instance = -1};
    struct folder *folder = folder_open(&options, model_resources, &import->problem);
    import->store = folder == NULL ? NULL : store_open_writer(folder, &import->problem);
    bool ok = import->store != NULL && import_all(import, count, paths) &&
              (import->records < TIDY_RECORDS || store_tidy(import->store, &import->problem));
    store_close(import->store);
    folder_close(folder);
    return ok;
}

int command_import(int count, char **words)
{
    const char *data = command_data(), *key_file = NULL;
    const struct option_row rows[] = {
        {"data", "DIR", "the data folder", .text = &data},
        {"admin-key-file", "FILE", "where a server has the folder, takes its admin key from here", .text = &key_file},
        {0},
    };
    int rest;
    bool is_help, runs;
    if (!command_options(count, words, rows, "claimd import [--data DIR] FILE|DIR…", &rest, &is_help))
        return is_help ? 0 : 2;
    if (rest == 0) {
        (void)fprintf(stderr, "claimd: nothing to import; name files or folders\n");
        return 2;
    }
    struct import import = {0};
    struct client client;
    bool ok = client_find(data, key_file, &client, &runs, &import.problem);
    if (ok && runs) {
        import.client = &client;
        ok = import_all(&import, rest, words + 1);
    } else if (ok) {
        ok = import_here(&import, data, rest, words + 1);
    }
    arena_release(&import.arena);
    if (ok) {
        (void)printf("%llu records imported into %s%s\n", (unsigned long long)import.records, data,
                     import.client != NULL ? ", by its server" : "");
    } else {
        (void)command_fail(&import.problem);
    }
    problem_release(&import.problem);
    return ok ? 0 : 1;
}
