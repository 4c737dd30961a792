/* value.h: one JSON value against its field in a table.
 *
 * memory   what is returned is a new reference
 * errors   what was expected, at problem->at and below it
 * threads  no state
 */
#ifndef CLAIMD_VALUE_H
#define CLAIMD_VALUE_H

#include "claimd/resource.h"

/* The value as it is stored: dates in their canonical form, text in NFC with LF, members of objects that were not given with their
 * initial value. NULL with a problem. */
CL_CHECK json_t *value_check(const struct field *field, const json_t *value, struct problem *problem);

/* Whether a value would be taken for a field. */
CL_CHECK bool value_accepts(const struct field *field, const json_t *value);

/* A body that is no record: an object with all of these members. NULL with a problem. */
CL_CHECK json_t *value_form(const struct field *members, const json_t *given, struct problem *problem);

/* The value of a field that was not given. */
CL_CHECK json_t *value_initial(const struct field *field);

/* The name of a type for people: "a URL". */
CL_CHECK const char *value_expected(enum field_type type);

#endif
