/* shape.h: stored docs in the form a request wants: whole, thinned, with neighbours, in other units. */
#ifndef CLAIMD_SHAPE_H
#define CLAIMD_SHAPE_H

#include "claimd/query.h"

/* The docs of a page as `{"data":[…]…}`, or of one record; the reply's body, without status and ETag. */
CL_CHECK bool shape_list(struct call *call, struct store *store, const struct resource *resource,
                         const struct shape *shape, const struct list_query *query, const struct list_page *page);
CL_CHECK bool shape_record(struct call *call, struct store *store, const struct resource *resource,
                           const struct shape *shape, const struct stored *stored);

/* One doc as a list has it, without neighbours. */
CL_CHECK bool shape_add(struct call *call, struct store *store, const struct resource *resource,
                        const struct shape *shape, const struct stored *stored, struct buffer *text);

/* Docs of one reply. The article asked about last is kept: claims of a page mostly have one in common. Begins with the first three. */
struct conversion {
    struct call *call;
    struct store *store;
    enum offset_unit unit;
    int64_t article;
    struct offsets offsets;
};
/* One doc as a value, shaped, with the body and blocks of an article where with_text. A new reference; NULL with a problem. */
CL_CHECK json_t *shape_doc(struct conversion *conversion, const struct resource *resource, const struct shape *shape,
                           const struct stored *stored, bool with_text);
/* The article that a doc is or belongs to; 0: none. */
CL_CHECK int64_t shape_article(const struct resource *resource, const json_t *doc);

/* One doc as a value, thinned and with its offsets. A new reference; NULL with a problem. */
CL_CHECK json_t *shape_value(struct call *call, struct store *store, const struct resource *resource,
                             const struct shape *shape, const struct stored *stored);

/* Where the next page is, which stands in the Link header from now on. Both are empty on the last page. */
struct next_page {
    struct str cursor, address;
};
struct next_page shape_next(struct call *call, struct store *store, const struct list_page *page);

/* Every start and end in a doc, whatever it is, from code points into unit: the tables have no other members of these names. What
 * the user keeps in metadata stays. */
void shape_convert(json_t *value, struct offsets offsets, enum offset_unit unit);

/* Whether the record goes out as it is stored, so that it has its own strong ETag. */
CL_CHECK bool shape_is_plain(const struct shape *shape);

#endif
