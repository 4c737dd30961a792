/* The files are taken in by .incbin, as they are and compressed; the Makefile makes the compressed ones, and has both as
 * prerequisites, which -MMD does not see. */
#include "claimd/assets.h"

#include "claimd/handlers.h"
#include "claimd/negotiate.h"

/* clang-format off */
#define INCLUDE(kind, number, path)                                       \
    __asm__(".section .rodata\n"                                          \
            #kind "_" #number "_start: .incbin \"" path "\"\n"            \
            #kind "_" #number "_end: .byte 0\n"                           \
            ".previous\n");                                               \
    extern const char kind##_##number##_start[];                          \
    extern const char kind##_##number##_end[];
#define ASSET(number, file, type, etag) INCLUDE(plain, number, "web/dist/" file)
#define ASSET_GZIP(number, file, type, etag)                              \
    ASSET(number, file, type, etag)                                       \
    INCLUDE(gzipped, number, "build/web/" file ".gz")
#include "../../web/dist/assets.def"
#undef ASSET
#undef ASSET_GZIP

#define NAME(file) {(file), sizeof(file) - 1}
#define BYTES(kind, number) {kind##_##number##_start, kind##_##number##_end}
static const struct asset assets[] = {
#define ASSET(number, file, type, etag) {NAME(file), (type), (etag), BYTES(plain, number), {NULL, NULL}},
#define ASSET_GZIP(number, file, type, etag) {NAME(file), (type), (etag), BYTES(plain, number), BYTES(gzipped, number)},
#include "../../web/dist/assets.def"
#undef ASSET
#undef ASSET_GZIP
};

/* Nothing inline, no other host, no markup made from strings; data: is for the marks in our own style sheet. */
static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
/* clang-format on */

const struct asset *asset_find(struct str name)
{
    for (size_t i = 0; i < COUNT(assets); i++) {
        if (str_equal(assets[i].name, name))
            return &assets[i];
    }
    return NULL;
}

static struct str bytes_of(struct asset_bytes bytes)
{
    return bytes.start == NULL ? (struct str){0} : (struct str){bytes.start, (size_t)(bytes.end - bytes.start)};
}

/* Whether a browser would show it as a page, in which scripts could run. */
static bool is_document(const char *content_type)
{
    return str_starts(str_of(content_type), STR("text/html")) || str_starts(str_of(content_type), STR("image/svg+xml"));
}

static void answer(struct call *call, const struct asset *asset)
{
    call->reply.content_type = asset->content_type;
    call->reply.body = bytes_of(asset->plain);
    call->reply.gzipped = bytes_of(asset->gzipped);
    call->reply.etag = str_of(asset->etag);
    if (!is_document(asset->content_type)) /* to others it says nothing, and there are twenty of them */
        return;
    call_add_header(call, "Content-Security-Policy", "%s", policy);
    call_add_header(call, "Cross-Origin-Opener-Policy", "same-origin");
}

/* The same for every address of the page: which one it is, the page's own table says (web/src/app/pages.ts). */
bool get_page(struct call *call, struct store *store)
{
    (void)store;
    const struct asset *page = asset_find(STR("index.html"));
    assert(page != NULL);
    answer(call, page);
    return true;
}

/* Browsers name text/html; what takes anything gets JSON. */
static bool is_browser(const struct call *call)
{
    struct str accept = call_header(call, "Accept");
    unsigned html = negotiate_weight(accept, STR("text/html"));
    return call->method == METHOD_GET && html > negotiate_weight(accept, STR("application/problem+json")) &&
           html > negotiate_weight(accept, STR("application/json"));
}

bool get_nowhere(struct call *call)
{
    if (str_is(call->path, "/v1") || str_starts(call->path, STR("/v1/")) || !is_browser(call))
        return false;
    if (!get_page(call, NULL))
        return false;
    call->reply.status = 404;
    call->reply.etag = (struct str){0}; /* that of the page at addresses that there are */
    return true;
}

bool get_asset(struct call *call, struct store *store)
{
    (void)store;
    const struct asset *asset = asset_find(call->segments[0]);
    if (asset == NULL)
        return problem_add(&call->problem, PROBLEM_NOT_FOUND, "", "this version of the page has no such file");
    answer(call, asset);
    call_add_header(call, "Cache-Control", "public, max-age=31536000, immutable");
    return true;
}
