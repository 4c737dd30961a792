#include "claimd/operations.h"

#include "claimd/handlers.h"
#include "claimd/model.h"
#include "claimd/suggestions.h"
#include "claimd/value.h"

/* clang-format off */
static const struct field status_fields[] = {
    {"status", NULL, FIELD_LINE, SET, 0, "In a word"},
    {0},
};
static const struct field reads_fields[] = {
    {"data", NULL, FIELD_OBJECTS, SET, 0, "In the order of blocks", .members = article_read_members},
    {"next", NULL, FIELD_LINE,    0,   0, "null: all come at once"},
    {0},
};
static const struct field body_fields[] = {
    {"article",     NULL, FIELD_ID,      SET, 0, "Whose it is"},
    {"revision",    NULL, FIELD_COUNT,   SET, 0, "At which the article got it, and had it until it got another", .example = "1"},
    {"body_sha256", NULL, FIELD_LINE,    SET, 0, "SHA-256 of the body's UTF-8 bytes, in hex", .example = "45b1b0e5635cae4c543822dc0a57694dad8d3ad6ba4f495ef40eaeaaea0af0da"},
    {"body",        NULL, FIELD_TEXT,    SET, 0, "The text", .example = "The minister Ada Grey told reporters that fusion power will likely light homes by 2035."},
    {"blocks",      NULL, FIELD_OBJECTS, SET, 0, "Its blocks", .members = article_block_members},
    {0},
};
static const char *const scopes[] = {"read", "suggest", "edit", "admin", NULL};
static const struct field session_fields[] = {
    {"name",       NULL, FIELD_LINE, 0,   0, "Of the key; null: none was sent"},
    {"scope",      NULL, FIELD_ENUM, SET, 0, "What you may", .values = scopes},
    {"expires_at", NULL, FIELD_TIME, 0,   0, "When the session ends; null: there is none"},
    {0},
};
static const struct field merge_fields[] = {
    {"into", NULL, FIELD_LINE, WRITE | REQUIRED, 80, "The one that stays: its id or slug"},
    {0},
};
/* clang-format on */

static const char index_schema[] =
    "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", \"required\": [\"href\", \"about\"],"
    " \"properties\": {\"href\": {\"type\": \"string\"}, \"about\": {\"type\": \"string\"}}}}";
static const char index_example[] =
    "{\"claims\": {\"href\": \"/v1/claims\", \"about\": \"One statement made at one place "
    "of one article, restated so that it stands alone\"}}";
static const char session_example[] =
    "{\"name\": \"editor\", \"scope\": \"edit\", \"expires_at\": \"2026-05-02T20:00:00.000Z\"}";
static const char metrics_example[] = "# HELP claimd_http_connections Connections that are open\n"
                                      "# TYPE claimd_http_connections gauge\nclaimd_http_connections 1\n";
static const char source_example[] =
    "The minister Ada Grey told reporters that fusion power will likely light homes by 2035.\n";

static const char decisions_request[] = "{\"decisions\": [{\"id\": \"0savvxnv5j403\", \"revision\": 1, \"verdict\": "
                                        "\"reject\", \"reason\": \"She did not say so\"}]}";

static const char analyze_request[] = "{\"body\": \"Ada Grey said that fusion power will likely light homes by "
                                      "2035.\", \"published_at\": \"2024-05-19\"}";

/* To describe a new route: a line here, unless it reads or writes records as those of other resources are. */
static const struct operation operations[] = {
    /* clang-format off */
    {get_health,   "200", "application/json", .gives = status_fields, .example = "{\"status\": \"ok\"}"},
    {get_ready,    "200", "application/json", .gives = status_fields, .example = "{\"status\": \"ready\"}"},
    {get_metrics,  "200", "text/plain",       .example = metrics_example},
    {get_openapi,  "200", "application/json", .schema = "{\"type\": \"object\"}", .example = "{\"openapi\": \"3.1.0\"}"},
    {get_index,    "200", "application/json", .schema = index_schema, .example = index_example},
    {get_source,   "200", "text/plain",       .example = source_example},
    {get_body,     "200", "application/json", .gives = body_fields},
    {get_reads,    "200", "application/json", .gives = reads_fields},
    {mark_read,    "204", NULL},
    {get_history,   "200", "application/json", .gives = history_gives},
    {get_brought,   "200", "application/json", .gives = brought_gives},
    {store_analysis, "200", "application/json", .gives = suggestions_members},
    {analyze_text,   "200", "application/json", .takes = analyze_takes, .gives = analyze_gives, .request = analyze_request},
    {get_facets,    "200", "application/json", .gives = facets_gives},
    {get_agreement, "200", "application/json", .gives = agreement_gives},
    {get_session,    "200", "application/json", .gives = session_fields, .example = session_example},
    {create_session, "201", "application/json", .gives = session_fields, .example = session_example},
    {end_session,    "204", NULL},
    {merge_record, "200", NULL,               .takes = merge_fields, .request = "{\"into\": \"ada-grey\"}"},
    {decide_records, "200", "application/json", .takes = decisions_takes, .gives = decisions_gives, .request = decisions_request},
    /* clang-format on */
};

const struct operation *operation_of(const struct route *route)
{
    for (size_t i = 0; i < COUNT(operations); i++) {
        if (operations[i].run == route->run)
            return &operations[i];
    }
    return NULL;
}

bool read_body(struct call *call)
{
    const struct operation *operation = operation_of(call->route);
    assert(operation != NULL && operation->takes != NULL);
    if (call->body == NULL)
        return problem_add(&call->problem, PROBLEM_REQUIRED, "", "a body is required, such as %s", operation->request);
    json_t *checked = value_form(operation->takes, call->body, &call->problem);
    if (checked == NULL)
        return false;
    json_decref(call->body);
    call->body = checked;
    return true;
}
