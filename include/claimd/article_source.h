/* article_source.h: an article's source turned into what a client could have sent itself: body, blocks, and the fields that can be
 * read out of it (page.h).
 *
 * Fields that were sent, null too, are left alone. Those that were read are named in `guessed`. Nothing here needs a
 * database, and a large page takes long: it is done before a request goes to the writer.
 *
 * threads  no state
 */
#ifndef CLAIMD_ARTICLE_SOURCE_H
#define CLAIMD_ARTICLE_SOURCE_H

#include <jansson.h>

#include "claimd/problem.h"

/* Names of the fields that may be in `guessed`; ends in NULL. */
extern const char *const article_guessable[];

/* sent: an article, or a patch of one (is_new false: only body and blocks are made). Without a source it is left as it is. A new
 * article must have a title afterwards, and no patch may take it away. */
CL_CHECK bool article_source_read(json_t *sent, bool is_new, struct problem *problem);

#endif
