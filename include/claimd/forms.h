/* forms.h: in which form records go out: JSON, CSV, NDJSON, Web Annotations.
 *
 * Accept chooses, or format=, which a link in a page can carry; format= goes first. One table says what there is, for the
 * handlers and for the contract.
 *
 * threads  no state
 */
#ifndef CLAIMD_FORMS_H
#define CLAIMD_FORMS_H

#include "claimd/shape.h"

struct form {
    const char *name, *type;                       /* format=, media type */
    bool (*fits)(const struct resource *resource); /* NULL: all */
    const char *const *without;                    /* parameters that have no place in it; ends in NULL */
    bool (*list)(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                 const struct list_query *query, const struct list_page *page);
    bool (*record)(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                   const struct stored *stored); /* NULL: only lists have it */
    /* A record, or a list of it alone, in this form, for the contract: a string, or JSON. A new reference. NULL: as it is. */
    json_t *(*sample)(const struct resource *resource, const json_t *doc, bool is_list);
};

extern const struct form forms[]; /* JSON first; ends in one without name */

/* Whether records of the resource, or lists of them, can have the form. */
CL_CHECK bool form_fits(const struct form *form, const struct resource *resource, bool is_list);

/* The form that a request wants, which is now the reply's type. NULL with NOT_ACCEPTABLE (and what there is), or a
 * parameter's problem. */
CL_CHECK const struct form *form_of(struct call *call, const struct resource *resource, bool is_list);

#endif
