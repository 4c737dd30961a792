/* Case files: tests/text/page/NAME.txt (or .md, .html) is the source, NAME.txt.json what it comes to. A case whose title is known
 * has it as "given". */
#include <dirent.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

#include "doubling.h"
#include "page_json.h"
#include "seed.h"

enum { CASES = 200 };

static const char cases_folder[] = "tests/text/page";

static void read_file(const char *path, struct buffer *text)
{
    FILE *file = fopen(path, "rbe");
    assert_non_null(file);
    for (int byte; (byte = getc(file)) != EOF;)
        buffer_add_byte(text, (char)byte);
    (void)fclose(file);
}

static enum page_type type_of(const char *name)
{
    struct str path = str_of(name);
    return str_ends(path, STR(".html")) ? PAGE_HTML : str_ends(path, STR(".md")) ? PAGE_MARKDOWN : PAGE_PLAIN;
}

static void one_file(void **state)
{
    const char *name = *state;
    char path[512];
    arena_auto arena = {0};
    buffer_auto source = {0};
    (void)snprintf(path, sizeof path, "%s/%s", cases_folder, name);
    read_file(path, &source);
    (void)snprintf(path, sizeof path, "%s/%s.json", cases_folder, name);
    json_auto_t *wanted = json_load_file(path, 0, NULL);
    assert_non_null(wanted);

    json_auto_t *given = json_incref(json_object_get(wanted, "given"));
    json_object_del(wanted, "given");
    struct page page = page_of(&arena, buffer_str(&source), type_of(name), json_text(given));
    json_auto_t *got = page_json(&page);
    if (!json_equal(got, wanted)) {
        buffer_auto text = {0};
        json_write_pretty(&text, got);
        (void)fprintf(stderr, "%s comes to\n%s\n", name, buffer_terminate(&text));
    }
    assert_true(json_equal(got, wanted));
}

static void same(struct str got, const json_t *wanted)
{
    struct str text = json_text(wanted);
    assert_int_equal(got.size, text.size);
    if (got.size > 0)
        assert_memory_equal(got.data, text.data, got.size);
}

/* The first real article comes to what people made of it. */
static void seed(void **state)
{
    (void)state;
    json_auto_t *gold = seed_gold();
    if (gold == NULL) {
        print_message("[  SKIPPED ] the seed article is not here\n");
        skip();
    }
    arena_auto arena = {0};
    buffer_auto source = {0};
    char path[4096], hex[crypto_hash_sha256_BYTES * 2 + 1];
    unsigned char hash[crypto_hash_sha256_BYTES];
    seed_path(path, sizeof path, "seed-article.txt");
    read_file(path, &source);
    struct page page = page_of(&arena, buffer_str(&source), PAGE_PLAIN, (struct str){0});

    const json_t *metadata = json_object_get(gold, "metadata"), *original = json_object_get(metadata, "original");
    same(page.title, json_object_get(metadata, "title"));
    same(page.subtitle, json_object_get(metadata, "subtitle"));
    assert_int_equal(page.authors.count, 1);
    same(page.authors.names[0], json_object_get(json_array_get(json_object_get(metadata, "authors"), 0), "name"));
    same(page.publisher, json_object_get(json_object_get(metadata, "publisher"), "name"));
    same(page.published_at, json_object_get(metadata, "published_at"));
    assert_true(str_is(page.language, "en")); /* without the region, which only spelling tells */
    same(page.url, json_object_get(metadata, "url"));
    same(page.canonical_url, json_object_get(metadata, "canonical_url"));
    same(page.original.publisher, json_object_get(original, "publisher"));
    same(page.original.published_at, json_object_get(original, "published_at"));
    same(page.original.url, json_object_get(original, "url"));
    same(page.license, json_object_get(metadata, "license"));
    same(page.about_author, json_object_get(metadata, "about_author"));
    same(page.note, json_object_get(metadata, "note"));

    const json_t *blocks = json_object_get(gold, "blocks");
    assert_int_equal(page.blocks.count, json_array_size(blocks));
    for (size_t i = 0; i < page.blocks.count; i++) {
        const json_t *block = json_array_get(blocks, i);
        assert_int_equal(page.blocks.items[i].span.start, json_int(block, "start"));
        assert_int_equal(page.blocks.items[i].span.end, json_int(block, "end"));
        assert_true(str_is(json_str(block, "kind"), block_kind_name(page.blocks.items[i].kind)));
    }
    (void)crypto_hash_sha256(hash, (const unsigned char *)page.blocks.body.data, page.blocks.body.size);
    assert_true(str_is(json_str(gold, "body_sha256"), sodium_bin2hex(hex, sizeof hex, hash, sizeof hash)));
}

/* What may be sent to do harm: a text repeated up to a size. */
static const struct hostile_case {
    const char *name;
    enum page_type type;
    const char *start, *text, *behind; /* behind: text is followed by its number and this; NULL: by nothing */
} hostile_cases[] = {
    /* clang-format off */
    {"plain: one word",            PAGE_PLAIN, "", "word", NULL},
    {"plain: words",               PAGE_PLAIN, "", "a word ", NULL},
    {"plain: short blocks",        PAGE_PLAIN, "", "Word\n\n", NULL},
    {"plain: short lines",         PAGE_PLAIN, "", "Word\n", NULL},
    {"plain: empty lines",         PAGE_PLAIN, "a", "\n \n", NULL},
    {"plain: bullets",             PAGE_PLAIN, "", "- a\n", NULL},
    {"plain: numbers",             PAGE_PLAIN, "", "1. a\n", NULL},
    {"plain: quotations",          PAGE_PLAIN, "", "> > a\n", NULL},
    {"plain: notices",             PAGE_PLAIN, "", "About the author\n\nDisclaimer\n\n", NULL},
    {"plain: bylines",             PAGE_PLAIN, "", "By Jane Doe, ", NULL},
    {"plain: combining marks",     PAGE_PLAIN, "a", "\u0301", NULL},
    {"plain: no-break spaces",     PAGE_PLAIN, "a", "\u00A0", NULL},
    {"plain: control characters",  PAGE_PLAIN, "a", "\x01\x7F", NULL},
    {"plain: brackets",            PAGE_PLAIN, "", "[", NULL},
    {"plain: URLs",                PAGE_PLAIN, "", "http://a.b http", NULL},
    {"markdown: brackets",         PAGE_MARKDOWN, "", "[", NULL},
    {"markdown: pairs of brackets", PAGE_MARKDOWN, "", "[a](", NULL},
    {"markdown: closing brackets", PAGE_MARKDOWN, "[[[[", "]", NULL},
    {"markdown: emphasis",         PAGE_MARKDOWN, "", "*a _b ", NULL},
    {"markdown: backticks",        PAGE_MARKDOWN, "", "` `` ``` ", NULL},
    {"markdown: quotations",       PAGE_MARKDOWN, "", "> ", NULL},
    {"markdown: quotation lines",  PAGE_MARKDOWN, "", "> > > a\n", NULL},
    {"markdown: lists",            PAGE_MARKDOWN, "", "- ", NULL},
    {"markdown: items",            PAGE_MARKDOWN, "", "- a\n  - b\n", NULL},
    {"markdown: headings",         PAGE_MARKDOWN, "", "# a\n", NULL},
    {"markdown: references",       PAGE_MARKDOWN, "", "[a", "]: b\n"},
    {"markdown: uses of one",      PAGE_MARKDOWN, "[a]: b\n\n", "[a] ", NULL},
    {"markdown: entities",         PAGE_MARKDOWN, "", "&amp;&a", NULL},
    {"markdown: HTML",             PAGE_MARKDOWN, "", "<a b<!--", NULL},
    {"markdown: HTML blocks",      PAGE_MARKDOWN, "", "<div>\n\n", NULL},
    {"markdown: tables",           PAGE_MARKDOWN, "|a|b|\n|---|---|\n", "|a|\n", NULL},
    {"markdown: bars",             PAGE_MARKDOWN, "", "|a", NULL},
    {"markdown: fields",           PAGE_MARKDOWN, "---\n", "author: Jane Doe\n", NULL},
    {"html: div",                  PAGE_HTML, "", "<div>", NULL},
    {"html: div and text",         PAGE_HTML, "", "<div>a text, a text, a text, a text", NULL},
    {"html: paragraphs",           PAGE_HTML, "", "<p>a", NULL},
    {"html: bold in paragraphs",   PAGE_HTML, "", "<p><b class=a", "></p>"},
    {"html: tables",               PAGE_HTML, "", "<table>", NULL},
    {"html: cells",                PAGE_HTML, "<table>", "<tr><td>a<table>", NULL},
    {"html: end tags",             PAGE_HTML, "<div><div><span>", "</p></div></b>", NULL},
    {"html: end tags of deep ones", PAGE_HTML, "", "<i><div></span></i>", NULL},
    {"html: attributes",           PAGE_HTML, "<a ", "a", " "},
    {"html: one attribute often",  PAGE_HTML, "<a ", "class=a ", NULL},
    {"html: a long attribute",     PAGE_HTML, "<a class='", "share-a ", NULL},
    {"html: an open quotation",    PAGE_HTML, "", "<a class='\"", NULL},
    {"html: comments",             PAGE_HTML, "", "<!--", NULL},
    {"html: ended comments",       PAGE_HTML, "", "<!-- --><!-->", NULL},
    {"html: declarations",         PAGE_HTML, "", "<!a<?b</", NULL},
    {"html: less-than signs",      PAGE_HTML, "", "<", NULL},
    {"html: brackets",             PAGE_HTML, "", "[", NULL},
    {"html: references",           PAGE_HTML, "", "&amp;&#65;&ampx;&", NULL},
    {"html: open references",      PAGE_HTML, "", "&a", NULL},
    {"html: a long number",        PAGE_HTML, "&#", "9", NULL},
    {"html: scripts",              PAGE_HTML, "", "<script>", NULL},
    {"html: ended scripts",        PAGE_HTML, "", "<script></scrip</script>", NULL},
    {"html: JSON-LD",              PAGE_HTML, "<script type='ld+json'>", "[", NULL},
    {"html: JSON-LD objects",      PAGE_HTML, "<script type='ld+json'>[", "{\"@type\":\"Article\"},", NULL},
    {"html: JSON-LD scripts",      PAGE_HTML, "", "<script type='ld+json'>{\"@type\":\"Article\"}</script>", NULL},
    {"html: combining marks",      PAGE_HTML, "<p>a", "\u0301", NULL},
    {"html: headings",             PAGE_HTML, "<title>a b c</title>", "<h1>a b c</h1>", NULL},
    {"html: linked headings",      PAGE_HTML, "", "<div><h2><a>a</a></h2>", NULL},
    {"html: bylines",              PAGE_HTML, "", "<div class=author>By Jane Doe", NULL},
    {"html: empty bylines",        PAGE_HTML, "", "<div class=author>", NULL},
    {"html: metadata",             PAGE_HTML, "", "<meta name=author content='Jane Doe'>", NULL},
    {"html: times",                PAGE_HTML, "", "<time>1</time>", NULL},
    {"html: line breaks",          PAGE_HTML, "<p>", "a<br>", NULL},
    {"html: list items",           PAGE_HTML, "", "<ul><li>a, a text that is long enough", NULL},
    {"html: styles",               PAGE_HTML, "", "<p style='a:b;a;'>", NULL},
    /* clang-format on */
};

static int64_t time_of_page(struct str source, enum page_type type)
{
    arena_auto arena = {0};
    int64_t began = processor_us();
    struct page page = page_of(&arena, source, type, (struct str){0});
    int64_t took = processor_us() - began;
    assert_true(utf8_valid(page.blocks.body) && utf8_valid(page.title));
    return took;
}

static int64_t time_of_brackets(void *what, size_t size)
{
    buffer_auto text = {0};
    (void)what;
    for (size_t n = 0; n < size; n++)
        buffer_add_byte(&text, n < size / 2 ? '[' : ']');
    return time_of_page(buffer_str(&text), PAGE_MARKDOWN);
}

/* So many openings and as many ends, which repeating one text is not. */
static void nested_brackets(void **state)
{
    assert_linear("nested brackets", time_of_brackets, *state, (size_t)1 << 17, 1);
}

static int64_t time_of_case(void *what, size_t size)
{
    const struct hostile_case *c = what;
    buffer_auto text = {0};
    doubling_text(&text, c->start, c->text, c->behind, size);
    return time_of_page(buffer_str(&text), c->type);
}

static void is_linear(void **state)
{
    const struct hostile_case *c = *state;
    assert_linear(c->name, time_of_case, *state, (size_t)1 << 18, 1);
}

static size_t add_files(struct CMUnitTest *tests, struct dirent **entries, int count)
{
    size_t added = 0;
    for (int i = 0; i < count && added < CASES; i++) {
        struct str name = str_of(entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && !str_ends(name, STR(".json")))
            tests[added++] = (struct CMUnitTest){entries[i]->d_name, one_file, NULL, NULL, entries[i]->d_name};
    }
    return added;
}

int main(void)
{
    static struct CMUnitTest tests[CASES + COUNT(hostile_cases) + 2];
    struct dirent **entries;
    int files = scandir(cases_folder, &entries, NULL, alphasort);
    size_t count = files < 0 ? 0 : add_files(tests, entries, files);
    assert(count > 0);
    for (size_t i = 0; i < COUNT(hostile_cases); i++)
        tests[count++] = (struct CMUnitTest){hostile_cases[i].name, is_linear, NULL, NULL, (void *)&hostile_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(nested_brackets);
    tests[count++] = (struct CMUnitTest){"the seed article", seed, NULL, NULL, NULL};
    int failed = _cmocka_run_group_tests("page", tests, count, NULL, NULL);
    for (int i = 0; i < files; i++)
        free(entries[i]);
    free(entries);
    return failed;
}
