/* reply_cache.h: replies ready to be sent again, as long as nothing was written.
 *
 * A reply is kept by target, Accept and whether it may be compressed, with the generation of the snapshot it was read from; it is
 * found only while that is the newest. Only what is asked for twice within a generation is kept, so that reads of records at
 * random cost a look and no copy. Asked after authorisation, and only for routes whose replies are the same for all.
 *
 * memory   at most `limit` bytes of replies; its entries lie in the loop's arena. What is found is copied into the request's
 * threads  its loop's
 */
#ifndef CLAIMD_REPLY_CACHE_H
#define CLAIMD_REPLY_CACHE_H

#include "claimd/request.h"

struct reply_cache_entry;

struct reply_cache {
    struct reply_cache_entry *entries; /* REPLY_CACHE_ENTRIES of them, by hash; NULL before the first look */
    size_t limit, used;                /* bytes of replies */
    size_t hand;                       /* where room is made next */
};

enum {
    REPLY_CACHE_ENTRIES = 1024,
    REPLY_CACHE_SHARE = 8, /* one reply takes at most this part of the limit */
};

void reply_cache_release(struct reply_cache *cache);

/* The finished reply to this request, read at this generation. false: there is none, and request->keeps says whether it is worth
 * keeping when it has been made. */
CL_CHECK bool reply_cache_find(struct reply_cache *cache, struct arena *arena, struct request *request,
                               uint64_t generation);

/* Keeps the finished reply of a request with `keeps` set: a 200 that was read at request->generation. */
void reply_cache_keep(struct reply_cache *cache, const struct request *request);

#endif
