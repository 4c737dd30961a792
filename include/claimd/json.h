/* json.h: JSON in and out, around Jansson.
 *
 * Jansson 2.14 writes 0.55 as 0.55000000000000004; json_write uses 15 digits and 17 only where reading 15 back would give
 * another number. It has no limit on values (1 MB of `{},` becomes 78 MB of heap), so json_read counts before it parses.
 *
 * threads  no state; a json_t belongs to one thread at a time
 */
#ifndef CLAIMD_JSON_H
#define CLAIMD_JSON_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/buffer.h"
#include "claimd/problem.h"
#include "claimd/str.h"

/* What a request may hold unless the operator says otherwise. */
enum {
    JSON_DEPTH_LIMIT = 32,      /* the deepest import seen nests 9; 32 leaves room and stays far from the stack's end */
    JSON_VALUES_LIMIT = 100000, /* 200 whole claims hold about 12,000 */
};

/* Depth and number of values, by one pass that parses nothing; an upper bound for text that is not JSON. */
struct json_size {
    size_t depth, values;
};
CL_CHECK struct json_size json_measure(struct str text);

/* A new reference, or NULL with an INVALID_JSON item that says line and column. Any JSON value of at most this size; no NUL,
 * no duplicate keys. Depth is stack: at most some hundreds. */
CL_CHECK json_t *json_read(struct str text, struct json_size most, struct problem *problem);

/* Compact, members in the order they were set, no line end. value holds no NaN or infinity (Jansson cannot). */
void json_write(struct buffer *buffer, const json_t *value);
/* The same for people: two spaces. */
void json_write_pretty(struct buffer *buffer, const json_t *value);

/* Borrowed views of members; absent or of another type: the empty str, 0, NULL. */
CL_CHECK struct str json_str(const json_t *object, const char *member);
CL_CHECK struct str json_text(const json_t *string);
CL_CHECK int64_t json_int(const json_t *object, const char *member);
CL_CHECK bool json_is(const json_t *object, const char *member); /* present and not null */

/* The same value where Jansson's interface takes one that it could change and does not. */
CL_CHECK json_t *json_mutable(const json_t *value);

/* New references. json_new_str of a str that was checked to be UTF-8. */
CL_CHECK json_t *json_new_str(struct str s);

/* What JSON type value has, as people say it: "a string", "null" … */
CL_CHECK const char *json_type_name(const json_t *value);

#endif
