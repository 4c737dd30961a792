/* annotation.h: records that are anchored in an article, as W3C Web Annotations (2017).
 *
 * The target is the article here, with a TextQuoteSelector and a TextPositionSelector (positions in code points, section
 * 4.2.5 of the model), and beside it the article's own address, where it has one, with the quotation alone: its page has other
 * positions. Bodies say what the annotation says: a claim's text describes, its kind classifies, its tags tag, entities are
 * identified by mentions and linked by claims. Addresses of ours are relative to the server.
 *
 * memory   results are new references
 * threads  no state
 */
#ifndef CLAIMD_ANNOTATION_H
#define CLAIMD_ANNOTATION_H

#include "claimd/resource.h"

#define ANNOTATION_CONTEXT "http://www.w3.org/ns/anno.jsonld"

/* Whether records of the resource are anchored. */
CL_CHECK bool annotation_fits(const struct resource *resource);

/* Puts the JSON Schemas Annotation and AnnotationPage, and what they refer to, into `all` (components/schemas). */
void annotation_schemas(json_t *all);

/* Without @context. url: the article's own address; size 0: it has none. */
CL_CHECK json_t *annotation_of(const struct resource *resource, const json_t *doc, struct str url);

#endif
