#include "claimd/resource.h"

#include <string.h>

#include "claimd/json.h"

const struct field record_fields[] = {
    /* clang-format off */
    {"id",         "id",         FIELD_ID,    SET,                 0,   "Its name for good: 13 characters, ordered by time"},
    {"revision",   "revision",   FIELD_COUNT, SET,                 0,   "1 when created, one more at each change", .example = "1"},
    {"created_at", "id",         FIELD_TIME,  FILTER | SORT | SET, 0,   "When it was created"},
    {"updated_at", "updated_at", FIELD_TIME,  FILTER | SORT | SET, 0,   "When it was changed last"},
    {"created_by", "created_by", FIELD_LINE,  FILTER | SET,        100, "Name of the key that created it", .example = "admin"},
    {0},
    /* clang-format on */
};

const struct field metadata_field = {
    "metadata",      NULL, FIELD_METADATA, WRITE, 65536, "An object of the user's own, kept as it was given",
    .initial = "{}",
};

const struct field *resource_field(const struct resource *resource, struct str name)
{
    for (const struct field *field = resource->fields; field->name != NULL; field++) {
        if (str_is(name, field->name))
            return field;
    }
    for (const struct field *field = record_fields; field->name != NULL; field++) {
        if (str_is(name, field->name))
            return field;
    }
    return str_is(name, metadata_field.name) ? &metadata_field : NULL;
}

void resource_walk(const struct resource *resource, void (*visit)(const struct field *field, void *context),
                   void *context)
{
    for (const struct field *field = record_fields; field->name != NULL; field++)
        visit(field, context);
    for (const struct field *field = resource->fields; field->name != NULL; field++)
        visit(field, context);
    visit(&metadata_field, context);
}

const struct field *resource_held(const struct field *field)
{
    const char *dot = field->path == NULL ? NULL : strrchr(field->path, '.');
    for (const struct field *member = field->members; dot != NULL && member != NULL && member->name != NULL; member++) {
        if (strcmp(member->name, dot + 1) == 0)
            return member;
    }
    return field;
}

json_t *resource_at(const json_t *doc, const char *path)
{
    struct str rest = str_of(path), part;
    json_t *at = json_mutable(doc);
    while (at != NULL && str_split(&rest, '.', &part)) {
        char name[64];
        assert(part.size < sizeof name);
        memcpy(name, part.data, part.size);
        name[part.size] = '\0';
        at = json_object_get(at, name);
    }
    return at;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the path has parts */
void resource_each(const json_t *doc, const char *path, void (*visit)(struct str value, void *context), void *context)
{
    const char *list = strstr(path, "[]");
    if (list == NULL) {
        const json_t *value = *path == '\0' ? doc : resource_at(doc, path);
        if (json_is_string(value))
            visit(json_text(value), context);
        return;
    }
    char head[64];
    size_t size = (size_t)(list - path);
    assert(size < sizeof head);
    memcpy(head, path, size);
    head[size] = '\0';
    const json_t *array = resource_at(doc, head);
    const char *rest = list[2] == '.' ? list + 3 : list + 2;
    for (size_t i = 0; i < json_array_size(array); i++)
        resource_each(json_array_get(array, i), rest, visit, context);
}
