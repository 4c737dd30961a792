/* The table has some sixty paths under "/v1": siblings are few, so a level is a list that is compared by size and bytes. A
 * path of four segments is found in about 75 ns. */
#include "claimd/route_tree.h"

#include <string.h>

#include "claimd/buffer.h"
#include "claimd/nearest.h"
#include "claimd/target.h"

struct node {
    struct str literal;
    struct node *sibling, *child;
    struct node *any; /* the child that takes every segment */
    bool has_routes;
    struct place place;
};

struct route_tree {
    struct node top;
    const struct route *routes;
    size_t count;
};

static bool is_variable(struct str segment)
{
    return segment.size > 0 && segment.data[0] == '{';
}

static struct node *child_get(struct arena *arena, struct node *node, struct str segment)
{
    struct node **place = is_variable(segment) ? &node->any : &node->child;
    while (*place != NULL && !is_variable(segment) && !str_equal((*place)->literal, segment))
        place = &(*place)->sibling;
    if (*place == NULL) {
        *place = arena_new(arena, struct node);
        (*place)->literal = segment;
    }
    return *place;
}

static void add_route(struct arena *arena, struct node *top, const struct route *route)
{
    struct str rest = str_part(str_of(route->path), 1, SIZE_MAX), segment;
    struct node *node = top;
    size_t variables = 0;
    assert(route->path[0] == '/');
    while (str_split(&rest, '/', &segment)) {
        variables += is_variable(segment);
        node = child_get(arena, node, segment);
    }
    assert(variables <= CALL_SEGMENTS && node->place.routes[route->method] == NULL);
    node->place.routes[route->method] = route;
    node->has_routes = true;
}

static const char *allow_list(struct arena *arena, const struct place *place)
{
    static const char *const names[] = {
        [METHOD_GET] = "GET, HEAD, ", [METHOD_POST] = "POST, ",     [METHOD_PUT] = "PUT, ",
        [METHOD_PATCH] = "PATCH, ",   [METHOD_DELETE] = "DELETE, ",
    };
    const char *list = "";
    for (size_t i = 0; i < METHOD_COUNT; i++) {
        if (place->routes[i] != NULL)
            list = arena_printf(arena, "%s%s", list, names[i]);
    }
    return arena_printf(arena, "%sOPTIONS", list);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the longest path of the table has segments */
static void finish(struct arena *arena, struct node *node)
{
    if (node == NULL)
        return;
    if (node->has_routes)
        node->place.allow = allow_list(arena, &node->place);
    finish(arena, node->any);
    for (struct node *child = node->child; child != NULL; child = child->sibling)
        finish(arena, child);
}

struct route_tree *route_tree_new(struct arena *arena, const struct route *routes, size_t count)
{
    struct route_tree *tree = arena_new(arena, struct route_tree);
    tree->routes = routes;
    tree->count = count;
    for (size_t i = 0; i < count; i++)
        add_route(arena, &tree->top, &routes[i]);
    finish(arena, &tree->top);
    return tree;
}

/* The next level's node for a segment, or NULL. An empty segment is never a {…}'s value. */
static const struct node *step(const struct node *node, struct str segment)
{
    for (const struct node *child = node->child; child != NULL; child = child->sibling) {
        if (str_equal(child->literal, segment))
            return child;
    }
    return segment.size > 0 ? node->any : NULL;
}

bool route_tree_find(const struct route_tree *tree, struct arena *arena, struct str path, const struct place **place,
                     struct str segments[CALL_SEGMENTS], struct problem *problem)
{
    struct str rest = str_part(path, 1, path.size), raw, segment;
    const struct node *node = &tree->top;
    size_t variables = 0;
    *place = NULL;
    while (str_split(&rest, '/', &raw)) {
        if (!target_decode(arena, raw, &segment)) {
            return problem_add(problem, PROBLEM_INVALID_REQUEST, "",
                               "the path is not percent-encoded UTF-8 without control characters");
        }
        if (node == NULL)
            continue; /* on to the end, since a path that cannot be decoded is wrong wherever it leads */
        const struct node *next = step(node, segment);
        if (next != NULL && next == node->any)
            segments[variables++] = segment;
        node = next;
    }
    if (node != NULL && node->has_routes)
        *place = &node->place;
    return true;
}

/* A path of the table with the segments of a client's in place of each {…}. */
static const char *filled(struct arena *arena, const char *pattern, struct str path)
{
    struct str rest = str_of(pattern), given = path, segment, word = {0};
    buffer_auto text = {0};
    bool is_first = true;
    while (str_split(&rest, '/', &segment)) {
        if (!str_split(&given, '/', &word))
            word = (struct str){0};
        if (!is_first)
            buffer_add_byte(&text, '/');
        is_first = false;
        buffer_add(&text, is_variable(segment) && word.size > 0 ? word : segment);
    }
    return arena_cstr(arena, buffer_str(&text));
}

const char *route_tree_nearest(const struct route_tree *tree, struct arena *arena, struct str path)
{
    if (path.size > NEAREST_SIZE)
        return NULL;
    struct nearest nearest = nearest_begin(path);
    struct str shifted = str_of(arena_printf(arena, "/%.*s", STR_PRINT(path))); /* its first segment may be left out */
    for (size_t i = 0; i < tree->count; i++) {
        nearest_offer(&nearest, filled(arena, tree->routes[i].path, path));
        nearest_offer(&nearest, filled(arena, tree->routes[i].path, shifted));
    }
    return nearest_name(&nearest);
}
