#include "claimd/routes.h"

#include "claimd/handlers.h"
#include "claimd/model.h"

/* To add an endpoint: a handler in src/api/, declared in handlers.h, and a line here; then `make openapi`. The order is that
 * of the documentation. What has no line of documentation is the page and its files: web/src/app/pages.ts has the same. */
const struct route routes[] = {
    /* clang-format off */
    /* method        path                              check            run                      access  scope          resource           about */
    {METHOD_GET,    "/",                              NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/articles",                      NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/articles/{id}",                 NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/articles/{id}/anchors",         NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/articles/{id}/edit",            NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/articles/{id}/history",         NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/claims",                        NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/claims/{id}/history",           NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/entities",                      NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/entities/{id}",                 NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/entities/{id}/history",         NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/tags",                          NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/tags/{slug}/history",           NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/search",                        NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/add",                           NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/docs",                          NULL,            get_page,                OPEN,   SCOPE_NONE,    NULL,              NULL},
    {METHOD_GET,    "/assets/{file}",                 NULL,            get_asset,               OPEN,   SCOPE_NONE,    NULL,              NULL},

    {METHOD_GET,    "/healthz",                       NULL,            get_health,              OPEN,   SCOPE_NONE,    NULL,              "The program runs"},
    {METHOD_GET,    "/readyz",                        NULL,            get_ready,               OPEN,   SCOPE_NONE,    NULL,              "The database answers"},
    {METHOD_GET,    "/metrics",                        NULL,            get_metrics,             LIVE,   SCOPE_READ,    NULL,              "Figures for Prometheus"},
    {METHOD_GET,    "/openapi.json",                  NULL,            get_openapi,             SLOW,   SCOPE_READ,    NULL,              "The contract of this API"},
    {METHOD_GET,    "/v1",                            NULL,            get_index,               READS,  SCOPE_READ,    NULL,              "The resources"},

    {METHOD_GET,    "/v1/articles",                   NULL,            list_records,            READS,  SCOPE_READ,    &article_resource, "List articles"},
    {METHOD_POST,   "/v1/articles",                   check_new,       create_records,          WRITES, SCOPE_EDIT,    &article_resource, "Create one article, or up to 200"},
    {METHOD_GET,    "/v1/articles/{id}",              NULL,            get_record,              READS,  SCOPE_READ,    &article_resource, "Read an article"},
    {METHOD_PATCH,  "/v1/articles/{id}",              check_patch,     patch_record,            WRITES, SCOPE_EDIT,    &article_resource, "Change an article"},
    {METHOD_DELETE, "/v1/articles/{id}",              check_delete,    delete_record,           WRITES, SCOPE_EDIT,    &article_resource, "Delete an article"},
    {METHOD_GET,    "/v1/articles/{id}/source",       NULL,            get_source,              READS,  SCOPE_READ,    NULL,              "What an article was made from, as it was given"},
    {METHOD_GET,    "/v1/articles/{id}/claims",       NULL,            list_of_article_records, READS,  SCOPE_READ,    &claim_resource,   "List the claims of an article"},
    {METHOD_GET,    "/v1/articles/{id}/mentions",     NULL,            list_of_article_records, READS,  SCOPE_READ,    &mention_resource, "List the mentions in an article"},
    {METHOD_GET,    "/v1/articles/{id}/entities",     NULL,            list_of_article_records, READS,  SCOPE_READ,    &entity_resource,  "List the entities that an article mentions"},
    {METHOD_GET,    "/v1/articles/{id}/history",      NULL,            get_history,             LIVE,   SCOPE_READ,    &article_resource, "What an article was, and who changed it"},
    {METHOD_GET,    "/v1/articles/{id}/bodies/{revision}", NULL,       get_body,                READS,  SCOPE_READ,    NULL,              "The body that an article had at a revision"},
    {METHOD_GET,    "/v1/articles/{id}/read",         NULL,            get_reads,               READS,  SCOPE_READ,    NULL,              "Who has read which blocks"},
    {METHOD_PUT,    "/v1/articles/{id}/read/{block}", NULL,            mark_read,               WRITES, SCOPE_SUGGEST, NULL,              "Mark a block as read"},
    {METHOD_DELETE, "/v1/articles/{id}/read/{block}", NULL,            mark_read,               WRITES, SCOPE_SUGGEST, NULL,              "Mark a block as not read"},
    {METHOD_GET,    "/v1/articles/{id}/agreement",    NULL,            get_agreement,           SLOW,   SCOPE_READ,    NULL,              "How far those who made its claims agree"},
    {METHOD_POST,   "/v1/articles/{id}/analysis",     check_analysis,  store_analysis,          WRITES, SCOPE_SUGGEST, NULL,              "Suggest the entities, mentions and claims that an article seems to hold"},

    {METHOD_GET,    "/v1/entities",                   NULL,            list_records,            READS,  SCOPE_READ,    &entity_resource,  "List entities"},
    {METHOD_POST,   "/v1/entities",                   check_new,       create_records,          WRITES, SCOPE_SUGGEST, &entity_resource,  "Create one entity, or up to 200"},
    {METHOD_GET,    "/v1/entities/{id}",              NULL,            get_record,              READS,  SCOPE_READ,    &entity_resource,  "Read an entity, by id or slug"},
    {METHOD_PATCH,  "/v1/entities/{id}",              check_patch,     patch_record,            WRITES, SCOPE_SUGGEST, &entity_resource,  "Change an entity"},
    {METHOD_DELETE, "/v1/entities/{id}",              check_delete,    delete_record,           WRITES, SCOPE_SUGGEST, &entity_resource,  "Delete an entity"},
    {METHOD_POST,   "/v1/entities/decisions",         check_decisions, decide_records,          WRITES, SCOPE_EDIT,    &entity_resource,  "Accept, reject or correct up to 200 entities"},
    {METHOD_GET,    "/v1/entities/{id}/claims",       NULL,            list_of_entity_records,  READS,  SCOPE_READ,    &claim_resource,   "List the claims in which an entity has a role"},
    {METHOD_GET,    "/v1/entities/{id}/mentions",     NULL,            list_of_entity_records,  READS,  SCOPE_READ,    &mention_resource, "List the mentions of an entity"},
    {METHOD_GET,    "/v1/entities/{id}/history",      NULL,            get_history,             LIVE,   SCOPE_READ,    &entity_resource,  "What an entity was, and who changed it"},
    {METHOD_POST,   "/v1/entities/{id}/merge",        check_merge,     merge_record,            WRITES, SCOPE_EDIT,    &entity_resource,  "Merge an entity into another"},

    {METHOD_GET,    "/v1/mentions",                   NULL,            list_records,            READS,  SCOPE_READ,    &mention_resource, "List mentions"},
    {METHOD_POST,   "/v1/mentions",                   check_new,       create_records,          WRITES, SCOPE_SUGGEST, &mention_resource, "Create one mention, or up to 200"},
    {METHOD_GET,    "/v1/mentions/{id}",              NULL,            get_record,              READS,  SCOPE_READ,    &mention_resource, "Read a mention"},
    {METHOD_PATCH,  "/v1/mentions/{id}",              check_patch,     patch_record,            WRITES, SCOPE_SUGGEST, &mention_resource, "Change a mention"},
    {METHOD_DELETE, "/v1/mentions/{id}",              check_delete,    delete_record,           WRITES, SCOPE_SUGGEST, &mention_resource, "Delete a mention"},
    {METHOD_GET,    "/v1/mentions/{id}/history",      NULL,            get_history,             LIVE,   SCOPE_READ,    &mention_resource, "What a mention was, and who changed it"},
    {METHOD_POST,   "/v1/mentions/decisions",         check_decisions, decide_records,          WRITES, SCOPE_EDIT,    &mention_resource, "Accept, reject or correct up to 200 mentions"},

    {METHOD_GET,    "/v1/claims",                     NULL,            list_records,            READS,  SCOPE_READ,    &claim_resource,   "List claims"},
    {METHOD_POST,   "/v1/claims",                     check_new,       create_records,          WRITES, SCOPE_SUGGEST, &claim_resource,   "Create one claim, or up to 200"},
    {METHOD_GET,    "/v1/claims/{id}",                NULL,            get_record,              READS,  SCOPE_READ,    &claim_resource,   "Read a claim"},
    {METHOD_PATCH,  "/v1/claims/{id}",                check_patch,     patch_record,            WRITES, SCOPE_SUGGEST, &claim_resource,   "Change a claim"},
    {METHOD_DELETE, "/v1/claims/{id}",                check_delete,    delete_record,           WRITES, SCOPE_SUGGEST, &claim_resource,   "Delete a claim"},
    {METHOD_GET,    "/v1/claims/{id}/history",        NULL,            get_history,             LIVE,   SCOPE_READ,    &claim_resource,   "What a claim was, and who changed it"},
    {METHOD_POST,   "/v1/claims/decisions",           check_decisions, decide_records,          WRITES, SCOPE_EDIT,    &claim_resource,   "Accept, reject or correct up to 200 claims"},

    {METHOD_GET,    "/v1/tags",                       NULL,            list_records,            READS,  SCOPE_READ,    &tag_resource,     "List tags"},
    {METHOD_POST,   "/v1/tags",                       check_new,       create_records,          WRITES, SCOPE_EDIT,    &tag_resource,     "Create one tag, or up to 200"},
    {METHOD_GET,    "/v1/tags/{slug}",                NULL,            get_record,              READS,  SCOPE_READ,    &tag_resource,     "Read a tag"},
    {METHOD_PATCH,  "/v1/tags/{slug}",                check_patch,     patch_record,            WRITES, SCOPE_EDIT,    &tag_resource,     "Change a tag"},
    {METHOD_DELETE, "/v1/tags/{slug}",                check_delete,    delete_record,           WRITES, SCOPE_EDIT,    &tag_resource,     "Delete a tag"},
    {METHOD_GET,    "/v1/tags/{slug}/history",        NULL,            get_history,             LIVE,   SCOPE_READ,    &tag_resource,     "What a tag was, and who changed it"},
    {METHOD_POST,   "/v1/tags/{slug}/merge",          check_merge,     merge_record,            WRITES, SCOPE_EDIT,    &tag_resource,     "Merge a tag into another"},

    {METHOD_GET,    "/v1/facets/articles",            NULL,            get_facets,              READS,  SCOPE_READ,    &article_resource, "Count the articles of a list by their values"},
    {METHOD_GET,    "/v1/facets/entities",            NULL,            get_facets,              READS,  SCOPE_READ,    &entity_resource,  "Count the entities of a list by their values"},
    {METHOD_GET,    "/v1/facets/mentions",            NULL,            get_facets,              READS,  SCOPE_READ,    &mention_resource, "Count the mentions of a list by their values"},
    {METHOD_GET,    "/v1/facets/claims",              NULL,            get_facets,              READS,  SCOPE_READ,    &claim_resource,   "Count the claims of a list by their values"},

    {METHOD_GET,    "/v1/changes/{id}/brought",       NULL,            get_brought,             LIVE,   SCOPE_EDIT,    NULL,              "What a merge, or a delete that cascades, changed besides its own record"},

    {METHOD_GET,    "/v1/session",                    NULL,            get_session,             LIVE,   SCOPE_READ,    NULL,              "Who you are, and what you may"},
    {METHOD_POST,   "/v1/session",                    check_no_body,   create_session,          WRITES, SCOPE_READ,    NULL,              "Exchange a key for a session in a cookie"},
    {METHOD_DELETE, "/v1/session",                    NULL,            end_session,             WRITES, SCOPE_READ,    NULL,              "Sign out"},

    {METHOD_POST,   "/v1/analyze",                    check_analyze,   analyze_text,            SLOW,   SCOPE_READ,    NULL,              "Read a text as an article is read; nothing is stored"},

    {METHOD_GET,    "/v1/keys",                       NULL,            list_records,            READS,  SCOPE_ADMIN,   &key_resource,     "List keys"},
    {METHOD_POST,   "/v1/keys",                       check_new,       create_key,              WRITES, SCOPE_ADMIN,   &key_resource,     "Create a key; its secret is in this answer only"},
    {METHOD_GET,    "/v1/keys/{id}",                  NULL,            get_record,              READS,  SCOPE_ADMIN,   &key_resource,     "Read a key"},
    {METHOD_PATCH,  "/v1/keys/{id}",                  check_patch,     patch_record,            WRITES, SCOPE_ADMIN,   &key_resource,     "Change when a key expires"},
    {METHOD_DELETE, "/v1/keys/{id}",                  check_delete,    delete_record,           WRITES, SCOPE_ADMIN,   &key_resource,     "Revoke a key"},
    {METHOD_GET,    "/v1/keys/{id}/history",          NULL,            get_history,             LIVE,   SCOPE_ADMIN,   &key_resource,     "Who made, changed and revoked a key"},
    /* clang-format on */
};

const size_t route_count = COUNT(routes);
