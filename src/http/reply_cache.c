/* One slot for each hash. A slot that was only asked for holds no bytes, just whose turn it was, and what comes later takes it.
 * From a kept reply takes it who is asked for twice while that is not asked for. */
#include "claimd/reply_cache.h"

#include <sodium.h>
#include <string.h>

#include "claimd/negotiate.h"

struct kept_header {
    const char *name;
    size_t at; /* of its value in bytes, NUL-terminated */
};

struct reply_cache_entry {
    uint64_t hash, generation;
    uint64_t rival; /* hash of what was asked for last instead of the kept reply */
    bool is_kept, is_gzip, is_record;
    const char *content_type;
    struct kept_header headers[CALL_HEADERS];
    size_t header_count;
    size_t target_size, accept_size, body_size, etag_size;
    struct buffer bytes; /* target, Accept, body, ETag, values of headers */
};

void reply_cache_release(struct reply_cache *cache)
{
    for (size_t i = 0; cache->entries != NULL && i < REPLY_CACHE_ENTRIES; i++)
        buffer_release(&cache->entries[i].bytes);
    *cache = (struct reply_cache){0};
}

static bool takes_gzip(const struct request *request)
{
    return negotiate_gzip(request->known[KNOWN_ACCEPT_ENCODING]);
}

/* SipHash, so that nobody outside can choose targets that push each other out. */
static uint64_t hash_of(const struct request *request)
{
    static const unsigned char key[crypto_shorthash_KEYBYTES] = "claimd replies";
    struct str target = request->call.target, accept = request->known[KNOWN_ACCEPT];
    uint64_t one, two = 0;
    (void)crypto_shorthash((unsigned char *)&one, (const unsigned char *)target.data, target.size, key);
    if (accept.size > 0)
        (void)crypto_shorthash((unsigned char *)&two, (const unsigned char *)accept.data, accept.size, key);
    return one ^ (two * 3) ^ (takes_gzip(request) ? 1 : 0);
}

static struct str part(const struct reply_cache_entry *entry, size_t at, size_t size)
{
    return (struct str){entry->bytes.data + at, size};
}

static bool is_of(const struct reply_cache_entry *entry, const struct request *request)
{
    return str_equal(part(entry, 0, entry->target_size), request->call.target) &&
           str_equal(part(entry, entry->target_size, entry->accept_size), request->known[KNOWN_ACCEPT]);
}

static void give(const struct reply_cache_entry *entry, struct request *request)
{
    struct call *call = &request->call;
    size_t at = entry->target_size + entry->accept_size;
    struct str copy = arena_str(&call->arena, part(entry, at, entry->bytes.size - at));
    call->reply = (struct reply){
        .status = 200,
        .content_type = entry->content_type,
        .body = {copy.data, entry->body_size},
        .etag = {copy.data + entry->body_size, entry->etag_size},
        .is_record = entry->is_record,
        .header_count = entry->header_count,
    };
    for (size_t i = 0; i < entry->header_count; i++)
        call->reply.headers[i] = (struct reply_header){entry->headers[i].name, copy.data + (entry->headers[i].at - at)};
    request->is_gzip = entry->is_gzip;
}

/* The slot is another's, or of another time. */
static void challenge(struct reply_cache_entry *entry, struct request *request, uint64_t hash, uint64_t generation)
{
    bool is_held = entry->is_kept && entry->generation == generation;
    request->keeps = is_held && entry->rival == hash;
    entry->rival = hash;
    if (is_held && !request->keeps)
        return;
    entry->hash = hash;
    entry->generation = generation;
    entry->is_kept = false;
}

bool reply_cache_find(struct reply_cache *cache, struct arena *arena, struct request *request, uint64_t generation)
{
    request->keeps = false;
    if (cache->limit == 0)
        return false;
    if (cache->entries == NULL)
        cache->entries = arena_array(arena, struct reply_cache_entry, REPLY_CACHE_ENTRIES);
    uint64_t hash = hash_of(request);
    struct reply_cache_entry *entry = &cache->entries[hash % REPLY_CACHE_ENTRIES];
    if (entry->hash != hash || entry->generation != generation) {
        challenge(entry, request, hash, generation);
        return false;
    }
    request->keeps = !entry->is_kept;
    if (!entry->is_kept || !is_of(entry, request))
        return false;
    entry->rival = 0;
    give(entry, request);
    return true;
}

static void drop(struct reply_cache *cache, struct reply_cache_entry *entry)
{
    cache->used -= entry->bytes.capacity;
    buffer_release(&entry->bytes);
    entry->is_kept = false;
}

static void make_room(struct reply_cache *cache, size_t size)
{
    while (cache->used + size > cache->limit) {
        drop(cache, &cache->entries[cache->hand]);
        cache->hand = (cache->hand + 1) % REPLY_CACHE_ENTRIES;
    }
}

void reply_cache_keep(struct reply_cache *cache, const struct request *request)
{
    const struct reply *reply = &request->call.reply;
    struct str target = request->call.target, accept = request->known[KNOWN_ACCEPT];
    uint64_t hash = hash_of(request);
    struct reply_cache_entry *entry = &cache->entries[hash % REPLY_CACHE_ENTRIES];
    size_t size = target.size + accept.size + reply->body.size + reply->etag.size;
    for (size_t i = 0; i < reply->header_count; i++)
        size += strlen(reply->headers[i].value) + 1;
    if (reply->status != 200 || entry->hash != hash || entry->generation != request->generation ||
        size > cache->limit / REPLY_CACHE_SHARE)
        return;
    drop(cache, entry);
    make_room(cache, size);
    buffer_reserve(&entry->bytes, size);
    cache->used += entry->bytes.capacity;
    *entry = (struct reply_cache_entry){
        .hash = hash,
        .generation = request->generation,
        .is_kept = true,
        .is_gzip = request->is_gzip,
        .is_record = reply->is_record,
        .content_type = reply->content_type,
        .header_count = reply->header_count,
        .target_size = target.size,
        .accept_size = accept.size,
        .body_size = reply->body.size,
        .etag_size = reply->etag.size,
        .bytes = entry->bytes,
    };
    buffer_add(&entry->bytes, target);
    buffer_add(&entry->bytes, accept);
    buffer_add(&entry->bytes, reply->body);
    buffer_add(&entry->bytes, reply->etag);
    for (size_t i = 0; i < reply->header_count; i++) {
        entry->headers[i] = (struct kept_header){reply->headers[i].name, entry->bytes.size};
        buffer_add(&entry->bytes, str_of(reply->headers[i].value));
        buffer_add_byte(&entry->bytes, '\0');
    }
}
