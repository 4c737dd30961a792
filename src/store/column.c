#include "claimd/column.h"

#include "claimd/json.h"
#include "claimd/moment.h"
#include "claimd/names.h"
#include "claimd/utf8.h"

static struct column_value integer(int64_t value)
{
    return (struct column_value){.kind = COLUMN_INTEGER, .integer = value};
}

static struct column_value text(struct str value)
{
    return (struct column_value){.kind = value.data == NULL ? COLUMN_NULL : COLUMN_TEXT, .text = value};
}

static struct column_value moment(struct str date)
{
    int64_t first, last;
    return moment_parse(date, &first, &last) ? integer(first) : (struct column_value){0};
}

static struct column_value id(struct str written)
{
    int64_t value;
    return id_parse(written, &value) ? integer(value) : (struct column_value){0};
}

static bool tag(struct store *store, struct str slug, struct column_value *value, struct problem *problem)
{
    int64_t found = 0;
    bool is_former;
    if (slug.size > 0 && !names_tag(store, slug, &found, &is_former, problem))
        return false;
    *value = found == 0 ? (struct column_value){0} : integer(found);
    return true;
}

static struct column_value plain(const struct draft *draft, const struct field *field, const json_t *value)
{
    if (json_is_integer(value) || json_is_boolean(value))
        return integer(json_is_true(value) ? 1 : json_integer_value(value));
    if (json_is_real(value))
        return (struct column_value){.kind = COLUMN_REAL, .real = json_real_value(value)};
    if (json_is_string(value) && field->type == FIELD_LINE && (field->use & SORT))
        return text(utf8_sort_key(draft->arena, json_text(value)));
    return text(json_text(value));
}

bool column_of(struct store *store, const struct draft *draft, const struct field *field, struct column_value *value,
               struct problem *problem)
{
    const json_t *held = resource_at(draft->doc, field->path == NULL ? field->name : field->path);
    if (field->use & HELD) {
        *value = integer(held != NULL && !json_is_null(held));
        return true;
    }
    switch (resource_held(field)->type) {
    case FIELD_TAG:
        return tag(store, json_text(held), value, problem);
    case FIELD_DATE:
    case FIELD_TIME:
        *value = moment(json_text(held));
        return true;
    case FIELD_ARTICLE:
    case FIELD_ENTITY:
        *value = id(json_text(held));
        return true;
    default:
        *value = plain(draft, field, held);
        return true;
    }
}

void column_bind(struct statement *statement, const struct column_value *value)
{
    switch (value->kind) {
    case COLUMN_NULL:
        statement_bind_null(statement);
        break;
    case COLUMN_INTEGER:
        statement_bind_int(statement, value->integer);
        break;
    case COLUMN_REAL:
        statement_bind_real(statement, value->real);
        break;
    case COLUMN_TEXT:
        statement_bind_str(statement, value->text);
        break;
    }
}

bool column_holds(const struct statement *statement, int column, const struct column_value *value)
{
    bool is_real = statement_is_real(statement, column);
    bool is_integer = statement_is_int(statement, column);
    switch (value->kind) {
    case COLUMN_NULL:
        return statement_is_null(statement, column);
    case COLUMN_INTEGER: /* a REAL column makes 1.0 of 1 */
        return is_real ? statement_real(statement, column) == (double)value->integer
                       : is_integer && statement_int(statement, column) == value->integer;
    case COLUMN_REAL:
        return is_real && statement_real(statement, column) == value->real;
    case COLUMN_TEXT:
        return !is_real && !is_integer && !statement_is_null(statement, column) &&
               str_equal(statement_str(statement, column), value->text);
    }
    return false;
}
