#include "claimd/csv.h"

#include <string.h>

#include "claimd/json.h"

enum { PATH_SIZE = 128 };

/* A row being written: the names of the columns (doc is NULL), or a doc's values. */
struct row {
    struct buffer *text;
    const json_t *doc;
    bool has_cells;
};

static bool is_formula(struct str cell)
{
    return cell.size > 0 && (strchr("=+-@", cell.data[0]) != NULL || (unsigned char)cell.data[0] < ' ');
}

static void add_cell(struct row *row, struct str cell, bool is_text)
{
    if (row->has_cells)
        buffer_add_byte(row->text, ',');
    row->has_cells = true;
    bool is_guarded = is_text && is_formula(cell), needs_quotes = false;
    for (size_t i = 0; i < cell.size && !needs_quotes; i++)
        needs_quotes = strchr("\",\r\n", cell.data[i]) != NULL; /* a str holds no NUL: text of JSON that we read */
    if (!needs_quotes) {
        if (is_guarded)
            buffer_add_byte(row->text, '\'');
        buffer_add(row->text, cell);
        return;
    }
    buffer_add(row->text, is_guarded ? STR("\"'") : STR("\""));
    for (size_t i = 0; i < cell.size; i++) {
        if (cell.data[i] == '"')
            buffer_add_byte(row->text, '"');
        buffer_add_byte(row->text, cell.data[i]);
    }
    buffer_add_byte(row->text, '"');
}

static void add_value(struct row *row, const json_t *value)
{
    if (value == NULL || json_is_null(value)) {
        add_cell(row, (struct str){0}, false);
    } else if (json_is_string(value)) {
        add_cell(row, json_text(value), true);
    } else {
        buffer_auto json = {0};
        json_write(&json, value);
        add_cell(row, buffer_str(&json), false);
    }
}

/* One column, or those of an object's members; path is the field's, value its value in this row. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields */
static void add_columns(struct row *row, const struct field *field, const char *path, const json_t *value)
{
    if (field->type != FIELD_OBJECT || field->members == NULL) {
        if (row->doc == NULL) {
            add_cell(row, str_of(path), false);
        } else {
            add_value(row, value);
        }
        return;
    }
    for (const struct field *member = field->members; member->name != NULL; member++) {
        char below[PATH_SIZE];
        (void)snprintf(below, sizeof below, "%s.%s", path, member->name);
        add_columns(row, member, below, json_object_get(value, member->name));
    }
}

/* What lists have: not what is stored apart, and not what is only sent. */
static void add_field(const struct field *field, void *context)
{
    struct row *row = context;
    if (!(field->use & (APART | INPUT)))
        add_columns(row, field, field->name, json_object_get(row->doc, field->name));
}

static void write_row(struct row *row, const struct resource *resource, const char *const *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct field *field = resource_field(resource, str_of(fields[i]));
        add_columns(row, field, field->name, json_object_get(row->doc, field->name));
    }
    if (count == 0)
        resource_walk(resource, add_field, row);
    buffer_add(row->text, STR("\r\n"));
}

void csv_header(struct buffer *text, const struct resource *resource, const char *const *fields, size_t count)
{
    struct row row = {text, NULL, false};
    write_row(&row, resource, fields, count);
}

void csv_record(struct buffer *text, const struct resource *resource, const char *const *fields, size_t count,
                const json_t *doc)
{
    struct row row = {text, doc, false};
    write_row(&row, resource, fields, count);
}
