/* The format: 16 bytes for each run of characters of one size, which is 2, 3 or 4 bytes in UTF-8; runs of ASCII are what lies
 * between. Four 32-bit numbers, little-endian:
 *
 *     code point at which the run starts
 *     UTF-16 code unit at which it starts
 *     byte at which it starts
 *     how many characters, times 4, plus their bytes less 1
 *
 * Runs are in order, so each of the first three columns rises. An English article of 60 kB has about 1 kB of them; Russian,
 * where every space ends a run, about 1.3 bytes for each of the body. */
#include "claimd/offsets.h"

#include "claimd/utf8.h"

enum { RUN_SIZE = 16, NUMBER_SIZE = 4 };

struct run {
    uint32_t starts[3];   /* by enum offset_unit, in whose order the columns are */
    uint32_t count, size; /* characters, bytes of each */
};

static const char *const unit_names[] = {
    [OFFSET_CODE_POINTS] = "codepoints", [OFFSET_UTF16] = "utf16", [OFFSET_BYTES] = "bytes"};

static uint32_t number_at(const char *bytes)
{
    uint32_t number = 0;
    for (size_t i = NUMBER_SIZE; i-- > 0;)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

static void put_number(char *bytes, uint32_t number)
{
    for (size_t i = 0; i < NUMBER_SIZE; i++)
        bytes[i] = (char)(number >> (8 * i) & 0xFF);
}

static struct run run_at(struct offsets offsets, size_t index)
{
    const char *bytes = offsets.packed.data + index * RUN_SIZE;
    struct run run;
    for (size_t i = 0; i < COUNT(run.starts); i++)
        run.starts[i] = number_at(bytes + i * NUMBER_SIZE);
    uint32_t last = number_at(bytes + COUNT(run.starts) * NUMBER_SIZE);
    run.count = last >> 2;
    run.size = (last & 3) + 1;
    return run;
}

static void put_run(char *bytes, struct run run)
{
    for (size_t i = 0; i < COUNT(run.starts); i++)
        put_number(bytes + i * NUMBER_SIZE, run.starts[i]);
    put_number(bytes + COUNT(run.starts) * NUMBER_SIZE, run.count << 2 | (run.size - 1));
}

/* How many units each character of a run takes. */
static uint32_t units_each(struct run run, enum offset_unit unit)
{
    static const uint32_t utf16_units[] = {[1] = 1, [2] = 1, [3] = 1, [4] = 2};

    if (unit == OFFSET_CODE_POINTS)
        return 1;
    return unit == OFFSET_BYTES ? run.size : utf16_units[run.size];
}

/* Bytes of the character that begins with `first`, which is not ASCII. */
static uint32_t character_size(char first)
{
    unsigned char byte = (unsigned char)first;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

static void step(struct run *run, uint32_t ascii)
{
    for (size_t i = 0; i < COUNT(run->starts); i++)
        run->starts[i] += run->count * units_each(*run, (enum offset_unit)i) + ascii;
}

/* From *run, which ends at its byte in the body, to the next one; false where only ASCII is left. */
static bool next_run(struct str body, struct run *run)
{
    size_t at = run->starts[OFFSET_BYTES] + (size_t)run->count * run->size;
    size_t ascii = utf8_ascii_size(body, at);

    at += ascii;
    if (at == body.size)
        return false;
    step(run, (uint32_t)ascii);
    run->size = character_size(body.data[at]);
    run->count = 0;
    while (at < body.size && (unsigned char)body.data[at] >= 0x80 && character_size(body.data[at]) == run->size) {
        run->count++;
        at += run->size;
    }
    return true;
}

static const struct run before_all = {.size = 1};

struct offsets offsets_make(struct arena *arena, struct str body)
{
    size_t count = 0;

    assert(body.size <= INT32_MAX);
    for (struct run run = before_all; next_run(body, &run);)
        count++;

    char *packed = arena_alloc(arena, count * RUN_SIZE);
    struct run run = before_all;
    for (size_t i = 0; i < count && next_run(body, &run); i++)
        put_run(packed + i * RUN_SIZE, run);
    return (struct offsets){{packed, count * RUN_SIZE}, (uint32_t)utf8_count(body)};
}

bool offset_unit_parse(struct str name, enum offset_unit *unit)
{
    for (size_t i = 0; i < COUNT(unit_names); i++) {
        if (str_is(name, unit_names[i])) {
            *unit = (enum offset_unit)i;
            return true;
        }
    }
    return false;
}

/* The last run that starts at or before a place; before_all where there is none. */
static struct run run_around(struct offsets offsets, enum offset_unit unit, uint32_t at)
{
    size_t low = 0; /* runs before it start at or before `at` … */
    size_t high = offsets.packed.size / RUN_SIZE;

    while (low < high) { /* … and those from `high` on behind it */
        size_t middle = low + (high - low) / 2;
        if (run_at(offsets, middle).starts[unit] <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? before_all : run_at(offsets, low - 1);
}

uint32_t offsets_out(struct offsets offsets, enum offset_unit unit, uint32_t at)
{
    struct run run = run_around(offsets, OFFSET_CODE_POINTS, at);
    uint32_t inside = at - run.starts[OFFSET_CODE_POINTS];
    uint32_t ascii = inside > run.count ? inside - run.count : 0;

    assert(at <= offsets.code_points);
    return run.starts[unit] + (inside - ascii) * units_each(run, unit) + ascii;
}

bool offsets_in(struct offsets offsets, enum offset_unit unit, uint32_t at, uint32_t *code_point,
                struct problem *problem)
{
    struct run run = run_around(offsets, unit, at);
    uint32_t each = units_each(run, unit);
    uint32_t inside = at - run.starts[unit];
    uint32_t ascii = inside > run.count * each ? inside - run.count * each : 0;

    if ((inside - ascii) % each != 0) {
        return problem_add(problem, PROBLEM_OUT_OF_RANGE, "", "is %u; that is inside a %s", at,
                           unit == OFFSET_UTF16 ? "surrogate pair" : "UTF-8 sequence");
    }
    uint32_t found = run.starts[OFFSET_CODE_POINTS] + (inside - ascii) / each + ascii;
    if (found > offsets.code_points) {
        return problem_add(problem, PROBLEM_OUT_OF_RANGE, "", "is %u; the body ends at %u", at,
                           offsets_out(offsets, unit, offsets.code_points));
    }
    *code_point = found;
    return true;
}

struct str offsets_words(struct offsets offsets, struct str body, struct span span)
{
    uint32_t start = offsets_out(offsets, OFFSET_BYTES, span.start), end = offsets_out(offsets, OFFSET_BYTES, span.end);
    return str_part(body, start, end - start);
}

bool offsets_same(struct offsets offsets, enum offset_unit unit)
{
    size_t count = offsets.packed.size / RUN_SIZE;
    if (count == 0)
        return true;
    struct run last = run_at(offsets, count - 1);
    return last.starts[unit] == last.starts[OFFSET_CODE_POINTS] && units_each(last, unit) == 1;
}
