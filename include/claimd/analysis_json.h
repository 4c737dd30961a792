/* analysis_json.h: an analysis as JSON: what POST /v1/analyze and `claimd analyze --json` print.
 *
 * {"blocks": [{kind, start, end}], "sentences": [{start, end, block}],
 *  "entities": [{"ref": 0, name, kind, entity: id or null, rival: id or null, confidence, mention_count}],
 *  "mentions": [{"ref": 0, entity, anchor: {start, end, exact, prefix, suffix}, metonym,
 *               demonym, confidence, why: [{rule, text, start, end}]}],
 *  "claims": [{anchor, text, kind, certainty, probability, polarity, holder, condition, horizon, subjects, objects, tags,
 *              confidence, why}]}
 *
 * `ref` is the place in "entities". Members are those of the records (docs of claims and mentions) where they have the same
 * name; what is absent is null. Offsets are code points.
 *
 * memory   the buffer's
 * threads  no state
 */
#ifndef CLAIMD_ANALYSIS_JSON_H
#define CLAIMD_ANALYSIS_JSON_H

#include "claimd/analysis.h"
#include "claimd/buffer.h"

/* library: the one that was analysed with, or NULL. O(size of what is written). */
void analysis_json(struct buffer *json, const struct blocks *blocks, const struct analysis *analysis,
                   const struct library *library);

#endif
