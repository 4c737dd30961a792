/* Lines of the first text are terms; each term is found in itself, and what is found in the second lies inside it. */
#include "claimd/lexicon.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct str text = fuzz_text(&arena, data, size);
    struct str rest = fuzz_cut(&text);
    struct lexicon *lexicon = lexicon_begin(&arena);
    struct str line;
    uint32_t count = 0;

    while (str_split(&rest, '\n', &line)) {
        if (!lexicon_add(lexicon, count % 40, line, count))
            continue;
        count++;
    }
    lexicon_finish(lexicon);

    struct tokens tokens = tokens_of(&arena, text);
    for (size_t i = 0; i < tokens.count; i++) {
        const struct sense *sense = lexicon_longest(lexicon, &tokens, i);
        FUZZ_CHECK(sense == NULL ||
                   (sense->words > 0 && i + sense->words <= tokens.count && sense->line->number < count));
    }
    size_t senses = 0;
    const struct sense *first = lexicon_senses(lexicon, &senses);
    FUZZ_CHECK(senses == count);
    for (size_t i = 0; i < senses; i++) {
        tokens = tokens_of(&arena, first[i].line->term);
        const struct sense *found = lexicon_longest(lexicon, &tokens, 0);
        FUZZ_CHECK(tokens.items[0].is_first && (tokens.count == 1 || found != NULL || tokens.items[1].is_first));
    }
    return 0;
}
