/* quality-driver [--lexicon FOLDER] [MODE]: what the analysis says of texts, for tests/quality/run.mjs and for who works on
 * the rules. Reads JSON objects, one a line:
 *
 *   {"id": anything, "text": "…"}                                 split into blocks as a pasted text is
 *   {"id": anything, "body": "…", "blocks": [{kind, start, end}]} taken as it is; kinds that are none of ours are paragraphs.
 *                                                                  Without blocks it is split like a text
 *   "published_at": "2023-05" may stand in either
 *
 * analysis (the default) writes for each a line: the object of analysis_json.h, with "id" in front.
 * pages takes {"id", "html"} and writes what the page comes to: the object of tests/unit/page_json.h with "id" and "body".
 * speed reads all, analyses all again and again for two seconds, and writes {"bytes", "median", "fastest", "rounds"}: what all of
 * them have, and the seconds of the processor that a round took.
 * speed-sentences does so with sentences alone, speed-names with tokens, sentences and names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jansson.h>

#include "claimd/analysis_json.h"
#include "claimd/json.h"

#include "../unit/page_json.h"

enum { SPEED_SECONDS = 2, MOST_ROUNDS = 10000 };

struct text {
    struct blocks blocks;
    const char *published_at;
};

struct driver {
    const struct lexicon *lexicon;
    struct arena arena; /* of what is read */
    struct arena work;  /* of one analysis */
};

static void fail(const struct problem *problem)
{
    for (size_t i = 0; i < problem->count; i++)
        (void)fprintf(stderr, "quality-driver: %s %s\n", problem->items[i].pointer, problem->items[i].detail);
    exit(1); /* NOLINT(concurrency-mt-unsafe): one thread */
}

static struct blocks given_blocks(struct arena *arena, const json_t *object)
{
    const json_t *list = json_object_get(object, "blocks");
    struct blocks blocks = {arena_str(arena, json_str(object, "body")),
                            arena_array(arena, struct block, json_array_size(list)), json_array_size(list)};

    for (size_t i = 0; i < blocks.count; i++) {
        const json_t *block = json_array_get(list, i);
        if (!block_kind_parse(json_str(block, "kind"), &blocks.items[i].kind))
            blocks.items[i].kind = BLOCK_PARAGRAPH;
        blocks.items[i].span = (struct span){(uint32_t)json_int(block, "start"), (uint32_t)json_int(block, "end")};
    }
    return blocks;
}

static struct text text_of(struct arena *arena, const json_t *object)
{
    struct text text = {.published_at = arena_cstr(arena, json_str(object, "published_at"))};

    const char *name = json_is(object, "text") ? "text" : "body";

    text.blocks = json_is(object, "blocks") ? given_blocks(arena, object)
                                            : blocks_of_text(arena, arena_str(arena, json_str(object, name)));
    return text;
}

static struct analysis analyse(struct driver *driver, const struct text *text)
{
    struct analysis_options options = {.lexicon = driver->lexicon, .published_at = text->published_at};
    return analysis_of(&driver->work, &text->blocks, &options);
}

static void print_analysis(struct driver *driver, const json_t *object)
{
    buffer_auto line = {0};
    struct text text = text_of(&driver->arena, object);
    struct analysis analysis = analyse(driver, &text);

    buffer_add(&line, STR("{\"id\":"));
    json_auto_t *id = json_is(object, "id") ? json_incref(json_object_get(object, "id")) : json_null();
    json_write(&line, id);
    size_t start = line.size;
    analysis_json(&line, &text.blocks, &analysis, NULL);
    line.data[start] = ','; /* for the brace */
    buffer_add_byte(&line, '\n');
    (void)fwrite(line.data, 1, line.size, stdout);
    arena_reset(&driver->arena);
    arena_reset(&driver->work);
}

/* Calls each for every line. */
static void read_lines(struct driver *driver, void (*each)(struct driver *driver, const json_t *object, void *context),
                       void *context)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;

    while ((size = getline(&line, &capacity, stdin)) > 0) {
        json_error_t error;
        json_auto_t *object = json_loadb(line, (size_t)size, 0, &error);
        if (object == NULL) {
            (void)fprintf(stderr, "quality-driver: %s\n", error.text);
            exit(1); /* NOLINT(concurrency-mt-unsafe): one thread */
        }
        each(driver, object, context);
    }
    free(line);
}

static void analysis_line(struct driver *driver, const json_t *object, void *context)
{
    (void)context;
    print_analysis(driver, object);
}

static void page_line(struct driver *driver, const json_t *object, void *context)
{
    buffer_auto line = {0};
    struct page page = page_of(&driver->work, json_str(object, "html"), PAGE_HTML, (struct str){0});
    json_auto_t *found = page_json(&page);
    (void)context;
    json_object_set(found, "id", json_object_get(object, "id"));
    json_object_set_new(found, "body", json_new_str(page.blocks.body));
    json_write(&line, found);
    buffer_add_byte(&line, '\n');
    (void)fwrite(line.data, 1, line.size, stdout);
    arena_reset(&driver->work);
}

struct texts {
    struct buffer items; /* of struct text */
};

static void keep_line(struct driver *driver, const json_t *object, void *context)
{
    struct texts *texts = context;
    struct text text = text_of(&driver->arena, object);
    buffer_add(&texts->items, (struct str){(const char *)&text, sizeof text});
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void sentences(struct driver *driver, const struct text *text)
{
    struct analysis analysis = sentences_of(&driver->work, &text->blocks, driver->lexicon);
    (void)analysis;
}

static void names(struct driver *driver, const struct text *text)
{
    struct analysis analysis = {.tokens = tokens_of(&driver->work, text->blocks.body)};
    struct analysis_options options = {.lexicon = driver->lexicon};

    lexicon_resolve(&driver->work, driver->lexicon, &analysis.tokens);
    sentences_find(&driver->work, &text->blocks, driver->lexicon, &analysis);
    mentions_find(&driver->work, &text->blocks, &options, &analysis);
}

static void whole(struct driver *driver, const struct text *text)
{
    struct analysis analysis = analyse(driver, text);
    (void)analysis;
}

static int compare_times(const void *a, const void *b)
{
    double one = *(const double *)a;
    double other = *(const double *)b;
    return (one > other) - (one < other);
}

/* Calls read for all texts, again and again. */
static void speed(struct driver *driver, void (*read)(struct driver *driver, const struct text *text))
{
    static double times[MOST_ROUNDS];
    struct texts texts = {0};
    size_t bytes = 0;
    size_t rounds = 0;

    read_lines(driver, keep_line, &texts);
    const struct text *items = (const struct text *)(const void *)texts.items.data;
    size_t count = texts.items.size / sizeof *items;
    for (size_t i = 0; i < count; i++)
        bytes += items[i].blocks.body.size;
    double end = now() + SPEED_SECONDS;
    while (now() < end && rounds < MOST_ROUNDS) {
        double start = now();
        for (size_t i = 0; i < count; i++) {
            read(driver, &items[i]);
            arena_reset(&driver->work);
        }
        times[rounds++] = now() - start;
    }
    qsort(times, rounds, sizeof times[0], compare_times);
    printf("{\"bytes\":%zu,\"median\":%.6f,\"fastest\":%.6f,\"rounds\":%zu}\n", bytes, times[rounds / 2], times[0],
           rounds);
    buffer_release(&texts.items);
}

int main(int count, char **values)
{
    struct driver driver = {0};
    problem_auto problem = {0};
    struct arena lexicon = {0};
    const char *folder = NULL;

    if (count > 2 && strcmp(values[1], "--lexicon") == 0) {
        folder = values[2];
        values += 2;
        count -= 2;
    }
    driver.lexicon = lexicon_open(&lexicon, folder, &problem);
    if (driver.lexicon == NULL)
        fail(&problem);
    const char *mode = count > 1 ? values[1] : "analysis";
    if (strcmp(mode, "analysis") == 0) {
        read_lines(&driver, analysis_line, NULL);
    } else if (strcmp(mode, "pages") == 0) {
        read_lines(&driver, page_line, NULL);
    } else if (strcmp(mode, "speed") == 0) {
        speed(&driver, whole);
    } else if (strcmp(mode, "speed-sentences") == 0) {
        speed(&driver, sentences);
    } else if (strcmp(mode, "speed-names") == 0) {
        speed(&driver, names);
    } else {
        (void)fprintf(stderr, "quality-driver: there is no mode %s\n", mode);
        return 2;
    }
    arena_release(&driver.work);
    arena_release(&driver.arena);
    arena_release(&lexicon);
    return ferror(stdout) != 0;
}
