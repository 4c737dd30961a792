#include "claimd/query_shape.h"

#include "claimd/model.h"
#include "claimd/nearest.h"
#include "claimd/query_parameter.h"

static const struct included {
    const char *name;
    unsigned bit;
} includes[] = {{"articles", INCLUDE_ARTICLES}, {"article", INCLUDE_ARTICLES},  {"entities", INCLUDE_ENTITIES},
                {"entity", INCLUDE_ENTITIES},   {"mentions", INCLUDE_MENTIONS}, {"claims", INCLUDE_CLAIMS},
                {"tags", INCLUDE_TAGS}};

static unsigned includes_of(const struct resource *resource)
{
    if (resource == &article_resource)
        return INCLUDE_CLAIMS | INCLUDE_MENTIONS | INCLUDE_ENTITIES | INCLUDE_TAGS;
    if (resource == &claim_resource)
        return INCLUDE_ARTICLES | INCLUDE_ENTITIES | INCLUDE_TAGS;
    return resource == &mention_resource ? INCLUDE_ARTICLES | INCLUDE_ENTITIES : 0;
}

static void read_include(struct call *call, const struct resource *resource, struct shape *shape)
{
    struct str rest = call_parameter(call, "include"), part;
    while (str_split(&rest, ',', &part)) {
        unsigned bit = 0;
        for (size_t i = 0; i < COUNT(includes); i++) {
            if (str_is(part, includes[i].name))
                bit = includes[i].bit & includes_of(resource);
        }
        if (bit == 0) {
            buffer_auto names = {0};
            for (size_t i = 0; i < COUNT(includes); i++) {
                bool is_second = i > 0 && includes[i].bit == includes[i - 1].bit; /* "article" beside "articles" */
                if (!is_second && (includes[i].bit & includes_of(resource)))
                    buffer_printf(&names, "%s%s", names.size == 0 ? "" : ", ", includes[i].name);
            }
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "include", "%s cannot include \"%.*s\"%s%s",
                              resource->plural, STR_PRINT(part), names.size == 0 ? "" : "; they can include ",
                              buffer_terminate(&names));
        }
        shape->includes |= bit;
    }
}

/* Whether fields= may name it. */
static bool comes_out(const struct field *field)
{
    return !(field->use & INPUT) && (!(field->use & APART) || (field->use & WRITE));
}

static void offer(const struct field *field, void *context)
{
    if (comes_out(field))
        nearest_offer(context, field->name);
}

static void read_fields(struct call *call, const struct resource *resource, struct shape *shape)
{
    struct str rest = call_parameter(call, "fields"), part;
    while (str_split(&rest, ',', &part)) {
        const struct field *field = resource_field(resource, part);
        if (field == NULL || !comes_out(field)) {
            struct nearest nearest = nearest_begin(part);
            resource_walk(resource, offer, &nearest);
            const char *near = nearest_name(&nearest);
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "fields", "%s have no field \"%.*s\"%s%s%s",
                              resource->plural, STR_PRINT(part), near == NULL ? "" : "; did you mean \"",
                              near == NULL ? "" : near, near == NULL ? "" : "\"?");
        } else if (!query_is_one_of(part, shape->fields) && shape->field_count + 1 < COUNT(shape->fields)) {
            shape->fields[shape->field_count++] = field->name; /* the list stays ended by NULL */
        }
    }
}

static void read_unit(struct call *call, enum offset_unit *unit)
{
    struct str text = call_parameter(call, "offsets");
    if (text.data != NULL && !offset_unit_parse(text, unit))
        (void)query_bad(call, "offsets", "codepoints, utf16 or bytes");
}

json_t *query_includes(const struct resource *resource)
{
    json_t *names = json_array();
    for (size_t i = 0; i < COUNT(includes); i++) {
        if (includes[i].bit & includes_of(resource))
            json_array_append_new(names, json_string(includes[i].name));
    }
    return names;
}

bool query_offsets(struct call *call, enum offset_unit *unit)
{
    *unit = OFFSET_CODE_POINTS;
    read_unit(call, unit);
    return query_only(call, (const char *const[]){"offsets", NULL});
}

void query_shape_read(struct call *call, const struct resource *resource, struct shape *shape)
{
    *shape = (struct shape){0};
    read_fields(call, resource, shape);
    read_include(call, resource, shape);
    read_unit(call, &shape->unit);
}
