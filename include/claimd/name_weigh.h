/* name_weigh.h: names that their sentence leaves open, by how the others of the article stand.
 *
 * memory   in the arena
 * threads  no state
 */
#ifndef CLAIMD_NAME_WEIGH_H
#define CLAIMD_NAME_WEIGH_H

#include "claimd/name_key.h"

/* A word behind "in" is a place where a fair part of its mentions are; else it is a guess like the others. O(count). */
void name_weigh_places(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count);

/* Guesses in a list ("Guangdong, Huzhou, Linyi and Sichuan") are of the kind of those around them, where these are sure and
 * alike: one on either side, or two on one. O(count). */
void name_weigh_lists(const struct name_keys *keys, struct name *names, size_t count);

/* One word of whom its neighbours say now this and now that ("LibriVox founder", "a LibriVox book") is what most of them say.
 * O(count). */
void name_weigh_kinds(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count);

/* A capital that may be meant as a government is one where the article's clear cases of it are mostly so. O(count). */
void name_weigh_capitals(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count);

/* What begins with somebody of the article and goes on with another word is no person ("George Floyd Justice"), or only its
 * first word is ("Warhol Polaroids"). O(count). */
void name_weigh_persons(struct arena *arena, const struct name_keys *keys, struct name *names, size_t count);

#endif
