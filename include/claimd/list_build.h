/* list_build.h: the SQL of a page, for list.c only; what it is filtered by is list_filter.h.
 *
 * memory   the builder's
 */
#ifndef CLAIMD_LIST_BUILD_H
#define CLAIMD_LIST_BUILD_H

#include "claimd/list_filter.h"

/* All of these select id, revision, doc and then what the cursor needs. */
void build_by_id(struct builder *builder);
/* By id, too, those that the lead finds, which are few, sorted. */
void build_led(struct builder *builder, const struct list_filter *lead);
/* Those with a value (in_nulls: without), in the order of the sort's column, which comes fourth. With a lead they are found by
 * it and sorted; without one the index of the sort is walked. */
void build_sorted(struct builder *builder, const struct list_filter *lead, bool in_nulls, size_t limit);
/* By article and in reading order: article and start come fourth and fifth. */
void build_placed(struct builder *builder, const struct list_filter *lead, size_t limit);
/* By relevance or by id among the matches of the expression above the id `bound` (0: all). */
void build_matched(struct builder *builder, int64_t bound);

/* How many there are on all pages. */
void build_count(struct builder *builder);

#endif
