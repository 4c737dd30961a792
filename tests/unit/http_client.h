/* http_client.h: raw sockets for tests of the http layer: bytes are sent as they stand in a table. */
#ifndef CLAIMD_HTTP_CLIENT_H
#define CLAIMD_HTTP_CLIENT_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "claimd/buffer.h"
#include "claimd/str.h"

enum { CLIENT_WAIT_MS = 60000 }; /* for what comes: nothing waits so long on a machine that is not busy */

struct answer {
    unsigned status; /* 0: none came */
    struct buffer bytes;
    struct str head, body;
    bool is_closed; /* the server ended the connection while or after it came */
};

static inline int client_connect(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)(const void *)&address, sizeof address) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

static inline bool client_send(int fd, const char *bytes, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t more = send(fd, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (more <= 0)
            return false;
        sent += (size_t)more;
    }
    return true;
}

static inline bool client_say(int fd, const char *text)
{
    return client_send(fd, text, strlen(text));
}

/* Reads some bytes; false when the connection has ended or nothing came in wait_ms. */
static inline bool client_more(int fd, struct answer *answer, int wait_ms)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    if (poll(&ready, 1, wait_ms) != 1)
        return false;
    buffer_reserve(&answer->bytes, 16384);
    ssize_t size = recv(fd, answer->bytes.data + answer->bytes.size, 16384, 0);
    if (size <= 0) {
        answer->is_closed = true;
        return false;
    }
    answer->bytes.size += (size_t)size;
    return true;
}

/* Value of a header of the answer; data NULL when it is not there. */
static inline struct str client_header(const struct answer *answer, const char *name)
{
    struct str rest = answer->head, line;
    size_t size = strlen(name);
    while (str_split(&rest, '\n', &line)) {
        if (line.size > size && line.data[size] == ':' && str_equal_nocase(str_part(line, 0, size), str_of(name)))
            return str_trim(str_part(line, size + 1, line.size));
    }
    return (struct str){0};
}

/* One answer; the bytes of a next one stay unread in `bytes` (none of our tests sends two requests at once without asking). */
static inline bool client_read(int fd, struct answer *answer, bool is_head)
{
    const char *end = NULL;
    *answer = (struct answer){0};
    do {
        if (!client_more(fd, answer, CLIENT_WAIT_MS))
            return false;
        end = memmem(answer->bytes.data, answer->bytes.size, "\r\n\r\n", 4);
    } while (end == NULL);
    size_t head_size = (size_t)(end - answer->bytes.data) + 4;
    uint64_t body_size = 0;
    answer->head = (struct str){answer->bytes.data, head_size};
    struct str size = client_header(answer, "Content-Length");
    answer->status = (unsigned)strtoul(answer->bytes.data + strlen("HTTP/1.1 "), NULL, 10);
    if (size.data != NULL && !is_head && answer->status != 304 && !str_number(size, UINT32_MAX, &body_size))
        return false;
    while (answer->bytes.size < head_size + body_size) {
        if (!client_more(fd, answer, CLIENT_WAIT_MS))
            return false;
    }
    answer->head = (struct str){answer->bytes.data, head_size};
    answer->body = (struct str){answer->bytes.data + head_size, body_size};
    return true;
}

static inline void answer_release(struct answer *answer)
{
    buffer_release(&answer->bytes);
}

/* Whether the connection ends now, with nothing more said. */
static inline bool client_is_ended(int fd)
{
    struct answer rest = {0};
    bool said = client_more(fd, &rest, CLIENT_WAIT_MS);
    bool is_ended = !said && rest.is_closed;
    answer_release(&rest);
    return is_ended;
}

static inline bool answer_has(const struct answer *answer, const char *text)
{
    return answer->bytes.data != NULL && memmem(answer->bytes.data, answer->bytes.size, text, strlen(text)) != NULL;
}

/* Sends request and reads its answer; false when none came. */
static inline bool client_ask(int fd, const char *request, struct answer *answer)
{
    return client_say(fd, request) && client_read(fd, answer, false);
}

/* How many of these connections have something to read. */
static inline unsigned client_ready(const int *fds, size_t count)
{
    unsigned ready = 0;
    for (size_t i = 0; i < count; i++) {
        struct pollfd one = {.fd = fds[i], .events = POLLIN};
        ready += poll(&one, 1, 0) == 1;
    }
    return ready;
}

/* Whether nobody listens there. */
static inline bool client_is_alone(uint16_t port)
{
    int fd = client_connect(port);
    if (fd >= 0)
        (void)close(fd);
    return fd < 0;
}

/* The status of one request on a connection of its own; 0 when none came. */
static inline unsigned client_status(uint16_t port, const char *request)
{
    struct answer answer = {0};
    int fd = client_connect(port);
    bool came = fd >= 0 && client_ask(fd, request, &answer);
    unsigned status = came ? answer.status : 0;
    answer_release(&answer);
    if (fd >= 0)
        (void)close(fd);
    return status;
}

#define answer_auto __attribute__((cleanup(answer_release))) struct answer

#endif
