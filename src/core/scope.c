#include "claimd/scope.h"

static const char *const names[] = {
    [SCOPE_NONE] = "none", [SCOPE_READ] = "read",   [SCOPE_SUGGEST] = "suggest",
    [SCOPE_EDIT] = "edit", [SCOPE_ADMIN] = "admin",
};
_Static_assert(COUNT(names) == SCOPE_COUNT, "a name for each scope");

const char *scope_name(enum scope scope)
{
    return names[scope];
}

bool scope_parse(struct str name, enum scope *scope)
{
    for (unsigned i = SCOPE_READ; i < SCOPE_COUNT; i++) {
        if (str_is(name, names[i])) {
            *scope = (enum scope)i;
            return true;
        }
    }
    return false;
}
