/* The files are taken in by .incbin; the Makefile has them as prerequisites, which -MMD does not see. */
#include "claimd/assets.h"

#include "claimd/handlers.h"

/* clang-format off */
#define ASSET(number, file, type, etag)                                          \
    __asm__(".section .rodata\n"                                                 \
            "asset_" #number "_start: .incbin \"web/dist/" file "\"\n"           \
            "asset_" #number "_end: .byte 0\n"                                   \
            ".previous\n");                                                      \
    extern const char asset_##number##_start[];                                  \
    extern const char asset_##number##_end[];
#include "../../web/dist/assets.def"
#undef ASSET

static const struct asset assets[] = {
#define ASSET(number, file, type, etag) {{(file), sizeof(file) - 1}, (type), (etag), asset_##number##_start, asset_##number##_end},
#include "../../web/dist/assets.def"
#undef ASSET
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

static void answer(struct call *call, const struct asset *asset)
{
    call->reply.content_type = asset->content_type;
    call->reply.body = (struct str){asset->start, (size_t)(asset->end - asset->start)};
    call->reply.etag = str_of(asset->etag);
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
