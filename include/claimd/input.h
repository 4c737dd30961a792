/* input.h: what a client sent against a table of fields.
 *
 * input_check names every wrong member (unknown ones with the nearest real name, read-only ones, each value that is not of
 * its field's type or within its limits) and returns the values in the form in which they are stored: dates in their
 * canonical form, text in NFC. What depends on other records (references, anchors) is left for the writer.
 *
 * threads  no state
 */
#ifndef CLAIMD_INPUT_H
#define CLAIMD_INPUT_H

#include "claimd/resource.h"

/* A new object with the members that were given, canonical; NULL with a problem. before: the doc that a patch was merged
 * into, whose read-only values may come back unchanged; NULL for a new record. */
CL_CHECK json_t *input_check(const struct resource *resource, const json_t *given, const json_t *before,
                             struct problem *problem);

/* The same for a body that is no record: an object with all of these members. */
CL_CHECK json_t *input_form(const struct field *members, const json_t *given, struct problem *problem);

/* Whether a value would be taken for a field. */
CL_CHECK bool input_accepts(const struct field *field, const json_t *value);

/* What of a doc a client could have sent: the start of a patch. A new object. */
CL_CHECK json_t *input_of_doc(const struct resource *resource, const json_t *doc);

/* RFC 7396 into target; `anchor` and `quote` are a whole selector; where a text changes whose position was stored beside
 * it, the position goes. */
void input_merge(json_t *target, const json_t *patch);

/* The value of a field that was not given. A new reference. */
CL_CHECK json_t *input_initial(const struct field *field);

/* The name of a type for people: "a URL", "one of …". For messages and the contract. */
CL_CHECK const char *input_expected(enum field_type type);

/* One value of a filter as the column has it, by the field's type; not for references. false with a problem on the parameter. */
CL_CHECK bool input_is_url(struct str text);
CL_CHECK bool input_is_language(struct str text);

#endif
