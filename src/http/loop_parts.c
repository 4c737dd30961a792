#include "claimd/loop_parts.h"

#include "claimd/server_parts.h"

enum {
    /* Clients slower than this are cut off: 1 MB may take a minute and the idle time. */
    SLOWEST_BYTES_PER_S = 16 * 1024,
};

struct client *loop_client(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

int64_t loop_idle_us(const struct loop *loop)
{
    return (int64_t)loop->server->options->idle_timeout_s * 1000000;
}

void loop_expect(struct request *request, size_t size)
{
    struct loop *loop = request->loop;
    struct client *client = loop_client(request->connection);
    if (client != NULL)
        client->deadline_us = loop->now_us + loop_idle_us(loop) + (int64_t)(size / SLOWEST_BYTES_PER_S) * 1000000;
}

struct store *loop_reader(struct loop *loop, int64_t limit_us)
{
    loop->server->service->reader_limit(loop->reader, limit_us);
    loop->reader_is_used = true;
    return loop->reader;
}

bool loop_send_away(struct request *request, struct queue *queue, enum errand errand)
{
    struct client *client = loop_client(request->connection);
    int64_t deadline_us = client->deadline_us;
    request->stage = STAGE_AWAY;
    request->errand = errand;
    client->deadline_us = INT64_MAX;
    /* Suspended after it was added: it comes back by this thread alone, which is busy here. */
    if (!queue_add(queue, request)) {
        request->stage = STAGE_REPLY;
        client->deadline_us = deadline_us;
        return false;
    }
    MHD_suspend_connection(request->connection);
    request->loop->away++;
    return true;
}

void loop_give_back(struct loop *loop, struct request_list list)
{
    mailbox_add(&loop->mailbox, list);
}
