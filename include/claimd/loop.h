/* loop.h: one core's share of the server: its socket, its libmicrohttpd daemon, its reader, the requests it has.
 *
 * The daemon has no thread of its own: we poll its epoll descriptor and the mailbox's eventfd and call MHD_run. (With its
 * internal threads 0.9.75 stalls when exactly 128 connections are ready at once.) MHD_resume_connection wakes nobody in
 * this mode, so a request that was away comes back through the mailbox and its own loop resumes it.
 *
 * Time: a connection that is waited for has a deadline for the whole head, body or reply, and not for the next byte, so
 * that a client who sends one byte a second is cut off like one who sends none.
 *
 * threads  loop_open, loop_close: the main thread, while the loop's thread is not running
 */
#ifndef CLAIMD_LOOP_H
#define CLAIMD_LOOP_H

#include "claimd/loop_parts.h"

/* Takes the listener. The loop must not move after that. */
CL_CHECK bool loop_open(struct loop *loop, struct server *server, unsigned number, int listener,
                        struct problem *problem);
/* The thread of the loop given as context. Ends when the server is stopping and nothing is in flight, or the grace is over. */
void *loop_main(void *context);
void loop_close(struct loop *loop);

#endif
