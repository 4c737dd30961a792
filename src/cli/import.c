/* A file holds JSON objects, one behind the other: {"tags": [], "entities": [], "articles": []}, where an article may carry its own
 * "mentions" and "claims". Each object goes in by the model, as if it had been posted; a mistake stops the import, and what
 * was committed before it stays. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claimd/command.h"
#include "claimd/id.h"
#include "claimd/input.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/moment.h"

enum { GROUP_RECORDS = 5000 };

struct import {
    struct store *store;
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

static bool create_all(struct import *import, const struct resource *resource, json_t *list, const char *article)
{
    size_t i;
    json_t *given;
    json_array_foreach(list, i, given)
    {
        problem_at_auto where;
        problem_at_enter(&where, &import->problem, "/%s/%zu", resource->plural, i);
        struct stored stored;
        if (article != NULL && json_is_object(given))
            json_object_set_new(given, "article", json_string(article));
        if (!create(import, resource, given, &stored))
            return false;
    }
    return true;
}

static bool create_article(struct import *import, json_t *given)
{
    json_auto_t *mentions =
        json_incref(json_object_get(given, "mentions")); /* they outlive their place in the article */
    json_auto_t *claims = json_incref(json_object_get(given, "claims"));
    json_object_del(given, "mentions");
    json_object_del(given, "claims");
    struct stored stored;
    if (!create(import, &article_resource, given, &stored))
        return false;
    struct id_text id = id_format(stored.id);
    return create_all(import, &mention_resource, mentions, id.text) &&
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

static bool import_file(struct import *import, const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return problem_add(&import->problem, PROBLEM_NOT_FOUND, "", "%s: %s", path, strerrordesc_np(errno));
    bool ok = store_group_begin(import->store, &import->problem);
    if (ok && import_stream(import, file)) {
        import->in_group = 0;
        ok = store_group_commit(import->store, &import->problem);
    } else if (ok) {
        store_group_abandon(import->store);
        ok = false;
    }
    (void)fclose(file);
    store_rest(import->store);
    if (!ok)
        (void)fprintf(stderr, "claimd: %s:\n", path);
    return ok;
}

static int ends_in_json(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name);
    return str_ends(name, STR(".json")) || str_ends(name, STR(".ndjson"));
}

static bool import_path(struct import *import, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return import_file(import, path);
    struct dirent **entries;
    int count = scandir(path, &entries, ends_in_json, alphasort);
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

int command_import(int count, char **words)
{
    const char *data = "var";
    const struct option_row rows[] = {{"data", "DIR", "the data folder", .text = &data}, {0}};
    int rest;
    bool is_help;
    if (!command_options(count, words, rows, "claimd import [--data DIR] FILE|DIR…", &rest, &is_help))
        return is_help ? 0 : 2;
    if (rest == 0) {
        (void)fprintf(stderr, "claimd: nothing to import; name files or folders\n");
        return 2;
    }
    struct import import = {0};
    struct folder_options options = {.path = data, .instance = -1};
    struct folder *folder = folder_open(&options, model_resources, &import.problem);
    bool ok = folder != NULL;
    import.store = ok ? store_open_writer(folder, &import.problem) : NULL;
    ok = import.store != NULL;
    for (int i = 0; ok && i < rest; i++)
        ok = import_path(&import, words[1 + i]);
    store_close(import.store);
    folder_close(folder);
    arena_release(&import.arena);
    if (ok) {
        (void)printf("%llu records imported into %s\n", (unsigned long long)import.records, data);
    } else {
        (void)command_fail(&import.problem);
    }
    problem_release(&import.problem);
    return ok ? 0 : 1;
}
