#include "claimd/leaving.h"

#include <string.h>

#include "claimd/json.h"

static void replace_tags(json_t *list, const struct leaving *leaving)
{
    bool has_into = false;
    size_t at = json_array_size(list);
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct str tag = json_text(json_array_get(list, i));
        has_into = has_into || (leaving->into.size > 0 && str_equal(tag, leaving->into));
        if (str_equal(tag, leaving->gone))
            at = i;
    }
    if (at == json_array_size(list))
        return;
    if (leaving->into.size == 0 || has_into) {
        json_array_remove(list, at);
    } else {
        json_array_set_new(list, at, json_new_str(leaving->into));
    }
}

/* What is left of somebody without an entity are the words for them; where there were none, the name. */
static void keep_name(const struct field *members, json_t *object, const struct leaving *leaving)
{
    bool is_named = str_equal(json_str(object, "entity"), leaving->gone);
    for (const struct field *field = members; is_named && field->name != NULL; field++) {
        if (strcmp(field->name, "text") == 0 && !json_is(object, "text"))
            json_object_set_new(object, "text", json_new_str(leaving->name));
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void replace_object(const struct field *field, json_t *object, const struct leaving *leaving)
{
    if (leaving->into.size == 0)
        keep_name(field->members, object, leaving);
    leaving_replace(field->members, object, leaving);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void replace_field(const struct field *field, json_t *object, const struct leaving *leaving)
{
    json_t *value = json_object_get(object, field->name);
    switch (field->type) {
    case FIELD_ENTITY:
    case FIELD_ARTICLE:
    case FIELD_TAG:
        if (json_is_string(value) && str_equal(json_text(value), leaving->gone)) {
            json_object_set_new(object, field->name,
                                leaving->into.size == 0 ? json_null() : json_new_str(leaving->into));
        }
        break;
    case FIELD_TAGS:
        replace_tags(value, leaving);
        break;
    case FIELD_OBJECT:
        if (json_is_object(value))
            replace_object(field, value, leaving);
        break;
    case FIELD_OBJECTS:
        for (size_t i = json_array_size(value); i-- > 0;) {
            json_t *item = json_array_get(value, i);
            bool named = str_equal(json_str(item, "entity"), leaving->gone);
            replace_object(field, item, leaving);
            /* A subject or object is nothing without its entity. */
            if (named && leaving->into.size == 0 && field->members[0].type == FIELD_ENTITY &&
                (field->members[0].use & REQUIRED))
                json_array_remove(value, i);
        }
        break;
    default:
        break;
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
void leaving_replace(const struct field *fields, json_t *object, const struct leaving *leaving)
{
    for (const struct field *field = fields; field->name != NULL; field++)
        replace_field(field, object, leaving);
}
