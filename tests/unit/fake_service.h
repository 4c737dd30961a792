/* fake_service.h: a service without a database, for tests of the http layer.
 *
 * Reads and writes go to counters in memory; a group adds up what its calls wrote and keeps it at its commit. Routes echo,
 * count, sleep, fail and write. Keys are the names of scopes: "read", "suggest", "edit", "admin".
 */
#ifndef CLAIMD_FAKE_SERVICE_H
#define CLAIMD_FAKE_SERVICE_H

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "claimd/json.h"
#include "claimd/server.h"

/* What the tests look at and turn. */
struct fake {
    atomic_int kept;      /* writes that were committed */
    atomic_int groups;    /* commits */
    atomic_int readers;   /* open */
    atomic_int snapshots; /* readers with a limit, which may hold a snapshot */
    atomic_int opened;    /* writers opened so far */
    atomic_int runs;      /* of GET /v1/runs */
    atomic_int alone;     /* writes that wanted a commit of their own */
    atomic_int largest;   /* most writes of one commit */
    atomic_int met;       /* writes whose commit was not theirs alone, though one of it wanted that */
    atomic_bool fails_begin, fails_commit, fails_open;
    /* Commits begin and wait while this holds; so do naps and what a write prepares. held: how many do. */
    atomic_bool holds_commits, holds_slow;
    atomic_int held;
};

struct store {
    struct fake *fake;
    int64_t limit_us;
    int written; /* in this group */
    int calls;   /* of this group */
    bool is_alone;
};

static inline void fake_sleep(int ms)
{
    (void)nanosleep(&(struct timespec){ms / 1000, (long)(ms % 1000) * 1000000}, NULL);
}

/* Waits until the condition is so, which takes a busy machine a while; the test fails after a minute. */
#define until(condition)                       \
    do {                                       \
        for (int i_ = 0; !(condition); i_++) { \
            assert_true(i_ < 12000);           \
            fake_sleep(5);                     \
        }                                      \
    } while (0)

static inline void fake_hold(struct fake *fake, const atomic_bool *holds)
{
    atomic_fetch_add(&fake->held, 1);
    while (atomic_load(holds))
        fake_sleep(1);
    atomic_fetch_sub(&fake->held, 1);
}

static inline struct store *fake_open(void *context)
{
    struct store *store = calloc(1, sizeof *store);
    store->fake = context;
    return store;
}

static inline struct store *fake_reader_open(void *context, struct problem *problem)
{
    (void)problem;
    struct store *store = fake_open(context);
    atomic_fetch_add(&store->fake->readers, 1);
    return store;
}

static inline void fake_reader_close(struct store *store)
{
    atomic_fetch_sub(&store->fake->readers, 1);
    free(store);
}

static inline void fake_reader_limit(struct store *store, int64_t limit_us)
{
    if ((store->limit_us == 0) != (limit_us == 0))
        atomic_fetch_add(&store->fake->snapshots, limit_us == 0 ? -1 : 1);
    store->limit_us = limit_us;
}

static inline bool fake_authenticate(struct store *store, const struct credential *credential, struct arena *arena,
                                     struct actor *actor, struct problem *problem)
{
    (void)store;
    if (!scope_parse(credential->secret, &actor->scope))
        return problem_add(problem, PROBLEM_UNAUTHORIZED, "", "the key is unknown");
    actor->key = (int64_t)actor->scope;
    actor->session = credential->is_session ? 1 : 0;
    actor->name = arena_str(arena, credential->secret);
    return true;
}

static inline struct store *fake_writer_open(void *context, struct problem *problem)
{
    struct fake *fake = context;
    if (atomic_load(&fake->fails_open)) {
        problem_add(problem, PROBLEM_STORAGE, "", "the fake does not open");
        return NULL;
    }
    atomic_fetch_add(&fake->opened, 1);
    return fake_open(context);
}

static inline void fake_writer_close(struct store *store)
{
    free(store);
}

static inline uint64_t fake_generation(void *context)
{
    struct fake *fake = context;
    return (uint64_t)atomic_load(&fake->groups) + 1;
}

static inline uint64_t fake_reader_generation(const struct store *store)
{
    return fake_generation(store->fake);
}

static inline bool fake_group_begin(struct store *store, struct problem *problem)
{
    store->written = store->calls = 0;
    store->is_alone = false;
    if (atomic_load(&store->fake->fails_begin))
        return problem_add(problem, PROBLEM_STORAGE, "", "the fake is full");
    return true;
}

static inline bool fake_group_write(struct store *store, struct call *call)
{
    atomic_fetch_add(&store->fake->alone, call->is_alone);
    store->is_alone = store->is_alone || call->is_alone;
    atomic_fetch_add(&store->fake->met, store->calls > 0 && store->is_alone);
    if (++store->calls > atomic_load(&store->fake->largest))
        atomic_store(&store->fake->largest, store->calls);
    return call->route->run(call, store);
}

static inline bool fake_group_commit(struct store *store, struct problem *problem)
{
    fake_hold(store->fake, &store->fake->holds_commits);
    if (atomic_load(&store->fake->fails_commit))
        return problem_add(problem, PROBLEM_STORAGE, "", "the fake's disk is gone");
    atomic_fetch_add(&store->fake->kept, store->written);
    atomic_fetch_add(&store->fake->groups, 1);
    return true;
}

static inline void fake_writer_rest(struct store *store)
{
    (void)store;
}

/* GET /v1/echo: the query, as an object. */
static inline bool fake_echo(struct call *call, struct store *store)
{
    (void)store;
    json_auto_t *object = json_object();
    for (size_t i = 0; i < call->parameter_count; i++) {
        json_object_set_new(object, arena_cstr(&call->arena, call->parameters[i].name),
                            json_new_str(call->parameters[i].value));
    }
    call_reply_json(call, 200, object);
    return true;
}

/* GET /v1/runs and others: how often it ran, and `more` so many bytes. */
static inline bool fake_runs(struct call *call, struct store *store)
{
    uint64_t more = 0;
    (void)!str_number(call_parameter(call, "more"), 10000000, &more);
    char *padding = arena_zero(&call->arena, more + 1, 1);
    memset(padding, 'x', more);
    json_auto_t *object = json_pack("{s:i, s:s}", "runs", atomic_fetch_add(&store->fake->runs, 1) + 1, "more", padding);
    call_add_header(call, "Link", "</v1/runs?cursor=%d>; rel=\"next\"", 7);
    call_reply_json(call, 0, object);
    return true;
}

/* GET /v1/things/{id}: its name, with a strong ETag; "none" is not there. */
static inline bool fake_thing(struct call *call, struct store *store)
{
    (void)store;
    if (str_is(call->segments[0], "none"))
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "no such thing");
    json_auto_t *object = json_pack("{s:o}", "name", json_new_str(call->segments[0]));
    call_reply_json(call, 0, object);
    call->reply.etag = STR("\"r3.1\"");
    call->reply.is_record = true;
    return true;
}

/* GET /v1/bytes?count=N: JSON of about that size. */
static inline bool fake_bytes(struct call *call, struct store *store)
{
    (void)store;
    uint64_t count = 0;
    if (!str_number(call_parameter(call, "count"), (uint64_t)64 << 20, &count))
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "count", "is not a number");
    char *bytes = arena_alloc(&call->arena, count + 3);
    memset(bytes, 'x', count + 2);
    bytes[0] = bytes[count + 1] = '"';
    bytes[count + 2] = '\n';
    call->reply.body = (struct str){bytes, count + 3};
    return true;
}

/* GET /v1/sleep?ms=N: waits; stopped where its reader may take no longer. */
static inline bool fake_nap(struct call *call, struct store *store)
{
    uint64_t ms = 0;
    if (!str_number(call_parameter(call, "ms"), 60000, &ms))
        return problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "ms", "is not a number");
    call->reply.etag = STR("\"left by a run that was stopped\"");
    if ((int64_t)ms * 1000 > store->limit_us) {
        fake_sleep((int)(store->limit_us / 1000));
        return problem_add(&call->problem, PROBLEM_TOO_SLOW, "", "stopped");
    }
    fake_sleep((int)ms);
    fake_hold(store->fake, &store->fake->holds_slow);
    call->reply.etag = (struct str){0};
    json_auto_t *object = json_pack("{s:b}", "slept", 1);
    call_reply_json(call, 200, object);
    return true;
}

static inline bool fake_page(struct call *call, struct store *store)
{
    (void)store;
    call->reply.content_type = "text/html; charset=utf-8";
    call->reply.body = STR("<p>hello</p>\n");
    return true;
}

/* What a write computes beforehand: "ms" says how long, "keeps" how many bytes are left, and "wrong" is found out by it. */
static inline bool fake_prepare(struct call *call, struct store *store)
{
    int64_t ms = json_int(call->body, "ms");
    assert(call->state == NULL && store->limit_us > 0);
    if (ms * 1000 > store->limit_us)
        return problem_add(&call->problem, PROBLEM_TOO_SLOW, "", "stopped");
    fake_sleep((int)ms);
    fake_hold(store->fake, &store->fake->holds_slow);
    if (json_is(call->body, "wrong"))
        return problem_add(&call->problem, PROBLEM_MISMATCH, "/wrong", "is wrong");
    call->state = arena_alloc(&call->arena, (size_t)json_int(call->body, "keeps"));
    return true;
}

/* POST: the body must be an object with a "name"; "alone" wants a commit of its own. */
static inline bool fake_check(struct call *call)
{
    if (!json_is_object(call->body))
        return problem_add(&call->problem, PROBLEM_TYPE, "", "is not an object");
    if (json_object_get(call->body, "name") == NULL)
        return problem_add(&call->problem, PROBLEM_REQUIRED, "/name", "is missing");
    if (json_is(call->body, "ms"))
        call->prepare = fake_prepare;
    call->is_alone = json_is(call->body, "alone");
    return true;
}

/* POST and PATCH: counted, unless the name is "refused". */
static inline bool fake_write(struct call *call, struct store *store)
{
    if (str_is(json_str(call->body, "name"), "refused"))
        return problem_add(&call->problem, PROBLEM_EXISTS, "/name", "is taken");
    assert((call->state != NULL) == json_is(call->body, "ms"));
    store->written++;
    call_reply_json(call, 201, call->body);
    call_add_header(call, "Location", "/v1/things/%s", "new");
    return true;
}

static inline bool fake_delete(struct call *call, struct store *store)
{
    store->written++;
    call->reply.status = 204;
    return true;
}

static const struct route fake_routes[] = {
    {METHOD_GET, "/", NULL, fake_page, OPEN, SCOPE_NONE, NULL, "A page"},
    {METHOD_GET, "/healthz", NULL, fake_echo, OPEN, SCOPE_NONE, NULL, "Alive"},
    {METHOD_GET, "/v1/echo", NULL, fake_echo, READS, SCOPE_READ, NULL, "The query"},
    {METHOD_GET, "/v1/runs", NULL, fake_runs, READS, SCOPE_READ, NULL, "How often this ran"},
    {METHOD_GET, "/v1/live", NULL, fake_runs, LIVE, SCOPE_READ, NULL, "The same, never kept"},
    {METHOD_GET, "/v1/secret", NULL, fake_runs, READS, SCOPE_ADMIN, NULL, "The same for administrators"},
    {METHOD_GET, "/v1/things", NULL, fake_echo, READS, SCOPE_READ, NULL, "Things"},
    {METHOD_POST, "/v1/things", fake_check, fake_write, WRITES, SCOPE_SUGGEST, NULL, "Add a thing"},
    {METHOD_GET, "/v1/things/{id}", NULL, fake_thing, READS, SCOPE_READ, NULL, "A thing"},
    {METHOD_PATCH, "/v1/things/{id}", fake_check, fake_write, WRITES, SCOPE_EDIT, NULL, "Change a thing"},
    {METHOD_DELETE, "/v1/things/{id}", NULL, fake_delete, WRITES, SCOPE_EDIT, NULL, "Remove a thing"},
    {METHOD_POST, "/v1/things/{id}/merge", fake_check, fake_write, WRITES, SCOPE_EDIT, NULL, "Merge things"},
    {METHOD_GET, "/v1/bytes", NULL, fake_bytes, READS, SCOPE_READ, NULL, "Many bytes"},
    {METHOD_GET, "/v1/sleep", NULL, fake_nap, READS, SCOPE_READ, NULL, "A slow read"},
    {METHOD_GET, "/v1/slow", NULL, fake_nap, SLOW, SCOPE_READ, NULL, "A read known to be slow"},
    {METHOD_GET, "/v1/keys", NULL, fake_echo, READS, SCOPE_ADMIN, NULL, "Keys"},
};

static inline struct service fake_service(struct fake *fake)
{
    return (struct service){
        .routes = fake_routes,
        .route_count = COUNT(fake_routes),
        .context = fake,
        .reader_open = fake_reader_open,
        .reader_close = fake_reader_close,
        .reader_limit = fake_reader_limit,
        .generation = fake_generation,
        .reader_generation = fake_reader_generation,
        .authenticate = fake_authenticate,
        .session_cookie = "claimd_test",
        .writer_open = fake_writer_open,
        .writer_close = fake_writer_close,
        .group_begin = fake_group_begin,
        .group_write = fake_group_write,
        .group_commit = fake_group_commit,
        .writer_rest = fake_writer_rest,
    };
}

/* A server of its own on a port that the system chose, for one test. */
struct bench {
    struct fake fake;
    struct service service;
    struct server_options options; /* set what matters between bench_init and bench_start */
    struct server *server;
};

static inline void bench_init(struct bench *bench)
{
    memset(bench, 0, sizeof *bench);
    bench->service = fake_service(&bench->fake);
    bench->options = server_defaults();
    bench->options.port = 0;
    bench->options.loops = 1;
    bench->options.log_requests = false;
}

static inline void bench_start(struct bench *bench)
{
    problem_auto problem = {0};
    bench->server = server_open(&bench->options, &bench->service, &problem);
    assert(bench->server != NULL);
}

static inline struct server_figures bench_figures(const struct bench *bench)
{
    struct server_figures figures;
    server_figures_get(bench->server, &figures);
    return figures;
}

static inline void bench_stop(struct bench *bench)
{
    server_close(bench->server);
    assert(atomic_load(&bench->fake.readers) == 0);
    assert(atomic_load(&bench->fake.snapshots) == 0);
}

#endif
