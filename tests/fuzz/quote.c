/* What is found of a quotation lies inside the body and is the same as the quotation. */
#include "claimd/quote.h"

#include "claimd/quote_nearest.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct str text = fuzz_text(&arena, data, size);
    struct str exact = fuzz_cut(&text);
    struct quote_body body = quote_body_make(&arena, text);
    struct quote quote = {.exact = exact};
    struct span spans[4] = {{0}};
    struct span near = {0};
    uint32_t end = (uint32_t)utf8_count(text);

    size_t count = quote_find(&arena, &body, &quote, spans, COUNT(spans));
    for (size_t i = 0; i < count && i < COUNT(spans); i++) {
        struct str words = {0};
        FUZZ_CHECK(span_words(spans[i], text, &words, &problem) && words.size > 0);
    }
    if (quote_nearest(&arena, &body, exact, &near))
        FUZZ_CHECK(near.start < near.end && near.end <= end);
    count = quote_rarest(&arena, &body, exact, spans, COUNT(spans));
    FUZZ_CHECK(count <= COUNT(spans));
    for (size_t i = 0; i < count; i++)
        FUZZ_CHECK(spans[i].start < spans[i].end && spans[i].end <= end);
    FUZZ_CHECK(quote_same(&arena, exact, exact));
    return 0;
}
