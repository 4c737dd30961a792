/* page_file.h: a file that is the source of an article, as it lies: its type by its name, in any encoding that the web has.
 *
 * errors   STORAGE, TOO_LARGE, FORMAT, without a pointer: who calls knows the file's name
 */
#ifndef CLAIMD_PAGE_FILE_H
#define CLAIMD_PAGE_FILE_H

#include <stdio.h>

#include "claimd/page.h"

enum { PAGE_FILE_SIZE = 32 * 1024 * 1024 }; /* bytes: 8 million characters of four */

/* By the ending of its name, in any case: .htm, .html, .xhtml, .md, .markdown, .txt; *name is the name without folder and ending.
 * false: it is none of these. */
CL_CHECK bool page_file_type(const char *path, enum page_type *type, struct str *name);

/* All of it from where the file stands, as UTF-8 (charset.h), in the arena. */
CL_CHECK bool page_file_read(struct arena *arena, FILE *file, struct str *text, struct problem *problem);

#endif
