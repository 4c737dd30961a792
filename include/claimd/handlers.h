/* handlers.h: what the table of routes names. */
#ifndef CLAIMD_HANDLERS_H
#define CLAIMD_HANDLERS_H

#include "claimd/call.h"
#include "claimd/resource.h"

/* records.c: any resource, by route->resource */
CL_CHECK bool list_records(struct call *call, struct store *store);
CL_CHECK bool get_record(struct call *call, struct store *store);
CL_CHECK bool check_new(struct call *call);
CL_CHECK bool create_records(struct call *call, struct store *store);
CL_CHECK bool check_patch(struct call *call);
CL_CHECK bool patch_record(struct call *call, struct store *store);
CL_CHECK bool check_delete(struct call *call);
CL_CHECK bool delete_record(struct call *call, struct store *store);
CL_CHECK bool check_merge(struct call *call);
CL_CHECK bool merge_record(struct call *call, struct store *store);
CL_CHECK bool list_of_article_records(struct call *call, struct store *store);
CL_CHECK bool list_of_entity_records(struct call *call, struct store *store);

/* decisions.c */
CL_CHECK bool check_decisions(struct call *call);
CL_CHECK bool decide_records(struct call *call, struct store *store);
extern const struct field decisions_takes[], decisions_gives[];

/* analyze.c */
CL_CHECK bool check_analyze(struct call *call);
CL_CHECK bool analyze_text(struct call *call, struct store *store);
extern const struct field analyze_takes[], analyze_gives[];
CL_CHECK bool check_analysis(struct call *call);
CL_CHECK bool store_analysis(struct call *call, struct store *store);
/* call->prepare of an article that is created and analysed, and what follows when it is stored. */
struct stored;
struct writing;
CL_CHECK bool prepare_article(struct call *call, struct store *reader);
CL_CHECK bool suggest_in_article(struct call *call, const struct writing *writing, struct stored *stored);

/* agree.c */
CL_CHECK bool get_agreement(struct call *call, struct store *store);
extern const struct field agreement_gives[];

/* operations.c: the body against what the route's operation takes, canonical in its place. */
CL_CHECK bool read_body(struct call *call);

/* facets.c */
CL_CHECK bool get_facets(struct call *call, struct store *store);
CL_CHECK json_t *
facets_names(const struct resource *resource); /* for the contract: what facets= takes (a new reference) */
extern const struct field facets_gives[];

/* articles.c */
CL_CHECK bool get_source(struct call *call, struct store *store);
CL_CHECK bool get_body(struct call *call, struct store *store);
CL_CHECK bool get_reads(struct call *call, struct store *store);
CL_CHECK bool mark_read(struct call *call, struct store *store);

/* history.c */
CL_CHECK bool get_history(struct call *call, struct store *store);
CL_CHECK bool get_brought(struct call *call, struct store *store);
extern const struct field history_gives[], brought_gives[];

/* keys.c */
CL_CHECK bool create_key(struct call *call, struct store *store);

/* session.c */
CL_CHECK bool check_no_body(struct call *call);
CL_CHECK bool get_session(struct call *call, struct store *store);
CL_CHECK bool create_session(struct call *call, struct store *store);
CL_CHECK bool end_session(struct call *call, struct store *store);

/* assets.c */
CL_CHECK bool get_page(struct call *call, struct store *store);
CL_CHECK bool get_asset(struct call *call, struct store *store);
/* The page's answer to a browser that asks for an address which nobody knows; false: it is no browser, or asks the API. */
CL_CHECK bool get_nowhere(struct call *call);

/* system.c */
CL_CHECK bool get_index(struct call *call, struct store *store);
CL_CHECK bool get_health(struct call *call, struct store *store);
CL_CHECK bool get_ready(struct call *call, struct store *store);
CL_CHECK bool get_metrics(struct call *call, struct store *store); /* metrics.c */
CL_CHECK bool get_openapi(struct call *call, struct store *store);

#endif
