/* Keys of a server that runs: it makes, lists and revokes them itself, so that its history says so. */
#include <stdio.h>
#include <string.h>

#include "claimd/client.h"
#include "claimd/command.h"
#include "claimd/json.h"

static bool ask(struct client *client, const char *method, const char *path, const json_t *body,
                struct client_reply *reply, struct problem *problem)
{
    if (!client_send(client, method, path, body, reply, problem))
        return false;
    return reply->status < 400 || client_problem(reply, SIZE_MAX, problem);
}

/* Every key there is, the newest first. */
static bool load(struct client *client, json_t *keys, struct problem *problem)
{
    char path[1200] = "/v1/keys?limit=200";
    for (;;) {
        struct client_reply reply = {0};
        bool ok = ask(client, "GET", path, NULL, &reply, problem);
        json_auto_t *body = reply.body;
        if (!ok)
            return false;
        json_array_extend(keys, json_object_get(body, "data"));
        struct str next = json_str(body, "next");
        if (next.size == 0)
            return true;
        (void)snprintf(path, sizeof path, "/v1/keys?limit=200&cursor=%.*s", STR_PRINT(next));
    }
}

static const char *text_of(const json_t *key, const char *member, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(key, member));
    return text == NULL ? otherwise : text;
}

static bool list_keys(struct client *client, bool with_revoked, struct problem *problem)
{
    json_auto_t *keys = json_array();
    size_t i;
    json_t *key;
    if (!load(client, keys, problem))
        return false;
    (void)printf("%-13s  %-7s  %-20s  %-20s  %s\n", "id", "scope", "expires", "revoked", "name");
    json_array_foreach(keys, i, key)
    {
        if (json_is(key, "revoked_at") && !with_revoked)
            continue;
        (void)printf("%-13s  %-7s  %-20.19s  %-20.19s  %s\n", text_of(key, "id", ""), text_of(key, "scope", ""),
                     text_of(key, "expires_at", "never"), text_of(key, "revoked_at", "-"), text_of(key, "name", ""));
    }
    return true;
}

/* The secret alone goes to standard output, for KEY=$(claimd key create …). */
static bool create_key(struct client *client, const char *name, const char *scope, const char *expires,
                       struct problem *problem)
{
    struct client_reply reply = {0};
    json_auto_t *body = json_pack("{s:s, s:s, s:s?}", "name", name, "scope", scope, "expires_at", expires);
    bool ok = ask(client, "POST", "/v1/keys", body, &reply, problem);
    json_auto_t *key = reply.body;
    if (!ok)
        return false;
    (void)fprintf(stderr, "claimd: the key \"%s\" has scope %s; this is the only time that it is shown\n", name, scope);
    return printf("%s\n", text_of(key, "secret", "")) > 0;
}

static bool revoke_key(struct client *client, const char *name, struct problem *problem)
{
    json_auto_t *keys = json_array();
    size_t i;
    json_t *key;
    if (!load(client, keys, problem))
        return false;
    json_array_foreach(keys, i, key)
    {
        if (strcmp(text_of(key, "id", ""), name) != 0 && strcmp(text_of(key, "name", ""), name) != 0)
            continue;
        char path[64];
        struct client_reply reply = {0};
        (void)snprintf(path, sizeof path, "/v1/keys/%s", text_of(key, "id", ""));
        bool ok = ask(client, "DELETE", path, NULL, &reply, problem);
        json_decref(reply.body);
        return ok;
    }
    return problem_add(problem, PROBLEM_NOT_FOUND, "", "there is no key \"%s\"", name);
}

int command_key(int count, char **words)
{
    static const char usage[] = "claimd key list | create NAME SCOPE | revoke NAME|ID  [OPTIONS]";
    const char *data = command_data(), *key_file = NULL, *expires = NULL;
    bool with_revoked = false, runs, is_help, ok;
    const struct option_row rows[] = {
        {"data", "DIR", "the data folder of the server", .text = &data},
        {"admin-key-file", "FILE", "takes the admin key from here instead of the folder", .text = &key_file},
        {"expires", "TIME", "of a new key, RFC 3339", .text = &expires, .otherwise = "never"},
        {"all", NULL, "lists revoked keys too", .flag = &with_revoked},
        {0},
    };
    int rest;
    if (!command_options(count, words, rows, usage, &rest, &is_help))
        return is_help ? 0 : 2;
    const char *verb = rest > 0 ? words[1] : "";
    bool lists = strcmp(verb, "list") == 0 && rest == 1, creates = strcmp(verb, "create") == 0 && rest == 3,
         revokes = strcmp(verb, "revoke") == 0 && rest == 2;
    if (!lists && !creates && !revokes) {
        (void)fprintf(stderr, "usage: %s\n", usage);
        return 2;
    }
    struct client client;
    problem_auto problem = {0};
    if (!client_find(data, key_file, &client, &runs, &problem))
        return command_fail(&problem);
    if (!runs) {
        (void)fprintf(stderr,
                      "claimd: no server has %s; keys are made by the server that runs: claimd serve --data %s\n", data,
                      data);
        return 1;
    }
    if (lists) {
        ok = list_keys(&client, with_revoked, &problem);
    } else if (creates) {
        ok = create_key(&client, words[2], words[3], expires, &problem);
    } else {
        ok = revoke_key(&client, words[2], &problem);
    }
    return ok ? 0 : command_fail(&problem);
}
