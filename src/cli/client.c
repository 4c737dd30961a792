#include "claimd/client.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "claimd/buffer.h"
#include "claimd/json.h"
#include "claimd/store.h"

enum {
    WAIT_S = 60,            /* for one reply */
    TRIES = 30,             /* of a request that is answered 503, one a second */
    REPLY_LIMIT = 64 << 20, /* a page of 200 records is a few hundred kB */
};

static bool read_key(const char *path, char *key, struct problem *problem)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, key, CLIENT_KEY_SIZE - 1);
    if (fd >= 0)
        (void)close(fd);
    if (size < 0) {
        return problem_add(problem, PROBLEM_NOT_FOUND, "",
                           "cannot read the admin key from %s: %s; CLAIMD_ADMIN_KEY sets it", path,
                           strerrordesc_np(errno));
    }
    struct str trimmed = str_trim((struct str){key, (size_t)size});
    memmove(key, trimmed.data, trimmed.size);
    key[trimmed.size] = '\0';
    return true;
}

static bool find_key(const char *data, const char *key_file, char *key, struct problem *problem)
{
    const char *given = secure_getenv("CLAIMD_ADMIN_KEY");
    char path[600];
    if (given != NULL && *given != '\0') {
        (void)snprintf(key, CLIENT_KEY_SIZE, "%s", given);
        return true;
    }
    (void)snprintf(path, sizeof path, "%s/admin.key", data);
    return read_key(key_file != NULL ? key_file : path, key, problem);
}

bool client_find(const char *data, const char *key_file, struct client *client, bool *runs, struct problem *problem)
{
    char address[128];
    unsigned char random[8];
    *client = (struct client){0};
    *runs = folder_is_served(data, address, sizeof address);
    if (!*runs)
        return true;
    if (!listen_address_parse(address, &client->address)) {
        return problem_add(problem, PROBLEM_NOT_FOUND, "",
                           "%s is in use by another claimd, which does not say where it listens; try again", data);
    }
    randombytes_buf(random, sizeof random);
    (void)sodium_bin2hex(client->once, sizeof client->once, random, sizeof random);
    return find_key(data, key_file, client->key, problem);
}

static bool failed(struct problem *problem, const char *doing)
{
    return problem_add(problem, PROBLEM_STORAGE, "", "%s the server failed: %s", doing, strerrordesc_np(errno));
}

static bool send_all(int fd, struct str bytes)
{
    while (bytes.size > 0) {
        ssize_t size = send(fd, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (size <= 0)
            return false;
        bytes = str_part(bytes, (size_t)size, bytes.size);
    }
    return true;
}

/* Until the server closes the connection. */
static bool receive_all(int fd, struct buffer *bytes)
{
    ssize_t size = 1;
    while (size > 0 && bytes->size < REPLY_LIMIT) {
        buffer_reserve(bytes, 65536);
        size = recv(fd, bytes->data + bytes->size, bytes->capacity - bytes->size, 0);
        bytes->size += size > 0 ? (size_t)size : 0;
    }
    return size == 0;
}

/* One request and all of its reply. */
static bool exchange(const struct client *client, struct str request, struct buffer *reply, struct problem *problem)
{
    struct sockaddr_storage target;
    struct timeval wait = {.tv_sec = WAIT_S};
    socklen_t size = listen_address_socket(&client->address, true, &target);
    int fd = socket(target.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    bool ok = fd >= 0 && size > 0 && connect(fd, (struct sockaddr *)&target, size) == 0;
    if (!ok) {
        (void)failed(problem, "connecting to");
    } else {
        /* A request that is refused unread is answered all the same, so sending may fail. */
        ok = (send_all(fd, request), receive_all(fd, reply)) || failed(problem, "waiting for");
    }
    if (fd >= 0)
        (void)close(fd);
    return ok;
}

/* "HTTP/1.1 201 Created", lines, an empty one, the body; our server sends it whole, with its length. */
static bool read_reply(struct str bytes, struct client_reply *reply, struct problem *problem)
{
    static const char blank[] = "\r\n\r\n";
    const char *end = memmem(bytes.data, bytes.size, blank, 4);
    uint64_t status = 0;
    *reply = (struct client_reply){0};
    if (end == NULL || !str_starts(bytes, STR("HTTP/1.1 ")) || !str_number(str_part(bytes, 9, 3), 599, &status))
        return problem_add(problem, PROBLEM_STORAGE, "", "what answers there is no claimd");
    struct str body = str_part(bytes, (size_t)(end - bytes.data) + 4, bytes.size);
    reply->status = (unsigned)status;
    if (body.size == 0)
        return true;
    reply->body = json_loadb(body.data, body.size, 0, NULL);
    return reply->body != NULL || problem_add(problem, PROBLEM_STORAGE, "", "the server's reply breaks off");
}

static void write_request(struct client *client, const char *method, const char *path, const json_t *body,
                          struct buffer *request)
{
    buffer_auto text = {0};
    if (body != NULL)
        json_write(&text, body);
    buffer_printf(request, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\n",
                  method, path);
    buffer_printf(request, "Authorization: Bearer %s\r\n", client->key);
    if (strcmp(method, "POST") == 0)
        buffer_printf(request, "Idempotency-Key: %s-%u\r\n", client->once, ++client->once_number);
    if (body != NULL)
        buffer_printf(request, "Content-Type: application/json\r\nContent-Length: %zu\r\n", text.size);
    buffer_add(request, STR("\r\n"));
    buffer_add(request, buffer_str(&text));
}

bool client_send(struct client *client, const char *method, const char *path, const json_t *body,
                 struct client_reply *reply, struct problem *problem)
{
    buffer_auto request = {0}, bytes = {0};
    write_request(client, method, path, body, &request);
    for (unsigned tries = 1;; tries++) {
        buffer_clear(&bytes);
        if (!exchange(client, buffer_str(&request), &bytes, problem) || !read_reply(buffer_str(&bytes), reply, problem))
            return false;
        if (reply->status != 503 || tries == TRIES)
            return true;
        json_decref(reply->body);
        (void)sleep(1); /* NOLINT(concurrency-mt-unsafe): commands have one thread */
    }
}

/* "/3/text" of a list that began at 200 is "/203/text" of the whole. */
static void add_error(const json_t *error, size_t offset, struct problem *problem)
{
    struct str pointer = json_str(error, "pointer"), detail = json_str(error, "detail"), rest = pointer, part;
    char where[PROBLEM_POINTER_SIZE];
    uint64_t number;
    bool is_item = offset != SIZE_MAX && pointer.size > 1 && str_split(&rest, '/', &part) &&
                   str_split(&rest, '/', &part) && str_number(part, UINT32_MAX, &number);
    if (is_item) {
        (void)snprintf(where, sizeof where, "/%zu%s%.*s", offset + (size_t)number, rest.data == NULL ? "" : "/",
                       STR_PRINT(rest));
    } else {
        (void)snprintf(where, sizeof where, "%.*s", STR_PRINT(pointer));
    }
    problem_add(problem, PROBLEM_INVALID_REQUEST, where, "%.*s", STR_PRINT(detail));
}

bool client_problem(const struct client_reply *reply, size_t offset, struct problem *problem)
{
    const json_t *errors = json_object_get(reply->body, "errors");
    for (size_t i = 0; i < json_array_size(errors); i++)
        add_error(json_array_get(errors, i), offset, problem);
    if (json_array_size(errors) == 0)
        problem_add(problem, PROBLEM_INVALID_REQUEST, "", "the server answered %u", reply->status);
    return false;
}
