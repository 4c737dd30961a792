#include "claimd/service.h"

#include <sodium.h>
#include <string.h>

#include "claimd/handlers.h"
#include "claimd/id.h"
#include "claimd/idempotency.h"
#include "claimd/model.h"
#include "claimd/moment.h"
#include "claimd/routes.h"
#include "claimd/session.h"

enum { IDEMPOTENCY_NAME_SIZE = 200, IDEMPOTENCY_BODY_SIZE = 64 * 1024 };

static struct store *reader_open(void *context, struct problem *problem)
{
    return store_open_reader(context, problem);
}

static uint64_t generation(void *context)
{
    return folder_generation(context);
}

static struct store *writer_open(void *context, struct problem *problem)
{
    return store_open_writer(context, problem);
}

static bool authenticate(struct store *reader, const struct credential *credential, struct arena *arena,
                         struct actor *actor, struct problem *problem)
{
    struct key_found key;
    bool found;
    if (credential->is_session) {
        struct session_found session;
        if (!session_find(reader, credential->secret, moment_now_ms(), arena, &session, problem))
            return false;
        *actor = (struct actor){session.key.id, session.id, session.key.name, session.key.scope};
        return true;
    }
    if (!key_find(reader, credential->secret, arena, &key, &found, problem))
        return false;
    if (!found)
        return problem_add(problem, PROBLEM_UNAUTHORIZED, "", "the key is unknown");
    if (key.revoked_ms != 0)
        return problem_add(problem, PROBLEM_UNAUTHORIZED, "", "the key was revoked");
    if (key.expires_ms != 0 && key.expires_ms <= moment_now_ms())
        return problem_add(problem, PROBLEM_UNAUTHORIZED, "", "the key has expired");
    *actor = (struct actor){key.id, 0, key.name, key.scope};
    return true;
}

/* Of everything that decides what a request does: the same key with another request is a mistake of the client's. */
static struct str request_hash(struct call *call)
{
    unsigned char *hash = arena_alloc(&call->arena, IDEMPOTENCY_HASH_SIZE);
    crypto_generichash_state state;
    const unsigned char method = (unsigned char)call->method;
    (void)crypto_generichash_init(&state, NULL, 0, IDEMPOTENCY_HASH_SIZE);
    (void)crypto_generichash_update(&state, &method, 1);
    (void)crypto_generichash_update(&state, (const unsigned char *)call->target.data, call->target.size);
    (void)crypto_generichash_update(&state, (const unsigned char *)"\n", 1);
    (void)crypto_generichash_update(&state, (const unsigned char *)call->body_bytes.data, call->body_bytes.size);
    (void)crypto_generichash_final(&state, hash, IDEMPOTENCY_HASH_SIZE);
    return (struct str){(const char *)hash, IDEMPOTENCY_HASH_SIZE};
}

/* A line for each record: its id or "-", its revision, and the rest, with blanks between. */
static struct str records_text(struct call *call)
{
    buffer_auto text = {0};
    for (size_t i = 0; i < call->reply.written_count; i++) {
        const struct written *one = &call->reply.written[i];
        buffer_printf(&text, "%s %lld %.*s\n", one->id == 0 ? "-" : id_format(one->id).text, (long long)one->revision,
                      STR_PRINT(one->rest));
    }
    return arena_str(&call->arena, buffer_str(&text));
}

static void read_records(struct call *call, struct str text)
{
    struct str line, id, revision, rest = text;
    uint64_t number;
    size_t count = 0;
    while (str_split(&rest, '\n', &line))
        count++;
    struct written *again = arena_array(&call->arena, struct written, count);
    while (str_split(&text, '\n', &line)) {
        if (line.size == 0)
            continue;
        struct written *one = &again[call->again_count++];
        (void)!str_split(&line, ' ', &id);
        (void)!str_split(&line, ' ', &revision);
        (void)!id_parse(id, &one->id);
        one->revision = str_number(revision, INT64_MAX, &number) ? (int64_t)number : 0;
        one->rest = line;
    }
    call->again = again;
}

/* What was too long to keep is made from the same records as they were then; of an article the text is the present one. */
static bool make_again(struct call *call, struct store *store, const struct kept_answer *answer)
{
    read_records(call, answer->records);
    if (!call->route->run(call, store))
        return false;
    call->reply.status = (unsigned)answer->status;
    if (answer->location.data != NULL)
        call_add_header(call, "Location", "%.*s", STR_PRINT(answer->location));
    call_add_header(call, "Idempotency-Replayed", "true");
    return true;
}

static void replay(struct call *call, const struct kept_answer *answer)
{
    call->reply.status = (unsigned)answer->status;
    call->reply.body = answer->body.data == NULL ? STR("") : answer->body;
    call->reply.etag = answer->etag;
    call->reply.is_record = answer->etag.size > 0;
    if (answer->location.data != NULL)
        call_add_header(call, "Location", "%.*s", STR_PRINT(answer->location));
    call_add_header(call, "Idempotency-Replayed", "true");
}

static struct str reply_header_of(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->reply.header_count; i++) {
        if (strcmp(call->reply.headers[i].name, name) == 0)
            return str_of(call->reply.headers[i].value);
    }
    return (struct str){0};
}

static bool keep_answer(struct store *store, struct call *call, struct str name, struct str hash, int64_t now_ms)
{
    unsigned status = call->reply.status == 0 ? 200 : call->reply.status;
    if (status < 200 || status > 299 || call->reply.is_dry)
        return true;
    bool is_long =
        !call->reply.is_secret && call->reply.body.size > IDEMPOTENCY_BODY_SIZE && call->reply.written_count > 0;
    struct kept_answer answer = {
        .hash = hash,
        .status = status,
        .location = reply_header_of(call, "Location"),
        .etag = call->reply.etag.size == 0 ? (struct str){0} : call->reply.etag,
        .body = call->reply.is_secret || is_long ? STR("") : call->reply.body,
        .records = is_long ? records_text(call) : (struct str){0},
        .expires_ms = now_ms + IDEMPOTENCY_KEEP_MS,
    };
    return idempotency_put(store, call->actor.key, name, &answer, &call->problem);
}

static bool write_once(struct store *store, struct call *call, struct str name)
{
    int64_t now_ms = moment_now_ms();
    struct kept_answer answer;
    bool found;
    if (name.size == 0 || name.size > IDEMPOTENCY_NAME_SIZE) {
        return problem_add(&call->problem, PROBLEM_INVALID_REQUEST, "",
                           "Idempotency-Key must have from 1 to %d characters", IDEMPOTENCY_NAME_SIZE);
    }
    struct str hash = request_hash(call);
    if (!idempotency_get(store, call->actor.key, name, &call->arena, &answer, &found, &call->problem))
        return false;
    if (found && answer.expires_ms > now_ms) {
        if (!str_equal(answer.hash, hash)) {
            return problem_add(&call->problem, PROBLEM_KEY_REUSED, "",
                               "this Idempotency-Key was used for another request");
        }
        if (answer.records.data != NULL)
            return make_again(call, store, &answer);
        replay(call, &answer);
        return true;
    }
    return call->route->run(call, store) && keep_answer(store, call, name, hash, now_ms);
}

static bool group_write(struct store *writer, struct call *call)
{
    savepoint_auto savepoint = savepoint_begin(writer, call->is_alone ? SAVEPOINT_WHOLE : SAVEPOINT_PART);
    struct str name = call->method == METHOD_POST ? call_header(call, "Idempotency-Key") : (struct str){0};
    bool ok = name.data == NULL ? call->route->run(call, writer) : write_once(writer, call, name);
    if (!ok || call->problem.count > 0)
        return false;
    if (call->reply.is_dry)
        return true; /* and the savepoint is abandoned */
    if (!key_touch(writer, call->actor.key, moment_now_ms(), &call->problem))
        return false;
    return savepoint_keep(&savepoint, &call->problem);
}

struct cookie_name session_cookie(const struct folder *folder)
{
    struct cookie_name name;
    (void)snprintf(name.text, sizeof name.text, "claimd_%.8s", folder_id(folder));
    return name;
}

struct service service_of(struct folder *folder)
{
    struct service service = {
        .routes = routes,
        .route_count = route_count,
        .context = folder,
        .nowhere = get_nowhere,
        .reader_open = reader_open,
        .reader_close = store_close,
        .reader_limit = store_read_limit,
        .generation = generation,
        .reader_generation = store_generation,
        .authenticate = authenticate,
        .writer_open = writer_open,
        .writer_close = store_close,
        .group_begin = store_group_begin,
        .group_write = group_write,
        .group_commit = store_group_commit,
        .writer_rest = store_rest,
    };
    memcpy(service.session_cookie, session_cookie(folder).text, sizeof service.session_cookie);
    return service;
}
