#include "claimd/counts.h"
#include "claimd/handlers.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/openapi.h"
#include "claimd/query.h"
#include "claimd/route.h"
#include "claimd/routes.h"
#include "claimd/version.h"

bool get_health(struct call *call, struct store *store)
{
    (void)store;
    call->reply.body = STR("{\"status\":\"ok\"}\n");
    return true;
}

/* Ready is: the database answers. */
bool get_ready(struct call *call, struct store *store)
{
    struct counts counts;
    if (!counts_get(store, &counts, &call->problem))
        return false;
    call->reply.body = STR("{\"status\":\"ready\"}\n");
    return true;
}

bool get_index(struct call *call, struct store *store)
{
    (void)store;
    if (!query_none(call))
        return false;
    json_auto_t *index = json_object();
    for (const struct resource *const *at = model_resources; *at != NULL; at++) {
        char path[64];
        (void)snprintf(path, sizeof path, "/v1/%s", (*at)->plural);
        json_object_set_new(index, (*at)->plural, json_pack("{s:s, s:s}", "href", path, "about", (*at)->about));
    }
    json_object_set_new(index, "openapi",
                        json_pack("{s:s, s:s}", "href", "/openapi.json", "about", "The contract of this API"));
    call_reply_json(call, 200, index);
    return true;
}

bool get_openapi(struct call *call, struct store *store)
{
    (void)store;
    buffer_auto text = {0};
    openapi_write(&text);
    call->reply.body = arena_str(&call->arena, buffer_str(&text));
    return true;
}

static const char head[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>claimd</title>\n</head>\n<body>\n"
    "<h1>claimd</h1>\n<p>Articles go in; entities and tagged claims come out, each tied to the exact words that state "
    "it.</p>\n";

static const char *const links[][2] = {
    {"/v1/claims?kind=forecast&amp;sort=-created_at&amp;limit=5&amp;pretty", "The five newest forecasts"},
    {"/v1/claims?certainty=likely,very_likely&amp;pretty", "Claims held likely or very likely"},
    {"/v1/claims?q=oil&amp;include=articles,entities&amp;pretty", "Claims about oil, with their articles and entities"},
    {"/v1/claims?holder=-author&amp;pretty", "Claims attributed to somebody other than the author"},
    {"/v1/articles?sort=-published_at&amp;pretty", "Articles, newest first"},
    {"/v1/entities?kind=person&amp;sort=name&amp;pretty", "People by name"},
    {"/v1/tags?broader=null&amp;pretty", "The top of the tag tree"},
    {"/v1", "All resources"},
    {"/openapi.json", "The contract (OpenAPI 3.1)"},
};

bool get_home(struct call *call, struct store *store)
{
    struct counts counts;
    if (!counts_get(store, &counts, &call->problem))
        return false;
    buffer_auto page = {0};
    buffer_add(&page, str_of(head));
    buffer_printf(&page,
                  "<table>\n<tr><th scope=\"row\">Articles</th><td>%lld</td></tr>\n<tr><th "
                  "scope=\"row\">Claims</th><td>%lld</td></tr>\n",
                  (long long)counts.articles, (long long)counts.claims);
    buffer_printf(&page,
                  "<tr><th scope=\"row\">Entities</th><td>%lld</td></tr>\n<tr><th "
                  "scope=\"row\">Mentions</th><td>%lld</td></tr>\n",
                  (long long)counts.entities, (long long)counts.mentions);
    buffer_printf(&page, "<tr><th scope=\"row\">Tags</th><td>%lld</td></tr>\n</table>\n<h2>Try</h2>\n<ul>\n",
                  (long long)counts.tags);
    for (size_t i = 0; i < COUNT(links); i++)
        buffer_printf(&page, "<li><a href=\"%s\">%s</a></li>\n", links[i][0], links[i][1]);
    buffer_printf(&page, "</ul>\n<p>claimd %s</p>\n</body>\n</html>\n", CLAIMD_VERSION);
    call->reply.content_type = "text/html; charset=utf-8";
    call_add_header(call, "Content-Security-Policy", "default-src 'none'");
    call->reply.body = arena_str(&call->arena, buffer_str(&page));
    return true;
}
