/* memory.h: what happens when the machine has no memory left.
 *
 * One line in the log, then abort. What clients can ask for was limited before, and what was acknowledged is on the disk,
 * so there is nothing to save that a half-working process would save better.
 */
#ifndef CLAIMD_MEMORY_H
#define CLAIMD_MEMORY_H

#include "claimd/base.h"

/* Makes Jansson and SQLite end the program too instead of reporting failure, and has the C library keep some freed megabytes for
 * the next request. Call once, before either is used and before any thread is started. */
void memory_install(void);

/* For the two modules that allocate (arena, buffer), and where a library says that it could not. */
void memory_gone(size_t size) __attribute__((noreturn));

/* What was freed goes back to the system, which the C library else keeps for the next who asks. For who seldom lets go of much:
 * takes milliseconds. */
void memory_give_back(void);

#endif
