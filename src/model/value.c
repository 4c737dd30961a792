/* Each type of field has one function that turns a JSON value into the stored one or says what was expected. */
#include "claimd/value.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/json.h"
#include "claimd/moment.h"
#include "claimd/nearest.h"
#include "claimd/slug.h"
#include "claimd/utf8.h"

typedef json_t *check_value(const struct field *field, const json_t *value, struct problem *problem);

enum { URL_SIZE = 2048, LINES_SIZE = 200, LANGUAGE_SIZE = 35 };

static json_t *refuse(struct problem *problem, enum problem_code code, const char *expected)
{
    problem_add(problem, code, "", "must be %s", expected);
    return NULL;
}

static json_t *wrong_type(const struct field *field, const json_t *value, struct problem *problem)
{
    problem_add(problem, PROBLEM_TYPE, "", "is %s; expected %s", json_type_name(value), value_expected(field->type));
    return NULL;
}

static json_t *check_characters(struct str text, uint32_t limit, struct problem *problem)
{
    size_t count = utf8_count(text);
    if (limit > 0 && count > limit) {
        problem_add(problem, PROBLEM_TOO_LONG, "", "has %zu characters; at most %u are allowed", count, limit);
        return NULL;
    }
    arena_auto arena = {0};
    return json_new_str(utf8_nfc(&arena, text));
}

static json_t *check_text(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    arena_auto arena = {0};
    struct str text = utf8_lines(&arena, json_text(value));
    if (utf8_has_control(text))
        return refuse(problem, PROBLEM_FORMAT, "text without control characters other than tab and line end");
    if ((field->use & REQUIRED) && str_trim(text).size == 0) {
        problem_add(problem, PROBLEM_TOO_SHORT, "", "is empty");
        return NULL;
    }
    return check_characters(text, field->limit, problem);
}

static json_t *check_one_line(struct str text, uint32_t limit, struct problem *problem)
{
    if (str_trim(text).size == 0) {
        problem_add(problem, PROBLEM_TOO_SHORT, "", "is empty");
        return NULL;
    }
    if (utf8_has_control(text) || str_find_byte(text, 0, '\n') < text.size)
        return refuse(problem, PROBLEM_FORMAT, "one line without control characters");
    return check_characters(str_trim(text), limit, problem);
}

static json_t *check_line(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    return check_one_line(json_text(value), field->limit, problem);
}

/* Words of a body stay as they are typed; the quotation is compared on a folded copy. */
static json_t *check_words(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    size_t count = utf8_count(json_text(value));
    if (count > field->limit) {
        problem_add(problem, PROBLEM_TOO_LONG, "", "has %zu characters; at most %u are allowed", count, field->limit);
        return NULL;
    }
    return json_new_str(json_text(value));
}

static json_t *check_slug(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    if (!slug_valid(json_text(value))) {
        return refuse(problem, PROBLEM_FORMAT,
                      "a slug: [a-z0-9]+(-[a-z0-9]+)*, at most 80 characters, not shaped like an id");
    }
    return json_new_str(json_text(value));
}

static bool is_url(struct str text)
{
    struct str rest = {0};
    if (str_equal_nocase(str_part(text, 0, 8), STR("https://"))) {
        rest = str_part(text, 8, text.size);
    } else if (str_equal_nocase(str_part(text, 0, 7), STR("http://"))) {
        rest = str_part(text, 7, text.size);
    }
    if (rest.size == 0 || utf8_count(text) > URL_SIZE || rest.data[0] == '/' || rest.data[0] == '?' ||
        rest.data[0] == '#')
        return false;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte <= ' ' || byte == 0x7F || strchr("<>\"\\^`{|}", byte) != NULL)
            return false;
    }
    return true;
}

static json_t *check_url_text(struct str text, struct problem *problem)
{
    if (!is_url(text))
        return refuse(problem, PROBLEM_FORMAT, "an absolute http or https URL of at most 2048 characters");
    return json_new_str(text);
}

static json_t *check_url(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    return check_url_text(json_text(value), problem);
}

static bool is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Well-formed in the sense of RFC 5646 as far as subtags go: 2-8 letters, then subtags of 1-8 letters and digits. */
static bool is_language(struct str text)
{
    struct str part;
    bool is_first = true;
    if (text.size > LANGUAGE_SIZE)
        return false;
    while (str_split(&text, '-', &part)) {
        if (part.size < (is_first ? 2u : 1u) || part.size > 8)
            return false;
        for (size_t i = 0; i < part.size; i++) {
            if (!is_alphanumeric(part.data[i]) || (is_first && part.data[i] <= '9'))
                return false;
        }
        is_first = false;
    }
    return !is_first;
}

static json_t *check_language(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    if (!is_language(json_text(value)))
        return refuse(problem, PROBLEM_FORMAT, "a language tag of BCP 47, such as \"en-GB\"");
    return json_new_str(json_text(value));
}

static json_t *check_date(const struct field *field, const json_t *value, struct problem *problem)
{
    struct moment_text text;
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    if (!moment_canonical(json_text(value), &text)) {
        return refuse(problem, PROBLEM_FORMAT,
                      "a date that exists: \"2023\", \"2023-05\", \"2023-05-19\" or a time of RFC 3339");
    }
    return json_string(text.text);
}

static json_t *check_time(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    struct moment_text text;
    if (json_string_length(value) < 20 || !moment_canonical(json_text(value), &text))
        return refuse(problem, PROBLEM_FORMAT, "a time of RFC 3339, such as \"2026-11-24T05:10:00Z\"");
    return json_string(text.text);
}

static json_t *check_enum(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    buffer_auto list = {0};
    struct nearest nearest = nearest_begin(json_text(value));
    for (const char *const *at = field->values; *at != NULL; at++) {
        if (str_is(json_text(value), *at))
            return json_string(*at);
        nearest_offer(&nearest, *at);
        buffer_printf(&list, "%s%s", list.size > 0 ? ", " : "", *at);
    }
    const char *name = nearest_name(&nearest);
    problem_add(problem, PROBLEM_NOT_ALLOWED, "", "must be one of %s%s%s%s", buffer_terminate(&list),
                name == NULL ? "" : "; did you mean \"", name == NULL ? "" : name, name == NULL ? "" : "\"?");
    return NULL;
}

static json_t *check_bool(const struct field *field, const json_t *value, struct problem *problem)
{
    return json_is_boolean(value) ? json_boolean(json_is_true(value)) : wrong_type(field, value, problem);
}

static json_t *check_count(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_integer(value))
        return wrong_type(field, value, problem);
    if (json_integer_value(value) < 0 || json_integer_value(value) > (json_int_t)field->limit) {
        problem_add(problem, PROBLEM_OUT_OF_RANGE, "", "must be from 0 to %u", field->limit);
        return NULL;
    }
    return json_integer(json_integer_value(value));
}

static json_t *check_unit(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_number(value))
        return wrong_type(field, value, problem);
    double number = json_number_value(value);
    if (!(number >= 0 && number <= 1))
        return refuse(problem, PROBLEM_OUT_OF_RANGE, "from 0 to 1");
    return json_real(number);
}

static json_t *check_reference(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_string(value))
        return wrong_type(field, value, problem);
    struct str text = json_text(value);
    if (text.size > 0 && text.size <= SLUG_SIZE && utf8_valid(text) && !utf8_has_control(text))
        return json_new_str(text);
    return refuse(problem, PROBLEM_FORMAT, value_expected(field->type));
}

static json_t *check_member(const struct field *field, const json_t *value, struct problem *problem);

static void unknown_member(const struct field *members, const char *name, struct problem *problem)
{
    struct nearest nearest = nearest_begin(str_of(name));
    for (const struct field *field = members; field->name != NULL; field++)
        nearest_offer(&nearest, field->name);
    const char *near = nearest_name(&nearest);
    buffer_auto names = {0};
    for (const struct field *field = members; near == NULL && field->name != NULL; field++) {
        if (field->use & WRITE)
            buffer_printf(&names, "%s%s", names.size == 0 ? "" : ", ", field->name);
    }
    problem_at_auto where;
    problem_at_member(&where, problem, name);
    if (near != NULL) {
        problem_add(problem, PROBLEM_UNKNOWN_FIELD, "", "is no field here; did you mean \"%s\"?", near);
    } else {
        problem_add(problem, PROBLEM_UNKNOWN_FIELD, "", "is no field here; expected one of %s",
                    buffer_terminate(&names));
    }
}

static const struct field *find_member(const struct field *members, const char *name)
{
    for (const struct field *field = members; field->name != NULL; field++) {
        if (strcmp(field->name, name) == 0)
            return field;
    }
    return NULL;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *check_object(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_object(value))
        return wrong_type(field, value, problem);
    const size_t before = problem->count;
    const char *name;
    json_t *member;
    json_object_foreach(json_mutable(value), name, member)
    {
        if (find_member(field->members, name) == NULL)
            unknown_member(field->members, name, problem);
    }
    json_auto_t *object = json_object();
    for (const struct field *at = field->members; at->name != NULL; at++) {
        problem_at_auto where;
        problem_at_enter(&where, problem, "/%s", at->name);
        member = json_object_get(value, at->name);
        bool is_missing = member == NULL || json_is_null(member);
        if (is_missing && (at->use & REQUIRED))
            problem_add(problem, PROBLEM_REQUIRED, "", "is required: %s", value_expected(at->type));
        json_t *checked = is_missing ? value_initial(at) : check_member(at, member, problem);
        if (checked != NULL)
            json_object_set_new(object, at->name, checked);
    }
    return problem->count > before || problem->more > 0 ? NULL : json_incref(object); /* the caller's */
}

typedef json_t *check_item(const struct field *field, const json_t *item, struct problem *problem);

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *check_list(const struct field *field, const json_t *value, check_item *check, struct problem *problem)
{
    if (!json_is_array(value))
        return wrong_type(field, value, problem);
    size_t count = json_array_size(value);
    if (count > field->limit) {
        problem_add(problem, PROBLEM_TOO_LONG, "", "has %zu items; at most %u are allowed", count, field->limit);
        return NULL;
    }
    bool ok = true;
    json_auto_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        problem_at_auto where;
        problem_at_enter(&where, problem, "/%zu", i);
        json_t *item = check(field, json_array_get(value, i), problem);
        ok = ok && item != NULL;
        for (size_t j = 0; item != NULL && json_is_string(item) && j < json_array_size(list); j++) {
            if (json_equal(json_array_get(list, j), item))
                ok = problem_add(problem, PROBLEM_DUPLICATE, "", "is in the list already, at %zu", j);
        }
        if (item != NULL)
            json_array_append_new(list, item);
    }
    return ok ? json_incref(list) : NULL; /* the caller's */
}

static json_t *line_item(const struct field *field, const json_t *item, struct problem *problem)
{
    const struct field line = {.type = FIELD_LINE, .limit = LINES_SIZE};
    (void)field;
    return check_line(&line, item, problem);
}

static json_t *url_item(const struct field *field, const json_t *item, struct problem *problem)
{
    const struct field url = {.type = FIELD_URL};
    (void)field;
    return check_url(&url, item, problem);
}

static json_t *tag_item(const struct field *field, const json_t *item, struct problem *problem)
{
    const struct field tag = {.type = FIELD_TAG};
    (void)field;
    return check_reference(&tag, item, problem);
}

static json_t *check_lines(const struct field *field, const json_t *value, struct problem *problem)
{
    return check_list(field, value, line_item, problem);
}

static json_t *check_urls(const struct field *field, const json_t *value, struct problem *problem)
{
    return check_list(field, value, url_item, problem);
}

static json_t *check_tags(const struct field *field, const json_t *value, struct problem *problem)
{
    return check_list(field, value, tag_item, problem);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *object_item(const struct field *field, const json_t *item, struct problem *problem)
{
    const struct field object = {.type = FIELD_OBJECT, .members = field->members};
    return check_object(&object, item, problem);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *check_objects(const struct field *field, const json_t *value, struct problem *problem)
{
    return check_list(field, value, object_item, problem);
}

static json_t *check_metadata(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!json_is_object(value))
        return wrong_type(field, value, problem);
    buffer_auto text = {0};
    json_write(&text, value);
    if (text.size > field->limit) {
        problem_add(problem, PROBLEM_TOO_LONG, "", "takes %zu bytes as JSON; at most %u are allowed", text.size,
                    field->limit);
        return NULL;
    }
    return json_deep_copy(value);
}

static json_t *check_nothing(const struct field *field, const json_t *value, struct problem *problem)
{
    (void)field;
    (void)value;
    (void)problem;
    return json_null();
}

static const struct type {
    const char *expected;
    check_value *check;
} types[FIELD_TYPE_COUNT] = {
    /* clang-format off */
    [FIELD_TEXT]     = {"a string",                                       check_text},
    [FIELD_LINE]     = {"a string of one line",                           check_line},
    [FIELD_WORDS]    = {"a string",                                       check_words},
    [FIELD_SLUG]     = {"a slug",                                         check_slug},
    [FIELD_URL]      = {"a URL",                                          check_url},
    [FIELD_LANGUAGE] = {"a language tag",                                 check_language},
    [FIELD_DATE]     = {"a date, which may be partial",                   check_date},
    [FIELD_TIME]     = {"a time of RFC 3339",                             check_time},
    [FIELD_ENUM]     = {"a string",                                       check_enum},
    [FIELD_BOOL]     = {"true or false",                                  check_bool},
    [FIELD_COUNT]    = {"a whole number",                                 check_count},
    [FIELD_UNIT]     = {"a number from 0 to 1",                           check_unit},
    [FIELD_ID]       = {"an id of 13 characters",                         check_nothing},
    [FIELD_ARTICLE]  = {"the id of an article",                           check_reference},
    [FIELD_ENTITY]   = {"the id or slug of an entity",                    check_reference},
    [FIELD_TAG]      = {"the slug of a tag",                              check_reference},
    [FIELD_OBJECT]   = {"an object",                                      check_object},
    [FIELD_OBJECTS]  = {"a list of objects",                              check_objects},
    [FIELD_LINES]    = {"a list of strings",                              check_lines},
    [FIELD_URLS]     = {"a list of URLs",                                 check_urls},
    [FIELD_TAGS]     = {"a list of tag slugs",                            check_tags},
    [FIELD_RANGE]    = {"[low, high]",                                    check_nothing},
    [FIELD_NUMBER]   = {"a number",                                       check_nothing},
    [FIELD_METADATA] = {"an object",                                      check_metadata},
    /* clang-format on */
};

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static json_t *check_member(const struct field *field, const json_t *value, struct problem *problem)
{
    if (!(field->use & WRITE))
        return json_deep_copy(value); /* of an object: computed anew by who settles it */
    return types[field->type].check(field, value, problem);
}

json_t *value_check(const struct field *field, const json_t *value, struct problem *problem)
{
    return types[field->type].check(field, value, problem);
}

bool value_accepts(const struct field *field, const json_t *value)
{
    problem_auto problem = {0};
    json_auto_t *checked = value_check(field, value, &problem);
    return checked != NULL;
}

json_t *value_form(const struct field *members, const json_t *given, struct problem *problem)
{
    const struct field form = {.type = FIELD_OBJECT, .members = members};
    return check_object(&form, given, problem);
}

json_t *value_initial(const struct field *field)
{
    if (field->initial != NULL)
        return json_loads(field->initial, JSON_DECODE_ANY, NULL);
    switch (field->type) {
    case FIELD_OBJECTS:
    case FIELD_LINES:
    case FIELD_URLS:
    case FIELD_TAGS:
        return json_array();
    default:
        return json_null();
    }
}

const char *value_expected(enum field_type type)
{
    return types[type].expected;
}
