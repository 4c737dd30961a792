/* base.h: the three macros that every file may use. */
#ifndef CLAIMD_BASE_H
#define CLAIMD_BASE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A result that must be looked at. */
#define CL_CHECK __attribute__((warn_unused_result))

/* Format string is argument f, its values begin at argument v. */
#define CL_PRINTF(f, v) __attribute__((format(printf, f, v)))

#endif
