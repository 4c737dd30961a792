#include "claimd/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "claimd/buffer.h"

/* Copies text into the problem; what does not fit is cut, and the last bytes are kept for "". */
static const char *keep(struct problem *problem, const char *first, const char *second)
{
    size_t room = PROBLEM_TEXT_SIZE - problem->used;
    if (room < 2)
        return "";
    char *text = problem->text + problem->used;
    int size = snprintf(text, room, "%s%s", first, second);
    problem->used += (size_t)size < room ? (size_t)size + 1 : room;
    return text;
}

static struct problem_item *item_new(struct problem *problem, enum problem_code code)
{
    if (problem->count == PROBLEM_ITEMS) {
        problem->more++;
        return NULL;
    }
    struct problem_item *item = &problem->items[problem->count++];
    *item = (struct problem_item){.code = code};
    return item;
}

static void drop_extras(struct problem *problem)
{
    for (size_t i = 0; i < problem->count; i++)
        json_decref(problem->items[i].extra);
    json_decref(problem->extra);
    problem->extra = NULL;
}

void problem_release(struct problem *problem)
{
    drop_extras(problem);
    problem->count = 0;
}

void problem_clear(struct problem *problem)
{
    drop_extras(problem);
    problem->count = problem->more = problem->used = 0;
}

enum { DETAIL_SIZE = 1024 }; /* longer details are cut */

/* at and pointer, one behind the other, say where. NULL: there are too many. */
CL_PRINTF(5, 0)
static struct problem_item *say(struct problem *problem, enum problem_code code, const char *at, const char *pointer,
                                const char *format, va_list values)
{
    char detail[DETAIL_SIZE];
    struct problem_item *item = item_new(problem, code);
    if (item == NULL)
        return NULL;
    (void)vsnprintf(detail, sizeof detail, format, values);
    item->pointer = keep(problem, at, pointer);
    item->detail = keep(problem, detail, "");
    return item;
}

bool problem_add(struct problem *problem, enum problem_code code, const char *pointer, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    (void)say(problem, code, problem->at == NULL ? "" : problem->at, pointer, format, values);
    va_end(values);
    return false;
}

bool problem_parameter(struct problem *problem, enum problem_code code, const char *name, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct problem_item *item = say(problem, code, name, "", format, values);
    va_end(values);
    if (item != NULL)
        item->is_parameter = true;
    return false;
}

static void set_member(json_t **object, const char *name, json_t *value)
{
    if (*object == NULL)
        *object = json_object();
    int failed = json_object_set_new(*object, name, value);
    assert(failed == 0);
}

void problem_attach(struct problem *problem, const char *name, json_t *value)
{
    if (problem->count == 0 || problem->more > 0) {
        json_decref(value);
    } else {
        set_member(&problem->items[problem->count - 1].extra, name, value);
    }
}

void problem_say(struct problem *problem, const char *name, json_t *value)
{
    set_member(&problem->extra, name, value);
}

bool problem_is(const struct problem *problem, enum problem_code code)
{
    return problem->count > 0 && problem->items[0].code == code;
}

const char *problem_word(enum problem_code code)
{
    static const char *const words[] = {
#define X(name, word) word,
        PROBLEM_CODES(X)
#undef X
    };
    return words[code];
}

void problem_at_enter(struct problem_at *at, struct problem *problem, const char *format, ...)
{
    at->problem = problem;
    at->before = problem->at;
    int size = snprintf(at->path, sizeof at->path, "%s", at->before == NULL ? "" : at->before);
    if ((size_t)size < sizeof at->path) {
        va_list values;
        va_start(values, format);
        (void)vsnprintf(at->path + size, sizeof at->path - (size_t)size, format, values);
        va_end(values);
    }
    problem->at = at->path;
}

void problem_at_member(struct problem_at *at, struct problem *problem, const char *name)
{
    buffer_auto escaped = {0};
    for (; *name != '\0' && escaped.size < PROBLEM_POINTER_SIZE; name++) {
        if (*name == '~' || *name == '/') {
            buffer_add(&escaped, *name == '~' ? STR("~0") : STR("~1"));
        } else {
            buffer_add_byte(&escaped, *name);
        }
    }
    problem_at_enter(at, problem, "/%s", buffer_terminate(&escaped));
}

void problem_at_leave(struct problem_at *at)
{
    if (at->problem != NULL)
        at->problem->at = at->before;
}
