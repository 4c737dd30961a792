#include "claimd/list_run.h"

struct builder *builder_new(struct arena *arena, const struct list_query *query, struct str expression)
{
    struct builder *builder = arena_new(arena, struct builder);
    builder->query = query;
    builder->expression = expression;
    return builder;
}

struct statement builder_begin(struct store *store, struct builder *builder)
{
    buffer_auto sql = builder->sql;
    builder->sql = (struct buffer){0};
    struct statement statement = statement_of(store, buffer_str(&sql));
    for (unsigned i = 0; i < builder->count; i++) {
        const struct list_value *value = &builder->values[i];
        if (value->is_real) {
            statement_bind_real(&statement, value->real);
        } else if (value->is_number) {
            statement_bind_int(&statement, value->number);
        } else {
            statement_bind_str(&statement, value->text);
        }
    }
    return statement;
}

bool builder_count(struct store *store, struct builder *builder, int64_t *count, struct problem *problem)
{
    statement_auto statement = builder_begin(store, builder);
    bool found;
    return statement_one_int(&statement, count, &found, problem);
}

struct list_value builder_value(const struct statement *statement, int column, struct arena *arena)
{
    if (statement_is_null(statement, column))
        return (struct list_value){.is_null = true};
    if (statement_is_real(statement, column))
        return (struct list_value){.is_real = true, .real = statement_real(statement, column)};
    if (statement_is_int(statement, column))
        return (struct list_value){.is_number = true, .number = statement_int(statement, column)};
    return (struct list_value){.text = arena_str(arena, statement_str(statement, column))};
}
