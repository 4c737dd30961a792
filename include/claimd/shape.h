/* shape.h: stored docs in the form a request wants: whole, thinned, in other units.
 *
 * memory   texts lie in the call's arena; values are new references
 * errors   STORAGE
 */
#ifndef CLAIMD_SHAPE_H
#define CLAIMD_SHAPE_H

#include "claimd/query.h"

/* Docs for one reply; begins with the first three. The article asked about last is kept: claims of a page mostly have one in
 * common. */
struct shaping {
    struct call *call;
    struct store *store;
    const struct shape *shape;
    int64_t article;
    struct offsets offsets;
};

/* One doc as a value, as lists have it, and as its own record does: with the body and blocks of an article. NULL with a problem. */
CL_CHECK json_t *shape_value(struct shaping *shaping, const struct resource *resource, const struct stored *stored);
CL_CHECK json_t *shape_whole(struct shaping *shaping, const struct resource *resource, const struct stored *stored);

/* One doc as lists have it, in JSON. */
CL_CHECK bool shape_add(struct shaping *shaping, const struct resource *resource, const struct stored *stored,
                        struct buffer *text);

/* The article that a doc is or belongs to; 0: none. */
CL_CHECK int64_t shape_article(const struct resource *resource, const json_t *doc);

/* Every start and end in a doc, whatever it is, from code points into unit: the tables have no other members of these names. What
 * the user keeps in metadata stays. */
void shape_convert(json_t *value, struct offsets offsets, enum offset_unit unit);

/* Whether the record goes out as it is stored, so that it has its own strong ETag. */
CL_CHECK bool shape_is_plain(const struct shape *shape);

#endif
