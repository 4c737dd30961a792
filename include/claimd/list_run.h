/* list_run.h: runs what list_build.h or facets.c has built, for list.c and facets.c only.
 *
 * memory   the builder's SQL is let go
 */
#ifndef CLAIMD_LIST_RUN_H
#define CLAIMD_LIST_RUN_H

#include "claimd/database.h"
#include "claimd/list_filter.h"

CL_CHECK struct builder *builder_new(struct arena *arena, const struct list_query *query, struct str expression);

/* A statement whose parameters are bound. */
CL_CHECK struct statement builder_begin(struct store *store, struct builder *builder);

/* The one number that the statement gives. */
CL_CHECK bool builder_count(struct store *store, struct builder *builder, int64_t *count, struct problem *problem);

/* A column of the row, for a cursor or a filter. Text is copied into the arena. */
CL_CHECK struct list_value builder_value(const struct statement *statement, int column, struct arena *arena);

#endif
