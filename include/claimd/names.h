/* names.h: from what a request calls an entity, tag or article to its id, and old names to new ones. */
#ifndef CLAIMD_NAMES_H
#define CLAIMD_NAMES_H

#include "claimd/store.h"

/* id or slug → id. *id is 0 when there is none. A name that was given up (a changed slug, a merged record) gives the record
 * that has it now, and *is_former says so. */
CL_CHECK bool names_entity(struct store *store, struct str name, int64_t *id, bool *is_former, struct problem *problem);
CL_CHECK bool names_tag(struct store *store, struct str slug, int64_t *id, bool *is_former, struct problem *problem);
/* Whether a record of that table exists. */
CL_CHECK bool names_exists(struct store *store, const struct resource *resource, int64_t id, bool *exists,
                           struct problem *problem);

/* The status of an entity, "" when there is none with this id. In the arena. */
CL_CHECK bool names_entity_status(struct store *store, struct arena *arena, int64_t id, struct str *status,
                                  struct problem *problem);
/* An entity of this name, without regard to case and accents, and kind: the oldest that is not rejected, else a rejected one; *id is
 * 0 when there is none. */
CL_CHECK bool names_entity_called(struct store *store, struct arena *arena, struct str name, const char *kind,
                                  int64_t *id, bool *is_rejected, struct problem *problem);

/* Slug of a tag; the empty str when it is not there. */
CL_CHECK bool names_tag_slug(struct store *store, struct arena *arena, int64_t id, struct str *slug,
                             struct problem *problem);

/* From now on `old` means id ("entity" or "tag"); names that meant `gone` do too, when gone is not 0. */
CL_CHECK bool names_give_up(struct store *store, const char *kind, struct str old, int64_t id, int64_t gone,
                            struct problem *problem);
/* A name taken into use again means its record, no longer the former one. */
CL_CHECK bool names_take_back(struct store *store, const char *kind, struct str name, struct problem *problem);

/* Entities and tags that were written or deleted after the change `last`, which becomes the newest there is. Lists in the arena,
 * as often as they changed. O(changes since). */
struct named_changes {
    int64_t last;
    int64_t *entities, *tags;
    size_t entity_count, tag_count;
};
CL_CHECK bool names_changed(struct store *store, struct arena *arena, struct named_changes *changes,
                            struct problem *problem);
/* The newest change; 0 when there is none. */
CL_CHECK bool names_last_change(struct store *store, int64_t *last, struct problem *problem);

/* Of a record that is deleted: its former names lead nowhere. */
CL_CHECK bool names_forget(struct store *store, const char *kind, int64_t id, struct problem *problem);

#endif
