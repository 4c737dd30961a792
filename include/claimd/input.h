/* input.h: what a client sent against a table of fields.
 *
 * input_check names every wrong member (unknown ones with the nearest real name, read-only ones, each value that is not of
 * its field's type or within its limits, by value.h) and returns the values in the form in which they are stored: dates in their
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

/* What of a doc a client could have sent: the start of a patch. A new object. */
CL_CHECK json_t *input_of_doc(const struct resource *resource, const json_t *doc);

/* Whether records of the resource come with a member of this name that is no field of theirs, and may be sent back in a patch;
 * it is not looked at. */
CL_CHECK bool input_is_beside(const struct resource *resource, const char *name);

/* RFC 7396 into target, where a member that is removed stays as null, since it may be unknown or read-only; `anchor` and
 * `quote` are a whole selector; where a text changes whose position was stored beside it, the position goes. */
void input_merge(json_t *target, const json_t *patch);

#endif
