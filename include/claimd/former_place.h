/* former_place.h: where a mention or claim stood while its article had a body that comes back.
 *
 * What the map between two bodies loses it cannot give back: a sentence that was cut and put in again may stand there twice. The
 * history knows where each record stood, so who takes an edit back has every place as it was: anchor, and inside claims cue,
 * condition and horizon, and the words of `why`.
 *
 * Not where somebody has placed one of them since, by other ways than an edit of the body: then the map decides.
 */
#ifndef CLAIMD_FORMER_PLACE_H
#define CLAIMD_FORMER_PLACE_H

#include "claimd/resource.h"
#include "claimd/store.h"

/* More changes than this are not looked through. */
enum { FORMER_PLACE_CHANGES = 100 };

/* The doc of a record as it was before its changes from `mark` on; NULL: it did not exist, had no place, or was placed otherwise
 * than by `route`, which edits bodies. A new reference. O(changes since). */
CL_CHECK bool former_place_find(struct store *store, const struct resource *resource, int64_t id, int64_t mark,
                                const char *route, struct arena *arena, json_t **former, struct problem *problem);

/* Puts everything of doc where it is in former. Returns whether doc differs from before. */
CL_CHECK bool former_place_take(json_t *doc, const json_t *former);

#endif
