/* name_short.h: the short forms by which an article goes on to speak of what it has named in full.
 *
 * A person by the last name, a title with it, or the first name; an organisation by the beginning of its name, its head word
 * behind "the", or its initials; either without the country it begins with. Where several may be meant, it is who is named
 * in full at least twice as often as anybody else of that form; else nobody.
 *
 * memory   in the arena given at making
 * threads  one thread at a time
 */
#ifndef CLAIMD_NAME_SHORT_H
#define CLAIMD_NAME_SHORT_H

#include "claimd/key_table.h"
#include "claimd/name_key.h"

/* The two referents named most often of all that share a short form. */
struct bearers {
    uint32_t first, second;
};

struct name_shorts {
    struct arena *arena;
    struct name_keys keys;
    const struct referent *referents; /* mention_count: how often each is named in full */
    struct bearers *bearers;          /* what the numbers of the tables are places in */
    uint32_t bearer_count, bearer_room;
    struct key_table surname, given;  /* last words of persons (also with their title), first words */
    struct key_table beginning, head; /* of organisations */
    struct key_table initials;
    struct key_table tail; /* names without the country they begin with */
};

CL_CHECK struct name_shorts name_shorts_make(struct arena *arena, const struct name_keys *keys,
                                             const struct referent *referents, size_t names);

/* Takes down how a name that stands in full may be shortened; name->referent must be set. */
void name_shorts_enter(struct name_shorts *shorts, const struct name *name);
void name_shorts_enter_tail(struct name_shorts *shorts, const struct name *name);

/* The referent that a name is the short form of; ANALYSIS_NONE for none, or for several. */
CL_CHECK uint32_t name_shorts_person(const struct name_shorts *shorts, const struct name *name);
CL_CHECK uint32_t name_shorts_organization(const struct name_shorts *shorts, const struct name *name);
CL_CHECK uint32_t name_shorts_initials(const struct name_shorts *shorts, const struct name *name);
CL_CHECK uint32_t name_shorts_tail(const struct name_shorts *shorts, const struct name *name);

#endif
