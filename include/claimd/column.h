/* column.h: what the columns beside a record's doc hold. They are computed from the doc, which is the truth.
 *
 * memory   a value's text lives in the draft's doc or arena
 * threads  those of the store
 */
#ifndef CLAIMD_COLUMN_H
#define CLAIMD_COLUMN_H

#include "claimd/database.h"

enum column_kind { COLUMN_NULL, COLUMN_INTEGER, COLUMN_REAL, COLUMN_TEXT };

struct column_value {
    enum column_kind kind;
    int64_t integer;
    double real;
    struct str text;
};

/* Of a field that has a column. Asks the store for the id of a tag and for nothing else. */
CL_CHECK bool column_of(struct store *store, const struct draft *draft, const struct field *field,
                        struct column_value *value, struct problem *problem);

/* Binds it as the next parameter. */
void column_bind(struct statement *statement, const struct column_value *value);

/* Whether the row's column is what binding the value would have stored. */
CL_CHECK bool column_holds(const struct statement *statement, int column, const struct column_value *value);

#endif
