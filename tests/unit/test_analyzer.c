/* The library's names in memory follow what is written, and who analyses keeps what it began with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claimd/analyzer.h"
#include "claimd/input.h"
#include "claimd/model.h"
#include "claimd/moment.h"

struct place {
    char path[64];
    struct folder *folder;
    struct store *writer, *reader;
    struct analyzer *analyzer;
    struct arena arena;
};

static int open_place(void **state)
{
    static struct place place;
    problem_auto problem = {0};
    place = (struct place){.path = "/tmp/claimd-analyzer-XXXXXX"};
    assert_non_null(mkdtemp(place.path));
    const struct folder_options options = {.path = place.path, .instance = -1, .synchronous_off = true};
    place.folder = folder_open(&options, model_resources, &problem);
    assert_non_null(place.folder);
    place.writer = store_open_writer(place.folder, &problem);
    place.reader = store_open_reader(place.folder, &problem);
    place.analyzer = analyzer_open(NULL, &problem);
    assert_non_null(place.writer);
    assert_non_null(place.reader);
    assert_non_null(place.analyzer);
    *state = &place;
    return 0;
}

static int close_place(void **state)
{
    static const char *const files[] = {"claimd.db", "claimd.db-wal", "claimd.db-shm", "lock"};
    struct place *place = *state;
    analyzer_close(place->analyzer);
    store_close(place->reader);
    store_close(place->writer);
    folder_close(place->folder);
    arena_release(&place->arena);
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", place->path, files[i]);
        (void)unlink(path);
    }
    return rmdir(place->path);
}

static struct writing writing_in(struct place *place)
{
    return (struct writing){.store = place->writer,
                            .arena = &place->arena,
                            .actor = "test",
                            .route = "test",
                            .request_id = "test",
                            .scope = SCOPE_EDIT,
                            .now_ms = moment_now_ms()};
}

static void begin(struct place *place)
{
    problem_auto problem = {0};
    assert_true(store_group_begin(place->writer, &problem));
}

static void commit(struct place *place)
{
    problem_auto problem = {0};
    assert_true(store_group_commit(place->writer, &problem));
    store_read_limit(place->reader, 0);
}

static int64_t create(struct place *place, const struct resource *resource, const char *json)
{
    problem_auto problem = {0};
    struct stored stored;
    struct writing writing = writing_in(place);
    json_auto_t *given = json_loads(json, 0, NULL);
    json_auto_t *checked = input_check(resource, given, NULL, &problem);
    assert_non_null(checked);
    begin(place);
    assert_true(model_create(&writing, resource, checked, &stored, &problem));
    commit(place);
    return stored.id;
}

static void patch(struct place *place, const struct resource *resource, int64_t id, const char *json)
{
    problem_auto problem = {0};
    struct stored stored;
    struct writing writing = writing_in(place);
    json_auto_t *given = json_loads(json, 0, NULL);
    begin(place);
    assert_true(model_patch(&writing, resource, id, given, 0, &stored, &problem));
    commit(place);
}

/* The entity (its id) or tag (its slug's place in a list) that the words name; 0 and -1: none. */
static int64_t entity_called(const struct analyzing *analyzing, struct arena *arena, const char *words)
{
    const struct library *library = analyzing->options.library;
    struct tokens tokens = tokens_of(arena, str_of(words));
    const struct sense *sense = lexicon_match(library->names, &tokens, 0, LIBRARY_ENTITIES);
    return sense == NULL ? 0 : library->entities[sense->line->number].id;
}

static const char *tag_called(const struct analyzing *analyzing, struct arena *arena, const char *words)
{
    const struct library *library = analyzing->options.library;
    struct tokens tokens = tokens_of(arena, str_of(words));
    const struct sense *sense = lexicon_match(library->names, &tokens, 0, LIBRARY_TAGS);
    return sense == NULL ? "" : arena_cstr(arena, library->tags[sense->line->number]);
}

static void follows(void **state)
{
    struct place *place = *state;
    problem_auto problem = {0};
    arena_auto arena = {0};
    analyzing_auto first = {0}, second = {0}, third = {0}, fourth = {0}, fifth = {0};

    int64_t ada = create(place, &entity_resource,
                         "{\"name\": \"Ada Grey\", \"kind\": \"person\", \"aliases\": [{\"text\": \"A. Grey\"}]}");
    (void)create(place, &tag_resource, "{\"label\": \"Fusion power\", \"aliases\": [\"fusion energy\"]}");
    (void)create(place, &tag_resource, "{\"label\": \"OECD-policy\", \"aliases\": [\"OECD\", \"Ölpolitik\"]}");
    assert_true(analyzing_begin(place->analyzer, place->reader, &first, &problem));
    assert_true(entity_called(&first, &arena, "Ada Grey") == ada);
    assert_true(entity_called(&first, &arena, "A. Grey") == ada);
    assert_string_equal(tag_called(&first, &arena, "fusion energy"), "fusion-power");
    assert_string_equal(tag_called(&first, &arena, "fusion power"), "fusion-power");
    assert_string_equal(tag_called(&first, &arena, "Fusion Power"), "fusion-power");
    assert_string_equal(tag_called(&first, &arena, "oecd"), "");
    assert_string_equal(tag_called(&first, &arena, "OECD"), "oecd-policy");
    assert_string_equal(tag_called(&first, &arena, "ölpolitik"), "oecd-policy");
    assert_true(entity_called(&first, &arena, "Bo Green") == 0);

    /* Nothing changed that has a name: the same version. */
    (void)create(place, &article_resource, "{\"title\": \"T\", \"body\": \"Words.\"}");
    assert_true(analyzing_begin(place->analyzer, place->reader, &second, &problem));
    assert_ptr_equal(second.version, first.version);

    int64_t bo = create(place, &entity_resource, "{\"name\": \"Bo Green\", \"kind\": \"person\"}");
    int64_t eve = create(place, &entity_resource, "{\"name\": \"Eve Black\", \"kind\": \"person\"}");
    patch(place, &entity_resource, ada, "{\"name\": \"Ada Grey-Brown\", \"aliases\": []}");
    assert_true(analyzing_begin(place->analyzer, place->reader, &third, &problem));
    assert_true(entity_called(&third, &arena, "Bo Green") == bo);
    assert_true(entity_called(&third, &arena, "Ada Grey-Brown") == ada);
    assert_true(entity_called(&third, &arena, "A. Grey") == 0);
    assert_true(entity_called(&first, &arena, "A. Grey") == ada); /* as it was */
    assert_int_equal(third.options.library->entity_count, 3);

    /* Rejected, merged and deleted ones are no names; a rejected one that is taken back is. */
    patch(place, &entity_resource, bo, "{\"status\": \"rejected\"}");
    struct writing writing = writing_in(place);
    struct stored stored;
    begin(place);
    assert_true(model_merge(&writing, &entity_resource, eve, ada, &stored, &problem));
    commit(place);
    assert_true(analyzing_begin(place->analyzer, place->reader, &fourth, &problem));
    assert_int_equal(fourth.options.library->entity_count, 1);
    assert_true(entity_called(&fourth, &arena, "Bo Green") == 0);
    patch(place, &entity_resource, bo, "{\"status\": \"suggested\"}");
    begin(place);
    assert_true(model_delete(&writing, &entity_resource, ada, 0, true, &problem));
    commit(place);
    assert_true(analyzing_begin(place->analyzer, place->reader, &fifth, &problem));
    assert_int_equal(fifth.options.library->entity_count, 1);
    assert_true(entity_called(&fifth, &arena, "Bo Green") == bo);
    assert_string_equal(tag_called(&fifth, &arena, "Fusion power"), "fusion-power");
}

/* What is made anew is what would be made from nothing. */
static void same_as_new(void **state)
{
    struct place *place = *state;
    problem_auto problem = {0};
    analyzing_auto grown = {0}, fresh = {0};
    struct analyzer *other = analyzer_open(NULL, &problem);
    for (int i = 0; i < 40; i++) {
        char json[128];
        (void)snprintf(json, sizeof json, "{\"name\": \"Name %d\", \"kind\": \"%s\"}", i, i % 2 ? "place" : "person");
        int64_t id = create(place, &entity_resource, json);
        if (i % 3 == 0)
            patch(place, &entity_resource, id, "{\"status\": \"rejected\"}");
        analyzing_auto one = {0};
        assert_true(analyzing_begin(place->analyzer, place->reader, &one, &problem));
    }
    assert_true(analyzing_begin(place->analyzer, place->reader, &grown, &problem));
    assert_true(analyzing_begin(other, place->reader, &fresh, &problem));
    const struct library *a = grown.options.library, *b = fresh.options.library;
    assert_int_equal(a->entity_count, b->entity_count);
    assert_int_equal(a->tag_count, b->tag_count);
    for (size_t i = 0; i < a->entity_count; i++) {
        assert_true(a->entities[i].id == b->entities[i].id && a->entities[i].kind == b->entities[i].kind);
        assert_true(str_equal(a->entities[i].name, b->entities[i].name));
    }
    analyzing_end(&fresh);
    analyzer_close(other);
}

static void without_library(void **state)
{
    struct place *place = *state;
    problem_auto problem = {0};
    analyzing_auto analyzing = {0};
    assert_true(analyzing_begin(place->analyzer, NULL, &analyzing, &problem));
    assert_null(analyzing.options.library);
    assert_non_null(analyzing.options.lexicon);
    assert_null(analyzer_open("/nowhere/at/all", &problem));
    assert_true(problem.count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows),
        cmocka_unit_test(same_as_new),
        cmocka_unit_test(without_library),
    };
    return cmocka_run_group_tests_name("analyzer", tests, open_place, close_place);
}
