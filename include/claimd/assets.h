/* assets.h: the page, compiled in.
 *
 * `make web` makes the files of web/dist from web/src and lists them in web/dist/assets.def. Each but index.html has a hash of
 * its content in its name, so it may be kept for good by whoever has it once.
 *
 * memory   constant; nothing here allocates
 * threads  no state: call from anywhere
 */
#ifndef CLAIMD_ASSETS_H
#define CLAIMD_ASSETS_H

#include "claimd/str.h"

struct asset_bytes {
    const char *start, *end; /* NULL: none */
};

struct asset {
    struct str name;
    const char *content_type;
    const char *etag; /* with its quotes */
    struct asset_bytes plain;
    struct asset_bytes gzipped; /* made when the program was built; of a typeface, which is compressed already, none */
};

/* NULL: there is none of that name. O(files). */
CL_CHECK const struct asset *asset_find(struct str name);

#endif
