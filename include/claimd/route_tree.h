/* route_tree.h: from a path to its route.
 *
 * A tree of segments, made once from the table of routes and only read after that. A literal segment goes before a {…} in
 * the same place, whatever stands behind it.
 *
 * memory   in the arena given to route_tree_new; borrows the table
 * threads  finding: any, once made
 */
#ifndef CLAIMD_ROUTE_TREE_H
#define CLAIMD_ROUTE_TREE_H

#include "claimd/arena.h"
#include "claimd/call.h"
#include "claimd/problem.h"
#include "claimd/route.h"

struct route_tree;

/* What stands at a path. */
struct place {
    const struct route *routes[METHOD_COUNT]; /* NULL: this method is not allowed here */
    const char *allow;                        /* for the Allow header: "GET, HEAD, POST, OPTIONS" */
};

/* Two lines of the table for one method and path are our mistake (assert), as are more than CALL_SEGMENTS {…}. */
CL_CHECK struct route_tree *route_tree_new(struct arena *arena, const struct route *routes, size_t count);

/* The place of a raw path, and the decoded values of its {…} in segments. false: the path cannot be decoded
 * (INVALID_REQUEST). *place is NULL when no route has this path. */
CL_CHECK bool route_tree_find(const struct route_tree *tree, struct arena *arena, struct str path,
                              const struct place **place, struct str segments[CALL_SEGMENTS], struct problem *problem);

/* The path in the table that is nearest to one that is not there, with the client's own words in place of each {…}; NULL
 * when none is near or the path is longer than any that is worth comparing. For problems only: compares with every route. */
CL_CHECK const char *route_tree_nearest(const struct route_tree *tree, struct arena *arena, struct str path);

#endif
